/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clients that only some of a team work with: what is of them is nowhere else, and nothing is lost
 * on the way there and back, wherever it is cut short. */
#include "circle-support.h"
#include "rapport-conflict.h"

#include <string.h>

static void
test_move (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *added = NULL;

  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, database, "second", TRUE);
  circle_assert_body (mates[BORIS], town->note, "first\nsecond\nthird");
  circle_assert_body (mates[VERA], town->note, NULL);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 0);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  /* What is written from now on, and what clashes. */
  added = sync_add_note (mates[BORIS], town->client, SECRET " note");
  sync_set_name (mates[ANNA], town->client, SECRET " one");
  sync_set_name (mates[BORIS], town->client, SECRET " other");
  sync_set_body (mates[ANNA], town->note, SECRET " body");
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, database, SECRET " note", TRUE);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 1);
  circle_assert_body (mates[ANNA], added, SECRET " note");
  circle_assert_body (mates[BORIS], town->note, SECRET " body");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 0);
}

/* There and back, and there again: nothing of the first time is in the way. */
static void
test_back (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = circle_open (town, circle_members);
  circle_sync_all (town);
  sync_set_body (mates[ANNA], town->note, "FIRST\nsecond\nthird");
  sync_set_body (mates[BORIS], town->note, "first\nsecond\nTHIRD");
  circle_close (town);
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, "FIRST\nsecond\nTHIRD");
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
      g_assert_cmpuint (circle_count_places (mates[i]), ==, 1);
    }
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  sync_assert_equal (mates[ANNA], mates[VERA]);
  circle_assert_says (town, first, "second", FALSE);
  second = circle_open (town, circle_members);
  g_assert_cmpstr (first, !=, second);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (mates[VERA], town->note, NULL);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 0);
}

/* Who is not in the circle had words that nobody has seen: they stay with them alone, are shown,
 * and come to all when the client is back. */
static void
test_outsider (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  RapportSyncCount count = { 0 };

  sync_set_body (mates[VERA], town->note, "first\n" SECRET "\nthird");
  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (mates[VERA], town->note, "first\n" SECRET "\nthird");
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 1);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  rapport_store_count_sync (RAPPORT_STORE (mates[VERA]->store), 0, &count, NULL);
  g_assert_cmpint (count.waiting, ==, 0);
  circle_assert_body (mates[ANNA], town->note, "first\nsecond\nthird");
  circle_close (town);
  circle_sync_all (town);
  circle_assert_body (mates[ANNA], town->note, "first\n" SECRET "\nthird");
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* A client that nobody heard of moves out and back: who is not in its circle hears of it when it is
 * there. */
static void
test_unheard (CircleTown *town)
{
  SyncMate *vera = town->mates[VERA];
  SyncMate *boris = town->mates[BORIS];
  const guint heard = vera->log->len;
  const guint told = boris->log->len;
  g_autofree char *database = NULL;

  g_free (town->client);
  town->client = sync_add_client (town->mates[ANNA], SECRET);
  sync_fully (town->mates[ANNA]);
  database = circle_open (town, circle_members);
  g_assert_true (sync_circles (town->mates[ANNA], -1));
  g_assert_true (sync_circles (vera, -1));
  g_assert_cmpuint (circle_count_places (vera), ==, 2);
  g_assert_true (sync_circles (boris, -1));
  g_assert_cmpuint (boris->log->len, ==, told + 1);
  g_assert_nonnull (strstr (boris->log->pdata[told], "new to you"));
  circle_close (town);
  g_assert_true (sync_circles (vera, -1));
  g_assert_cmpuint (vera->log->len, ==, heard);
  circle_sync_all (town);
  sync_assert_equal (town->mates[ANNA], vera);
}

/* The same, and then they are let in. */
static void
test_let_in (CircleTown *town)
{
  static const char *const everybody[] = { "anna", "boris", "vera", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *again = NULL;

  sync_set_body (mates[VERA], town->note, "first\n" SECRET "\nthird");
  database = circle_open (town, circle_members);
  circle_sync_all (town);
  again = circle_open (town, everybody);
  g_assert_cmpstr (again, ==, database);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, database, SECRET, TRUE);
  circle_assert_body (mates[ANNA], town->note, "first\n" SECRET "\nthird");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* Somebody who has not heard of the circle yet writes to the workspace: it comes to the circle, and
 * goes from the workspace. */
static void
test_stray (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *name = NULL;
  g_autofree char *revision = NULL;
  JsonObject *before;
  JsonObject *fields;

  name = g_strconcat ("note:", town->note, NULL);
  before = rapport_test_server_get_document (town->server, "team", name);
  fields = json_object_get_object_member (before, "fields");
  json_object_set_string_member (fields, "body", "first\nsecond\nthird\nlate words");
  json_object_set_string_member (before, "replica", "another");
  database = circle_open (town, circle_members);
  /* Anna's copy has moved what it has, and has not deleted the old yet. */
  g_assert_false (sync_circles (mates[ANNA], 2));
  revision = rapport_test_server_put_document (town->server, "team", name, before);
  circle_assert_says (town, "team", "late words", TRUE);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, "team", "late words", FALSE);
  circle_assert_says (town, database, "late words", TRUE);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* The same, and the client is open to all again before anybody in the circle has moved it; who was
 * not in it has seen it by then, and left it to them. */
static void
test_stray_stays (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *id = rapport_id_new (TEST_NOW);
  g_autofree char *like = NULL;
  g_autofree char *name = NULL;
  g_autofree char *revision = NULL;
  JsonObject *document;

  like = g_strconcat ("note:", town->note, NULL);
  name = g_strconcat ("note:", id, NULL);
  document = rapport_test_server_get_document (town->server, "team", like);
  json_object_remove_member (document, "_rev");
  json_object_set_string_member (document, "_id", name);
  json_object_set_string_member (document, "replica", "another");
  database = circle_open (town, circle_members);
  revision = rapport_test_server_put_document (town->server, "team", name, document);
  g_assert_true (sync_circles (mates[VERA], -1));
  circle_assert_body (mates[VERA], id, NULL);
  circle_close (town);
  circle_sync_all (town);
  circle_assert_body (mates[VERA], id, "first\nsecond\nthird");
  sync_assert_equal (mates[ANNA], mates[VERA]);
  sync_assert_equal (mates[BORIS], mates[VERA]);
}

/* An outsider has erased what somebody edits in the workspace meanwhile: the edit stands, and who
 * erased it goes on syncing. */
static void
test_stray_erased (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *name = NULL;
  g_autofree char *revision = NULL;
  JsonObject *document;

  name = g_strconcat ("note:", town->note, NULL);
  document = rapport_test_server_get_document (town->server, "team", name);
  json_object_set_string_member (json_object_get_object_member (document, "fields"), "body",
                                 "first\nsecond\nthird\nlate words");
  json_object_set_string_member (document, "replica", "another");
  database = circle_open (town, circle_members);
  revision = rapport_test_server_put_document (town->server, "team", name, document);
  sync_erase_note (mates[VERA], town->note);
  g_assert_true (sync_circles (mates[VERA], -1));
  g_assert_cmpint (sync_count (mates[VERA]).waiting, ==, 0);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, database, "late words", TRUE);
  circle_close (town);
  circle_sync_all (town);
  circle_assert_body (mates[VERA], town->note, "first\nsecond\nthird\nlate words");
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* Cut short after any step, there and back. */
static void
test_cut (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;

  database = circle_open (town, circle_members);
  sync_set_body (mates[ANNA], town->note, "FIRST\nsecond\nthird");
  sync_set_body (mates[BORIS], town->note, "first\nsecond\nTHIRD");
  for (int steps = 0; !sync_circles (mates[ANNA], steps); steps++)
    g_assert_false (sync_circles (mates[BORIS], steps % 2));
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (mates[BORIS], town->note, "FIRST\nsecond\nTHIRD");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  circle_close (town);
  for (int steps = 0; !sync_circles (mates[ANNA], steps); steps++)
    g_assert_false (sync_circles (mates[BORIS], steps % 2));
  circle_sync_all (town);
  circle_assert_body (mates[VERA], town->note, "FIRST\nsecond\nTHIRD");
  sync_assert_equal (mates[ANNA], mates[VERA]);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 0);
}

/* A note that becomes another client's goes where that one lives. */
static void
test_note (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *note = NULL;

  note = sync_add_note (mates[ANNA], town->open_client, "open words");
  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_body (mates[VERA], note, "open words");
  sync_move_note (mates[ANNA], note, town->client);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, "team", "open words", FALSE);
  circle_assert_says (town, database, "open words", TRUE);
  circle_assert_body (mates[VERA], note, NULL);
  sync_move_note (mates[BORIS], note, town->open_client);
  circle_sync_all (town);
  circle_assert_says (town, "team", "open words", TRUE);
  circle_assert_says (town, database, "open words", FALSE);
  circle_assert_body (mates[VERA], note, "open words");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* A record of a kind that only a newer version knows stays where it is, until one who is in the
 * circle has that version: then it moves like all others. */
static void
test_unread (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *name = g_strconcat ("note:", town->note, NULL);
  g_autoptr (JsonObject) document = rapport_test_server_get_document (town->server, "team", name);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), document);
  g_autofree char *raw = json_to_string (node, FALSE);
  g_autofree char *older =
    g_strconcat ("DELETE FROM note; UPDATE sync_record SET served = NULL, type = 'hologram', "
                 "raw = '",
                 raw, "' WHERE type = 'note'", NULL);
  g_autofree char *database = NULL;

  sync_mate_reopen (anna, older);
  database = circle_open (town, circle_members);
  g_assert_true (sync_circles (anna, -1));
  circle_assert_says (town, "team", "second", TRUE);
  sync_mate_reopen (anna, "UPDATE sync_record SET type = 'note' WHERE type = 'hologram'");
  g_assert_true (sync_circles (anna, -1));
  circle_assert_body (anna, town->note, "first\nsecond\nthird");
  circle_assert_moved (town);
  circle_assert_says (town, "team", "second", FALSE);
  circle_assert_says (town, database, "second", TRUE);
  circle_sync_all (town);
  circle_assert_body (town->mates[BORIS], town->note, "first\nsecond\nthird");
  g_assert_cmpuint (sync_count_conflicts (anna), ==, 0);
  sync_assert_equal (anna, town->mates[BORIS]);
}

/* Erasures that cross a move. */

static void
compare_anew (SyncMate *mate)
{
  sync_mate_reopen (mate, "UPDATE sync_place SET since = '', round = 0");
}

static void
assert_erased (CircleTown *town, const char *database)
{
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (town->mates[i], town->note, NULL);
      g_assert_cmpuint (sync_count_conflicts (town->mates[i]), ==, 0);
    }
  circle_assert_moved (town);
  circle_assert_says (town, "team", "second", FALSE);
  circle_assert_says (town, database, "second", FALSE);
}

/* The data of the test is how far Anna has come when the one who erased syncs, -1 for the end. */
static void
check_erased (CircleTown *town, guint who)
{
  SyncMate *mate = town->mates[who];
  g_autofree char *database = NULL;

  sync_erase_note (mate, town->note);
  database = circle_open (town, circle_members);
  sync_circles (town->mates[ANNA], GPOINTER_TO_INT (town->data));
  g_assert_true (sync_circles (mate, -1));
  circle_sync_all (town);
  assert_erased (town, database);
  compare_anew (town->mates[ANNA]);
  compare_anew (town->mates[BORIS]);
  circle_sync_all (town);
  assert_erased (town, database);
  /* And back. */
  circle_close (town);
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    circle_assert_body (town->mates[i], town->note, NULL);
  sync_assert_equal (town->mates[ANNA], town->mates[VERA]);
}

/* By somebody who is not in the circle, and did not know of it. */
static void
test_erased_outside (CircleTown *town)
{
  check_erased (town, VERA);
}

/* By somebody who is. */
static void
test_erased_inside (CircleTown *town)
{
  check_erased (town, BORIS);
}

/* In the circle, while the client comes back to all. */
static void
test_erased_back (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = circle_open (town, circle_members);

  circle_sync_all (town);
  sync_erase_note (mates[BORIS], town->note);
  circle_close (town);
  sync_circles (mates[ANNA], GPOINTER_TO_INT (town->data));
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, NULL);
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
    }
  circle_assert_says (town, "team", "second", FALSE);
}

/* What was edited meanwhile stands, and the deletion is shown to those who see the record. */
static void
test_erased_edited (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;

  sync_erase_note (mates[VERA], town->note);
  database = circle_open (town, circle_members);
  g_assert_true (sync_circles (mates[ANNA], -1));
  g_assert_true (sync_circles (mates[BORIS], -1));
  sync_set_body (mates[ANNA], town->note, "first\n" SECRET "\nthird");
  g_assert_true (sync_circles (mates[ANNA], -1));
  g_assert_true (sync_circles (mates[BORIS], -1));
  circle_sync_all (town);
  for (guint i = ANNA; i <= BORIS; i++)
    {
      circle_assert_body (mates[i], town->note, "first\n" SECRET "\nthird");
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 1);
      compare_anew (mates[i]);
    }
  circle_sync_all (town);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 1);
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 0);
  circle_assert_body (mates[VERA], town->note, NULL);
  circle_assert_moved (town);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* Files. */

/* Two pieces, and one. */
#define LARGE ((gsize) (RAPPORT_BLOB_PIECE + 1000))
#define SMALL ((gsize) 2000)

/* Their bytes go along, but for those that a record which stays names, too. */
static void
test_files (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *large = NULL;
  g_autofree char *small = NULL;
  g_autofree char *same = NULL;
  g_autofree char *again = NULL;
  g_autofree char *database = NULL;

  large = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  small = sync_add_file (mates[BORIS], town->client, SMALL, 2);
  same = sync_add_file (mates[VERA], town->open_client, SMALL, 2);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  circle_assert_has_file (town, "team", SMALL, 2, TRUE);
  circle_assert_has_file (town, database, LARGE, 1, TRUE);
  circle_assert_has_file (town, database, SMALL, 2, TRUE);
  g_assert_true (sync_has_file (mates[BORIS], large, LARGE, 1));
  g_assert_true (sync_has_file (mates[BORIS], small, SMALL, 2));
  g_assert_false (sync_has_file (mates[VERA], large, LARGE, 1));
  g_assert_true (sync_has_file (mates[VERA], same, SMALL, 2));
  /* Nothing that stays names it any more. */
  sync_erase_file (mates[VERA], same);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 2, FALSE);
  circle_assert_has_file (town, database, SMALL, 2, TRUE);
  /* Somebody has the same file for another client. */
  again = sync_add_file (mates[VERA], town->open_client, LARGE, 1);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  g_assert_true (sync_has_file (mates[BORIS], again, LARGE, 1));
  circle_close (town);
  circle_sync_all (town);
  circle_assert_has_file (town, database, LARGE, 1, FALSE);
  circle_assert_has_file (town, database, SMALL, 2, FALSE);
  for (guint i = 0; i < N_MATES; i++)
    {
      g_assert_true (sync_has_file (mates[i], large, LARGE, 1));
      g_assert_true (sync_has_file (mates[i], small, SMALL, 2));
      g_assert_cmpuint (circle_count_places (mates[i]), ==, 1);
    }
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* Who moves a record need not have its bytes. */
static void
test_files_lacking (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *file = NULL;
  g_autofree char *database = NULL;

  file = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  circle_sync_all (town);
  sync_mate_reopen (mates[ANNA], "UPDATE attachment SET data = NULL");
  sync_mate_reopen (mates[BORIS], "UPDATE attachment SET data = NULL");
  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  circle_assert_has_file (town, database, LARGE, 1, TRUE);
  sync_mate_close (mates[BORIS]);
  sync_mate_open (mates[BORIS]);
  circle_sync_all (town);
  g_assert_true (sync_has_file (mates[BORIS], file, LARGE, 1));
}

/* The rules of a database that an older version has set up are brought to this one's. */
static void
test_files_older_rules (CircleTown *town)
{
  static const char older[] = "{\"language\": \"javascript\", \"validate_doc_update\": "
                              "\"function (d) { if (d._deleted && /^blob:/.test (d._id)) "
                              "throw ({ forbidden: 'older' }); }\"}";
  g_autoptr (JsonNode) node = json_from_string (older, NULL);
  JsonObject *design;
  JsonObject *there;
  g_autofree char *file = NULL;
  g_autofree char *database = NULL;

  file = sync_add_file (town->mates[ANNA], town->client, SMALL, 1);
  circle_sync_all (town);
  design = json_node_get_object (node);
  there = rapport_test_server_get_document (town->server, "team", "_design/rapport");
  json_object_set_string_member (design, "_rev", json_object_get_string_member (there, "_rev"));
  json_object_unref (there);
  g_free (rapport_test_server_put_document (town->server, "team", "_design/rapport",
                                            json_object_ref (design)));
  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 1, FALSE);
  g_assert_true (sync_has_file (town->mates[BORIS], file, SMALL, 1));
}

/* A note that became the client's before it had a circle, and whose move nobody has pulled until
 * then. */
static void
test_moved_before (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *note = NULL;
  g_autofree char *edited = NULL;

  note = sync_add_note (mates[ANNA], town->open_client, "first\nsecond\nthird");
  edited = sync_add_note (mates[ANNA], town->open_client, "first\nsecond\nthird");
  circle_sync_all (town);
  sync_move_note (mates[VERA], note, town->client);
  sync_move_note (mates[VERA], edited, town->client);
  g_assert_true (sync_circles (mates[VERA], -1));
  sync_set_body (mates[ANNA], edited, "FIRST\nsecond\nthird");
  sync_set_body (mates[BORIS], edited, "first\nsecond\nTHIRD");
  database = circle_open (town, circle_members);
  g_assert_true (sync_circles (mates[ANNA], -1));
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (mates[ANNA], note, "first\nsecond\nthird");
  circle_assert_body (mates[BORIS], note, "first\nsecond\nthird");
  circle_assert_body (mates[VERA], note, NULL);
  circle_assert_says (town, database, "FIRST", TRUE);
  circle_assert_says (town, database, "THIRD", TRUE);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* The same, of those who are not let in. What was written meanwhile waits for nobody, and comes to
 * the others when all see the client again. */
static void
test_moved_away (CircleTown *town)
{
  static const char *const boris[] = { "boris", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *note = NULL;
  g_autofree char *other = NULL;

  note = sync_add_note (mates[ANNA], town->open_client, "first\nsecond\nthird");
  other = sync_add_note (mates[ANNA], town->open_client, "as it was");
  circle_sync_all (town);
  sync_move_note (mates[VERA], note, town->client);
  sync_move_note (mates[VERA], other, town->client);
  g_assert_true (sync_circles (mates[VERA], -1));
  sync_set_body (mates[ANNA], note, "FIRST\nsecond\nthird");
  g_free (circle_open (town, boris));
  g_assert_true (sync_circles (mates[ANNA], -1));
  circle_assert_body (mates[ANNA], note, "FIRST\nsecond\nthird");
  g_assert_cmpint (sync_count (mates[ANNA]).waiting, ==, 0);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (mates[ANNA], note, "FIRST\nsecond\nthird");
  circle_assert_body (mates[ANNA], other, NULL);
  circle_assert_body (mates[BORIS], note, "first\nsecond\nthird");
  circle_close (town);
  g_assert_true (sync_circles (mates[BORIS], -1));
  circle_sync_all (town);
  circle_assert_body (mates[BORIS], note, "FIRST\nsecond\nthird");
  for (guint i = 1; i < N_MATES; i++)
    sync_assert_equal (mates[ANNA], mates[i]);
}

/* The first who were in it never came to move anything. */
static void
test_others_let_in (CircleTown *town)
{
  static const char *const boris[] = { "boris", NULL };
  static const char *const anna[] = { "anna", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *again = NULL;

  database = circle_open (town, boris);
  g_assert_true (sync_circles (mates[ANNA], -1));
  again = circle_open (town, anna);
  g_assert_cmpstr (again, ==, database);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, database, "second", TRUE);
  circle_assert_body (mates[ANNA], town->note, "first\nsecond\nthird");
  circle_assert_body (mates[VERA], town->note, NULL);
}

/* Who is not let in takes something of the client out, while it still stands where all see it. */
static void
test_taken_out (CircleTown *town)
{
  static const char *const boris[] = { "boris", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *database = circle_open (town, boris);

  g_assert_true (sync_circles (mates[ANNA], -1));
  sync_move_note (mates[ANNA], town->note, town->open_client);
  g_assert_true (sync_circles (mates[ANNA], -1));
  circle_sync_all (town);
  circle_assert_says (town, database, "second", FALSE);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, "first\nsecond\nthird");
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
    }
}

/* It comes back before anybody moved it: what was agreed on then is still what both come from. */
static void
test_never_left (CircleTown *town)
{
  static const char *const boris[] = { "boris", NULL };
  SyncMate *const *mates = town->mates;

  g_free (circle_open (town, boris));
  g_assert_true (sync_circles (mates[ANNA], -1));
  sync_set_body (mates[ANNA], town->note, "FIRST\nsecond\nthird");
  circle_close (town);
  sync_set_body (mates[VERA], town->note, "first\nsecond\nTHIRD");
  g_assert_true (sync_circles (mates[VERA], -1));
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, "FIRST\nsecond\nTHIRD");
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
    }
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* A colleague with a newer version writes a field that this one has not got, and does not know yet
 * where the note has gone. */
static void
test_newer_stray (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *note = sync_add_note (mates[ANNA], town->open_client, "first\nsecond");
  g_autofree char *name = g_strconcat ("note:", note, NULL);
  JsonObject *newer;

  circle_sync_all (town);
  newer = rapport_test_server_get_document (town->server, "team", name);
  json_object_set_string_member (newer, "past", json_object_get_string_member (newer, "_rev"));
  json_object_set_string_member (newer, "replica", "newer");
  json_object_set_string_member (json_object_get_object_member (newer, "fields"), "mood", "sunny");
  json_object_remove_member (newer, "_rev");
  database = circle_open (town, circle_members);
  sync_move_note (mates[ANNA], note, town->client);
  circle_sync_all (town);
  circle_assert_moved (town);
  g_free (rapport_test_server_put_document (town->server, "team", name, newer));
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, "team", "sunny", FALSE);
  circle_assert_says (town, database, "sunny", TRUE);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Who listens hears of it: what serves all places is told to look at them anew. */
static void
test_live (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *database = NULL;
  guint n = 0;

  rapport_replicator_start (anna->replicator, anna->password, TRUE);
  sync_wait_for (anna, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_signal_connect_swapped (anna->replicator, "notify::state", G_CALLBACK (count_cb), &n);
  database = circle_open (town, circle_members);
  while (n < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (circle_count_places (anna), ==, 2);
  sync_wait_for (anna, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_signal_handlers_disconnect_by_data (anna->replicator, &n);
  rapport_replicator_stop (anna->replicator);
  circle_sync_all (town);
  circle_assert_moved (town);
  sync_assert_equal (anna, town->mates[BORIS]);
}

/* Who was in the circle and is not any more keeps what is there, and gets and sends nothing. */
static void
test_shut_out (CircleTown *town)
{
  static const char *const anna[] = { "anna", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *database = NULL;
  g_autofree char *again = NULL;

  database = circle_open (town, circle_members);
  circle_sync_all (town);
  again = circle_open (town, anna);
  sync_set_body (mates[ANNA], town->note, "between us");
  sync_set_body (mates[BORIS], town->note, "first\n" SECRET "\nthird");
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, database, "between us", TRUE);
  circle_assert_says (town, database, SECRET, FALSE);
  circle_assert_body (mates[BORIS], town->note, "first\n" SECRET "\nthird");
}

/* Five wrong passwords, and a CouchDB lets nobody in by that name for some minutes. That says
 * nothing of the circle: nobody is shut out by it, and nothing is set aside. */
static void
test_locked (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autoptr (RapportServerLogin) again = rapport_server_login_new ("anna", "");
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  const char *wrong = "anna:wrong";

  database = circle_open (town, circle_members);
  circle_sync_all (town);
  sync_set_body (anna, town->note, "behind the lock");
  /* The nodes of a cluster count each for itself. */
  for (guint n_tries = 0, n_locked = 0; n_locked < 3; n_tries++)
    {
      const guint status =
        rapport_test_server_request_as (town->server, wrong, "GET", "/", NULL, NULL);

      g_assert_cmpuint (n_tries, <, 30);
      g_assert_cmpuint (status, ==, n_tries < 5 ? 401 : status);
      n_locked = status == 403 ? n_locked + 1 : 0;
    }
  places = rapport_store_get_sync_places (RAPPORT_STORE (anna->store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 2);
  for (guint i = 0; i < places->len; i++)
    {
      sync_turn_to (anna, ((RapportSyncPlace *) places->pdata[i])->key);
      g_assert_cmpuint (sync_once (anna), ==, RAPPORT_REPLICATOR_DELAYED);
      g_assert_nonnull (
        strstr (rapport_replicator_get_message (anna->replicator), "wrong password"));
      g_assert_cmpint (sync_count (anna).blocked, ==, 0);
    }
  g_assert_cmpuint (circle_count_places (anna), ==, 2);

  g_assert_true (rapport_server_set_password (town->admin, "team", again, NULL, &error));
  g_assert_no_error (error);
  g_set_str (&anna->password, again->password);
  circle_sync_all (town);
  circle_assert_says (town, database, "behind the lock", TRUE);
  circle_assert_body (town->mates[BORIS], town->note, "behind the lock");
}

/* Names that the server doesn't know change nothing; and nobody but an administrator does. */
static void
test_refused (CircleTown *town)
{
  static const char *const unknown[] = { "anna", "nobody", NULL };
  g_autoptr (RapportCouch) anna = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rapport_server_open_circle (town->admin, "team", town->client, unknown, NULL, NULL,
                                             NULL, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "nobody"));
  g_clear_error (&error);
  anna = rapport_couch_new (rapport_test_server_get_uri (town->server), "anna", "word", &error);
  g_assert_no_error (error);
  g_assert_null (rapport_server_open_circle (anna, "team", town->client, circle_members, NULL, NULL,
                                             NULL, NULL, &error));
  g_assert_nonnull (error);
  circle_sync_all (town);
  g_assert_cmpuint (circle_count_places (town->mates[ANNA]), ==, 1);
  circle_assert_body (town->mates[VERA], town->note, "first\nsecond\nthird");
}

/* @changes (out): how often it has been changed. */
static void
assert_circle (CircleTown *town, const char *const *names, gint64 *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportServerCircle) circle =
    rapport_server_find_circle (town->admin, "team", town->client, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (circle->unfinished);
  g_assert_cmpstrv (circle->names, names);
  *changes = circle->changes;
}

/* What was chosen from what is there no more is not done: neither a change nor its undoing takes
 * away what somebody else has decided since. */
static void
test_seen (CircleTown *town)
{
  static const char *const boris[] = { "boris", NULL };
  static const char *const vera[] = { "vera", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *database = NULL;
  g_autofree char *same = NULL;
  gint64 seen = 0;
  gint64 old;

  g_free (circle_open (town, circle_members));
  g_assert_null (rapport_server_open_circle (town->admin, "team", town->client, boris, &seen, NULL,
                                             NULL, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_circle (town, circle_members, &seen);
  /* Whoever wants just that has it. */
  old = 0;
  same = rapport_server_open_circle (town->admin, "team", town->client, circle_members, &old, NULL,
                                     NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (old, >, seen);
  /* And who has looked at it changes it, again and again. */
  seen = old;
  database = rapport_server_open_circle (town->admin, "team", town->client, boris, &seen, NULL,
                                         NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rapport_server_close_circle (town->admin, "team", town->client, &old, NULL, NULL,
                                               NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_circle (town, boris, &old);
  g_assert_cmpint (old, ==, seen);
  g_assert_true (rapport_server_close_circle (town->admin, "team", town->client, &seen, NULL, NULL,
                                              NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (seen, >, old);
  /* What is so already is no change. */
  g_assert_true (rapport_server_close_circle (town->admin, "team", town->client, &old, NULL, NULL,
                                              NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (old, ==, seen);
  g_free (rapport_server_open_circle (town->admin, "team", town->client, vera, &seen, NULL, NULL,
                                      NULL, &error));
  g_assert_no_error (error);
}

/* All of it at random, cut short at random: whoever wrote what, it is in a note or in a conflict
 * when the client is open to all again. */

#define N_NOTES   3
#define N_ACTIONS 40
#define N_SEEDS   2

static gboolean
says (SyncMate *mate, char *const *notes, const char *word)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (&rapport_conflict_info);
  g_autoptr (GPtrArray) rows = rapport_library_find_rows (mate->library, query, NULL);

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *body = sync_get_body (mate, notes[i]);

      if (body != NULL && strstr (body, word) != NULL)
        return TRUE;
    }
  for (guint i = 0; i < rows->len; i++)
    for (guint field = RAPPORT_CONFLICT_FIRST; field <= RAPPORT_CONFLICT_SECOND; field++)
      {
        GVariant *value = ((RapportRow *) rows->pdata[i])->values[field];

        if (value != NULL && strstr (g_variant_get_string (value, NULL), word) != NULL)
          return TRUE;
      }
  return FALSE;
}

/* Adds a word at the beginning or the end; who doesn't see the note can't. */
static gboolean
write_word (SyncMate *mate, const char *note, const char *word, gboolean first)
{
  g_autofree char *body = sync_get_body (mate, note);
  g_autofree char *longer = NULL;

  if (body == NULL)
    return FALSE;
  longer = first ? g_strconcat (word, "\n", body, NULL) : g_strconcat (body, "\n", word, NULL);
  sync_set_body (mate, note, longer);
  return TRUE;
}

static void
test_random (CircleTown *town)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (town->data));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) notes = g_new0 (char *, N_NOTES + 1);

  for (guint i = 0; i < N_NOTES; i++)
    notes[i] = sync_add_note (town->mates[ANNA], town->client, "first\nsecond\nthird");
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      SyncMate *mate = town->mates[g_rand_int_range (random, 0, N_MATES)];
      const int what = g_rand_int_range (random, 0, 10);
      g_autofree char *word = g_strdup_printf ("word-%u.", i);

      if (what == 0)
        g_free (circle_open (town, circle_members));
      else if (what == 1)
        circle_close (town);
      else if (what < 6)
        sync_circles (mate, g_rand_int_range (random, 0, 6));
      else if (write_word (mate, notes[g_rand_int_range (random, 0, N_NOTES)], word,
                           g_rand_boolean (random)))
        g_ptr_array_add (words, g_steal_pointer (&word));
    }
  circle_close (town);
  circle_sync_all (town);
  for (guint i = 1; i < N_MATES; i++)
    sync_assert_equal (town->mates[ANNA], town->mates[i]);
  for (guint i = 0; i < words->len; i++)
    if (!says (town->mates[ANNA], notes, words->pdata[i]))
      g_error ("%s is lost", (const char *) words->pdata[i]);
}

static void
add_moves (void)
{
  circle_test_add ("/circles/move", test_move, FALSE, NULL);
  circle_test_add ("/circles/back", test_back, FALSE, NULL);
  circle_test_add ("/circles/outsider", test_outsider, FALSE, NULL);
  circle_test_add ("/circles/unheard", test_unheard, FALSE, NULL);
  circle_test_add ("/circles/let-in", test_let_in, FALSE, NULL);
  circle_test_add ("/circles/stray", test_stray, FALSE, NULL);
  circle_test_add ("/circles/stray-stays", test_stray_stays, FALSE, NULL);
  circle_test_add ("/circles/stray-erased", test_stray_erased, FALSE, NULL);
  circle_test_add ("/circles/cut", test_cut, FALSE, NULL);
  circle_test_add ("/circles/note", test_note, FALSE, NULL);
  circle_test_add ("/circles/unread", test_unread, FALSE, NULL);
  circle_test_add ("/circles/moved-before", test_moved_before, FALSE, NULL);
  circle_test_add ("/circles/moved-away", test_moved_away, FALSE, NULL);
  circle_test_add ("/circles/others-let-in", test_others_let_in, FALSE, NULL);
  circle_test_add ("/circles/taken-out", test_taken_out, FALSE, NULL);
  circle_test_add ("/circles/never-left", test_never_left, FALSE, NULL);
  circle_test_add ("/circles/newer-stray", test_newer_stray, FALSE, NULL);
  circle_test_add ("/circles/live", test_live, FALSE, NULL);
  circle_test_add ("/circles/shut-out", test_shut_out, FALSE, NULL);
  circle_test_add ("/circles/locked", test_locked, FALSE, NULL);
  circle_test_add ("/circles/refused", test_refused, FALSE, NULL);
  circle_test_add ("/circles/seen", test_seen, FALSE, NULL);
  circle_test_add ("/circles/files", test_files, FALSE, NULL);
  circle_test_add ("/circles/files-lacking", test_files_lacking, FALSE, NULL);
  circle_test_add ("/circles/files-older-rules", test_files_older_rules, FALSE, NULL);
}

static void
add_erasures (void)
{
  for (int steps = -1; steps < 5; steps += 2)
    {
      g_autofree char *outside = g_strdup_printf ("/circles/erased/outside/%d", steps);
      g_autofree char *inside = g_strdup_printf ("/circles/erased/inside/%d", steps);
      g_autofree char *back = g_strdup_printf ("/circles/erased/back/%d", steps);

      circle_test_add (outside, test_erased_outside, FALSE, GINT_TO_POINTER (steps));
      circle_test_add (inside, test_erased_inside, FALSE, GINT_TO_POINTER (steps));
      circle_test_add (back, test_erased_back, FALSE, GINT_TO_POINTER (steps));
    }
  circle_test_add ("/circles/erased/edited", test_erased_edited, FALSE, NULL);
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/circles/random/%u", seed);

      circle_test_add (path, test_random, FALSE, GUINT_TO_POINTER (seed));
    }
}

/* With an argument the second half, so that both can run beside each other. */
int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    add_erasures ();
  else
    add_moves ();
  return g_test_run ();
}
