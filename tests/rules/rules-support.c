/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-support.h"

static void
open_library (Agency *agency)
{
  agency->store = test_open (agency->path, agency->clock);
  agency->library = rapport_library_new (RAPPORT_STORE (agency->store), agency->clock);
}

/* A reading that came to its end still holds the library until its thread has let go. */
static void
wait_alone (gpointer object)
{
  const gint64 patience = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (G_OBJECT (object)->ref_count > 1 && g_get_monotonic_time () < patience)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
}

static void
close_library (Agency *agency)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_library_flush (agency->library, &error));
  g_assert_no_error (error);
  g_clear_object (&agency->client);
  wait_alone (agency->library);
  g_assert_finalize_object (agency->library);
  test_close (agency->store);
}

RapportClient *
agency_add_client (Agency *agency, const char *name)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a client");
  RapportRecord *client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);

  g_object_ref (client);
  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_NAME, name);
  agency_commit (transaction);
  return RAPPORT_CLIENT (client);
}

void
agency_set_up (Agency *agency, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  agency->folder = test_folder_new ();
  agency->path = g_build_filename (agency->folder, "library.db", NULL);
  agency->clock = rapport_clock_new_fixed (TEST_NOW);
  open_library (agency);
  g_assert_true (
    rapport_agency_set_up (agency->library, "Lighthouse", "Anna", "en", "USD", &error));
  g_assert_no_error (error);
  agency->client = agency_add_client (agency, "Romashka");
  agency->client_id = g_intern_string (rapport_record_get_id (RAPPORT_RECORD (agency->client)));
}

void
agency_tear_down (Agency *agency, gconstpointer data)
{
  close_library (agency);
  test_assert_whole (agency->path);
  g_object_unref (agency->clock);
  g_free (agency->path);
  test_folder_free (agency->folder);
}

void
agency_restart (Agency *agency)
{
  close_library (agency);
  open_library (agency);
  agency->client =
    RAPPORT_CLIENT (rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, agency->client_id));
  g_assert_nonnull (agency->client);
}

void
agency_set_today (Agency *agency, const char *day)
{
  g_autoptr (RapportClock) noon = rapport_clock_new_fixed_day (rapport_day_parse (day));

  rapport_clock_set (agency->clock, rapport_clock_get_now (noon));
}

void
agency_commit (RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  rapport_transaction_free (transaction);
}

guint
agency_count (Agency *agency, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = rapport_library_find (agency->library, query, &error);

  g_assert_no_error (error);
  return records->len;
}
