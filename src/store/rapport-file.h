/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files and folders as a store needs them: what is said to be done is on the
 * disk. Errors are of %RAPPORT_STORE_ERROR. */

/* Turns an errno into an error; @what names the work for the log. Always %FALSE. */
gboolean rapport_file_set_error (int number, const char *what, GError **error);

/* Whether there is a WAL with something in it beside the library. */
gboolean rapport_file_has_wal (const char *library);

/* Whether the library and its folder can be written to. */
gboolean rapport_file_is_writable (const char *library);

gboolean rapport_file_make_folder (const char *folder, GError **error);

/* Brings what was written to @path to the disk. */
gboolean rapport_file_sync (const char *path, GError **error);

/* Brings the names in the folder of @path to the disk. */
gboolean rapport_file_sync_folder (const char *path, GError **error);

/* Syncs @from and puts it in the place of @to. */
gboolean rapport_file_replace (const char *from, const char *to, GError **error);

/* Renames, and brings that to the disk. */
gboolean rapport_file_rename (const char *from, const char *to, GError **error);

/* Copies into a temporary file, syncs and renames. */
gboolean rapport_file_copy (const char *from, const char *to, GError **error);

G_END_DECLS
