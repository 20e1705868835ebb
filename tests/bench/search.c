/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures search as one types, over 100,000 records: bench-search LIBRARY makes the library where
 * it is not there and prints lines "WORDS MAIN ALL HITS": milliseconds of the main thread, and
 * until the hits are there. */
#include "rapport-library-file.h"
#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-transaction.h"
#include "words.h"

#include <stdio.h>

#define RECORDS 100000
#define BATCH   2000
#define HITS    20
#define ROUNDS  5

static const char *const typed[] = {
  "кл", "кли", "клие", "клиента", "отчёт", "реклама сай", "бюджет рекламу", "№12", "зв",
};

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
fill (RapportLibrary *library)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < RECORDS; i += BATCH)
    {
      g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, "Add notes");

      for (guint k = 0; k < BATCH; k++)
        {
          RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
          g_autofree char *body = words_make (12);

          rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, body);
        }
      rapport_transaction_commit (transaction, &error);
      g_assert_no_error (error);
      rapport_library_flush (library, &error);
      g_assert_no_error (error);
    }
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
search (RapportStore *store, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  gint64 began = g_get_monotonic_time ();
  gint64 asked;
  gint64 ended;

  rapport_store_search_async (store, words, NULL, HITS, NULL, found_cb, &result);
  asked = g_get_monotonic_time ();
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  hits = rapport_store_search_finish (store, result, &error);
  ended = g_get_monotonic_time ();
  g_assert_no_error (error);
  printf ("%s\t%.3f\t%.3f\t%u\n", words, (double) (asked - began) / 1000,
          (double) (ended - began) / 1000, hits->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (RapportLibrary) library = NULL;
  gboolean is_new;

  if (argc != 2)
    return 2;
  is_new = !g_file_test (argv[1], G_FILE_TEST_EXISTS);
  library = open_library (argv[1]);
  if (is_new)
    fill (library);
  for (guint round = 0; round < ROUNDS; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
      search (rapport_library_get_store (library), typed[i]);
  return 0;
}
