/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-view-private.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

static const char *
get_row_line_id (RapportPlanRow *row)
{
  return rapport_record_get_id (
    RAPPORT_RECORD (rapport_plan_entry_get_line (rapport_plan_row_get_entry (row))));
}

/* Finding the row. */

RapportPlanRow *
rapport_plan_view_get_focused_row (RapportPlanView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;
  row = gtk_widget_get_ancestor (focus, RAPPORT_TYPE_PLAN_ROW);
  /* The keyboard may be on the item of the list that holds the row. */
  if (row == NULL)
    row = gtk_widget_get_first_child (focus);
  return RAPPORT_IS_PLAN_ROW (row) ? RAPPORT_PLAN_ROW (row) : NULL;
}

void
rapport_plan_view_show_line (RapportPlanView *self, const char *line_id, gboolean focus)
{
  guint position;

  if (rapport_plan_model_find (self->model, line_id, &position))
    gtk_list_view_scroll_to (self->list, position,
                             focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
}

/* Dragging. */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, RapportPlanRow *row)
{
  if (rapport_plan_row_get_entry (row) == NULL)
    return NULL;
  return gdk_content_provider_new_typed (RAPPORT_TYPE_PLAN_ENTRY, rapport_plan_row_get_entry (row));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, RapportPlanRow *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, picture, 0, 0);
  gtk_widget_add_css_class (GTK_WIDGET (row), "dragged");
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deleted, RapportPlanRow *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "dragged");
}

static gboolean
is_lower_half (RapportPlanRow *row, double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (row)) / 2.0;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, RapportPlanRow *row)
{
  gboolean lower = is_lower_half (row, y);

  gtk_widget_remove_css_class (GTK_WIDGET (row), lower ? "drop-above" : "drop-below");
  gtk_widget_add_css_class (GTK_WIDGET (row), lower ? "drop-below" : "drop-above");
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target, RapportPlanRow *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "drop-above");
  gtk_widget_remove_css_class (GTK_WIDGET (row), "drop-below");
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RapportPlanRow *row)
{
  RapportPlanView *self =
    RAPPORT_PLAN_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (row), RAPPORT_TYPE_PLAN_VIEW));
  RapportPlanEntry *entry = g_value_get_object (value);

  drop_leave_cb (target, row);
  if (self == NULL || entry == NULL || rapport_plan_row_get_entry (row) == NULL)
    return FALSE;
  rapport_plan_view_place (
    self, rapport_record_get_id (RAPPORT_RECORD (rapport_plan_entry_get_line (entry))),
    get_row_line_id (row), is_lower_half (row, y));
  return TRUE;
}

static void
set_up_dragging (RapportPlanRow *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (RAPPORT_TYPE_PLAN_ENTRY, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), row);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), row);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
}

/* The menu of a row. */

static void
append_ask (GMenu *menu, RapportRecord *line)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("As_k at the Next Meeting…"), NULL);

  g_menu_item_set_action_and_target (
    item, "win.ask-about", "(sss)", rapport_record_get_client_id (line),
    rapport_record_get_text (line, RAPPORT_PLAN_LINE_WORK_ITEM), "");
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (RapportPlanEntry *entry)
{
  RapportRecord *line = RAPPORT_RECORD (rapport_plan_entry_get_line (entry));
  const char *id = rapport_record_get_id (line);
  gboolean dropped = rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_DROPPED);
  const struct
  {
    const char *label;
    const char *action;
  } entries[] = {
    { _ ("_Edit…"), "plan.open" },
    { _ ("Move _Up"), "plan.move-up" },
    { _ ("Move _Down"), "plan.move-down" },
    { dropped ? _ ("_Put Back into the Plan") : _ ("_Take Out of the Plan"),
      dropped ? "plan.put-back" : "plan.take-out" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (entries[i].label, NULL);

      g_menu_item_set_action_and_target (item, entries[i].action, "s", id);
      g_menu_append_item (menu, item);
    }
  append_ask (menu, line);
  return G_MENU_MODEL (menu);
}

static void
menu_closed_cb (GtkWidget *popover)
{
  /* The action of the chosen entry runs after this signal. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static void
pop_up_menu (RapportPlanRow *row, double x, double y)
{
  g_autoptr (GMenuModel) menu = make_menu (rapport_plan_row_get_entry (row));
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_widget_set_parent (popover, GTK_WIDGET (row));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
secondary_click_cb (GtkGestureClick *gesture, int n_press, double x, double y, RapportPlanRow *row)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up_menu (row, x, y);
}

/* A click with Ctrl begins to select, as it does in files. */
static void
primary_click_cb (GtkGestureClick *gesture, int n_press, double x, double y, RapportPlanRow *row)
{
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  RapportPlanView *self =
    RAPPORT_PLAN_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (row), RAPPORT_TYPE_PLAN_VIEW));
  guint position;

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 || self == NULL ||
      self->selection != NULL ||
      !rapport_plan_model_find (self->model, get_row_line_id (row), &position))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rapport_plan_view_begin_selection (self, position);
}

static void
set_up_menu (RapportPlanRow *row)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *primary = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (primary), GTK_PHASE_CAPTURE);
  g_signal_connect (primary, "pressed", G_CALLBACK (primary_click_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (primary));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_click_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
}

/* Making rows. */

static void
setup_row_cb (RapportPlanView *self, GtkListItem *item)
{
  GtkWidget *row = rapport_plan_row_new (self->library);

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  set_up_dragging (RAPPORT_PLAN_ROW (row));
  set_up_menu (RAPPORT_PLAN_ROW (row));
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (RapportPlanView *self, GtkListItem *item)
{
  rapport_plan_row_set_item (RAPPORT_PLAN_ROW (gtk_list_item_get_child (item)), item);
}

static void
unbind_row_cb (RapportPlanView *self, GtkListItem *item)
{
  rapport_plan_row_set_item (RAPPORT_PLAN_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
setup_header_cb (RapportPlanView *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (RapportPlanView *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_list_header_get_child (header);
  RapportPlanEntry *entry = gtk_list_header_get_item (header);

  gtk_label_set_text (GTK_LABEL (label), rapport_plan_entry_get_section (entry));
  /* A heading over everything that says there is none would say nothing. */
  gtk_widget_set_visible (label, !rapport_plan_model_has_one_section (self->model) ||
                                   !g_str_equal (rapport_plan_entry_get_section_key (entry),
                                                 RAPPORT_PLAN_SECTION_NO_STAGE));
}

static void
row_activated_cb (RapportPlanView *self, guint position)
{
  g_autoptr (RapportPlanEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (entry != NULL)
    gtk_widget_activate_action (
      GTK_WIDGET (self), "plan.open", "s",
      rapport_record_get_id (RAPPORT_RECORD (rapport_plan_entry_get_line (entry))));
}

/* Keys. */

static gboolean
move_cb (GtkWidget *widget, GVariant *step, gpointer user_data)
{
  RapportPlanView *self = user_data;
  RapportPlanRow *row = rapport_plan_view_get_focused_row (self);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  rapport_plan_view_move (self, get_row_line_id (row), g_variant_get_int32 (step));
  return GDK_EVENT_STOP;
}

static gboolean
toggle_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RapportPlanRow *row = rapport_plan_view_get_focused_row (user_data);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  RapportWorkItem *item;

  /* Space on a button inside the row is for the button; while lines are selected it
   * is the list's, which selects. */
  if (row == NULL || ((RapportPlanView *) user_data)->selection != NULL || focus == NULL ||
      gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
    return GDK_EVENT_PROPAGATE;
  item = rapport_plan_entry_get_item (rapport_plan_row_get_entry (row));
  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (row), "plan.set-done", "(sb)", get_row_line_id (row),
                                !rapport_work_item_is_done (item));
  return GDK_EVENT_STOP;
}

static gboolean
take_out_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RapportPlanRow *row = rapport_plan_view_get_focused_row (user_data);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (row), "plan.take-out", "s", get_row_line_id (row));
  return GDK_EVENT_STOP;
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RapportPlanRow *row = rapport_plan_view_get_focused_row (user_data);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  pop_up_menu (row, 24, gtk_widget_get_height (GTK_WIDGET (row)) / 2.0);
  return GDK_EVENT_STOP;
}

static void
set_up_keys (RapportPlanView *self)
{
  const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
    int argument;
  } keys[] = {
    { "<Alt>Up|<Alt>KP_Up", move_cb, -1 }, { "<Alt>Down|<Alt>KP_Down", move_cb, 1 },
    { "space|KP_Space", toggle_cb, 0 },    { "Delete|KP_Delete", take_out_cb, 0 },
    { "Menu|<Shift>F10", menu_cb, 0 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                gtk_callback_action_new (keys[i].func, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].argument));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

void
rapport_plan_view_use_selection (RapportPlanView *self)
{
  g_autoptr (GtkNoSelection) none = NULL;

  gtk_list_view_set_single_click_activate (self->list, self->selection == NULL);
  if (self->selection == NULL)
    none = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->list, self->selection != NULL
                                         ? GTK_SELECTION_MODEL (self->selection)
                                         : GTK_SELECTION_MODEL (none));
}

void
rapport_plan_view_set_up_list (RapportPlanView *self)
{
  GtkListItemFactory *rows = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (rows, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect_swapped (rows, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect_swapped (rows, "unbind", G_CALLBACK (unbind_row_cb), self);
  g_signal_connect_swapped (headers, "setup", G_CALLBACK (setup_header_cb), self);
  g_signal_connect_swapped (headers, "bind", G_CALLBACK (bind_header_cb), self);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  rapport_plan_view_use_selection (self);
  g_object_unref (rows);
  g_object_unref (headers);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (row_activated_cb), self);
  set_up_keys (self);
}
