/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-backup.h"
#include "rapport-file.h"
#include "rapport-library-lock.h"
#include "rapport-library-probe.h"
#include "rapport-schema.h"
#include "rapport-sqlite.h"
#include "rapport-store-carry.h"

#include <glib/gstdio.h>

/* Moves one file of a library where it is there. */
static gboolean
move_file (const char *from, const char *to, const char *suffix, GError **error)
{
  g_autofree char *from_file = g_strconcat (from, suffix, NULL);
  g_autofree char *to_file = g_strconcat (to, suffix, NULL);

  if (!g_file_test (from_file, G_FILE_TEST_EXISTS))
    return TRUE;
  return rapport_file_rename (from_file, to_file, error);
}

/* What stood in the place was kept: it tells @part what it knows of sync, or, where it can't be
 * read, @part forgets how far it had come. */
static gboolean
bring_sync (const char *library, const char *part, gboolean readable, GError **error)
{
  g_autoptr (RapportSqlite) db = NULL;
  RapportSchemaMark mark;

  if (readable)
    return rapport_carry_sync (library, part, error);
  db = rapport_sqlite_open (part, RAPPORT_SQLITE_PLAIN, error);
  return db != NULL && rapport_schema_read_mark (db, &mark, error) &&
         (mark.version < rapport_schema_get_version () || rapport_carry_compare_anew (db, error));
}

char *
rapport_backup_set_aside (const char *library, RapportClock *clock, GError **error)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (rapport_clock_get_now (clock));
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H-%M-%SZ");
  g_autofree char *aside = g_strdup_printf ("%s.set-aside-%s", library, stamp);
  g_autofree char *shm = g_strconcat (library, "-shm", NULL);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.set-aside-%s-%u", library, stamp, i);
    }
  /* The file before its WAL: a process that is killed between the two leaves a
   * WAL without a library, which opening takes for damage and touches not. The
   * other way round it would leave a library that has lost its last changes. */
  if (!move_file (library, aside, "", error) || !move_file (library, aside, "-wal", error))
    return NULL;
  g_unlink (shm);
  return g_steal_pointer (&aside);
}

/* Brings the WAL into the file, so that it can be replaced by a rename. */
static gboolean
fold_wal (const char *library, GError **error)
{
  g_autoptr (RapportSqlite) db = rapport_sqlite_open (library, RAPPORT_SQLITE_PLAIN, error);

  return db != NULL;
}

/* Keeps what stands in the library's place: as a backup where it is whole, and
 * otherwise to the byte under another name. */
static gboolean
keep_current (const char *library, gint64 saved, RapportClock *clock, char **aside, GError **error)
{
  g_autofree char *backup = NULL;

  if (!g_file_test (library, G_FILE_TEST_EXISTS) && !rapport_file_has_wal (library))
    return TRUE;
  if (rapport_library_probe (library, saved, TRUE).state == RAPPORT_PROBE_GOOD)
    {
      backup = rapport_backup_make (library, RAPPORT_BACKUP_RESTORE, clock, NULL, error);
      return backup != NULL && fold_wal (library, error);
    }
  *aside = rapport_backup_set_aside (library, clock, error);
  return *aside != NULL;
}

gboolean
rapport_backup_restore (
  const char *library, const char *backup, RapportClock *clock, char **aside, GError **error)
{
  g_autoptr (RapportLibraryLock) lock = rapport_library_lock_take (library, error);
  g_autofree char *part = g_strconcat (library, ".restore.part", NULL);
  g_autofree char *kept = NULL;
  RapportBackupLook look;
  gboolean restored;

  if (lock == NULL || !rapport_backup_look (backup, &look, error) ||
      !rapport_file_copy (backup, part, error))
    return FALSE;
  restored =
    keep_current (library, rapport_library_lock_get_left_number (lock), clock, &kept, error) &&
    bring_sync (library, part, g_file_test (library, G_FILE_TEST_EXISTS), error) &&
    rapport_file_rename (part, library, error);
  if (!restored)
    {
      g_unlink (part);
      return FALSE;
    }
  if (aside != NULL)
    *aside = g_steal_pointer (&kept);
  /* How far the other file had come says nothing about this one. */
  rapport_library_lock_release (g_steal_pointer (&lock));
  return TRUE;
}
