/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* Files that are kept with a client, a work item or a claim. Each is a record of
 * its own with its bytes in it, so that deleting one never takes another's. */

/* More than that does not fit into a document of the sync server. */
#define RAPPORT_FILE_MAX_BYTES (4 * 1024 * 1024)

/**
 * RapportFileData:
 * @name: as rapport_file_clean_name() leaves it
 * @mime_type: "application/pdf"; "" where nobody knows
 * @digest: SHA-256 of the bytes, in hexadecimal
 * @bytes: at most %RAPPORT_FILE_MAX_BYTES
 *
 * A file that is to be kept. Immutable; made and freed in any thread.
 */
typedef struct
{
  char *name;
  char *mime_type;
  char *digest;
  GBytes *bytes;
} RapportFileData;

RapportFileData *rapport_file_data_new (const char *name, const char *mime_type, GBytes *bytes);
void rapport_file_data_free (RapportFileData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFileData, rapport_file_data_free)

/* A name that can be given to a file: without folders and control characters, no
 * longer than a disk takes, its ending kept; "file" where nothing is left. (transfer
 * full) */
char *rapport_file_clean_name (const char *name);

/* (transfer none): keeps a file with the record @about_id, which is the client's
 * own id for files of the client as a whole. For the team, until it is marked
 * otherwise. Lives as long as the transaction. */
RapportRecord *rapport_file_attach (RapportTransaction *transaction,
                                    const char *client_id,
                                    const char *about_id,
                                    const RapportFileData *data);

#define RAPPORT_TYPE_FILE (rapport_file_get_type ())
G_DECLARE_FINAL_TYPE (RapportFile, rapport_file, RAPPORT, FILE, GObject)

/**
 * RapportFile:
 *
 * What a list says of an attachment: all but its bytes, which a list must not read
 * for each of its rows. Immutable.
 */
const char *rapport_file_get_name (RapportFile *self);
const char *rapport_file_get_mime_type (RapportFile *self);
const char *rapport_file_get_digest (RapportFile *self);
/* The id of the record that it is kept with. */
const char *rapport_file_get_about (RapportFile *self);
gint64 rapport_file_get_size (RapportFile *self);
/* When it was kept: microseconds since 1970. */
gint64 rapport_file_get_created (RapportFile *self);
/* Whether the client may see it. */
gboolean rapport_file_is_public (RapportFile *self);

/* (transfer full) (nullable): its record, bytes included. */
RapportRecord *rapport_file_get_record (RapportFile *self, RapportLibrary *library);

/* Reads its bytes in another thread. */
void rapport_file_load_async (RapportFile *self,
                              RapportLibrary *library,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GBytes *rapport_file_load_finish (RapportFile *self, GAsyncResult *result, GError **error);

#define RAPPORT_TYPE_FILE_LIST (rapport_file_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportFileList, rapport_file_list, RAPPORT, FILE_LIST, GObject)

/**
 * RapportFileList:
 *
 * A live #GListModel of #RapportFile, the newest first, read in another thread and
 * read again when what was changed is on the disk. Main thread only. Signal `read`
 * each time it has been read.
 */
RapportFileList *rapport_file_list_new (RapportLibrary *library);

/* The files that are kept with @about_id; all of the client's but its logo where
 * that is %NULL. @client_id %NULL empties the list. */
void
rapport_file_list_set_about (RapportFileList *self, const char *client_id, const char *about_id);

/* Whether a file with these bytes is kept with @about_id already. */
gboolean rapport_file_list_has (RapportFileList *self, const char *about_id, const char *digest);

G_END_DECLS
