/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mouse, the pen and the fingers. */
#include "rapport-canvas-private.h"

#include <math.h>

/* Pixels that a press moves before it drags. */
#define DRAG_THRESHOLD 4.0

/* Near the border, what is dragged pulls the view along. */
#define AUTOPAN_REACH 28.0
#define AUTOPAN_SPEED 14.0

#define WHEEL_STEP 60.0
#define WHEEL_ZOOM 1.12

#define NEW_NOTE_WIDTH   240.0
#define NEW_NOTE_HEIGHT  132.0
#define NEW_FRAME_WIDTH  960.0
#define NEW_FRAME_HEIGHT 540.0

static RapportSpot
to_board (RapportCanvas *self, double x, double y)
{
  return rapport_viewport_to_board (&self->viewport, x, y);
}

RapportSceneItem *
rapport_canvas_hit (RapportCanvas *self, double x, double y)
{
  const RapportSpot spot = to_board (self, x, y);
  RapportSceneItem *item;

  if (self->scene == NULL)
    return NULL;
  item =
    rapport_scene_hit (self->scene, spot.x, spot.y, RAPPORT_CANVAS_REACH / self->viewport.zoom);
  return item != NULL ? rapport_canvas_get_item (self, item->id) : NULL;
}

static RapportSceneItem *
hit_card (RapportCanvas *self, double x, double y)
{
  RapportSceneItem *item = rapport_canvas_hit (self, x, y);

  return item != NULL && rapport_scene_item_is_card (item) ? item : NULL;
}

/* Cursors. */

static const char *
get_edge_cursor (RapportMovingEdges edges)
{
  switch ((guint) edges)
    {
    case RAPPORT_EDGE_LEFT | RAPPORT_EDGE_TOP:
    case RAPPORT_EDGE_RIGHT | RAPPORT_EDGE_BOTTOM:
      return "nwse-resize";
    case RAPPORT_EDGE_RIGHT | RAPPORT_EDGE_TOP:
    case RAPPORT_EDGE_LEFT | RAPPORT_EDGE_BOTTOM:
      return "nesw-resize";
    case RAPPORT_EDGE_LEFT:
    case RAPPORT_EDGE_RIGHT:
      return "ew-resize";
    default:
      return "ns-resize";
    }
}

static const char *
get_select_cursor (RapportCanvas *self)
{
  const RapportMovingEdges edges =
    rapport_canvas_find_handle (self, self->pointer_x, self->pointer_y);
  RapportSceneItem *lane;
  gboolean edge;

  if (rapport_canvas_find_knob (self, self->pointer_x, self->pointer_y) != RAPPORT_SIDE_ANY)
    return "crosshair";
  if (edges != 0)
    return get_edge_cursor (edges);
  if (self->edits == NULL)
    return NULL;
  lane = rapport_canvas_find_lane (self, self->pointer_x, self->pointer_y, &edge);
  if (lane != NULL && edge)
    return lane->column ? "col-resize" : "row-resize";
  if (lane != NULL)
    return "grab";
  return NULL;
}

void
rapport_canvas_update_cursor (RapportCanvas *self)
{
  const char *name = NULL;

  if (self->press == RAPPORT_PRESS_PAN)
    name = "grabbing";
  else if (self->press == RAPPORT_PRESS_LANE_MOVE)
    name = "grabbing";
  else if (self->press == RAPPORT_PRESS_RESIZE)
    name = get_edge_cursor (self->resizing);
  else if (self->space_held || self->tool == RAPPORT_CANVAS_HAND)
    name = "grab";
  else if (self->tool == RAPPORT_CANVAS_SELECT)
    name = get_select_cursor (self);
  else
    name = "crosshair";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* Near the border. */

static void drag_to (RapportCanvas *self, GdkModifierType state);

static double
get_speed (double at, double length)
{
  if (at < AUTOPAN_REACH)
    return -AUTOPAN_SPEED * MIN (1, (AUTOPAN_REACH - at) / AUTOPAN_REACH);
  if (at > length - AUTOPAN_REACH)
    return AUTOPAN_SPEED * MIN (1, (at - length + AUTOPAN_REACH) / AUTOPAN_REACH);
  return 0;
}

static gboolean
autopan_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RapportCanvas *self = RAPPORT_CANVAS (widget);
  const double dx = get_speed (self->pointer_x, self->viewport.width);
  const double dy = get_speed (self->pointer_y, self->viewport.height);

  if (dx == 0 && dy == 0)
    {
      self->autopan = 0;
      return G_SOURCE_REMOVE;
    }
  rapport_canvas_pan (self, dx, dy);
  drag_to (self, 0);
  return G_SOURCE_CONTINUE;
}

static void
watch_border (RapportCanvas *self)
{
  const gboolean near = get_speed (self->pointer_x, self->viewport.width) != 0 ||
                        get_speed (self->pointer_y, self->viewport.height) != 0;
  const gboolean drags = self->press == RAPPORT_PRESS_MOVE ||
                         self->press == RAPPORT_PRESS_MARQUEE ||
                         self->press == RAPPORT_PRESS_CONNECT;

  if (near && drags && self->autopan == 0)
    self->autopan = gtk_widget_add_tick_callback (GTK_WIDGET (self), autopan_cb, NULL, NULL);
}

static void
stop_autopan (RapportCanvas *self)
{
  if (self->autopan != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autopan);
  self->autopan = 0;
}

/* Presses. */

static gboolean
begins_pan (RapportCanvas *self, guint button)
{
  return button == GDK_BUTTON_MIDDLE || self->space_held || self->tool == RAPPORT_CANVAS_HAND;
}

static void
press_handle (RapportCanvas *self, RapportMovingEdges edges)
{
  const RapportSceneItem *item = rapport_canvas_get_resizable (self);

  self->press = RAPPORT_PRESS_RESIZE;
  self->resizing = edges;
  g_set_str (&self->press_id, item->id);
  self->band = item->box;
  rapport_canvas_lift (self);
}

static void
press_knob (RapportCanvas *self, RapportSide side)
{
  const RapportSceneItem *item = rapport_canvas_get_resizable (self);

  self->press = RAPPORT_PRESS_CONNECT;
  self->connect_side = side;
  g_set_str (&self->press_id, item->id);
}

static void
press_thing (RapportCanvas *self, RapportSceneItem *item, GdkModifierType state)
{
  const gboolean add = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;

  self->press = RAPPORT_PRESS_THING;
  self->was_selected = rapport_canvas_is_selected (self, item->id);
  g_set_str (&self->press_id, item->id);
  if (!self->was_selected)
    rapport_canvas_select_one (self, item, add);
}

static void
press_nothing (RapportCanvas *self, GdkModifierType state)
{
  const gboolean add = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;

  self->press = RAPPORT_PRESS_MARQUEE;
  self->band = (RapportBox) { self->press_spot.x, self->press_spot.y, 0, 0 };
  g_clear_pointer (&self->marquee_before, g_hash_table_unref);
  self->marquee_before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (add)
    {
      GHashTableIter iter;
      const char *id;

      g_hash_table_iter_init (&iter, self->selected);
      while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
        g_hash_table_add (self->marquee_before, g_strdup (id));
    }
  else if (g_hash_table_size (self->selected) > 0)
    {
      g_hash_table_remove_all (self->selected);
      rapport_canvas_selection_changed (self);
    }
}

static gboolean
press_lane (RapportCanvas *self, double x, double y)
{
  gboolean edge;
  RapportSceneItem *lane =
    self->edits != NULL ? rapport_canvas_find_lane (self, x, y, &edge) : NULL;

  if (lane == NULL || (edge ? self->edits->size_lane == NULL : self->edits->move_lane == NULL))
    return FALSE;
  self->press = edge ? RAPPORT_PRESS_LANE_SIZE : RAPPORT_PRESS_LANE_MOVE;
  g_set_str (&self->press_id, lane->id);
  self->band = (RapportBox) { 0 };
  return TRUE;
}

static void
press_select (RapportCanvas *self, double x, double y, GdkModifierType state)
{
  const RapportMovingEdges edges = rapport_canvas_find_handle (self, x, y);
  const RapportSide knob = rapport_canvas_find_knob (self, x, y);
  RapportSceneItem *item;

  if (edges != 0)
    {
      press_handle (self, edges);
      return;
    }
  if (knob != RAPPORT_SIDE_ANY)
    {
      press_knob (self, knob);
      return;
    }
  item = rapport_canvas_hit (self, x, y);
  if (item != NULL)
    press_thing (self, item, state);
  else if (!press_lane (self, x, y))
    press_nothing (self, state);
}

static void
press_connect (RapportCanvas *self, double x, double y)
{
  RapportSceneItem *item = hit_card (self, x, y);

  if (item == NULL || self->edits == NULL || self->edits->connect == NULL)
    return;
  self->press = RAPPORT_PRESS_CONNECT;
  self->connect_side = RAPPORT_SIDE_ANY;
  g_set_str (&self->press_id, item->id);
}

static void
begin_press (RapportCanvas *self, double x, double y, guint button, GdkModifierType state)
{
  self->press_x = self->pointer_x = x;
  self->press_y = self->pointer_y = y;
  self->press_spot = to_board (self, x, y);
  self->pan_x = self->pan_y = 0;
  rapport_canvas_clear_lift (self);
  rapport_canvas_stop_flight (self);
  if (begins_pan (self, button))
    {
      self->press = RAPPORT_PRESS_PAN;
      return;
    }
  switch (self->tool)
    {
    case RAPPORT_CANVAS_SELECT:
      press_select (self, x, y, state);
      break;
    case RAPPORT_CANVAS_CONNECT:
      press_connect (self, x, y);
      break;
    default:
      if (self->edits == NULL || self->edits->create == NULL)
        return;
      self->press = RAPPORT_PRESS_NEW;
      self->band = (RapportBox) { self->press_spot.x, self->press_spot.y, 0, 0 };
    }
}

/* Dragging. */

static void
drag_marquee (RapportCanvas *self, RapportSpot spot)
{
  g_autoptr (GPtrArray) found = NULL;
  GHashTableIter iter;
  const char *id;

  self->band = rapport_box_between (self->press_spot.x, self->press_spot.y, spot.x, spot.y);
  if (self->scene == NULL)
    return;
  found = rapport_scene_find (self->scene, &self->band);
  g_hash_table_remove_all (self->selected);
  g_hash_table_iter_init (&iter, self->marquee_before);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_hash_table_add (self->selected, g_strdup (id));
  for (guint i = 0; i < found->len; i++)
    {
      const RapportSceneItem *item = found->pdata[i];
      /* A frame and a connector only as a whole. */
      const gboolean whole = !rapport_scene_item_is_card (item);

      if (item->kind != RAPPORT_SCENE_LANE && rapport_canvas_get_item (self, item->id) != NULL &&
          (whole ? rapport_box_contains (&self->band, &item->box)
                 : rapport_box_intersects (&self->band, &item->box)))
        g_hash_table_add (self->selected, g_strdup (item->id));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_lane_size (RapportCanvas *self, RapportSpot spot)
{
  const RapportSceneItem *lane = rapport_canvas_get_item (self, self->press_id);

  if (lane == NULL)
    return;
  self->band = lane->box;
  if (lane->column)
    {
      self->band.x = MAX (spot.x, lane->box.x + 48);
      self->band.width = 0;
    }
  else
    {
      self->band.y = MAX (spot.y, lane->box.y + 48);
      self->band.height = 0;
    }
}

static void
drag_lane (RapportCanvas *self, RapportSpot spot)
{
  const RapportSceneItem *lane = rapport_canvas_get_item (self, self->press_id);

  if (self->press == RAPPORT_PRESS_LANE_SIZE)
    drag_lane_size (self, spot);
  else if (lane != NULL)
    rapport_canvas_find_lane_place (self, lane, spot, &self->band);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_connection (RapportCanvas *self)
{
  const RapportSceneItem *item = hit_card (self, self->pointer_x, self->pointer_y);

  if (item != NULL && g_strcmp0 (item->id, self->press_id) == 0)
    item = NULL;
  g_set_str (&self->connect_to, item != NULL ? item->id : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
begin_move (RapportCanvas *self)
{
  if (hypot (self->pointer_x - self->press_x, self->pointer_y - self->press_y) < DRAG_THRESHOLD ||
      self->edits == NULL)
    return;
  self->press = RAPPORT_PRESS_MOVE;
  rapport_canvas_lift (self);
}

static void
drag_to (RapportCanvas *self, GdkModifierType state)
{
  const RapportSpot spot = to_board (self, self->pointer_x, self->pointer_y);

  if (self->press == RAPPORT_PRESS_THING)
    begin_move (self);
  switch (self->press)
    {
    case RAPPORT_PRESS_MOVE:
      rapport_canvas_drag_lift (self, spot.x - self->press_spot.x, spot.y - self->press_spot.y,
                                state);
      break;
    case RAPPORT_PRESS_RESIZE:
      rapport_canvas_resize_to (self, spot, state);
      break;
    case RAPPORT_PRESS_MARQUEE:
      drag_marquee (self, spot);
      break;
    case RAPPORT_PRESS_NEW:
      self->band = rapport_box_between (self->press_spot.x, self->press_spot.y, spot.x, spot.y);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    case RAPPORT_PRESS_CONNECT:
      drag_connection (self);
      break;
    case RAPPORT_PRESS_LANE_SIZE:
    case RAPPORT_PRESS_LANE_MOVE:
      drag_lane (self, spot);
      break;
    default:
      break;
    }
}

/* Letting go. */

static void
create (RapportCanvas *self)
{
  RapportBox box = self->band;
  RapportSceneKind kind = RAPPORT_SCENE_IDEA;
  const gboolean frame = self->tool == RAPPORT_CANVAS_FRAME;

  if (frame)
    kind = RAPPORT_SCENE_FRAME;
  else if (self->tool == RAPPORT_CANVAS_NOTE)
    kind = RAPPORT_SCENE_NOTE;
  if (MAX (box.width, box.height) * self->viewport.zoom < 2 * DRAG_THRESHOLD)
    {
      const double width = frame ? NEW_FRAME_WIDTH : NEW_NOTE_WIDTH;
      const double height = frame ? NEW_FRAME_HEIGHT : NEW_NOTE_HEIGHT;

      box = (RapportBox) { self->press_spot.x - width / 2, self->press_spot.y - height / 2, width,
                           height };
    }
  box = rapport_box_tame (&box, 48);
  box.x = round (box.x / RAPPORT_CANVAS_GRID) * RAPPORT_CANVAS_GRID;
  box.y = round (box.y / RAPPORT_CANVAS_GRID) * RAPPORT_CANVAS_GRID;
  rapport_canvas_set_tool (self, RAPPORT_CANVAS_SELECT);
  self->edits->create (kind, &box, self->edits_data);
}

static void
end_lane (RapportCanvas *self, RapportPress press)
{
  const RapportSceneItem *lane = rapport_canvas_get_item (self, self->press_id);
  const RapportSceneItem *before;
  RapportBox line;

  if (lane == NULL ||
      hypot (self->pointer_x - self->press_x, self->pointer_y - self->press_y) < DRAG_THRESHOLD)
    return;
  if (press == RAPPORT_PRESS_LANE_SIZE)
    {
      self->edits->size_lane (
        lane->id, lane->column ? self->band.x - lane->box.x : self->band.y - lane->box.y,
        self->edits_data);
      return;
    }
  before = rapport_canvas_find_lane_place (
    self, lane, to_board (self, self->pointer_x, self->pointer_y), &line);
  if (before != lane)
    self->edits->move_lane (lane->id, before != NULL ? before->id : NULL, self->edits_data);
}

static void
end_resize (RapportCanvas *self)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->press_id);
  const char *const ids[] = { self->press_id, NULL };

  if (self->lift == NULL || item == NULL || rapport_box_equal (&item->box, &self->band) ||
      self->edits->move == NULL)
    {
      rapport_canvas_clear_lift (self);
      return;
    }
  self->lift->snap.n_guides = 0;
  self->edits->move (ids, &self->band, self->edits_data);
  if (self->lift == NULL)
    return;
  self->settling = TRUE;
  rapport_tiles_set_lifted (self->tiles, NULL);
}

static void
end_thing (RapportCanvas *self, GdkModifierType state)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->press_id);

  if (item == NULL)
    return;
  if (self->was_selected && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    rapport_canvas_toggle (self, item);
  else if (self->was_selected)
    rapport_canvas_select_one (self, item, FALSE);
}

static void
end_press (RapportCanvas *self, GdkModifierType state)
{
  const RapportPress press = self->press;

  stop_autopan (self);
  switch (press)
    {
    case RAPPORT_PRESS_THING:
      end_thing (self, state);
      break;
    case RAPPORT_PRESS_MOVE:
      rapport_canvas_drop_lift (self, TRUE);
      break;
    case RAPPORT_PRESS_RESIZE:
      end_resize (self);
      break;
    case RAPPORT_PRESS_NEW:
      self->press = RAPPORT_PRESS_NONE;
      create (self);
      break;
    case RAPPORT_PRESS_MARQUEE:
      rapport_canvas_selection_changed (self);
      break;
    case RAPPORT_PRESS_CONNECT:
      if (self->connect_to != NULL)
        self->edits->connect (self->press_id, self->connect_side, self->connect_to,
                              RAPPORT_SIDE_ANY, self->edits_data);
      break;
    case RAPPORT_PRESS_LANE_SIZE:
    case RAPPORT_PRESS_LANE_MOVE:
      end_lane (self, press);
      break;
    default:
      break;
    }
  self->press = RAPPORT_PRESS_NONE;
  g_clear_pointer (&self->connect_to, g_free);
  rapport_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rapport_canvas_cancel_press (RapportCanvas *self)
{
  if (self->press == RAPPORT_PRESS_NONE)
    return;
  stop_autopan (self);
  rapport_canvas_clear_lift (self);
  self->press = RAPPORT_PRESS_NONE;
  g_clear_pointer (&self->connect_to, g_free);
  rapport_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Gestures. */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, RapportCanvas *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  /* Neither the menu's press nor the second one of a double click drags anything. */
  if (button == GDK_BUTTON_SECONDARY || self->double_pressed)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  rapport_canvas_close_editor (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  begin_press (self, x, y, button,
               gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
  rapport_canvas_update_cursor (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, RapportCanvas *self)
{
  self->pointer_x = self->press_x + dx;
  self->pointer_y = self->press_y + dy;
  if (self->press == RAPPORT_PRESS_PAN)
    {
      rapport_canvas_pan (self, self->pan_x - dx, self->pan_y - dy);
      self->pan_x = dx;
      self->pan_y = dy;
      return;
    }
  drag_to (self, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
  watch_border (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, RapportCanvas *self)
{
  end_press (self, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, RapportCanvas *self)
{
  rapport_canvas_cancel_press (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, RapportCanvas *self)
{
  const RapportSceneItem *item;

  self->double_pressed = FALSE;
  if (n_press != 2 || self->tool != RAPPORT_CANVAS_SELECT || self->edits == NULL)
    return;
  item = rapport_canvas_hit (self, x, y);
  if (item == NULL && self->edits->create == NULL)
    return;
  self->double_pressed = TRUE;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rapport_canvas_cancel_press (self);
  if (item != NULL)
    {
      rapport_canvas_edit (self, item->id);
      return;
    }
  self->press_spot = to_board (self, x, y);
  self->band = (RapportBox) { 0 };
  create (self);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, RapportCanvas *self)
{
  self->double_pressed = FALSE;
}

static void
menu_cb (GtkGestureClick *gesture, int n_press, double x, double y, RapportCanvas *self)
{
  const RapportSceneItem *item = rapport_canvas_hit (self, x, y);

  if (self->edits == NULL || self->edits->open_menu == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->pointer_x = x;
  self->pointer_y = y;
  if (item != NULL && !rapport_canvas_is_selected (self, item->id))
    rapport_canvas_select_one (self, item, FALSE);
  else if (item == NULL)
    rapport_canvas_select (self, NULL);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->edits->open_menu (x, y, self->edits_data);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, RapportCanvas *self)
{
  if (self->press != RAPPORT_PRESS_NONE)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  rapport_canvas_update_cursor (self);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, RapportCanvas *self)
{
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  const double step = wheel ? WHEEL_STEP : 1;

  if ((state & GDK_CONTROL_MASK) != 0)
    {
      rapport_canvas_zoom_at (self,
                              self->viewport.zoom * pow (WHEEL_ZOOM, -dy * (wheel ? 1 : 0.06)),
                              self->pointer_x, self->pointer_y);
      return GDK_EVENT_STOP;
    }
  if ((state & GDK_SHIFT_MASK) != 0 && dx == 0)
    {
      dx = dy;
      dy = 0;
    }
  rapport_canvas_pan (self, dx * step, dy * step);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, RapportCanvas *self)
{
  rapport_canvas_cancel_press (self);
  self->pinch_zoom = self->viewport.zoom;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, RapportCanvas *self)
{
  double x = self->viewport.width / 2;
  double y = self->viewport.height / 2;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  rapport_canvas_zoom_at (self, self->pinch_zoom * scale, x, y);
}

static void
add_clicks (RapportCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}

void
rapport_canvas_add_controllers (RapportCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  add_clicks (self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
