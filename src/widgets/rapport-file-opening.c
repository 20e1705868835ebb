/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-file-opening.h"

#include "rapport-toast.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether this process has a folder with copies. */
static int has_own;

/* One file on its way out. */
typedef struct
{
  RapportFile *file;
  GtkWidget *near;
  GBytes *bytes;
  GFile *target;
} Way;

static Way *
way_new (RapportFile *file, GtkWidget *near)
{
  Way *way = g_new0 (Way, 1);

  way->file = g_object_ref (file);
  way->near = g_object_ref (near);
  return way;
}

static void
way_free (Way *way)
{
  g_clear_object (&way->file);
  g_clear_object (&way->near);
  g_clear_object (&way->target);
  g_clear_pointer (&way->bytes, g_bytes_unref);
  g_free (way);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, way_free)

static void
say (Way *way, const char *format, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, rapport_file_get_name (way->file), error->message);
#pragma GCC diagnostic pop
  rapport_toast_show (way->near, text);
}

/* Opening. */

/* (transfer full): where a sandboxed program's files can be seen from outside, too.
 * Nobody else can look into it, and it is gone with the session. */
static char *
get_base (void)
{
  const char *sandbox = g_getenv ("FLATPAK_ID");

  if (sandbox != NULL)
    return g_build_filename (g_get_user_runtime_dir (), "app", sandbox, "opened", NULL);
  return g_build_filename (g_get_user_runtime_dir (), "rapport-opened", NULL);
}

/* (transfer full): the folder of this process, by its number. */
static char *
get_own (void)
{
  g_autofree char *base = get_base ();
  g_autofree char *number = g_strdup_printf ("%d", (int) getpid ());

  return g_build_filename (base, number, NULL);
}

/* (transfer full) (nullable): a new folder for one copy. */
static char *
make_folder (GError **error)
{
  g_autofree char *own = get_own ();
  g_autofree char *folder = g_build_filename (own, "XXXXXX", NULL);

  g_atomic_int_set (&has_own, TRUE);
  if (g_mkdir_with_parents (own, 0700) != 0 || g_mkdtemp_full (folder, 0700) == NULL)
    {
      int saved = errno;

      g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved),
                           g_strerror (saved));
      return NULL;
    }
  return g_steal_pointer (&folder);
}

/* A folder with what is in it, which is files and folders with files. No link is
 * followed. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

void
rapport_file_opening_clean (void)
{
  g_autofree char *own = get_own ();

  if (g_atomic_int_get (&has_own))
    remove_folder (own);
}

/* Whether the process of that number is there; this one has nothing before it opens
 * a file. */
static gboolean
is_alive (const char *number)
{
  const int pid = atoi (number);

  if (pid == (int) getpid ())
    return g_atomic_int_get (&has_own);
  return pid > 0 && (kill (pid, 0) == 0 || errno != ESRCH);
}

void
rapport_file_opening_sweep (void)
{
  g_autofree char *base = get_base ();
  g_autoptr (GDir) dir = g_dir_open (base, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (base, name, NULL);

      if (!is_alive (name))
        remove_folder (path);
    }
}

/* (transfer full) (nullable) */
static GFile *
write_copy (const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *folder = make_folder (error);
  g_autofree char *path = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, name, NULL);
  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0400, error))
    {
      g_rmdir (folder);
      return NULL;
    }
  return g_file_new_for_path (path);
}

static void
launched_cb (GObject *launcher, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (launcher), result, &error))
    say (way, _ ("“%s” can’t be opened: %s"), error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) copy = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GtkFileLauncher) launcher = NULL;
  GtkRoot *root = gtk_widget_get_root (way->near);

  if (copy == NULL)
    {
      say (way, _ ("“%s” can’t be opened: %s"), error);
      return;
    }
  launcher = gtk_file_launcher_new (copy);
  gtk_file_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                            launched_cb, g_steal_pointer (&way));
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Way *way = data;
  g_autoptr (GError) error = NULL;
  GFile *copy = write_copy (rapport_file_get_name (way->file), way->bytes, &error);

  if (copy != NULL)
    g_task_return_pointer (task, copy, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
loaded_to_open_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  way->bytes = rapport_file_load_finish (RAPPORT_FILE (file), result, &error);
  if (way->bytes == NULL)
    {
      say (way, _ ("“%s” can’t be opened: %s"), error);
      return;
    }
  /* The way outlives the task, whose callback has it. */
  task = g_task_new (NULL, NULL, copied_cb, way);
  g_task_set_source_tag (task, loaded_to_open_cb);
  g_task_set_task_data (task, g_steal_pointer (&way), NULL);
  g_task_run_in_thread (task, copy_thread);
}

void
rapport_file_open (RapportFile *file, RapportLibrary *library, GtkWidget *near)
{
  rapport_file_load_async (file, library, NULL, loaded_to_open_cb, way_new (file, near));
}

/* Saving. */

static void
replaced_cb (GObject *target, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (target), result, NULL, &error))
    {
      say (way, _ ("“%s” can’t be saved: %s"), error);
      return;
    }
  text = g_strdup_printf (_ ("“%s” saved"), rapport_file_get_name (way->file));
  rapport_toast_show (way->near, text);
}

static void
loaded_to_save_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (GError) error = NULL;
  GFile *target = way->target;
  GBytes *bytes;

  way->bytes = rapport_file_load_finish (RAPPORT_FILE (file), result, &error);
  if (way->bytes == NULL)
    {
      say (way, _ ("“%s” can’t be saved: %s"), error);
      return;
    }
  /* The way has both until it is written. */
  bytes = way->bytes;
  g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       replaced_cb, g_steal_pointer (&way));
}

typedef struct
{
  Way *way;
  RapportLibrary *library;
} Asking;

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (Way) way = asking->way;
  g_autoptr (RapportLibrary) library = asking->library;
  RapportFile *file = way->file;

  way->target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  if (way->target != NULL)
    rapport_file_load_async (file, library, NULL, loaded_to_save_cb, g_steal_pointer (&way));
}

void
rapport_file_save_as (RapportFile *file, RapportLibrary *library, GtkWidget *near)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (near);
  Asking *asking = g_new0 (Asking, 1);

  asking->way = way_new (file, near);
  asking->library = g_object_ref (library);
  gtk_file_dialog_set_title (dialog, _ ("Save File"));
  gtk_file_dialog_set_initial_name (dialog, rapport_file_get_name (file));
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        asking);
}
