/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which copy of a library this is: one that was moved stays the same, one that was copied or comes
 * from another machine does not. */
#include "rapport-library-file.h"
#include "rapport-replica.h"

#include <glib/gstdio.h>

#define NOW G_GINT64_CONSTANT (1795348800000000)

typedef struct
{
  char *folder;
  char *path;
  char *other;
} Fixture;

static void
remove_file (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_unlink (file);
    }
}

static RapportLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (NOW);
  g_autoptr (RapportSqliteStore) store =
    rapport_library_file_open (path, RAPPORT_OPEN_CREATE, clock, NULL, &error);

  g_assert_no_error (error);
  return rapport_library_new (RAPPORT_STORE (store), clock);
}

static void
write_place (RapportLibrary *library, gint64 key, const char *replica, const char *since)
{
  const RapportChangeHead head = { .id = "set", .label = "", .instant = NOW };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  note->place = rapport_sync_place_new ();
  note->place->key = key;
  note->place->round = 7;
  g_set_str (&note->place->replica, replica);
  g_set_str (&note->place->since, since);
  rapport_change_set_set_note (set, note);
  rapport_library_apply (library, set);
  g_assert_true (rapport_library_flush (library, NULL));
}

static RapportSyncPlace *
get_place (RapportLibrary *library)
{
  g_autoptr (GPtrArray) places =
    rapport_store_get_sync_places (rapport_library_get_store (library), NULL);

  g_assert_cmpuint (places->len, ==, 1);
  return g_ptr_array_steal_index (places, 0);
}

/* Opens the library, looks at it, and says whether it is the copy called @replica still. */
static gboolean
is_same (const char *path, const char *replica)
{
  g_autoptr (RapportLibrary) library = open_library (path);
  g_autoptr (RapportSyncPlace) place = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_replica_check (library, path, &error));
  g_assert_no_error (error);
  place = get_place (library);
  g_assert_cmpstr (place->replica, !=, "");
  if (g_str_equal (place->replica, replica))
    {
      g_assert_cmpstr (place->since, ==, "5-x");
      g_assert_cmpint (place->round, ==, 7);
      return TRUE;
    }
  g_assert_cmpstr (place->since, ==, "");
  g_assert_cmpint (place->round, ==, 0);
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("rapport-replica-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->other = g_build_filename (fixture->folder, "copy.rapport", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_file (fixture->path);
  remove_file (fixture->other);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
}

/* (transfer full): the name of a library that has come some way. */
static char *
make_library (Fixture *fixture)
{
  g_autoptr (RapportLibrary) library = open_library (fixture->path);
  g_autoptr (RapportSyncPlace) place = NULL;
  g_autoptr (GError) error = NULL;

  write_place (library, 0, "", "");
  g_assert_true (rapport_replica_check (library, fixture->path, &error));
  g_assert_no_error (error);
  place = get_place (library);
  write_place (library, 1, place->replica, "5-x");
  return g_steal_pointer (&place->replica);
}

static void
copy (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = make_library (fixture);

  g_assert_true (is_same (fixture->path, name));
  g_assert_true (is_same (fixture->path, name));
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = make_library (fixture);

  g_assert_cmpint (g_rename (fixture->path, fixture->other), ==, 0);
  g_assert_true (is_same (fixture->other, name));
  g_assert_true (is_same (fixture->other, name));
  /* It is known by where it is now. */
  copy (fixture->other, fixture->path);
  g_assert_false (is_same (fixture->path, name));
}

static void
test_copied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = make_library (fixture);

  copy (fixture->path, fixture->other);
  g_assert_false (is_same (fixture->other, name));
  g_assert_true (is_same (fixture->path, name));
}

/* Another machine knows nothing of it. */
static void
test_carried (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = make_library (fixture);
  g_autofree char *kept = g_build_filename (g_get_user_state_dir (), "rapport", "replicas", NULL);

  g_assert_cmpint (g_unlink (kept), ==, 0);
  g_assert_false (is_same (fixture->path, name));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("/sync/replica/same", test_same);
  add ("/sync/replica/moved", test_moved);
  add ("/sync/replica/copied", test_copied);
  add ("/sync/replica/carried", test_carried);
  return g_test_run ();
}
