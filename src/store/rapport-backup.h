/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Backups of a library stand beside it, in the folder LIBRARY-backups, where
 * anybody finds them and from where they move with it. Each is a library that
 * can be opened as it is. Their names begin with a number that only grows, so
 * that a clock that jumps does not change which are the last. */

/* How many are kept. */
#define RAPPORT_BACKUPS_KEPT 7

typedef enum
{
  RAPPORT_BACKUP_DAILY,
  RAPPORT_BACKUP_MIGRATION, /* before a newer version changes the file */
  RAPPORT_BACKUP_RESTORE,   /* what stood there when another was restored */
  RAPPORT_BACKUP_BY_HAND,
} RapportBackupReason;

/**
 * RapportBackup:
 * @path: the file
 * @number: the number that its name begins with
 * @instant: when it was made, microseconds since 1970, by the clock of then
 * @reason: why
 * @size: in bytes
 */
typedef struct
{
  char *path;
  guint number;
  gint64 instant;
  RapportBackupReason reason;
  goffset size;
} RapportBackup;

void rapport_backup_free (RapportBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBackup, rapport_backup_free)

/* What is in a library, without opening it for work. */
typedef struct
{
  gint64 version; /* of the schema */
  gint64 clients;
  gint64 records;     /* of all types, without those in the trash */
  gint64 last_change; /* microseconds since 1970, 0 when there is none */
} RapportBackupLook;

/* (transfer full): the folder of a library's backups. */
char *rapport_backup_get_folder (const char *library);

/* (transfer full) (element-type RapportBackup): the newest first. */
GPtrArray *rapport_backup_list (const char *library);

/* (transfer full) (nullable): the newest that opens and that this version can
 * read; what does not is passed over. Takes time with big files. */
RapportBackup *rapport_backup_find_last_good (const char *library);

/* Whether the newest is a day old, there is none, or it comes from the future. */
gboolean rapport_backup_is_due (const char *library, RapportClock *clock);

/* Makes one of a library that may be open and written to: into a temporary
 * file, verified by opening and checking it, then renamed; then drops all but
 * the last ones. Any thread. (transfer full): its path. */
char *rapport_backup_make (const char *library,
                           RapportBackupReason reason,
                           RapportClock *clock,
                           GCancellable *cancellable,
                           GError **error);

/* Removes what killed processes left of backups that they were making, unless
 * another process is making one now; and of restoring and salvaging. Call it
 * only while this process holds the library's lock. Any thread. */
void rapport_backup_sweep (const char *library);

/* Waits until nobody else makes a backup or rewrites one; the folder is there.
 * Returns what is to be closed afterwards, or -1 with an error. */
int rapport_backup_lock (const char *library, GCancellable *cancellable, GError **error);

/* The same to a file that the user names, which is replaced. */
gboolean rapport_backup_write (const char *library,
                               const char *destination,
                               GCancellable *cancellable,
                               GError **error);

/* Copies the bytes of a library that this version can't open, with its WAL. */
gboolean rapport_backup_copy_bytes (const char *library, const char *destination, GError **error);

/**
 * RapportBackupComparison:
 * @n_changes: changes that were made since the backup, and would be gone
 * @labels: (element-type utf8): what the last of them were, the newest first
 * @n_only_now: records that are not in the backup
 * @n_only_then: records that are only in the backup, and would come back
 * @clients: (element-type utf8): the clients in the backup, by name
 * @n_clients_gone: how many of them are not there any more; they come first
 *
 * What it would mean to restore a backup.
 */
typedef struct
{
  gint64 n_changes;
  GPtrArray *labels;
  gint64 n_only_now;
  gint64 n_only_then;
  GPtrArray *clients;
  guint n_clients_gone;
} RapportBackupComparison;

void rapport_backup_comparison_free (RapportBackupComparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBackupComparison, rapport_backup_comparison_free)

/* (transfer full): looks into a backup and into the library, which may be open.
 * Neither is changed. Reads the ids of all records: not for the main thread. */
RapportBackupComparison *
rapport_backup_compare (const char *library, const char *backup, GError **error);

gboolean rapport_backup_look (const char *path, RapportBackupLook *look, GError **error);

/* Puts @backup in the place of a library that is not open. What stood there is
 * kept: as a backup, or, where it can't be read, set aside under another name,
 * which @aside is then set to. In a team the differences are edits of one's own, which are sent;
 * records that are not in the backup come back from the team, see rapport_carry_sync(). */
gboolean rapport_backup_restore (
  const char *library, const char *backup, RapportClock *clock, char **aside, GError **error);

/* Renames a library that can't be read, with its WAL, so that nothing is
 * overwritten. (transfer full): the new name. */
char *rapport_backup_set_aside (const char *library, RapportClock *clock, GError **error);

/* (transfer full) (element-type utf8): what is wrong inside a library that may
 * be open, one line each, for the log; empty when all is well. Reads the whole
 * file: not for the main thread. */
GPtrArray *rapport_backup_check (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
