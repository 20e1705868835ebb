/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-page.h"

#include "rapport-archive.h"
#include "rapport-client-views.h"
#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-read-only.h"

#include <glib/gi18n-lib.h>

struct _RapportClientPage
{
  AdwNavigationPage parent_instance;

  RapportLightIcon *light;
  GtkLabel *name_label;
  AdwWindowTitle *narrow_title;
  AdwBanner *archived;
  AdwBanner *offers;
  AdwViewStack *views;
  GtkWidget *menu;

  RapportLibrary *library;
  RapportLights *lights;
  RapportClient *client;
  gboolean confined;
};

G_DEFINE_FINAL_TYPE (RapportClientPage, rapport_client_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_light (RapportClientPage *self)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (self->client));
  const RapportMark mark = rapport_lights_get_mark (self->lights, id, 0);

  if (self->confined)
    return;
  rapport_light_icon_set_mark (self->light, mark);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->light), rapport_mark_get_label (mark));
  adw_window_title_set_subtitle (self->narrow_title, rapport_mark_get_label (mark));
}

#define READ_ONLY "rapport-read-only"

/* In the archive everything can be read: what is changed in place answers no more,
 * reports still open. */
static void
show_archived (RapportClientPage *self)
{
  const gboolean archived = rapport_client_is_archived (self->client);
  GtkWidget *place = adw_view_stack_get_visible_child (self->views);
  const char *name = adw_view_stack_get_visible_child_name (self->views);

  if (archived)
    {
      const RapportDay day = rapport_instant_to_day (
        rapport_record_get_integer (RAPPORT_RECORD (self->client), RAPPORT_CLIENT_ARCHIVED));
      g_autofree char *since = rapport_locale_date (rapport_format_locale (), day);
      /* Translators: %s is a day, “3 October 2026” */
      g_autofree char *title = g_strdup_printf (_ ("In the archive since %s"), since);

      adw_banner_set_title (self->archived, title);
    }
  adw_banner_set_revealed (self->archived, archived && !self->confined);
  /* Most clients are not, and most places need not be gone through for it. */
  if (place == NULL || g_strcmp0 (name, "reports") == 0 ||
      (!archived && g_object_get_data (G_OBJECT (place), READ_ONLY) == NULL))
    return;
  g_object_set_data (G_OBJECT (place), READ_ONLY, archived ? place : NULL);
  rapport_read_only_set (place, archived);
  /* Where nothing has the keyboard, no key would come here. */
  if (archived && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
rapport_client_page_set_offers (RapportClientPage *self, guint n)
{
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u new export is waiting", "%u new exports are waiting", n), n);

  adw_banner_set_title (self->offers, title);
  adw_banner_set_revealed (self->offers, n > 0 && !self->confined);
}

static void
client_changed_cb (RapportClientPage *self)
{
  const char *name = rapport_record_get_title (RAPPORT_RECORD (self->client));

  /* There is nothing to work on any more. */
  if (rapport_record_is_trashed (RAPPORT_RECORD (self->client)) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-clients", NULL);
  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  adw_window_title_set_title (self->narrow_title, name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  show_archived (self);
}

static void
lights_changed_cb (RapportClientPage *self, const char *client_id)
{
  if (self->client != NULL &&
      (client_id == NULL ||
       g_str_equal (client_id, rapport_record_get_id (RAPPORT_RECORD (self->client)))))
    show_light (self);
}

static gboolean
ensure_view (RapportClientPage *self, const RapportClientView *view)
{
  AdwBin *place = ADW_BIN (adw_view_stack_get_child_by_name (self->views, view->name));

  if (adw_bin_get_child (place) != NULL)
    return FALSE;
  adw_bin_set_child (place, view->create (self->library, self->lights));
  return TRUE;
}

gboolean
rapport_client_page_prepare (RapportClientPage *self)
{
  gsize n;
  const RapportClientView *views = rapport_client_views_get (&n);

  for (gsize i = 0; i < n; i++)
    if (ensure_view (self, &views[i]))
      return TRUE;
  return FALSE;
}

/* Hands the client to the view in sight, which is made where it is not there;
 * the others get theirs when they are looked at. */
static void
fill_view (RapportClientPage *self)
{
  AdwBin *place = ADW_BIN (adw_view_stack_get_visible_child (self->views));
  const RapportClientView *view = NULL;

  if (place == NULL || self->client == NULL)
    return;
  view = rapport_client_views_find (adw_view_stack_get_visible_child_name (self->views));
  ensure_view (self, view);
  view->set_client (adw_bin_get_child (place), self->client);
  show_archived (self);
}

static void
view_changed_cb (RapportClientPage *self)
{
  fill_view (self);
}

static void
take_out_cb (RapportClientPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.take-out-of-archive", "s",
                              rapport_record_get_id (RAPPORT_RECORD (self->client)));
}

/* What takes no keyboard is still read from its beginning to its end by keys. */
static gboolean
key_pressed_cb (RapportClientPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *place = adw_view_stack_get_visible_child (self->views);

  if (place == NULL || g_object_get_data (G_OBJECT (place), READ_ONLY) == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return rapport_read_only_scroll (place, keyval);
}

static void
rapport_client_page_dispose (GObject *object)
{
  RapportClientPage *self = RAPPORT_CLIENT_PAGE (object);

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CLIENT_PAGE);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_client_page_parent_class)->dispose (object);
}

static void
rapport_client_page_class_init (RapportClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_client_page_dispose;
  g_type_ensure (RAPPORT_TYPE_LIGHT_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/client-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, light);
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, archived);
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, offers);
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, views);
  gtk_widget_class_bind_template_child (widget_class, RapportClientPage, menu);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_out_cb);
}

static void
rapport_client_page_init (RapportClientPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  gsize n;
  const RapportClientView *views = rapport_client_views_get (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  for (gsize i = 0; i < n; i++)
    adw_view_stack_add_titled_with_icon (self->views, adw_bin_new (), views[i].name,
                                         g_dgettext (GETTEXT_PACKAGE, views[i].title),
                                         views[i].icon_name);
}

RapportClientPage *
rapport_client_page_new (RapportLibrary *library, RapportLights *lights)
{
  RapportClientPage *self = g_object_new (RAPPORT_TYPE_CLIENT_PAGE, "tag", "client", NULL);

  self->library = g_object_ref (library);
  self->lights = g_object_ref (lights);
  g_signal_connect_object (lights, "changed", G_CALLBACK (lights_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
rapport_client_page_set_client (RapportClientPage *self, RapportClient *client)
{
  if (self->client == client)
    return;
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_set_object (&self->client, client);
  g_signal_connect_swapped (client, "changed", G_CALLBACK (client_changed_cb), self);
  client_changed_cb (self);
  show_light (self);
  fill_view (self);
}

RapportClient *
rapport_client_page_get_client (RapportClientPage *self)
{
  return self->client;
}

void
rapport_client_page_show_view (RapportClientPage *self, const char *name)
{
  const RapportClientView *view = rapport_client_views_find (name);

  if (view != NULL && (!self->confined || view->is_for_calls))
    adw_view_stack_set_visible_child_name (self->views, name);
}

GtkWidget *
rapport_client_page_get_view (RapportClientPage *self, const char *name)
{
  GtkWidget *place = adw_view_stack_get_child_by_name (self->views, name);

  return place != NULL ? adw_bin_get_child (ADW_BIN (place)) : NULL;
}

static void
show_views (RapportClientPage *self)
{
  gsize n;
  const RapportClientView *views = rapport_client_views_get (&n);

  for (gsize i = 0; i < n; i++)
    adw_view_stack_page_set_visible (
      adw_view_stack_get_page (self->views,
                               adw_view_stack_get_child_by_name (self->views, views[i].name)),
      !self->confined || views[i].is_for_calls);
}

void
rapport_client_page_confine (RapportClientPage *self, gboolean confined)
{
  const RapportClientView *view =
    rapport_client_views_find (adw_view_stack_get_visible_child_name (self->views));

  self->confined = confined;
  if (confined && view != NULL && !view->is_for_calls)
    rapport_client_page_show_view (self, "overview");
  show_views (self);
  gtk_widget_set_visible (GTK_WIDGET (self->light), !confined);
  gtk_widget_set_visible (self->menu, !confined);
  adw_banner_set_revealed (self->offers, FALSE);
  adw_window_title_set_subtitle (self->narrow_title, "");
  show_archived (self);
  if (!confined)
    show_light (self);
}
