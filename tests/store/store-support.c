/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("rapport-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
test_folder_free (char *folder)
{
  remove_folder (folder);
  g_free (folder);
}

RapportSqliteStore *
test_open (const char *path, RapportClock *clock)
{
  g_autoptr (GError) error = NULL;
  RapportSqliteStore *store =
    rapport_library_file_open (path, RAPPORT_OPEN_CREATE, clock, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

void
test_close (RapportSqliteStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_sqlite_store_drain (store, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (store);
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return db;
}

void
test_assert_whole (const char *path)
{
  sqlite3 *db = open_raw (path);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &stmt, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, "ok");
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

void
test_run_sql (const char *path, const char *sql)
{
  sqlite3 *db = open_raw (path);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

gint64
test_get_integer (const char *path, const char *sql)
{
  sqlite3 *db = open_raw (path);
  sqlite3_stmt *stmt = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

/* Random values: few different ones, so that queries find something. */

static GVariant *
random_json (GRand *rand, RapportKind kind)
{
  g_autofree char *text = NULL;
  int n = g_rand_int_range (rand, 1, 5);

  switch (kind)
    {
    case RAPPORT_KIND_MONEY:
      text = g_strdup_printf ("{\"minor\":%d,\"currency\":\"EUR\"}", n * 100);
      break;
    case RAPPORT_KIND_SET:
      text = g_strdup_printf ("[\"a\",\"b%d\"]", n);
      break;
    case RAPPORT_KIND_POINT:
      text = g_strdup_printf ("[%d.5,0.1]", n);
      break;
    case RAPPORT_KIND_RECTANGLE:
      text = g_strdup_printf ("[%d.5,0.1,3.25,4.0]", n);
      break;
    default:
      text = g_strdup_printf ("{\"2026-11-0%d\":{\"search\":{\"clicks\":%d000000}}}", n, n);
    }
  return rapport_kind_from_text (kind, text, NULL);
}

static GVariant *
random_text (GRand *rand, RapportKind kind)
{
  static const char *const texts[] = { "alpha",           "Beta",  "гамма",      "Δ",
                                       "it's \"quoted\"", "100 %", "line\nline", "😀" };

  if (kind == RAPPORT_KIND_COLOUR)
    return g_variant_new_string ("#1a5fb4");
  return g_variant_new_string (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
}

GVariant *
test_random_value (GRand *rand, const RapportField *field)
{
  GVariant *value;
  guint8 byte;

  if (g_rand_int_range (rand, 0, 5) == 0)
    return NULL;
  switch (field->kind)
    {
    case RAPPORT_KIND_BOOLEAN:
      value = g_variant_new_boolean (g_rand_boolean (rand));
      break;
    case RAPPORT_KIND_INTEGER:
    case RAPPORT_KIND_DECIMAL:
    case RAPPORT_KIND_INSTANT:
      value = g_variant_new_int64 (g_rand_int_range (rand, -3, 4));
      break;
    case RAPPORT_KIND_DAY:
      value = g_variant_new_int32 (rapport_day_new (2026, 11, g_rand_int_range (rand, 1, 6)));
      break;
    case RAPPORT_KIND_BLOB:
      byte = (guint8) g_rand_int_range (rand, 0, 256);
      value = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, &byte, 1, 1);
      break;
    default:
      value = rapport_kind_is_json_in_sql (field->kind) ? random_json (rand, field->kind)
                                                        : random_text (rand, field->kind);
    }
  return g_variant_take_ref (value);
}

/* Change sets. */

static guint64 sequence;

RapportChangeSet *
test_set_new_from_head (const RapportChangeHead *head)
{
  RapportChangeSet *set = rapport_change_set_new (head);

  rapport_change_set_set_sequence (set, ++sequence);
  return set;
}

RapportChangeSet *
test_set_new (const char *label, const char *author, const char *client)
{
  g_autofree char *id = rapport_id_new (TEST_NOW);
  const RapportChangeHead head = {
    .id = id, .label = label, .author = author, .client = client, .instant = TEST_NOW
  };

  return test_set_new_from_head (&head);
}

void
test_set_add (RapportChangeSet *set,
              const RapportRecordInfo *info,
              const char *id,
              RapportOperation operation,
              guint field,
              GVariant *after)
{
  rapport_record_change_add_field (rapport_change_set_add_record (set, info, id, operation), field,
                                   NULL, after);
}

void
test_commit (RapportSqliteStore *store, RapportChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  rapport_store_commit (RAPPORT_STORE (store), set);
  g_assert_true (
    rapport_store_wait (RAPPORT_STORE (store), rapport_change_set_get_sequence (set), &error));
  g_assert_no_error (error);
  rapport_change_set_unref (set);
}

/* Search. */

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GPtrArray *
test_search (RapportSqliteStore *store, const char *words, const char *client, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  rapport_store_search_async (RAPPORT_STORE (store), words, client, limit, NULL, search_cb,
                              &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  hits = rapport_store_search_finish (RAPPORT_STORE (store), result, &error);
  g_assert_no_error (error);
  return hits;
}
