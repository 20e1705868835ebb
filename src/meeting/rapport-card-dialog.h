/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-chooser.h"
#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_DIALOG (rapport_card_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardDialog, rapport_card_dialog, RAPPORT, CARD_DIALOG, RapportChooser)

/**
 * RapportCardDialog:
 *
 * The cards of all boards of a client, the newest first, to choose one that a remark is about;
 * found by their words and their board's. Cards are read in other threads.
 *
 * Signal `chosen (id)`: the id of a card, or "" for none; the dialog closes by itself.
 */

/* @card_id: (nullable): the card that the remark is about now. */
AdwDialog *
rapport_card_dialog_new (RapportLibrary *library, const char *client_id, const char *card_id);

G_END_DECLS
