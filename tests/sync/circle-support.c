/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "circle-support.h"

#include <string.h>

const char *const circle_members[] = { "anna", "boris", NULL };

static const char *const names[] = { "anna", "boris", "vera" };

static void
set_up (CircleTown *town, gboolean by_proxy)
{
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  town->server = rapport_test_server_or_skip ();
  if (town->server == NULL)
    return;
  if (by_proxy)
    town->proxy = rapport_fault_proxy_new (rapport_test_server_get_port (town->server), FALSE);
  address = sync_get_address (town->server, town->proxy);
  town->admin = rapport_couch_new (rapport_test_server_get_uri (town->server),
                                   RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_MATES; i++)
    {
      g_autofree char *me = rapport_id_new (TEST_NOW + i);
      RapportServerLogin *login = rapport_server_login_new (names[i], me);

      login->password = g_strdup ("word");
      g_ptr_array_add (logins, login);
      town->mates[i] = sync_mate_new_as (address, names[i], "word", me);
    }
  g_assert_true (rapport_server_init (town->admin, "team", logins, NULL, &error));
  g_assert_no_error (error);
  town->client = sync_add_client (town->mates[ANNA], "Ромашка");
  town->open_client = sync_add_client (town->mates[ANNA], "Василёк");
  town->note = sync_add_note (town->mates[ANNA], town->client, "first\nsecond\nthird");
  for (guint i = 0; i < N_MATES; i++)
    g_assert_true (sync_circles (town->mates[i], -1));
}

static void
tear_down (CircleTown *town)
{
  for (guint i = 0; i < N_MATES; i++)
    sync_mate_free (town->mates[i]);
  g_free (town->client);
  g_free (town->open_client);
  g_free (town->note);
  rapport_couch_free (town->admin);
  g_clear_pointer (&town->proxy, rapport_fault_proxy_free);
  rapport_test_server_free (town->server);
}

typedef struct
{
  CircleTest test;
  gboolean by_proxy;
  gconstpointer data;
} TestOfThree;

static void
run_test_of_three (gconstpointer data)
{
  const TestOfThree *self = data;
  CircleTown town = { .data = self->data };

  set_up (&town, self->by_proxy);
  if (town.server == NULL)
    return;
  self->test (&town);
  tear_down (&town);
}

void
circle_test_add (const char *path, CircleTest test, gboolean by_proxy, gconstpointer data)
{
  TestOfThree *self = g_new (TestOfThree, 1);

  *self = (TestOfThree) { test, by_proxy, data };
  g_test_add_data_func_full (path, self, run_test_of_three, g_free);
}

char *
circle_open (CircleTown *town, const char *const *members)
{
  g_autoptr (GError) error = NULL;
  char *name = rapport_server_open_circle (town->admin, "team", town->client, members, NULL, NULL,
                                           NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (name, "team-circle-"));
  return name;
}

void
circle_close (CircleTown *town)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_server_close_circle (town->admin, "team", town->client, NULL, NULL, NULL,
                                              NULL, &error));
  g_assert_no_error (error);
}

void
circle_sync_all (CircleTown *town)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < N_MATES; i++)
      g_assert_true (sync_circles (town->mates[i], -1));
}

void
circle_sync_some (SyncMate *mate)
{
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GPtrArray) places =
        rapport_store_get_sync_places (RAPPORT_STORE (mate->store), NULL);

      for (guint i = 0; i < places->len; i++)
        {
          const RapportSyncPlace *place = places->pdata[i];

          if (*place->address == '\0')
            continue;
          sync_turn_to (mate, place->key);
          sync_once (mate);
          if (rapport_replicator_get_question (mate->replicator) == RAPPORT_REPLICATOR_NO_QUESTION)
            continue;
          rapport_replicator_allow (mate->replicator);
          sync_once (mate);
        }
    }
  sync_turn_to (mate, mate->place);
}

/* (transfer full): all documents of a database that are not deleted, as one text. */
static char *
dump (CircleTown *town, const char *database)
{
  g_autofree char *path = g_strconcat ("/", database, "/_all_docs?include_docs=true", NULL);
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (rapport_test_server_request (town->server, "GET", path, NULL, &answer), ==,
                    200);
  return json_to_string (answer, FALSE);
}

void
circle_assert_says (CircleTown *town, const char *database, const char *words, gboolean says)
{
  const gint64 began = g_get_monotonic_time ();
  gboolean right;

  do
    {
      g_autofree char *text = dump (town, database);

      right = (strstr (text, words) != NULL) == says;
    }
  while (!right && rapport_test_server_lags (town->server, began));
  if (!right)
    g_error ("%s says “%s”: %d", database, words, !says);
}

void
circle_assert_has_file (
  CircleTown *town, const char *database, gsize size, guint32 seed, gboolean has)
{
  g_autoptr (GBytes) bytes = sync_make_bytes (size, seed);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = g_strconcat ("/", database, "/_all_docs?startkey=%22blob:", digest,
                                       "%22&endkey=%22blob:", digest, "%3B%22", NULL);
  const guint expected = has ? rapport_blob_count_pieces ((gint64) size) : 0;
  const gint64 began = g_get_monotonic_time ();
  guint n;

  do
    {
      g_autoptr (JsonNode) answer = NULL;

      g_assert_cmpuint (rapport_test_server_request (town->server, "GET", path, NULL, &answer), ==,
                        200);
      n = json_array_get_length (
        json_object_get_array_member (json_node_get_object (answer), "rows"));
    }
  while (n != expected && rapport_test_server_lags (town->server, began));
  g_assert_cmpuint (n, ==, expected);
}

void
circle_assert_moved (CircleTown *town)
{
  g_autofree char *name = g_strconcat ("\"client:", town->client, "\"", NULL);
  g_autofree char *of = g_strconcat ("\"client\":\"", town->client, "\"", NULL);

  circle_assert_says (town, "team", name, FALSE);
  circle_assert_says (town, "team", of, FALSE);
  circle_assert_says (town, "team", SECRET, FALSE);
  circle_assert_says (town, "team", "Василёк", TRUE);
}

void
circle_assert_body (SyncMate *mate, const char *note, const char *body)
{
  g_autofree char *is = sync_get_body (mate, note);

  g_assert_cmpstr (is, ==, body);
}

guint
circle_count_places (SyncMate *mate)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), NULL);

  return places->len;
}
