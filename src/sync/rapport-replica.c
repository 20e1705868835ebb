/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-replica.h"

#include <glib/gstdio.h>

/* The names stand in one small file: a group for each copy, with its path. */
static GMutex mutex;

static char *
get_file (void)
{
  return g_build_filename (g_get_user_state_dir (), "rapport", "replicas", NULL);
}

/* (transfer full): nothing where there is none, or it can't be read. */
static GKeyFile *
read_names (void)
{
  GKeyFile *names = g_key_file_new ();
  g_autofree char *file = get_file ();

  g_key_file_load_from_file (names, file, G_KEY_FILE_NONE, NULL);
  return names;
}

static gboolean
write_names (GKeyFile *names, GError **error)
{
  g_autofree char *file = get_file ();
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *text = g_key_file_to_data (names, NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (
    file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* (transfer full): without links and dots, so that one file has one path. */
static char *
get_real (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);
}

/* Whether this is the copy, now; one that was moved is known by its new path from now on. */
static gboolean
find_name (GKeyFile *names, const char *replica, const char *path, gboolean *moved)
{
  g_autofree char *known =
    *replica != '\0' ? g_key_file_get_string (names, replica, "path", NULL) : NULL;

  *moved = known != NULL && !g_str_equal (known, path) && !g_file_test (known, G_FILE_TEST_EXISTS);
  return known != NULL && (*moved || g_str_equal (known, path));
}

gboolean
rapport_replica_is_mine (const char *replica, const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GKeyFile) names = read_names ();
  g_autofree char *real = get_real (path);
  gboolean moved;

  if (!find_name (names, replica, real, &moved))
    return FALSE;
  if (!moved)
    return TRUE;
  g_key_file_set_string (names, replica, "path", real);
  return write_names (names, NULL);
}

char *
rapport_replica_make (const char *path, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GKeyFile) names = read_names ();
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *real = get_real (path);

  g_key_file_set_string (names, name, "path", real);
  return write_names (names, error) ? g_steal_pointer (&name) : NULL;
}

/* A set that says nothing but this. */
static void
write_place (RapportLibrary *library, RapportSyncPlace *place)
{
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (library));
  g_autofree char *id = rapport_id_new (now);
  const RapportChangeHead head = { .id = id, .label = "", .instant = now };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  note->place = place;
  rapport_change_set_set_note (set, note);
  rapport_library_apply (library, set);
}

static gboolean
rename_place (RapportLibrary *library,
              const RapportSyncPlace *place,
              const char *path,
              GError **error)
{
  char *name = rapport_replica_make (path, error);
  RapportSyncPlace *copy;

  if (name == NULL)
    return FALSE;
  copy = rapport_sync_place_copy (place);
  g_free (copy->replica);
  copy->replica = name;
  g_set_str (&copy->since, "");
  copy->round = 0;
  write_place (library, copy);
  return TRUE;
}

gboolean
rapport_replica_check (RapportLibrary *library, const char *path, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;
  gboolean renamed = FALSE;

  /* What is on its way may say something of places. */
  if (!rapport_library_flush (library, error))
    return FALSE;
  places = rapport_store_get_sync_places (rapport_library_get_store (library), error);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (rapport_replica_is_mine (place->replica, path))
        continue;
      if (!rename_place (library, place, path, error))
        return FALSE;
      renamed = TRUE;
    }
  return places != NULL && (!renamed || rapport_library_flush (library, error));
}
