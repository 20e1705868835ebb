/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-support.h"

#include "rapport-records.h"
#include "rapport-text-merge.h"

void
sync_town_set_up (SyncTown *town, gconstpointer data)
{
  town->server = rapport_test_server_or_skip ();
  if (town->server == NULL)
    return;
  rapport_test_server_make_database (town->server, "team", NULL);
  town->proxy = rapport_fault_proxy_new (rapport_test_server_get_port (town->server), FALSE);
}

void
sync_town_tear_down (SyncTown *town, gconstpointer data)
{
  g_clear_pointer (&town->proxy, rapport_fault_proxy_free);
  g_clear_pointer (&town->server, rapport_test_server_free);
}

static void
apply_note (SyncMate *mate, RapportSyncNote *note)
{
  g_autofree char *id = rapport_id_new (TEST_NOW);
  g_autoptr (GError) error = NULL;
  const RapportChangeHead head = {
    .id = id,
    .label = "",
    .author = "",
    .client = "",
    .instant = TEST_NOW,
    .kind = RAPPORT_CHANGE_PULL,
    .target = "",
  };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);

  rapport_change_set_set_note (set, note);
  rapport_library_apply (mate->library, set);
  rapport_library_flush (mate->library, &error);
  g_assert_no_error (error);
}

void
sync_mate_connect (SyncMate *mate, const char *address)
{
  RapportSyncNote *note = rapport_sync_note_new ();
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GError) error = NULL;

  note->forget = mate->place;
  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->address, address);
  g_set_str (&note->place->user, RAPPORT_TEST_SERVER_ADMIN);
  g_free (note->place->replica);
  note->place->replica = g_uuid_string_random ();
  apply_note (mate, note);
  places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 1);
  mate->place = ((RapportSyncPlace *) places->pdata[0])->key;
  g_clear_object (&mate->replicator);
  mate->replicator = rapport_replicator_new (mate->library, mate->place);
  replicator_set_patience (mate->replicator, 10, 4, 7);
}

SyncMate *
sync_mate_new_at (const char *address)
{
  SyncMate *mate = g_new0 (SyncMate, 1);
  g_autofree char *me = rapport_id_new (TEST_NOW);

  mate->folder = test_folder_new ();
  mate->path = g_build_filename (mate->folder, "agency.rapport", NULL);
  mate->clock = rapport_clock_new_fixed (TEST_NOW);
  mate->store = test_open (mate->path, mate->clock);
  mate->library = rapport_library_new (RAPPORT_STORE (mate->store), mate->clock);
  rapport_library_set_line_merge (mate->library, rapport_text_merge_lines);
  rapport_library_set_me (mate->library, me);
  sync_mate_connect (mate, address);
  return mate;
}

SyncMate *
sync_mate_new (SyncTown *town, gboolean by_proxy)
{
  g_autofree char *address = g_strconcat (by_proxy ? rapport_fault_proxy_get_uri (town->proxy)
                                                   : rapport_test_server_get_uri (town->server),
                                          "team", NULL);

  return sync_mate_new_at (address);
}

void
sync_mate_free (SyncMate *mate)
{
  rapport_replicator_stop (mate->replicator);
  g_assert_finalize_object (g_steal_pointer (&mate->replicator));
  g_assert_true (rapport_library_flush (mate->library, NULL));
  g_assert_finalize_object (g_steal_pointer (&mate->library));
  test_close (g_steal_pointer (&mate->store));
  test_assert_whole (mate->path);
  g_object_unref (mate->clock);
  g_free (mate->path);
  test_folder_free (mate->folder);
  g_free (mate);
}

/* Running. */

RapportReplicatorState
sync_once (SyncMate *mate)
{
  RapportReplicatorState state;

  rapport_replicator_start (mate->replicator, RAPPORT_TEST_SERVER_PASSWORD, FALSE);
  while (rapport_replicator_get_state (mate->replicator) == RAPPORT_REPLICATOR_WORKING)
    g_main_context_iteration (NULL, TRUE);
  state = rapport_replicator_get_state (mate->replicator);
  if (state != RAPPORT_REPLICATOR_IDLE)
    g_test_message ("ended with %u: %s", state, rapport_replicator_get_message (mate->replicator));
  g_assert_true (rapport_library_flush (mate->library, NULL));
  return state;
}

void
sync_fully (SyncMate *mate)
{
  g_assert_cmpuint (sync_once (mate), ==, RAPPORT_REPLICATOR_IDLE);
}

void
sync_allow (SyncMate *mate)
{
  rapport_replicator_allow (mate->replicator);
  sync_fully (mate);
}

void
sync_wait_for (SyncMate *mate, RapportReplicatorState state)
{
  while (rapport_replicator_get_state (mate->replicator) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Editing. */

static void
commit (SyncMate *mate, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

char *
sync_add_client (SyncMate *mate, const char *name)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (mate->library, "Add a client");
  RapportRecord *client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
  char *id = g_strdup (rapport_record_get_id (client));

  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_NAME, name);
  commit (mate, transaction);
  return id;
}

void
sync_add_clients (SyncMate *mate, guint n)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (mate->library, "Add clients");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("client %u", i);

      rapport_transaction_set_text (transaction,
                                    rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT),
                                    RAPPORT_CLIENT_NAME, name);
    }
  commit (mate, transaction);
}

char *
sync_add_note (SyncMate *mate, const char *client, const char *body)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (mate->library, "Add a note");
  RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
  char *id = g_strdup (rapport_record_get_id (note));

  rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_CLIENT, client);
  rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, body);
  commit (mate, transaction);
  return id;
}

static void
set_text (SyncMate *mate, GType type, const char *id, guint field, const char *text)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (mate->library, "Edit");
  g_autoptr (RapportRecord) record = rapport_library_get (mate->library, type, id);

  g_assert_nonnull (record);
  rapport_transaction_set_text (transaction, record, field, text);
  commit (mate, transaction);
}

void
sync_set_name (SyncMate *mate, const char *id, const char *name)
{
  set_text (mate, RAPPORT_TYPE_CLIENT, id, RAPPORT_CLIENT_NAME, name);
}

void
sync_set_body (SyncMate *mate, const char *id, const char *body)
{
  set_text (mate, RAPPORT_TYPE_NOTE, id, RAPPORT_NOTE_BODY, body);
}

void
sync_erase (SyncMate *mate, const char *id)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (mate->library, "Erase");
  g_autoptr (RapportRecord) record = rapport_library_get (mate->library, RAPPORT_TYPE_CLIENT, id);

  g_assert_nonnull (record);
  rapport_transaction_erase (transaction, record);
  commit (mate, transaction);
}

void
sync_erase_all_clients (SyncMate *mate)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (mate->library, "Erase");
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clients = rapport_library_find (mate->library, query, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < clients->len; i++)
    rapport_transaction_erase (transaction, clients->pdata[i]);
  commit (mate, transaction);
}

/* Looking. */

static char *
get_text (SyncMate *mate, GType type, const char *id, guint field)
{
  g_autoptr (RapportRecord) record = rapport_library_get (mate->library, type, id);

  return record != NULL ? g_strdup (rapport_record_get_text (record, field)) : NULL;
}

char *
sync_get_name (SyncMate *mate, const char *id)
{
  return get_text (mate, RAPPORT_TYPE_CLIENT, id, RAPPORT_CLIENT_NAME);
}

char *
sync_get_body (SyncMate *mate, const char *id)
{
  return get_text (mate, RAPPORT_TYPE_NOTE, id, RAPPORT_NOTE_BODY);
}

/* (transfer full): all rows of a type, by id. */
static GPtrArray *
get_rows (SyncMate *mate, const RapportRecordInfo *info)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  rapport_query_include_trashed (query);
  rows = rapport_library_find_rows (mate->library, query, &error);
  g_assert_no_error (error);
  return rows;
}

guint
sync_count_clients (SyncMate *mate)
{
  g_autoptr (GPtrArray) rows = get_rows (mate, &rapport_client_info);

  return rows->len;
}

guint
sync_count_conflicts (SyncMate *mate)
{
  g_autoptr (GPtrArray) rows = get_rows (mate, &rapport_conflict_info);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((RapportRow *) rows->pdata[i])->values[RAPPORT_CONFLICT_SETTLED] == NULL;
  return n;
}

RapportSyncCount
sync_count (SyncMate *mate)
{
  RapportSyncCount count = { 0 };
  g_autoptr (GError) error = NULL;

  rapport_store_count_sync (RAPPORT_STORE (mate->store), mate->place, &count, &error);
  g_assert_no_error (error);
  return count;
}

static void
assert_rows_equal (const RapportRecordInfo *info, GPtrArray *a, GPtrArray *b)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (a->len != b->len)
    g_error ("%s: %u here, %u there", info->name, a->len, b->len);
  for (guint i = 0; i < b->len; i++)
    g_hash_table_insert (by_id, ((RapportRow *) b->pdata[i])->id, b->pdata[i]);
  for (guint i = 0; i < a->len; i++)
    {
      const RapportRow *row = a->pdata[i];
      const RapportRow *other = g_hash_table_lookup (by_id, row->id);

      if (other == NULL || !rapport_row_equal (info, row, other))
        g_error ("%s %s is not the same", info->name, row->id);
    }
}

void
sync_assert_equal (SyncMate *a, SyncMate *b)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autoptr (GPtrArray) here = get_rows (a, info);
      g_autoptr (GPtrArray) there = get_rows (b, info);

      assert_rows_equal (info, here, there);
    }
  g_assert_cmpint (sync_count (a).waiting, ==, 0);
  g_assert_cmpint (sync_count (b).waiting, ==, 0);
}
