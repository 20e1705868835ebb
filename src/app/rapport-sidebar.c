/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sidebar.h"

#include "rapport-actions.h"
#include "rapport-archive.h"
#include "rapport-growth.h"
#include "rapport-record-list.h"
#include "rapport-room.h"
#include "rapport-saved-state.h"
#include "rapport-settings.h"
#include "rapport-sidebar-row.h"

#include <glib/gi18n-lib.h>

/* As many clients as a screen shows, and as many as take a few milliseconds. */
#define STEP  24
#define CHUNK 12

struct _RapportSidebar
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  GtkLabel *search_accel;
  GtkListView *list;
  GtkWidget *call_bar;
  GtkWidget *present_bar;

  RapportLibrary *library;
  RapportLights *lights;
  RapportSavedState *saved;
  GListStore *rooms;
  GListStore *called; /* the client who is called, alone */
  RapportRecordList *clients;
  RapportGrowth *growth;
  GtkSingleSelection *selection;
  guint room; /* that is shown while no client is */
};

G_DEFINE_FINAL_TYPE (RapportSidebar, rapport_sidebar, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_confined (RapportSidebar *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->called)) > 0;
}

/* The main menu says what would be undone; that asks the store, so it is
 * looked up when the menu opens. */

static void
append_undo (GMenu *menu, RapportSidebar *self, gboolean redo)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *label = rapport_window_get_undo_menu_label (RAPPORT_WINDOW (root), redo);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, redo ? "win.redo" : "win.undo");

  g_menu_item_set_attribute (item, "accel", "s", redo ? "<Control><Shift>z" : "<Control>z");
  g_menu_append_item (menu, item);
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

/* Those that this window does not show. */
static void
append_recent (GMenu *menu, RapportSidebar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *shown =
    RAPPORT_IS_WINDOW (root) ? rapport_window_get_path (RAPPORT_WINDOW (root)) : NULL;
  g_auto (GStrv) paths = rapport_settings_get_recent ();

  for (char **path = paths; *path != NULL; path++)
    {
      g_autofree char *name = g_filename_display_basename (*path);
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (*path, shown) == 0)
        continue;
      if (g_str_has_suffix (name, ".rapport"))
        name[strlen (name) - strlen (".rapport")] = '\0';
      /* An underline in a name is no mnemonic. */
      parts = g_strsplit (name, "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", *path);
      g_menu_append_item (menu, item);
    }
}

static GMenuModel *
make_menu (RapportSidebar *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();
  g_autoptr (GMenu) call = g_menu_new ();
  g_autoptr (GMenu) shelves = g_menu_new ();
  g_autoptr (GMenu) libraries = g_menu_new ();
  g_autoptr (GMenu) program = g_menu_new ();

  append_undo (changes, self, FALSE);
  append_undo (changes, self, TRUE);
  append_item (call, _ ("_Call Mode"), "win.call-mode", "F8");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (call));
  if (is_confined (self))
    return G_MENU_MODEL (g_steal_pointer (&menu));
  append_item (shelves, _ ("_Waiting Exports"), "win.show-offers", NULL);
  append_item (shelves, _ ("A_rchive"), "win.archive", NULL);
  append_item (shelves, _ ("_Trash"), "win.trash", NULL);
  append_item (shelves, _ ("_Backups"), "win.backups", NULL);
  append_item (libraries, _ ("_Open Library…"), "win.open-library", "<Control>o");
  append_recent (libraries, self);
  append_item (program, _ ("_Preferences"), "win.preferences", "<Control>comma");
  append_item (program, _ ("_Keyboard Shortcuts"), "win.shortcuts", "<Control>question");
  append_item (program, _ ("_About Rapport"), "win.about", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shelves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (libraries));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = make_menu (user_data);

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/* The list: rooms and clients in one, so that there is one selection. */

static void
activate_cb (RapportSidebar *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (RAPPORT_IS_ROOM (item))
    gtk_widget_activate_action (GTK_WIDGET (self), rapport_room_get_action (RAPPORT_ROOM (item)),
                                NULL);
  else if (RAPPORT_IS_RECORD (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-client", "s",
                                rapport_record_get_id (RAPPORT_RECORD (item)));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, rapport_sidebar_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportSidebar *self = user_data;

  rapport_sidebar_row_show (RAPPORT_SIDEBAR_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item),
                            is_confined (self) ? NULL : self->lights);
  gtk_list_item_set_accessible_label (
    item, rapport_sidebar_row_get_label (RAPPORT_SIDEBAR_ROW (gtk_list_item_get_child (item))));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  rapport_sidebar_row_show (RAPPORT_SIDEBAR_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
setup_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = gtk_list_header_get_child (header);

  gtk_label_set_label (GTK_LABEL (label), RAPPORT_IS_ROOM (gtk_list_header_get_item (header))
                                            ? ""
                                            : _ ("Key Clients"));
  gtk_widget_set_visible (label, !RAPPORT_IS_ROOM (gtk_list_header_get_item (header)) &&
                                   !is_confined (RAPPORT_SIDEBAR (user_data)));
}

static GtkListItemFactory *
make_row_factory (RapportSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  return factory;
}

static GtkListItemFactory *
make_heading_factory (RapportSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_heading_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_heading_cb), self);
  return factory;
}

static GListStore *
make_rooms (void)
{
  GListStore *rooms = g_list_store_new (RAPPORT_TYPE_ROOM);
  g_autoptr (RapportRoom) clients =
    rapport_room_new (_ ("Clients"), "view-grid-symbolic", "win.show-clients");

  g_autoptr (RapportRoom) meetings =
    rapport_room_new (_ ("Meetings"), "x-office-calendar-symbolic", "win.show-calendar");

  g_list_store_append (rooms, clients);
  g_list_store_append (rooms, meetings);
  return rooms;
}

static RapportQuery *
make_query (void)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CLIENT);

  rapport_query_where_text (query, RAPPORT_CLIENT_STATUS, "current");
  rapport_query_where (query, RAPPORT_CLIENT_KEY, RAPPORT_TEST_EQUAL, g_variant_new_boolean (TRUE));
  rapport_query_where_archived (query, FALSE);
  return rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
}

/* Life. */

static void
rapport_sidebar_dispose (GObject *object)
{
  RapportSidebar *self = RAPPORT_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_SIDEBAR);
  g_clear_object (&self->saved);
  g_clear_object (&self->selection);
  g_clear_object (&self->growth);
  g_clear_object (&self->clients);
  g_clear_object (&self->rooms);
  g_clear_object (&self->called);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_sidebar_parent_class)->dispose (object);
}

static void
rapport_sidebar_class_init (RapportSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportSidebar, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSidebar, search_accel);
  gtk_widget_class_bind_template_child (widget_class, RapportSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, RapportSidebar, call_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportSidebar, present_bar);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
rapport_sidebar_init (RapportSidebar *self)
{
  g_autofree char *accel = rapport_action_get_accel_label ("search");
  g_autoptr (GtkListItemFactory) rows = make_row_factory (self);
  g_autoptr (GtkListItemFactory) headings = make_heading_factory (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->search_accel, accel);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_popup_cb, self, NULL);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headings);
  self->rooms = make_rooms ();
  self->called = g_list_store_new (RAPPORT_TYPE_CLIENT);
}

static void
show_list (RapportSidebar *self, GListModel *model)
{
  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_model (self->selection, model);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
show_everything (RapportSidebar *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) both = gtk_flatten_list_model_new (G_LIST_MODEL (parts));

  g_list_store_append (parts, self->rooms);
  g_list_store_append (parts, rapport_growth_get_model (self->growth));
  show_list (self, G_LIST_MODEL (both));
}

void
rapport_sidebar_set_library (RapportSidebar *self, RapportLibrary *library, RapportLights *lights)
{
  g_autoptr (RapportQuery) query = make_query ();

  g_set_object (&self->library, library);
  g_set_object (&self->lights, lights);
  g_clear_object (&self->clients);
  g_clear_object (&self->saved);
  self->saved = rapport_saved_state_new (library, self->window_title);
  self->clients = rapport_record_list_new (library, query);
  g_clear_object (&self->growth);
  self->growth =
    rapport_growth_new (G_LIST_MODEL (self->clients),
                        gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), STEP, CHUNK);
  show_everything (self);
}

void
rapport_sidebar_set_presenting (RapportSidebar *self, gboolean presenting)
{
  gtk_widget_set_visible (self->present_bar, presenting);
}

void
rapport_sidebar_confine (RapportSidebar *self, RapportClient *client)
{
  g_list_store_remove_all (self->called);
  gtk_widget_set_visible (self->call_bar, client != NULL);
  if (client == NULL)
    {
      show_everything (self);
      return;
    }
  g_list_store_append (self->called, client);
  show_list (self, G_LIST_MODEL (self->called));
  gtk_single_selection_set_selected (self->selection, 0);
}

void
rapport_sidebar_set_room (RapportSidebar *self, RapportSidebarRoom room)
{
  self->room = room;
}

void
rapport_sidebar_set_meetings_today (RapportSidebar *self, guint n)
{
  g_autoptr (RapportRoom) meetings =
    g_list_model_get_item (G_LIST_MODEL (self->rooms), RAPPORT_SIDEBAR_MEETINGS);

  rapport_room_set_count (meetings, n);
}

void
rapport_sidebar_select_client (RapportSidebar *self, const char *client_id)
{
  guint position = 0;

  if (self->clients == NULL || is_confined (self))
    return;
  if (*client_id == '\0')
    gtk_single_selection_set_selected (self->selection, self->room);
  else if (rapport_record_list_find (self->clients, client_id, &position))
    {
      rapport_growth_reach (self->growth, position);
      gtk_single_selection_set_selected (
        self->selection, position + g_list_model_get_n_items (G_LIST_MODEL (self->rooms)));
    }
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
rapport_sidebar_popup_menu (RapportSidebar *self)
{
  gtk_menu_button_popup (self->menu_button);
}
