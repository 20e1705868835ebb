/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "rapport-actions.h"
#include "rapport-report-editor.h"
#include "rapport-settings.h"
#include "rapport-toast.h"
#include "rapport-ui-app.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* So long after its content was made a window has been drawn and looked at, in
 * milliseconds. */
#define REST 1000

G_DEFINE_FINAL_TYPE (RapportWindow, rapport_window, ADW_TYPE_APPLICATION_WINDOW)

/* The room that one would come to by going back. */
static RapportSidebarRoom
get_room (RapportWindow *self)
{
  return self->calendar != NULL &&
             rapport_window_is_on_the_way (self, ADW_NAVIGATION_PAGE (self->calendar))
           ? RAPPORT_SIDEBAR_MEETINGS
           : RAPPORT_SIDEBAR_CLIENTS;
}

static void
visible_page_cb (RapportWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);
  const char *client_id = "";

  if (page == NULL || self->library == NULL)
    return;
  if (RAPPORT_IS_CLIENT_PAGE (page) || RAPPORT_IS_REPORT_EDITOR (page) ||
      RAPPORT_IS_MEETING_PAGE (page))
    {
      RapportClient *client = rapport_window_get_open_client (self);

      client_id = client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : "";
    }
  adw_navigation_page_set_title (self->content_page, adw_navigation_page_get_title (page));
  rapport_sidebar_set_room (self->sidebar, get_room (self));
  rapport_sidebar_select_client (self->sidebar, client_id);
}

static void
banner_clicked_cb (RapportWindow *self)
{
  rapport_window_banner_clicked (self);
}

/* The size is kept from one start to the next. */

static void
restore_size (RapportWindow *self)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();

  if (settings == NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1180, 780);
      return;
    }
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (RapportWindow *self)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();
  int width;
  int height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* Nothing that has been typed is given up: what can't be written keeps the
 * window open. */
static gboolean
rapport_window_close_request (GtkWindow *window)
{
  RapportWindow *self = RAPPORT_WINDOW (window);

  gtk_window_set_focus (window, NULL);
  rapport_window_end_presenting (self);
  save_size (self);
  if (!rapport_window_may_close (self) || rapport_window_begin_farewell (self))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (rapport_window_parent_class)->close_request (window);
}

static void
rapport_window_dispose (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  g_clear_handle_id (&self->preparing, g_source_remove);
  g_clear_handle_id (&self->farewell_timer, g_source_remove);
  g_clear_object (&self->farewell);
  rapport_window_end_presenting (self);
  g_clear_object (&self->client_page);
  g_clear_object (&self->calendar);
  if (self->occasions != NULL)
    g_signal_handlers_disconnect_by_data (self->occasions, self);
  g_clear_object (&self->occasions);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_WINDOW);
  g_clear_object (&self->undo_scope);
  g_clear_object (&self->call_scope);
  if (self->team != NULL)
    g_signal_handlers_disconnect_by_data (self->team, self);
  g_clear_object (&self->team);
  g_clear_object (&self->folder_watch);
  if (self->reminder != NULL)
    rapport_marking_reminder_stop (self->reminder);
  g_clear_object (&self->reminder);
  g_clear_object (&self->lights);
  g_clear_pointer (&self->service, rapport_store_service_free);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_window_parent_class)->dispose (object);
}

static void
rapport_window_finalize (GObject *object)
{
  RapportWindow *self = RAPPORT_WINDOW (object);

  g_free (self->path);
  g_free (self->told);
  G_OBJECT_CLASS (rapport_window_parent_class)->finalize (object);
}

static void
rapport_window_class_init (RapportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Nothing else calls for it, and without that it would not be linked. */
  rapport_ui_app_get_resource ();
  object_class->dispose = rapport_window_dispose;
  object_class->finalize = rapport_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_window_close_request;
  g_type_ensure (RAPPORT_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, states);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, main);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, RapportWindow, banner);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
}

static void
rapport_window_init (RapportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_window_overlay (GTK_WINDOW (self), self->toasts);
  rapport_actions_install (self);
  restore_size (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (rapport_window_empty_trash), NULL);
}

RapportWindow *
rapport_window_new (GtkApplication *application)
{
  return g_object_new (RAPPORT_TYPE_WINDOW, "application", application, NULL);
}

const char *
rapport_window_get_path (RapportWindow *self)
{
  return self->path;
}

RapportLibrary *
rapport_window_get_library (RapportWindow *self)
{
  return self->library;
}

/* The page stays in the window when it is left: its scroll bars fade in their
 * own time, and coming back costs less. */
static void
add_client_page (RapportWindow *self)
{
  self->client_page = g_object_ref_sink (rapport_client_page_new (self->library, self->lights));
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->client_page));
}

static gboolean
prepare_cb (gpointer user_data)
{
  RapportWindow *self = user_data;

  if (self->client_page == NULL)
    add_client_page (self);
  else if (self->occasions == NULL)
    rapport_window_count_meetings (self);
  else if (!rapport_client_page_prepare (self->client_page))
    {
      self->preparing = 0;
      rapport_window_empty_trash (self);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static void
at_rest_cb (gpointer user_data)
{
  RapportWindow *self = user_data;

  self->preparing = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}

void
rapport_window_prepare (RapportWindow *self)
{
  self->preparing = g_timeout_add_once (REST, at_rest_cb, self);
}

/* Whether a page is in sight, or one comes to it by going back. */
gboolean
rapport_window_is_on_the_way (RapportWindow *self, AdwNavigationPage *page)
{
  AdwNavigationPage *step = adw_navigation_view_get_visible_page (self->navigation);

  while (step != NULL && step != page)
    step = adw_navigation_view_get_previous_page (self->navigation, step);
  return step != NULL;
}

void
rapport_window_open_client (RapportWindow *self, const char *client_id)
{
  g_autoptr (RapportRecord) client = NULL;

  if (self->library == NULL)
    return;
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  if (client == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("This client is not there any more"));
      return;
    }
  if (!rapport_window_may_open (self, client))
    return;
  if (self->client_page == NULL)
    add_client_page (self);
  rapport_client_page_set_client (self->client_page, RAPPORT_CLIENT (client));
  rapport_window_tell_offers (self);
  /* A report may be open on top of the page. */
  if (rapport_window_is_on_the_way (self, ADW_NAVIGATION_PAGE (self->client_page)))
    adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->client_page));
  else
    adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->client_page));
  visible_page_cb (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}
