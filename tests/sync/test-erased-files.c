/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a file are deleted on the server when its record is erased for good, and only then:
 * not while somebody names them, or the erasure has not arrived. */
#include "circle-support.h"
#include "rapport-document.h"
#include "rapport-records.h"

/* Two pieces, and one. */
#define LARGE ((gsize) (RAPPORT_BLOB_PIECE + 1000))
#define SMALL ((gsize) 2000)

#define BULK "/team/_bulk_docs*"

static void
test_erased (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *large = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  g_autofree char *small = sync_add_file (mates[ANNA], town->client, SMALL, 2);

  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  sync_erase_file (mates[BORIS], large);
  sync_fully (mates[BORIS]);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  circle_assert_has_file (town, "team", SMALL, 2, TRUE);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  g_assert_false (sync_has_file (mates[ANNA], large, LARGE, 1));
  g_assert_true (sync_has_file (mates[VERA], small, SMALL, 2));
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* Whoever erases the last record that names them, and has it from somebody else. */
static void
test_named_twice (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *first = sync_add_file (mates[ANNA], town->client, SMALL, 1);
  g_autofree char *second = sync_add_file (mates[BORIS], town->open_client, SMALL, 1);

  circle_sync_all (town);
  sync_erase_file (mates[ANNA], first);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 1, TRUE);
  g_assert_true (sync_has_file (mates[ANNA], second, SMALL, 1));
  sync_erase_file (mates[VERA], second);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 1, FALSE);
}

/* Somebody attaches the same file, and does not know yet that it is erased: what was sent first
 * stays. */
static void
test_attached_before (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *first = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  g_autofree char *second = NULL;

  circle_sync_all (town);
  sync_erase_file (mates[ANNA], first);
  second = sync_add_file (mates[BORIS], town->open_client, LARGE, 1);
  if (town->data != NULL)
    sync_fully (mates[BORIS]);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  for (guint i = 0; i < N_MATES; i++)
    {
      g_assert_true (sync_has_file (mates[i], second, LARGE, 1));
      g_assert_false (sync_has_file (mates[i], first, LARGE, 1));
    }
}

/* At the same time: the bytes are there when they are looked for, and are deleted while the record
 * is on its way. */
static void
test_attached_meanwhile (CircleTown *town)
{
  const RapportFault slow = { RAPPORT_FAULT_HOLD, "POST", BULK, 0, 1, 2500, NULL };
  SyncMate *const *mates = town->mates;
  g_autofree char *first = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  g_autofree char *second = NULL;
  guint before;

  circle_sync_all (town);
  sync_erase_file (mates[ANNA], first);
  second = sync_add_file (mates[BORIS], town->open_client, LARGE, 1);
  before = rapport_fault_proxy_count (town->proxy, "POST", BULK);
  rapport_fault_proxy_add (town->proxy, &slow);
  rapport_replicator_start (mates[BORIS]->replicator, mates[BORIS]->password, FALSE);
  while (rapport_fault_proxy_count (town->proxy, "POST", BULK) == before)
    g_main_context_iteration (NULL, FALSE);
  sync_fully (mates[ANNA]);
  g_assert_cmpint (rapport_replicator_get_state (mates[BORIS]->replicator), ==,
                   RAPPORT_REPLICATOR_WORKING);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  sync_wait_for (mates[BORIS], RAPPORT_REPLICATOR_IDLE);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  circle_sync_all (town);
  for (guint i = 0; i < N_MATES; i++)
    {
      g_assert_true (sync_has_file (mates[i], second, LARGE, 1));
      g_assert_false (sync_has_file (mates[i], first, LARGE, 1));
    }
}

/* Somebody has renamed it, which is an edit that stands: it has its bytes again. */
static void
test_edited (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *file = sync_add_file (mates[ANNA], town->client, SMALL, 1);
  g_autoptr (RapportRecord) record = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  circle_sync_all (town);
  transaction = rapport_transaction_begin (mates[BORIS]->library, "Rename");
  record = rapport_library_get (mates[BORIS]->library, RAPPORT_TYPE_ATTACHMENT, file);
  rapport_transaction_set_text (transaction, record, RAPPORT_ATTACHMENT_NAME, "other.bin");
  g_assert_true (rapport_transaction_commit (transaction, &error));
  g_assert_true (rapport_library_flush (mates[BORIS]->library, &error));
  sync_erase_file (mates[ANNA], file);
  sync_fully (mates[ANNA]);
  circle_assert_has_file (town, "team", SMALL, 1, FALSE);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 1, TRUE);
  for (guint i = 0; i < N_MATES; i++)
    g_assert_true (sync_has_file (mates[i], file, SMALL, 1));
}

/* Cut short after any number of steps, and the library opened anew. */
static void
test_cut_short (CircleTown *town)
{
  SyncMate *const *mates = town->mates;

  for (int steps = 1; steps < 40; steps += 6)
    {
      const guint32 seed = (guint32) steps;
      g_autofree char *file = sync_add_file (mates[ANNA], town->client, SMALL, seed);

      sync_fully (mates[ANNA]);
      circle_assert_has_file (town, "team", SMALL, seed, TRUE);
      sync_erase_file (mates[ANNA], file);
      sync_circles (mates[ANNA], steps);
      sync_fully (mates[ANNA]);
      circle_assert_has_file (town, "team", SMALL, seed, FALSE);
    }
}

/* The server does not take the erasure: what it has is a record with its file. */
static void
test_refused (CircleTown *town)
{
  static const char strict[] = "{\"language\": \"javascript\", \"validate_doc_update\": "
                               "\"function (d) { if (d._deleted && /^attachment:/.test (d._id)) "
                               "throw ({ forbidden: 'no' }); }\"}";
  SyncMate *const *mates = town->mates;
  g_autoptr (JsonNode) node = json_from_string (strict, NULL);
  JsonObject *design = json_node_get_object (node);
  JsonObject *there;
  g_autofree char *rules = NULL;
  g_autofree char *file = sync_add_file (mates[ANNA], town->client, SMALL, 1);

  circle_sync_all (town);
  there = rapport_test_server_get_document (town->server, "team", "_design/rapport");
  json_object_set_string_member (design, "_rev", json_object_get_string_member (there, "_rev"));
  json_object_set_string_member (design, "_id", "_design/rapport");
  rules = rapport_test_server_put_document (town->server, "team", "_design/rapport",
                                            json_object_ref (design));
  sync_erase_file (mates[ANNA], file);
  circle_sync_all (town);
  g_assert_cmpuint (sync_count (mates[ANNA]).blocked, ==, 1);
  circle_assert_has_file (town, "team", SMALL, 1, TRUE);
  g_assert_true (sync_has_file (mates[VERA], file, SMALL, 1));
  json_object_set_string_member (there, "_rev", rules);
  g_free (rapport_test_server_put_document (town->server, "team", "_design/rapport", there));
  sync_mate_reopen (mates[ANNA], "UPDATE sync_record SET blocked = NULL");
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 1, FALSE);
}

/* With everything of a client who has a circle. */
static void
test_circle (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *file = sync_add_file (mates[ANNA], town->client, SMALL, 1);
  g_autofree char *same = sync_add_file (mates[ANNA], town->open_client, SMALL, 1);
  g_autofree char *name = NULL;

  circle_sync_all (town);
  name = circle_open (town, circle_members);
  circle_sync_all (town);
  circle_assert_has_file (town, name, SMALL, 1, TRUE);
  sync_erase_file (mates[BORIS], file);
  circle_sync_all (town);
  circle_assert_has_file (town, name, SMALL, 1, FALSE);
  circle_assert_has_file (town, "team", SMALL, 1, TRUE);
  sync_erase_file (mates[VERA], same);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", SMALL, 1, FALSE);
}

int
main (int argc, char **argv)
{
  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  circle_test_add ("/erased-files/erased", test_erased, FALSE, NULL);
  circle_test_add ("/erased-files/named-twice", test_named_twice, FALSE, NULL);
  circle_test_add ("/erased-files/attached-before", test_attached_before, FALSE, "sent");
  circle_test_add ("/erased-files/attached-after", test_attached_before, FALSE, NULL);
  circle_test_add ("/erased-files/attached-meanwhile", test_attached_meanwhile, TRUE, NULL);
  circle_test_add ("/erased-files/edited", test_edited, FALSE, NULL);
  circle_test_add ("/erased-files/cut-short", test_cut_short, FALSE, NULL);
  circle_test_add ("/erased-files/refused", test_refused, FALSE, NULL);
  circle_test_add ("/erased-files/circle", test_circle, FALSE, NULL);
  return g_test_run ();
}
