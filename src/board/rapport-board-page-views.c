/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-light-icon.h"
#include "rapport-records.h"
#include "rapport-team-meeting-page.h"
#include "rapport-trend-dialog.h"

#include <glib/gi18n-lib.h>

/* Remembered in this copy of the library. */
#define LOCAL_VIEW "board-view"

static const struct
{
  const char *word;
  const char *title;
  const char *icon;
} views[] = {
  [RAPPORT_BOARD_VIEW_LIGHTS] = { "lights", N_ ("Lights"), "view-grid-symbolic" },
  [RAPPORT_BOARD_VIEW_TABLE] = { "table", N_ ("Table"), "view-list-symbolic" },
  [RAPPORT_BOARD_VIEW_STATUSES] = { "statuses", N_ ("Statuses"), "view-dual-symbolic" },
};

/* The columns of lights. */

static GtkWidget *
make_toggle_child (RapportBoardPage *self, guint index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *count = gtk_label_new (NULL);

  self->toggle_counts[index] = GTK_LABEL (count);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), rapport_light_icon_new (rapport_board_order[index]));
  gtk_box_append (GTK_BOX (box), count);
  return box;
}

static void
add_toggle (RapportBoardPage *self, guint index)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_child (toggle, make_toggle_child (self, index));
  adw_toggle_set_tooltip (toggle, rapport_mark_get_label (rapport_board_order[index]));
  adw_toggle_group_add (self->toggles, toggle);
}

static void
add_lights (RapportBoardPage *self)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_VIEW_LIGHTS];

  lanes->box = self->columns_box;
  for (guint i = 0; i < G_N_ELEMENTS (rapport_board_order); i++)
    {
      const RapportMark mark = rapport_board_order[i];
      GtkWidget *column = rapport_board_column_new (self->library, rapport_light_icon_new (mark),
                                                    rapport_mark_get_label (mark));

      rapport_board_page_watch_column (self, RAPPORT_BOARD_COLUMN (column));
      rapport_board_lanes_add (lanes, RAPPORT_BOARD_COLUMN (column));
    }
  rapport_board_page_set_lists (self);
  for (guint i = 0; i < G_N_ELEMENTS (rapport_board_order); i++)
    add_toggle (self, i);
}

/* In a narrow window: what is still to be marked. */
static void
choose_first_column (RapportBoardPage *self)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_VIEW_LIGHTS];
  guint chosen = lanes->n - 1;

  while (chosen > 0 && rapport_board_column_get_n_cards (lanes->columns[chosen]) == 0)
    chosen--;
  adw_toggle_group_set_active (self->toggles, chosen);
}

/* All views. */

void
rapport_board_page_set_lists (RapportBoardPage *self)
{
  RapportLights *lights = rapport_board_model_get_lights (self->model);
  RapportBoardLanes *lanes = &self->lanes[self->view];

  for (guint i = 0; i < lanes->n; i++)
    {
      const guint list = self->view == RAPPORT_BOARD_VIEW_LIGHTS ? rapport_board_order[i] : i;

      rapport_board_column_set_list (
        lanes->columns[i], rapport_board_model_get_list (self->model, self->view, list), lights);
      rapport_board_column_set_grouped (lanes->columns[i], self->grouped);
    }
  if (self->view != RAPPORT_BOARD_VIEW_TABLE)
    return;
  rapport_board_table_set_list (
    self->table, rapport_board_model_get_list (self->model, RAPPORT_BOARD_VIEW_TABLE, 0), lights);
  rapport_board_table_set_grouped (self->table, self->grouped);
}

static GtkWidget *
make_view (RapportBoardPage *self, RapportBoardView view)
{
  GtkWidget *widget = view == RAPPORT_BOARD_VIEW_TABLE ? rapport_board_page_make_table (self)
                                                       : rapport_board_page_make_statuses (self);

  gtk_stack_add_child (self->states, widget);
  return widget;
}

GtkWidget *
rapport_board_page_get_view (RapportBoardPage *self)
{
  if (self->view_widgets[self->view] == NULL)
    self->view_widgets[self->view] = make_view (self, self->view);
  return self->view_widgets[self->view];
}

guint
rapport_board_page_count_cards (RapportBoardPage *self)
{
  if (self->view == RAPPORT_BOARD_VIEW_TABLE)
    return self->table != NULL ? rapport_board_table_get_n_rows (self->table) : 0;
  return rapport_board_lanes_count_cards (&self->lanes[self->view]);
}

void
rapport_board_page_focus_first (RapportBoardPage *self)
{
  if (self->view == RAPPORT_BOARD_VIEW_TABLE)
    {
      rapport_board_table_focus (self->table, 0);
      return;
    }
  /* Of the lights, what is not marked yet stands last. */
  rapport_board_lanes_focus (&self->lanes[self->view], self->view == RAPPORT_BOARD_VIEW_LIGHTS);
}

GtkWidget *
rapport_board_page_find_client (RapportBoardPage *self, const char *client_id)
{
  if (self->view == RAPPORT_BOARD_VIEW_TABLE)
    return rapport_board_table_find_cell (self->table, client_id);
  return rapport_board_lanes_find_card (&self->lanes[self->view], client_id);
}

/* Going from one to another. */

/* The base is there as a whole; lights are for those whom one works with. */
static const char *
get_clients_to_show (RapportBoardPage *self, RapportBoardView view)
{
  if (view == RAPPORT_BOARD_VIEW_STATUSES && !g_str_equal (self->shown, "archived"))
    return "all";
  if (view == RAPPORT_BOARD_VIEW_LIGHTS && g_str_equal (self->shown, "all"))
    return "key";
  return self->shown;
}

void
rapport_board_page_set_view (RapportBoardPage *self, RapportBoardView view)
{
  g_autofree char *shown = g_strdup (get_clients_to_show (self, view));
  RapportBoardFilter filter;

  self->view = view;
  g_set_str (&self->shown, shown);
  /* Where clients stand is about today. */
  if (view == RAPPORT_BOARD_VIEW_STATUSES)
    rapport_board_page_show_this_week (self);
  rapport_board_page_get_view (self);
  rapport_board_page_set_lists (self);
  rapport_board_page_restart (self);
  rapport_board_page_get_filter (self, &filter);
  rapport_board_model_set_view (self->model, view, &filter);
  rapport_board_page_set_action_state (self, "view", g_variant_new_string (views[view].word));
  adw_toggle_group_set_active_name (self->views, views[view].word);
  rapport_board_page_set_action_state (self, "show", g_variant_new_string (shown));
  rapport_board_page_drop_menu (self);
  rapport_board_page_update (self);
}

static void
choose_view (RapportBoardPage *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (views[i].word, word) == 0 && self->view != i)
      {
        rapport_board_page_set_view (self, (RapportBoardView) i);
        rapport_store_set_local (rapport_library_get_store (self->library), LOCAL_VIEW, word);
      }
}

static void
view_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  choose_view (user_data, g_variant_get_string (state, NULL));
}

static void
view_toggled_cb (RapportBoardPage *self)
{
  choose_view (self, adw_toggle_group_get_active_name (self->views));
}

static void
add_switch (RapportBoardPage *self)
{
  static const GActionEntry entries[] = { { "view", NULL, "s", "'lights'", view_cb } };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_name (toggle, views[i].word);
      adw_toggle_set_icon_name (toggle, views[i].icon);
      adw_toggle_set_tooltip (toggle, _ (views[i].title));
      adw_toggle_group_add (self->views, toggle);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_swapped (self->views, "notify::active-name", G_CALLBACK (view_toggled_cb), self);
}

void
rapport_board_page_append_views (RapportBoardPage *self, GMenu *menu)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (views[i].title), NULL);

      g_menu_item_set_action_and_target (item, "board.view", "s", views[i].word);
      g_menu_append_item (menu, item);
    }
}

AdwNavigationPage *
rapport_board_page_make_meeting (RapportBoardPage *self)
{
  static const RapportMark meeting_order[] = { RAPPORT_MARK_NONE, RAPPORT_MARK_RED,
                                               RAPPORT_MARK_YELLOW, RAPPORT_MARK_GREEN };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  /* It is about the lights, whatever was looked at. */
  if (self->view != RAPPORT_BOARD_VIEW_LIGHTS)
    choose_view (self, views[RAPPORT_BOARD_VIEW_LIGHTS].word);
  for (guint i = 0; i < G_N_ELEMENTS (meeting_order); i++)
    {
      RapportIdList *list =
        rapport_board_model_get_list (self->model, RAPPORT_BOARD_VIEW_LIGHTS, meeting_order[i]);
      const char *id;

      for (guint at = 0; (id = rapport_id_list_get_id (list, at)) != NULL; at++)
        g_ptr_array_add (ids, g_strdup (id));
    }
  return ADW_NAVIGATION_PAGE (
    rapport_team_meeting_page_new (self->library, rapport_board_model_get_lights (self->model), ids,
                                   rapport_board_page_is_editable (self)));
}

AdwDialog *
rapport_board_page_make_trends (RapportBoardPage *self, const char *member)
{
  return rapport_trend_dialog_new (self->library, self->week, member);
}

void
rapport_board_page_add_views (RapportBoardPage *self)
{
  g_autofree char *word =
    rapport_store_get_local (rapport_library_get_store (self->library), LOCAL_VIEW);

  self->view_widgets[RAPPORT_BOARD_VIEW_LIGHTS] = self->columns_box;
  add_lights (self);
  choose_first_column (self);
  add_switch (self);
  if (word != NULL)
    choose_view (self, word);
}
