/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that the pointer does, by keys. Letters belong to whoever owns the canvas, as
 * they depend on the keyboard's layout. */
#include "rapport-canvas-private.h"

#include <glib/gi18n-lib.h>

#define NUDGE       12.0
#define SHOW_MARGIN 48.0
#define PAGE_SHARE  0.8

static char *
name_end (RapportCanvas *self, const char *id)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, id);

  return item != NULL ? rapport_scene_item_get_name (item) : g_strdup ("");
}

/* What a screen reader says of it. */
static char *
describe (RapportCanvas *self, const RapportSceneItem *item)
{
  g_autofree char *words = rapport_scene_item_describe (item);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *ends = NULL;

  if (item->kind == RAPPORT_SCENE_FRAME)
    /* Translators: a frame around cards, and what it is called */
    return g_strdup_printf (_ ("Frame: %s"), words);
  if (item->kind != RAPPORT_SCENE_EDGE)
    return g_steal_pointer (&words);
  from = name_end (self, item->from);
  to = name_end (self, item->to);
  /* Translators: the two cards that it connects */
  ends = g_strdup_printf (_ ("Connector from %s to %s"), from, to);
  return *words != '\0' ? g_strdup_printf ("%s. %s", ends, words) : g_steal_pointer (&ends);
}

static void
announce (RapportCanvas *self, const RapportSceneItem *item)
{
  g_autofree char *words = describe (self, item);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
go_to (RapportCanvas *self, const RapportSceneItem *item, gboolean add)
{
  RapportViewport viewport = self->viewport;

  if (item == NULL)
    return;
  rapport_canvas_select_one (self, item, add);
  rapport_viewport_reveal (&viewport, &item->box, SHOW_MARGIN);
  rapport_canvas_set_viewport (self, &viewport, TRUE);
  announce (self, item);
}

/* Of what is shown, the first or the last as one reads. */
static const RapportSceneItem *
get_end (RapportCanvas *self, gboolean last)
{
  g_autoptr (GPtrArray) order = rapport_scene_get_reading_order (self->scene);

  for (guint i = 0; i < order->len; i++)
    {
      const RapportSceneItem *item = order->pdata[last ? order->len - 1 - i : i];

      if (rapport_canvas_get_item (self, item->id) != NULL)
        return rapport_scene_get (self->scene, item->id);
    }
  return NULL;
}

static gboolean
get_direction (guint keyval, RapportSceneDirection *direction)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *direction = RAPPORT_SCENE_UP;
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *direction = RAPPORT_SCENE_DOWN;
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *direction = RAPPORT_SCENE_BACK;
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *direction = RAPPORT_SCENE_RIGHT;
      return TRUE;
    default:
      return FALSE;
    }
}

/* The next in a direction that is shown. */
static const RapportSceneItem *
get_neighbour (RapportCanvas *self, const RapportSceneItem *from, RapportSceneDirection direction)
{
  const RapportSceneItem *next = rapport_scene_get_neighbour (self->scene, from, direction);

  return next != NULL ? rapport_canvas_get_item (self, next->id) : NULL;
}

/* The first card in a frame, as one reads. */
static const RapportSceneItem *
get_first_inside (RapportCanvas *self, const RapportSceneItem *frame)
{
  g_autoptr (GPtrArray) order = rapport_scene_get_reading_order (self->scene);

  for (guint i = 0; i < order->len; i++)
    {
      const RapportSceneItem *item = order->pdata[i];
      const RapportSpot centre = rapport_box_centre (&item->box);

      if (rapport_box_has (&frame->box, centre.x, centre.y))
        return rapport_canvas_get_item (self, item->id);
    }
  return NULL;
}

static void
walk (RapportCanvas *self, RapportSceneDirection direction, gboolean add)
{
  const RapportSceneItem *from = rapport_canvas_get_item (self, self->focused);
  const gboolean forward = direction == RAPPORT_SCENE_RIGHT || direction == RAPPORT_SCENE_DOWN;
  const RapportSceneItem *first = NULL;

  if (from != NULL && from->kind == RAPPORT_SCENE_EDGE)
    first = rapport_canvas_get_item (self, forward ? from->to : from->from);
  else if (from != NULL && from->kind == RAPPORT_SCENE_FRAME)
    first = get_first_inside (self, from);
  if (from == NULL || !rapport_scene_item_is_card (from))
    go_to (self, first != NULL ? first : get_end (self, FALSE), FALSE);
  else
    go_to (self, get_neighbour (self, from, direction), add);
}

/* Connectors and frames. */

/* (transfer full): those of a kind, in the order of drawing; first those that touch @home. */
static GPtrArray *
find_kind (RapportCanvas *self, RapportSceneKind kind, const char *home)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (self->scene, NULL);
  GPtrArray *found = g_ptr_array_new ();
  guint n_near = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const RapportSceneItem *item = all->pdata[i];
      RapportSceneItem *shown = rapport_canvas_get_item (self, item->id);

      if (item->kind != kind || shown == NULL)
        continue;
      if (home != NULL && (g_str_equal (item->from, home) || g_str_equal (item->to, home)))
        g_ptr_array_insert (found, (int) n_near++, shown);
      else
        g_ptr_array_add (found, shown);
    }
  return found;
}

/* From one to the next, and from the last to the first. */
static void
go_to_next (RapportCanvas *self, GPtrArray *found)
{
  guint next = 0;

  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (((RapportSceneItem *) found->pdata[i])->id, self->focused) == 0)
      next = (i + 1) % found->len;
  if (found->len > 0)
    go_to (self, found->pdata[next], FALSE);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
rapport_canvas_walk_connectors (RapportCanvas *self)
{
  const RapportSceneItem *at = rapport_canvas_get_item (self, self->focused);
  g_autoptr (GPtrArray) found = NULL;

  if (at == NULL || at->kind != RAPPORT_SCENE_EDGE)
    g_set_str (&self->home, self->focused);
  found = find_kind (self, RAPPORT_SCENE_EDGE, self->home);
  go_to_next (self, found);
}

void
rapport_canvas_walk_frames (RapportCanvas *self)
{
  const RapportSceneItem *at = rapport_canvas_get_item (self, self->focused);
  g_autoptr (GPtrArray) found = find_kind (self, RAPPORT_SCENE_FRAME, NULL);
  const RapportSpot centre = at != NULL ? rapport_box_centre (&at->box) : (RapportSpot) { 0, 0 };
  const RapportSceneItem *around = at != NULL && at->kind != RAPPORT_SCENE_FRAME
                                     ? rapport_scene_frame_at (self->scene, centre.x, centre.y)
                                     : NULL;

  if (around != NULL)
    go_to (self, around, FALSE);
  else
    go_to_next (self, found);
}

static void
nudge (RapportCanvas *self, RapportSceneDirection direction, double by)
{
  rapport_canvas_nudge (self,
                        direction == RAPPORT_SCENE_BACK    ? -by
                        : direction == RAPPORT_SCENE_RIGHT ? by
                                                           : 0,
                        direction == RAPPORT_SCENE_UP     ? -by
                        : direction == RAPPORT_SCENE_DOWN ? by
                                                          : 0);
}

/* Its lower right corner goes. */
static void
resize (RapportCanvas *self, RapportSceneDirection direction)
{
  const RapportSceneItem *item = rapport_canvas_get_resizable (self);
  const char *ids[2] = { NULL, NULL };
  RapportBox box;

  if (item == NULL || self->edits->move == NULL)
    return;
  ids[0] = item->id;
  box = item->box;
  if (direction == RAPPORT_SCENE_BACK || direction == RAPPORT_SCENE_RIGHT)
    box.width += direction == RAPPORT_SCENE_RIGHT ? NUDGE : -NUDGE;
  else
    box.height += direction == RAPPORT_SCENE_DOWN ? NUDGE : -NUDGE;
  if (MIN (box.width, box.height) >= RAPPORT_CANVAS_LEAST)
    self->edits->move (ids, &box, self->edits_data);
}

static gboolean
press_arrow (RapportCanvas *self, RapportSceneDirection direction, GdkModifierType state)
{
  const gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if ((state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_CONTROL_MASK) != 0 && shift)
    resize (self, direction);
  else if ((state & GDK_CONTROL_MASK) != 0)
    nudge (self, direction, NUDGE);
  else
    walk (self, direction, shift);
  return GDK_EVENT_STOP;
}

static gboolean
press_escape (RapportCanvas *self)
{
  if (self->press != RAPPORT_PRESS_NONE)
    rapport_canvas_cancel_press (self);
  else if (self->tool != RAPPORT_CANVAS_SELECT)
    rapport_canvas_set_tool (self, RAPPORT_CANVAS_SELECT);
  else if (g_hash_table_size (self->selected) > 0)
    rapport_canvas_select (self, NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
open_menu (RapportCanvas *self)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->focused);
  RapportSpot spot = { self->viewport.width / 2, self->viewport.height / 2 };

  if (self->edits == NULL || self->edits->open_menu == NULL)
    return GDK_EVENT_PROPAGATE;
  if (item != NULL)
    {
      const RapportBox box = rapport_viewport_box_to_view (&self->viewport, &item->box);

      spot = (RapportSpot) { CLAMP (box.x + 24, 0, self->viewport.width),
                             CLAMP (box.y + 24, 0, self->viewport.height) };
    }
  self->edits->open_menu (spot.x, spot.y, self->edits_data);
  return GDK_EVENT_STOP;
}

static gboolean
press_space (RapportCanvas *self, GdkModifierType state)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->focused);

  if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (item != NULL)
        rapport_canvas_toggle (self, item);
      return GDK_EVENT_STOP;
    }
  self->space_held = TRUE;
  rapport_canvas_update_cursor (self);
  return GDK_EVENT_STOP;
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint keyval,
            guint keycode,
            GdkModifierType state,
            RapportCanvas *self)
{
  const double page = self->viewport.height * PAGE_SHARE;
  RapportSceneDirection direction;

  if (self->editor != NULL || self->scene == NULL)
    return GDK_EVENT_PROPAGATE;
  if (get_direction (keyval, &direction))
    return press_arrow (self, direction, state);
  switch (keyval)
    {
    case GDK_KEY_Home:
    case GDK_KEY_End:
      go_to (self, get_end (self, keyval == GDK_KEY_End), FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      if ((state & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
        return GDK_EVENT_PROPAGATE;
      rapport_canvas_pan (self, 0, keyval == GDK_KEY_Page_Up ? -page : page);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2:
      if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || self->focused == NULL)
        return GDK_EVENT_PROPAGATE;
      return rapport_canvas_edit (self, self->focused);
    case GDK_KEY_Escape:
      return press_escape (self);
    case GDK_KEY_space:
      return press_space (self, state);
    case GDK_KEY_Menu:
      return open_menu (self);
    case GDK_KEY_F10:
      return (state & GDK_SHIFT_MASK) != 0 ? open_menu (self) : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
released_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             RapportCanvas *self)
{
  if (keyval != GDK_KEY_space)
    return;
  self->space_held = FALSE;
  rapport_canvas_update_cursor (self);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, RapportCanvas *self)
{
  self->space_held = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_came_cb (GtkEventControllerFocus *controller, RapportCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rapport_canvas_add_keys (RapportCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_came_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
