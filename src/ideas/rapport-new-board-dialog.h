/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NEW_BOARD_DIALOG (rapport_new_board_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportNewBoardDialog,
                      rapport_new_board_dialog,
                      RAPPORT,
                      NEW_BOARD_DIALOG,
                      AdwDialog)

/**
 * RapportNewBoardDialog:
 *
 * What a new board begins with: nothing, a template that is built in, or one of the agency's own,
 * which can be deleted here. Own ones are not shown while a client looks at the screen.
 * Signal `chosen (string word, string title)`: which of rapport_board_starts_list(), and what the
 * board is to be called; the dialog closes by itself.
 */
AdwDialog *rapport_new_board_dialog_new (RapportLibrary *library);

G_END_DECLS
