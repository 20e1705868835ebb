/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the store: bench-store FOLDER ROUNDS MEASUREMENT. Prints lines "OURS RAW OURS-CPU
 * RAW-CPU", in seconds: what the library takes, and what SQLite takes for the same statements, by
 * the clock and in CPU time of all threads. */
#include "rapport-library-file.h"
#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-transaction.h"
#include "recorder.h"
#include "words.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CLIENTS      200
#define NOTES        2000
#define SAVES        200
#define BULK         2000
#define READ_ROWS    NOTES
#define QUERIES      10
#define SEARCH_NOTES 100000
#define BATCH        2000

typedef struct
{
  double wall;
  double cpu;
} Time;

typedef void (*Work) (RapportLibrary *library);

typedef struct
{
  const char *name;
  Work work;
  gboolean reads;  /* on this thread, instead of writing on the writer's */
  gboolean synced; /* the library has a place, which has what the library has */
} Measurement;

static RapportLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportSqliteStore) store =
    rapport_library_file_open (path, RAPPORT_OPEN_CREATE, clock, NULL, &error);

  g_assert_no_error (error);
  return rapport_library_new (RAPPORT_STORE (store), clock);
}

static void
flush (RapportLibrary *library)
{
  g_autoptr (GError) error = NULL;

  rapport_library_flush (library, &error);
  g_assert_no_error (error);
}

static void
commit (RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  rapport_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static GPtrArray *
find_all (RapportLibrary *library, GType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  GPtrArray *found = rapport_library_find (library, query, &error);

  g_assert_no_error (error);
  return found;
}

static void
add_notes (RapportLibrary *library, guint count)
{
  g_autoptr (GPtrArray) clients = find_all (library, RAPPORT_TYPE_CLIENT);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, "Add notes");

  for (guint i = 0; i < count; i++)
    {
      RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
      RapportRecord *client = clients->pdata[i % clients->len];
      g_autofree char *body = words_make (12);

      rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_CLIENT,
                                    rapport_record_get_id (client));
      rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, body);
    }
  commit (transaction);
}

static void
make_library (const char *path, guint clients, guint notes)
{
  g_autoptr (RapportLibrary) library = open_library (path);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, "Add clients");

  for (guint i = 0; i < clients; i++)
    {
      RapportRecord *client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
      g_autofree char *name = words_make (2);

      rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_NAME, name);
    }
  commit (transaction);
  for (guint i = 0; i < notes; i += BATCH)
    {
      add_notes (library, MIN (BATCH, notes - i));
      flush (library);
    }
}

/* All notes are at a place that the library is synced with. */
static void
make_synced (const char *path)
{
  g_autoptr (RapportLibrary) library = open_library (path);
  g_autoptr (GPtrArray) notes = find_all (library, RAPPORT_TYPE_NOTE);
  const RapportChangeHead head = { .id = "connect", .label = "" };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  note->place = rapport_sync_place_new ();
  for (guint i = 0; i < notes->len; i++)
    {
      const char *id = rapport_record_get_id (notes->pdata[i]);
      RapportSyncFact *fact = rapport_sync_fact_new ("note", id, 1);

      g_set_str (&fact->revision, "1-967a00dff5e02add41819138abb3284d");
      fact->served =
        rapport_store_load (rapport_library_get_store (library), &rapport_note_info, id, NULL);
      g_ptr_array_add (note->facts, fact);
    }
  rapport_change_set_set_note (set, note);
  rapport_library_apply (library, set);
  flush (library);
}

/* What is measured. */

static void
save_one_by_one (RapportLibrary *library)
{
  g_autoptr (GPtrArray) notes = find_all (library, RAPPORT_TYPE_NOTE);

  for (guint i = 0; i < SAVES; i++)
    {
      g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, "Edit");
      g_autofree char *body = words_make (12);

      rapport_transaction_set_text (transaction, notes->pdata[i], RAPPORT_NOTE_BODY, body);
      commit (transaction);
      flush (library);
    }
}

static void
save_in_bulk (RapportLibrary *library)
{
  add_notes (library, BULK);
  flush (library);
}

static void
read_rows (RapportLibrary *library)
{
  for (guint i = 0; i < QUERIES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_NOTE);
      g_autoptr (GPtrArray) rows = rapport_library_find_rows (library, query, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, READ_ROWS);
    }
}

static void
load_one_by_one (RapportLibrary *library)
{
  RapportStore *store = rapport_library_get_store (library);
  g_autoptr (GPtrArray) notes = find_all (library, RAPPORT_TYPE_NOTE);

  for (guint i = 0; i < notes->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportRow) row = rapport_store_load (
        store, &rapport_note_info, rapport_record_get_id (notes->pdata[i]), &error);

      g_assert_no_error (error);
      g_assert_nonnull (row);
    }
}

static const Measurement measurements[] = {
  { "save", save_one_by_one, FALSE }, { "marked", save_one_by_one, FALSE, TRUE },
  { "bulk", save_in_bulk, FALSE },    { "rows", read_rows, TRUE },
  { "load", load_one_by_one, TRUE },
};

/* How. */

static Time
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (Time) { (double) g_get_monotonic_time () / G_USEC_PER_SEC,
                  (double) cpu.tv_sec + (double) cpu.tv_nsec / 1e9 };
}

static Time
since (Time began)
{
  Time ended = now ();

  return (Time) { ended.wall - began.wall, ended.cpu - began.cpu };
}

static char *
copy_of (const char *base, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (base);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (base);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  for (const char *const *end = (const char *const[]) { "", "-wal", "-shm", NULL }; *end; end++)
    {
      g_autofree char *old = g_strconcat (path, *end, NULL);

      g_remove (old);
    }
  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static Time
time_library (const char *base, const Measurement *measurement, Recording **recording)
{
  g_autofree char *path = copy_of (base, "ours.rapport");
  g_autoptr (RapportLibrary) library = open_library (path);
  Time began;
  Time took;

  /* Statements are prepared and pages read once before it counts. */
  g_ptr_array_unref (find_all (library, RAPPORT_TYPE_CLIENT));
  flush (library);
  if (recording != NULL)
    recorder_start (measurement->reads);
  began = now ();
  measurement->work (library);
  took = since (began);
  if (recording != NULL)
    *recording = recorder_stop ();
  return took;
}

static Time
time_sqlite (const char *base, Recording *recording)
{
  g_autofree char *path = copy_of (base, "raw.rapport");
  sqlite3 *db = NULL;
  Time began;
  Time took;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (db,
                  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                  "PRAGMA secure_delete=FAST; SELECT count(*) FROM client",
                  NULL, NULL, NULL),
    ==, SQLITE_OK);
  began = now ();
  recording_replay (recording, db);
  took = since (began);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return took;
}

static void
measure (const char *folder, int rounds, const Measurement *measurement)
{
  g_autofree char *base =
    g_build_filename (folder, measurement->synced ? "synced.rapport" : "base.rapport", NULL);
  g_autoptr (Recording) recording = NULL;

  if (!g_file_test (base, G_FILE_TEST_EXISTS))
    {
      make_library (base, CLIENTS, NOTES);
      if (measurement->synced)
        make_synced (base);
    }
  time_library (base, measurement, &recording);
  for (int i = 0; i < rounds; i++)
    {
      Time ours = time_library (base, measurement, NULL);
      Time raw = time_sqlite (base, recording);

      printf ("%.6f %.6f %.6f %.6f\n", ours.wall, raw.wall, ours.cpu, raw.cpu);
    }
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    return 2;
  for (gsize i = 0; i < G_N_ELEMENTS (measurements); i++)
    if (g_str_equal (argv[3], measurements[i].name))
      {
        measure (argv[1], atoi (argv[2]), &measurements[i]);
        return 0;
      }
  return 2;
}
