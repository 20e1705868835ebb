/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two libraries and a server: everything comes to both, whoever edits what and when. */
#include "sync-support.h"

#include <string.h>

static void
assert_name (SyncMate *mate, const char *id, const char *name)
{
  g_autofree char *is = sync_get_name (mate, id);

  g_assert_cmpstr (is, ==, name);
}

/* What one has the other gets, and back. */
static void
test_there_and_back (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *id = sync_add_client (a, "Ромашка");
  g_autofree char *note = NULL;
  g_autofree char *wrong = NULL;

  note = sync_add_note (a, id, "first\nsecond\nthird");
  sync_fully (a);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
  sync_fully (b);
  assert_name (b, id, "Ромашка");
  sync_assert_equal (a, b);
  sync_set_name (b, id, "Ромашка и Ко");
  sync_fully (b);
  sync_fully (a);
  assert_name (a, id, "Ромашка и Ко");
  sync_assert_equal (a, b);
  sync_erase (a, id);
  sync_fully (a);
  sync_fully (b);
  assert_name (b, id, NULL);
  sync_assert_equal (a, b);
  wrong = rapport_fault_proxy_get_wrong (town->proxy);
  g_assert_cmpstr (wrong, ==, NULL);
}

/* Both edit at the same time, other lines of one text. */
static void
test_merged (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *body = NULL;

  sync_town_share (town, "first\nsecond\nthird");
  sync_set_body (a, town->note, "FIRST\nsecond\nthird");
  sync_set_body (b, town->note, "first\nsecond\nTHIRD");
  sync_both (a, b);
  body = sync_get_body (a, town->note);
  g_assert_cmpstr (body, ==, "FIRST\nsecond\nTHIRD");
  g_assert_cmpuint (sync_count_conflicts (a), ==, 0);
}

/* Live, in both directions. */
static void
test_live (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  rapport_replicator_start (a->replicator, RAPPORT_TEST_SERVER_PASSWORD, TRUE);
  rapport_replicator_start (b->replicator, RAPPORT_TEST_SERVER_PASSWORD, TRUE);
  sync_wait_for (a, RAPPORT_REPLICATOR_UP_TO_DATE);
  sync_wait_for (b, RAPPORT_REPLICATOR_UP_TO_DATE);
  first = sync_add_client (a, "first");
  while (sync_count_clients (b) < 1)
    g_main_context_iteration (NULL, TRUE);
  second = sync_add_client (b, "second");
  while (sync_count_clients (a) < 2)
    g_main_context_iteration (NULL, TRUE);
  while (sync_count (a).waiting + sync_count (b).waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  rapport_replicator_stop (a->replicator);
  rapport_replicator_stop (b->replicator);
  g_assert_true (rapport_library_flush (a->library, NULL));
  g_assert_true (rapport_library_flush (b->library, NULL));
  sync_assert_equal (a, b);
}

/* More than a batch, and more than a request, in both directions. */
static void
test_many (SyncTown *town, SyncMate *a, SyncMate *b)
{
  sync_add_clients (a, 700);
  sync_fully (a);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 700);
  sync_assert_equal (a, b);
}

typedef struct
{
  guint64 total; /* received and expected, which is always the same */
  guint n;       /* times that some were to come */
} Progress;

static void
expected_cb (GObject *replicator, GParamSpec *pspec, gpointer user_data)
{
  Progress *progress = user_data;
  guint64 received;
  gint64 expected;

  g_object_get (replicator, "received", &received, "expected", &expected, NULL);
  if (expected < 0)
    return;
  g_assert_cmpuint (received + (guint64) expected, ==, progress->total);
  progress->n += expected > 0;
}

/* A CouchDB says how many changes are behind an answer: what has come in and what is to come are
 * all there is, from the first batch to the last. */
static void
test_progress (SyncTown *town, SyncMate *a, SyncMate *b)
{
  Progress progress = { 2300, 0 };

  sync_add_clients (a, 2300);
  sync_fully (a);
  g_signal_connect (b->replicator, "notify::expected", G_CALLBACK (expected_cb), &progress);
  sync_fully (b);
  g_assert_cmpuint (progress.n, ==, 2);
  g_assert_cmpuint (sync_count_clients (b), ==, 2300);
}

/* Stopped at any moment, it goes on. */
static void
test_interrupted (SyncTown *town, SyncMate *a, SyncMate *b)
{
  sync_add_clients (a, 300);
  for (guint n = 1; n < 40; n += 3)
    {
      rapport_replicator_start (a->replicator, RAPPORT_TEST_SERVER_PASSWORD, FALSE);
      for (guint i = 0; i < n; i++)
        g_main_context_iteration (NULL, FALSE);
      rapport_replicator_stop (a->replicator);
      rapport_replicator_start (b->replicator, RAPPORT_TEST_SERVER_PASSWORD, FALSE);
      for (guint i = 0;
           i < n && rapport_replicator_get_state (b->replicator) == RAPPORT_REPLICATOR_WORKING; i++)
        g_main_context_iteration (NULL, TRUE);
      rapport_replicator_stop (b->replicator);
    }
  sync_fully (a);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 300);
  sync_assert_equal (a, b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sync_test_add ("/replicator/there-and-back", test_there_and_back, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/replicator/merged", test_merged, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/replicator/live", test_live, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/replicator/many", test_many, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/replicator/progress", test_progress, SYNC_B_BY_PROXY, NULL);
  sync_test_add ("/replicator/interrupted", test_interrupted, SYNC_BOTH_BY_PROXY, NULL);
  return g_test_run ();
}
