/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text is written where it stands, in the size in which it stands there. */
#include "rapport-canvas-private.h"

#include <glib/gi18n-lib.h>

/* Below, one could not read what one writes. */
#define LEAST_ZOOM 0.6

#define TITLE_HEIGHT 72.0
#define LABEL_WIDTH  200.0
#define LABEL_HEIGHT 44.0
#define FRAME_HEIGHT 44.0

static GtkTextView *
get_view (RapportCanvas *self)
{
  return GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->editor)));
}

/* In board units. */
static RapportBox
get_place (const RapportSceneItem *item)
{
  RapportBox box = item->box;
  RapportRoute route;
  RapportSpot middle;

  switch (item->kind)
    {
    case RAPPORT_SCENE_IDEA:
      box.height = MAX (box.height, TITLE_HEIGHT);
      return box;
    case RAPPORT_SCENE_FRAME:
      box.y -= FRAME_HEIGHT;
      box.height = FRAME_HEIGHT;
      box.width = CLAMP (box.width, LABEL_WIDTH, 2 * LABEL_WIDTH);
      return box;
    case RAPPORT_SCENE_EDGE:
      rapport_scene_item_route (item, &route);
      middle = rapport_route_middle (&route);
      return (RapportBox) { middle.x - LABEL_WIDTH / 2, middle.y - LABEL_HEIGHT / 2, LABEL_WIDTH,
                            LABEL_HEIGHT };
    default:
      return box;
    }
}

void
rapport_canvas_place_editor (RapportCanvas *self)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->edited);
  GskTransform *transform;
  RapportBox place, view;
  int least;

  if (self->editor == NULL || item == NULL)
    return;
  place = get_place (item);
  view = rapport_viewport_box_to_view (&self->viewport, &place);
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) view.x, (float) view.y));
  transform =
    gsk_transform_scale (transform, (float) self->viewport.zoom, (float) self->viewport.zoom);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  place.width = MAX (place.width, least);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, (int) place.width, &least, NULL, NULL,
                      NULL);
  place.height = MAX (place.height, least);
  gtk_widget_allocate (self->editor, (int) place.width, (int) place.height, -1, transform);
}

static void
changed_cb (GtkTextBuffer *buffer, RapportCanvas *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->edited == NULL || self->edits == NULL || self->edits->set_text == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  self->edits->set_text (self->edited, text, self->edits_data);
}

void
rapport_canvas_close_editor (RapportCanvas *self)
{
  g_autofree char *edited = g_steal_pointer (&self->edited);
  GtkWidget *editor = g_steal_pointer (&self->editor);
  gboolean focused;

  if (editor == NULL)
    return;
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) == editor;
  if (self->edits != NULL && self->edits->end_text != NULL)
    self->edits->end_text (edited, self->edits_data);
  /* A key of its own may still be on its way through it. */
  g_object_ref (editor);
  gtk_widget_unparent (editor);
  g_object_unref (editor);
  if (focused && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
rapport_canvas_is_editing (RapportCanvas *self)
{
  return self->editor != NULL;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        RapportCanvas *self)
{
  const gboolean lines = gtk_text_view_get_accepts_tab (get_view (self));
  const gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (keyval == GDK_KEY_Escape ||
      (enter && (!lines || (state & GDK_CONTROL_MASK) != 0) && (state & GDK_SHIFT_MASK) == 0))
    {
      rapport_canvas_close_editor (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
left_cb (GtkEventControllerFocus *controller, RapportCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Another window does not end it, nor does a menu of the text's own. */
  if (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    rapport_canvas_close_editor (self);
}

static GtkWidget *
create_editor (RapportCanvas *self, const char *text, gboolean lines)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (scrolled, "canvas-editor");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* Also tells the two kinds of text apart. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), lines);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), (int) RAPPORT_SCENE_PADDING);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), (int) RAPPORT_SCENE_PADDING);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text"),
                                  -1);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  g_signal_connect (buffer, "changed", G_CALLBACK (changed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (view, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (view, focus);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

gboolean
rapport_canvas_edit (RapportCanvas *self, const char *id)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, id);
  gboolean lines = FALSE;
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  RapportBox place;

  if (item == NULL || self->edits == NULL || self->edits->begin_text == NULL)
    return FALSE;
  rapport_canvas_close_editor (self);
  text = self->edits->begin_text (id, &lines, self->edits_data);
  if (text == NULL)
    return FALSE;
  rapport_canvas_select_one (self, item, FALSE);
  place = get_place (item);
  if (self->viewport.zoom < LEAST_ZOOM)
    {
      const RapportSpot centre = rapport_box_centre (&place);
      const RapportSpot view = rapport_viewport_to_view (&self->viewport, centre.x, centre.y);

      rapport_canvas_zoom_at (self, 1, view.x, view.y);
    }
  rapport_viewport_reveal (&self->viewport, &place, RAPPORT_SCENE_PADDING);
  g_set_str (&self->edited, id);
  self->editor = create_editor (self, text, lines);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  rapport_canvas_view_changed (self);
  buffer = gtk_text_view_get_buffer (get_view (self));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  /* A new thing's words are there to be replaced. */
  gtk_text_buffer_select_range (buffer, &end, lines ? &end : &start);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (self)));
  return TRUE;
}
