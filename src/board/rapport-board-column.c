/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-column.h"

#include "rapport-client-card.h"
#include "rapport-format.h"
#include "rapport-growth.h"
#include "rapport-owner-heading.h"

#include <glib/gi18n-lib.h>

/* As many cards as a screen shows, and as many as take a few milliseconds. */
#define STEP  8
#define CHUNK 4

struct _RapportBoardColumn
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *scrolled;
  GtkListView *list;
  GtkAdjustment *scrolling;
  GtkDropTarget *drop;

  RapportLibrary *library;
  gboolean editable;
  RapportIdList *cards;
  RapportLights *lights;
  RapportGrowth *growth;
};

enum
{
  SIGNAL_DROPPED,
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBoardColumn, rapport_board_column, GTK_TYPE_WIDGET)

/* Cards. */

static void
clicked_cb (RapportBoardColumn *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  RapportClient *client = rapport_client_card_get_client (RAPPORT_CLIENT_CARD (card));

  if (client != NULL && n_press == 1)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, client, card);
}

static GdkContentProvider *
drag_prepare_cb (RapportBoardColumn *self, double x, double y, GtkDragSource *source)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  RapportClient *client = rapport_client_card_get_client (RAPPORT_CLIENT_CARD (card));
  g_autoptr (GdkPaintable) picture = NULL;

  if (!self->editable || client == NULL)
    return NULL;
  picture = gtk_widget_paintable_new (card);
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (RAPPORT_TYPE_CLIENT, client);
}

static void
add_controllers (RapportBoardColumn *self, GtkWidget *card)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drag));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportBoardColumn *self = user_data;
  GtkWidget *card = rapport_client_card_new (self->library);

  add_controllers (self, card);
  gtk_list_item_set_child (item, card);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportBoardColumn *self = user_data;

  rapport_client_card_show (RAPPORT_CLIENT_CARD (gtk_list_item_get_child (item)), item,
                            self->lights);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  rapport_client_card_show (RAPPORT_CLIENT_CARD (gtk_list_item_get_child (item)), item, NULL);
}

static void
activate_cb (RapportBoardColumn *self, guint position)
{
  g_autoptr (RapportRecord) client = rapport_board_column_get_client (self, position);

  if (client != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, rapport_record_get_id (client));
}

/* Dropping. */

static gboolean
drop_cb (RapportBoardColumn *self, const GValue *value, double x, double y)
{
  RapportRecord *client = g_value_get_object (value);

  if (client == NULL || !self->editable)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, rapport_record_get_id (client));
  return TRUE;
}

static void
cards_changed_cb (RapportBoardColumn *self)
{
  g_autofree char *count =
    rapport_locale_count (rapport_format_locale (), rapport_board_column_get_n_cards (self));

  gtk_label_set_label (GTK_LABEL (self->count), count);
  /* Where nothing in it takes the keyboard, the area itself would. */
  gtk_widget_set_can_focus (self->scrolled, rapport_board_column_get_n_cards (self) > 0);
}

/* Life. */

static void
rapport_board_column_dispose (GObject *object)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->growth);
  if (self->cards != NULL)
    g_signal_handlers_disconnect_by_data (self->cards, self);
  g_clear_object (&self->cards);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_board_column_parent_class)->dispose (object);
}

static void
rapport_board_column_class_init (RapportBoardColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_board_column_dispose;
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, RAPPORT_TYPE_RECORD, GTK_TYPE_WIDGET);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "boardcolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_heading (RapportBoardColumn *self, GtkWidget *icon)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->count, "dimmed");
  if (icon != NULL)
    gtk_box_append (GTK_BOX (heading), icon);
  gtk_box_append (GTK_BOX (heading), self->title);
  gtk_box_append (GTK_BOX (heading), self->count);
  gtk_widget_add_css_class (heading, "board-heading");
  return heading;
}

static GtkWidget *
make_list (RapportBoardColumn *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_steal_pointer (&factory)));
  gtk_list_view_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "board-cards");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->scrolling = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  self->scrolled = scrolled;
  return scrolled;
}

static void
rapport_board_column_init (RapportBoardColumn *self)
{
  self->editable = TRUE;
}

GtkWidget *
rapport_board_column_new (RapportLibrary *library, GtkWidget *icon, const char *title)
{
  RapportBoardColumn *self = g_object_new (RAPPORT_TYPE_BOARD_COLUMN, NULL);

  self->library = g_object_ref (library);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_heading (self, icon));
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->drop = gtk_drop_target_new (RAPPORT_TYPE_CLIENT, GDK_ACTION_MOVE);
  g_signal_connect_swapped (self->drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drop));
  rapport_board_column_set_title (self, title);
  return GTK_WIDGET (self);
}

void
rapport_board_column_set_list (RapportBoardColumn *self, RapportIdList *list, RapportLights *lights)
{
  g_autoptr (GtkNoSelection) rows = NULL;

  if (self->cards == list && self->lights == lights)
    return;
  if (self->cards != NULL)
    g_signal_handlers_disconnect_by_data (self->cards, self);
  g_set_object (&self->cards, list);
  g_set_object (&self->lights, lights);
  g_clear_object (&self->growth);
  self->growth = rapport_growth_new (G_LIST_MODEL (list), self->scrolling, STEP, CHUNK);
  rows = gtk_no_selection_new (g_object_ref (rapport_growth_get_model (self->growth)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (rows));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (cards_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  cards_changed_cb (self);
}

void
rapport_board_column_set_grouped (RapportBoardColumn *self, gboolean grouped)
{
  g_autoptr (GtkListItemFactory) headings = NULL;

  if (grouped == (gtk_list_view_get_header_factory (self->list) != NULL))
    return;
  if (grouped)
    headings = rapport_owner_heading_factory_new (self->library, GTK_SECTION_MODEL (self->cards));
  gtk_list_view_set_header_factory (self->list, headings);
}

void
rapport_board_column_restart (RapportBoardColumn *self)
{
  rapport_growth_restart (self->growth);
}

void
rapport_board_column_set_editable (RapportBoardColumn *self, gboolean editable)
{
  self->editable = editable;
  gtk_drop_target_set_actions (self->drop, editable ? GDK_ACTION_MOVE : 0);
}

void
rapport_board_column_set_title (RapportBoardColumn *self, const char *title)
{
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

guint
rapport_board_column_get_n_cards (RapportBoardColumn *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->cards));
}

RapportRecord *
rapport_board_column_get_client (RapportBoardColumn *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->cards), position);
}

/* The card in the row that has the keyboard. */
GtkWidget *
rapport_board_column_get_focused_card (RapportBoardColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;
  child = gtk_widget_get_first_child (focus);
  return RAPPORT_IS_CLIENT_CARD (child) ? child : NULL;
}

gboolean
rapport_board_column_has_keyboard (RapportBoardColumn *self)
{
  return rapport_board_column_get_focused_card (self) != NULL;
}

guint
rapport_board_column_get_position (RapportBoardColumn *self)
{
  GtkWidget *card = rapport_board_column_get_focused_card (self);
  RapportClient *client =
    card != NULL ? rapport_client_card_get_client (RAPPORT_CLIENT_CARD (card)) : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (client == NULL || !rapport_id_list_find (
                          self->cards, rapport_record_get_id (RAPPORT_RECORD (client)), &position))
    return GTK_INVALID_LIST_POSITION;
  return position;
}

gboolean
rapport_board_column_focus (RapportBoardColumn *self, guint position)
{
  const guint n = rapport_board_column_get_n_cards (self);

  if (n == 0)
    return FALSE;
  position = MIN (position, n - 1);
  rapport_growth_reach (self->growth, position);
  /* The first says which card; only the second gives it the keyboard. */
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return TRUE;
}

GtkWidget *
rapport_board_column_find_card (RapportBoardColumn *self, const char *client_id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);
      RapportClient *client = RAPPORT_IS_CLIENT_CARD (card)
                                ? rapport_client_card_get_client (RAPPORT_CLIENT_CARD (card))
                                : NULL;

      if (client != NULL && gtk_widget_get_child_visible (row) &&
          g_str_equal (rapport_record_get_id (RAPPORT_RECORD (client)), client_id))
        return card;
    }
  return NULL;
}
