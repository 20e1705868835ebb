/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-sync.h"

#include "rapport-store-batch.h"
#include "rapport-store-moved-files.h"
#include "rapport-store-rows.h"
#include "rapport-store-served.h"

/* How long an open batch is waited for, and how often it is looked. */
#define WAIT_TIME  (30 * G_USEC_PER_SEC)
#define WAIT_PAUSE (5 * 1000)

/* Places. */

static RapportSyncPlace *
read_place (sqlite3_stmt *stmt)
{
  RapportSyncPlace *place = rapport_sync_place_new ();

  place->key = sqlite3_column_int64 (stmt, 0);
  g_set_str (&place->address, rapport_sqlite_column_text (stmt, 1));
  g_set_str (&place->user, rapport_sqlite_column_text (stmt, 2));
  g_set_str (&place->client, rapport_sqlite_column_text (stmt, 3));
  g_set_str (&place->identity, rapport_sqlite_column_text (stmt, 4));
  g_set_str (&place->replica, rapport_sqlite_column_text (stmt, 5));
  g_set_str (&place->since, rapport_sqlite_column_text (stmt, 6));
  place->round = sqlite3_column_int64 (stmt, 7);
  return place;
}

GPtrArray *
rapport_synced_get_places (RapportSqlite *db, GError **error)
{
  g_autoptr (GPtrArray) places =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_place_free);
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "SELECT key, address, user, client, identity, replica, since, round "
                        "FROM sync_place ORDER BY key",
                        error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    g_ptr_array_add (places, read_place (stmt));
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&places) : NULL;
}

/* Entries. */

#define ENTRY_COLUMNS "record, type, place, revision, known, waiting, raw, blocked, served"

/* Numbers of columns: among these, and of the key that may stand behind them. */
#define WAITING 5
#define KEY     9

/* Without the row, and with what is served as it stands there in @served. */
static RapportSyncEntry *
read_entry (sqlite3_stmt *stmt, char **served)
{
  RapportSyncEntry *entry = rapport_sync_entry_new (rapport_sqlite_column_text (stmt, 1),
                                                    rapport_sqlite_column_text (stmt, 0));

  entry->place = sqlite3_column_int64 (stmt, 2);
  g_set_str (&entry->revision, rapport_sqlite_column_text (stmt, 3));
  g_set_str (&entry->known, rapport_sqlite_column_text (stmt, 4));
  entry->waiting = sqlite3_column_type (stmt, 5) != SQLITE_NULL;
  entry->raw = g_strdup ((const char *) sqlite3_column_text (stmt, 6));
  entry->blocked = g_strdup ((const char *) sqlite3_column_text (stmt, 7));
  *served = g_strdup ((const char *) sqlite3_column_text (stmt, 8));
  return entry;
}

/* The row, and what the database has of it. */
static gboolean
complete (RapportSqlite *db, RapportSyncEntry *entry, const char *served, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (entry->info == NULL)
    return TRUE;
  entry->row = rapport_rows_load (db, entry->info, entry->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (entry->row != NULL && served != NULL)
    entry->served = rapport_served_apply (entry->info, entry->row, served);
  return TRUE;
}

/* The entries that @stmt gives, and in @last what the last one has in the column of that number. */
static GPtrArray *
read_entries (RapportSqlite *db, sqlite3_stmt *stmt, int number, gint64 *last, GError **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_entry_free);
  g_autoptr (GPtrArray) served = g_ptr_array_new_with_free_func (g_free);
  RapportStep step;

  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      char *text = NULL;

      g_ptr_array_add (entries, read_entry (stmt, &text));
      g_ptr_array_add (served, text);
      *last = sqlite3_column_int64 (stmt, number);
    }
  if (step == RAPPORT_STEP_ERROR)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    if (!complete (db, entries->pdata[i], served->pdata[i], error))
      return NULL;
  return g_steal_pointer (&entries);
}

RapportSyncEntry *
rapport_synced_get_entry (RapportSqlite *db, const char *id, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db, "SELECT " ENTRY_COLUMNS " FROM sync_record WHERE record = ?", error);
  g_autoptr (GPtrArray) entries = NULL;
  gint64 last;

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, id);
  entries = read_entries (db, stmt, WAITING, &last, error);
  return entries != NULL && entries->len > 0 ? g_ptr_array_steal_index (entries, 0) : NULL;
}

GPtrArray *
rapport_synced_get_entries (RapportSqlite *db, const char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_entry_free);

  for (; *ids != NULL; ids++)
    {
      g_autoptr (GError) local_error = NULL;
      RapportSyncEntry *entry = rapport_synced_get_entry (db, *ids, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

GPtrArray *
rapport_synced_find_waiting (
  RapportSqlite *db, gint64 place, gint64 *after, guint limit, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    "SELECT " ENTRY_COLUMNS " FROM sync_record WHERE place = ?1 AND waiting IS NOT NULL "
    "AND waiting > ?2 AND blocked IS NULL ORDER BY waiting LIMIT ?3",
    error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, place);
  sqlite3_bind_int64 (stmt, 2, *after);
  sqlite3_bind_int64 (stmt, 3, limit);
  return read_entries (db, stmt, WAITING, after, error);
}

GPtrArray *
rapport_synced_find_blocked (RapportSqlite *db, guint limit, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    "SELECT " ENTRY_COLUMNS " FROM sync_record WHERE blocked IS NOT NULL ORDER BY waiting LIMIT ?",
    error);
  gint64 last;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, limit);
  return read_entries (db, stmt, WAITING, &last, error);
}

/* The types that are known, as a list in SQL. */
static void
append_types (GString *sql)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *type =
        rapport_name_to_column (((RapportRecordInfo *) infos->pdata[i])->name);

      g_string_append_printf (sql, "%s'%s'", i > 0 ? ", " : "", type);
    }
}

/* The ids of records that say what their bytes are, and have none. */
static void
append_lacking (GString *sql)
{
  GPtrArray *infos = rapport_record_infos_get ();
  gboolean first = TRUE;

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *type = rapport_name_to_column (info->name);

      for (guint j = 0; j < info->n_fields; j++)
        {
          g_autofree char *column = rapport_name_to_column (info->fields[j].name);

          if (info->fields[j].kind != RAPPORT_KIND_BLOB ||
              rapport_record_info_find_field (info, "digest") < 0)
            continue;
          g_string_append_printf (
            sql, "%sSELECT id FROM \"%s\" WHERE \"%s\" IS NULL AND \"digest\" IS NOT NULL",
            first ? "" : " UNION ", type, column);
          first = FALSE;
        }
    }
}

GPtrArray *
rapport_synced_find_left_over (RapportSqlite *db,
                               gint64 place,
                               RapportSyncLeftOver which,
                               gint64 *after,
                               guint limit,
                               GError **error)
{
  g_autoptr (GString) sql =
    g_string_new ("SELECT " ENTRY_COLUMNS ", key FROM sync_record WHERE place = ?1 AND key > ?2 ");
  sqlite3_stmt *stmt;

  if (which == RAPPORT_SYNC_LEFT_REFUSED)
    g_string_append (sql, "AND blocked IS NOT NULL");
  else if (which == RAPPORT_SYNC_LEFT_UNREAD || which == RAPPORT_SYNC_LEFT_UNKNOWN)
    {
      g_string_append_printf (sql, "AND raw IS NOT NULL AND type %sIN (",
                              which == RAPPORT_SYNC_LEFT_UNKNOWN ? "NOT " : "");
      append_types (sql);
      g_string_append (sql, ")");
    }
  else
    {
      g_string_append (sql, "AND record IN (");
      append_lacking (sql);
      g_string_append (sql, ")");
    }
  g_string_append (sql, " ORDER BY key LIMIT ?3");
  stmt = rapport_sqlite_get (db, sql->str, error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, place);
  sqlite3_bind_int64 (stmt, 2, *after);
  sqlite3_bind_int64 (stmt, 3, limit);
  return read_entries (db, stmt, KEY, after, error);
}

GPtrArray *
rapport_synced_find_known (
  RapportSqlite *db, gint64 place, gint64 *after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_entry_free);
  sqlite3_stmt *stmt = rapport_sqlite_get (db,
                                           "SELECT " ENTRY_COLUMNS
                                           ", key FROM sync_record WHERE place = ?1 AND key > ?2 "
                                           "AND revision <> '' AND revision NOT LIKE '0-%' "
                                           "ORDER BY key LIMIT ?3",
                                           error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, place);
  sqlite3_bind_int64 (stmt, 2, *after);
  sqlite3_bind_int64 (stmt, 3, limit);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      g_autofree char *served = NULL;

      g_ptr_array_add (entries, read_entry (stmt, &served));
      *after = sqlite3_column_int64 (stmt, KEY);
    }
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/* What moved away. */

GPtrArray *
rapport_synced_find_moved (
  RapportSqlite *db, gint64 place, gint64 *after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_entry_free);
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "SELECT l.type, l.record, l.revision, l.key FROM sync_left AS l "
                        "LEFT JOIN sync_record AS r ON r.record = l.record WHERE l.place = ?1 "
                        "AND l.key > ?2 "
                        "AND l.type NOT IN (" RAPPORT_MOVED_FILES_TYPES ") AND (r.key IS NULL OR "
                        " (r.place <> l.place AND r.revision <> '' AND r.revision NOT LIKE '0-%')) "
                        "ORDER BY l.key LIMIT ?3",
                        error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, place);
  sqlite3_bind_int64 (stmt, 2, *after);
  sqlite3_bind_int64 (stmt, 3, limit);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      RapportSyncEntry *entry = rapport_sync_entry_new (rapport_sqlite_column_text (stmt, 0),
                                                        rapport_sqlite_column_text (stmt, 1));

      entry->place = place;
      g_set_str (&entry->revision, rapport_sqlite_column_text (stmt, 2));
      *after = sqlite3_column_int64 (stmt, 3);
      g_ptr_array_add (entries, entry);
    }
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/* Counting. */

/* Each is answered by an index, as the window asks on its main thread. */
static gboolean
count_one (RapportSqlite *db, const char *sql, gint64 place, gint64 *answer, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  if (place != 0)
    sqlite3_bind_int64 (stmt, 1, place);
  if (rapport_sqlite_step (db, stmt, error) != RAPPORT_STEP_ROW)
    return FALSE;
  *answer = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return TRUE;
}

gboolean
rapport_synced_count (RapportSqlite *db, gint64 place, RapportSyncCount *count, GError **error)
{
  static const char *const questions[][2] = {
    { "SELECT count (*) FROM sync_record", "SELECT count (*) FROM sync_record WHERE place = ?" },
    { "SELECT count (*) FROM sync_record WHERE waiting IS NOT NULL "
      "AND place IN (SELECT key FROM sync_place WHERE address <> '')",
      "SELECT count (*) FROM sync_record WHERE place = ? AND waiting IS NOT NULL" },
    { "SELECT count (*) FROM sync_record WHERE blocked IS NOT NULL",
      "SELECT count (*) FROM sync_record WHERE place = ? AND blocked IS NOT NULL" },
  };
  gint64 *const answers[] = { &count->known, &count->waiting, &count->blocked };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (!count_one (db, questions[i][place != 0], place, answers[i], error))
      return FALSE;
  /* What is blocked waits. */
  count->waiting -= count->blocked;
  return TRUE;
}

/* In any thread. */

struct _RapportSyncedReader
{
  char *path;
  RapportSqliteMode mode;
  GMutex mutex; /* for the rest */
  RapportSqlite *db;
};

RapportSyncedReader *
rapport_synced_reader_new (const char *path, RapportSqliteMode mode)
{
  RapportSyncedReader *self = g_new0 (RapportSyncedReader, 1);

  self->path = g_strdup (path);
  self->mode = mode;
  g_mutex_init (&self->mutex);
  return self;
}

void
rapport_synced_reader_free (RapportSyncedReader *self)
{
  g_clear_pointer (&self->db, rapport_sqlite_close);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

/* Takes the connection with a transaction on it; end_reading() gives both back. */
static gboolean
begin_reading (RapportSyncedReader *self, GError **error)
{
  g_mutex_lock (&self->mutex);
  if (self->db == NULL)
    self->db = rapport_sqlite_open (self->path, self->mode, error);
  if (self->db != NULL && rapport_sqlite_exec (self->db, "BEGIN", error))
    return TRUE;
  g_mutex_unlock (&self->mutex);
  return FALSE;
}

static void
end_reading (RapportSyncedReader *self)
{
  rapport_sqlite_rollback (self->db);
  g_mutex_unlock (&self->mutex);
}

/* The same when no batch is open. Others may ask while one is waited for. */
static gboolean
begin_whole (RapportSyncedReader *self, GError **error)
{
  gint64 until = g_get_monotonic_time () + WAIT_TIME;
  gint64 batch = 0;

  while (begin_reading (self, error))
    {
      gboolean read = rapport_batch_get_open (self->db, &batch, error);

      if (read && batch == 0)
        return TRUE;
      end_reading (self);
      if (!read)
        return FALSE;
      if (g_get_monotonic_time () >= until)
        {
          g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                               rapport_store_get_message (RAPPORT_STORE_ERROR_BUSY));
          return FALSE;
        }
      g_usleep (WAIT_PAUSE);
    }
  return FALSE;
}

GPtrArray *
rapport_synced_reader_get_places (RapportSyncedReader *self, GError **error)
{
  GPtrArray *places;

  if (!begin_reading (self, error))
    return NULL;
  places = rapport_synced_get_places (self->db, error);
  end_reading (self);
  return places;
}

GPtrArray *
rapport_synced_reader_get_entries (RapportSyncedReader *self,
                                   const char *const *ids,
                                   GError **error)
{
  GPtrArray *entries;

  if (!begin_whole (self, error))
    return NULL;
  entries = rapport_synced_get_entries (self->db, ids, error);
  end_reading (self);
  return entries;
}

GPtrArray *
rapport_synced_reader_find_waiting (
  RapportSyncedReader *self, gint64 place, gint64 *after, guint limit, GError **error)
{
  GPtrArray *entries;

  if (!begin_whole (self, error))
    return NULL;
  entries = rapport_synced_find_waiting (self->db, place, after, limit, error);
  end_reading (self);
  return entries;
}

GPtrArray *
rapport_synced_reader_find_blocked (RapportSyncedReader *self, guint limit, GError **error)
{
  GPtrArray *entries;

  if (!begin_whole (self, error))
    return NULL;
  entries = rapport_synced_find_blocked (self->db, limit, error);
  end_reading (self);
  return entries;
}

GPtrArray *
rapport_synced_reader_find_left_over (RapportSyncedReader *self,
                                      gint64 place,
                                      RapportSyncLeftOver which,
                                      gint64 *after,
                                      guint limit,
                                      GError **error)
{
  GPtrArray *entries;

  if (!begin_whole (self, error))
    return NULL;
  entries = rapport_synced_find_left_over (self->db, place, which, after, limit, error);
  end_reading (self);
  return entries;
}

GPtrArray *
rapport_synced_reader_find_known (
  RapportSyncedReader *self, gint64 place, gint64 *after, guint limit, GError **error)
{
  GPtrArray *entries;

  if (!begin_reading (self, error))
    return NULL;
  entries = rapport_synced_find_known (self->db, place, after, limit, error);
  end_reading (self);
  return entries;
}

GPtrArray *
rapport_synced_reader_find_moved (
  RapportSyncedReader *self, gint64 place, gint64 *after, guint limit, GError **error)
{
  GPtrArray *entries;

  if (!begin_whole (self, error))
    return NULL;
  entries = rapport_synced_find_moved (self->db, place, after, limit, error);
  end_reading (self);
  return entries;
}

GPtrArray *
rapport_synced_reader_find_files (RapportSyncedReader *self,
                                  gint64 place,
                                  RapportSyncFiles which,
                                  gint64 *after,
                                  guint limit,
                                  GError **error)
{
  GPtrArray *files;

  if (!begin_whole (self, error))
    return NULL;
  files = rapport_moved_files_find (self->db, place, which, after, limit, error);
  end_reading (self);
  return files;
}

gboolean
rapport_synced_reader_count (RapportSyncedReader *self,
                             gint64 place,
                             RapportSyncCount *count,
                             GError **error)
{
  gboolean counted;

  if (!begin_reading (self, error))
    return FALSE;
  counted = rapport_synced_count (self->db, place, count, error);
  end_reading (self);
  return counted;
}
