/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done on a board, by menus and keys. */
#include "rapport-ideas-view-private.h"

#include "rapport-board-dialog.h"
#include "rapport-board-templates.h"
#include "rapport-board-words.h"
#include "rapport-format.h"
#include "rapport-latin-key.h"
#include "rapport-new-board-dialog.h"
#include "rapport-onlooker.h"
#include "rapport-shown-dialog.h"
#include "rapport-toast.h"
#include "rapport-voting-dialog.h"

#include <glib/gi18n-lib.h>

#define DUPLICATE_OFFSET 24.0

#define MODIFIERS (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)

static RapportIdeasView *
to_view (gpointer user_data)
{
  return RAPPORT_IDEAS_VIEW (user_data);
}

static const char *
get_board_id (RapportIdeasView *self)
{
  return rapport_ideas_model_get_board_id (self->model);
}

/* (transfer full) (nullable): what is selected, %NULL where that is nothing, or nothing
 * can be changed. */
static char **
get_ids (RapportIdeasView *self)
{
  g_auto (GStrv) ids = NULL;

  if (!rapport_ideas_view_is_writable (self))
    return NULL;
  ids = rapport_ideas_view_get_selected (self);
  return ids[0] != NULL ? g_steal_pointer (&ids) : NULL;
}

/* The view. */

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_zoom_step (to_view (user_data)->canvas, TRUE);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_zoom_step (to_view (user_data)->canvas, FALSE);
}

static void
zoom_100_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_set_zoom (to_view (user_data)->canvas, 1);
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_fit_all (to_view (user_data)->canvas);
}

static void
fit_selected_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_fit_selected (to_view (user_data)->canvas);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;

  if (rapport_ideas_view_is_table (self))
    rapport_ideas_table_select_all (self->table);
  else
    rapport_canvas_select_all (self->canvas);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const char *id = rapport_canvas_get_focused (self->canvas);

  if (id != NULL)
    rapport_canvas_edit (self->canvas, id);
}

/* Things. */

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_auto (GStrv) ids = get_ids (self);
  const guint n = ids != NULL ? g_strv_length (ids) : 0;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;

  if (n == 0)
    return;
  label = g_strdup_printf (ngettext ("Remove %u Card", "Remove %u Cards", n), n);
  transaction = rapport_ideas_view_begin (self, label);
  rapport_cards_remove (transaction, self->library, get_board_id (self), (const char *const *) ids);
  if (rapport_transaction_is_empty (transaction))
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("What is locked stays. Unlock it first."));
      return;
    }
  text = g_strdup_printf (
    ngettext ("%u card was taken off the board", "%u cards were taken off the board", n), n);
  if (rapport_ideas_view_commit (self, transaction))
    rapport_toast_show_undo (GTK_WIDGET (self), text);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_auto (GStrv) ids = get_ids (self);

  if (ids != NULL)
    rapport_ideas_view_edits.copy ((const char *const *) ids, DUPLICATE_OFFSET, DUPLICATE_OFFSET,
                                   self);
}

static void
commit_things (RapportIdeasView *self,
               const char *label,
               void (*change) (RapportIdeasView *self,
                               RapportTransaction *transaction,
                               const char *const *ids,
                               int how),
               int how)
{
  g_auto (GStrv) ids = get_ids (self);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (ids == NULL)
    return;
  transaction = rapport_ideas_view_begin (self, label);
  change (self, transaction, (const char *const *) ids, how);
  rapport_ideas_view_commit (self, transaction);
}

static void
group (RapportIdeasView *self, RapportTransaction *transaction, const char *const *ids, int how)
{
  rapport_cards_group (transaction, self->library, ids, how);
}

static void
group_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  commit_things (user_data, _ ("Group Cards"), group, TRUE);
}

static void
ungroup_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  commit_things (user_data, _ ("Ungroup Cards"), group, FALSE);
}

static void
lock (RapportIdeasView *self, RapportTransaction *transaction, const char *const *ids, int how)
{
  rapport_cards_lock (transaction, self->library, ids, how);
}

/* Locks what is not all locked yet. */
static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_auto (GStrv) ids = get_ids (self);
  gboolean locked = TRUE;

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const RapportSceneItem *item = rapport_scene_get (scene, ids[i]);

      locked = locked && item != NULL && item->locked;
    }
  commit_things (self, locked ? _ ("Unlock Cards") : _ ("Lock Cards"), lock, !locked);
}

static void
order (RapportIdeasView *self, RapportTransaction *transaction, const char *const *ids, int how)
{
  rapport_cards_order (transaction, self->library, get_board_id (self), ids,
                       (RapportCardsOrder) how);
}

static void
order_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const int how = g_variant_get_int32 (parameter);

  commit_things (user_data,
                 how >= RAPPORT_CARDS_FORWARD ? _ ("Bring Forward") : _ ("Send Backward"), order,
                 how);
}

static void
colour_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_auto (GStrv) ids = get_ids (self);
  const char *colour = g_variant_get_string (parameter, NULL);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (ids == NULL)
    return;
  transaction = rapport_ideas_view_begin (self, _ ("Color Cards"));
  rapport_cards_colour (transaction, self->library, (const char *const *) ids,
                        *colour != '\0' ? colour : NULL);
  rapport_ideas_view_commit (self, transaction);
}

/* Arranging. */

static void
arrange_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_auto (GStrv) ids = get_ids (self);
  const guint n = ids != NULL ? g_strv_length (ids) : 0;
  g_autofree RapportBox *boxes = g_new (RapportBox, MAX (n, 1));
  g_autofree const char **moved = g_new0 (const char *, n + 1);
  guint n_moved = 0;

  for (guint i = 0; i < n; i++)
    {
      const RapportSceneItem *item = rapport_scene_get (scene, ids[i]);

      if (item == NULL || item->kind == RAPPORT_SCENE_EDGE)
        continue;
      boxes[n_moved] = item->box;
      moved[n_moved++] = ids[i];
    }
  if (n_moved < 2 || rapport_ideas_model_is_in_lanes (self->model))
    return;
  rapport_arrange (boxes, n_moved, (RapportArrangement) g_variant_get_int32 (parameter));
  rapport_ideas_view_edits.move (moved, boxes, self);
}

/* New things. */

static void
walk_connectors_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_walk_connectors (RAPPORT_IDEAS_VIEW (user_data)->canvas);
}

static void
walk_frames_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_canvas_walk_frames (RAPPORT_IDEAS_VIEW (user_data)->canvas);
}

static void
add_card_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const RapportPlace place = rapport_ideas_view_find_place (self);
  const RapportBox box = { place.x, place.y, place.width, place.height };
  const gboolean note = g_str_equal (g_variant_get_string (parameter, NULL), "note");

  rapport_ideas_view_edits.create (note ? RAPPORT_SCENE_NOTE : RAPPORT_SCENE_IDEA, &box, self);
}

/* What the user is told: a month by its name, where all are of one. */
static char *
say_planned (guint n, RapportDay month)
{
  g_autofree char *name = NULL;

  if (month == RAPPORT_DAY_NONE)
    return g_strdup_printf (ngettext ("%u idea is in the plan of its month",
                                      "%u ideas are in the plans of their months", n),
                            n);
  name = rapport_locale_month (rapport_format_locale (), month);
  /* Translators: the month is a name such as "November 2026". */
  return g_strdup_printf (
    ngettext ("%u idea is in the plan of %s", "%u ideas are in the plan of %s", n), n, name);
}

static void
plan_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_autofree char *text = NULL;
  g_auto (GStrv) ids = get_ids (self);
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportDay common = RAPPORT_DAY_NONE;
  guint n = 0;

  if (ids == NULL)
    return;
  transaction = rapport_ideas_view_begin (self, _ ("Put Ideas into the Plan"));
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (RapportRecord) card = rapport_cards_find (self->library, ids[i]);
      RapportDay month;

      if (!RAPPORT_IS_PLACEMENT (card))
        continue;
      month = rapport_cards_get_plan_month (self->library, RAPPORT_PLACEMENT (card));
      if (rapport_cards_plan (transaction, self->library, RAPPORT_PLACEMENT (card), month) == NULL)
        continue;
      common = n == 0 || common == month ? month : RAPPORT_DAY_NONE;
      n++;
    }
  if (n == 0)
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("Only ideas and notes can be put into the plan."));
      return;
    }
  text = say_planned (n, common);
  /* There is nothing to be undone where they were in it already. */
  if (rapport_transaction_is_empty (transaction))
    rapport_toast_show (GTK_WIDGET (self), text);
  else if (rapport_ideas_view_commit (self, transaction))
    rapport_toast_show_undo (GTK_WIDGET (self), text);
}

/* Tools. */

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_copy (user_data);
}

static void
cut_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_copy (user_data);
  remove_cb (NULL, NULL, user_data);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_paste (user_data);
}

static void
tool_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;

  if (rapport_ideas_model_get_board (self->model) != NULL)
    rapport_canvas_set_tool (self->canvas, (RapportCanvasTool) g_variant_get_int32 (parameter));
}

static void
snap_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RapportIdeasView *self = user_data;

  g_object_set (self->canvas, "snapping", g_variant_get_boolean (state), NULL);
  g_simple_action_set_state (action, state);
}

static void
minimap_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  rapport_ideas_view_update_minimap (user_data);
}

/* Boards. */

static void
show_board_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  rapport_ideas_view_show_board (user_data, g_variant_get_string (state, NULL), NULL);
}

static void
layout_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);
  const char *layout = g_variant_get_string (parameter, NULL);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (board == NULL ||
      rapport_record_has_word (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_LAYOUT, layout))
    return;
  transaction = rapport_ideas_view_begin (self, _ ("Change the Layout of a Board"));
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_LAYOUT,
                                layout);
  if (g_str_equal (layout, "matrix") &&
      *rapport_record_get_text (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_COLUMNS) == '\0' &&
      *rapport_record_get_text (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_ROWS) == '\0')
    rapport_boards_set_matrix (transaction, board, "funnel-stage", "channel");
  rapport_ideas_view_commit (self, transaction);
}

static void
chosen_cb (RapportIdeasView *self, const char *word, const char *title)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autofree char *id = NULL;
  RapportIdeaBoard *board;

  if (self->client == NULL)
    return;
  transaction = rapport_ideas_view_begin (self, _ ("Add a Board"));
  board = rapport_boards_add_from_template (transaction, self->library,
                                            rapport_ideas_view_get_client_id (self), title, word);
  if (board == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("This template can’t be read"));
      return;
    }
  id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (board)));
  if (rapport_ideas_view_commit (self, transaction))
    rapport_ideas_view_show_board (self, id, NULL);
}

static void
details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const gboolean shown = adw_overlay_split_view_get_show_sidebar (self->split);

  if (get_board_id (self) == NULL)
    return;
  adw_overlay_split_view_set_show_sidebar (self->split, !shown);
  if (!shown)
    rapport_card_panel_edit (self->panel);
  else if (rapport_ideas_view_is_table (self))
    rapport_ideas_table_focus (self->table, NULL);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
new_board_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  AdwDialog *dialog;

  if (self->client == NULL)
    return;
  dialog = rapport_new_board_dialog_new (self->library);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
vote_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;

  if (rapport_ideas_view_is_writable (self))
    adw_dialog_present (rapport_voting_dialog_new (self->library, self->model), GTK_WIDGET (self));
}

static void
what_was_shown_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const char *board = rapport_ideas_view_get_board_id (self);

  if (board != NULL)
    adw_dialog_present (rapport_shown_dialog_new (self->library, board), GTK_WIDGET (self));
}

static void
board_properties_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);

  if (board != NULL)
    adw_dialog_present (rapport_board_dialog_new (self->library, board), GTK_WIDGET (self));
}

/* What is put on the board besides. */

static void
add_figure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_add_figure (user_data, g_variant_get_string (parameter, NULL));
}

static void
add_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_add_link (user_data);
}

static void
add_item_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_add_item (user_data);
}

static void
add_picture_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_add_picture (user_data);
}

static void
connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_connect_selected (user_data);
}

static void
frame_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_ideas_view_frame_selected (user_data);
}

static const GActionEntry entries[] = {
  { "add-figure", add_figure_cb, "s" },
  { "add-link", add_link_cb },
  { "add-item", add_item_cb },
  { "add-picture", add_picture_cb },
  { "connect", connect_cb },
  { "frame", frame_cb },
  { "details", details_cb },
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-100", zoom_100_cb },
  { "fit", fit_cb },
  { "fit-selected", fit_selected_cb },
  { "select-all", select_all_cb },
  { "find", find_cb },
  { "edit", edit_cb },
  { "remove", remove_cb },
  { "duplicate", duplicate_cb },
  { "group", group_cb },
  { "ungroup", ungroup_cb },
  { "lock", lock_cb },
  { "walk-connectors", walk_connectors_cb },
  { "walk-frames", walk_frames_cb },
  { "order", order_cb, "i" },
  { "arrange", arrange_cb, "i" },
  { "colour", colour_cb, "s" },
  { "add-card", add_card_cb, "s" },
  { "plan", plan_cb },
  { "copy", copy_cb },
  { "cut", cut_cb },
  { "paste", paste_cb },
  { "tool", tool_cb, "i" },
  { "snap", NULL, NULL, "true", snap_cb },
  { "minimap", NULL, NULL, "true", minimap_cb },
  { "show-board", show_board_cb, "s", "''" },
  { "layout", layout_cb, "s" },
  { "new-board", new_board_cb },
  { "board-properties", board_properties_cb },
  { "vote", vote_cb },
  { "what-was-shown", what_was_shown_cb },
};

static void
set_enabled (RapportIdeasView *self, const char *const *names, gboolean enabled)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

void
rapport_ideas_view_update_actions (RapportIdeasView *self)
{
  /* They show what is not for a client's eyes: our notes, the folders of this computer. */
  static const char *const need_nobody[] = { "board-properties", "what-was-shown", "add-picture",
                                             NULL };
  static const char *const need_canvas[] = {
    "walk-connectors", "walk-frames", "find",     "fit",      "zoom-in",
    "zoom-out",        "zoom-100",    "tool",     "snap",     "add-card",
    "minimap",         "add-figure",  "add-link", "add-item", NULL
  };
  static const char *const need_selection[] = { "remove", "duplicate", "group", "ungroup",
                                                "lock",   "order",     "plan",  "copy",
                                                "cut",    "colour",    NULL };
  static const char *const need_both[] = { "fit-selected", "edit",  "arrange",
                                           "connect",      "frame", NULL };
  g_auto (GStrv) ids = rapport_ideas_view_get_selected (self);
  const gboolean selected = ids[0] != NULL;
  const gboolean canvas = !rapport_ideas_view_is_table (self);

  set_enabled (self, need_nobody, !rapport_onlooker_is_there (self->library));
  set_enabled (self, need_canvas, canvas);
  set_enabled (self, need_selection, selected);
  set_enabled (self, need_both, selected && canvas);
}

void
rapport_ideas_view_add_actions (RapportIdeasView *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  rapport_ideas_view_add_file_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ideas", G_ACTION_GROUP (self->actions));
}

/* Keys. */

typedef struct
{
  guint key; /* as on a Latin keyboard, without Shift */
  GdkModifierType state;
  const char *action;
  const char *parameter; /* (nullable): as GVariant text */
} Key;

#define CTRL  GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT   GDK_ALT_MASK

static const Key keys[] = {
  { GDK_KEY_1, SHIFT, "fit", NULL },
  { GDK_KEY_2, SHIFT, "fit-selected", NULL },
  { GDK_KEY_0, CTRL, "zoom-100", NULL },
  { GDK_KEY_plus, CTRL, "zoom-in", NULL },
  { GDK_KEY_equal, CTRL, "zoom-in", NULL },
  { GDK_KEY_equal, CTRL | SHIFT, "zoom-in", NULL },
  { GDK_KEY_KP_Add, CTRL, "zoom-in", NULL },
  { GDK_KEY_minus, CTRL, "zoom-out", NULL },
  { GDK_KEY_KP_Subtract, CTRL, "zoom-out", NULL },
  { GDK_KEY_v, 0, "tool", "0" },
  { GDK_KEY_h, 0, "tool", "1" },
  { GDK_KEY_i, 0, "tool", "2" },
  { GDK_KEY_t, 0, "tool", "3" },
  { GDK_KEY_f, 0, "tool", "4" },
  { GDK_KEY_c, 0, "tool", "5" },
  { GDK_KEY_i, SHIFT, "add-card", "'item'" },
  { GDK_KEY_t, SHIFT, "add-card", "'note'" },
  { GDK_KEY_c, SHIFT, "walk-connectors", NULL },
  { GDK_KEY_f, SHIFT, "walk-frames", NULL },
  { GDK_KEY_a, CTRL, "select-all", NULL },
  { GDK_KEY_c, CTRL, "copy", NULL },
  { GDK_KEY_x, CTRL, "cut", NULL },
  { GDK_KEY_v, CTRL, "paste", NULL },
  { GDK_KEY_d, CTRL, "duplicate", NULL },
  { GDK_KEY_f, CTRL, "find", NULL },
  { GDK_KEY_g, CTRL, "group", NULL },
  { GDK_KEY_g, CTRL | SHIFT, "ungroup", NULL },
  { GDK_KEY_l, CTRL | SHIFT, "lock", NULL },
  { GDK_KEY_bracketleft, CTRL, "order", "1" },
  { GDK_KEY_bracketright, CTRL, "order", "2" },
  { GDK_KEY_bracketleft, CTRL | SHIFT, "order", "0" },
  { GDK_KEY_bracketright, CTRL | SHIFT, "order", "3" },
  { GDK_KEY_k, CTRL | SHIFT, "add-item", NULL },
  { GDK_KEY_l, CTRL, "connect", NULL },
  { GDK_KEY_f, CTRL | SHIFT, "frame", NULL },
  { GDK_KEY_s, ALT, "snap", NULL },
  { GDK_KEY_Delete, 0, "remove", NULL },
  { GDK_KEY_BackSpace, 0, "remove", NULL },
  { GDK_KEY_Return, ALT, "details", NULL },
  { GDK_KEY_KP_Enter, ALT, "details", NULL },
  { GDK_KEY_Return, CTRL, "plan", NULL },
  { GDK_KEY_KP_Enter, CTRL, "plan", NULL },
};

/* Whether the keyboard is in a text, or beside the board: then only what opens and closes the
 * panel works. */
static gboolean
is_elsewhere (RapportIdeasView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus == NULL || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) ||
         !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
}

/* Letters are tools of the canvas; in the table they look for a row. */
static gboolean
is_for_table (const Key *key)
{
  return key->state != 0 || key->key == GDK_KEY_Delete;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                RapportIdeasView *self)
{
  const guint latin =
    rapport_latin_key_get (gtk_widget_get_display (GTK_WIDGET (self)), keycode, keyval);
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  const gboolean table = rapport_ideas_view_is_table (self);
  const gboolean elsewhere = is_elsewhere (self);
  guint place = latin;

  if (rapport_ideas_model_get_board (self->model) == NULL)
    return GDK_EVENT_PROPAGATE;
  /* "!" is the key of 1 with Shift. */
  if ((state & SHIFT) != 0)
    place = rapport_latin_key_get (display, keycode, 0);
  state &= MODIFIERS;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].state == state && (!table || is_for_table (&keys[i])) &&
        (!elsewhere || g_str_equal (keys[i].action, "details")) &&
        (keys[i].key == keyval || keys[i].key == latin || keys[i].key == place))
      {
        g_autoptr (GVariant) parameter =
          keys[i].parameter != NULL ? g_variant_parse (NULL, keys[i].parameter, NULL, NULL, NULL)
                                    : NULL;

        g_action_group_activate_action (G_ACTION_GROUP (self->actions), keys[i].action, parameter);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

void
rapport_ideas_view_add_keys (RapportIdeasView *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->split), controller);
}
