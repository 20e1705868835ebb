/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ERASE_DIALOG (rapport_erase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportEraseDialog, rapport_erase_dialog, RAPPORT, ERASE_DIALOG, AdwDialog)

/**
 * RapportEraseDialog:
 *
 * Erases a person: says what is erased, which texts of others name them, and
 * what is out of reach, and does it when told to.
 */
AdwDialog *rapport_erase_dialog_new (RapportLibrary *library, RapportContact *contact);

G_END_DECLS
