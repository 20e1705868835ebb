/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportLibraryLock:
 *
 * One process at a time writes to a library: the one that holds the lock on
 * the file LIBRARY.lock beside it. It is a lock of the open file description,
 * so a killed process lets go of it, and it holds over a network file system.
 * The file names its holder, and remembers how far the library has come: after
 * a crash that tells whether something that was said to be saved is missing.
 */
typedef struct _RapportLibraryLock RapportLibraryLock;

/* The file of the lock for the library at @path. (transfer full) */
char *rapport_library_lock_get_path (const char *path);

/* NULL with %RAPPORT_STORE_ERROR_BUSY, which names the holder, or
 * %RAPPORT_STORE_ERROR_READ_ONLY where no file can be made. */
RapportLibraryLock *rapport_library_lock_take (const char *path, GError **error);

/* What the holder before, who did not come to release it, said was on disk; 0
 * when it was released in order. */
gint64 rapport_library_lock_get_left_number (RapportLibraryLock *self);

/* Whether the holder before did not come to release it. */
gboolean rapport_library_lock_was_left (RapportLibraryLock *self);

/* Whether the holder before found the file damaged; and remembers that this one
 * did, for whoever opens it next. It has to be left then, not released. */
gboolean rapport_library_lock_was_damaged (RapportLibraryLock *self);
void rapport_library_lock_mark_damaged (RapportLibraryLock *self);

/* Remembers that @number is on disk. Any thread; it does not wait for the disk. */
void rapport_library_lock_set_number (RapportLibraryLock *self, gint64 number);

/* Lets go and removes the file. Call it when the database is closed. */
void rapport_library_lock_release (RapportLibraryLock *self);

/* Lets go, but leaves the file: what it remembers is still to be looked at. */
void rapport_library_lock_abandon (RapportLibraryLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLibraryLock, rapport_library_lock_abandon)

/* Whether some process, this one included, holds the lock at the moment. */
gboolean rapport_library_lock_is_held (const char *path);

G_END_DECLS
