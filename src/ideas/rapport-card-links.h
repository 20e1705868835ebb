/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_LINKS (rapport_card_links_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardLinks, rapport_card_links, RAPPORT, CARD_LINKS, AdwBin)

/**
 * RapportCardLinks:
 *
 * Where the idea of a card stands besides: the months in whose plans it is, with
 * a way into another one, the tasks that are parts of it, the other boards that
 * it lies on, and what was tried before that says the same. Signal
 * `card-opened (string board_id, string card_id)` when the user wants to see
 * it on another board.
 */
GtkWidget *rapport_card_links_new (RapportLibrary *library);

/* (transfer none): what was tried before, to be put where it is seen first. */
GtkWidget *rapport_card_links_get_tried (RapportCardLinks *self);

/* @item is what @card points at; both may be %NULL. Reads what belongs to it. */
void
rapport_card_links_set_card (RapportCardLinks *self, RapportPlacement *card, RapportWorkItem *item);

/* Without what is for the team. */
void rapport_card_links_set_public_only (RapportCardLinks *self, gboolean public_only);

G_END_DECLS
