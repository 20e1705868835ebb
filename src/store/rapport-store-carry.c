/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-carry.h"

#include "rapport-schema.h"
#include "rapport-store-marks.h"
#include "rapport-store-moves.h"
#include "rapport-store-rows.h"
#include "rapport-store-sync.h"

/* How many entries are read at once. */
#define PAGE 500

typedef struct
{
  RapportSqlite *from;
  RapportSqlite *to;
  RapportMarks marks;
  gboolean missing; /* a record of the library is not in the copy */
} Carry;

gboolean
rapport_carry_compare_anew (RapportSqlite *db, GError **error)
{
  return rapport_sqlite_exec (db, "UPDATE sync_place SET since = '', round = 0", error);
}

/* Clients with a place of their own first; the workspace's gets the rest. */
static gboolean
begin_waiting (RapportMarks *marks, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_synced_get_places (marks->db, error);

  if (places == NULL)
    return FALSE;
  for (guint workspace = 0; workspace < 2; workspace++)
    for (guint i = 0; i < places->len; i++)
      {
        const RapportSyncPlace *place = places->pdata[i];

        if ((*place->client == '\0') == (workspace == 1) &&
            !rapport_marks_begin_waiting (marks, place->key, place->client, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
rapport_carry_begin_anew (RapportSqlite *db, GError **error)
{
  RapportMarks marks;

  return rapport_sqlite_exec (db, "DELETE FROM sync_record", error) &&
         rapport_carry_compare_anew (db, error) && rapport_marks_begin (&marks, db, NULL, error) &&
         begin_waiting (&marks, error);
}

/* From a library to what takes its place. */

static gboolean
insert_place (Carry *self, const RapportSyncPlace *place, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->to,
    "INSERT INTO sync_place (key, address, user, client, identity, replica, since, round) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, place->key);
  rapport_sqlite_bind_text (stmt, 2, place->address);
  rapport_sqlite_bind_text (stmt, 3, place->user);
  rapport_sqlite_bind_text (stmt, 4, place->client);
  rapport_sqlite_bind_text (stmt, 5, place->identity);
  rapport_sqlite_bind_text (stmt, 6, place->replica);
  rapport_sqlite_bind_text (stmt, 7, place->since);
  sqlite3_bind_int64 (stmt, 8, place->round);
  return rapport_sqlite_run (self->to, stmt, error);
}

static gboolean
carry_places (Carry *self, GPtrArray *places, GError **error)
{
  if (!rapport_sqlite_exec (self->to,
                            "DELETE FROM sync_place; DELETE FROM sync_record; "
                            "DELETE FROM sync_left",
                            error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    if (!insert_place (self, places->pdata[i], error))
      return FALSE;
  return rapport_marks_begin (&self->marks, self->to, NULL, error);
}

/* Of a record whose copy can't be compared: it waits, or goes on waiting to be deleted. */
static gboolean
insert_entry (Carry *self, const RapportSyncEntry *entry, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->to,
    "INSERT INTO sync_record (record, type, place, revision, known, waiting, raw) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, entry->id);
  rapport_sqlite_bind_text (stmt, 2, entry->type);
  sqlite3_bind_int64 (stmt, 3, entry->place);
  rapport_sqlite_bind_text (stmt, 4, entry->revision);
  rapport_sqlite_bind_text (stmt, 5, entry->known);
  if (entry->raw == NULL)
    sqlite3_bind_int64 (stmt, 6, ++self->marks.last);
  else
    rapport_sqlite_bind_text (stmt, 7, entry->raw);
  return rapport_sqlite_run (self->to, stmt, error);
}

/* Compares the copy with what the database has. Uses up what is served. */
static gboolean
settle_entry (Carry *self, RapportSyncEntry *entry, GError **error)
{
  g_autoptr (RapportSyncNote) note = rapport_sync_note_new ();
  RapportSyncFact *fact = rapport_sync_fact_new (entry->type, entry->id, entry->place);
  gboolean settled;

  g_set_str (&fact->revision, entry->revision);
  g_set_str (&fact->known, entry->known);
  fact->served = g_steal_pointer (&entry->served);
  g_ptr_array_add (note->facts, fact);
  self->marks.note = note;
  settled = rapport_marks_settle (&self->marks, error);
  self->marks.note = NULL;
  return settled;
}

static gboolean
carry_entry (Carry *self, RapportSyncEntry *entry, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) copy = NULL;

  if (entry->info != NULL)
    copy = rapport_rows_load (self->to, entry->info, entry->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (copy == NULL && entry->row != NULL)
    {
      self->missing = TRUE;
      return TRUE;
    }
  if (copy != NULL && entry->served != NULL)
    return settle_entry (self, entry, error);
  /* What was never sent begins to wait like all that is new. */
  return *entry->revision == '\0' || insert_entry (self, entry, error);
}

/* (transfer full): the ids of the entries behind @after, which becomes the last one's key. */
static GStrv
read_page (RapportSqlite *db, gint64 *after, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT key, record FROM sync_record WHERE key > ? ORDER BY key LIMIT ?", error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, *after);
  sqlite3_bind_int64 (stmt, 2, PAGE);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      *after = sqlite3_column_int64 (stmt, 0);
      g_strv_builder_add (ids, rapport_sqlite_column_text (stmt, 1));
    }
  return step == RAPPORT_STEP_DONE ? g_strv_builder_end (ids) : NULL;
}

static gboolean
carry_entries (Carry *self, GError **error)
{
  gint64 after = 0;

  for (;;)
    {
      g_auto (GStrv) ids = read_page (self->from, &after, error);
      g_autoptr (GPtrArray) entries = NULL;

      if (ids == NULL)
        return FALSE;
      if (ids[0] == NULL)
        return TRUE;
      entries = rapport_synced_get_entries (self->from, (const char *const *) ids, error);
      for (guint i = 0; entries != NULL && i < entries->len; i++)
        if (!carry_entry (self, entries->pdata[i], error))
          return FALSE;
      if (entries == NULL)
        return FALSE;
    }
}

/* What is to be deleted where records have left is so still. */
static gboolean
carry_left (Carry *self, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->from, "SELECT record, type, place, revision FROM sync_left ORDER BY key", error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = rapport_sqlite_step (self->from, stmt, error)) == RAPPORT_STEP_ROW)
    if (!rapport_moves_leave (self->to, rapport_sqlite_column_text (stmt, 1),
                              rapport_sqlite_column_text (stmt, 0), sqlite3_column_int64 (stmt, 2),
                              rapport_sqlite_column_text (stmt, 3), error))
      {
        sqlite3_reset (stmt);
        return FALSE;
      }
  return step == RAPPORT_STEP_DONE;
}

static gboolean
carry (Carry *self, GPtrArray *places, GError **error)
{
  if (!rapport_sqlite_begin (self->to, error))
    return FALSE;
  if (carry_places (self, places, error) && carry_entries (self, error) &&
      carry_left (self, error) && begin_waiting (&self->marks, error) &&
      (!self->missing ||
       rapport_sqlite_exec (self->to, "UPDATE sync_place SET since = ''", error)) &&
      rapport_sqlite_commit (self->to, error))
    return TRUE;
  rapport_sqlite_rollback (self->to);
  return FALSE;
}

static gboolean
is_current (RapportSqlite *db)
{
  RapportSchemaMark mark;

  return rapport_schema_read_mark (db, &mark, NULL) &&
         mark.version == rapport_schema_get_version ();
}

gboolean
rapport_carry_sync (const char *library, const char *restored, GError **error)
{
  g_autoptr (RapportSqlite) from = rapport_sqlite_open (library, RAPPORT_SQLITE_PLAIN, error);
  g_autoptr (RapportSqlite) to = NULL;
  g_autoptr (GPtrArray) places = NULL;
  Carry self = { 0 };

  if (from == NULL)
    return FALSE;
  /* Before it was migrated there were no places. */
  if (!is_current (from))
    return TRUE;
  places = rapport_synced_get_places (from, error);
  to = places != NULL ? rapport_sqlite_open (restored, RAPPORT_SQLITE_PLAIN, error) : NULL;
  if (to == NULL)
    return FALSE;
  if (places->len == 0 && !is_current (to))
    return TRUE;
  self.from = from;
  self.to = to;
  return rapport_schema_migrate (to, error) && carry (&self, places, error);
}
