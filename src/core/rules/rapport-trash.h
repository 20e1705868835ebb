/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* What is deleted lies in the trash, where it can be restored from, until it is
 * deleted for good. A client in the trash takes all that is its with it: nothing
 * of that is shown or found any more, and it is back when the client is. */

#define RAPPORT_TYPE_TRASH_ITEM (rapport_trash_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportTrashItem, rapport_trash_item, RAPPORT, TRASH_ITEM, GObject)

/**
 * RapportTrashItem:
 *
 * A record in the trash, without its fields.
 */
RapportTrashItem *rapport_trash_item_new (const RapportRecordInfo *info, const char *id);

const RapportRecordInfo *rapport_trash_item_get_info (RapportTrashItem *self);
const char *rapport_trash_item_get_id (RapportTrashItem *self);
/* What it is called, or "" where such records have no name. */
const char *rapport_trash_item_get_title (RapportTrashItem *self);
/* The day that it is about, such as the week of a light; or none. */
RapportDay rapport_trash_item_get_day (RapportTrashItem *self);
/* Whose it is; its name is "" for the agency's own, and where nobody knows. */
const char *rapport_trash_item_get_client_id (RapportTrashItem *self);
const char *rapport_trash_item_get_client_name (RapportTrashItem *self);
/* When it was deleted, microseconds since 1970. */
gint64 rapport_trash_item_get_instant (RapportTrashItem *self);

/* Looks the trash through in another thread. (transfer full) (element-type
 * RapportTrashItem): by client, then by kind, then the last deleted first. */
void rapport_trash_read_async (RapportLibrary *library,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *
rapport_trash_read_finish (RapportLibrary *library, GAsyncResult *result, GError **error);

/* Called on the main thread; @done goes from 0 to 1. */
typedef void (*RapportTrashProgress) (double done, gpointer user_data);

/* Takes @items out of the trash again, as one step of undo, in pieces of a few
 * milliseconds. What belongs to a client in the trash brings that client back. */
void rapport_trash_restore_async (RapportLibrary *library,
                                  GPtrArray *items,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* Erases @items, and what hangs on them: all that is a client's, the jobs of a
 * person, the sections of a report, the notes and files about any of them. Ends
 * when no byte of it is left in the library, its log, search, backups and rescue
 * files, which without items is all that is waited for. Can't be undone. Cut short, it has erased
 * some and left the others; a client itself goes last. */
void rapport_trash_erase_async (RapportLibrary *library,
                                GPtrArray *items,
                                RapportTrashProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* Erases what has lain in the trash for longer than the agency keeps it, as one
 * entry of the log; for ever, which is what it begins with, is never. Looks once a
 * day. What clients were sent stays: reports with their parts and pages, and the
 * client who got them. */
void rapport_trash_empty_async (RapportLibrary *library,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* For all three. */
gboolean rapport_trash_work_finish (RapportLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
