/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_IDEAS_VIEW (rapport_ideas_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdeasView, rapport_ideas_view, RAPPORT, IDEAS_VIEW, AdwBin)

/**
 * RapportIdeasView:
 *
 * The boards of one client: which one is shown, as what, and what is done on it. While a client
 * looks at the screen (#RapportOnlooker), only what is for that client is there.
 */
GtkWidget *rapport_ideas_view_new (RapportLibrary *library);

/* (nullable) */
void rapport_ideas_view_set_client (RapportIdeasView *self, RapportClient *client);

/* (nullable) (transfer none): the board that is shown. */
const char *rapport_ideas_view_get_board_id (RapportIdeasView *self);
/* Shows a board of the client and, with a card, flies to it. */
void
rapport_ideas_view_show_board (RapportIdeasView *self, const char *board_id, const char *card_id);

G_END_DECLS
