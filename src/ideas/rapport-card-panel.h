/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_PANEL (rapport_card_panel_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardPanel, rapport_card_panel, RAPPORT, CARD_PANEL, AdwBin)

/**
 * RapportCardPanel:
 *
 * What is selected on a board: the fields of one card, frame or connector, or what
 * can be done with several. It scrolls by itself and fits into 300 pixels. Keeps up
 * with the records; a card that is taken off the board leaves the selection.
 *
 * Property `public-only` (boolean): without anything of audience `team` or `me`, for
 * whoever shares the screen. Signal `card-opened (string board_id, string
 * card_id)` when the user wants to see the same idea on another board.
 */
GtkWidget *rapport_card_panel_new (RapportLibrary *library);

/* @ids: (nullable): of things of one board, %NULL-ended */
void rapport_card_panel_set_selection (RapportCardPanel *self, const char *const *ids);

void rapport_card_panel_set_public_only (RapportCardPanel *self, gboolean public_only);

/* Gives the keyboard to the title or text of the card. %FALSE where there is none. */
gboolean rapport_card_panel_edit (RapportCardPanel *self);

G_END_DECLS
