/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong between a library and its server. Whatever it is: once it is over, both sides are
 * the same, the edit that was made meanwhile is there, and what could not be sent is said. */
#include "sync-support.h"

#include <string.h>

/* The town and its two colleagues of all faults of the table. */
static SyncTown shared;
static SyncMate *anna;
static SyncMate *boris;

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
    RAPPORT_REPLICATOR_OFFLINE,
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
    sync_town_set_up (&shared, NULL);
  tried = TRUE;
  if (shared.server == NULL)
    {
      g_test_skip ("there is no server to test against");
      return FALSE;
    }
  if (anna == NULL)
    {
      anna = sync_mate_new (&shared, TRUE);
      boris = sync_mate_new (&shared, FALSE);
    }
  return TRUE;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *client = NULL;
  g_autofree char *note = NULL;
  g_autofree char *body = NULL;

  if (!open_shared ())
    return;
  client = sync_add_client (anna, c->name);
  note = sync_add_note (anna, client, "before");
  sync_fully (anna);
  sync_fully (boris);
  sync_set_name (boris, client, "of Boris");
  sync_fully (boris);

  rapport_fault_proxy_add (shared.proxy, &c->fault);
  sync_set_body (anna, note, "during");
  g_assert_cmpuint (sync_once (anna), ==, c->state);
  g_assert_cmpint (sync_count (anna).blocked, ==, c->blocked ? 1 : 0);
  g_assert_cmpint (sync_count (anna).waiting, ==, c->state == RAPPORT_REPLICATOR_IDLE ? 0 : 1);
  if (c->state != RAPPORT_REPLICATOR_IDLE)
    g_assert_nonnull (rapport_replicator_get_message (anna->replicator));
  rapport_fault_proxy_clear (shared.proxy);

  sync_set_body (anna, note, "during\nafter");
  sync_fully (anna);
  sync_fully (boris);
  sync_fully (anna);
  body = sync_get_body (boris, note);
  g_assert_cmpstr (body, ==, "during\nafter");
  g_assert_cmpuint (sync_count_conflicts (anna), ==, 0);
  sync_assert_equal (anna, boris);
}

/* Those that need a town of their own. */

#define town_test(path, function)                                                                  \
  g_test_add (path, SyncTown, NULL, sync_town_set_up, function, sync_town_tear_down)

static void
test_offline (SyncTown *town, gconstpointer data)
{
  g_autoptr (SyncMate) a = town->server != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autofree char *id = NULL;

  if (a == NULL)
    return;
  id = sync_add_client (a, "Ромашка");
  rapport_fault_proxy_set_online (town->proxy, FALSE);
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_OFFLINE);
  g_assert_cmpint (sync_count (a).waiting, ==, 1);
  rapport_fault_proxy_set_online (town->proxy, TRUE);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
}

/* A server that is restored from a backup gets again what it lost. */
static void
test_restored (SyncTown *town, gconstpointer data)
{
  g_autoptr (SyncMate) a = town->server != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autoptr (SyncMate) b = a != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *name = NULL;
  guint backup;

  if (a == NULL)
    return;
  old = sync_add_client (a, "old");
  sync_fully (a);
  sync_fully (b);
  backup = rapport_test_server_snapshot (town->server, "team");
  sync_set_name (a, old, "edited");
  new = sync_add_client (a, "new");
  sync_fully (a);
  rapport_test_server_restore (town->server, "team", backup);
  sync_fully (a);
  sync_fully (b);
  sync_fully (a);
  name = sync_get_name (b, old);
  g_assert_cmpstr (name, ==, "edited");
  g_assert_cmpuint (sync_count_clients (b), ==, 2);
  sync_assert_equal (a, b);
}

/* A database that was made anew is no reason to delete anything. */
static void
test_emptied (SyncTown *town, gconstpointer data)
{
  g_autoptr (SyncMate) a = town->server != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autoptr (SyncMate) b = a != NULL ? sync_mate_new (town, TRUE) : NULL;

  if (a == NULL)
    return;
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

/* Who deletes much at once is asked about. */
static void
test_brake (SyncTown *town, gconstpointer data)
{
  g_autoptr (SyncMate) a = town->server != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autoptr (SyncMate) b = a != NULL ? sync_mate_new (town, TRUE) : NULL;

  if (a == NULL)
    return;
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
test_deleted_and_edited (SyncTown *town, gconstpointer data)
{
  g_autoptr (SyncMate) a = town->server != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autoptr (SyncMate) b = a != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  if (a == NULL)
    return;
  id = sync_add_client (a, "Ромашка");
  sync_fully (a);
  sync_fully (b);
  sync_erase (a, id);
  sync_set_name (b, id, "Ромашка и Ко");
  sync_fully (a);
  sync_fully (b);
  sync_fully (a);
  name = sync_get_name (a, id);
  g_assert_cmpstr (name, ==, "Ромашка и Ко");
  g_assert_cmpuint (sync_count_conflicts (a), ==, 1);
  sync_assert_equal (a, b);
}

/* What a cluster that was cut in two made of one document is brought together. */
static void
test_forked (SyncTown *town, gconstpointer data)
{
  g_autoptr (SyncMate) a = town->server != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autoptr (SyncMate) b = a != NULL ? sync_mate_new (town, TRUE) : NULL;
  g_autofree char *id = NULL;
  g_autofree char *document = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *fork = NULL;
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) after = NULL;
  JsonObject *body;

  if (a == NULL)
    return;
  id = sync_add_client (a, "Ромашка");
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
  sync_fully (a);
  sync_fully (b);
  sync_fully (a);
  after = rapport_test_server_get_document (town->server, "team", document);
  g_assert_false (json_object_has_member (after, "_conflicts"));
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (after, "fields"), "city"), ==,
    "Пермь");
  sync_assert_equal (a, b);
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
  town_test ("/faults/offline", test_offline);
  town_test ("/faults/restored", test_restored);
  town_test ("/faults/emptied", test_emptied);
  town_test ("/faults/brake", test_brake);
  town_test ("/faults/deleted-and-edited", test_deleted_and_edited);
  town_test ("/faults/forked", test_forked);
  result = g_test_run ();
  g_clear_pointer (&anna, sync_mate_free);
  g_clear_pointer (&boris, sync_mate_free);
  sync_town_tear_down (&shared, NULL);
  return result;
}
