/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-log.h"

#include <string.h>

/* As stored. */
static const char *const kind_words[] = {
  [RAPPORT_CHANGE_EDIT] = "edit",
  [RAPPORT_CHANGE_UNDO] = "undo",
  [RAPPORT_CHANGE_REDO] = "redo",
  [RAPPORT_CHANGE_PULL] = "pull",
};

static const char *const operation_words[] = {
  [RAPPORT_OPERATION_CREATE] = "create",
  [RAPPORT_OPERATION_CHANGE] = "change",
  [RAPPORT_OPERATION_ERASE] = "erase",
};

static guint
find_word (const char *const *words, guint n, const char *word, guint fallback)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      return i;
  return fallback;
}

/* The number of the next entry: also greater than the one that an open batch
 * has reserved. */
#define NEXT_NUMBER                                                                                \
  "(SELECT max (ifnull (max (number), 0), ifnull ((SELECT CAST (value AS INTEGER) FROM local "     \
  "WHERE name = '" RAPPORT_LOG_BATCH "'), 0)) + 1 FROM change_set)"

gboolean
rapport_log_get_number (RapportSqlite *db, gint64 *number, GError **error)
{
  return rapport_sqlite_get_integer (db, "SELECT max (number) FROM change_set", number, error);
}

/* The row of the entry with this id; 0 when there is none. */
static gboolean
find_entry (RapportSqlite *db, const char *id, gint64 *key, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, "SELECT key FROM change_set WHERE id = ?", error);

  *key = 0;
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, id);
  switch (rapport_sqlite_step (db, stmt, error))
    {
    case RAPPORT_STEP_ROW:
      *key = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
      return TRUE;
    case RAPPORT_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
rapport_log_has_entry (RapportSqlite *db, RapportChangeSet *set, gboolean *has, GError **error)
{
  gint64 key;

  if (!find_entry (db, rapport_change_set_get_head (set)->id, &key, error))
    return FALSE;
  *has = key != 0;
  return TRUE;
}

gboolean
rapport_log_has (RapportSqlite *db, RapportChangeSet *set, gboolean *has, GError **error)
{
  const RapportChangeHead *head = rapport_change_set_get_head (set);
  gint64 key = 0;

  if (!head->continues && !find_entry (db, head->id, &key, error))
    return FALSE;
  *has = key != 0;
  return TRUE;
}

/* Writing. */

/* An entry's key is the number that it is born with. The number changes when it
 * grows; the key does not, and is never used again. */
static gboolean
insert_head (RapportSqlite *db, const RapportChangeHead *head, gint64 key, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "INSERT INTO change_set (key, number, id, instant, author, label, client, "
                        "kind, target, barrier) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  rapport_sqlite_bind_text (stmt, 2, head->id);
  sqlite3_bind_int64 (stmt, 3, head->instant);
  rapport_sqlite_bind_text (stmt, 4, head->author);
  rapport_sqlite_bind_text (stmt, 5, head->label != NULL ? head->label : "");
  rapport_sqlite_bind_text (stmt, 6, head->client);
  rapport_sqlite_bind_text (stmt, 7, kind_words[head->kind]);
  rapport_sqlite_bind_text (stmt, 8, head->target);
  sqlite3_bind_int (stmt, 9, head->barrier);
  return rapport_sqlite_run (db, stmt, error);
}

/* An open entry that grows is the newest again, unless a barrier stands behind
 * it: then undo must not come to it any more. */
static gboolean
touch_head (RapportSqlite *db, const RapportChangeHead *head, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    "UPDATE change_set SET instant = max (instant, ?2), undone = 0, barrier = barrier OR ?3, "
    "number = CASE WHEN EXISTS (SELECT 1 FROM change_set AS later WHERE later.barrier "
    "AND later.client = change_set.client AND later.number > change_set.number) "
    "THEN number ELSE " NEXT_NUMBER " END WHERE key = ?1",
    error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_int64 (stmt, 2, head->instant);
  sqlite3_bind_int (stmt, 3, head->barrier);
  return rapport_sqlite_run (db, stmt, error);
}

/* As json-glib would write and reads it. Most of the log is text, and a tree of
 * nodes for each piece of it would cost more than writing it to the disk. */
static char *
quote (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 8);

  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *c < 0x20)
        g_string_append_printf (out, "\\u%04x", *c);
      else
        g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
  return g_string_free_and_steal (out);
}

static void
bind_value (sqlite3_stmt *stmt, int index, RapportKind kind, GVariant *value)
{
  char *text;

  if (value == NULL)
    return;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    text = quote (g_variant_get_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  else
    text = rapport_kind_to_text (kind, value);
  sqlite3_bind_text (stmt, index, text, -1, g_free);
}

/* Sets the new value of a field that the entry has changed already. */
static gboolean
update_field (RapportSqlite *db,
              gint64 key,
              const RapportRecordChange *change,
              const RapportFieldChange *field,
              gboolean *updated,
              GError **error)
{
  const RapportField *info = &change->info->fields[field->field];
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "UPDATE change SET after = ? WHERE record = ? AND change_set = ? AND field = ?", error);

  if (stmt == NULL)
    return FALSE;
  bind_value (stmt, 1, info->kind, field->after);
  rapport_sqlite_bind_text (stmt, 2, change->id);
  sqlite3_bind_int64 (stmt, 3, key);
  rapport_sqlite_bind_text (stmt, 4, info->name);
  if (!rapport_sqlite_run (db, stmt, error))
    return FALSE;
  *updated = rapport_sqlite_get_changes (db) > 0;
  return TRUE;
}

static gboolean
insert_change (RapportSqlite *db,
               gint64 key,
               const RapportRecordChange *change,
               const RapportFieldChange *field,
               GError **error)
{
  const RapportField *info = field != NULL ? &change->info->fields[field->field] : NULL;
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    "INSERT INTO change (change_set, type, record, operation, field, before, after) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)",
    error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  rapport_sqlite_bind_text (stmt, 2, change->info->name);
  rapport_sqlite_bind_text (stmt, 3, change->id);
  rapport_sqlite_bind_text (stmt, 4, operation_words[change->operation]);
  rapport_sqlite_bind_text (stmt, 5, info != NULL ? info->name : "");
  if (info != NULL)
    {
      bind_value (stmt, 6, info->kind, field->before);
      bind_value (stmt, 7, info->kind, field->after);
    }
  return rapport_sqlite_run (db, stmt, error);
}

static gboolean
write_change (
  RapportSqlite *db, gint64 key, gboolean grows, const RapportRecordChange *change, GError **error)
{
  /* The first values of a record are not repeated: what changes one of them
   * logs it as the old value, and undoing puts the record in the trash. */
  if (change->operation == RAPPORT_OPERATION_CREATE || change->fields->len == 0)
    return insert_change (db, key, change, NULL, error);
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);
      gboolean updated = FALSE;

      if (grows && !update_field (db, key, change, field, &updated, error))
        return FALSE;
      if (!updated && !insert_change (db, key, change, field, error))
        return FALSE;
    }
  return TRUE;
}

/* What an undo takes back is undone; a redo undoes the undo, and what that had
 * taken back counts again. */
static gboolean
mark_target (RapportSqlite *db, const RapportChangeHead *head, GError **error)
{
  sqlite3_stmt *stmt;

  if (head->kind == RAPPORT_CHANGE_EDIT || *head->target == '\0')
    return TRUE;
  if (head->kind == RAPPORT_CHANGE_REDO)
    {
      stmt = rapport_sqlite_get (db,
                                 "UPDATE change_set SET undone = 0 WHERE id = "
                                 "(SELECT target FROM change_set WHERE id = ?)",
                                 error);
      if (stmt == NULL)
        return FALSE;
      rapport_sqlite_bind_text (stmt, 1, head->target);
      if (!rapport_sqlite_run (db, stmt, error))
        return FALSE;
    }
  stmt = rapport_sqlite_get (db, "UPDATE change_set SET undone = 1 WHERE id = ?", error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, head->target);
  return rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_log_write (RapportSqlite *db, RapportChangeSet *set, GError **error)
{
  const RapportChangeHead *head = rapport_change_set_get_head (set);
  gboolean grows;
  gint64 key = 0;

  if (head->continues && !find_entry (db, head->id, &key, error))
    return FALSE;
  grows = key != 0;
  if (!grows && !rapport_sqlite_get_integer (db, "SELECT " NEXT_NUMBER, &key, error))
    return FALSE;
  if (!(grows ? touch_head (db, head, key, error) : insert_head (db, head, key, error)))
    return FALSE;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      /* What is erased leaves no trace in the log, this set's own included. */
      if (change->operation == RAPPORT_OPERATION_ERASE)
        {
          if (!rapport_log_erase (db, change->id, error))
            return FALSE;
        }
      else if (!write_change (db, key, grows, change, error))
        return FALSE;
    }
  return mark_target (db, head, error);
}

/* Batches. */

gboolean
rapport_log_open_batch (RapportSqlite *db, gint64 *key, GError **error)
{
  sqlite3_stmt *stmt;

  if (!rapport_sqlite_get_integer (db, "SELECT " NEXT_NUMBER, key, error))
    return FALSE;
  stmt = rapport_sqlite_get (
    db, "INSERT INTO local (name, value) VALUES ('" RAPPORT_LOG_BATCH "', ?)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, *key);
  return rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_log_write_change (RapportSqlite *db,
                          gint64 key,
                          const RapportRecordChange *change,
                          GError **error)
{
  return write_change (db, key, FALSE, change, error);
}

gboolean
rapport_log_close_batch (RapportSqlite *db, GError **error)
{
  return rapport_sqlite_exec (db, "DELETE FROM local WHERE name = '" RAPPORT_LOG_BATCH "'", error);
}

gboolean
rapport_log_write_head (RapportSqlite *db,
                        const RapportChangeHead *head,
                        gint64 key,
                        GError **error)
{
  return insert_head (db, head, key, error) && mark_target (db, head, error);
}

gboolean
rapport_log_drop_batch (RapportSqlite *db, gint64 key, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, "DELETE FROM change WHERE change_set = ?", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  return rapport_sqlite_run (db, stmt, error) && rapport_log_close_batch (db, error);
}

gboolean
rapport_log_erase (RapportSqlite *db, const char *id, GError **error)
{
  sqlite3_stmt *stmt;

  /* The label of a set that did nothing else may name what is erased. */
  stmt = rapport_sqlite_get (db,
                             "UPDATE change_set SET label = '' WHERE key IN "
                             "(SELECT change_set FROM change WHERE record = ?1) AND NOT EXISTS "
                             "(SELECT 1 FROM change WHERE change_set = change_set.key "
                             "AND record <> ?1)",
                             error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, id);
  if (!rapport_sqlite_run (db, stmt, error))
    return FALSE;
  stmt = rapport_sqlite_get (db, "DELETE FROM change WHERE record = ?", error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, id);
  return rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_log_compact (RapportSqlite *db, gint64 before, gint64 keep, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM change WHERE change_set IN (SELECT key FROM change_set WHERE instant < ?1 "
    "AND number <= (SELECT max (number) FROM change_set) - ?2)",
    "DELETE FROM change_set WHERE instant < ?1 "
    "AND number <= (SELECT max (number) FROM change_set) - ?2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *stmt = rapport_sqlite_get (db, statements[i], error);

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, before);
      sqlite3_bind_int64 (stmt, 2, MAX (keep, 1));
      if (!rapport_sqlite_run (db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

/* Reading. */

#define HEAD_COLUMNS "key, id, instant, author, label, client, kind, target, barrier"

static RapportChangeSet *
read_head (sqlite3_stmt *stmt)
{
  RapportChangeHead head = {
    .id = rapport_sqlite_column_text (stmt, 1),
    .instant = sqlite3_column_int64 (stmt, 2),
    .author = rapport_sqlite_column_text (stmt, 3),
    .label = rapport_sqlite_column_text (stmt, 4),
    .client = rapport_sqlite_column_text (stmt, 5),
    .kind =
      (RapportChangeKind) find_word (kind_words, G_N_ELEMENTS (kind_words),
                                     rapport_sqlite_column_text (stmt, 6), RAPPORT_CHANGE_EDIT),
    .target = rapport_sqlite_column_text (stmt, 7),
    .barrier = sqlite3_column_int (stmt, 8) != 0,
  };

  return rapport_change_set_new (&head);
}

static GVariant *
read_value (sqlite3_stmt *stmt, int column, RapportKind kind)
{
  g_autoptr (GError) error = NULL;
  GVariant *value;

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return NULL;
  value = rapport_kind_from_text (kind, rapport_sqlite_column_text (stmt, column), &error);
  if (error != NULL)
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "a value in the log can't be read");
  return value;
}

/* Types and fields that this version does not know are passed over. */
static void
read_change (sqlite3_stmt *stmt, RapportChangeSet *set)
{
  const RapportRecordInfo *info = rapport_record_info_lookup (rapport_sqlite_column_text (stmt, 0));
  const char *name = rapport_sqlite_column_text (stmt, 3);
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;
  RapportRecordChange *change;
  guint operation;
  int field;

  if (info == NULL)
    return;
  operation = find_word (operation_words, G_N_ELEMENTS (operation_words),
                         rapport_sqlite_column_text (stmt, 2), RAPPORT_OPERATION_CHANGE);
  change = rapport_change_set_add_record (set, info, rapport_sqlite_column_text (stmt, 1),
                                          (RapportOperation) operation);
  if (operation == RAPPORT_OPERATION_CREATE)
    change->operation = RAPPORT_OPERATION_CREATE;
  field = *name != '\0' ? rapport_record_info_find_field (info, name) : -1;
  if (field < 0)
    return;
  before = read_value (stmt, 4, info->fields[field].kind);
  after = read_value (stmt, 5, info->fields[field].kind);
  rapport_record_change_add_field (change, (guint) field, before, after);
}

static gboolean
read_changes (RapportSqlite *db, RapportChangeSet *set, gint64 key, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "SELECT type, record, operation, field, before, after FROM change "
                        "WHERE change_set = ? ORDER BY key",
                        error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    read_change (stmt, set);
  return step == RAPPORT_STEP_DONE;
}

RapportChangeSet *
rapport_log_read_batch (RapportSqlite *db, gint64 key, GError **error)
{
  const RapportChangeHead head = { .id = "", .label = "" };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);

  return read_changes (db, set, key, error) ? g_steal_pointer (&set) : NULL;
}

static GPtrArray *
read_sets (RapportSqlite *db, sqlite3_stmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) sets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_set_unref);
  RapportStep step;

  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      g_autoptr (RapportChangeSet) set = read_head (stmt);

      if (!read_changes (db, set, sqlite3_column_int64 (stmt, 0), error))
        {
          sqlite3_reset (stmt);
          return NULL;
        }
      g_ptr_array_add (sets, g_steal_pointer (&set));
    }
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&sets) : NULL;
}

/* Newer than the last barrier in the client's history. */
#define BEHIND_BARRIER                                                                             \
  "number > (SELECT ifnull (max (number), 0) FROM change_set WHERE client = ?1 AND barrier)"

RapportChangeSet *
rapport_log_find_candidate (
  RapportSqlite *db, const char *author, const char *client, gboolean redo, GError **error)
{
  static const char *const questions[2] = {
    "SELECT " HEAD_COLUMNS " FROM change_set "
    "WHERE client = ?1 AND author = ?2 AND kind = 'edit' AND NOT undone AND " BEHIND_BARRIER
    " ORDER BY number DESC LIMIT 1",
    "SELECT " HEAD_COLUMNS " FROM change_set "
    "WHERE client = ?1 AND author = ?2 AND kind = 'undo' AND NOT undone AND " BEHIND_BARRIER
    " AND number > ifnull ((SELECT number FROM change_set WHERE client = ?1 AND author = ?2 "
    "AND kind = 'edit' ORDER BY number DESC LIMIT 1), 0) ORDER BY number DESC LIMIT 1",
  };
  sqlite3_stmt *stmt = rapport_sqlite_get (db, questions[redo ? 1 : 0], error);
  g_autoptr (GPtrArray) sets = NULL;

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, client != NULL ? client : "");
  rapport_sqlite_bind_text (stmt, 2, author != NULL ? author : "");
  sets = read_sets (db, stmt, error);
  return sets != NULL && sets->len > 0 ? rapport_change_set_ref (sets->pdata[0]) : NULL;
}

GPtrArray *
rapport_log_find_history (
  RapportSqlite *db, const char *client, const char *id, guint limit, GError **error)
{
  static const char *const questions[2] = {
    "SELECT " HEAD_COLUMNS " FROM change_set WHERE client = ?1 ORDER BY number DESC LIMIT ?2",
    "SELECT " HEAD_COLUMNS " FROM change_set WHERE key IN "
    "(SELECT change_set FROM change WHERE record = ?1) ORDER BY number DESC LIMIT ?2",
  };
  sqlite3_stmt *stmt = rapport_sqlite_get (db, questions[id != NULL ? 1 : 0], error);

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, id != NULL ? id : client != NULL ? client : "");
  sqlite3_bind_int64 (stmt, 2, limit > 0 ? limit : G_MAXUINT);
  return read_sets (db, stmt, error);
}
