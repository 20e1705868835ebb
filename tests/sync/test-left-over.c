/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could not be sent, read or fetched at first, and what becomes of it without anybody's doing;
 * files, which go in pieces. */
#include "rapport-client.h"
#include "rapport-sqlite.h"
#include "sync-support.h"

#include <string.h>

/* Three pieces. */
#define LARGE 7000000

static const RapportFault half = { RAPPORT_FAULT_HALF, "POST", "*_bulk_docs*", 0, 0, 0, NULL };

/* Refused documents. */

/* Half of them are refused: the others arrive, and the next time all do. */
static void
test_half (SyncTown *town, SyncMate *a, SyncMate *b)
{
  sync_add_clients (a, 10);
  rapport_fault_proxy_add (town->proxy, &half);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 5);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 5);

  rapport_fault_proxy_clear (town->proxy);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 0);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 10);
  sync_assert_equal (a, b);
}

/* What is refused again stays where it is, and holds nobody up. */
static void
test_again_and_again (SyncTown *town, SyncMate *a, SyncMate *b)
{
  static const RapportFault refuse = {
    RAPPORT_FAULT_STATUS, "POST", "*_bulk_docs*", 0, 0, 413, NULL
  };
  g_autofree char *last = NULL;

  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *id = sync_add_client (a, "refused");

      rapport_fault_proxy_add (town->proxy, &refuse);
      sync_fully (a);
      rapport_fault_proxy_clear (town->proxy);
      g_assert_cmpint (sync_count (a).blocked, ==, 1);
      if (i == 0)
        g_assert_cmpint (sync_count (a).waiting, ==, 0);
      sync_fully (a);
      g_assert_cmpint (sync_count (a).blocked, ==, 0);
    }
  sync_add_clients (a, 14);
  rapport_fault_proxy_add (town->proxy, &half);
  sync_fully (a);
  rapport_fault_proxy_clear (town->proxy);
  g_assert_cmpint (sync_count (a).blocked, ==, 7);
  /* The whole request is refused until one stands alone, and so on: it ends nevertheless. */
  rapport_fault_proxy_add (town->proxy, &refuse);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 7);
  rapport_fault_proxy_clear (town->proxy);
  last = sync_add_client (a, "last");
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 0);
}

/* Documents that are too large are that, however many there are: each is set aside, and the rest
 * arrives. */
static void
test_many_large (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *large = g_strnfill (1100000, 'a');
  g_autoptr (JsonNode) limit = json_from_string ("\"1000000\"", NULL);
  g_autofree char *client = NULL;

  g_assert_cmpuint (rapport_test_server_request (town->server, "PUT",
                                                 "/_node/_local/_config/couchdb/max_document_size",
                                                 limit, NULL),
                    ==, 200);
  client = sync_add_client (a, "small");
  for (guint i = 0; i < 12; i++)
    g_free (sync_add_note (a, client, large));
  sync_add_clients (a, 5);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 12);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 6);
}

/* Where every small one is, it is not about them: nothing is offline, and it says why. */
static void
test_nothing_taken (SyncTown *town, SyncMate *a, SyncMate *b)
{
  static const RapportFault refuse = {
    RAPPORT_FAULT_STATUS, "POST", "*_bulk_docs*", 0, 0, 413, NULL
  };

  sync_add_clients (a, 14);
  rapport_fault_proxy_add (town->proxy, &refuse);
  g_assert_cmpuint (sync_once (a), ==, RAPPORT_REPLICATOR_DELAYED);
  g_assert_cmpstr (rapport_replicator_get_message (a->replicator), ==,
                   "It is larger than the server takes.");
  g_assert_cmpint (sync_count (a).waiting, >, 0);
  rapport_fault_proxy_clear (town->proxy);
  sync_fully (a);
  g_assert_cmpint (sync_count (a).blocked, ==, 0);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
}

/* What goes wrong with the file while a server that is there takes nothing. */

static const RapportFault refuse_all = { RAPPORT_FAULT_STATUS, "POST", "*_bulk_docs*", 0, 0, 503,
                                         "Retry-After: 0" };

/* Follows, and has something that the server doesn't take. */
static void
wait_for_delay (SyncTown *town, SyncMate *mate)
{
  rapport_fault_proxy_add (town->proxy, &refuse_all);
  sync_add_clients (mate, 3);
  rapport_replicator_start (mate->replicator, mate->password, TRUE);
  sync_wait_for (mate, RAPPORT_REPLICATOR_DELAYED);
  g_assert_cmpint (sync_count (mate).waiting, ==, 3);
}

static void
failed_cb (RapportStore *store, GError *error, GError **kept)
{
  if (*kept == NULL)
    *kept = g_error_copy (error);
}

/* Another program holds the file; what is edited meanwhile is written and sent once it lets go. */
static void
test_delayed_locked (SyncTown *town, SyncMate *a, SyncMate *b)
{
  RapportSqlite *other;
  g_autoptr (GError) error = NULL;
  g_autofree char *client = NULL;
  gulong failed;

  wait_for_delay (town, a);
  other = rapport_sqlite_open (a->path, RAPPORT_SQLITE_QUERY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
    sqlite3_exec (rapport_sqlite_get_handle (other), "PRAGMA query_only = OFF", NULL, NULL, NULL),
    ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (rapport_sqlite_get_handle (other), "BEGIN IMMEDIATE", NULL, NULL, NULL), ==,
    SQLITE_OK);
  failed = g_signal_connect (a->store, "failed", G_CALLBACK (failed_cb), &error);
  client = sync_add_client (a, "Василёк");
  rapport_fault_proxy_clear (town->proxy);
  rapport_replicator_retry (a->replicator);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  /* Nothing is said to be done before it is on the disk. */
  g_assert_cmpint (rapport_replicator_get_state (a->replicator), !=, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_signal_handler_disconnect (a->store, failed);
  g_assert_cmpint (sqlite3_exec (rapport_sqlite_get_handle (other), "ROLLBACK", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  rapport_sqlite_close (other);
  rapport_store_retry (RAPPORT_STORE (a->store));
  sync_wait_for (a, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_assert_true (rapport_library_flush (a->library, NULL));
  sync_fully (b);
  g_assert_cmpuint (sync_count_clients (b), ==, 4);
  sync_assert_equal (a, b);
}

/* Without a new start: the server was away. */
static void
test_back_again (SyncTown *town, SyncMate *a, SyncMate *b)
{
  sync_add_clients (a, 4);
  rapport_fault_proxy_add (town->proxy, &half);
  rapport_replicator_start (a->replicator, RAPPORT_TEST_SERVER_PASSWORD, TRUE);
  sync_wait_for (a, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_assert_cmpint (sync_count (a).blocked, ==, 2);
  rapport_fault_proxy_clear (town->proxy);
  rapport_fault_proxy_set_online (town->proxy, FALSE);
  sync_wait_for (a, RAPPORT_REPLICATOR_OFFLINE);
  rapport_fault_proxy_set_online (town->proxy, TRUE);
  rapport_replicator_retry (a->replicator);
  sync_wait_for (a, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_assert_cmpint (sync_count (a).blocked, ==, 0);
}

/* Documents of an unknown type. */

/* As an older version left it, which did not know what a note is. */
static char *
forget_notes (RapportTestServer *server, const char *id)
{
  g_autofree char *name = g_strconcat ("note:", id, NULL);
  g_autoptr (JsonObject) document = rapport_test_server_get_document (server, "team", name);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), document);
  g_autofree char *raw = json_to_string (node, FALSE);

  g_assert_null (strchr (raw, '\''));
  return g_strconcat ("DELETE FROM note; UPDATE sync_record SET served = NULL, raw = '", raw,
                      "' WHERE type = 'note';", NULL);
}

static void
test_upgrade (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *body = NULL;
  g_autofree char *sql = NULL;

  sync_town_share (town, "said");
  sql = forget_notes (town->server, town->note);
  sync_mate_reopen (b, sql);
  body = sync_get_body (b, town->note);
  g_assert_null (body);

  sync_fully (b);
  body = sync_get_body (b, town->note);
  g_assert_cmpstr (body, ==, "said");
  g_assert_cmpuint (sync_count_conflicts (b), ==, 0);
  /* And nothing came anew for it. */
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, "GET", "*note*"), ==, 0);
  sync_assert_equal (a, b);
}

/* Edited on the server before the new version ran for the first time. */
static void
test_upgrade_late (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *body = NULL;
  g_autofree char *sql = NULL;

  sync_town_share (town, "said");
  sql = forget_notes (town->server, town->note);
  sync_set_body (a, town->note, "said\nand more");
  sync_fully (a);
  sync_mate_reopen (b, sql);
  sync_fully (b);
  body = sync_get_body (b, town->note);
  g_assert_cmpstr (body, ==, "said\nand more");
  g_assert_cmpuint (sync_count_conflicts (b), ==, 0);
  sync_assert_equal (a, b);
}

/* A field of a newer version, which an older one kept beside those that it knew, is one as soon as
 * this version opens the file; what is still unknown stays, and nothing is to be sent. */
static void
test_new_field (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autoptr (RapportRecord) client = NULL;
  g_autoptr (JsonObject) there = NULL;
  g_autofree char *id = sync_add_client (a, "Ромашка");
  g_autofree char *name = NULL;
  JsonObject *document;
  JsonObject *fields;

  sync_fully (a);
  name = g_strconcat ("client:", id, NULL);
  document = rapport_test_server_get_document (town->server, "team", name);
  fields = json_object_get_object_member (document, "fields");
  json_object_set_string_member (fields, "city", "Perm");
  json_object_set_int_member (fields, "future", 7);
  g_free (rapport_test_server_put_document (town->server, "team", name, document));
  sync_fully (a);
  /* As an older version has it, which knows no city. */
  sync_mate_reopen (a, "UPDATE client SET city = NULL, extra = '{\"city\":\"Perm\",\"future\":7}';"
                       "DELETE FROM local WHERE name = 'adopted';");
  client = rapport_library_get (a->library, RAPPORT_TYPE_CLIENT, id);
  g_assert_cmpstr (rapport_record_get_text (client, RAPPORT_CLIENT_CITY), ==, "Perm");
  g_assert_cmpstr (rapport_record_get_extra (client), ==, "{\"future\":7}");
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
  g_clear_object (&client);
  sync_set_name (a, id, "Василёк");
  sync_fully (a);
  there = rapport_test_server_get_document (town->server, "team", name);
  fields = json_object_get_object_member (there, "fields");
  g_assert_cmpstr (json_object_get_string_member (fields, "name"), ==, "Василёк");
  g_assert_cmpstr (json_object_get_string_member (fields, "city"), ==, "Perm");
  g_assert_cmpint (json_object_get_int_member (fields, "future"), ==, 7);
}

/* What the database has of members that an older version did not know goes the same way as what the
 * row has: only so an edit of them is told from what was agreed on, once they are fields. */

/* The city that an older version has of the client in its row, and in the database. */
#define HERE  "\"Perm\""
#define THERE "\"Omsk\""

/* (transfer full): what is known of the database's record, as it stands in the file. */
static char *
read_served (SyncMate *mate, const char *id)
{
  g_autoptr (GError) error = NULL;
  RapportSqlite *db;
  sqlite3_stmt *stmt;
  char *served;

  sync_mate_close (mate);
  db = rapport_sqlite_open (mate->path, RAPPORT_SQLITE_PLAIN, &error);
  g_assert_no_error (error);
  stmt = rapport_sqlite_get (db, "SELECT served FROM sync_record WHERE record = ?", &error);
  g_assert_no_error (error);
  rapport_sqlite_bind_text (stmt, 1, id);
  g_assert_cmpint (rapport_sqlite_step (db, stmt, &error), ==, RAPPORT_STEP_ROW);
  served = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  rapport_sqlite_close (db);
  sync_mate_open (mate);
  return served;
}

/* A client whose city was changed on its way through an older version, and is to be sent. (transfer
 * full): its id. */
static char *
make_older (SyncTown *town, SyncMate *mate)
{
  char *id = sync_add_client (mate, "Ромашка");
  g_autofree char *name = g_strconcat ("client:", id, NULL);
  JsonObject *document;
  JsonObject *fields;

  sync_fully (mate);
  document = rapport_test_server_get_document (town->server, "team", name);
  fields = json_object_get_object_member (document, "fields");
  json_object_set_string_member (fields, "city", "Omsk");
  json_object_set_int_member (fields, "future", 8);
  g_free (rapport_test_server_put_document (town->server, "team", name, document));
  sync_fully (mate);
  sync_mate_reopen (mate,
                    "UPDATE client SET city = NULL, extra = '{\"city\":" HERE ",\"future\":7}';"
                    "UPDATE sync_record SET waiting = (SELECT max (number) FROM change_set) * "
                    "1048576 + 1, served = json_object ('extra', '{\"city\":" THERE
                    ",\"future\":8}') WHERE type = 'client';"
                    "DELETE FROM local WHERE name = 'adopted';");
  return id;
}

/* A colleague has changed a field there meanwhile. */
static void
change_there (SyncTown *town, const char *id, const char *field, const char *value)
{
  g_autofree char *name = g_strconcat ("client:", id, NULL);
  JsonObject *document = rapport_test_server_get_document (town->server, "team", name);

  json_object_set_string_member (json_object_get_object_member (document, "fields"), field, value);
  json_object_set_string_member (document, "replica", "another");
  json_object_set_string_member (document, "past",
                                 json_object_get_string_member (document, "_rev"));
  g_free (rapport_test_server_put_document (town->server, "team", name, document));
}

static void
assert_there (SyncTown *town, const char *id, const char *name, const char *city)
{
  g_autofree char *document = g_strconcat ("client:", id, NULL);
  g_autoptr (JsonObject) there = rapport_test_server_get_document (town->server, "team", document);
  JsonObject *fields = json_object_get_object_member (there, "fields");

  g_assert_cmpstr (json_object_get_string_member (fields, "name"), ==, name);
  g_assert_cmpstr (json_object_get_string_member (fields, "city"), ==, city);
  g_assert_cmpint (json_object_get_int_member (fields, "future"), ==, 7);
}

static void
test_new_field_waits (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *merged = NULL;
  g_autofree char *clashing = NULL;
  g_autofree char *served = NULL;

  merged = make_older (town, a);
  served = read_served (a, merged);
  g_assert_cmpstr (served, ==, "{\"extra\":\"{\\\"future\\\":8}\",\"city\":\"Omsk\"}");
  g_assert_cmpint (sync_count (a).waiting, ==, 1);
  /* Somebody else changes the name: both edits stand. */
  change_there (town, merged, "name", "Василёк");
  sync_fully (a);
  assert_there (town, merged, "Василёк", "Perm");
  g_assert_cmpuint (sync_count_conflicts (a), ==, 0);
  /* The same field: both are shown. */
  sync_erase (a, merged);
  clashing = make_older (town, a);
  change_there (town, clashing, "city", "Tula");
  sync_fully (a);
  g_assert_cmpuint (sync_count_conflicts (a), ==, 1);
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
}

/* Files. */

static void
test_files (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *client = sync_add_client (a, "Ромашка");
  g_autofree char *large = NULL;
  g_autofree char *small = NULL;
  g_autofree char *empty = NULL;

  large = sync_add_file (a, client, LARGE, 1);
  empty = sync_add_file (a, client, 0, 1);
  sync_fully (a);
  sync_fully (b);
  g_assert_true (sync_has_file (b, large, LARGE, 1));
  g_assert_true (sync_has_file (b, empty, 0, 1));
  small = sync_add_file (b, client, 100, 2);
  sync_fully (b);
  sync_fully (a);
  g_assert_true (sync_has_file (a, small, 100, 2));
  sync_assert_equal (a, b);
}

/* The answers to pieces are lost: those that arrived are not sent once more. */
static void
test_files_cut (SyncTown *town, SyncMate *a, SyncMate *b)
{
  static const RapportFault cut = {
    RAPPORT_FAULT_CUT_AFTER, "POST", "*_bulk_docs*", 2, 1, 0, NULL
  };
  g_autofree char *client = sync_add_client (a, "Ромашка");
  g_autofree char *large = NULL;
  guint before;

  sync_fully (a);
  large = sync_add_file (a, client, LARGE, 1);
  before = rapport_fault_proxy_count (town->proxy, "POST", "*_bulk_docs*");
  rapport_fault_proxy_add (town->proxy, &cut);
  sync_fully (a);
  /* Three pieces and the record. */
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, "POST", "*_bulk_docs*") - before, ==,
                    4);
  sync_fully (b);
  g_assert_true (sync_has_file (b, large, LARGE, 1));
}

static char *
get_piece (guint32 seed, gsize size, guint index)
{
  g_autoptr (GBytes) bytes = sync_make_bytes (size, seed);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return rapport_blob_get_name (digest, index);
}

/* A piece is not there yet, as in a cluster: the record comes without its bytes, and they come
 * later. */
static void
test_piece_later (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *client = sync_add_client (a, "Ромашка");
  g_autofree char *large = NULL;
  g_autofree char *piece = NULL;
  g_autofree char *path = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *again = NULL;
  g_autoptr (JsonObject) document = NULL;

  large = sync_add_file (a, client, LARGE, 1);
  sync_fully (a);
  piece = get_piece (1, LARGE, 1);
  document = rapport_test_server_get_document (town->server, "team", piece);
  revision = g_strdup (json_object_get_string_member (document, "_rev"));
  path = g_strdup_printf ("/team/%s?rev=%s", piece, revision);
  g_assert_cmpuint (rapport_test_server_request (town->server, "DELETE", path, NULL, NULL), ==,
                    200);
  sync_fully (b);
  g_assert_false (sync_has_file (b, large, LARGE, 1));
  sync_assert_equal (a, b);

  json_object_remove_member (document, "_rev");
  again =
    rapport_test_server_put_document (town->server, "team", piece, g_steal_pointer (&document));
  sync_fully (b);
  g_assert_true (sync_has_file (b, large, LARGE, 1));
  sync_assert_equal (a, b);
}

/* A server that was restored from a backup gets the files again, too. */
static void
test_files_restored (SyncTown *town, SyncMate *a, SyncMate *b)
{
  g_autofree char *client = sync_add_client (a, "Ромашка");
  g_autofree char *file = NULL;
  guint backup;

  sync_fully (a);
  backup = rapport_test_server_snapshot (town->server, "team");
  file = sync_add_file (a, client, 5000, 3);
  sync_fully (a);
  rapport_test_server_restore (town->server, "team", backup);
  sync_fully (a);
  sync_fully (b);
  g_assert_true (sync_has_file (b, file, 5000, 3));
  sync_assert_equal (a, b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sync_test_add ("/left-over/half", test_half, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/again-and-again", test_again_and_again, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/many-large", test_many_large, SYNC_STRAIGHT, NULL);
  sync_test_add ("/left-over/nothing-taken", test_nothing_taken, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/delayed-locked", test_delayed_locked, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/back-again", test_back_again, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/upgrade", test_upgrade, SYNC_B_BY_PROXY, NULL);
  sync_test_add ("/left-over/upgrade-late", test_upgrade_late, SYNC_B_BY_PROXY, NULL);
  sync_test_add ("/left-over/new-field", test_new_field, SYNC_STRAIGHT, NULL);
  sync_test_add ("/left-over/new-field-waits", test_new_field_waits, SYNC_STRAIGHT, NULL);
  sync_test_add ("/left-over/files", test_files, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/files-cut", test_files_cut, SYNC_A_BY_PROXY, NULL);
  sync_test_add ("/left-over/piece-later", test_piece_later, SYNC_STRAIGHT, NULL);
  sync_test_add ("/left-over/files-restored", test_files_restored, SYNC_STRAIGHT, NULL);
  return g_test_run ();
}
