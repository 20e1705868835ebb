/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-chooser.h"
#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLACE_DIALOG (rapport_place_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlaceDialog,
                      rapport_place_dialog,
                      RAPPORT,
                      PLACE_DIALOG,
                      RapportChooser)

/**
 * RapportPlaceDialog:
 *
 * The ideas and tasks of a client that do not lie on a board yet, newest first, to be put there
 * one after the other. While a client looks at the screen, only what is for that client. They are
 * read in other threads. Signal `chosen (string work_item_id)`.
 */
AdwDialog *
rapport_place_dialog_new (RapportLibrary *library, const char *client_id, const char *board_id);

G_END_DECLS
