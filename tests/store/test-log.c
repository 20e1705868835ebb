/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change log: what undo and redo would do next, entries that grow, history,
 * and what erasing leaves. Through the library, as the windows use it. */
#include "store-support.h"

#include "rapport-records.h"
#include "rapport-typing.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportRecord *client;
} Fixture;

static void
open_library (Fixture *fixture)
{
  fixture->store = test_open (fixture->path, fixture->clock);
  fixture->library = rapport_library_new (RAPPORT_STORE (fixture->store), fixture->clock);
}

static void
close_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_library_flush (fixture->library, &error));
  g_clear_object (&fixture->client);
  g_assert_finalize_object (fixture->library);
  test_close (fixture->store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportTransaction) transaction = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  open_library (fixture);
  rapport_library_set_me (fixture->library, "me");
  transaction = rapport_transaction_begin (fixture->library, "Add a client");
  fixture->client = g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT));
  rapport_transaction_set_text (transaction, fixture->client, RAPPORT_CLIENT_NAME, "Client");
  g_assert_true (rapport_transaction_commit (transaction, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_library (fixture);
  test_assert_whole (fixture->path);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  g_autofree char *id = g_strdup (rapport_record_get_id (fixture->client));

  close_library (fixture);
  open_library (fixture);
  fixture->client = rapport_library_get (fixture->library, RAPPORT_TYPE_CLIENT, id);
  g_assert_nonnull (fixture->client);
}

static const char *
client_id (Fixture *fixture)
{
  return rapport_record_get_id (fixture->client);
}

static void
set_city (Fixture *fixture, const char *city, gboolean barrier)
{
  g_autofree char *label = g_strdup_printf ("City %s", city);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (fixture->library, label);

  rapport_transaction_set_text (transaction, fixture->client, RAPPORT_CLIENT_CITY, city);
  if (barrier)
    rapport_transaction_set_barrier (transaction);
  g_assert_true (rapport_transaction_commit (transaction, NULL));
}

static void
assert_next (Fixture *fixture, const char *undo, const char *redo)
{
  g_autofree char *undo_label =
    rapport_library_get_undo_label (fixture->library, client_id (fixture), FALSE);
  g_autofree char *redo_label =
    rapport_library_get_undo_label (fixture->library, client_id (fixture), TRUE);

  g_assert_cmpstr (undo_label, ==, undo);
  g_assert_cmpstr (redo_label, ==, redo);
}

static void
step (Fixture *fixture, gboolean redo, const char *city)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label =
    rapport_library_undo (fixture->library, client_id (fixture), redo, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
  g_assert_cmpstr (rapport_record_get_text (fixture->client, RAPPORT_CLIENT_CITY), ==, city);
}

static void
test_undo_and_redo (Fixture *fixture, gconstpointer data)
{
  set_city (fixture, "A", FALSE);
  set_city (fixture, "B", FALSE);
  assert_next (fixture, "City B", NULL);
  step (fixture, FALSE, "A");
  assert_next (fixture, "City A", "City B");
  step (fixture, FALSE, "");
  assert_next (fixture, "Add a client", "City A");
  step (fixture, TRUE, "A");
  assert_next (fixture, "City A", "City B");
  reopen (fixture);
  assert_next (fixture, "City A", "City B");
  step (fixture, TRUE, "B");
  assert_next (fixture, "City B", NULL);
  step (fixture, FALSE, "A");
  /* A new edit leaves nothing to redo. */
  set_city (fixture, "C", FALSE);
  assert_next (fixture, "City C", NULL);
  step (fixture, FALSE, "A");
  step (fixture, FALSE, "");
}

/* The making of a record is one row of the log, whatever it was made with. */
static void
test_creation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strdup (rapport_record_get_text (fixture->client, RAPPORT_CLIENT_NAME));
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  reopen (fixture);
  undone = rapport_library_undo (fixture->library, client_id (fixture), FALSE, NULL);
  g_assert_cmpstr (undone, ==, "Add a client");
  g_assert_true (rapport_record_is_trashed (fixture->client));
  redone = rapport_library_undo (fixture->library, client_id (fixture), TRUE, NULL);
  g_assert_cmpstr (redone, ==, "Add a client");
  g_assert_false (rapport_record_is_trashed (fixture->client));
  g_assert_cmpstr (rapport_record_get_text (fixture->client, RAPPORT_CLIENT_NAME), ==, name);
  reopen (fixture);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count (*) FROM change WHERE operation = 'create'"), ==,
    1);
}

static void
test_barrier (Fixture *fixture, gconstpointer data)
{
  set_city (fixture, "A", FALSE);
  step (fixture, FALSE, "");
  set_city (fixture, "B", FALSE);
  set_city (fixture, "sent", TRUE);
  assert_next (fixture, NULL, NULL);
  set_city (fixture, "C", FALSE);
  assert_next (fixture, "City C", NULL);
  step (fixture, FALSE, "sent");
  assert_next (fixture, NULL, "City C");
}

/* One's own changes only, and those of the client that is open. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = NULL;

  set_city (fixture, "A", FALSE);
  rapport_library_set_me (fixture->library, "colleague");
  assert_next (fixture, NULL, NULL);
  set_city (fixture, "B", FALSE);
  assert_next (fixture, "City B", NULL);
  rapport_library_set_me (fixture->library, "me");
  assert_next (fixture, "City A", NULL);
  elsewhere = rapport_library_get_undo_label (fixture->library, "", FALSE);
  g_assert_null (elsewhere);
}

/* Typing is one entry, with the text before the first letter as its old value. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportTyping) typing = rapport_typing_new (fixture->library, fixture->client,
                                                         RAPPORT_CLIENT_TEAM_NOTES, "Write notes");
  g_autoptr (GPtrArray) history = NULL;
  const RapportRecordChange *change;
  RapportFieldChange *field;
  GError *error = NULL;

  rapport_typing_set_text (typing, "One");
  g_assert_true (rapport_typing_flush (typing, &error));
  set_city (fixture, "A", FALSE);
  rapport_typing_set_text (typing, "One two");
  g_assert_true (rapport_typing_flush (typing, &error));
  rapport_typing_set_text (typing, "One two three");
  g_assert_true (rapport_typing_flush (typing, &error));
  g_assert_true (rapport_library_flush (fixture->library, &error));

  history =
    rapport_store_history (RAPPORT_STORE (fixture->store), client_id (fixture), NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  g_assert_cmpstr (rapport_change_set_get_head (history->pdata[0])->label, ==, "Write notes");
  g_assert_cmpuint (rapport_change_set_get_size (history->pdata[0]), ==, 1);
  change = rapport_change_set_get_change (history->pdata[0], 0);
  g_assert_cmpuint (change->fields->len, ==, 1);
  field = &g_array_index (change->fields, RapportFieldChange, 0);
  g_assert_null (field->before);
  g_assert_cmpstr (g_variant_get_string (field->after, NULL), ==, "One two three");

  assert_next (fixture, "Write notes", NULL);
  step (fixture, FALSE, "A");
  g_assert_cmpstr (rapport_record_get_text (fixture->client, RAPPORT_CLIENT_TEAM_NOTES), ==, "");
  assert_next (fixture, "City A", "Write notes");
}

/* What is typed on after something was sent does not bring the entry back
 * behind the barrier. */
static void
test_typing_over_barrier (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportTyping) typing = rapport_typing_new (fixture->library, fixture->client,
                                                         RAPPORT_CLIENT_TEAM_NOTES, "Write notes");

  rapport_typing_set_text (typing, "One");
  g_assert_true (rapport_typing_flush (typing, NULL));
  set_city (fixture, "sent", TRUE);
  rapport_typing_set_text (typing, "One two");
  g_assert_true (rapport_typing_flush (typing, NULL));
  assert_next (fixture, NULL, NULL);
}

static void
test_history_of_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) history = NULL;

  set_city (fixture, "A", FALSE);
  set_city (fixture, "B", FALSE);
  g_assert_true (rapport_library_flush (fixture->library, NULL));
  history =
    rapport_store_history (RAPPORT_STORE (fixture->store), NULL, client_id (fixture), 2, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (rapport_change_set_get_head (history->pdata[0])->label, ==, "City B");
  g_assert_cmpstr (rapport_change_set_get_head (history->pdata[1])->label, ==, "City A");
}

static void
assert_nowhere (const char *path, const char *word)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, word, strlen (word)));
}

/* Nothing of what was erased is left anywhere in the file, nor in its backups. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (RapportRecord) contact = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *backup = NULL;

  transaction = rapport_transaction_begin (fixture->library, "Add Evgrafova");
  contact = g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT));
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, "Evgrafova");
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, client_id (fixture));
  g_assert_true (rapport_transaction_commit (transaction, NULL));
  g_clear_pointer (&transaction, rapport_transaction_free);
  g_assert_true (rapport_library_flush (fixture->library, NULL));
  hits = test_search (fixture->store, "evgrafova", NULL, 0);
  g_assert_cmpuint (hits->len, ==, 1);
  backup = rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, NULL);
  g_assert_nonnull (backup);

  transaction = rapport_transaction_begin (fixture->library, "Erase a person");
  rapport_transaction_erase (transaction, contact);
  g_assert_true (rapport_transaction_commit (transaction, NULL));
  g_clear_pointer (&transaction, rapport_transaction_free);
  g_clear_object (&contact);
  reopen (fixture);
  close_library (fixture);
  assert_nowhere (fixture->path, "vgrafov");
  backups = rapport_backup_list (fixture->path);
  g_assert_cmpuint (backups->len, >=, 1);
  for (guint i = 0; i < backups->len; i++)
    assert_nowhere (((RapportBackup *) backups->pdata[i])->path, "vgrafov");
  open_library (fixture);
}

static void
test_compact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) history = NULL;

  set_city (fixture, "A", FALSE);
  rapport_clock_set (fixture->clock, TEST_NOW + 10 * G_TIME_SPAN_DAY);
  set_city (fixture, "B", FALSE);
  rapport_sqlite_store_compact (fixture->store, TEST_NOW + G_TIME_SPAN_DAY, 1);
  g_assert_true (rapport_sqlite_store_drain (fixture->store, NULL));
  history =
    rapport_store_history (RAPPORT_STORE (fixture->store), client_id (fixture), NULL, 0, NULL);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (rapport_record_get_text (fixture->client, RAPPORT_CLIENT_CITY), ==, "B");
}

#define ADD(name, func) g_test_add ("/log/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-and-redo", test_undo_and_redo);
  ADD ("creation", test_creation);
  ADD ("barrier", test_barrier);
  ADD ("others", test_others);
  ADD ("typing", test_typing);
  ADD ("typing-over-barrier", test_typing_over_barrier);
  ADD ("history-of-record", test_history_of_record);
  ADD ("erase", test_erase);
  ADD ("compact", test_compact);
  return g_test_run ();
}
