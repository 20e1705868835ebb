/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is between two databases: it has left the one, and the other refuses it, or is not pulled
 * yet. */
#include "circle-support.h"

static const char strict[] = "{\"language\": \"javascript\", \"validate_doc_update\": "
                             "\"function (d) { if (!d._deleted && /^note:/.test (d._id)) "
                             "throw ({ forbidden: 'no notes' }); }\"}";

/* The rules of the workspace; (transfer full): those that it had. */
static JsonObject *
put_rules (CircleTown *town, JsonObject *rules)
{
  JsonObject *there = rapport_test_server_get_document (town->server, "team", "_design/rapport");

  json_object_set_string_member (rules, "_rev", json_object_get_string_member (there, "_rev"));
  g_free (rapport_test_server_put_document (town->server, "team", "_design/rapport",
                                            json_object_ref (rules)));
  return there;
}

/* A circle that is given up keeps what the workspace does not take, where those who were in it see
 * it, until it does. */
static void
test_refused (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autoptr (JsonNode) node = json_from_string (strict, NULL);
  g_autoptr (JsonObject) rules = NULL;
  g_autoptr (JsonObject) were = NULL;
  g_autofree char *database = NULL;

  database = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_close (town);
  rules = put_rules (town, json_node_get_object (node));
  circle_sync_all (town);
  for (guint i = ANNA; i <= BORIS; i++)
    {
      g_assert_cmpuint (sync_count (mates[i]).blocked, ==, 1);
      g_assert_cmpuint (circle_count_places (mates[i]), ==, 2);
      circle_assert_body (mates[i], town->note, "first\nsecond\nthird");
    }
  circle_assert_says (town, database, "second", TRUE);
  circle_assert_says (town, "team", "second", FALSE);
  circle_assert_body (mates[VERA], town->note, NULL);
  sync_set_body (mates[ANNA], town->note, "FIRST\nsecond\nthird");
  circle_sync_all (town);
  g_assert_cmpuint (circle_count_places (mates[ANNA]), ==, 2);

  were = put_rules (town, rules);
  for (guint i = ANNA; i <= BORIS; i++)
    sync_mate_reopen (mates[i], "UPDATE sync_record SET blocked = NULL");
  circle_sync_all (town);
  circle_sync_all (town);
  circle_assert_says (town, database, "second", FALSE);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, "FIRST\nsecond\nthird");
      g_assert_cmpuint (circle_count_places (mates[i]), ==, 1);
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
    }
}

/* Boris has edited a note that became the client's meanwhile, and meets first that it is gone where
 * it was. */
static void
test_edited (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *note = NULL;
  g_autofree char *database = circle_open (town, circle_members);

  note = sync_add_note (mates[ANNA], town->open_client, "one\ntwo\nthree");
  circle_sync_all (town);
  sync_set_body (mates[BORIS], note, "one\ntwo\nTHREE");
  sync_set_body (mates[ANNA], note, "ONE\ntwo\nthree");
  sync_move_note (mates[ANNA], note, town->client);
  g_assert_true (sync_circles (mates[ANNA], -1));
  circle_assert_says (town, "team", "ONE", FALSE);
  g_assert_true (sync_circles (mates[BORIS], -1));
  g_assert_cmpuint (sync_count_conflicts (mates[BORIS]), ==, 0);
  circle_assert_body (mates[BORIS], note, "ONE\ntwo\nTHREE");
  circle_sync_all (town);
  circle_assert_body (mates[ANNA], note, "ONE\ntwo\nTHREE");
  circle_assert_body (mates[VERA], note, NULL);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  for (guint i = 0; i < N_MATES; i++)
    g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
  circle_assert_says (town, "team", "THREE", FALSE);
}

/* The circle's database alone. */
static void
sync_circle (SyncMate *mate)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), NULL);

  for (guint i = 0; i < places->len; i++)
    if (*((RapportSyncPlace *) places->pdata[i])->client != '\0')
      sync_turn_to (mate, ((RapportSyncPlace *) places->pdata[i])->key);
  sync_fully (mate);
}

/* The way back, which ends in the workspace. */
static void
test_edited_back (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *database = circle_open (town, circle_members);

  circle_sync_all (town);
  sync_set_body (mates[BORIS], town->note, "first\nsecond\nTHIRD");
  sync_move_note (mates[ANNA], town->note, town->open_client);
  g_assert_true (sync_circles (mates[ANNA], -1));
  circle_assert_says (town, database, "second", FALSE);
  sync_circle (mates[BORIS]);
  g_assert_cmpuint (sync_count_conflicts (mates[BORIS]), ==, 0);
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, "first\nsecond\nTHIRD");
      g_assert_cmpuint (sync_count_conflicts (mates[i]), ==, 0);
    }
  circle_assert_says (town, database, "second", FALSE);
}

/* Where one is not let in it is a question still: the words stay here alone, and are shown. */
static void
test_edited_outside (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *note = NULL;
  g_autofree char *database = circle_open (town, circle_members);

  note = sync_add_note (mates[ANNA], town->open_client, "one\ntwo\nthree");
  circle_sync_all (town);
  sync_set_body (mates[VERA], note, "one\ntwo\nTHREE");
  sync_move_note (mates[ANNA], note, town->client);
  g_assert_true (sync_circles (mates[ANNA], -1));
  g_assert_true (sync_circles (mates[VERA], -1));
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, 1);
  circle_assert_body (mates[VERA], note, "one\ntwo\nTHREE");
}

/* Boris gave a note of one client to another, and had not sent it when both got circles of their
 * own: he is the only one in that of the first, and not in that of the second. Nobody but him
 * brings it from where all read it. */
static void
test_two_circles (CircleTown *town)
{
  static const char *const boris[] = { "boris", NULL };
  static const char *const vera[] = { "vera", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *other = sync_add_client (mates[ANNA], "Лютик");
  g_autofree char *note = sync_add_note (mates[ANNA], town->open_client, SECRET);
  g_autofree char *database = NULL;
  g_autofree char *beside = NULL;
  g_autoptr (GError) error = NULL;

  circle_sync_all (town);
  sync_move_note (mates[VERA], note, town->client);
  circle_sync_all (town);
  sync_move_note (mates[BORIS], note, other);
  database = circle_open (town, boris);
  beside =
    rapport_server_open_circle (town->admin, "team", other, vera, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  circle_sync_all (town);
  circle_assert_says (town, "team", SECRET, FALSE);
  circle_assert_says (town, beside, SECRET, FALSE);
  circle_assert_says (town, database, SECRET, TRUE);
  circle_assert_body (mates[BORIS], note, SECRET);
  circle_assert_body (mates[ANNA], note, NULL);
  g_assert_cmpuint (sync_count_conflicts (mates[BORIS]), ==, 1);
  g_assert_cmpuint (sync_count (mates[BORIS]).waiting, ==, 0);
}

/* Vera erased a note in a circle, was put out of it before that was sent, and then the client was
 * opened to everybody: what she wanted was never heard, and she has what all have. */
static void
test_erased_unheard (CircleTown *town)
{
  static const char *const everybody[] = { "anna", "boris", "vera", NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *database = circle_open (town, everybody);
  g_autofree char *again = NULL;

  circle_sync_all (town);
  sync_erase_note (mates[VERA], town->note);
  again = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_close (town);
  circle_sync_all (town);
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    {
      circle_assert_body (mates[i], town->note, "first\nsecond\nthird");
      sync_assert_equal (mates[ANNA], mates[i]);
    }
  g_assert_cmpuint (sync_count (mates[VERA]).waiting, ==, 0);
}

int
main (int argc, char **argv)
{
  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  circle_test_add ("/circle-between/refused", test_refused, FALSE, NULL);
  circle_test_add ("/circle-between/edited", test_edited, FALSE, NULL);
  circle_test_add ("/circle-between/edited-back", test_edited_back, FALSE, NULL);
  circle_test_add ("/circle-between/edited-outside", test_edited_outside, FALSE, NULL);
  circle_test_add ("/circle-between/two-circles", test_two_circles, FALSE, NULL);
  circle_test_add ("/circle-between/erased-unheard", test_erased_unheard, FALSE, NULL);
  return g_test_run ();
}
