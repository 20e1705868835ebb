/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-files.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FILES_GROUP (rapport_files_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportFilesGroup,
                      rapport_files_group,
                      RAPPORT,
                      FILES_GROUP,
                      AdwPreferencesGroup)

/**
 * RapportFilesGroup:
 *
 * The files that are kept with a client, or with another record of it: added by a
 * dialog, dropped, or pasted, and read in another thread. Property `library` is set once,
 * by rapport_files_group_set_library().
 */
GtkWidget *rapport_files_group_new (void);
void rapport_files_group_set_library (RapportFilesGroup *self, RapportLibrary *library);

/* @about_id: the record whose files these are; all files of the client where it is
 * %NULL, and what is added is the client's. @client_id %NULL shows nothing. */
void rapport_files_group_set_about (RapportFilesGroup *self,
                                    const char *client_id,
                                    const char *about_id);

/* Asks for files. */
void rapport_files_group_add (RapportFilesGroup *self);

/* Keeps @files (element-type GFile). */
void rapport_files_group_add_files (RapportFilesGroup *self, GPtrArray *files);

G_END_DECLS
