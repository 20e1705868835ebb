/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FOLDER_WATCH (rapport_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (RapportFolderWatch, rapport_folder_watch, RAPPORT, FOLDER_WATCH, GObject)

/**
 * RapportFolderWatch:
 *
 * Folders of this machine in which exports of clients appear. Signal `found
 * (char *client_id, GFile *file)` once for each table with figures that came
 * into a folder since it is watched, also while the program did not run, when
 * nobody writes to it any more. Nothing is imported by itself. Which folders,
 * and what has been told already, stands in the settings, as paths mean nothing
 * on another machine. Main thread only; files are looked at in others.
 */

/* Watches the folders of the clients that @library has. @settings: the keys
 * "watched-folders" and "offered-exports". */
RapportFolderWatch *rapport_folder_watch_new (RapportLibrary *library, GSettings *settings);

/* (transfer full) (nullable): the folder of a client. */
GFile *rapport_folder_watch_get_folder (RapportFolderWatch *self, const char *client_id);

/* What is in the folder already is not told. @folder: (nullable): none any more. */
void
rapport_folder_watch_set_folder (RapportFolderWatch *self, const char *client_id, GFile *folder);

G_END_DECLS
