/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/*
 * Which copy of a library this is. Each place has the random name of the copy that syncs with it
 * (#RapportSyncPlace:replica), under which its checkpoint stands in the database. The name is kept
 * on this machine as well, with the path of the file, in the user's state folder. So a file that
 * came from another machine, or was copied beside itself, is noticed: two copies that go by one
 * name would take each other's documents for their own.
 *
 * A file that was moved stays the same copy. An older one that was put in its place by hand is not
 * noticed here, but by the number of the checkpoint (#RapportSyncPlace:round).
 */

/**
 * rapport_replica_check:
 * @path: the library's file
 *
 * To be called before the places of a library are synced with. Each that has no name yet, or that
 * of another copy, gets a new one, and with it all is compared with its database again. Main
 * thread; returns when that is on disk.
 *
 * Returns: whether that worked; with an error otherwise, and then nothing is to be synced
 */
gboolean rapport_replica_check (RapportLibrary *library, const char *path, GError **error);

/* (transfer full): a name for a new place, which is kept for the file at @path. %NULL with an error
 * where the state folder can't be written. Any thread */
char *rapport_replica_make (const char *path, GError **error);

/* Whether the file at @path is the copy of this name. Any thread */
gboolean rapport_replica_is_mine (const char *replica, const char *path);

G_END_DECLS
