/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-backup-private.h"
#include "rapport-schema.h"

/* How many of the changes are named. */
#define LABELS 5

void
rapport_backup_comparison_free (RapportBackupComparison *self)
{
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->clients);
  g_free (self);
}

static gboolean
has_table (RapportSqlite *db, const char *table)
{
  return sqlite3_table_column_metadata (rapport_sqlite_get_handle (db), NULL, table, NULL, NULL,
                                        NULL, NULL, NULL, NULL) == SQLITE_OK;
}

/* (transfer full): the ids of the records of a type; of none where there is no
 * such table yet. */
static GHashTable *
read_ids (RapportSqlite *db, const char *table, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE trashed IS NULL", table);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  RapportStep step;

  if (!has_table (db, table))
    return g_steal_pointer (&ids);
  stmt = rapport_sqlite_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    g_hash_table_add (ids, g_strdup (rapport_sqlite_column_text (stmt, 0)));
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* How many of @ids are not among @others. */
static gint64
count_missing (GHashTable *ids, GHashTable *others)
{
  GHashTableIter iter;
  gpointer id;
  gint64 n = 0;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    n += g_hash_table_contains (others, id) ? 0 : 1;
  return n;
}

static gboolean
compare_records (RapportBackupComparison *self,
                 RapportSqlite *now,
                 RapportSqlite *then,
                 GError **error)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *table = rapport_name_to_column (info->name);
      g_autoptr (GHashTable) mine = read_ids (now, table, error);
      g_autoptr (GHashTable) others = mine != NULL ? read_ids (then, table, error) : NULL;

      if (others == NULL)
        return FALSE;
      self->n_only_now += count_missing (mine, others);
      self->n_only_then += count_missing (others, mine);
    }
  return TRUE;
}

/* The clients of the backup; those that are gone now come first. */
static gboolean
list_clients (RapportBackupComparison *self,
              RapportSqlite *now,
              RapportSqlite *then,
              GError **error)
{
  g_autoptr (GHashTable) here = read_ids (now, "client", error);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  RapportStep step;

  if (here == NULL)
    return FALSE;
  stmt = rapport_sqlite_prepare (
    then, "SELECT id, name FROM client WHERE trashed IS NULL ORDER BY name, id", error);
  if (stmt == NULL)
    return FALSE;
  while ((step = rapport_sqlite_step (then, stmt, error)) == RAPPORT_STEP_ROW)
    {
      const gboolean gone = !g_hash_table_contains (here, rapport_sqlite_column_text (stmt, 0));

      g_ptr_array_insert (self->clients, gone ? (int) self->n_clients_gone : -1,
                          g_strdup (rapport_sqlite_column_text (stmt, 1)));
      self->n_clients_gone += gone ? 1 : 0;
    }
  return step == RAPPORT_STEP_DONE;
}

/* What was done after the last change that the backup knows of. */
static gboolean
list_changes (RapportBackupComparison *self,
              RapportSqlite *now,
              RapportSqlite *then,
              GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  RapportStep step;
  gint64 last;

  if (!rapport_sqlite_get_integer (then, "SELECT max (number) FROM change_set", &last, error))
    return FALSE;
  stmt = rapport_sqlite_prepare (
    now, "SELECT label FROM change_set WHERE number > ? ORDER BY number DESC", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, last);
  while ((step = rapport_sqlite_step (now, stmt, error)) == RAPPORT_STEP_ROW)
    if (self->n_changes++ < LABELS)
      g_ptr_array_add (self->labels, g_strdup (rapport_sqlite_column_text (stmt, 0)));
  return step == RAPPORT_STEP_DONE;
}

RapportBackupComparison *
rapport_backup_compare (const char *library, const char *backup, GError **error)
{
  g_autoptr (RapportBackupComparison) self = g_new0 (RapportBackupComparison, 1);
  g_autoptr (RapportSqlite) now = NULL;
  g_autoptr (RapportSqlite) then = NULL;

  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->clients = g_ptr_array_new_with_free_func (g_free);
  now = rapport_backup_open_to_look (library, error);
  then = now != NULL ? rapport_backup_open_to_look (backup, error) : NULL;
  if (then == NULL || !list_changes (self, now, then, error) ||
      !compare_records (self, now, then, error) || !list_clients (self, now, then, error))
    return NULL;
  return g_steal_pointer (&self);
}
