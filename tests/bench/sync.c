/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rapport's side of sync.py, with a library that is new: sync push|pull|live URL USER SECRET FOLDER
 * COUNT. push makes COUNT notes first, live changes one of them COUNT times by another client.
 * Prints CPU time and time by the clock in seconds, both once more until everything can be found by
 * search, and the most memory in MiB, what there was before taken off the times; live prints the
 * milliseconds of each change until it is in the library. */
#include "rapport-couch.h"
#include "rapport-document.h"
#include "rapport-library-file.h"
#include "rapport-records.h"
#include "rapport-replicator.h"
#include "rapport-transaction.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  const char *url;
  const char *user;
  const char *secret;
  guint count;
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportReplicator *replicator;
} Bench;

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
get_most_mebibytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

static void
check (gboolean fine, GError *error, const char *what)
{
  if (!fine)
    g_error ("%s: %s", what, error != NULL ? error->message : "failed");
}

static void
open_library (Bench *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "sync.rapport", NULL);
  g_autofree char *replica = g_uuid_string_random ();
  const RapportChangeHead head = { .id = replica, .label = "Connect" };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  self->clock = rapport_clock_new ();
  self->store = rapport_library_file_open (path, RAPPORT_OPEN_CREATE, self->clock, NULL, &error);
  check (self->store != NULL, error, "open");
  self->library = rapport_library_new (RAPPORT_STORE (self->store), self->clock);
  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->address, self->url);
  g_set_str (&note->place->user, self->user);
  g_set_str (&note->place->replica, replica);
  rapport_change_set_set_note (set, note);
  rapport_library_apply (self->library, set);
  check (rapport_library_flush (self->library, &error), error, "connect");
}

static void
add_notes (Bench *self)
{
  g_autoptr (GError) error = NULL;

  for (guint first = 0; first < self->count; first += 1000)
    {
      g_autoptr (RapportTransaction) transaction =
        rapport_transaction_begin (self->library, "Add notes");

      for (guint i = first; i < MIN (first + 1000, self->count); i++)
        {
          RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
          g_autofree char *body = g_strdup_printf (
            "Note %u: what was said on the call about the offer of the month, the landing page and "
            "the budget, who is to do what by when, and what the client thinks of it.",
            i);

          rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, body);
        }
      check (rapport_transaction_commit (transaction, &error), error, "commit");
    }
  check (rapport_library_flush (self->library, &error), error, "flush");
}

static void
wait_while (Bench *self, RapportReplicatorState state)
{
  while (rapport_replicator_get_state (self->replicator) == state)
    g_main_context_iteration (NULL, TRUE);
}

static void
sync_once (Bench *self)
{
  rapport_replicator_start (self->replicator, self->secret, FALSE);
  wait_while (self, RAPPORT_REPLICATOR_WORKING);
  if (rapport_replicator_get_state (self->replicator) != RAPPORT_REPLICATOR_IDLE)
    g_error ("sync: %s", rapport_replicator_get_message (self->replicator));
}

/* measure: a pass in which COUNT documents have to be sent or received. */
static void
measure (Bench *self, const char *property)
{
  const double cpu = get_cpu_seconds ();
  const gint64 began = g_get_monotonic_time ();
  double moving, whole;
  guint64 moved;

  sync_once (self);
  moving = get_cpu_seconds () - cpu;
  whole = (g_get_monotonic_time () - began) / 1e6;
  g_object_get (self->replicator, property, &moved, NULL);
  if (moved < self->count)
    g_error ("%" G_GUINT64_FORMAT " documents were %s", moved, property);
  rapport_sqlite_store_catch_up (self->store);
  g_print ("{\"cpu\": %.3f, \"clock\": %.3f, \"found_cpu\": %.3f, \"found_clock\": %.3f, "
           "\"memory\": %.1f}\n",
           moving, whole, get_cpu_seconds () - cpu, (g_get_monotonic_time () - began) / 1e6,
           get_most_mebibytes ());
}

static void
committed_cb (RapportLibrary *library, RapportChangeSet *set, gboolean *came)
{
  if (rapport_change_set_get_head (set)->kind == RAPPORT_CHANGE_PULL &&
      rapport_change_set_get_size (set) > 0)
    *came = TRUE;
}

/* change: as a colleague's Rapport does, under another name of a copy. */
static void
change (RapportCouch *couch, const char *path, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = rapport_couch_request (couch, "GET", path, NULL, NULL, &error);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *text = g_strdup_printf ("Change %u", number);
  JsonObject *document;

  check (node != NULL, error, "get");
  document = json_node_get_object (node);
  json_object_set_string_member (json_object_get_object_member (document, "fields"), "body", text);
  answer = rapport_couch_request (couch, "PUT", path, node, NULL, &error);
  check (answer != NULL, error, "put");
}

/* Listens, and takes the time from the moment at which another client is told that it was taken. */
static void
live (Bench *self)
{
  g_autoptr (RapportQuery) query =
    rapport_query_set_limit (rapport_query_new (RAPPORT_TYPE_NOTE), 1);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  RapportCouch *couch = rapport_couch_new (self->url, self->user, self->secret, &error);
  gboolean came = FALSE;

  check (couch != NULL, error, "client");
  g_signal_connect (self->library, "committed", G_CALLBACK (committed_cb), &came);
  rapport_replicator_start (self->replicator, self->secret, TRUE);
  while (rapport_replicator_get_state (self->replicator) != RAPPORT_REPLICATOR_UP_TO_DATE)
    g_main_context_iteration (NULL, TRUE);
  rows = rapport_library_find_rows (self->library, query, &error);
  check (rows != NULL && rows->len == 1, error, "find");
  name = rapport_document_get_name (&rapport_note_info, ((RapportRow *) rows->pdata[0])->id);
  path = rapport_couch_document_path (name);
  for (guint i = 0; i < self->count; i++)
    {
      gint64 began;

      came = FALSE;
      change (couch, path, i);
      began = g_get_monotonic_time ();
      while (!came)
        g_main_context_iteration (NULL, TRUE);
      g_print ("%s%.2f", i == 0 ? "[" : ", ", (g_get_monotonic_time () - began) / 1e3);
      while (rapport_replicator_get_state (self->replicator) != RAPPORT_REPLICATOR_UP_TO_DATE ||
             rapport_library_get_pending (self->library) > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  g_print ("]\n");
  rapport_couch_free (couch);
}

int
main (int argc, char *argv[])
{
  Bench self = { 0 };

  if (argc != 7)
    return EXIT_FAILURE;
  self.url = argv[2];
  self.user = argv[3];
  self.secret = argv[4];
  self.count = (guint) g_ascii_strtoull (argv[6], NULL, 10);
  open_library (&self, argv[5]);
  self.replicator = rapport_replicator_new (self.library, 1);
  if (g_str_equal (argv[1], "push"))
    add_notes (&self);
  if (g_str_equal (argv[1], "live"))
    live (&self);
  else
    measure (&self, g_str_equal (argv[1], "push") ? "sent" : "received");
  rapport_replicator_stop (self.replicator);
  g_object_unref (self.replicator);
  g_object_unref (self.library);
  rapport_sqlite_store_drain (self.store, NULL);
  g_object_unref (self.store);
  g_object_unref (self.clock);
  return EXIT_SUCCESS;
}
