/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put aside, and what is deleted. */
#include "rapport-archive-dialog.h"
#include "rapport-archive.h"
#include "rapport-erase-dialog.h"
#include "rapport-toast.h"
#include "rapport-trash-dialog.h"
#include "rapport-trash.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

static gboolean
set_archived (RapportWindow *self, RapportClient *client, const char *label, gboolean archived)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (GError) error = NULL;

  rapport_client_set_archived (transaction, self->library, client, archived);
  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

void
rapport_window_archive (RapportWindow *self, GVariant *parameter)
{
  if (self->library != NULL)
    adw_dialog_present (rapport_archive_dialog_new (self->library), GTK_WIDGET (self));
}

void
rapport_window_trash (RapportWindow *self, GVariant *parameter)
{
  if (self->library != NULL)
    adw_dialog_present (rapport_trash_dialog_new (self->library), GTK_WIDGET (self));
}

static void
emptied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_trash_work_finish (RAPPORT_LIBRARY (source), result, &error))
    g_message ("the trash was not emptied: %s", error->message);
}

void
rapport_window_empty_trash (RapportWindow *self)
{
  if (self->library != NULL && self->client_page != NULL && self->preparing == 0)
    rapport_trash_empty_async (self->library, NULL, emptied_cb, NULL);
}

void
rapport_window_erase_person (RapportWindow *self, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (RapportRecord) contact =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_CONTACT, id) : NULL;
  AdwDialog *open = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (contact == NULL || rapport_library_is_read_only (self->library))
    return;
  /* That of the person, whose words it would keep. */
  if (open != NULL)
    adw_dialog_close (open);
  adw_dialog_present (rapport_erase_dialog_new (self->library, RAPPORT_CONTACT (contact)),
                      GTK_WIDGET (self));
}

void
rapport_window_put_into_archive (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  /* What is being typed there is to be saved first. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (client != NULL && !rapport_client_is_archived (client) &&
      set_archived (self, client, _ ("Put the client into the archive"), TRUE))
    rapport_toast_show_undo (GTK_WIDGET (self), _ ("Put into the archive"));
}

void
rapport_window_take_out_of_archive (RapportWindow *self, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (RapportRecord) client =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id) : NULL;

  if (client != NULL && rapport_client_is_archived (RAPPORT_CLIENT (client)) &&
      set_archived (self, RAPPORT_CLIENT (client), _ ("Take the client out of the archive"), FALSE))
    rapport_toast_show_undo (GTK_WIDGET (self), _ ("Taken out of the archive"));
}
