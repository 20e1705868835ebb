/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another state of the library is put in its place: that takes a window of its
 * own, as nothing may be open meanwhile. */
#include "rapport-backup.h"
#include "rapport-backups-dialog.h"
#include "rapport-store.h"
#include "rapport-thread.h"
#include "rapport-toast.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* How often it is looked whether the library has been let go of, and how long is
 * waited in between. */
#define TRIES        100
#define BETWEEN_THEM (G_TIME_SPAN_SECOND / 20)

typedef struct
{
  RapportWindow *old;
  RapportWindow *window;
  char *library;
  char *backup;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_clear_object (&restoring->old);
  g_clear_object (&restoring->window);
  g_free (restoring->library);
  g_free (restoring->backup);
  g_free (restoring);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Restoring *restoring = data;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  gboolean restored = FALSE;

  for (guint i = 0; i < TRIES; i++)
    {
      g_clear_error (&error);
      restored =
        rapport_backup_restore (restoring->library, restoring->backup, clock, NULL, &error);
      if (restored || !g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY))
        break;
      /* What was open is still being closed. */
      g_usleep (BETWEEN_THEM);
    }
  if (restored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportWindow *self = RAPPORT_WINDOW (source);
  const Restoring *restoring = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gboolean restored = g_task_propagate_boolean (G_TASK (result), &error);

  rapport_window_open (self, restoring->library);
  rapport_toast_show (GTK_WIDGET (self),
                      restored ? _ ("Restored. What was here before is kept as a backup.")
                               : error->message);
}

/* After the handlers of what was clicked have come to their end. */
static void
begin_cb (gpointer data)
{
  Restoring *restoring = data;
  g_autoptr (GTask) task = NULL;

  restoring->window =
    g_object_ref (rapport_window_new (gtk_window_get_application (GTK_WINDOW (restoring->old))));
  rapport_window_wait (restoring->window, _ ("Restoring…"));
  gtk_window_present (GTK_WINDOW (restoring->window));
  gtk_window_destroy (GTK_WINDOW (restoring->old));
  g_clear_object (&restoring->old);
  task = g_task_new (restoring->window, NULL, restored_cb, NULL);
  g_task_set_task_data (task, restoring, restoring_free);
  rapport_thread_run (task, restore_thread);
}

static void
restore_cb (RapportWindow *self, const char *backup, AdwDialog *dialog)
{
  Restoring *restoring;

  adw_dialog_force_close (dialog);
  if (!rapport_window_may_close (self))
    return;
  restoring = g_new0 (Restoring, 1);
  restoring->old = g_object_ref (self);
  restoring->library = g_strdup (self->path);
  restoring->backup = g_strdup (backup);
  g_idle_add_once (begin_cb, restoring);
}

void
rapport_window_backups (RapportWindow *self, GVariant *parameter)
{
  AdwDialog *dialog;

  if (self->library == NULL)
    return;
  dialog = rapport_backups_dialog_new (self->path, !rapport_library_is_read_only (self->library));
  g_signal_connect_object (dialog, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
