/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FOLDER_WATCH (rapport_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (RapportFolderWatch, rapport_folder_watch, RAPPORT, FOLDER_WATCH, GObject)

/* In place of a client: the folder of the whole agency, and files of which it is not
 * known whose they are. */
#define RAPPORT_FOLDER_WATCH_AGENCY ""

/**
 * RapportWaitingExport:
 * @client_id: whose export it is, or %RAPPORT_FOLDER_WATCH_AGENCY
 * @file: the file
 *
 * An export that waits until it is imported or declined.
 */
typedef struct
{
  char *client_id;
  GFile *file;
} RapportWaitingExport;

/**
 * RapportFolderWatch:
 *
 * Folders of this machine in which exports appear: one for a client, and one for the
 * whole agency, in which the name of a sub-folder or of the file tells the client.
 * Signal `found (char *client_id, GFile *file)` once for each table with figures that
 * came into a folder since it is watched, also while the program did not run, when
 * nobody writes to it any more. It waits from then on, across restarts, until it has
 * been settled or is gone: signal `offers-changed`. Nothing is imported by itself.
 * Which folders, what has been told already and what waits stands in the settings, as
 * paths mean nothing on another machine. Main thread only; files are looked at in
 * others.
 */

/* Watches the folders of @library and of the clients that it has. @settings: the keys
 * "watched-folders", "offered-exports" and "waiting-exports". */
RapportFolderWatch *rapport_folder_watch_new (RapportLibrary *library, GSettings *settings);

/* (transfer full) (nullable): the folder of a client, or of the agency. */
GFile *rapport_folder_watch_get_folder (RapportFolderWatch *self, const char *client_id);

/* What is in the folder already is not told. @folder: (nullable): none any more. */
void
rapport_folder_watch_set_folder (RapportFolderWatch *self, const char *client_id, GFile *folder);

/* (transfer none) (element-type RapportWaitingExport): what waits, the oldest first. */
GPtrArray *rapport_folder_watch_get_offers (RapportFolderWatch *self);

/* How many of them are a client's. */
guint rapport_folder_watch_count_offers (RapportFolderWatch *self, const char *client_id);

/* The file has been imported, or is not wanted: it waits no more. */
void rapport_folder_watch_settle (RapportFolderWatch *self, GFile *file);

G_END_DECLS
