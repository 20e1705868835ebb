/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was erased stands nowhere any more: not in the library, its WAL, its
 * backups or what is kept for rescue; also where the process was killed in the
 * middle of it. */
#include "rapport-backup.h"
#include "rapport-records.h"
#include "rapport-rescue.h"
#include "rapport-store-sink.h"
#include "store-support.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECRET "Evgrafova"

/* Longer than a page, so that it leaves whole pages behind. */
#define LONG_TEXT 20000

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  char contact[37];
} Fixture;

/* Writing. */

static void
put_contact (Fixture *fixture, RapportLibrary *library, const char *notes)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, "Add " SECRET);
  g_autoptr (RapportRecord) known =
    rapport_library_get (library, RAPPORT_TYPE_CONTACT, fixture->contact);
  RapportRecord *contact =
    known != NULL ? known : rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);

  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, SECRET);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NOTES, notes);
  g_strlcpy (fixture->contact, rapport_record_get_id (contact), sizeof fixture->contact);
  g_assert_true (rapport_transaction_commit (transaction, NULL));
  g_assert_true (rapport_library_flush (library, NULL));
}

static RapportChangeSet *
make_erasure (Fixture *fixture)
{
  RapportChangeSet *set = test_set_new ("Erase", "me", "");

  rapport_change_set_add_record (set, &rapport_contact_info, fixture->contact,
                                 RAPPORT_OPERATION_ERASE);
  return set;
}

static void
keep_for_rescue (Fixture *fixture)
{
  g_autoptr (RapportChangeSet) set = test_set_new ("Edit " SECRET, "me", "");
  g_autoptr (RapportChangeSet) other = test_set_new ("Edit another", "me", "");
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();

  test_set_add (set, &rapport_contact_info, fixture->contact, RAPPORT_OPERATION_CHANGE,
                RAPPORT_CONTACT_POSITION, g_variant_new_string (SECRET ", director"));
  test_set_add (set, &rapport_note_info, "01890000-0000-7000-8000-0000000000aa",
                RAPPORT_OPERATION_CHANGE, RAPPORT_NOTE_BODY, g_variant_new_string ("Kept"));
  test_set_add (other, &rapport_note_info, "01890000-0000-7000-8000-0000000000bb",
                RAPPORT_OPERATION_CHANGE, RAPPORT_NOTE_BODY, g_variant_new_string ("Kept, too"));
  g_ptr_array_add (sets, set);
  g_ptr_array_add (sets, other);
  g_assert_true (rapport_rescue_write (fixture->path, sets, TEST_NOW, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *many = g_strnfill (LONG_TEXT, 'n');
  g_autofree char *notes = g_strconcat (many, SECRET, many, NULL);
  g_autofree char *backup = NULL;
  RapportSqliteStore *store;
  RapportLibrary *library;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  store = test_open (fixture->path, fixture->clock);
  library = rapport_library_new (RAPPORT_STORE (store), fixture->clock);
  put_contact (fixture, library, notes);
  /* What was long leaves pages that nobody writes to any more. */
  put_contact (fixture, library, "short");
  rapport_sqlite_store_compact (store, TEST_NOW + 1, 0);
  g_assert_true (rapport_sqlite_store_drain (store, NULL));
  backup = rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, NULL);
  g_assert_nonnull (backup);
  g_object_unref (library);
  test_close (store);
  keep_for_rescue (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rescues = rapport_rescue_find (fixture->path);

  for (guint i = 0; i < rescues->len; i++)
    g_assert_true (rapport_rescue_remove (rescues->pdata[i], NULL));
  test_assert_whole (fixture->path);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

/* Looking. */

static guint
count_in_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return 0;
  return memmem (bytes, length, SECRET, strlen (SECRET)) != NULL ? 1 : 0;
}

/* The number of files under @folder in which the name stands. */
static guint
count_in_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_in_folder (path) : count_in_file (path);
    }
  return n;
}

static guint
count_everywhere (Fixture *fixture)
{
  return count_in_folder (fixture->folder) + count_in_folder (g_get_user_state_dir ());
}

/* What is no concern of the person's is still kept. */
static void
assert_rescue_kept (Fixture *fixture)
{
  g_autoptr (GPtrArray) rescues = rapport_rescue_find (fixture->path);
  RapportRescue *rescue;

  g_assert_cmpuint (rescues->len, ==, 1);
  rescue = rescues->pdata[0];
  g_assert_cmpuint (rescue->sets->len, ==, 2);
  for (guint i = 0; i < rescue->sets->len; i++)
    g_assert_cmpuint (rapport_change_set_get_size (rescue->sets->pdata[i]), ==, 1);
}

/* While the library stays open, so that its WAL is there. */
static void
test_erased_while_open (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);

  g_assert_cmpuint (count_everywhere (fixture), >=, 3);
  test_commit (store, make_erasure (fixture));
  while (rapport_store_is_erasing (RAPPORT_STORE (store)))
    g_thread_yield ();
  g_assert_cmpuint (count_everywhere (fixture), ==, 0);
  assert_rescue_kept (fixture);
  test_close (store);
  g_assert_cmpuint (count_everywhere (fixture), ==, 0);
}

static void
test_erased_by_closing (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);

  test_commit (store, make_erasure (fixture));
  test_close (store);
  g_assert_cmpuint (count_everywhere (fixture), ==, 0);
}

/* A process that dies when the rows have gone, and before anything else has. */
static void
erase_and_die (Fixture *fixture)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      RapportLibraryLock *lock = rapport_library_lock_take (fixture->path, NULL);
      RapportSqlite *db = rapport_sqlite_open (fixture->path, RAPPORT_SQLITE_WRITE, NULL);
      RapportSink *sink = rapport_file_sink_new (db, lock);
      gboolean whole;

      _exit (sink->write (sink, make_erasure (fixture), &whole, NULL) && whole ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store;

  erase_and_die (fixture);
  /* The backup and what is kept for rescue at least. */
  g_assert_cmpuint (count_everywhere (fixture), >=, 2);
  store = test_open (fixture->path, fixture->clock);
  while (rapport_store_is_erasing (RAPPORT_STORE (store)))
    g_thread_yield ();
  g_assert_cmpuint (count_everywhere (fixture), ==, 0);
  assert_rescue_kept (fixture);
  test_close (store);
}

/* A backup that can't be rewritten is not forgotten. */
static void
test_backup_that_resists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (fixture->path);
  const char *backup = ((RapportBackup *) backups->pdata[0])->path;
  g_autofree char *bytes = NULL;
  gsize length;
  RapportSqliteStore *store;

  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (backup, "no library: " SECRET, -1, NULL));
  store = test_open (fixture->path, fixture->clock);
  test_commit (store, make_erasure (fixture));
  test_close (store);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count(*) FROM local WHERE name = 'erasing'"), ==, 1);
  g_assert_true (g_file_set_contents (backup, bytes, (gssize) length, NULL));
  store = test_open (fixture->path, fixture->clock);
  test_close (store);
  g_assert_cmpuint (count_everywhere (fixture), ==, 0);
}

#define ADD(name, func) g_test_add ("/erasing/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  char *state = test_folder_new ();
  int failed;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("while-open", test_erased_while_open);
  ADD ("by-closing", test_erased_by_closing);
  ADD ("killed", test_killed);
  ADD ("backup-that-resists", test_backup_that_resists);
  failed = g_test_run ();
  test_folder_free (state);
  return failed;
}
