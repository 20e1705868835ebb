/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-about.h"
#include "rapport-application.h"
#include "rapport-archive.h"
#include "rapport-claim-dialog.h"
#include "rapport-client-dialog.h"
#include "rapport-contact-dialog.h"
#include "rapport-digest-dialog.h"
#include "rapport-doubles-dialog.h"
#include "rapport-history-dialog.h"
#include "rapport-import-assistant.h"
#include "rapport-intake-assistant.h"
#include "rapport-leavers-dialog.h"
#include "rapport-offers.h"
#include "rapport-onlooker.h"
#include "rapport-overview.h"
#include "rapport-palette.h"
#include "rapport-plan-view.h"
#include "rapport-preferences.h"
#include "rapport-read-only.h"
#include "rapport-report-editor.h"
#include "rapport-settings.h"
#include "rapport-shortcuts-dialog.h"
#include "rapport-status-dialog.h"
#include "rapport-toast.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

RapportClient *
rapport_window_get_open_client (RapportWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (RAPPORT_IS_MEETING_PAGE (page))
    return rapport_window_get_meeting_client (self, RAPPORT_MEETING_PAGE (page));
  if (!RAPPORT_IS_CLIENT_PAGE (page) && !RAPPORT_IS_REPORT_EDITOR (page))
    return NULL;
  return rapport_client_page_get_client (self->client_page);
}

/* (nullable): the same, if it can be changed; if not, says why. */
static RapportClient *
get_writable_client (RapportWindow *self)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client == NULL || rapport_library_is_read_only (self->library))
    return NULL;
  if (!rapport_client_is_archived (client))
    return client;
  rapport_toast_show (GTK_WIDGET (self), _ ("Take the client out of the archive to change it"));
  return NULL;
}

/* In whose history to undo: that of the client that is open, or else of the
 * last change. */
static const char *
get_undo_client (RapportWindow *self, gboolean redo)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client != NULL)
    return rapport_record_get_id (RAPPORT_RECORD (client));
  return rapport_undo_scope_get_client (self->undo_scope, redo);
}

/* In a call only what was done in this call is taken back: what was done before may
 * be nothing for the client. */
static gboolean
can_undo (RapportWindow *self, gboolean redo)
{
  return self->call_scope == NULL ||
         g_str_equal (rapport_undo_scope_get_client (self->call_scope, redo),
                      get_undo_client (self, redo));
}

static void
undo (RapportWindow *self, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *client = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if (self->undo_scope == NULL)
    return;
  /* What is being typed counts as a change, too. */
  client = g_strdup (get_undo_client (self, redo));
  if (!can_undo (self, redo))
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("Nothing was changed in this call"));
      return;
    }
  label = rapport_library_undo (self->library, client, redo, &error);
  if (label == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  text = g_strdup_printf (redo ? _ ("Redone: %s") : _ ("Undone: %s"), label);
  rapport_toast_show (GTK_WIDGET (self), text);
}

void
rapport_window_undo (RapportWindow *self, GVariant *parameter)
{
  undo (self, FALSE);
}

void
rapport_window_redo (RapportWindow *self, GVariant *parameter)
{
  undo (self, TRUE);
}

char *
rapport_window_get_undo_menu_label (RapportWindow *self, gboolean redo)
{
  g_autofree char *label = NULL;

  if (self->undo_scope != NULL && can_undo (self, redo))
    label = rapport_library_get_undo_label (self->library, get_undo_client (self, redo), redo);
  if (label == NULL)
    return g_strdup (redo ? _ ("_Redo") : _ ("_Undo"));
  return g_strdup_printf (redo ? _ ("_Redo “%s”") : _ ("_Undo “%s”"), label);
}

static RapportActionFlags
find_conditions (RapportWindow *self)
{
  RapportActionFlags met = RAPPORT_ACTION_PLAIN;

  if (RAPPORT_IS_REPORT_EDITOR (adw_navigation_view_get_visible_page (self->navigation)))
    met |= RAPPORT_ACTION_IN_REPORT;
  if (self->team != NULL && rapport_team_is_connected (self->team))
    met |= RAPPORT_ACTION_IN_TEAM;
  return met;
}

void
rapport_window_search (RapportWindow *self, GVariant *parameter)
{
  AdwDialog *open = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  g_autoptr (GPtrArray) offers = NULL;

  if (self->lights == NULL || RAPPORT_IS_PALETTE (open))
    return;
  offers = rapport_offers_collect (GTK_WIDGET (self->main));
  adw_dialog_present (rapport_palette_new (self->library, self->lights,
                                           rapport_window_get_open_client (self) != NULL,
                                           find_conditions (self), offers),
                      GTK_WIDGET (self));
}

void
rapport_window_preferences (RapportWindow *self, GVariant *parameter)
{
  if (self->lights != NULL)
    adw_dialog_present (rapport_preferences_new (self->library, self->team), GTK_WIDGET (self));
}

void
rapport_window_main_menu (RapportWindow *self, GVariant *parameter)
{
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  rapport_sidebar_popup_menu (self->sidebar);
}

void
rapport_window_shortcuts (RapportWindow *self, GVariant *parameter)
{
  adw_dialog_present (rapport_shortcuts_dialog_new (), GTK_WIDGET (self));
}

void
rapport_window_about (RapportWindow *self, GVariant *parameter)
{
  adw_dialog_present (rapport_about_dialog_new (), GTK_WIDGET (self));
}

void
rapport_window_close (RapportWindow *self, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (self));
}

void
rapport_window_show_clients (RapportWindow *self, GVariant *parameter)
{
  adw_navigation_view_pop_to_tag (self->navigation, "clients");
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
rapport_window_open_client_action (RapportWindow *self, GVariant *parameter)
{
  rapport_window_open_client (self, g_variant_get_string (parameter, NULL));
}

void
rapport_window_show_unmarked (RapportWindow *self, GVariant *parameter)
{
  if (self->board == NULL)
    return;
  rapport_window_show_clients (self, NULL);
  rapport_board_page_show_unmarked (self->board);
}

void
rapport_window_show_trends (RapportWindow *self, GVariant *parameter)
{
  const char *member = parameter != NULL ? g_variant_get_string (parameter, NULL) : "";

  if (self->board != NULL)
    adw_dialog_present (rapport_board_page_make_trends (self->board, member), GTK_WIDGET (self));
}

static void
meeting_hidden_cb (RapportWindow *self)
{
  gtk_window_unfullscreen (GTK_WINDOW (self));
  adw_navigation_split_view_set_collapsed (self->split_view, self->was_collapsed);
}

gboolean
rapport_window_is_shown_to_others (RapportWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  return gtk_window_is_fullscreen (GTK_WINDOW (self)) || self->call_scope != NULL ||
         self->presenter != NULL || self->beginning != NULL ||
         (page != NULL && g_strcmp0 (adw_navigation_page_get_tag (page), "meeting") == 0);
}

void
rapport_window_team_meeting (RapportWindow *self, GVariant *parameter)
{
  AdwNavigationPage *page = NULL;

  if (self->board == NULL)
    return;
  page = adw_navigation_view_get_visible_page (self->navigation);
  if (g_strcmp0 (adw_navigation_page_get_tag (page), "meeting") == 0)
    {
      adw_navigation_view_pop (self->navigation);
      return;
    }
  rapport_window_show_clients (self, NULL);
  page = rapport_board_page_make_meeting (self->board);
  g_signal_connect_object (page, "hidden", G_CALLBACK (meeting_hidden_cb), self, G_CONNECT_SWAPPED);
  self->was_collapsed = adw_navigation_split_view_get_collapsed (self->split_view);
  adw_navigation_split_view_set_collapsed (self->split_view, TRUE);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  adw_navigation_view_push (self->navigation, page);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

void
rapport_window_add_client (RapportWindow *self, GVariant *parameter)
{
  if (self->lights != NULL && !rapport_library_is_read_only (self->library))
    adw_dialog_present (rapport_client_dialog_new (self->library, NULL), GTK_WIDGET (self));
}

void
rapport_window_edit_client (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = get_writable_client (self);

  if (client != NULL)
    adw_dialog_present (rapport_client_dialog_new (self->library, client), GTK_WIDGET (self));
}

void
rapport_window_client_status (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client != NULL)
    adw_dialog_present (rapport_status_dialog_new (self->library, client), GTK_WIDGET (self));
}

void
rapport_window_change_status (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) client = NULL;
  const char *id;
  const char *status;
  AdwDialog *dialog;

  g_variant_get (parameter, "(&s&s)", &id, &status);
  if (self->lights == NULL || rapport_library_is_read_only (self->library))
    return;
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);
  if (client == NULL)
    return;
  dialog = rapport_status_dialog_new (self->library, RAPPORT_CLIENT (client));
  rapport_status_dialog_change (RAPPORT_STATUS_DIALOG (dialog), status);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
rapport_window_client_history (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client != NULL)
    adw_dialog_present (rapport_history_dialog_new (self->library, RAPPORT_RECORD (client)),
                        GTK_WIDGET (self));
}

void
rapport_window_find_client (RapportWindow *self, GVariant *parameter)
{
  if (self->board == NULL)
    return;
  rapport_window_show_clients (self, NULL);
  rapport_board_page_search (self->board);
}

static void
show_view (RapportWindow *self, const char *name)
{
  if (RAPPORT_IS_CLIENT_PAGE (adw_navigation_view_get_visible_page (self->navigation)))
    rapport_client_page_show_view (self->client_page, name);
}

void
rapport_window_show_view (RapportWindow *self, GVariant *parameter)
{
  show_view (self, g_variant_get_string (parameter, NULL));
}

void
rapport_window_show_overview (RapportWindow *self, GVariant *parameter)
{
  show_view (self, "overview");
}

void
rapport_window_show_plan (RapportWindow *self, GVariant *parameter)
{
  show_view (self, "plan");
}

void
rapport_window_show_matrix (RapportWindow *self, GVariant *parameter)
{
  show_view (self, "matrix");
}

void
rapport_window_show_reports (RapportWindow *self, GVariant *parameter)
{
  show_view (self, "reports");
}

void
rapport_window_open_work_item (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) item = self->library != NULL
                                     ? rapport_library_get (self->library, RAPPORT_TYPE_WORK_ITEM,
                                                            g_variant_get_string (parameter, NULL))
                                     : NULL;

  if (item == NULL || !rapport_window_may_open (self, item))
    return;
  rapport_window_open_client (self, rapport_record_get_client_id (item));
  show_view (self, "plan");
  if (self->client_page != NULL)
    rapport_plan_view_open_item (
      RAPPORT_PLAN_VIEW (rapport_client_page_get_view (self->client_page, "plan")),
      RAPPORT_WORK_ITEM (item));
}

/* A person may be at no client of ours. */
void
rapport_window_open_contact (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) contact =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_CONTACT,
                                                 g_variant_get_string (parameter, NULL))
                          : NULL;

  if (contact == NULL)
    return;
  if (*rapport_record_get_client_id (contact) != '\0')
    {
      rapport_window_open_client (self, rapport_record_get_client_id (contact));
      show_view (self, "overview");
    }
  adw_dialog_present (rapport_contact_dialog_new (self->library, RAPPORT_CONTACT (contact)),
                      GTK_WIDGET (self));
}

void
rapport_window_people_left (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client != NULL)
    adw_dialog_present (rapport_leavers_dialog_new (self->library, client), GTK_WIDGET (self));
}

void
rapport_window_all_people_left (RapportWindow *self, GVariant *parameter)
{
  if (self->lights != NULL)
    adw_dialog_present (rapport_leavers_dialog_new (self->library, NULL), GTK_WIDGET (self));
}

void
rapport_window_add_contact (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client == NULL || rapport_library_is_read_only (self->library))
    return;
  show_view (self, "overview");
  adw_dialog_present (rapport_contact_dialog_new_draft (
                        self->library, rapport_record_get_id (RAPPORT_RECORD (client))),
                      GTK_WIDGET (self));
}

void
rapport_window_open_claim (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) claim = self->library != NULL
                                      ? rapport_library_get (self->library, RAPPORT_TYPE_CLAIM,
                                                             g_variant_get_string (parameter, NULL))
                                      : NULL;
  const char *client_id = claim != NULL ? rapport_record_get_client_id (claim) : NULL;

  if (claim == NULL)
    return;
  rapport_window_open_client (self, client_id);
  show_view (self, "overview");
  adw_dialog_present (rapport_claim_dialog_new (self->library, client_id, RAPPORT_CLAIM (claim)),
                      GTK_WIDGET (self));
}

void
rapport_window_add_claim (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client == NULL || rapport_library_is_read_only (self->library))
    return;
  show_view (self, "overview");
  adw_dialog_present (
    rapport_claim_dialog_new (self->library, rapport_record_get_id (RAPPORT_RECORD (client)), NULL),
    GTK_WIDGET (self));
}

/* (nullable): the overview of the open client, shown, where something can be added. */
static RapportOverview *
show_overview_to_add (RapportWindow *self)
{
  if (rapport_window_get_open_client (self) == NULL || rapport_library_is_read_only (self->library))
    return NULL;
  show_view (self, "overview");
  return RAPPORT_OVERVIEW (rapport_client_page_get_view (self->client_page, "overview"));
}

void
rapport_window_add_files (RapportWindow *self, GVariant *parameter)
{
  RapportOverview *overview = show_overview_to_add (self);

  if (overview != NULL)
    rapport_overview_add_files (overview);
}

void
rapport_window_keep_file (RapportWindow *self, GVariant *parameter)
{
  RapportOverview *overview = show_overview_to_add (self);
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  if (overview != NULL)
    rapport_overview_keep_file (overview, file);
}

void
rapport_window_import (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = get_writable_client (self);
  AdwDialog *assistant;

  if (client == NULL)
    return;
  assistant = rapport_import_assistant_new (self->library, client);
  if (self->folder_watch != NULL)
    g_signal_connect_object (assistant, "imported", G_CALLBACK (rapport_folder_watch_settle),
                             self->folder_watch, G_CONNECT_SWAPPED);
  if (parameter != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

      rapport_import_assistant_open (RAPPORT_IMPORT_ASSISTANT (assistant), file);
    }
  adw_dialog_present (assistant, GTK_WIDGET (self));
}

static void
take_in (RapportWindow *self, RapportClient *client, GVariant *parameter)
{
  AdwDialog *assistant = rapport_intake_assistant_new (self->library, client);

  if (parameter != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

      rapport_intake_assistant_open (RAPPORT_INTAKE_ASSISTANT (assistant), file);
    }
  adw_dialog_present (assistant, GTK_WIDGET (self));
}

void
rapport_window_import_clients (RapportWindow *self, GVariant *parameter)
{
  if (self->lights != NULL && !rapport_library_is_read_only (self->library))
    take_in (self, NULL, parameter);
}

void
rapport_window_find_doubles (RapportWindow *self, GVariant *parameter)
{
  if (self->lights != NULL)
    adw_dialog_present (rapport_doubles_dialog_new (self->library), GTK_WIDGET (self));
}

void
rapport_window_import_contacts (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = get_writable_client (self);

  if (client != NULL)
    take_in (self, client, parameter);
}

/* The report comes on top of its client. */
void
rapport_window_send_digest (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) report =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_REPORT,
                                                 g_variant_get_string (parameter, NULL))
                          : NULL;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (report == NULL)
    return;
  dialog = rapport_digest_dialog_new (self->library, RAPPORT_REPORT (report), &error);
  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

void
rapport_window_open_report (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) report =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_REPORT,
                                                 g_variant_get_string (parameter, NULL))
                          : NULL;
  GtkWidget *editor;

  if (report == NULL || !rapport_window_may_open (self, report))
    return;
  rapport_window_open_client (self, rapport_record_get_client_id (report));
  show_view (self, "reports");
  editor = GTK_WIDGET (rapport_report_editor_new (self->library, RAPPORT_REPORT (report)));
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (editor));
  rapport_read_only_set (
    editor, rapport_client_is_archived (rapport_client_page_get_client (self->client_page)));
}

/* Where no report is open there is nothing to print. */
void
rapport_window_print_report (RapportWindow *self, GVariant *parameter)
{
  AdwNavigationPage *page =
    self->navigation != NULL ? adw_navigation_view_get_visible_page (self->navigation) : NULL;

  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "report.print", NULL);
}

/* Another library. */

static void
open_library (RapportWindow *self, const char *path)
{
  rapport_settings_set_library (path);
  rapport_application_open_library (
    RAPPORT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), path);
}

static void
library_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    open_library (self, g_file_peek_path (file));
}

void
rapport_window_open_recent (RapportWindow *self, GVariant *parameter)
{
  open_library (self, g_variant_get_string (parameter, NULL));
}

void
rapport_window_open_library (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Open Library"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, library_chosen_cb, g_object_ref (self));
}
