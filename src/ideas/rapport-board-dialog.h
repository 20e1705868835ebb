/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_DIALOG (rapport_board_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardDialog, rapport_board_dialog, RAPPORT, BOARD_DIALOG, AdwDialog)

/**
 * RapportBoardDialog:
 *
 * What a board of ideas is called, what its columns and rows stand for and which lanes they
 * have, how ideas are weighed, and what is done with the board as a whole: a template is made of
 * it, or it is deleted. Everything is saved at once.
 */
AdwDialog *rapport_board_dialog_new (RapportLibrary *library, RapportIdeaBoard *board);

G_END_DECLS
