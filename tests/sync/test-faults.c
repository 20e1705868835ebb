/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong between a library and its server. Whatever it is: once it is over, both sides are
 * the same, the edit that was made meanwhile is there, and what could not be sent is said. */
#include "sync-support.h"

#include <string.h>

/* The town of all faults of the table. */
static SyncTown shared;

typedef struct
{
  const char *name;
  RapportFault fault;
  RapportReplicatorState state;
  gboolean blocked;
} Case;

#define ANY      NULL
#define CHANGES  "*_changes*"
#define BULK     "*_bulk_docs*"
#define DATABASE "/team"

static const Case cases[] = {
  { "401", { RAPPORT_FAULT_STATUS, ANY, ANY, 0, 0, 401, NULL }, RAPPORT_REPLICATOR_SIGN_IN, FALSE },
  { "403", { RAPPORT_FAULT_STATUS, ANY, BULK, 0, 0, 403, NULL }, RAPPORT_REPLICATOR_IDLE, TRUE },
  { "403-of-the-database",
    { RAPPORT_FAULT_STATUS, ANY, DATABASE, 0, 0, 403, NULL },
    RAPPORT_REPLICATOR_STOPPED,
    FALSE },
  { "404",
    { RAPPORT_FAULT_STATUS, "GET", DATABASE, 0, 0, 404, NULL },
    RAPPORT_REPLICATOR_STOPPED,
    FALSE },
  { "412", { RAPPORT_FAULT_STATUS, ANY, BULK, 0, 0, 412, NULL }, RAPPORT_REPLICATOR_IDLE, TRUE },
  { "413", { RAPPORT_FAULT_STATUS, ANY, BULK, 0, 0, 413, NULL }, RAPPORT_REPLICATOR_IDLE, TRUE },
  { "400", { RAPPORT_FAULT_STATUS, ANY, BULK, 0, 0, 400, NULL }, RAPPORT_REPLICATOR_IDLE, TRUE },
  { "429",
    { RAPPORT_FAULT_STATUS, ANY, BULK, 0, 2, 429, "Retry-After: 0" },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "500", { RAPPORT_FAULT_STATUS, ANY, BULK, 0, 2, 500, NULL }, RAPPORT_REPLICATOR_IDLE, FALSE },
  { "503-for-long",
    { RAPPORT_FAULT_STATUS, ANY, ANY, 0, 0, 503, NULL },
    RAPPORT_REPLICATOR_DELAYED,
    FALSE },
  { "cut-before",
    { RAPPORT_FAULT_CUT_BEFORE, ANY, BULK, 0, 2, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "cut-after",
    { RAPPORT_FAULT_CUT_AFTER, ANY, BULK, 0, 1, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "cut-in-the-middle",
    { RAPPORT_FAULT_CUT_MID, ANY, BULK, 0, 1, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "cut-changes",
    { RAPPORT_FAULT_CUT_MID, ANY, CHANGES, 0, 1, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "cut-json",
    { RAPPORT_FAULT_CUT_JSON, ANY, CHANGES, 0, 1, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "invalid-json",
    { RAPPORT_FAULT_INVALID_JSON, ANY, CHANGES, 0, 1, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "deep-json",
    { RAPPORT_FAULT_DEEP_JSON, ANY, CHANGES, 0, 1, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "not-couchdb",
    { RAPPORT_FAULT_TEXT, ANY, ANY, 0, 1, 0, "<html>Sign in to this network</html>" },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "huge", { RAPPORT_FAULT_HUGE, ANY, CHANGES, 0, 1, 80, NULL }, RAPPORT_REPLICATOR_IDLE, FALSE },
  { "gzip-bomb",
    { RAPPORT_FAULT_GZIP_BOMB, ANY, CHANGES, 0, 1, 80, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "redirect",
    { RAPPORT_FAULT_REDIRECT, ANY, ANY, 0, 0, 0, "http://127.0.0.1:9/elsewhere" },
    RAPPORT_REPLICATOR_STOPPED,
    FALSE },
  { "twice", { RAPPORT_FAULT_TWICE, "POST", BULK, 0, 0, 0, NULL }, RAPPORT_REPLICATOR_IDLE, FALSE },
  { "reordered",
    { RAPPORT_FAULT_REORDER, ANY, CHANGES, 0, 0, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "repeated",
    { RAPPORT_FAULT_REPEAT, ANY, CHANGES, 0, 0, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "null-seqs",
    { RAPPORT_FAULT_NULL_SEQS, ANY, CHANGES, 0, 0, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
  { "accepted",
    { RAPPORT_FAULT_ACCEPTED, ANY, ANY, 0, 0, 0, NULL },
    RAPPORT_REPLICATOR_IDLE,
    FALSE },
};

static gboolean
open_shared (void)
{
  static gboolean tried;

  if (!tried)
    sync_town_set_up_two (&shared, SYNC_A_BY_PROXY);
  tried = TRUE;
  if (shared.server == NULL)
    g_test_skip ("there is no server to test against");
  return shared.server != NULL;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  SyncMate *a;
  SyncMate *b;
  g_autofree char *body = NULL;

  if (!open_shared ())
    return;
  a = shared.a;
  b = shared.b;
  sync_town_share (&shared, "before");
  sync_set_name (b, shared.client, c->name);
  sync_fully (b);

  rapport_fault_proxy_add (shared.proxy, &c->fault);
  sync_set_body (a, shared.note, "during");
  g_assert_cmpuint (sync_once (a), ==, c->state);
  g_assert_cmpint (sync_count (a).blocked, ==, c->blocked ? 1 : 0);
  g_assert_cmpint (sync_count (a).waiting, ==, c->state == RAPPORT_REPLICATOR_IDLE ? 0 : 1);
  if (c->state != RAPPORT_REPLICATOR_IDLE)
    g_assert_nonnull (rapport_replicator_get_message (a->replicator));
  rapport_fault_proxy_clear (shared.proxy);

  sync_set_body (a, shared.note, "during\nafter");
  sync_both (a, b);
  body = sync_get_body (b, shared.note);
  g_assert_cmpstr (body, ==, "during\nafter");
  g_assert_cmpuint (sync_count_conflicts (a), ==, 0);
}

/* Those that need a town of their own. */

static void
test_offline (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *id = sync_add_client (a, "Ромашка");

  rapport_fault_proxy_set_online (town->proxy, FALSE);
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_OFFLINE);
  g_assert_cmpint (sync_count (a).waiting, ==, 1);
  rapport_fault_proxy_set_online (town->proxy, TRUE);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
}

/* A server that is restored from a backup gets again what it lost. */
static void
test_restored (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *old = sync_add_client (a, "old");
  g_autofree char *new = NULL;
  g_autofree char *name = NULL;
  guint backup;

  sync_fully (a);
  sync_fully (b);
  backup = rapport_test_server_snapshot (town->server, "team");
  sync_set_name (a, old, "edited");
  new = sync_add_client (a, "new");
  sync_fully (a);
  rapport_test_server_restore (town->server, "team", backup);
  sync_both (a, b);
  name = sync_get_name (b, old);
  g_assert_cmpstr (name, ==, "edited");
  g_assert_cmpuint (sync_count_clients (b), ==, 2);
}

/* In a cluster some nodes may have missed a checkpoint, and never get it: one answer knows it, the
 * next says nothing, or something older. Nothing is compared from the beginning for that. */
static void
test_half_known (SyncTown *town, SyncMate *a, SyncMate *b)
{
  static const RapportFault unsteady[] = {
    { RAPPORT_FAULT_STATUS, "GET", "*/_local/*", 1, 1, 404, NULL },
    { RAPPORT_FAULT_STATUS, "GET", "*/_local/*", 2, 2, 404, NULL },
    { RAPPORT_FAULT_TEXT, "GET", "*/_local/*", 1, 3, 0, "{\"round\":1,\"since\":\"0\"}" },
    { RAPPORT_FAULT_TEXT, "GET", "*/_local/*", 2, 3, 0, "{\"round\":1,\"since\":\"0\"}" },
  };
  guint n;

  sync_add_clients (a, 3);
  sync_fully (a);
  sync_add_clients (a, 3);
  sync_fully (a);
  n = rapport_fault_proxy_count (town->proxy, "GET", "*_changes*since=0");
  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (unsteady); i++)
    {
      rapport_fault_proxy_add (town->proxy, &unsteady[i]);
      sync_add_clients (a, 1);
      sync_fully (a);
      rapport_fault_proxy_clear (town->proxy);
    }
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, "GET", "*_changes*since=0"), ==, n);
  sync_fully (b);
  sync_assert_equal (a, b);
}

/* A database that was made anew is no reason to delete anything. */
static void
test_emptied (SyncTown *town, SyncMate *a, SyncMate *b)
{
  sync_add_clients (a, 30);
  sync_fully (a);
  rapport_test_server_recreate (town->server, "team");
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_STOPPED);
  g_assert_cmpuint (sync_count_clients (a), ==, 30);
  sync_allow (a);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 30);
  sync_assert_equal (a, b);
}

/* A function that an administrator added fails over one document: that is set aside, the rest goes
 * on. */
static void
test_stumbling (SyncTown *town, SyncMate *a, SyncMate *b)
{
  static const char code[] =
    "function (doc) { if (doc.fields && doc.fields.name === 'stumble') { doc.none.of.this(); } }";
  JsonObject *design = json_object_new ();
  g_autofree char *revision = NULL;
  g_autofree char *client = NULL;
  g_autofree char *name = NULL;

  json_object_set_string_member (design, "validate_doc_update", code);
  revision = rapport_test_server_put_document (town->server, "team", "_design/odd", design);
  sync_add_clients (a, 3);
  client = sync_add_client (a, "stumble");
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 1);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 3);
  sync_set_name (a, client, "mended");
  sync_both (a, b);
  name = sync_get_name (b, client);
  g_assert_cmpstr (name, ==, "mended");
}

/* Who deletes much at once is asked about. */
static void
test_brake (SyncTown *town, SyncMate *a, SyncMate *b)
{
  sync_add_clients (a, 60);
  sync_fully (a);
  sync_fully (b);
  sync_erase_all_clients (b);
  sync_fully (b);
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_STOPPED);
  g_assert_cmpuint (sync_count_clients (a), ==, 60);
  sync_allow (a);
  g_assert_cmpuint (sync_count_clients (a), ==, 0);
  sync_assert_equal (a, b);
}

/* Deleted here, edited there: the edit wins, and the deletion is shown. */
static void
test_deleted_and_edited (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *id = sync_add_client (a, "Ромашка");
  g_autofree char *name = NULL;

  sync_fully (a);
  sync_fully (b);
  sync_erase (a, id);
  sync_set_name (b, id, "Ромашка и Ко");
  sync_both (a, b);
  name = sync_get_name (a, id);
  g_assert_cmpstr (name, ==, "Ромашка и Ко");
  g_assert_cmpuint (sync_count_conflicts (a), ==, 1);
}

/* What a cluster that was cut in two made of one document is brought together. */
static void
test_forked (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *id = sync_add_client (a, "Ромашка");
  g_autofree char *document = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *fork = NULL;
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) after = NULL;
  JsonObject *body;

  document = g_strconcat ("client:", id, NULL);
  sync_fully (a);
  before = rapport_test_server_get_document (town->server, "team", document);
  revision = g_strdup (json_object_get_string_member (before, "_rev"));
  sync_set_name (a, id, "one side");
  sync_fully (a);
  body = json_object_ref (before);
  json_object_remove_member (body, "_id");
  json_object_remove_member (body, "_rev");
  json_object_set_string_member (json_object_get_object_member (body, "fields"), "city", "Пермь");
  fork = rapport_test_server_fork (town->server, "team", document, 2, revision, body);
  sync_both (a, b);
  after = rapport_test_server_get_document (town->server, "team", document);
  g_assert_false (json_object_has_member (after, "_conflicts"));
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (after, "fields"), "city"), ==,
    "Пермь");
}

/* A server that never says a word, or says one letter after the other: it is given up, and the main
 * loop has run all the while. */
static gboolean
tick_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

static void
test_patience (SyncTown *town, SyncMate *a, SyncMate *b)
{
  const CouchLimits limits = { 1 << 20, 150, 150, 400, 5000 };
  g_autofree char *id = sync_add_client (a, "Ромашка");
  g_autofree char *name = NULL;
  guint ticks = 0;
  guint source;

  rapport_fault_proxy_add (town->proxy, town->data);
  replicator_set_limits (a->replicator, &limits);
  source = g_timeout_add (1, tick_cb, &ticks);
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_OFFLINE);
  g_source_remove (source);
  g_assert_cmpuint (ticks, >, 10);
  g_assert_cmpint (sync_count (a).waiting, ==, 1);
  rapport_fault_proxy_clear (town->proxy);
  replicator_set_limits (a->replicator, NULL);
  sync_fully (a);
  sync_fully (b);
  name = sync_get_name (b, id);
  g_assert_cmpstr (name, ==, "Ромашка");
  sync_assert_equal (a, b);
}

static const RapportFault hang = { RAPPORT_FAULT_HANG, ANY, ANY, 0, 0, 0, NULL };
static const RapportFault hang_in_changes = { RAPPORT_FAULT_HANG, ANY, CHANGES, 0, 0, 0, NULL };
static const RapportFault hang_in_bulk = { RAPPORT_FAULT_HANG, ANY, BULK, 0, 0, 0, NULL };
static const RapportFault dribble = { RAPPORT_FAULT_DRIBBLE, ANY, ANY, 0, 0, 60, NULL };

/* A server that can't prove who it is gets neither name nor word. */
static void
test_tls (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autoptr (RapportFaultProxy) proxy = NULL;
  g_autofree char *address = NULL;
  g_autofree char *good = NULL;
  g_autofree char *id = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("there is no TLS here");
      return;
    }
  proxy = rapport_fault_proxy_new (rapport_test_server_get_port (town->server), TRUE);
  address = sync_get_address (town->server, proxy);
  g_assert_true (g_str_has_prefix (address, "https://"));
  sync_mate_connect (a, address);
  id = sync_add_client (a, "Ромашка");
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_STOPPED);
  g_assert_nonnull (rapport_replicator_get_message (a->replicator));
  g_assert_cmpuint (rapport_fault_proxy_count (proxy, NULL, NULL), ==, 0);
  g_assert_cmpuint (rapport_fault_proxy_count_credentials (proxy), ==, 0);
  g_assert_cmpint (sync_count (a).waiting, ==, 1);

  good = sync_get_address (town->server, NULL);
  sync_mate_connect (a, good);
  sync_fully (a);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 1);
  sync_assert_equal (a, b);
}

/* Whose clock goes wrong by how much changes nothing. */

/* (transfer full): what a merge and a clash come to. */
static char *
clash_with_clocks (SyncTown *town, gint64 skew_a, gint64 skew_b)
{
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  guint before;

  rapport_clock_set (town->a->clock, TEST_NOW + skew_a);
  rapport_clock_set (town->b->clock, TEST_NOW + skew_b);
  sync_town_share (town, "one\ntwo\nthree");
  before = sync_count_conflicts (town->a);
  sync_set_body (town->a, town->note, "one of a\ntwo\nthree");
  sync_set_body (town->b, town->note, "one\ntwo\nthree of b");
  sync_set_name (town->a, town->client, "A");
  sync_set_name (town->b, town->client, "B");
  sync_both (town->a, town->b);
  name = sync_get_name (town->b, town->client);
  body = sync_get_body (town->b, town->note);
  return g_strdup_printf ("%s|%s|%u", name, body, sync_count_conflicts (town->a) - before);
}

static void
test_clocks (SyncTown *town, SyncMate *a, SyncMate *b)
{
  const gint64 years = 3653 * G_TIME_SPAN_DAY;
  /* The second is that of a change to summer time. */
  const gint64 skews[][2] = { { years, 0 },     { G_TIME_SPAN_HOUR, 0 }, { -years, 0 },
                              { 0, years },     { 0, -years },           { years, -years },
                              { -years, years } };
  g_autofree char *right = clash_with_clocks (town, 0, 0);

  g_assert_true (g_str_has_suffix (right, "|one of a\ntwo\nthree of b|1"));
  for (gsize i = 0; i < G_N_ELEMENTS (skews); i++)
    {
      g_autofree char *wrong = clash_with_clocks (town, skews[i][0], skews[i][1]);

      g_assert_cmpstr (wrong, ==, right);
    }
}

/* What has its id from what it is of can be made again where it was deleted. */
static void
test_made_again (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *client = sync_add_client (a, "Ромашка");
  g_autofree char *mark = NULL;
  g_autofree char *again = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  mark = sync_mark (a, client, "anna", "first");
  sync_fully (a);
  sync_fully (b);
  sync_erase_mark (b, mark);
  sync_fully (b);
  sync_fully (a);
  here = sync_get_comment (a, mark);
  g_assert_null (here);
  again = sync_mark (a, client, "anna", "second");
  g_assert_cmpstr (again, ==, mark);
  sync_fully (a);
  sync_fully (b);
  there = sync_get_comment (b, mark);
  g_assert_cmpstr (there, ==, "second");
  g_assert_cmpuint (sync_count_conflicts (b), ==, 0);
  sync_assert_equal (a, b);
}

/* The same at both at once, while one of them does not know of the tombstone. */
static void
test_made_again_by_both (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autoptr (SyncMate) c = sync_mate_new (town, FALSE);
  g_autofree char *client = sync_add_client (a, "Ромашка");
  g_autofree char *mark = NULL;
  g_autofree char *again = NULL;
  g_autofree char *third = NULL;
  g_autofree char *here = NULL;

  mark = sync_mark (a, client, "anna", "first");
  sync_fully (a);
  sync_fully (b);
  sync_erase_mark (a, mark);
  sync_fully (a);
  sync_erase_mark (b, mark);
  again = sync_mark (b, client, "anna", "of b");
  third = sync_mark (c, client, "anna", "of c");
  sync_fully (b);
  sync_fully (c);
  sync_fully (b);
  sync_fully (a);
  sync_fully (c);
  here = sync_get_comment (a, mark);
  g_assert_true (strstr (here, "of b") != NULL || strstr (here, "of c") != NULL);
  g_assert_cmpuint (sync_count_conflicts (a), >=, 1);
  sync_assert_equal (a, b);
  sync_assert_equal (a, c);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  sync_test_add ("/faults/offline", test_offline, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/faults/restored", test_restored, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/faults/half-known", test_half_known, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/faults/emptied", test_emptied, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/faults/stumbling", test_stumbling, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/faults/brake", test_brake, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/faults/deleted-and-edited", test_deleted_and_edited, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/faults/forked", test_forked, SYNC_BOTH_BY_PROXY, NULL);
  sync_test_add ("/faults/hang", test_patience, SYNC_A_BY_PROXY, &hang);
  sync_test_add ("/faults/hang-in-changes", test_patience, SYNC_A_BY_PROXY, &hang_in_changes);
  sync_test_add ("/faults/hang-in-bulk", test_patience, SYNC_A_BY_PROXY, &hang_in_bulk);
  sync_test_add ("/faults/dribble", test_patience, SYNC_A_BY_PROXY, &dribble);
  sync_test_add ("/faults/tls", test_tls, SYNC_STRAIGHT, NULL);
  sync_test_add ("/faults/clocks", test_clocks, SYNC_STRAIGHT, NULL);
  sync_test_add ("/faults/made-again", test_made_again, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/faults/made-again-by-both", test_made_again_by_both, SYNC_A_BY_PROXY, NULL);
  result = g_test_run ();
  sync_town_tear_down (&shared, NULL);
  return result;
}
