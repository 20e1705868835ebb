/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done while a window is out of sight and not yet closed. */
#include "rapport-sqlite-store.h"
#include "rapport-window-private.h"

/* So long it may take, in seconds. What takes longer is made by a window that
 * stays open longer. */
#define MOST_SECONDS 60

static void
too_long_cb (gpointer user_data)
{
  RapportWindow *self = user_data;

  self->farewell_timer = 0;
  g_cancellable_cancel (self->farewell);
}

/* Who wants the window again meanwhile has it again. */
static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    rapport_sqlite_store_backup_finish (RAPPORT_SQLITE_STORE (source), result, &error);

  if (path == NULL)
    g_message ("the backup at the end was not made: %s", error->message);
  g_clear_handle_id (&self->farewell_timer, g_source_remove);
  g_clear_object (&self->farewell);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

gboolean
rapport_window_begin_farewell (RapportWindow *self)
{
  RapportStore *store = self->library != NULL ? rapport_library_get_store (self->library) : NULL;

  if (self->farewell == NULL &&
      (store == NULL || !rapport_sqlite_store_is_backup_due (RAPPORT_SQLITE_STORE (store))))
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->farewell != NULL)
    return TRUE;
  self->farewell = g_cancellable_new ();
  self->farewell_timer = g_timeout_add_seconds_once (MOST_SECONDS, too_long_cb, self);
  rapport_sqlite_store_backup_async (RAPPORT_SQLITE_STORE (store), RAPPORT_BACKUP_DAILY,
                                     self->farewell, backed_up_cb, g_object_ref (self));
  return TRUE;
}
