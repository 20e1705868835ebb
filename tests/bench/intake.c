/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures clients that come in from a file: bench-intake FILE CLIENTS, with a contact each. Prints
 * a line "SEARCH STORE LONGEST REVEAL AGAIN MEMORY DURABLE": CPU seconds of the search for doubles
 * and of the main thread until all is there, its longest turn before that and the one in which a
 * sorted list of all of them is there, the longest turn of the search for the same file again, the
 * most memory in KiB, and what was taken when it was on the disk. */
#include "rapport-agency.h"
#include "rapport-intake.h"
#include "rapport-library-file.h"
#include "rapport-record-list.h"
#include "rapport-records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double turn_began;
static double longest;
static double last_turn;

static double
cpu (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static int
wait_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  last_turn = cpu (CLOCK_THREAD_CPUTIME_ID) - turn_began;
  longest = MAX (longest, last_turn);
  ready = g_poll (fds, n_fds, timeout);
  turn_began = cpu (CLOCK_THREAD_CPUTIME_ID);
  return ready;
}

/* What getrusage() says includes the program that started this one. */
static guint64
peak (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static RapportNewClient *
make_client (guint n)
{
  RapportNewClient *client =
    rapport_new_client_new (g_strdup_printf ("Client %x of %u", n * 2654435761u, n));
  RapportNewPerson *person = rapport_new_person_new ();

  client->line = n + 2;
  g_free (client->site);
  client->site = g_strdup_printf ("client-%u.example", n);
  g_set_str (&client->city, "Samara");
  g_free (person->name);
  person->name = g_strdup_printf ("Anna Petrova %x", n * 2654435761u);
  g_free (person->email);
  person->email = g_strdup_printf ("anna@client-%u.example", n);
  g_free (person->phone);
  person->phone = g_strdup_printf ("+7 927 %07u", n);
  g_ptr_array_add (client->people, person);
  return client;
}

static RapportLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportSqliteStore) store =
    rapport_library_file_open (path, RAPPORT_OPEN_CREATE, clock, NULL, &error);
  RapportLibrary *library;

  g_assert_no_error (error);
  library = rapport_library_new (RAPPORT_STORE (store), clock);
  rapport_agency_set_up (library, "Lighthouse", "Anna", "en", "USD", &error);
  g_assert_no_error (error);
  return library;
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  longest = 0;
  turn_began = cpu (CLOCK_THREAD_CPUTIME_ID);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static RapportIntakeBase *
read_base (RapportLibrary *library)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RapportIntakeBase *base;

  rapport_intake_base_new_async (library, NULL, came_cb, &result);
  base = rapport_intake_base_new_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return base;
}

int
main (int argc, char **argv)
{
  g_autoptr (RapportLibrary) library = open_library (argv[1]);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (RapportRecordList) list =
    rapport_record_list_new (library, rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE));
  g_autoptr (GPtrArray) clients =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_client_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportIntakeBase) base = NULL, again = NULL;
  g_autoptr (RapportIntake) intake = NULL;
  const guint n = (guint) atoi (argv[2]);
  double begun, searched, before, longest_before, reveal;
  RapportIntakeCounts counts;
  guint64 memory;

  g_main_context_set_poll_func (NULL, wait_cb);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (clients, make_client (i));
  base = read_base (library);
  begun = cpu (CLOCK_THREAD_CPUTIME_ID);
  intake = rapport_intake_new_for_clients (base, clients);
  searched = cpu (CLOCK_THREAD_CPUTIME_ID) - begun;
  before = cpu (CLOCK_THREAD_CPUTIME_ID);
  rapport_intake_store_async (intake, library, "Import", NULL, came_cb, &result);
  wait_for (&result);
  reveal = cpu (CLOCK_THREAD_CPUTIME_ID) - turn_began;
  longest_before = longest;
  g_assert_true (rapport_intake_store_finish (intake, result, &counts, &error));
  g_assert_cmpuint (counts.clients_added, ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
  before = cpu (CLOCK_THREAD_CPUTIME_ID) - before;
  memory = peak ();
  again = read_base (library);
  printf ("%.4f %.4f %.4f %.4f %.4f %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", searched,
          before, longest_before, reveal, longest, memory, peak ());
  return 0;
}
