/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_ITEM (rapport_card_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardItem, rapport_card_item, RAPPORT, CARD_ITEM, AdwBin)

/* The fields of the work item that a card points at, as live rows: what it is and why,
 * where it stands in a matrix, what it weighs, what came of it. */
GtkWidget *rapport_card_item_new (RapportLibrary *library);

/* @item may be %NULL. @board says how ideas are weighed. */
void
rapport_card_item_set_item (RapportCardItem *self, RapportWorkItem *item, RapportIdeaBoard *board);

/* Without what is for the team. */
void rapport_card_item_set_public_only (RapportCardItem *self, gboolean public_only);

/* Gives the keyboard to the title. */
void rapport_card_item_edit (RapportCardItem *self);

G_END_DECLS
