/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-moves.h"

#include "rapport-query.h"
#include "rapport-store-moved-files.h"
#include "rapport-sync-state.h"

gboolean
rapport_moves_find_place (RapportSqlite *db, const char *client, gint64 *place, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db,
                                           "SELECT key FROM sync_place WHERE client IN (?, '') "
                                           "ORDER BY client DESC, key LIMIT 1",
                                           error);
  RapportStep step;

  *place = 0;
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, client);
  step = rapport_sqlite_step (db, stmt, error);
  if (step == RAPPORT_STEP_ROW)
    *place = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return step != RAPPORT_STEP_ERROR;
}

/* One. */

/* Where one isn't let in at either end there is nothing to be deleted, or others do it. */
static gboolean
is_let_in (RapportSqlite *db, const RapportMove *move, gboolean *let_in, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT count (*) FROM sync_place WHERE key IN (?1, ?2) AND address <> ''", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, move->place);
  sqlite3_bind_int64 (stmt, 2, move->to);
  if (rapport_sqlite_step (db, stmt, error) != RAPPORT_STEP_ROW)
    return FALSE;
  *let_in = sqlite3_column_int64 (stmt, 0) == 2;
  sqlite3_reset (stmt);
  return TRUE;
}

static gboolean
insert_left (RapportSqlite *db,
             const char *type,
             const char *record,
             gint64 place,
             const char *revision,
             GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "INSERT INTO sync_left (record, type, place, revision) VALUES (?1, ?2, ?3, ?4)", error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, record);
  rapport_sqlite_bind_text (stmt, 2, type);
  sqlite3_bind_int64 (stmt, 3, place);
  rapport_sqlite_bind_text (stmt, 4, revision);
  return rapport_sqlite_run (db, stmt, error);
}

/* Files may be there before their record is. */
static gboolean
note_left (RapportSqlite *db, const RapportMove *move, GError **error)
{
  const gboolean is_there = rapport_sync_get_generation (move->revision) > 0;
  gboolean let_in = FALSE;

  if (!is_let_in (db, move, &let_in, error))
    return FALSE;
  if (!let_in)
    return TRUE;
  return (!is_there ||
          insert_left (db, move->type, move->record, move->place, move->revision, error)) &&
         rapport_moved_files_leave (db, move->type, move->record, move->place, error);
}

static gboolean
write_entry (RapportSqlite *db, const RapportMove *move, GError **error)
{
  g_autofree char *revision = rapport_sync_rebase (move->revision);
  g_autofree char *known = rapport_sync_rebase (move->known);
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "UPDATE sync_record SET place = ?1, revision = ?2, known = ?3, "
                        "waiting = ?4, blocked = NULL WHERE key = ?5",
                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, move->to);
  rapport_sqlite_bind_text (stmt, 2, revision);
  rapport_sqlite_bind_text (stmt, 3, known);
  sqlite3_bind_int64 (stmt, 4, move->waiting);
  sqlite3_bind_int64 (stmt, 5, move->key);
  return rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_moves_run (RapportSqlite *db, const RapportMove *move, GError **error)
{
  /* What came back before it was deleted there is not to be deleted any more. */
  return rapport_moves_leave (db, move->type, move->record, move->to, "", error) &&
         note_left (db, move, error) && write_entry (db, move, error);
}

gboolean
rapport_moves_leave (RapportSqlite *db,
                     const char *type,
                     const char *record,
                     gint64 place,
                     const char *revision,
                     GError **error)
{
  /* What is deleted first is found first: it stands at the beginning. */
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "DELETE FROM sync_left WHERE key = (SELECT key FROM sync_left "
                        "WHERE place = ?1 AND record = ?2 ORDER BY key LIMIT 1)",
                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, place);
  rapport_sqlite_bind_text (stmt, 2, record);
  if (!rapport_sqlite_run (db, stmt, error) || *revision == '\0')
    return *revision == '\0';
  return insert_left (db, type, record, place, revision, error) &&
         rapport_moved_files_leave (db, type, record, place, error);
}

/* All of a client. */

/* With strings of its own. */
typedef struct
{
  RapportMove move;
  char *strings[3];
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  for (gsize i = 0; i < G_N_ELEMENTS (found->strings); i++)
    g_free (found->strings[i]);
  g_free (found);
}

static Found *
read_found (sqlite3_stmt *stmt, const char *type, gint64 to)
{
  Found *found = g_new0 (Found, 1);

  for (int i = 0; i < (int) G_N_ELEMENTS (found->strings); i++)
    found->strings[i] = g_strdup (rapport_sqlite_column_text (stmt, i + 2));
  found->move = (RapportMove) { .key = sqlite3_column_int64 (stmt, 0),
                                .record = found->strings[0],
                                .type = type,
                                .place = sqlite3_column_int64 (stmt, 1),
                                .revision = found->strings[1],
                                .known = found->strings[2],
                                .to = to };
  return found;
}

/* (transfer full) (nullable): the entries of one type that live elsewhere. */
static GPtrArray *
find_entries (RapportSqlite *db,
              const RapportRecordInfo *info,
              const char *type,
              const char *client,
              gint64 to,
              GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (found_free);
  g_autofree char *column =
    info->client >= 0 ? rapport_name_to_column (info->fields[info->client].name) : g_strdup ("id");
  g_autofree char *sql = g_strdup_printf (
    "SELECT r.key, r.place, r.record, r.revision, r.known FROM \"%s\" AS t "
    "JOIN sync_record AS r ON r.record = t.id WHERE t.\"%s\" = ?1 AND r.place <> ?2 ORDER BY r.key",
    type, column);
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, client);
  sqlite3_bind_int64 (stmt, 2, to);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    g_ptr_array_add (all, read_found (stmt, type, to));
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
move_type (RapportSqlite *db,
           const RapportRecordInfo *info,
           const char *client,
           gint64 to,
           gint64 *last,
           GError **error)
{
  g_autofree char *type = rapport_name_to_column (info->name);
  g_autoptr (GPtrArray) all = find_entries (db, info, type, client, to, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      Found *found = all->pdata[i];

      found->move.waiting = ++*last;
      if (!rapport_moves_run (db, &found->move, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rapport_moves_run_client (
  RapportSqlite *db, const char *client, gint64 to, gint64 *last, GError **error)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      if ((info->client >= 0 || info->client == RAPPORT_CLIENT_SELF) &&
          !move_type (db, info, client, to, last, error))
        return FALSE;
    }
  return TRUE;
}
