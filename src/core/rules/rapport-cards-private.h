/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cards.h"
#include "rapport-standing.h"

G_BEGIN_DECLS

/* Where a thing on a board keeps what several kinds of them have; -1 for what it has not. */
typedef struct
{
  int client;
  int board;
  int rectangle;
  int order;
  int colour;
  int group;
  int locked;
} RapportCardFields;

/* Of a card, frame or connector. */
const RapportCardFields *rapport_cards_get_fields (RapportRecord *thing);

/* (transfer full) (nullable): a thing of a board by its id, as @transaction knows it, that
 * is not in the trash. */
RapportRecord *rapport_cards_find_in (RapportTransaction *transaction, const char *id);

/* (transfer full) (element-type RapportRecord): those of @ids that are there, each once. */
GPtrArray *rapport_cards_collect (RapportTransaction *transaction, const char *const *ids);

/* (transfer full) (element-type RapportEdge): the connectors that hang on any of these, in the
 * order in which they were made. */
GPtrArray *rapport_cards_find_edges (RapportTransaction *transaction, GPtrArray *things);

const char *rapport_cards_get_board (RapportTransaction *transaction, RapportRecord *thing);
gboolean rapport_cards_is_locked (RapportTransaction *transaction, RapportRecord *thing);
const char *rapport_cards_get_order (RapportTransaction *transaction, RapportRecord *thing);

/* FALSE where the thing has no place, as @transaction would leave it. */
gboolean rapport_cards_get_place_in (RapportTransaction *transaction,
                                     RapportRecord *thing,
                                     RapportPlace *place);
/* Brings it to what a board can hold. */
void rapport_cards_set_place (RapportTransaction *transaction,
                              RapportRecord *thing,
                              const RapportPlace *place);

/* (transfer full) (nullable): the work item of a card, of the card's client and not in the
 * trash. */
RapportRecord *rapport_cards_get_item (RapportTransaction *transaction, RapportRecord *placement);

/* (transfer none): a new idea of the client. */
RapportRecord *
rapport_cards_make_item (RapportTransaction *transaction, const char *client, const char *title);

/* What cards have in the fields of lanes. */

/* Whether the set of a card's own lanes, %NULL for none, has this "field=value". */
gboolean rapport_lanes_have (GVariant *lanes, const char *lane);
/* (transfer full): the value of a field in such a set; "" for none. */
char *rapport_lanes_get (GVariant *lanes, const char *field);

/* Puts a value into a card's own lanes, "" takes it out. */
void rapport_lane_set_own (RapportTransaction *transaction,
                           RapportRecord *placement,
                           const char *field,
                           const char *value);

/* Puts a lane's value into the work item: a month as its first day, a status by the
 * rule for that. "" unsets, but for the status. What can't be there changes nothing. */
void rapport_lane_set_item (RapportTransaction *transaction,
                            RapportWorkItem *item,
                            const char *field,
                            const char *value);

/* (transfer full) (element-type RapportWorkItem): those of a client that have the value. */
GPtrArray *rapport_lane_find_items (RapportLibrary *library,
                                    const char *client,
                                    const char *field,
                                    const char *value);

/* (transfer full) (element-type utf8 utf8): id of a client's work item → what it has in the field,
 * of those that have something. */
GHashTable *
rapport_lane_list_values (RapportLibrary *library, const char *client, const char *field);

G_END_DECLS
