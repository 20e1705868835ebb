/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-folder-watch.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WATCH_DIALOG (rapport_watch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportWatchDialog, rapport_watch_dialog, RAPPORT, WATCH_DIALOG, AdwDialog)

/**
 * RapportWatchDialog:
 *
 * Which folder is watched for exports of a client; of all, where @client is %NULL.
 */
AdwDialog *rapport_watch_dialog_new (RapportFolderWatch *watch, RapportClient *client);

G_END_DECLS
