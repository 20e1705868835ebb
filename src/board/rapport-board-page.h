/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_PAGE (rapport_board_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardPage, rapport_board_page, RAPPORT, BOARD_PAGE, AdwNavigationPage)

/**
 * RapportBoardPage:
 *
 * The clients by their weekly light: marked by key (1, 2, 3, and 0 for none),
 * by dragging a card onto a column, or by a click. @lights are those of this
 * week. Uses the actions "win.add-client", "win.open-client", "win.undo".
 */
RapportBoardPage *rapport_board_page_new (RapportLibrary *library, RapportLights *lights);

/* Opens the search and gives it the keyboard. */
void rapport_board_page_search (RapportBoardPage *self);

/* Shows who has no mark this week: of one's own clients, if one has any. */
void rapport_board_page_show_unmarked (RapportBoardPage *self);

/* (transfer none): the trends of an account manager's clients, or with "" of
 * everybody's, up to the week that is looked at. */
AdwDialog *rapport_board_page_make_trends (RapportBoardPage *self, const char *member);

/* (transfer none): the walk through the clients that are shown, those who are not
 * marked first. */
AdwNavigationPage *rapport_board_page_make_meeting (RapportBoardPage *self);

G_END_DECLS
