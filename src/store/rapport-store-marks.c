/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-marks.h"

#include "rapport-document.h"
#include "rapport-store-moved-files.h"
#include "rapport-store-moves.h"
#include "rapport-store-rows.h"
#include "rapport-store-served.h"

/* What waits because of one log entry is told apart by this many numbers. */
#define NUMBERS G_STRINGIFY (1048576)

/* The row of sync_record; key 0 where there is none. */
typedef struct
{
  gint64 key;
  gint64 place;
  gint64 waiting; /* 0 where it does not */
  char *revision;
  char *known;
  char *served;
} Entry;

static void
entry_clear (Entry *entry)
{
  g_free (entry->revision);
  g_free (entry->known);
  g_free (entry->served);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

gboolean
rapport_marks_begin (RapportMarks *self,
                     RapportSqlite *db,
                     const RapportSyncNote *note,
                     GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    "SELECT count (*), max (ifnull (max ((SELECT max (waiting) FROM sync_record "
    "WHERE place = sync_place.key AND waiting IS NOT NULL)), 0), "
    "(SELECT ifnull (max (number), 0) FROM change_set) * " NUMBERS "), "
    "count (*) FILTER (WHERE client <> '') FROM sync_place",
    error);

  *self = (RapportMarks) { .db = db, .note = note };
  if (stmt == NULL || rapport_sqlite_step (db, stmt, error) != RAPPORT_STEP_ROW)
    return FALSE;
  self->wanted = sqlite3_column_int64 (stmt, 0) > 0;
  self->last = sqlite3_column_int64 (stmt, 1);
  self->circles = sqlite3_column_int64 (stmt, 2) > 0;
  sqlite3_reset (stmt);
  return TRUE;
}

static gboolean
read_entry (RapportSqlite *db, const char *id, Entry *entry, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT key, place, waiting, revision, known, served FROM sync_record WHERE record = ?",
    error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, id);
  step = rapport_sqlite_step (db, stmt, error);
  if (step != RAPPORT_STEP_ROW)
    return step == RAPPORT_STEP_DONE;
  entry->key = sqlite3_column_int64 (stmt, 0);
  entry->place = sqlite3_column_int64 (stmt, 1);
  entry->waiting = sqlite3_column_int64 (stmt, 2);
  entry->revision = g_strdup (rapport_sqlite_column_text (stmt, 3));
  entry->known = g_strdup (rapport_sqlite_column_text (stmt, 4));
  entry->served = g_strdup ((const char *) sqlite3_column_text (stmt, 5));
  sqlite3_reset (stmt);
  return TRUE;
}

/* Whether the database of its place has the record. */
static gboolean
is_there (const char *revision)
{
  return rapport_sync_get_generation (revision) > 0;
}

/* Runs a statement whose parameters are @number and @key. */
static gboolean
run (RapportSqlite *db, const char *sql, gint64 number, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_int64 (stmt, 2, key);
  return rapport_sqlite_run (db, stmt, error);
}

/* Marks. */

static gboolean
drop_entry (RapportSqlite *db, const Entry *entry, GError **error)
{
  return run (db, "DELETE FROM sync_record WHERE key = ?2", 0, entry->key, error);
}

/* Nothing of what the record said stays behind. */
static gboolean
mark_erased (RapportMarks *self, const Entry *entry, GError **error)
{
  if (entry->key == 0)
    return TRUE;
  if (!is_there (entry->revision))
    return drop_entry (self->db, entry, error);
  return run (self->db,
              "UPDATE sync_record SET waiting = ?1, served = NULL, raw = NULL, blocked = NULL "
              "WHERE key = ?2",
              ++self->last, entry->key, error);
}

gboolean
rapport_marks_erase (RapportMarks *self, const char *id, GError **error)
{
  g_auto (Entry) entry = { 0 };

  return read_entry (self->db, id, &entry, error) && mark_erased (self, &entry, error);
}

/* The bytes of its files, which the row still names, go after it. */
static gboolean
leave_files (RapportMarks *self,
             const RapportRecordChange *change,
             const Entry *entry,
             GError **error)
{
  g_autofree char *type = rapport_name_to_column (change->info->name);

  return entry->key == 0 ||
         rapport_moved_files_leave (self->db, type, change->id, entry->place, error);
}

/* Whether somebody else may see what the change is about. */
static gboolean
is_of_others (const RapportRecordChange *change)
{
  if (change->operation != RAPPORT_OPERATION_CHANGE)
    return TRUE;
  for (guint i = 0; i < change->fields->len; i++)
    if (change->info->fields[g_array_index (change->fields, RapportFieldChange, i).field]
          .audience != RAPPORT_AUDIENCE_ME)
      return TRUE;
  return FALSE;
}

/* (nullable): what the note says of this record in the database, where it says so. */
static const RapportSyncFact *
find_fact (RapportMarks *self, const char *id)
{
  const guint n = self->note != NULL ? self->note->facts->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const guint index = (self->next + i) % n;
      const RapportSyncFact *fact = self->note->facts->pdata[index];

      if (fact->served == NULL || fact->blocked != NULL || !g_str_equal (fact->id, id))
        continue;
      self->next = index + 1;
      return fact;
    }
  return NULL;
}

/* (transfer full) (nullable): what is asked of the row before it is written. */
static RapportRow *
load_before (RapportMarks *self,
             const RapportRecordChange *change,
             const Entry *entry,
             GError **error)
{
  g_autofree guint *fields = g_new (guint, change->fields->len + 2);
  gsize n = 0;

  fields[n++] = RAPPORT_RECORD_AUDIENCE;
  if (change->info->client >= 0)
    fields[n++] = (guint) change->info->client;
  for (guint i = 0; entry->served != NULL && i < change->fields->len; i++)
    {
      guint field = g_array_index (change->fields, RapportFieldChange, i).field;

      if (change->info->fields[field].kind != RAPPORT_KIND_BLOB)
        fields[n++] = field;
    }
  return rapport_rows_load_fields (self->db, change->info, change->id, fields, n, error);
}

/* (nullable): what the field holds once the change is written. */
static GVariant *
get_after (const RapportRecordChange *change, const RapportRow *before, guint field)
{
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *entry = &g_array_index (change->fields, RapportFieldChange, i);

      if (entry->field == field)
        return entry->after;
    }
  return before != NULL ? before->values[field] : NULL;
}

static gboolean
may_leave (const RapportRecordChange *change, const RapportRow *before)
{
  GVariant *audience = get_after (change, before, RAPPORT_RECORD_AUDIENCE);
  const char *word = audience != NULL ? g_variant_get_string (audience, NULL) : "";

  return *word == '\0' || rapport_audience_from_word (word) != RAPPORT_AUDIENCE_ME;
}

static const char *
get_client (const RapportRecordChange *change, const RapportRow *before)
{
  GVariant *client;

  if (change->info->client == RAPPORT_CLIENT_SELF)
    return change->id;
  if (change->info->client < 0)
    return "";
  client = get_after (change, before, (guint) change->info->client);
  return client != NULL ? g_variant_get_string (client, NULL) : "";
}

/* A new record lives with its client, where that has a place of its own. Without one for the
 * workspace it may live nowhere. The place is not asked for in the statement that writes: SQLite
 * would be ready to take back many rows of it, which costs more than all the rest. */
static gboolean
mark_new (RapportMarks *self,
          const RapportRecordChange *change,
          const RapportRow *before,
          GError **error)
{
  g_autofree char *type = rapport_name_to_column (change->info->name);
  sqlite3_stmt *stmt;
  gint64 place;

  if (!rapport_moves_find_place (self->db, get_client (change, before), &place, error))
    return FALSE;
  if (place == 0)
    return TRUE;
  stmt = rapport_sqlite_get (self->db,
                             "INSERT INTO sync_record (record, type, place, revision, known, "
                             "waiting) VALUES (?1, ?2, ?3, '', '', ?4)",
                             error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, change->id);
  rapport_sqlite_bind_text (stmt, 2, type);
  sqlite3_bind_int64 (stmt, 3, place);
  sqlite3_bind_int64 (stmt, 4, ++self->last);
  return rapport_sqlite_run (self->db, stmt, error);
}

/* Notes what the database has otherwise than the row, @served (nullable); it waits where it has. */
static gboolean
write_served (RapportMarks *self, const Entry *entry, const char *served, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->db, "UPDATE sync_record SET waiting = ?1, served = ?2, blocked = NULL WHERE key = ?3",
    error);

  if (stmt == NULL)
    return FALSE;
  if (served == NULL || !rapport_served_is_same (served) || !is_there (entry->revision))
    sqlite3_bind_int64 (stmt, 1, ++self->last);
  if (served != NULL)
    rapport_sqlite_bind_text (stmt, 2, served);
  sqlite3_bind_int64 (stmt, 3, entry->key);
  return rapport_sqlite_run (self->db, stmt, error);
}

static gboolean
mark_changed (RapportMarks *self,
              const RapportRecordChange *change,
              const RapportRow *before,
              const Entry *entry,
              GError **error)
{
  g_autofree char *served =
    entry->served != NULL ? rapport_served_add (entry->served, change, before) : NULL;

  return write_served (self, entry, served, error);
}

/* A record that became another client's lives where that one's do. */
static gboolean
follow_client (RapportMarks *self,
               const RapportRecordChange *change,
               const RapportRow *before,
               Entry *entry,
               GError **error)
{
  RapportMove move = { .key = entry->key,
                       .record = change->id,
                       .place = entry->place,
                       .revision = entry->revision,
                       .known = entry->known };
  g_autofree char *type = rapport_name_to_column (change->info->name);
  char *revision;

  if (!rapport_moves_find_place (self->db, get_client (change, before), &move.to, error))
    return FALSE;
  if (move.to == 0 || move.to == entry->place)
    return TRUE;
  move.type = type;
  move.waiting = ++self->last;
  if (!rapport_moves_run (self->db, &move, error))
    return FALSE;
  revision = rapport_sync_rebase (entry->revision);
  g_free (entry->revision);
  entry->revision = revision;
  entry->place = move.to;
  return TRUE;
}

gboolean
rapport_marks_add (RapportMarks *self, const RapportRecordChange *change, GError **error)
{
  g_auto (Entry) entry = { 0 };
  g_autoptr (RapportRow) before = NULL;
  g_autoptr (GError) local_error = NULL;
  const RapportSyncFact *fact;

  if (!self->wanted || !is_of_others (change))
    return TRUE;
  fact = find_fact (self, change->id);
  if (fact != NULL && !self->circles)
    return TRUE;
  if (!read_entry (self->db, change->id, &entry, error))
    return FALSE;
  /* What one place says of a record that lives at another is news to that. */
  if (fact != NULL && (entry.key == 0 || entry.place == fact->place))
    return TRUE;
  if (change->operation == RAPPORT_OPERATION_ERASE)
    return leave_files (self, change, &entry, error) && mark_erased (self, &entry, error);
  before = load_before (self, change, &entry, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (may_leave (change, before) && entry.key == 0)
    return mark_new (self, change, before, error);
  if (entry.key == 0)
    return TRUE;
  if (self->circles && !follow_client (self, change, before, &entry, error))
    return FALSE;
  if (!may_leave (change, before) && !is_there (entry.revision))
    return drop_entry (self->db, &entry, error);
  return mark_changed (self, change, before, &entry, error);
}

/* Places. */

#define UNBLOCK "UPDATE sync_record SET blocked = NULL WHERE blocked IS NOT NULL"

static gboolean
forget (RapportMarks *self, gint64 place, GError **error)
{
  if (self->place == place)
    self->place = 0;
  return run (self->db, "DELETE FROM sync_record WHERE place = ?2", 0, place, error) &&
         run (self->db, "DELETE FROM sync_left WHERE place = ?2", 0, place, error) &&
         run (self->db, "DELETE FROM sync_place WHERE key = ?2", 0, place, error);
}

/* The records of one type that may leave and live nowhere yet. */
static gboolean
begin_type (RapportMarks *self,
            const RapportRecordInfo *info,
            gint64 place,
            const char *client,
            GError **error)
{
  g_autofree char *type = rapport_name_to_column (info->name);
  g_autofree char *column = info->client >= 0
                              ? rapport_name_to_column (info->fields[info->client].name)
                              : g_strdup (info->client == RAPPORT_CLIENT_SELF ? "id" : "audience");
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO sync_record (record, type, place, revision, known, waiting) "
    "SELECT id, ?1, ?2, '', '', ?3 + row_number () OVER (ORDER BY id) FROM \"%s\" "
    "WHERE (audience IS NULL OR audience IN ('team', 'client')) AND (?4 = '' OR \"%s\" = ?4) "
    "AND NOT EXISTS (SELECT 1 FROM sync_record WHERE record = id)",
    type, column);
  sqlite3_stmt *stmt = rapport_sqlite_get (self->db, sql, error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, type);
  sqlite3_bind_int64 (stmt, 2, place);
  sqlite3_bind_int64 (stmt, 3, self->last);
  rapport_sqlite_bind_text (stmt, 4, client);
  if (!rapport_sqlite_run (self->db, stmt, error))
    return FALSE;
  self->last += rapport_sqlite_get_changes (self->db);
  return TRUE;
}

gboolean
rapport_marks_begin_waiting (RapportMarks *self, gint64 place, const char *client, GError **error)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    if (!begin_type (self, infos->pdata[i], place, client, error))
      return FALSE;
  return TRUE;
}

static void
bind_place (sqlite3_stmt *stmt, const RapportSyncPlace *place)
{
  rapport_sqlite_bind_text (stmt, 1, place->address);
  rapport_sqlite_bind_text (stmt, 2, place->user);
  rapport_sqlite_bind_text (stmt, 3, place->identity);
  rapport_sqlite_bind_text (stmt, 4, place->replica);
  rapport_sqlite_bind_text (stmt, 5, place->since);
  sqlite3_bind_int64 (stmt, 6, place->round);
}

static gboolean
find_circle (RapportMarks *self, const char *client, gint64 *key, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (self->db, "SELECT key FROM sync_place WHERE client = ?", error);
  RapportStep step;

  *key = 0;
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, client);
  step = rapport_sqlite_step (self->db, stmt, error);
  if (step == RAPPORT_STEP_ROW)
    *key = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return step != RAPPORT_STEP_ERROR;
}

static gboolean
add_place (RapportMarks *self, const RapportSyncPlace *place, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->db,
    "INSERT INTO sync_place (address, user, identity, replica, since, round, client) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    error);
  gint64 key;

  if (stmt == NULL)
    return FALSE;
  bind_place (stmt, place);
  rapport_sqlite_bind_text (stmt, 7, place->client);
  if (!rapport_sqlite_run (self->db, stmt, error))
    return FALSE;
  key = sqlite3_last_insert_rowid (rapport_sqlite_get_handle (self->db));
  return (*place->client == '\0' ||
          rapport_moves_run_client (self->db, place->client, key, &self->last, error)) &&
         rapport_marks_begin_waiting (self, key, place->client, error);
}

/* One that was forgotten meanwhile stays forgotten. */
static gboolean
update_place (RapportMarks *self, const RapportSyncPlace *place, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->db,
    "UPDATE sync_place SET address = ?1, user = ?2, identity = ?3, replica = ?4, since = ?5, "
    "round = ?6 WHERE key = ?7",
    error);

  if (stmt == NULL)
    return FALSE;
  bind_place (stmt, place);
  sqlite3_bind_int64 (stmt, 7, key);
  return rapport_sqlite_run (self->db, stmt, error);
}

static gboolean
write_place (RapportMarks *self, const RapportSyncPlace *place, GError **error)
{
  gint64 key = place->key;

  if (key == 0 && *place->client != '\0' && !find_circle (self, place->client, &key, error))
    return FALSE;
  return key != 0 ? update_place (self, place, key, error) : add_place (self, place, error);
}

static gboolean
move_server (RapportMarks *self, const char *from, const char *to, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (self->db,
                        "UPDATE sync_place SET address = ?2 || substr (address, length (?1) + 1) "
                        "WHERE substr (address, 1, length (?1) + 1) = ?1 || '/'",
                        error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, from);
  rapport_sqlite_bind_text (stmt, 2, to);
  return rapport_sqlite_run (self->db, stmt, error);
}

/* A client goes back to the workspace. Its place stays until it is emptied, where one is let in;
 * where not, nothing of it remains, be it that something was erased here. */
static gboolean
retire (RapportMarks *self, gint64 place, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->db,
    "SELECT client, address FROM sync_place WHERE key = ? AND client > '' AND client < '~'", error);
  g_autofree char *client = NULL;
  g_autofree char *address = NULL;
  gint64 workspace = 0;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, place);
  switch (rapport_sqlite_step (self->db, stmt, error))
    {
    case RAPPORT_STEP_ROW:
      client = g_strdup (rapport_sqlite_column_text (stmt, 0));
      address = g_strdup (rapport_sqlite_column_text (stmt, 1));
      sqlite3_reset (stmt);
      break;
    case RAPPORT_STEP_DONE:
      return TRUE;
    case RAPPORT_STEP_ERROR:
    default:
      return FALSE;
    }
  return rapport_moves_find_place (self->db, "", &workspace, error) &&
         (workspace == 0 ||
          (run (self->db,
                "UPDATE sync_place SET client = '" RAPPORT_SYNC_LEFT "' || client WHERE key = ?2",
                0, place, error) &&
           rapport_moves_run_client (self->db, client, workspace, &self->last, error) &&
           (*address != '\0' || forget (self, place, error))));
}

static gboolean
has_place (RapportMarks *self, gint64 key, gboolean *has, GError **error)
{
  sqlite3_stmt *stmt;
  RapportStep step;

  *has = key == self->place && key != 0;
  if (*has)
    return TRUE;
  stmt = rapport_sqlite_get (self->db, "SELECT 1 FROM sync_place WHERE key = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  step = rapport_sqlite_step (self->db, stmt, error);
  *has = step == RAPPORT_STEP_ROW;
  sqlite3_reset (stmt);
  self->place = *has ? key : 0;
  return step != RAPPORT_STEP_ERROR;
}

/* Facts. */

/* (transfer full): what the record takes into account beside the fact's revision. */
static char *
remember (const Entry *entry, const RapportSyncFact *fact)
{
  g_autofree char *before = rapport_sync_known_join (entry->known, fact->known);

  return rapport_sync_known_join (
    before, g_strcmp0 (entry->revision, fact->revision) != 0 ? entry->revision : NULL);
}

/* What the record can't be sent for says nothing about what the database has. */
static gboolean
block (RapportMarks *self, const RapportSyncFact *fact, const Entry *entry, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->db, "UPDATE sync_record SET blocked = ? WHERE key = ? AND waiting IS NOT NULL", error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, fact->blocked);
  sqlite3_bind_int64 (stmt, 2, entry->key);
  return rapport_sqlite_run (self->db, stmt, error);
}

static gboolean
write_entry (RapportMarks *self,
             const RapportSyncFact *fact,
             const Entry *entry,
             const char *served,
             gboolean waits,
             GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    self->db,
    "INSERT INTO sync_record (record, type, place, revision, known, waiting, served, raw) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (record) DO UPDATE SET "
    "type = excluded.type, place = excluded.place, revision = excluded.revision, "
    "known = excluded.known, waiting = excluded.waiting, served = excluded.served, "
    "raw = excluded.raw, blocked = NULL",
    error);
  g_autofree char *known = remember (entry, fact);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, fact->id);
  rapport_sqlite_bind_text (stmt, 2, fact->type);
  sqlite3_bind_int64 (stmt, 3, fact->place);
  rapport_sqlite_bind_text (stmt, 4, fact->revision);
  rapport_sqlite_bind_text (stmt, 5, known);
  if (waits)
    sqlite3_bind_int64 (stmt, 6, entry->waiting != 0 ? entry->waiting : ++self->last);
  if (served != NULL)
    rapport_sqlite_bind_text (stmt, 7, served);
  if (fact->raw != NULL)
    rapport_sqlite_bind_text (stmt, 8, fact->raw);
  return rapport_sqlite_run (self->db, stmt, error);
}

/* Members that this version does not know are kept beside the fields. */
static gboolean
write_extra (RapportMarks *self,
             const RapportRecordInfo *info,
             const RapportSyncFact *fact,
             GError **error)
{
  g_autofree char *table = rapport_name_to_column (info->name);
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET extra = ? WHERE id = ?", table);
  sqlite3_stmt *stmt = rapport_sqlite_get (self->db, sql, error);

  if (stmt == NULL)
    return FALSE;
  if (fact->extra != NULL)
    rapport_sqlite_bind_text (stmt, 1, fact->extra);
  rapport_sqlite_bind_text (stmt, 2, fact->id);
  return rapport_sqlite_run (self->db, stmt, error);
}

/* (transfer full) (nullable): the row as it is on the disk now; one that was made just now need not
 * be read. */
static RapportRow *
load_now (RapportMarks *self,
          const RapportRecordInfo *info,
          const RapportSyncFact *fact,
          GError **error)
{
  const RapportRecordChange *change =
    self->made != NULL ? g_hash_table_lookup (self->made, fact->id) : NULL;
  RapportRow *row;

  if (change == NULL || change->info != info)
    return rapport_rows_load (self->db, info, fact->id, error);
  row = rapport_rows_make (change);
  if (fact->sets_extra)
    row->extra = g_strdup (fact->extra);
  return row;
}

static gboolean
settle_known (RapportMarks *self,
              const RapportRecordInfo *info,
              const RapportSyncFact *fact,
              const Entry *entry,
              GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) row = NULL;
  g_autofree char *served = NULL;

  if (fact->sets_extra && !write_extra (self, info, fact, error))
    return FALSE;
  row = load_now (self, info, fact, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!is_there (fact->revision) && (row == NULL || !rapport_document_may_leave (info, row)))
    return drop_entry (self->db, entry, error);
  /* A row for the user alone says otherwise than any that is there. */
  if (row != NULL && fact->served != NULL)
    served = rapport_served_compare (info, fact->served, row);
  return write_entry (
    self, fact, entry, served,
    served == NULL || !rapport_served_is_same (served) || !is_there (fact->revision), error);
}

/* A type of a newer version: it is kept, and never changed here. */
static gboolean
settle_unknown (RapportMarks *self, const RapportSyncFact *fact, const Entry *entry, GError **error)
{
  if (fact->raw == NULL)
    return drop_entry (self->db, entry, error);
  return write_entry (self, fact, entry, NULL, FALSE, error);
}

/* Whether the record as it is on the disk lives at the fact's place. */
static gboolean
lives_there (RapportMarks *self,
             const RapportRecordInfo *info,
             const RapportSyncFact *fact,
             gboolean *lives,
             GError **error)
{
  const guint client = info->client >= 0 ? (guint) info->client : RAPPORT_RECORD_AUDIENCE;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) row =
    rapport_rows_load_fields (self->db, info, fact->id, &client, 1, &local_error);
  const char *id = "";
  gint64 place = 0;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (info->client == RAPPORT_CLIENT_SELF)
    id = fact->id;
  else if (info->client >= 0 && row != NULL && row->values[client] != NULL)
    id = g_variant_get_string (row->values[client], NULL);
  if (row != NULL && !rapport_moves_find_place (self->db, id, &place, error))
    return FALSE;
  *lives = place == fact->place;
  return TRUE;
}

/* Such members of a record that lives elsewhere are news to the place where it does. */
static gboolean
carry_extra (RapportMarks *self,
             const RapportRecordInfo *info,
             const RapportSyncFact *fact,
             const Entry *entry,
             GError **error)
{
  g_autoptr (RapportRow) row = rapport_rows_load (self->db, info, fact->id, error);
  g_autoptr (RapportRow) there = NULL;
  g_autofree char *served = NULL;

  if (row == NULL)
    return FALSE;
  if (entry->served != NULL)
    there = rapport_served_apply (info, row, entry->served);
  g_set_str (&row->extra, fact->extra);
  if (there != NULL)
    served = rapport_served_compare (info, there, row);
  return write_extra (self, info, fact, error) && write_served (self, entry, served, error);
}

/* A fact of another place than the one where the record lived. */
static gboolean
settle_elsewhere (RapportMarks *self,
                  const RapportRecordInfo *info,
                  const RapportSyncFact *fact,
                  Entry *entry,
                  GError **error)
{
  g_autofree char *revision = rapport_sync_rebase (entry->revision);
  g_autofree char *known = rapport_sync_rebase (entry->known);
  gboolean lives = TRUE;

  /* It was deleted where it does not live any more. */
  if (!is_there (fact->revision) || fact->blocked != NULL)
    return TRUE;
  if (info == NULL || fact->raw != NULL)
    return settle_unknown (self, fact, entry, error);
  if (self->circles && !lives_there (self, info, fact, &lives, error))
    return FALSE;
  if (!lives && fact->sets_extra && !carry_extra (self, info, fact, entry, error))
    return FALSE;
  if (!lives)
    return rapport_moves_leave (self->db, fact->type, fact->id, fact->place, fact->revision, error);
  g_set_str (&entry->revision, revision);
  g_set_str (&entry->known, known);
  return settle_known (self, info, fact, entry, error);
}

static gboolean
settle (RapportMarks *self, const RapportSyncFact *fact, GError **error)
{
  const RapportRecordInfo *info = rapport_record_info_lookup (fact->type);
  g_auto (Entry) entry = { 0 };
  gboolean has = FALSE;

  if (!has_place (self, fact->place, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  if (!read_entry (self->db, fact->id, &entry, error))
    return FALSE;
  if (entry.key != 0 && entry.place != fact->place)
    return settle_elsewhere (self, info, fact, &entry, error);
  if (fact->blocked != NULL)
    return block (self, fact, &entry, error);
  return info != NULL && fact->raw == NULL ? settle_known (self, info, fact, &entry, error)
                                           : settle_unknown (self, fact, &entry, error);
}

gboolean
rapport_marks_settle (RapportMarks *self, GError **error)
{
  const RapportSyncNote *note = self->note;

  if (note == NULL)
    return TRUE;
  if (note->unblock && !rapport_sqlite_exec (self->db, UNBLOCK, error))
    return FALSE;
  if (note->server_from != NULL && !move_server (self, note->server_from, note->server_to, error))
    return FALSE;
  if (note->forget != 0 && !forget (self, note->forget, error))
    return FALSE;
  if (note->retire != 0 && !retire (self, note->retire, error))
    return FALSE;
  if (note->place != NULL && !write_place (self, note->place, error))
    return FALSE;
  for (guint i = 0; i < note->facts->len; i++)
    if (!settle (self, note->facts->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < note->left->len; i++)
    {
      const RapportSyncFact *left = note->left->pdata[i];

      if (!rapport_moves_leave (self->db, left->type, left->id, left->place, left->revision, error))
        return FALSE;
    }
  return rapport_moved_files_settle (self->db, note, error);
}
