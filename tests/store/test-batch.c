/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets that are written in pieces: nobody sees them before the last piece,
 * whatever happens in between, and what is typed meanwhile does not wait. */
#include "rapport-records.h"
#include "rapport-schema.h"
#include "rapport-store-batch.h"
#include "rapport-store-log.h"
#include "rapport-store-sink.h"
#include "rapport-store-writer.h"
#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_OLD 40
#define N_NEW 70

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqlite *db; /* the sink's */
  RapportSink *sink;
} Fixture;

static char *
key_id (const char *type, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *parts[] = { number, NULL };

  return rapport_id_from_key (type, parts);
}

static void
write_whole (Fixture *fixture, RapportChangeSet *set)
{
  g_autoptr (GError) error = NULL;
  gboolean whole = FALSE;

  while (!whole)
    {
      g_assert_true (fixture->sink->write (fixture->sink, set, &whole, &error));
      g_assert_no_error (error);
    }
}

static void
add_note (
  RapportChangeSet *set, guint n, RapportOperation operation, const char *before, const char *after)
{
  g_autofree char *id = key_id ("note", n);

  rapport_record_change_add_field (
    rapport_change_set_add_record (set, &rapport_note_info, id, operation), RAPPORT_NOTE_BODY,
    before != NULL ? g_variant_new_string (before) : NULL, g_variant_new_string (after));
}

static void
add_month (RapportChangeSet *set, guint n, const char *before, const char *after)
{
  g_autofree char *id = key_id ("month-numbers", n);
  RapportOperation operation = before != NULL ? RAPPORT_OPERATION_CHANGE : RAPPORT_OPERATION_CREATE;
  RapportRecordChange *change =
    rapport_change_set_add_record (set, &rapport_month_numbers_info, id, operation);
  g_autoptr (GVariant) cells_before =
    before != NULL ? rapport_kind_from_text (RAPPORT_KIND_CELLS, before, NULL) : NULL;
  g_autoptr (GVariant) cells_after = rapport_kind_from_text (RAPPORT_KIND_CELLS, after, NULL);

  rapport_record_change_add_field (change, RAPPORT_MONTH_NUMBERS_CELLS, cells_before, cells_after);
}

#define FEW_CLICKS  "{\"2026-11-02\":{\"search\":{\"clicks\":2000000}}}"
#define MANY_CLICKS "{\"2026-11-02\":{\"search\":{\"clicks\":9000000}}}"

static void
open_sink (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RapportLibraryLock *lock = rapport_library_lock_take (fixture->path, &error);

  g_assert_no_error (error);
  fixture->db = rapport_sqlite_open (fixture->path, RAPPORT_SQLITE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_schema_migrate (fixture->db, &error));
  fixture->sink = rapport_file_sink_new (fixture->db, lock);
  rapport_file_sink_set_piece_time (fixture->sink, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set = test_set_new ("Before", "me", "client");

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  open_sink (fixture);
  for (guint i = 0; i < N_OLD; i++)
    add_note (set, i, RAPPORT_OPERATION_CREATE, NULL, "old words");
  add_month (set, 1, NULL, FEW_CLICKS);
  write_whole (fixture, set);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture->sink->free (fixture->sink);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

/* An import: notes that are new, changed, there already though the set makes
 * them, and changed from something else than the set knows; months likewise. */
static RapportChangeSet *
make_import (void)
{
  RapportChangeSet *set = test_set_new ("Import", "me", "client");

  for (guint i = 0; i < N_OLD; i += 4)
    {
      add_note (set, i, RAPPORT_OPERATION_CHANGE, "old words", "imported words");
      add_note (set, i + 1, RAPPORT_OPERATION_CREATE, NULL, "imported words");
      add_note (set, i + 2, RAPPORT_OPERATION_CHANGE, "other words", "imported words");
    }
  for (guint i = 0; i < N_NEW; i++)
    add_note (set, 1000 + i, RAPPORT_OPERATION_CREATE, NULL, "imported words");
  add_month (set, 1, FEW_CLICKS, MANY_CLICKS);
  add_month (set, 2, NULL, MANY_CLICKS);
  return set;
}

/* All that a library holds, as text. */
static void
append_answer (GString *dump, sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_string_append_printf (dump, "%s\n", sql);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (dump, "|%s", (const char *) sqlite3_column_text (stmt, i));
      g_string_append_c (dump, '\n');
    }
  sqlite3_finalize (stmt);
}

static char *
dump_library (const char *path)
{
  static const char *const questions[] = {
    "SELECT id, body, trashed FROM note ORDER BY id",
    "SELECT id, cells FROM month_numbers ORDER BY id",
    "SELECT record, totals FROM month_total ORDER BY record",
    "SELECT record FROM search_entry WHERE number IN "
    "(SELECT rowid FROM search WHERE search MATCH 'old') ORDER BY record",
    "SELECT record FROM search_entry WHERE number IN "
    "(SELECT rowid FROM search WHERE search MATCH 'imported') ORDER BY record",
    "SELECT key, number, id, label, undone FROM change_set ORDER BY key",
    "SELECT change_set, record, operation, field, before, after FROM change ORDER BY key",
    "SELECT name FROM local WHERE name <> 'adopted' ORDER BY name",
  };
  g_autoptr (GString) dump = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    append_answer (dump, db, questions[i]);
  sqlite3_close (db);
  return g_string_free_and_steal (g_steal_pointer (&dump));
}

/* What a killed process would leave at this moment, opened. */
static char *
dump_after_kill (Fixture *fixture, const char *name)
{
  static const char *const suffixes[] = { "", "-wal", ".lock" };
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *dump = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (from, &contents, &length, NULL))
        g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
    }
  test_close (test_open (path, fixture->clock));
  test_assert_whole (path);
  return dump_library (path);
}

/* The library as others find it is what it was, at each piece. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set = make_import ();
  g_autofree char *before = dump_library (fixture->path);
  g_autofree char *after = NULL;
  g_autofree char *done = NULL;
  g_autoptr (GError) error = NULL;
  gboolean whole = FALSE;
  guint pieces = 0;

  while (!whole)
    {
      g_autoptr (RapportChangeSet) undo = NULL;
      g_autoptr (GPtrArray) history = NULL;
      g_autofree char *killed = NULL;
      g_autofree char *backup = NULL;
      g_autofree char *backed_up = NULL;

      g_assert_true (fixture->sink->write (fixture->sink, set, &whole, &error));
      g_assert_no_error (error);
      pieces++;
      if (whole)
        break;
      undo = rapport_log_find_candidate (fixture->db, "me", "client", FALSE, &error);
      g_assert_cmpstr (rapport_change_set_get_head (undo)->label, ==, "Before");
      history = rapport_log_find_history (fixture->db, "client", NULL, 0, &error);
      g_assert_cmpuint (history->len, ==, 1);
      /* Each of some: they take time. */
      if (pieces % 9 != 1)
        continue;
      killed = dump_after_kill (fixture, "killed.rapport");
      g_assert_cmpstr (killed, ==, before);
      backup =
        rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);
      g_assert_no_error (error);
      backed_up = dump_library (backup);
      g_assert_cmpstr (backed_up, ==, before);
    }
  g_assert_cmpuint (pieces, >, N_NEW);
  after = dump_library (fixture->path);
  g_assert_cmpstr (after, !=, before);
  /* And what is there in the end is what one transaction would have written. */
  done = dump_after_kill (fixture, "done.rapport");
  g_assert_cmpstr (done, ==, after);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM note "
                                                    "WHERE body = 'imported words'"),
                   ==, N_NEW + 3 * N_OLD / 4);
}

/* One entry of the log, in the place of when it began, which undo takes back. */
static void
test_one_entry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set = make_import ();
  g_autoptr (RapportChangeSet) typed = test_set_new ("Type", "me", "client");
  g_autoptr (RapportChangeSet) found = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  gboolean whole;

  g_assert_true (fixture->sink->write (fixture->sink, set, &whole, &error));
  g_assert_false (whole);
  add_note (typed, 5000, RAPPORT_OPERATION_CREATE, NULL, "typed words");
  write_whole (fixture, typed);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count (*) FROM note WHERE body = 'typed words'"), ==,
    1);
  write_whole (fixture, set);
  history = rapport_log_find_history (fixture->db, "client", NULL, 0, &error);
  g_assert_cmpuint (history->len, ==, 3);
  g_assert_cmpstr (rapport_change_set_get_head (history->pdata[0])->label, ==, "Type");
  g_assert_cmpstr (rapport_change_set_get_head (history->pdata[1])->label, ==, "Import");
  g_assert_cmpuint (rapport_change_set_get_size (history->pdata[1]), ==,
                    rapport_change_set_get_size (set));
  found = rapport_log_find_candidate (fixture->db, "me", "client", FALSE, &error);
  g_assert_cmpstr (rapport_change_set_get_head (found)->label, ==, "Type");
  /* Delivered once more, it is not there twice. */
  write_whole (fixture, set);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM change_set"), ==, 3);
}

/* Closing takes back what was not finished. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set = make_import ();
  g_autofree char *before = dump_library (fixture->path);
  g_autofree char *after = NULL;
  gboolean whole;

  for (guint i = 0; i < 20; i++)
    g_assert_true (fixture->sink->write (fixture->sink, set, &whole, NULL));
  fixture->sink->free (fixture->sink);
  after = dump_library (fixture->path);
  g_assert_cmpstr (after, ==, before);
  open_sink (fixture);
}

/* Another process reads all of it or nothing. */

static gpointer
read_beside_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  RapportSqliteStore *store =
    rapport_library_file_open (fixture->path, RAPPORT_OPEN_READ_ONLY, fixture->clock, NULL, &error);
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (&rapport_note_info);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = rapport_store_query (RAPPORT_STORE (store), query, &error);
  g_assert_no_error (error);
  test_close (store);
  return GUINT_TO_POINTER (rows->len);
}

static void
test_read_beside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set = make_import ();
  gboolean whole;
  GThread *thread;

  g_assert_true (fixture->sink->write (fixture->sink, set, &whole, NULL));
  g_assert_false (whole);
  thread = g_thread_new ("beside", read_beside_cb, fixture);
  write_whole (fixture, set);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (thread)), ==, N_OLD + N_NEW);
}

/* The writer's order, with a disk that only takes notes. */

typedef struct
{
  RapportSink parent;
  GString *order;
  guint pieces;
  GMutex gate;
} FakeSink;

static gboolean
fake_write (RapportSink *sink, RapportChangeSet *set, gboolean *whole, GError **error)
{
  FakeSink *self = (FakeSink *) sink;

  g_mutex_lock (&self->gate);
  g_string_append_printf (self->order, "%s ", rapport_change_set_get_head (set)->label);
  *whole = rapport_change_set_get_size (set) < 40 || ++self->pieces == 4;
  g_mutex_unlock (&self->gate);
  return TRUE;
}

static gboolean
fake_write_local (RapportSink *sink, const char *name, const char *value, GError **error)
{
  g_string_append_printf (((FakeSink *) sink)->order, "%s ", name);
  return TRUE;
}

static void
fake_free (RapportSink *sink)
{
}

static void
no_news_cb (guint64 durable, const GError *error, gpointer user_data)
{
}

static void
push_notes (RapportWriter *writer, const char *label, guint first, guint n)
{
  g_autoptr (RapportChangeSet) set = test_set_new (label, "", "");

  for (guint i = first; i < first + n; i++)
    add_note (set, i, RAPPORT_OPERATION_CREATE, NULL, "words");
  rapport_writer_push (writer, set);
}

static void
test_order (void)
{
  FakeSink sink = {
    .parent = { .write = fake_write, .write_local = fake_write_local, .free = fake_free },
    .order = g_string_new (NULL)
  };
  RapportWriter *writer;

  g_mutex_init (&sink.gate);
  g_mutex_lock (&sink.gate);
  writer = rapport_writer_new (&sink.parent, no_news_cb, NULL);
  push_notes (writer, "import", 0, 50);
  push_notes (writer, "typed", 100, 1);
  push_notes (writer, "of-import", 20, 1);
  push_notes (writer, "of-both", 20, 2);
  rapport_writer_push_local (writer, "setting", "x");
  push_notes (writer, "other-import", 300, 39);
  push_notes (writer, "typed-again", 101, 2);
  g_mutex_unlock (&sink.gate);
  g_assert_true (rapport_writer_drain (writer, NULL));
  g_assert_cmpstr (sink.order->str, ==,
                   "import typed import typed-again import import "
                   "of-import of-both setting other-import ");
  rapport_writer_free (writer);
  g_string_free (sink.order, TRUE);
  g_mutex_clear (&sink.gate);
}

#define ADD(name, func) g_test_add ("/batch/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hidden", test_hidden);
  ADD ("one-entry", test_one_entry);
  ADD ("closed", test_closed);
  ADD ("read-beside", test_read_beside);
  g_test_add_func ("/batch/order", test_order);
  return g_test_run ();
}
