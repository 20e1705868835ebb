/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-support.h"

#include "rapport-files.h"
#include "rapport-records.h"
#include "rapport-text-merge.h"

#include <string.h>

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
  g_clear_pointer (&town->a, sync_mate_free);
  g_clear_pointer (&town->b, sync_mate_free);
  g_clear_pointer (&town->client, g_free);
  g_clear_pointer (&town->note, g_free);
  g_clear_pointer (&town->proxy, rapport_fault_proxy_free);
  g_clear_pointer (&town->server, rapport_test_server_free);
}

void
sync_town_set_up_two (SyncTown *town, SyncRoads by_proxy)
{
  sync_town_set_up (town, NULL);
  if (town->server == NULL)
    return;
  town->a = sync_mate_new (town, (by_proxy & SYNC_A_BY_PROXY) != 0);
  town->b = sync_mate_new (town, (by_proxy & SYNC_B_BY_PROXY) != 0);
}

char *
sync_get_address (RapportTestServer *server, RapportFaultProxy *proxy)
{
  const char *uri =
    proxy != NULL ? rapport_fault_proxy_get_uri (proxy) : rapport_test_server_get_uri (server);

  return g_strconcat (uri, "team", NULL);
}

typedef struct
{
  SyncTest test;
  SyncRoads by_proxy;
  gconstpointer data;
} TestOfTwo;

static void
run_test_of_two (gconstpointer data)
{
  const TestOfTwo *self = data;
  SyncTown town = { .data = self->data };

  sync_town_set_up_two (&town, self->by_proxy);
  if (town.server != NULL)
    self->test (&town, town.a, town.b);
  sync_town_tear_down (&town, NULL);
}

void
sync_test_add (const char *path, SyncTest test, SyncRoads by_proxy, gconstpointer data)
{
  TestOfTwo *self = g_new (TestOfTwo, 1);

  *self = (TestOfTwo) { test, by_proxy, data };
  g_test_add_data_func_full (path, self, run_test_of_two, g_free);
}

void
sync_town_share (SyncTown *town, const char *body)
{
  g_free (town->client);
  g_free (town->note);
  town->client = sync_add_client (town->a, "Ромашка");
  town->note = sync_add_note (town->a, town->client, body);
  sync_fully (town->a);
  sync_fully (town->b);
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

RapportLibrary *
sync_library_new (RapportSqliteStore *store, RapportClock *clock)
{
  RapportLibrary *library = rapport_library_new (RAPPORT_STORE (store), clock);

  rapport_library_set_line_merge (library, rapport_text_merge_lines);
  return library;
}

static void
log_cb (RapportReplicator *replicator, const char *sentence, SyncMate *mate)
{
  g_ptr_array_add (mate->log, g_strdup (sentence));
}

void
sync_turn_to (SyncMate *mate, gint64 place)
{
  g_clear_object (&mate->replicator);
  mate->replicator = rapport_replicator_new (mate->library, place);
  g_signal_connect (mate->replicator, "log", G_CALLBACK (log_cb), mate);
  replicator_set_patience (mate->replicator, 10, 4, 7);
}

void
sync_mate_close (SyncMate *mate)
{
  rapport_replicator_stop (mate->replicator);
  g_assert_finalize_object (g_steal_pointer (&mate->replicator));
  g_assert_true (rapport_library_flush (mate->library, NULL));
  g_assert_finalize_object (g_steal_pointer (&mate->library));
  test_close (g_steal_pointer (&mate->store));
}

void
sync_mate_open (SyncMate *mate)
{
  mate->store = test_open (mate->path, mate->clock);
  mate->library = sync_library_new (mate->store, mate->clock);
  sync_turn_to (mate, mate->place);
}

void
sync_mate_reopen (SyncMate *mate, const char *sql)
{
  sync_mate_close (mate);
  if (sql != NULL)
    test_run_sql (mate->path, sql);
  sync_mate_open (mate);
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
  g_set_str (&note->place->user, mate->user);
  g_free (note->place->replica);
  note->place->replica = g_uuid_string_random ();
  apply_note (mate, note);
  places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 1);
  mate->place = ((RapportSyncPlace *) places->pdata[0])->key;
  sync_turn_to (mate, mate->place);
}

SyncMate *
sync_mate_new_as (const char *address, const char *user, const char *password, const char *me)
{
  SyncMate *mate = g_new0 (SyncMate, 1);

  mate->user = g_strdup (user);
  mate->password = g_strdup (password);
  mate->log = g_ptr_array_new_with_free_func (g_free);
  mate->folder = test_folder_new ();
  mate->path = g_build_filename (mate->folder, "agency.rapport", NULL);
  mate->clock = rapport_clock_new_fixed (TEST_NOW);
  mate->store = test_open (mate->path, mate->clock);
  mate->library = sync_library_new (mate->store, mate->clock);
  rapport_library_set_me (mate->library, me);
  sync_mate_connect (mate, address);
  return mate;
}

SyncMate *
sync_mate_new_at (const char *address)
{
  g_autofree char *me = rapport_id_new (TEST_NOW);

  return sync_mate_new_as (address, RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD, me);
}

SyncMate *
sync_mate_new (SyncTown *town, gboolean by_proxy)
{
  g_autofree char *address = sync_get_address (town->server, by_proxy ? town->proxy : NULL);

  return sync_mate_new_at (address);
}

void
sync_mate_free (SyncMate *mate)
{
  sync_mate_close (mate);
  test_assert_whole (mate->path);
  g_object_unref (mate->clock);
  g_free (mate->path);
  g_free (mate->user);
  g_free (mate->password);
  g_ptr_array_unref (mate->log);
  test_folder_free (mate->folder);
  g_free (mate);
}

/* Running. */

RapportReplicatorState
sync_once (SyncMate *mate)
{
  RapportReplicatorState state;

  rapport_replicator_start (mate->replicator, mate->password, FALSE);
  while (rapport_replicator_get_state (mate->replicator) == RAPPORT_REPLICATOR_WORKING)
    g_main_context_iteration (NULL, TRUE);
  state = rapport_replicator_get_state (mate->replicator);
  if (state != RAPPORT_REPLICATOR_IDLE)
    g_test_message ("ended with %u: %s", state, rapport_replicator_get_message (mate->replicator));
  g_assert_true (rapport_library_flush (mate->library, NULL));
  return state;
}

/* As after the program was killed: what is on the disk is all that there is. */
static void
open_anew (SyncMate *mate)
{
  g_autofree char *me = g_strdup (rapport_library_get_me (mate->library));

  g_clear_object (&mate->replicator);
  g_assert_finalize_object (g_steal_pointer (&mate->library));
  test_close (g_steal_pointer (&mate->store));
  mate->store = test_open (mate->path, mate->clock);
  mate->library = sync_library_new (mate->store, mate->clock);
  rapport_library_set_me (mate->library, me);
  g_assert_true (rapport_library_flush (mate->library, NULL));
}

/* FALSE where @steps is used up. */
static gboolean
sync_each_place (SyncMate *mate, int *steps)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (*place->address == '\0')
        continue;
      if ((*steps)-- == 0)
        return FALSE;
      sync_turn_to (mate, place->key);
      sync_fully (mate);
    }
  return TRUE;
}

gboolean
sync_circles (SyncMate *mate, int most_steps)
{
  gboolean whole = TRUE;

  for (guint round = 0; round < 4 && whole; round++)
    whole = sync_each_place (mate, &most_steps);
  if (!whole)
    open_anew (mate);
  sync_turn_to (mate, mate->place);
  return whole;
}

void
sync_fully (SyncMate *mate)
{
  g_assert_cmpuint (sync_once (mate), ==, RAPPORT_REPLICATOR_IDLE);
}

void
sync_both (SyncMate *a, SyncMate *b)
{
  sync_fully (a);
  sync_fully (b);
  sync_fully (a);
  sync_assert_equal (a, b);
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

GBytes *
sync_make_bytes (gsize size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint8 *bytes = g_malloc (size + sizeof (guint32));

  for (gsize i = 0; i < size; i += sizeof (guint32))
    {
      const guint32 number = g_rand_int (rand);

      memcpy (bytes + i, &number, sizeof number);
    }
  return g_bytes_new_take (bytes, size);
}

char *
sync_add_file (SyncMate *mate, const char *client, gsize size, guint32 seed)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (mate->library, "Add a file");
  g_autoptr (GBytes) bytes = sync_make_bytes (size, seed);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *name = g_strdup ("file.bin");
  g_autofree char *mime_type = g_strdup ("application/octet-stream");
  const RapportFileData data = { name, mime_type, digest, bytes };
  RapportRecord *file = rapport_file_attach (transaction, client, client, &data);
  char *id = g_strdup (rapport_record_get_id (file));

  commit (mate, transaction);
  return id;
}

char *
sync_mark (SyncMate *mate, const char *client, const char *member, const char *comment)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (mate->library, "Mark");
  const char *key[] = { client, "2026-11-16", member, NULL };
  RapportRecord *light = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key);
  char *id = g_strdup (rapport_record_get_id (light));

  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_CLIENT, client);
  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_COMMENT, comment);
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
sync_move_note (SyncMate *mate, const char *id, const char *client)
{
  set_text (mate, RAPPORT_TYPE_NOTE, id, RAPPORT_NOTE_CLIENT, client);
}

static void
erase (SyncMate *mate, GType type, const char *id)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (mate->library, "Erase");
  g_autoptr (RapportRecord) record = rapport_library_get (mate->library, type, id);

  g_assert_nonnull (record);
  rapport_transaction_erase (transaction, record);
  commit (mate, transaction);
}

void
sync_erase (SyncMate *mate, const char *id)
{
  erase (mate, RAPPORT_TYPE_CLIENT, id);
}

void
sync_erase_note (SyncMate *mate, const char *id)
{
  erase (mate, RAPPORT_TYPE_NOTE, id);
}

void
sync_erase_file (SyncMate *mate, const char *id)
{
  erase (mate, RAPPORT_TYPE_ATTACHMENT, id);
}

void
sync_erase_mark (SyncMate *mate, const char *id)
{
  erase (mate, RAPPORT_TYPE_LIGHT, id);
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

char *
sync_get_comment (SyncMate *mate, const char *id)
{
  return get_text (mate, RAPPORT_TYPE_LIGHT, id, RAPPORT_LIGHT_COMMENT);
}

gboolean
sync_has_file (SyncMate *mate, const char *id, gsize size, guint32 seed)
{
  g_autoptr (GBytes) bytes = sync_make_bytes (size, seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = rapport_store_load_blob (
    RAPPORT_STORE (mate->store), &rapport_attachment_info, id, RAPPORT_ATTACHMENT_DATA, &error);
  g_autoptr (GBytes) is = value != NULL ? g_variant_get_data_as_bytes (value) : NULL;

  g_assert_no_error (error);
  return is != NULL && g_bytes_equal (is, bytes);
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
