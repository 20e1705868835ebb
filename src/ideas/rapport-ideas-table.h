/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-ideas-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_IDEAS_TABLE (rapport_ideas_table_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdeasTable, rapport_ideas_table, RAPPORT, IDEAS_TABLE, GtkWidget)

/**
 * RapportIdeasTable:
 *
 * The cards of a board as rows, every field a column: sorted by a click on its heading, shown
 * and hidden in the menu of the headings, edited in place by a double click, Enter or F2. Columns
 * and order are remembered with the library. What the model shows only for the client is so here.
 * Signals: `selection-changed ()`; `opened (string card_id)` when a row was activated.
 */
GtkWidget *rapport_ideas_table_new (RapportLibrary *library, RapportIdeasModel *model);

/* (transfer full): ids of the cards, in the order of the rows; %NULL-ended. */
GStrv rapport_ideas_table_get_selected (RapportIdeasTable *self);

/* Silent. @ids: (nullable): %NULL-ended; what has no row is passed over. */
void rapport_ideas_table_select (RapportIdeasTable *self, const char *const *ids);
void rapport_ideas_table_select_all (RapportIdeasTable *self);

/* Scrolls to a card's row and gives it the keyboard; the first one with %NULL. FALSE where there
 * is none; TRUE while it is still sorted, and then it comes when that is done. */
gboolean rapport_ideas_table_focus (RapportIdeasTable *self, const char *card_id);

guint rapport_ideas_table_get_n_rows (RapportIdeasTable *self);

G_END_DECLS
