/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-folder-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_OFFERS_DIALOG (rapport_offers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportOffersDialog, rapport_offers_dialog, RAPPORT, OFFERS_DIALOG, AdwDialog)

/**
 * RapportOffersDialog:
 *
 * The exports of watched folders that wait, each to be imported or declined; of whom
 * it is not known whose they are, the client is asked for. Importing is the action
 * "win.import-export".
 */
AdwDialog *rapport_offers_dialog_new (RapportLibrary *library, RapportFolderWatch *watch);

G_END_DECLS
