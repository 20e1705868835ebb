/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-ideas-fields.h"
#include "rapport-ideas-model.h"

G_BEGIN_DECLS

/**
 * RapportIdeasOrder:
 *
 * The cards of a board in the order of a field. Many are sorted by another thread, as comparing
 * words takes long; what they are sorted by is remembered, so that after a change only that of what
 * has changed is worked out anew.
 */
#define RAPPORT_TYPE_IDEAS_ORDER (rapport_ideas_order_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdeasOrder, rapport_ideas_order, RAPPORT, IDEAS_ORDER, GObject)

/**
 * RapportIdeasOrdered:
 * @ids: (transfer full) (element-type utf8): the cards that the model shows, sorted
 *
 * Called in the thread that asked.
 */
typedef void (*RapportIdeasOrdered) (GPtrArray *ids, gpointer user_data);

/* @library and @model have to be there until it is stopped. */
RapportIdeasOrder *rapport_ideas_order_new (RapportLibrary *library,
                                            RapportIdeasModel *model,
                                            RapportIdeasOrdered ordered,
                                            gpointer user_data);

/**
 * RapportIdeasSort:
 * @field: what is sorted by; %RAPPORT_IDEAS_N_FIELDS for the order on the board
 * @method: of the score; "" for none
 * @votes: (nullable): dots by card
 */
typedef struct
{
  RapportIdeasField field;
  gboolean descending;
  const char *method;
  GHashTable *votes;
} RapportIdeasSort;

/* Sorts: a few cards before it returns, more of them soon. What was asked for before by another
 * order does not come any more. */
void rapport_ideas_order_sort (RapportIdeasOrder *self, const RapportIdeasSort *sort);

/* What cards are sorted by may have changed: that of the one with an id, of all with %NULL. */
void rapport_ideas_order_forget (RapportIdeasOrder *self, const char *card_id);

/* Nothing comes any more that was asked for. */
void rapport_ideas_order_stop (RapportIdeasOrder *self);

gboolean rapport_ideas_order_is_sorting (RapportIdeasOrder *self);

G_END_DECLS
