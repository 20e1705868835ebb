/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_LEAVERS_DIALOG (rapport_leavers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportLeaversDialog,
                      rapport_leavers_dialog,
                      RAPPORT,
                      LEAVERS_DIALOG,
                      AdwDialog)

/**
 * RapportLeaversDialog:
 *
 * The people who have left a client, or any of them: until when they were there, and
 * where they are now.
 */

/* @client: (nullable): all, where it is %NULL. */
AdwDialog *rapport_leavers_dialog_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
