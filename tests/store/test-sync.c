/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits to be sent, and what the database has otherwise, against a plain model. */
#include "rapport-records.h"
#include "rapport-store-batch.h"
#include "rapport-store-carry.h"
#include "store-support.h"

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  fixture->store = test_open (fixture->path, fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    test_close (fixture->store);
  test_assert_whole (fixture->path);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static char *
key_id (const char *type, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *parts[] = { number, NULL };

  return rapport_id_from_key (type, parts);
}

/* Writing. */

static void
add_text (RapportChangeSet *set,
          const RapportRecordInfo *info,
          const char *id,
          RapportOperation operation,
          guint field,
          const char *text)
{
  test_set_add (set, info, id, operation, field, text != NULL ? g_variant_new_string (text) : NULL);
}

static void
write_text (Fixture *fixture,
            const RapportRecordInfo *info,
            const char *id,
            RapportOperation operation,
            guint field,
            const char *text)
{
  RapportChangeSet *set = test_set_new ("Edit", "me", "");

  add_text (set, info, id, operation, field, text);
  test_commit (fixture->store, set);
}

static void
erase (Fixture *fixture, const RapportRecordInfo *info, const char *id)
{
  RapportChangeSet *set = test_set_new ("Erase", "me", "");

  rapport_change_set_add_record (set, info, id, RAPPORT_OPERATION_ERASE);
  test_commit (fixture->store, set);
}

static RapportSyncNote *
add_note (RapportChangeSet *set)
{
  RapportSyncNote *note = rapport_sync_note_new ();

  rapport_change_set_set_note (set, note);
  return note;
}

static void
connect_place (Fixture *fixture, const char *client)
{
  RapportChangeSet *set = test_set_new ("Connect", "me", "");
  RapportSyncNote *note = add_note (set);

  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->address, "https://example.org/agency");
  g_set_str (&note->place->client, client);
  test_commit (fixture->store, set);
}

static void
forget_place (Fixture *fixture, gint64 place)
{
  RapportChangeSet *set = test_set_new ("Leave", "me", "");

  add_note (set)->forget = place;
  test_commit (fixture->store, set);
}

/* (transfer none): a new fact of @set. */
static RapportSyncFact *
add_fact (RapportChangeSet *set, const char *type, const char *id, const char *revision)
{
  RapportSyncNote *note = (RapportSyncNote *) rapport_change_set_get_note (set);
  RapportSyncFact *fact = rapport_sync_fact_new (type, id, 1);

  if (note == NULL)
    note = add_note (set);
  g_set_str (&fact->revision, revision);
  g_ptr_array_add (note->facts, fact);
  return fact;
}

static void
serve_text (RapportSyncFact *fact, const RapportRecordInfo *info, guint field, const char *text)
{
  if (fact->served == NULL)
    fact->served = rapport_row_new (info, fact->id);
  if (text != NULL)
    fact->served->values[field] = g_variant_ref_sink (g_variant_new_string (text));
}

/* Reading. */

static RapportSyncEntry *
get_entry (Fixture *fixture, const char *id)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    rapport_store_get_sync_entries (RAPPORT_STORE (fixture->store), ids, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, <=, 1);
  return entries->len > 0 ? g_ptr_array_steal_index (entries, 0) : NULL;
}

static GPtrArray *
find_waiting (Fixture *fixture, gint64 place, gint64 *after, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries =
    rapport_store_find_sync_waiting (RAPPORT_STORE (fixture->store), place, after, limit, &error);

  g_assert_no_error (error);
  return entries;
}

static RapportSyncCount
count (Fixture *fixture, gint64 place)
{
  g_autoptr (GError) error = NULL;
  RapportSyncCount answer = { 0 };

  g_assert_true (rapport_store_count_sync (RAPPORT_STORE (fixture->store), place, &answer, &error));
  g_assert_no_error (error);
  return answer;
}

static const char *
get_text (RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : NULL;
}

static void
assert_waits (Fixture *fixture, const char *id, gboolean waits)
{
  g_autoptr (RapportSyncEntry) entry = get_entry (fixture, id);

  g_assert_nonnull (entry);
  g_assert_cmpint (entry->waiting, ==, waits);
}

static void
assert_nothing (Fixture *fixture, const char *id)
{
  g_autoptr (RapportSyncEntry) entry = get_entry (fixture, id);

  g_assert_null (entry);
}

/* Puts a client on disk that the database has, too. */
static char *
make_client (Fixture *fixture, guint n, const char *name)
{
  char *id = key_id ("client", n);
  RapportChangeSet *set = test_set_new ("Pull", "me", "");

  add_text (set, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME, name);
  serve_text (add_fact (set, "client", id, "1-a"), &rapport_client_info, RAPPORT_CLIENT_NAME, name);
  test_commit (fixture->store, set);
  return id;
}

/* Tests. */

static void
test_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = key_id ("client", 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = NULL;

  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Northwind");
  assert_nothing (fixture, id);
  places = rapport_store_get_sync_places (RAPPORT_STORE (fixture->store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 0);
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = key_id ("client", 1);
  g_autofree char *secret = key_id ("client", 2);
  g_autofree char *later = key_id ("client", 3);
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (RapportSyncEntry) entry = NULL;
  gint64 entries = 0;

  write_text (fixture, &rapport_client_info, open, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Northwind");
  write_text (fixture, &rapport_client_info, secret, RAPPORT_OPERATION_CREATE,
              RAPPORT_RECORD_AUDIENCE, "me");
  entries = test_get_integer (fixture->path, "SELECT count (*) FROM change_set");
  connect_place (fixture, "");
  /* The log has nothing of it. */
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM change_set"), ==,
                   entries);
  places = rapport_store_get_sync_places (RAPPORT_STORE (fixture->store), NULL);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpstr (((RapportSyncPlace *) places->pdata[0])->address, ==,
                   "https://example.org/agency");
  assert_nothing (fixture, secret);
  entry = get_entry (fixture, open);
  g_assert_cmpstr (entry->type, ==, "client");
  g_assert_cmpstr (entry->revision, ==, "");
  g_assert_cmpint (entry->place, ==, 1);
  g_assert_true (entry->waiting);
  g_assert_null (entry->served);
  g_assert_cmpstr (get_text (entry->row, RAPPORT_CLIENT_NAME), ==, "Northwind");
  write_text (fixture, &rapport_client_info, later, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Contoso");
  assert_waits (fixture, later, TRUE);
  g_assert_cmpint (count (fixture, 1).waiting, ==, 2);
  forget_place (fixture, 1);
  assert_nothing (fixture, open);
  g_assert_cmpint (count (fixture, 0).known, ==, 0);
}

/* A client with a place of its own, and its records. */
static void
test_circle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = key_id ("client", 1);
  g_autofree char *second = key_id ("client", 2);
  g_autofree char *note = key_id ("note", 1);
  g_autofree char *task = key_id ("note", 2);
  g_autoptr (RapportSyncEntry) entry = NULL;

  write_text (fixture, &rapport_client_info, first, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Northwind");
  write_text (fixture, &rapport_client_info, second, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Contoso");
  write_text (fixture, &rapport_note_info, note, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_CLIENT,
              first);
  connect_place (fixture, first);
  g_assert_cmpint (count (fixture, 1).waiting, ==, 2);
  connect_place (fixture, "");
  g_assert_cmpint (count (fixture, 1).waiting, ==, 2);
  g_assert_cmpint (count (fixture, 2).waiting, ==, 1);
  write_text (fixture, &rapport_note_info, task, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_CLIENT,
              first);
  entry = get_entry (fixture, task);
  g_assert_cmpint (entry->place, ==, 1);
}

static guint
count_moved (Fixture *fixture, gint64 place)
{
  gint64 after = 0;
  guint n = 0;
  guint piece;

  /* In pieces of one, each of which is behind the last. */
  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries =
        rapport_store_find_sync_moved (RAPPORT_STORE (fixture->store), place, &after, 1, &error);

      g_assert_no_error (error);
      piece = entries->len;
      n += piece;
    }
  while (piece > 0);
  return n;
}

static void
assert_lives (Fixture *fixture, const char *id, gint64 place, const char *revision)
{
  g_autoptr (RapportSyncEntry) entry = get_entry (fixture, id);

  g_assert_nonnull (entry);
  g_assert_cmpint (entry->place, ==, place);
  g_assert_cmpstr (entry->revision, ==, revision);
}

/* A client moves to a place of its own: what the old one has is deleted once the new one has it,
 * and what is still learnt of the old one changes only that. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autofree char *client = NULL;
  RapportChangeSet *set;
  RapportSyncFact *fact;

  connect_place (fixture, "");
  client = make_client (fixture, 1, "Northwind");
  connect_place (fixture, client);
  assert_lives (fixture, client, 2, "0-a");
  assert_waits (fixture, client, TRUE);
  g_assert_cmpuint (count_moved (fixture, 1), ==, 0);
  /* It was sent to the old place before, and the answer comes now. */
  set = test_set_new ("", "me", "");
  serve_text (add_fact (set, "client", client, "2-b"), &rapport_client_info, RAPPORT_CLIENT_NAME,
              "Northwind");
  test_commit (fixture->store, set);
  assert_lives (fixture, client, 2, "0-a");
  /* To change it and to take that back is no reason not to send it. */
  write_text (fixture, &rapport_client_info, client, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Southwind");
  write_text (fixture, &rapport_client_info, client, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Northwind");
  assert_waits (fixture, client, TRUE);
  set = test_set_new ("", "me", "");
  fact = add_fact (set, "client", client, "1-x");
  fact->place = 2;
  serve_text (fact, &rapport_client_info, RAPPORT_CLIENT_NAME, "Northwind");
  test_commit (fixture->store, set);
  assert_lives (fixture, client, 2, "1-x");
  assert_waits (fixture, client, FALSE);
  g_assert_cmpuint (count_moved (fixture, 1), ==, 1);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count (*) FROM sync_left WHERE revision = '2-b'"), ==,
    1);
  set = test_set_new ("", "me", "");
  g_ptr_array_add (add_note (set)->left, rapport_sync_fact_new ("client", client, 1));
  test_commit (fixture->store, set);
  g_assert_cmpuint (count_moved (fixture, 1), ==, 0);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM sync_left"), ==, 0);
  set = test_set_new ("", "me", "");
  add_note (set)->retire = 2;
  test_commit (fixture->store, set);
  assert_lives (fixture, client, 1, "0-x");
  assert_waits (fixture, client, TRUE);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM sync_left "
                                                    "WHERE place = 2 AND revision = '1-x'"),
                   ==, 1);
}

/* Where one isn't let in nothing is sent to, and nothing is to be deleted for it. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  g_autofree char *client = NULL;
  RapportChangeSet *set;
  RapportSyncNote *note;

  connect_place (fixture, "");
  client = make_client (fixture, 1, "Northwind");
  set = test_set_new ("", "me", "");
  note = add_note (set);
  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->client, client);
  test_commit (fixture->store, set);
  assert_lives (fixture, client, 2, "0-a");
  g_assert_cmpint (count (fixture, 0).waiting, ==, 0);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM sync_left"), ==, 0);
  /* The same place, now with an address. */
  connect_place (fixture, client);
  g_assert_cmpint (count (fixture, 0).waiting, ==, 1);
  assert_lives (fixture, client, 2, "0-a");
}

/* A note that becomes that of a client with a place of its own. */
static void
test_move_note (Fixture *fixture, gconstpointer data)
{
  g_autofree char *client = key_id ("client", 1);
  g_autofree char *note = key_id ("note", 1);
  RapportChangeSet *set;

  connect_place (fixture, "");
  connect_place (fixture, client);
  set = test_set_new ("Pull", "me", "");
  add_text (set, &rapport_note_info, note, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY, "words");
  serve_text (add_fact (set, "note", note, "3-c"), &rapport_note_info, RAPPORT_NOTE_BODY, "words");
  test_commit (fixture->store, set);
  assert_lives (fixture, note, 1, "3-c");
  write_text (fixture, &rapport_note_info, note, RAPPORT_OPERATION_CHANGE, RAPPORT_NOTE_CLIENT,
              client);
  assert_lives (fixture, note, 2, "0-c");
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM sync_left "
                                                    "WHERE place = 1 AND revision = '3-c'"),
                   ==, 1);
  /* And back, before anything was sent. */
  write_text (fixture, &rapport_note_info, note, RAPPORT_OPERATION_CHANGE, RAPPORT_NOTE_CLIENT, "");
  assert_lives (fixture, note, 1, "0-c");
  assert_waits (fixture, note, TRUE);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM sync_left"), ==, 0);
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (RapportSyncEntry) entry = NULL;

  connect_place (fixture, "");
  id = make_client (fixture, 1, "Northwind");
  assert_waits (fixture, id, FALSE);
  /* For the user alone. */
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE,
              RAPPORT_CLIENT_TEMPERAMENT, "choleric");
  assert_waits (fixture, id, FALSE);
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Southwind");
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Eastwind");
  entry = get_entry (fixture, id);
  g_assert_true (entry->waiting);
  g_assert_cmpstr (get_text (entry->row, RAPPORT_CLIENT_NAME), ==, "Eastwind");
  g_assert_cmpstr (get_text (entry->served, RAPPORT_CLIENT_NAME), ==, "Northwind");
  g_assert_null (entry->served->values[RAPPORT_CLIENT_TEMPERAMENT]);
  /* Taken back, it has nothing to say. */
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Northwind");
  assert_waits (fixture, id, FALSE);
}

static void
test_erased (Fixture *fixture, gconstpointer data)
{
  g_autofree char *known = NULL;
  g_autofree char *unknown = key_id ("client", 2);
  g_autoptr (RapportSyncEntry) entry = NULL;
  RapportChangeSet *set;

  connect_place (fixture, "");
  known = make_client (fixture, 1, "Northwind");
  write_text (fixture, &rapport_client_info, known, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Southwind");
  write_text (fixture, &rapport_client_info, unknown, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Contoso");
  erase (fixture, &rapport_client_info, known);
  erase (fixture, &rapport_client_info, unknown);
  assert_nothing (fixture, unknown);
  entry = get_entry (fixture, known);
  g_assert_true (entry->waiting);
  g_assert_null (entry->row);
  g_assert_null (entry->served);
  g_assert_cmpstr (entry->revision, ==, "1-a");
  g_assert_cmpint (
    test_get_integer (fixture->path,
                      "SELECT count (*) FROM sync_record WHERE instr (served, 'wind')"),
    ==, 0);
  /* Deleted there, too. */
  set = test_set_new ("Push", "me", "");
  add_fact (set, "client", known, "");
  test_commit (fixture->store, set);
  assert_nothing (fixture, known);
}

static void
test_mine (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *mine = key_id ("client", 2);
  RapportChangeSet *set;

  connect_place (fixture, "");
  write_text (fixture, &rapport_client_info, mine, RAPPORT_OPERATION_CREATE,
              RAPPORT_RECORD_AUDIENCE, "me");
  assert_nothing (fixture, mine);
  write_text (fixture, &rapport_client_info, mine, RAPPORT_OPERATION_CHANGE,
              RAPPORT_RECORD_AUDIENCE, "team");
  assert_waits (fixture, mine, TRUE);
  write_text (fixture, &rapport_client_info, mine, RAPPORT_OPERATION_CHANGE,
              RAPPORT_RECORD_AUDIENCE, "me");
  assert_nothing (fixture, mine);

  id = make_client (fixture, 1, "Northwind");
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_RECORD_AUDIENCE,
              "me");
  assert_waits (fixture, id, TRUE);
  set = test_set_new ("Push", "me", "");
  add_fact (set, "client", id, "");
  test_commit (fixture->store, set);
  assert_nothing (fixture, id);
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (RapportSyncEntry) entry = NULL;
  RapportChangeSet *set;
  RapportSyncFact *fact;

  connect_place (fixture, "");
  id = make_client (fixture, 1, "Northwind");
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Southwind");
  /* It can't be sent, until it is changed. */
  set = test_set_new ("Push", "me", "");
  g_set_str (&add_fact (set, "client", id, "9-z")->blocked, "too large");
  test_commit (fixture->store, set);
  g_assert_cmpint (count (fixture, 1).blocked, ==, 1);
  g_assert_cmpint (count (fixture, 1).waiting, ==, 0);
  entry = get_entry (fixture, id);
  g_assert_cmpstr (entry->blocked, ==, "too large");
  g_assert_cmpstr (entry->revision, ==, "1-a");
  g_clear_pointer (&entry, rapport_sync_entry_free);
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Eastwind");
  g_assert_cmpint (count (fixture, 1).blocked, ==, 0);
  /* What was sent was taken, but it was changed since. */
  set = test_set_new ("Push", "me", "");
  fact = add_fact (set, "client", id, "2-b");
  serve_text (fact, &rapport_client_info, RAPPORT_CLIENT_NAME, "Southwind");
  test_commit (fixture->store, set);
  entry = get_entry (fixture, id);
  g_assert_true (entry->waiting);
  g_assert_cmpstr (entry->revision, ==, "2-b");
  g_assert_cmpstr (entry->known, ==, "1-a");
  g_assert_true (rapport_sync_entry_knows (entry, "1-a"));
  g_assert_cmpstr (get_text (entry->served, RAPPORT_CLIENT_NAME), ==, "Southwind");
  g_clear_pointer (&entry, rapport_sync_entry_free);
  /* Members of a newer version. */
  set = test_set_new ("Pull", "me", "");
  fact = add_fact (set, "client", id, "3-c");
  serve_text (fact, &rapport_client_info, RAPPORT_CLIENT_NAME, "Eastwind");
  fact->served->extra = g_strdup ("{\"mood\":\"good\"}");
  fact->extra = g_strdup ("{\"mood\":\"good\"}");
  fact->sets_extra = TRUE;
  test_commit (fixture->store, set);
  entry = get_entry (fixture, id);
  g_assert_false (entry->waiting);
  g_assert_cmpstr (entry->row->extra, ==, "{\"mood\":\"good\"}");
}

static void
assert_left_over (Fixture *fixture, RapportSyncLeftOver which, guint n)
{
  g_autoptr (GError) error = NULL;
  gint64 after = 0;
  g_autoptr (GPtrArray) entries = rapport_store_find_sync_left_over (RAPPORT_STORE (fixture->store),
                                                                     1, which, &after, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, n);
}

/* A type of a newer version, and a place that is not there. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = key_id ("ballot", 1);
  g_autofree char *lost = key_id ("client", 1);
  g_autoptr (RapportSyncEntry) entry = NULL;
  RapportChangeSet *set;

  connect_place (fixture, "");
  set = test_set_new ("Pull", "me", "");
  g_set_str (&add_fact (set, "ballot", id, "1-a")->raw, "{\"fields\":{}}");
  add_fact (set, "client", lost, "1-a")->place = 7;
  test_commit (fixture->store, set);
  entry = get_entry (fixture, id);
  g_assert_null (entry->info);
  g_assert_null (entry->row);
  g_assert_false (entry->waiting);
  g_assert_cmpstr (entry->raw, ==, "{\"fields\":{}}");
  assert_left_over (fixture, RAPPORT_SYNC_LEFT_UNKNOWN, 1);
  assert_left_over (fixture, RAPPORT_SYNC_LEFT_UNREAD, 0);
  assert_nothing (fixture, lost);
  set = test_set_new ("Pull", "me", "");
  add_fact (set, "ballot", id, "");
  test_commit (fixture->store, set);
  assert_nothing (fixture, id);
}

/* The longest waiting first; page by page none is left out or comes twice. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  gint64 after = 0;
  guint n = 0;

  connect_place (fixture, "");
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *id = key_id ("client", i);

      write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
                  "Client");
    }
  for (;;)
    {
      g_autoptr (GPtrArray) entries = find_waiting (fixture, 1, &after, 10);

      for (guint i = 0; i < entries->len; i++, n++)
        {
          g_autofree char *id = key_id ("client", n);

          g_assert_cmpstr (((RapportSyncEntry *) entries->pdata[i])->id, ==, id);
        }
      if (entries->len < 10)
        break;
    }
  g_assert_cmpuint (n, ==, 25);
}

/* A colleague's set is in the history, and undo passes it by, one's own from another
 * machine as well. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  static const char *const authors[] = { "me", "colleague" };
  g_autofree char *id = key_id ("client", 1);
  RapportStore *store = RAPPORT_STORE (fixture->store);
  g_autoptr (RapportChangeSet) candidate = NULL;
  g_autoptr (GPtrArray) history = NULL;

  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Northwind");
  for (gsize i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      g_autofree char *set_id = rapport_id_new (TEST_NOW);
      const RapportChangeHead head = { .id = set_id,
                                       .label = "From the team",
                                       .author = authors[i],
                                       .client = "",
                                       .instant = TEST_NOW,
                                       .kind = RAPPORT_CHANGE_PULL };
      RapportChangeSet *set = test_set_new_from_head (&head);

      add_text (set, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
                authors[i]);
      test_commit (fixture->store, set);
      candidate = rapport_store_undo_candidate (store, authors[i], "", FALSE, NULL);
      g_assert_cmpstr (candidate != NULL ? rapport_change_set_get_head (candidate)->label : NULL,
                       ==, i == 0 ? "Edit" : NULL);
      g_clear_pointer (&candidate, rapport_change_set_unref);
    }
  history = rapport_store_history (store, "", id, 0, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  g_assert_cmpint (rapport_change_set_get_head (history->pdata[0])->kind, ==, RAPPORT_CHANGE_PULL);
}

/* Other files. */

static void
come_far (Fixture *fixture, const char *since, gint64 round)
{
  RapportChangeSet *set = test_set_new ("Pull", "me", "");
  RapportSyncNote *note = add_note (set);

  note->place = rapport_sync_place_new ();
  note->place->key = 1;
  note->place->round = round;
  g_set_str (&note->place->since, since);
  test_commit (fixture->store, set);
}

static RapportSyncPlace *
get_place (Fixture *fixture)
{
  g_autoptr (GPtrArray) places =
    rapport_store_get_sync_places (RAPPORT_STORE (fixture->store), NULL);

  g_assert_cmpuint (places->len, ==, 1);
  return g_ptr_array_steal_index (places, 0);
}

static void
restore (Fixture *fixture, const char *backup)
{
  g_autoptr (GError) error = NULL;

  test_close (g_steal_pointer (&fixture->store));
  rapport_backup_restore (fixture->path, backup, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  fixture->store = test_open (fixture->path, fixture->clock);
}

/* What is restored is an edit of what the database has by now; what a backup lacks is not
 * deleted there, but comes again. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autofree char *changed = NULL;
  g_autofree char *same = NULL;
  g_autofree char *later = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (RapportSyncEntry) entry = NULL;
  g_autoptr (RapportSyncPlace) place = NULL;
  g_autoptr (GError) error = NULL;
  RapportChangeSet *set;

  connect_place (fixture, "");
  changed = make_client (fixture, 1, "Northwind");
  same = make_client (fixture, 2, "Contoso");
  gone = make_client (fixture, 3, "Tailspin");
  backup = rapport_backup_make (fixture->path, RAPPORT_BACKUP_DAILY, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  set = test_set_new ("Pull", "me", "");
  add_text (set, &rapport_client_info, changed, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
            "Southwind");
  serve_text (add_fact (set, "client", changed, "2-b"), &rapport_client_info, RAPPORT_CLIENT_NAME,
              "Southwind");
  test_commit (fixture->store, set);
  erase (fixture, &rapport_client_info, gone);
  come_far (fixture, "77-x", 5);
  restore (fixture, backup);
  /* Nothing was missing. */
  place = get_place (fixture);
  g_assert_cmpstr (place->since, ==, "77-x");
  g_assert_cmpint (place->round, ==, 5);
  g_clear_pointer (&place, rapport_sync_place_free);
  assert_waits (fixture, same, FALSE);
  assert_waits (fixture, gone, TRUE);
  entry = get_entry (fixture, changed);
  g_assert_true (entry->waiting);
  g_assert_cmpstr (entry->revision, ==, "2-b");
  g_assert_cmpstr (entry->known, ==, "1-a");
  g_assert_cmpstr (get_text (entry->row, RAPPORT_CLIENT_NAME), ==, "Northwind");
  g_assert_cmpstr (get_text (entry->served, RAPPORT_CLIENT_NAME), ==, "Southwind");

  later = make_client (fixture, 4, "Fabrikam");
  restore (fixture, backup);
  assert_nothing (fixture, later);
  place = get_place (fixture);
  g_assert_cmpstr (place->since, ==, "");
  g_assert_cmpint (place->round, ==, 5);
}

/* A backup of before there was a team, and one of a team that was left. */
static void
test_restore_without (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = key_id ("client", 1);
  g_autofree char *alone = NULL;
  g_autofree char *team = NULL;

  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              "Northwind");
  alone = rapport_backup_make (fixture->path, RAPPORT_BACKUP_DAILY, fixture->clock, NULL, NULL);
  connect_place (fixture, "");
  restore (fixture, alone);
  assert_waits (fixture, id, TRUE);
  team = rapport_backup_make (fixture->path, RAPPORT_BACKUP_DAILY, fixture->clock, NULL, NULL);
  forget_place (fixture, 1);
  restore (fixture, team);
  assert_nothing (fixture, id);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM sync_place"), ==, 0);
}

static void
test_begin_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *here = NULL;
  g_autofree char *lost = NULL;
  g_autoptr (RapportSqlite) db = NULL;
  g_autoptr (RapportSyncEntry) entry = NULL;

  connect_place (fixture, "");
  here = make_client (fixture, 1, "Northwind");
  lost = make_client (fixture, 2, "Contoso");
  come_far (fixture, "77-x", 5);
  test_close (g_steal_pointer (&fixture->store));
  db = rapport_sqlite_open (fixture->path, RAPPORT_SQLITE_PLAIN, NULL);
  g_assert_true (rapport_sqlite_exec (db, "DELETE FROM client WHERE name = 'Contoso'", NULL));
  g_assert_true (rapport_carry_begin_anew (db, NULL));
  g_clear_pointer (&db, rapport_sqlite_close);
  fixture->store = test_open (fixture->path, fixture->clock);
  assert_nothing (fixture, lost);
  entry = get_entry (fixture, here);
  g_assert_true (entry->waiting);
  g_assert_cmpstr (entry->revision, ==, "");
  g_assert_cmpint (
    test_get_integer (fixture->path,
                      "SELECT count (*) FROM sync_place WHERE since = '' AND round = 0"),
    ==, 1);
}

/* A batch that is cut short takes its marks back, too. */

#define N_BATCH 70

static char *
dump_marks (const char *path)
{
  g_autofree char *text = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_prepare_v2 (db,
                        "SELECT group_concat (line, char (10)) FROM (SELECT record || ' ' || "
                        "revision || (waiting IS NULL) || ifnull (served, '-') AS line "
                        "FROM sync_record ORDER BY record)",
                        -1, &stmt, NULL),
    ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_steal_pointer (&text);
}

static RapportChangeSet *
make_batch (const char *known)
{
  RapportChangeSet *set = test_set_new ("Import", "me", "");

  rapport_record_change_add_field (
    rapport_change_set_add_record (set, &rapport_client_info, known, RAPPORT_OPERATION_CHANGE),
    RAPPORT_CLIENT_NAME, g_variant_new_string ("Northwind"), g_variant_new_string ("Southwind"));
  for (guint i = 0; i < N_BATCH; i++)
    {
      g_autofree char *id = key_id ("client", 100 + i);

      add_text (set, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
                "Imported");
    }
  return set;
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set = NULL;
  g_autofree char *known = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapportSqlite) db = NULL;
  g_autoptr (RapportBatch) batch = NULL;
  gboolean whole = FALSE;

  connect_place (fixture, "");
  known = make_client (fixture, 1, "Northwind");
  test_close (g_steal_pointer (&fixture->store));
  before = dump_marks (fixture->path);
  db = rapport_sqlite_open (fixture->path, RAPPORT_SQLITE_WRITE, NULL);
  set = make_batch (known);
  batch = rapport_batch_new (set);
  for (guint i = 0; i < N_BATCH / 2; i++)
    {
      g_assert_true (rapport_sqlite_begin (db, NULL));
      g_assert_true (rapport_batch_write_piece (batch, db, 0, &whole, NULL));
      g_assert_false (whole);
      g_assert_true (rapport_sqlite_commit (db, NULL));
      rapport_batch_keep_piece (batch);
    }
  after = dump_marks (fixture->path);
  g_assert_cmpstr (after, !=, before);
  g_assert_true (rapport_batch_sweep (db, NULL));
  g_clear_pointer (&db, rapport_sqlite_close);
  g_free (after);
  after = dump_marks (fixture->path);
  g_assert_cmpstr (after, ==, before);
  fixture->store = test_open (fixture->path, fixture->clock);
  test_commit (fixture->store, make_batch (known));
  g_assert_cmpint (count (fixture, 1).waiting, ==, N_BATCH + 1);
}

/* A backup keeps no word of what was erased. */
static void
test_erase_from_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *backup = NULL;

  connect_place (fixture, "");
  id = make_client (fixture, 1, "Northwind");
  write_text (fixture, &rapport_client_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_CLIENT_NAME,
              "Southwind");
  backup = rapport_backup_make (fixture->path, RAPPORT_BACKUP_DAILY, fixture->clock, NULL, NULL);
  g_assert_cmpint (
    test_get_integer (backup, "SELECT count (*) FROM sync_record WHERE served IS NOT NULL"), ==, 1);
  erase (fixture, &rapport_client_info, id);
  while (rapport_store_is_erasing (RAPPORT_STORE (fixture->store)))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (test_get_integer (backup,
                                     "SELECT count (*) FROM sync_record WHERE served IS NULL "
                                     "AND waiting IS NOT NULL AND revision = '1-a'"),
                   ==, 1);
}

/* Conflicts about a record hold its words, and go with it. */
static void
test_erase_conflicts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportLibrary) library =
    rapport_library_new (RAPPORT_STORE (fixture->store), fixture->clock);
  g_autoptr (RapportTransaction) making = rapport_transaction_begin (library, "Make");
  g_autoptr (RapportTransaction) erasing = rapport_transaction_begin (library, "Erase");
  RapportRecord *client = rapport_transaction_create (making, RAPPORT_TYPE_CLIENT);
  const char *const about[] = { rapport_record_get_id (client), "name", "digest", NULL };
  const char *const other[] = { "another", "name", "digest", NULL };
  RapportRecord *conflict = rapport_transaction_ensure (making, RAPPORT_TYPE_CONFLICT, about);
  RapportRecord *alien = rapport_transaction_ensure (making, RAPPORT_TYPE_CONFLICT, other);

  rapport_transaction_set_text (making, conflict, RAPPORT_CONFLICT_FIRST, "\"Northwind\"");
  g_assert_true (rapport_transaction_commit (making, NULL));
  g_assert_nonnull (alien);
  rapport_transaction_erase (erasing, client);
  g_assert_true (rapport_transaction_commit (erasing, NULL));
  g_assert_true (rapport_library_flush (library, NULL));
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM conflict"), ==, 1);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count (*) FROM conflict WHERE record = 'another'"), ==,
    1);
}

/* The plain model: what the database has is what it said last; a record waits where that is not
 * what the row says. */

#define N_RECORDS 5
#define N_FIELDS  4

static const guint model_fields[N_FIELDS] = { RAPPORT_RECORD_AUDIENCE, RAPPORT_CLIENT_NAME,
                                              RAPPORT_CLIENT_STATUS_REASON,
                                              RAPPORT_CLIENT_TEMPERAMENT };

typedef struct
{
  const char *values[N_FIELDS];
} Values;

typedef struct
{
  gboolean here;
  Values row;
  gboolean entry;
  guint revision; /* 0 for "" */
  gboolean served_known;
  Values served;
  gboolean waiting;
} Model;

static gboolean
is_mine (const Values *values)
{
  return g_strcmp0 (values->values[0], "me") == 0;
}

static gboolean
is_same (const Model *model)
{
  for (guint i = 0; i + 1 < N_FIELDS; i++)
    if (g_strcmp0 (model->row.values[i], model->served.values[i]) != 0)
      return FALSE;
  return TRUE;
}

static void
model_changed (Model *model, guint field)
{
  if (!model->entry && !is_mine (&model->row) && (field + 1 < N_FIELDS || !model->here))
    *model = (Model) { .here = TRUE, .row = model->row, .entry = TRUE, .waiting = TRUE };
  else if (model->entry && is_mine (&model->row) && model->revision == 0)
    model->entry = FALSE;
  else if (model->entry && (field + 1 < N_FIELDS || !model->here))
    model->waiting = !model->served_known || !is_same (model);
  model->here = TRUE;
}

static const char *
random_text (GRand *rand, guint field)
{
  static const char *const texts[] = { NULL, "alpha", "beta" };
  static const char *const audiences[] = { NULL, "team", "me" };

  return field == 0 ? audiences[g_rand_int_range (rand, 0, 3)]
                    : texts[g_rand_int_range (rand, 0, 3)];
}

static void
random_edit (RapportChangeSet *set, const char *id, Model *model, GRand *rand)
{
  guint field = (guint) g_rand_int_range (rand, 0, N_FIELDS);

  if (model->here && g_rand_int_range (rand, 0, 8) == 0)
    {
      rapport_change_set_add_record (set, &rapport_client_info, id, RAPPORT_OPERATION_ERASE);
      model->entry = model->entry && model->revision != 0;
      model->waiting = model->entry;
      model->here = model->served_known = FALSE;
      model->row = (Values) { 0 };
      return;
    }
  model->row.values[field] = random_text (rand, field);
  add_text (set, &rapport_client_info, id,
            model->here ? RAPPORT_OPERATION_CHANGE : RAPPORT_OPERATION_CREATE, model_fields[field],
            model->row.values[field]);
  model_changed (model, field);
}

static void
random_fact (RapportChangeSet *set, const char *id, Model *model, GRand *rand)
{
  static guint revision;
  g_autofree char *text = g_strdup_printf ("%u-r", ++revision);
  gboolean there = g_rand_int_range (rand, 0, 4) != 0;
  RapportSyncFact *fact = add_fact (set, "client", id, there ? text : "");
  gboolean known = there && g_rand_int_range (rand, 0, 5) != 0;
  gboolean here = model->here && !is_mine (&model->row);

  model->entry = here || there;
  model->revision = there ? revision : 0;
  model->served = (Values) { 0 };
  for (guint i = 0; known && i + 1 < N_FIELDS; i++)
    {
      model->served.values[i] = i == 0                  ? NULL
                                : g_rand_boolean (rand) ? model->row.values[i]
                                                        : random_text (rand, i);
      serve_text (fact, &rapport_client_info, model_fields[i], model->served.values[i]);
    }
  model->served_known = known && model->here;
  model->waiting = model->entry && (!here || !known || !is_same (model));
}

static void
assert_model (Fixture *fixture, const char *id, const Model *model)
{
  g_autoptr (RapportSyncEntry) entry = get_entry (fixture, id);

  g_assert_cmpint (entry != NULL, ==, model->entry);
  if (entry == NULL)
    return;
  g_assert_cmpint (entry->waiting, ==, model->waiting);
  g_assert_cmpint ((gint64) g_ascii_strtoull (entry->revision, NULL, 10), ==, model->revision);
  g_assert_cmpint (entry->row != NULL, ==, model->here);
  g_assert_cmpint (entry->served != NULL, ==, model->served_known);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (entry->row != NULL)
        g_assert_cmpstr (get_text (entry->row, model_fields[i]), ==, model->row.values[i]);
      if (entry->served != NULL && i + 1 < N_FIELDS)
        g_assert_cmpstr (get_text (entry->served, model_fields[i]), ==, model->served.values[i]);
    }
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  Model models[N_RECORDS] = { 0 };

  connect_place (fixture, "");
  for (guint round = 0; round < 150; round++)
    {
      RapportChangeSet *set = test_set_new ("Random", "me", "");
      guint n = (guint) g_rand_int_range (rand, 0, N_RECORDS);
      guint kind = (guint) g_rand_int_range (rand, 0, 4);
      gint64 waiting = 0;

      for (guint i = 0; i < N_RECORDS; i++)
        {
          g_autofree char *id = key_id ("client", i);

          if (i == n && kind != 1)
            random_edit (set, id, &models[i], rand);
          if (i == n && kind <= 1)
            random_fact (set, id, &models[i], rand);
        }
      test_commit (fixture->store, set);
      for (guint i = 0; i < N_RECORDS; i++)
        {
          g_autofree char *id = key_id ("client", i);

          assert_model (fixture, id, &models[i]);
          waiting += models[i].entry && models[i].waiting;
        }
      g_assert_cmpint (count (fixture, 1).waiting, ==, waiting);
    }
}

/* All databases of one server are at another address, and no others. */
static void
test_server (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *after;
  } addresses[] = {
    { "https://example.org/agency", "http://couch.example.org:5984/agency" },
    { "https://example.org/agency-circle-1", "http://couch.example.org:5984/agency-circle-1" },
    { "https://example.organic/agency", "https://example.organic/agency" },
    { "http://example.org/agency", "http://example.org/agency" },
    { "", "" },
  };
  RapportChangeSet *set;
  RapportSyncNote *note;
  g_autoptr (GPtrArray) places = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *client = i > 0 ? key_id ("client", (guint) i) : g_strdup ("");

      set = test_set_new ("Connect", "me", "");
      note = add_note (set);
      note->place = rapport_sync_place_new ();
      g_set_str (&note->place->address, addresses[i].before);
      g_set_str (&note->place->client, client);
      g_set_str (&note->place->since, "12-x");
      test_commit (fixture->store, set);
    }
  set = test_set_new ("Move", "me", "");
  note = add_note (set);
  note->server_from = g_strdup ("https://example.org");
  note->server_to = g_strdup ("http://couch.example.org:5984");
  test_commit (fixture->store, set);
  places = rapport_store_get_sync_places (RAPPORT_STORE (fixture->store), NULL);
  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (addresses));
  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      g_assert_cmpstr (place->address, ==, addresses[i].after);
      g_assert_cmpstr (place->since, ==, "12-x");
    }
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/store/sync/alone", test_alone);
  add ("/store/sync/place", test_place);
  add ("/store/sync/circle", test_circle);
  add ("/store/sync/move", test_move);
  add ("/store/sync/hidden", test_hidden);
  add ("/store/sync/move-note", test_move_note);
  add ("/store/sync/changes", test_changes);
  add ("/store/sync/erased", test_erased);
  add ("/store/sync/mine", test_mine);
  add ("/store/sync/facts", test_facts);
  add ("/store/sync/unknown", test_unknown);
  add ("/store/sync/pages", test_pages);
  add ("/store/sync/undo", test_undo);
  add ("/store/sync/restore", test_restore);
  add ("/store/sync/restore-without", test_restore_without);
  add ("/store/sync/begin-anew", test_begin_anew);
  add ("/store/sync/batch", test_batch);
  add ("/store/sync/erase-from-backup", test_erase_from_backup);
  add ("/store/sync/erase-conflicts", test_erase_conflicts);
  add ("/store/sync/server", test_server);
  add ("/store/sync/model", test_model);
  return g_test_run ();
}
