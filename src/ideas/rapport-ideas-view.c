/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ideas-view-private.h"

#include "rapport-ideas-icons.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-ui-ideas.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A board that takes longer to be read says so. */
#define SPINNER_MS 300

/* The bars at the bottom. */
#define BAR_HEIGHT 64.0

/* Between these widths of the board there is place for two of them. */
#define TIGHT_LEAST 480
#define TIGHT_MOST  720

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RapportIdeasView, rapport_ideas_view, ADW_TYPE_BIN)

static const char *const tools[] = { "select", "hand", "idea", "note", "frame", "connect" };

/* What is shown. */

static RapportRecord *
get_board (RapportIdeasView *self)
{
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);

  return board != NULL ? RAPPORT_RECORD (board) : NULL;
}

static gboolean
spinner_cb (gpointer data)
{
  RapportIdeasView *self = data;

  self->spinner = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  return G_SOURCE_REMOVE;
}

static void
update_blank (RapportIdeasView *self)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);

  gtk_widget_set_visible (self->blank, rapport_scene_get_n_items (scene) == 0 &&
                                         !rapport_ideas_model_is_loading (self->model) &&
                                         !rapport_canvas_is_editing (self->canvas));
}

/* The table and the panel. */

gboolean
rapport_ideas_view_is_table (RapportIdeasView *self)
{
  RapportRecord *board = get_board (self);

  return board != NULL && rapport_record_has_word (board, RAPPORT_IDEA_BOARD_LAYOUT, "table");
}

char **
rapport_ideas_view_get_selected (RapportIdeasView *self)
{
  return rapport_ideas_view_is_table (self) && self->table != NULL
           ? rapport_ideas_table_get_selected (self->table)
           : rapport_canvas_get_selected (self->canvas);
}

static void
update_panel (RapportIdeasView *self)
{
  g_auto (GStrv) ids = NULL;

  if (self->panel == NULL)
    return;
  ids = rapport_ideas_view_get_selected (self);
  rapport_card_panel_set_selection (self->panel, (const char *const *) ids);
}

static void
selection_changed_cb (RapportIdeasView *self)
{
  rapport_ideas_view_update_actions (self);
  update_panel (self);
  update_blank (self);
}

static void
card_opened_cb (RapportIdeasView *self, const char *board_id, const char *card_id)
{
  rapport_ideas_view_show_board (self, board_id, card_id);
}

/* The panel is made when it is wanted, and costs nothing while it is not. */
static void
panel_shown_cb (RapportIdeasView *self)
{
  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    return;
  if (self->panel == NULL)
    {
      self->panel = RAPPORT_CARD_PANEL (rapport_card_panel_new (self->library));
      g_signal_connect_swapped (self->panel, "card-opened", G_CALLBACK (card_opened_cb), self);
      rapport_card_panel_set_public_only (self->panel, rapport_onlooker_is_there (self->library));
      adw_bin_set_child (self->panel_bin, GTK_WIDGET (self->panel));
    }
  update_panel (self);
}

/* In a narrow window the panel covers the board: it comes only when it is asked for. */
static void
collapsed_cb (RapportIdeasView *self)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
row_opened_cb (RapportIdeasView *self, const char *card_id)
{
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  rapport_card_panel_edit (self->panel);
}

static void
need_table (RapportIdeasView *self)
{
  if (self->table != NULL)
    return;
  self->table = RAPPORT_IDEAS_TABLE (rapport_ideas_table_new (self->library, self->model));
  g_signal_connect_swapped (self->table, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
  g_signal_connect_swapped (self->table, "opened", G_CALLBACK (row_opened_cb), self);
  adw_bin_set_child (self->table_bin, GTK_WIDGET (self->table));
}

/* The head. */

static void
update_stack (RapportIdeasView *self)
{
  const gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->boards)) == 0;
  const gboolean table = rapport_ideas_view_is_table (self);

  if (rapport_ideas_model_is_loading (self->model))
    {
      if (self->spinner == 0)
        self->spinner = g_timeout_add (SPINNER_MS, spinner_cb, self);
      return;
    }
  g_clear_handle_id (&self->spinner, g_source_remove);
  if (table)
    need_table (self);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : table ? "table" : "board");
  update_blank (self);
}

static void
update_head (RapportIdeasView *self)
{
  RapportRecord *board = get_board (self);
  const char *title =
    board != NULL ? rapport_record_get_text (board, RAPPORT_IDEA_BOARD_TITLE) : "";

  self->updating = TRUE;
  gtk_label_set_label (self->board_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->layouts), board != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), board != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->boards_button), board != NULL);
  gtk_widget_set_visible (self->panel_button, board != NULL);
  if (board != NULL)
    adw_toggle_group_set_active_name (self->layouts,
                                      rapport_record_get_text (board, RAPPORT_IDEA_BOARD_LAYOUT));
  self->updating = FALSE;
}

static void
update_boards_menu (RapportIdeasView *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) boards = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->boards));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportRecord) board = g_list_model_get_item (G_LIST_MODEL (self->boards), i);
      g_autoptr (GMenuItem) item =
        g_menu_item_new (rapport_record_get_text (board, RAPPORT_IDEA_BOARD_TITLE), NULL);

      g_menu_item_set_action_and_target (item, "ideas.show-board", "s",
                                         rapport_record_get_id (board));
      g_menu_append_item (boards, item);
    }
  g_menu_append (rest, _ ("_New Board…"), "ideas.new-board");
  g_menu_append (rest, _ ("Board _Properties…"), "ideas.board-properties");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (boards));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  gtk_menu_button_set_menu_model (self->boards_button, G_MENU_MODEL (menu));
}

/* The figures that there are may be others by now. */
static void
create_add_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) figures = rapport_ideas_view_create_figures_menu (self);

  g_menu_append (menu, _ ("Idea or _Task…"), "ideas.add-item");
  g_menu_append (menu, _ ("_Picture…"), "ideas.add-picture");
  g_menu_append (menu, _ ("_Link"), "ideas.add-link");
  g_menu_append_submenu (menu, _ ("_Figure"), figures);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
keep_place (RapportIdeasView *self)
{
  const char *board = rapport_ideas_model_get_board_id (self->model);
  RapportViewport *viewport;

  if (board == NULL || rapport_ideas_model_is_loading (self->model))
    return;
  viewport = g_new (RapportViewport, 1);
  rapport_canvas_get_viewport (self->canvas, viewport);
  g_hash_table_replace (self->places, g_strdup (board), viewport);
}

/* Where one was; else the upper edge of lanes, or all of a free board. */
static void
go_to_place (RapportIdeasView *self)
{
  const char *board = rapport_ideas_model_get_board_id (self->model);
  const RapportViewport *place = board != NULL ? g_hash_table_lookup (self->places, board) : NULL;
  RapportViewport viewport;

  rapport_canvas_get_viewport (self->canvas, &viewport);
  if (place == NULL && self->in_lanes)
    {
      rapport_canvas_fit_top (self->canvas);
      return;
    }
  if (place == NULL)
    {
      rapport_canvas_fit_all (self->canvas);
      return;
    }
  viewport.x = place->x - (viewport.width - place->width) / 2;
  viewport.y = place->y - (viewport.height - place->height) / 2;
  viewport.zoom = place->zoom;
  rapport_canvas_set_viewport (self->canvas, &viewport, FALSE);
}

static void
show_card (RapportIdeasView *self, const char *id)
{
  if (rapport_ideas_view_is_table (self))
    rapport_ideas_table_focus (self->table, id);
  else
    rapport_canvas_show (self->canvas, id);
}

static void
loaded_cb (RapportIdeasView *self)
{
  g_autofree char *card = g_steal_pointer (&self->wanted_card);

  rapport_canvas_set_scene (self->canvas, rapport_ideas_model_get_scene (self->model));
  self->in_lanes = rapport_ideas_model_is_in_lanes (self->model);
  rapport_canvas_set_in_lanes (self->canvas, self->in_lanes);
  update_head (self);
  update_stack (self);
  go_to_place (self);
  if (card != NULL)
    show_card (self, card);
}

/* As another thing, the board has the same cards selected. */
static void
board_changed_cb (RapportIdeasView *self)
{
  const gboolean in_lanes = rapport_ideas_model_is_in_lanes (self->model);
  const gboolean was_table =
    g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "table") == 0;
  g_auto (GStrv) selected = was_table ? rapport_ideas_table_get_selected (self->table)
                                      : rapport_canvas_get_selected (self->canvas);

  update_head (self);
  if (get_board (self) == NULL)
    {
      rapport_ideas_view_show_board (self, NULL, NULL);
      return;
    }
  rapport_canvas_set_in_lanes (self->canvas, in_lanes);
  update_stack (self);
  if (rapport_ideas_view_is_table (self))
    rapport_ideas_table_select (self->table, (const char *const *) selected);
  else
    rapport_canvas_select (self->canvas, (const char *const *) selected);
  selection_changed_cb (self);
  if (self->in_lanes != in_lanes && in_lanes)
    rapport_canvas_fit_top (self->canvas);
  else if (self->in_lanes != in_lanes)
    rapport_canvas_fit_all (self->canvas);
  self->in_lanes = in_lanes;
}

/* Which board. */

const char *
rapport_ideas_view_get_board_id (RapportIdeasView *self)
{
  return rapport_ideas_model_get_board_id (self->model);
}

/* The board that is asked for, the one seen last, or the first. */
static const char *
choose_board (RapportIdeasView *self, const char *wanted)
{
  const char *client = rapport_ideas_view_get_client_id (self);
  const char *last = client != NULL ? g_hash_table_lookup (self->last_boards, client) : NULL;
  guint position;

  if (wanted != NULL && rapport_record_list_find (self->boards, wanted, &position))
    return wanted;
  if (last != NULL && rapport_record_list_find (self->boards, last, &position))
    return last;
  return g_list_model_get_n_items (G_LIST_MODEL (self->boards)) > 0
           ? rapport_record_list_get_id (self->boards, 0)
           : NULL;
}

void
rapport_ideas_view_show_board (RapportIdeasView *self, const char *board_id, const char *card_id)
{
  g_autofree char *board = g_strdup (choose_board (self, board_id));
  const char *client = rapport_ideas_view_get_client_id (self);

  if (g_strcmp0 (board, rapport_ideas_model_get_board_id (self->model)) == 0 &&
      get_board (self) != NULL)
    {
      if (card_id != NULL)
        show_card (self, card_id);
      return;
    }
  keep_place (self);
  g_set_str (&self->wanted_card, card_id);
  if (board != NULL && client != NULL)
    g_hash_table_replace (self->last_boards, g_strdup (client), g_strdup (board));
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "show-board")),
    g_variant_new_string (board != NULL ? board : ""));
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  rapport_ideas_model_show (self->model, board);
  update_stack (self);
}

static void
boards_changed_cb (RapportIdeasView *self)
{
  update_boards_menu (self);
  if (get_board (self) == NULL)
    rapport_ideas_view_show_board (self, NULL, NULL);
  else
    update_head (self);
  update_stack (self);
}

void
rapport_ideas_view_set_client (RapportIdeasView *self, RapportClient *client)
{
  g_autoptr (RapportQuery) query = NULL;

  if (self->client == client)
    return;
  keep_place (self);
  g_set_object (&self->client, client);
  query = rapport_boards_query (client != NULL ? rapport_ideas_view_get_client_id (self) : "");
  rapport_onlooker_narrow (self->library, query);
  rapport_record_list_set_query (self->boards, query);
  update_boards_menu (self);
  rapport_ideas_view_show_board (self, NULL, NULL);
}

static void
onlooker_changed_cb (RapportIdeasView *self)
{
  RapportClient *client = self->client;

  rapport_ideas_view_update_actions (self);
  rapport_ideas_model_set_public (self->model, rapport_onlooker_is_there (self->library));
  if (self->panel != NULL)
    rapport_card_panel_set_public_only (self->panel, rapport_onlooker_is_there (self->library));
  if (client != NULL)
    {
      g_autoptr (RapportQuery) query =
        rapport_boards_query (rapport_ideas_view_get_client_id (self));

      rapport_onlooker_narrow (self->library, query);
      rapport_record_list_set_query (self->boards, query);
    }
}

/* The canvas. */

static void
zoom_changed_cb (RapportIdeasView *self)
{
  const double zoom = rapport_canvas_get_zoom (self->canvas);
  /* Translators: how large a board is shown. */
  g_autofree char *text = g_strdup_printf (_ ("%d%%"), (int) lround (zoom * 100));

  gtk_button_set_label (self->zoom_button, text);
}

static void
tool_changed_cb (RapportIdeasView *self)
{
  const RapportCanvasTool tool = rapport_canvas_get_tool (self->canvas);

  self->updating = TRUE;
  if (tool < G_N_ELEMENTS (tools))
    adw_toggle_group_set_active_name (self->tool_group, tools[tool]);
  self->updating = FALSE;
}

static void
tool_toggled_cb (RapportIdeasView *self)
{
  const guint active = adw_toggle_group_get_active (self->tool_group);

  if (self->updating || self->canvas == NULL || active >= G_N_ELEMENTS (tools))
    return;
  rapport_canvas_set_tool (self->canvas, (RapportCanvasTool) active);
}

static void
layout_toggled_cb (RapportIdeasView *self)
{
  const char *name = adw_toggle_group_get_active_name (self->layouts);

  if (!self->updating && name != NULL && self->actions != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "layout",
                                    g_variant_new_string (name));
}

/* Search. */

static void
search_changed_cb (RapportIdeasView *self)
{
  rapport_ideas_view_find (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_next_cb (RapportIdeasView *self)
{
  rapport_ideas_view_next_hit (self, 1);
}

static void
search_previous_cb (RapportIdeasView *self)
{
  rapport_ideas_view_next_hit (self, -1);
}

static void
search_stopped_cb (RapportIdeasView *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* The class. */

void
rapport_ideas_view_update_minimap (RapportIdeasView *self)
{
  g_autoptr (GVariant) wanted = NULL;

  if (self->minimap == NULL)
    return;
  wanted = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "minimap");
  rapport_minimap_set_wanted (self->minimap,
                              !self->narrow && !self->tight && g_variant_get_boolean (wanted));
}

static void
set_narrow (RapportIdeasView *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_visible (self->zoom_box, !narrow);
  rapport_ideas_view_update_minimap (self);
  gtk_label_set_max_width_chars (self->board_title, narrow ? 12 : 28);
}

/* Beside an open panel the bars need their places. Not while sizes are given: what comes and goes
 * then would ask for others. */
static gboolean
set_tight_cb (gpointer data)
{
  RapportIdeasView *self = data;
  const int width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  const gboolean tight = width > TIGHT_LEAST && width < TIGHT_MOST;

  self->tightening = 0;
  if (tight == self->tight)
    return G_SOURCE_REMOVE;
  self->tight = tight;
  gtk_widget_set_halign (self->tool_box, tight ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (self->tool_box, tight ? 12 : 0);
  rapport_ideas_view_update_minimap (self);
  return G_SOURCE_REMOVE;
}

static void
view_changed_cb (RapportIdeasView *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->canvas));

  if ((width > TIGHT_LEAST && width < TIGHT_MOST) != self->tight && self->tightening == 0)
    self->tightening = g_idle_add (set_tight_cb, self);
}

static void
rapport_ideas_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, RAPPORT_IDEAS_VIEW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rapport_ideas_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (RAPPORT_IDEAS_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rapport_ideas_view_dispose (GObject *object)
{
  RapportIdeasView *self = RAPPORT_IDEAS_VIEW (object);

  g_clear_handle_id (&self->spinner, g_source_remove);
  g_clear_handle_id (&self->tightening, g_source_remove);
  if (self->canvas != NULL)
    {
      rapport_canvas_set_edits (self->canvas, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->canvas, self);
    }
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->typing);
  g_clear_object (&self->typed);
  g_clear_object (&self->model);
  g_clear_object (&self->boards);
  g_clear_object (&self->client);
  g_clear_object (&self->actions);
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (self->table, self);
  if (self->panel != NULL)
    g_signal_handlers_disconnect_by_data (self->panel, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_IDEAS_VIEW);
  self->canvas = NULL;
  self->minimap = NULL;
  self->table = NULL;
  self->panel = NULL;
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_ideas_view_parent_class)->dispose (object);
}

static void
rapport_ideas_view_finalize (GObject *object)
{
  RapportIdeasView *self = RAPPORT_IDEAS_VIEW (object);

  g_hash_table_unref (self->places);
  g_hash_table_unref (self->last_boards);
  g_ptr_array_unref (self->hits);
  g_free (self->wanted_card);
  g_free (self->typed_before);
  G_OBJECT_CLASS (rapport_ideas_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, split);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, boards_button);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, board_title);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, layouts);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, search_count);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, overlay);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, canvas_bin);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, table_bin);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, panel_bin);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, panel_button);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, blank);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, tool_group);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, add_button);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, tool_box);
  gtk_widget_class_bind_template_child (widget_class, RapportIdeasView, zoom_button);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tool_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
rapport_ideas_view_class_init (RapportIdeasViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_ideas_view_dispose;
  object_class->finalize = rapport_ideas_view_finalize;
  object_class->get_property = rapport_ideas_view_get_property;
  object_class->set_property = rapport_ideas_view_set_property;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  rapport_ui_ideas_get_resource ();
  rapport_ideas_icons_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/ideas/ideas-view.ui");
  bind_template (widget_class);
}

static void
rapport_ideas_view_init (RapportIdeasView *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->last_boards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hits = g_ptr_array_new_with_free_func (g_free);
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
}

static void
add_canvas (RapportIdeasView *self)
{
  self->canvas = RAPPORT_CANVAS (rapport_canvas_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Board"), -1);
  rapport_canvas_set_edits (self->canvas, &rapport_ideas_view_edits, self);
  rapport_canvas_set_inset (self->canvas, BAR_HEIGHT);
  adw_bin_set_child (self->canvas_bin, GTK_WIDGET (self->canvas));
  self->minimap = RAPPORT_MINIMAP (rapport_minimap_new (self->canvas));
  gtk_widget_set_halign (GTK_WIDGET (self->minimap), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->minimap), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->minimap), "canvas-bar");
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->minimap));
  rapport_minimap_set_wanted (self->minimap, TRUE);
  g_signal_connect_swapped (self->canvas, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
  g_signal_connect_swapped (self->canvas, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::zoom", G_CALLBACK (zoom_changed_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::tool", G_CALLBACK (tool_changed_cb), self);
  gtk_menu_button_set_create_popup_func (self->add_button, create_add_menu_cb, self, NULL);
  rapport_ideas_view_add_keys (self);
  rapport_ideas_view_add_drop (self);
}

GtkWidget *
rapport_ideas_view_new (RapportLibrary *library)
{
  RapportIdeasView *self = g_object_new (RAPPORT_TYPE_IDEAS_VIEW, NULL);
  g_autoptr (RapportQuery) query = rapport_boards_query ("");

  self->library = g_object_ref (library);
  self->model = rapport_ideas_model_new (library);
  self->boards = rapport_record_list_new (library, query);
  rapport_ideas_view_add_actions (self);
  add_canvas (self);
  g_signal_connect_object (self->model, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "board-changed", G_CALLBACK (board_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->boards, "items-changed", G_CALLBACK (boards_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->split, "notify::show-sidebar", G_CALLBACK (panel_shown_cb), self);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  rapport_ideas_model_set_public (self->model, rapport_onlooker_is_there (library));
  rapport_ideas_view_update_actions (self);
  update_head (self);
  update_stack (self);
  return GTK_WIDGET (self);
}
