/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clients that only some of a team work with: what is of them is nowhere else, and nothing is lost
 * on the way there and back, wherever it is cut short. */
#include "rapport-conflict.h"
#include "rapport-server.h"
#include "sync-support.h"

#include <string.h>

/* What must never be said in the workspace's database. */
#define SECRET "Qz7-canary"

enum
{
  ANNA,
  BORIS,
  VERA,
  N_MATES
};

typedef struct
{
  SyncTown town;
  RapportCouch *admin;
  SyncMate *mates[N_MATES]; /* Vera is not in the circle */
  char *client;
  char *open_client;
  char *note;
} Fixture;

static const char *const names[] = { "anna", "boris", "vera" };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  fixture->town.server = rapport_test_server_or_skip ();
  if (fixture->town.server == NULL)
    return;
  address = g_strconcat (rapport_test_server_get_uri (fixture->town.server), "team", NULL);
  fixture->admin =
    rapport_couch_new (rapport_test_server_get_uri (fixture->town.server),
                       RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_MATES; i++)
    {
      g_autofree char *me = rapport_id_new (TEST_NOW + i);
      RapportServerLogin *login = rapport_server_login_new (names[i], me);

      login->password = g_strdup ("word");
      g_ptr_array_add (logins, login);
      fixture->mates[i] = sync_mate_new_as (address, names[i], "word", me);
    }
  g_assert_true (rapport_server_init (fixture->admin, "team", logins, NULL, &error));
  g_assert_no_error (error);
  fixture->client = sync_add_client (fixture->mates[ANNA], "Ромашка");
  fixture->open_client = sync_add_client (fixture->mates[ANNA], "Василёк");
  fixture->note = sync_add_note (fixture->mates[ANNA], fixture->client, "first\nsecond\nthird");
  for (guint i = 0; i < N_MATES; i++)
    g_assert_true (sync_circles (fixture->mates[i], -1));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->town.server == NULL)
    return;
  for (guint i = 0; i < N_MATES; i++)
    sync_mate_free (fixture->mates[i]);
  g_free (fixture->client);
  g_free (fixture->open_client);
  g_free (fixture->note);
  rapport_couch_free (fixture->admin);
  rapport_test_server_free (fixture->town.server);
}

/* (transfer full): the name of the client's database. */
static char *
open_circle (Fixture *fixture, const char *const *members)
{
  g_autoptr (GError) error = NULL;
  char *name =
    rapport_server_open_circle (fixture->admin, "team", fixture->client, members, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (name, "team-circle-"));
  return name;
}

static void
close_circle (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    rapport_server_close_circle (fixture->admin, "team", fixture->client, NULL, &error));
  g_assert_no_error (error);
}

static void
sync_all (Fixture *fixture)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < N_MATES; i++)
      g_assert_true (sync_circles (fixture->mates[i], -1));
}

/* (transfer full): all documents of a database that are not deleted, as one text. */
static char *
dump (Fixture *fixture, const char *database)
{
  g_autofree char *path = g_strconcat ("/", database, "/_all_docs?include_docs=true", NULL);
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (rapport_test_server_request (fixture->town.server, "GET", path, NULL, &answer),
                    ==, 200);
  return json_to_string (answer, FALSE);
}

static void
assert_says (Fixture *fixture, const char *database, const char *words, gboolean says)
{
  g_autofree char *text = dump (fixture, database);

  if ((strstr (text, words) != NULL) != says)
    g_error ("%s says “%s”: %d", database, words, !says);
}

/* Nothing of the client stands in the workspace but in the document of the circles. */
static void
assert_moved (Fixture *fixture)
{
  g_autofree char *name = g_strconcat ("\"client:", fixture->client, "\"", NULL);
  g_autofree char *of = g_strconcat ("\"client\":\"", fixture->client, "\"", NULL);

  assert_says (fixture, "team", name, FALSE);
  assert_says (fixture, "team", of, FALSE);
  assert_says (fixture, "team", SECRET, FALSE);
  assert_says (fixture, "team", "Василёк", TRUE);
}

static void
assert_body (SyncMate *mate, const char *note, const char *body)
{
  g_autofree char *is = sync_get_body (mate, note);

  g_assert_cmpstr (is, ==, body);
}

static guint
count_places (SyncMate *mate)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), NULL);

  return places->len;
}

static const char *const circle[] = { "anna", "boris", NULL };

static void
test_move (Fixture *fixture, gconstpointer data)
{
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;
  g_autofree char *added = NULL;

  if (fixture->admin == NULL)
    return;
  database = open_circle (fixture, circle);
  sync_all (fixture);
  assert_moved (fixture);
  assert_says (fixture, database, "second", TRUE);
  assert_body (mates[BORIS], fixture->note, "first\nsecond\nthird");
  assert_body (mates[VERA], fixture->note, NULL);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 0);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  /* What is written from now on, and what clashes. */
  added = sync_add_note (mates[BORIS], fixture->client, SECRET " note");
  sync_set_name (mates[ANNA], fixture->client, SECRET " one");
  sync_set_name (mates[BORIS], fixture->client, SECRET " other");
  sync_set_body (mates[ANNA], fixture->note, SECRET " body");
  sync_all (fixture);
  assert_moved (fixture);
  assert_says (fixture, database, SECRET " note", TRUE);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 1);
  assert_body (mates[ANNA], added, SECRET " note");
  assert_body (mates[BORIS], fixture->note, SECRET " body");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 0);
}

/* There and back, and there again: nothing of the first time is in the way. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  SyncMate *const *mates = fixture->mates;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (fixture->admin == NULL)
    return;
  first = open_circle (fixture, circle);
  sync_all (fixture);
  sync_set_body (mates[ANNA], fixture->note, "FIRST\nsecond\nthird");
  sync_set_body (mates[BORIS], fixture->note, "first\nsecond\nTHIRD");
  close_circle (fixture);
  sync_all (fixture);
  for (guint i = 0; i < N_MATES; i++)
    {
      assert_body (mates[i], fixture->note, "FIRST\nsecond\nTHIRD");
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
      g_assert_cmpuint (count_places (mates[i]), ==, 1);
    }
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  sync_assert_equal (mates[ANNA], mates[VERA]);
  assert_says (fixture, first, "second", FALSE);
  second = open_circle (fixture, circle);
  g_assert_cmpstr (first, !=, second);
  sync_all (fixture);
  assert_moved (fixture);
  assert_body (mates[VERA], fixture->note, NULL);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 0);
}

/* Who is not in the circle had words that nobody has seen: they stay with them alone, are shown,
 * and come to all when the client is back. */
static void
test_outsider (Fixture *fixture, gconstpointer data)
{
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;
  RapportSyncCount count = { 0 };

  if (fixture->admin == NULL)
    return;
  sync_set_body (mates[VERA], fixture->note, "first\n" SECRET "\nthird");
  database = open_circle (fixture, circle);
  sync_all (fixture);
  assert_moved (fixture);
  assert_body (mates[VERA], fixture->note, "first\n" SECRET "\nthird");
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 1);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  rapport_store_count_sync (RAPPORT_STORE (mates[VERA]->store), 0, &count, NULL);
  g_assert_cmpint (count.waiting, ==, 0);
  assert_body (mates[ANNA], fixture->note, "first\nsecond\nthird");
  close_circle (fixture);
  sync_all (fixture);
  assert_body (mates[ANNA], fixture->note, "first\n" SECRET "\nthird");
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* The same, and then they are let in. */
static void
test_let_in (Fixture *fixture, gconstpointer data)
{
  static const char *const everybody[] = { "anna", "boris", "vera", NULL };
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;
  g_autofree char *again = NULL;

  if (fixture->admin == NULL)
    return;
  sync_set_body (mates[VERA], fixture->note, "first\n" SECRET "\nthird");
  database = open_circle (fixture, circle);
  sync_all (fixture);
  again = open_circle (fixture, everybody);
  g_assert_cmpstr (again, ==, database);
  sync_all (fixture);
  assert_moved (fixture);
  assert_says (fixture, database, SECRET, TRUE);
  assert_body (mates[ANNA], fixture->note, "first\n" SECRET "\nthird");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* Somebody who has not heard of the circle yet writes to the workspace: it comes to the circle, and
 * goes from the workspace. */
static void
test_stray (Fixture *fixture, gconstpointer data)
{
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;
  g_autofree char *name = NULL;
  g_autofree char *revision = NULL;
  JsonObject *before;
  JsonObject *fields;

  if (fixture->admin == NULL)
    return;
  name = g_strconcat ("note:", fixture->note, NULL);
  before = rapport_test_server_get_document (fixture->town.server, "team", name);
  fields = json_object_get_object_member (before, "fields");
  json_object_set_string_member (fields, "body", "first\nsecond\nthird\nlate words");
  json_object_set_string_member (before, "replica", "another");
  database = open_circle (fixture, circle);
  /* Anna's copy has moved what it has, and has not deleted the old yet. */
  g_assert_false (sync_circles (mates[ANNA], 2));
  revision = rapport_test_server_put_document (fixture->town.server, "team", name, before);
  assert_says (fixture, "team", "late words", TRUE);
  sync_all (fixture);
  assert_moved (fixture);
  assert_says (fixture, "team", "late words", FALSE);
  assert_says (fixture, database, "late words", TRUE);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* Cut short after any step, there and back. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;

  if (fixture->admin == NULL)
    return;
  database = open_circle (fixture, circle);
  sync_set_body (mates[ANNA], fixture->note, "FIRST\nsecond\nthird");
  sync_set_body (mates[BORIS], fixture->note, "first\nsecond\nTHIRD");
  for (int steps = 0; !sync_circles (mates[ANNA], steps); steps++)
    g_assert_false (sync_circles (mates[BORIS], steps % 2));
  sync_all (fixture);
  assert_moved (fixture);
  assert_body (mates[BORIS], fixture->note, "FIRST\nsecond\nTHIRD");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  close_circle (fixture);
  for (int steps = 0; !sync_circles (mates[ANNA], steps); steps++)
    g_assert_false (sync_circles (mates[BORIS], steps % 2));
  sync_all (fixture);
  assert_body (mates[VERA], fixture->note, "FIRST\nsecond\nTHIRD");
  sync_assert_equal (mates[ANNA], mates[VERA]);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 0);
}

/* A note that becomes another client's goes where that one lives. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;
  g_autofree char *note = NULL;

  if (fixture->admin == NULL)
    return;
  note = sync_add_note (mates[ANNA], fixture->open_client, "open words");
  database = open_circle (fixture, circle);
  sync_all (fixture);
  assert_body (mates[VERA], note, "open words");
  sync_move_note (mates[ANNA], note, fixture->client);
  sync_all (fixture);
  assert_moved (fixture);
  assert_says (fixture, "team", "open words", FALSE);
  assert_says (fixture, database, "open words", TRUE);
  assert_body (mates[VERA], note, NULL);
  sync_move_note (mates[BORIS], note, fixture->open_client);
  sync_all (fixture);
  assert_says (fixture, "team", "open words", TRUE);
  assert_says (fixture, database, "open words", FALSE);
  assert_body (mates[VERA], note, "open words");
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Who listens hears of it: what serves all places is told to look at them anew. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  SyncMate *anna = fixture->mates[ANNA];
  g_autofree char *database = NULL;
  guint n = 0;

  if (fixture->admin == NULL)
    return;
  rapport_replicator_start (anna->replicator, anna->password, TRUE);
  sync_wait_for (anna, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_signal_connect_swapped (anna->replicator, "notify::state", G_CALLBACK (count_cb), &n);
  database = open_circle (fixture, circle);
  while (n < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_places (anna), ==, 2);
  sync_wait_for (anna, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_signal_handlers_disconnect_by_data (anna->replicator, &n);
  rapport_replicator_stop (anna->replicator);
  sync_all (fixture);
  assert_moved (fixture);
  sync_assert_equal (anna, fixture->mates[BORIS]);
}

/* Who was in the circle and is not any more keeps what is there, and gets and sends nothing. */
static void
test_shut_out (Fixture *fixture, gconstpointer data)
{
  static const char *const anna[] = { "anna", NULL };
  SyncMate *const *mates = fixture->mates;
  g_autofree char *database = NULL;
  g_autofree char *again = NULL;

  if (fixture->admin == NULL)
    return;
  database = open_circle (fixture, circle);
  sync_all (fixture);
  again = open_circle (fixture, anna);
  sync_set_body (mates[ANNA], fixture->note, "between us");
  sync_set_body (mates[BORIS], fixture->note, "first\n" SECRET "\nthird");
  sync_all (fixture);
  assert_moved (fixture);
  assert_says (fixture, database, "between us", TRUE);
  assert_says (fixture, database, SECRET, FALSE);
  assert_body (mates[BORIS], fixture->note, "first\n" SECRET "\nthird");
}

/* Names that the server doesn't know change nothing; and nobody but an administrator does. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const unknown[] = { "anna", "nobody", NULL };
  g_autoptr (RapportCouch) anna = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->admin == NULL)
    return;
  g_assert_null (
    rapport_server_open_circle (fixture->admin, "team", fixture->client, unknown, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "nobody"));
  g_clear_error (&error);
  anna =
    rapport_couch_new (rapport_test_server_get_uri (fixture->town.server), "anna", "word", &error);
  g_assert_no_error (error);
  g_assert_null (rapport_server_open_circle (anna, "team", fixture->client, circle, NULL, &error));
  g_assert_nonnull (error);
  sync_all (fixture);
  g_assert_cmpuint (count_places (fixture->mates[ANNA]), ==, 1);
  assert_body (fixture->mates[VERA], fixture->note, "first\nsecond\nthird");
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
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) notes = g_new0 (char *, N_NOTES + 1);

  if (fixture->admin == NULL)
    return;
  for (guint i = 0; i < N_NOTES; i++)
    notes[i] = sync_add_note (fixture->mates[ANNA], fixture->client, "first\nsecond\nthird");
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      SyncMate *mate = fixture->mates[g_rand_int_range (random, 0, N_MATES)];
      const int what = g_rand_int_range (random, 0, 10);
      g_autofree char *word = g_strdup_printf ("word-%u.", i);

      if (what == 0)
        g_free (open_circle (fixture, circle));
      else if (what == 1)
        close_circle (fixture);
      else if (what < 6)
        sync_circles (mate, g_rand_int_range (random, 0, 6));
      else if (write_word (mate, notes[g_rand_int_range (random, 0, N_NOTES)], word,
                           g_rand_boolean (random)))
        g_ptr_array_add (words, g_steal_pointer (&word));
    }
  close_circle (fixture);
  sync_all (fixture);
  for (guint i = 1; i < N_MATES; i++)
    sync_assert_equal (fixture->mates[ANNA], fixture->mates[i]);
  for (guint i = 0; i < words->len; i++)
    if (!says (fixture->mates[ANNA], notes, words->pdata[i]))
      g_error ("%s is lost", (const char *) words->pdata[i]);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/circles/move", test_move);
  add ("/circles/back", test_back);
  add ("/circles/outsider", test_outsider);
  add ("/circles/let-in", test_let_in);
  add ("/circles/stray", test_stray);
  add ("/circles/cut", test_cut);
  add ("/circles/note", test_note);
  add ("/circles/live", test_live);
  add ("/circles/shut-out", test_shut_out);
  add ("/circles/refused", test_refused);
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/circles/random/%u", seed);

      g_test_add (path, Fixture, GUINT_TO_POINTER (seed), set_up, test_random, tear_down);
    }
  return g_test_run ();
}
