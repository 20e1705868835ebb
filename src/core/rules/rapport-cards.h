/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-boards.h"
#include "rapport-plan.h"

G_BEGIN_DECLS

/*
 * What is done with the things on a board: its cards (RapportPlacement), frames and
 * connectors (RapportEdge). Each call adds to a transaction, so that what a user does at once is
 * one step of undo. @ids are ids of such things of one board, %NULL-ended; what is not there any
 * more is left out. What is locked is neither moved nor deleted nor put into another order.
 */

/* A place in board units. */
typedef struct
{
  double x, y, width, height;
} RapportPlace;

#define RAPPORT_CARD_WIDTH  240.0
#define RAPPORT_CARD_HEIGHT 132.0

/* (transfer full) (nullable): a card, frame or connector. */
RapportRecord *rapport_cards_find (RapportLibrary *library, const char *id);

/* FALSE where the thing has no place, such as a connector. */
gboolean rapport_cards_get_place (RapportRecord *thing, RapportPlace *place);

/**
 * RapportNewCard:
 * @kind: of rapport_card_kinds
 * @item: (nullable): the work item that the card points at
 * @title: (nullable): of the new work item, where a card of the kind "item" has none
 * @text: (nullable): Markdown of a note
 * @address: (nullable): of a link
 * @image: (nullable): the id of an attachment
 * @metric: (nullable): the name of a metric
 */
typedef struct
{
  const char *kind;
  const char *item;
  const char *title;
  const char *text;
  const char *address;
  const char *image;
  const char *metric;
  RapportPlace place;
} RapportNewCard;

/* (transfer none) (nullable): a new card above the others; %NULL where the board is not there. */
RapportPlacement *rapport_cards_add (RapportTransaction *transaction,
                                     RapportLibrary *library,
                                     const char *board_id,
                                     const RapportNewCard *card);

/* (transfer none) (nullable): a frame, the last to be shown; %NULL where the board is not there. */
RapportFrame *rapport_cards_add_frame (RapportTransaction *transaction,
                                       RapportLibrary *library,
                                       const char *board_id,
                                       const char *title,
                                       const RapportPlace *place);

/* (transfer none) (nullable): a connector, %NULL when the two are one or there is one already.
 * @from_side, @to_side: words of rapport_edge_sides, or %NULL for any. */
RapportEdge *rapport_cards_connect (RapportTransaction *transaction,
                                    RapportLibrary *library,
                                    const char *board_id,
                                    const char *from,
                                    const char *to,
                                    const char *from_side,
                                    const char *to_side);

/* Moves or resizes: @places has one for each of @ids. */
void rapport_cards_place (RapportTransaction *transaction,
                          RapportLibrary *library,
                          const char *const *ids,
                          const RapportPlace *places);

/* Drops cards into a cell of the board's matrix: @column and @row are values of its two
 * fields, "" for none, %NULL to leave it as it is. They come before the card @before, or last
 * with %NULL, in the order they had. A card that points at a work item sets it there. */
void rapport_cards_drop (RapportTransaction *transaction,
                         RapportLibrary *library,
                         RapportIdeaBoard *board,
                         const char *const *ids,
                         const char *column,
                         const char *row,
                         const char *before);

/* (transfer full) (element-type RapportRecord): copies, moved by (@dx, @dy), of cards, frames, and
 * of the connectors whose both ends are copied. With @same_items cards point at the same
 * work items, as when an idea is put on another board; else they get copies of them, as
 * ideas. @board_id may be another board of the same client. Groups stay groups, apart from the
 * old ones. */
GPtrArray *rapport_cards_copy (RapportTransaction *transaction,
                               RapportLibrary *library,
                               const char *board_id,
                               const char *const *ids,
                               double dx,
                               double dy,
                               gboolean same_items);

typedef enum
{
  RAPPORT_CARDS_TO_BACK,
  RAPPORT_CARDS_BACKWARD,
  RAPPORT_CARDS_FORWARD,
  RAPPORT_CARDS_TO_FRONT,
} RapportCardsOrder;

/* Among the cards of the board; frames among frames. One step of a card on a free board is
 * past the next one that it lies over or under; elsewhere past the next. */
void rapport_cards_order (RapportTransaction *transaction,
                          RapportLibrary *library,
                          const char *board_id,
                          const char *const *ids,
                          RapportCardsOrder how);

/* One group of all; with @together FALSE, out of their groups. */
void rapport_cards_group (RapportTransaction *transaction,
                          RapportLibrary *library,
                          const char *const *ids,
                          gboolean together);

void rapport_cards_lock (RapportTransaction *transaction,
                         RapportLibrary *library,
                         const char *const *ids,
                         gboolean locked);

/* "#rrggbb", or %NULL for none. */
void rapport_cards_colour (RapportTransaction *transaction,
                           RapportLibrary *library,
                           const char *const *ids,
                           const char *colour);

/* Takes them off the board, with the connectors that hang on them. The work items stay:
 * they may lie on other boards, in a plan, in minutes. */
void rapport_cards_remove (RapportTransaction *transaction,
                           RapportLibrary *library,
                           const char *board_id,
                           const char *const *ids);

/* (transfer full) (nullable): the work item of a card. A note becomes an idea: its first line is
 * the title, what follows says why. %NULL for another kind of card, or where the work item is not
 * there. */
RapportWorkItem *rapport_cards_make_idea (RapportTransaction *transaction,
                                          RapportLibrary *library,
                                          RapportPlacement *card);

/* The month whose plan the idea of a card belongs to, by its first day: the month it is meant for,
 * unless that has passed, else this one. */
RapportDay rapport_cards_get_plan_month (RapportLibrary *library, RapportPlacement *card);

/* (transfer none) (nullable): puts the idea of a card into the plan of @month; an idea becomes
 * planned, and that is its month on every board from then on. A note becomes an idea first. %NULL
 * for another kind of card, or where its work item is not there. */
RapportPlanLine *rapport_cards_plan (RapportTransaction *transaction,
                                     RapportLibrary *library,
                                     RapportPlacement *card,
                                     RapportDay month);

/* Stores how many dots a participant gives a card, 0 takes them back. */
void rapport_cards_vote (RapportTransaction *transaction,
                         RapportLibrary *library,
                         const char *client_id,
                         const char *card_id,
                         const char *participant,
                         guint dots);

/* (transfer full) (element-type utf8 uint): id of a card → its dots from all, of the cards of a
 * board that got any. */
GHashTable *rapport_cards_count_votes (RapportLibrary *library, const char *board_id);
/* The sums that a client may be told, where the board shows its scores: who gave how many stays the
 * team's, and what is for one's own eyes does not count. */
GHashTable *rapport_cards_count_public_votes (RapportLibrary *library, const char *board_id);

G_END_DECLS
