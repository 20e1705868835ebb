/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-actions.h"
#include "rapport-agreements-dialog.h"
#include "rapport-ask-dialog.h"
#include "rapport-card-dialog.h"
#include "rapport-new-board-dialog.h"
#include "rapport-onlooker.h"
#include "rapport-palette.h"
#include "rapport-place-dialog.h"
#include "rapport-question-dialog.h"
#include "rapport-toast.h"
#include "rapport-voting-dialog.h"
#include "rapport-window-private.h"
#include "rapport-work-item-dialog.h"

#include <glib/gi18n-lib.h>

/* Kept with the library: if the program ends in a call, what comes back is still in
 * front of the client. */
#define LOCAL_CALL "call-client"

gboolean
rapport_window_is_in_call (RapportWindow *self)
{
  return self->call_scope != NULL;
}

gboolean
rapport_window_may_open (RapportWindow *self, RapportRecord *record)
{
  return rapport_onlooker_may_see (self->library, record);
}

/* Dialogs. Only those that know how to hold their tongue are let in; whatever else
 * asks for one, by whichever way it was reached, does not get it. */

static gboolean
is_safe (AdwDialog *dialog)
{
  return RAPPORT_IS_PALETTE (dialog) || RAPPORT_IS_WORK_ITEM_DIALOG (dialog) ||
         RAPPORT_IS_NEW_BOARD_DIALOG (dialog) || RAPPORT_IS_PLACE_DIALOG (dialog) ||
         RAPPORT_IS_VOTING_DIALOG (dialog) || RAPPORT_IS_ASK_DIALOG (dialog) ||
         RAPPORT_IS_QUESTION_DIALOG (dialog) || RAPPORT_IS_CARD_DIALOG (dialog) ||
         RAPPORT_IS_AGREEMENTS_DIALOG (dialog);
}

static void
close_dialogs (RapportWindow *self, gboolean all)
{
  g_autoptr (GListModel) dialogs =
    adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      if (!all && is_safe (dialog))
        continue;
      /* It fades out, which takes long enough to be read. */
      gtk_widget_set_opacity (GTK_WIDGET (dialog), 0);
      adw_dialog_force_close (dialog);
    }
}

static void
dialog_cb (RapportWindow *self)
{
  if (rapport_window_is_in_call (self))
    close_dialogs (self, FALSE);
}

/* Coming and going. */

static void
show_state (RapportWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "call-mode");
  RapportClient *client = rapport_client_page_get_client (self->client_page);
  const gboolean on = rapport_window_is_in_call (self);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (on));
  rapport_window_update_actions (self);
  gtk_window_set_title (GTK_WINDOW (self),
                        on ? rapport_record_get_title (RAPPORT_RECORD (client)) : _ ("Rapport"));
  adw_toast_overlay_dismiss_all (self->toasts);
  rapport_sidebar_confine (self->sidebar, on ? client : NULL);
  rapport_client_page_confine (self->client_page, on);
  rapport_window_update_banner (self);
}

/* Nothing but the client lies on the way back. */
static void
show_client_alone (RapportWindow *self)
{
  AdwNavigationPage *page = ADW_NAVIGATION_PAGE (self->client_page);

  adw_navigation_view_replace (self->navigation, &page, 1);
  if (self->board != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->board), FALSE);
}

static void
show_way_back (RapportWindow *self)
{
  AdwNavigationPage *pages[] = { ADW_NAVIGATION_PAGE (self->board),
                                 ADW_NAVIGATION_PAGE (self->client_page) };

  gtk_widget_set_visible (GTK_WIDGET (self->board), TRUE);
  adw_navigation_view_replace (self->navigation, pages, G_N_ELEMENTS (pages));
}

static void
remember (RapportWindow *self, const char *client_id)
{
  rapport_store_set_local (rapport_library_get_store (self->library), LOCAL_CALL, client_id);
}

static void
begin (RapportWindow *self, RapportClient *client)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (client));

  /* What is being typed is saved first, and is not of this call. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  close_dialogs (self, TRUE);
  remember (self, id);
  self->call_scope = rapport_undo_scope_new (self->library);
  rapport_onlooker_set_client (rapport_onlooker_of (self->library), id);
  show_client_alone (self);
  show_state (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
end (RapportWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  close_dialogs (self, TRUE);
  remember (self, NULL);
  g_clear_object (&self->call_scope);
  rapport_onlooker_set_client (rapport_onlooker_of (self->library), NULL);
  show_way_back (self);
  show_state (self);
  rapport_window_tell_offers (self);
  if (!rapport_library_is_read_only (self->library))
    rapport_window_offer_rescues (self);
}

void
rapport_window_call_mode (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (rapport_window_is_in_call (self))
    end (self);
  else if (client == NULL && self->presenter != NULL)
    {
      rapport_window_open_client (self, rapport_presenter_get_client_id (self->presenter));
      begin (self, rapport_window_get_open_client (self));
      rapport_window_present_board (self, NULL);
    }
  else if (client != NULL)
    begin (self, client);
  else if (self->board != NULL)
    rapport_toast_show (GTK_WIDGET (self), _ ("Open the client whom you call first"));
}

void
rapport_window_resume_call (RapportWindow *self)
{
  RapportStore *store = rapport_library_get_store (self->library);
  g_autofree char *id = rapport_store_get_local (store, LOCAL_CALL);
  g_autoptr (RapportRecord) client = NULL;

  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (dialog_cb), NULL);
  if (id == NULL || *id == '\0')
    return;
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);
  if (client == NULL || rapport_record_is_trashed (client))
    return;
  rapport_window_open_client (self, id);
  begin (self, RAPPORT_CLIENT (client));
}
