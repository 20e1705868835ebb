/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-canvas-private.h"

#define SIGHT_MARGIN 36

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_TOOL,
  PROP_SNAPPING,
  N_PROPS
};

enum
{
  SELECTION_CHANGED,
  VIEW_CHANGED,
  OVERVIEW_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportCanvas,
                               rapport_canvas,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE,
                                                      rapport_canvas_accessible_init))

/* The scene. */

static void
tiles_ready_cb (gpointer user_data)
{
  RapportCanvas *self = user_data;
  RapportBox box;
  GdkTexture *overview = rapport_tiles_get_overview (self->tiles, &box);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->overview == overview)
    return;
  self->overview = overview;
  g_signal_emit (self, signals[OVERVIEW_CHANGED], 0);
}

static gboolean
is_gone_cb (gpointer key, gpointer value, gpointer user_data)
{
  return rapport_canvas_get_item (user_data, key) == NULL;
}

static void
scene_changed_cb (RapportScene *scene, RapportCanvas *self)
{
  if (self->edited != NULL && rapport_canvas_get_item (self, self->edited) == NULL)
    rapport_canvas_close_editor (self);
  if (self->focused != NULL && rapport_canvas_get_item (self, self->focused) == NULL)
    rapport_canvas_set_focused (self, NULL);
  if (g_hash_table_foreach_remove (self->selected, is_gone_cb, self) > 0)
    rapport_canvas_selection_changed (self);
  rapport_canvas_renew_nodes (self);
  rapport_canvas_place_editor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

RapportScene *
rapport_canvas_get_scene (RapportCanvas *self)
{
  return self->scene;
}

void
rapport_canvas_set_scene (RapportCanvas *self, RapportScene *scene)
{
  if (self->scene == scene)
    return;
  rapport_canvas_cancel_press (self);
  rapport_canvas_close_editor (self);
  rapport_canvas_clear_lift (self);
  rapport_canvas_forget_nodes (self);
  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_func (self->scene, scene_changed_cb, self);
  g_set_object (&self->scene, scene);
  if (scene != NULL)
    g_signal_connect (scene, "changed", G_CALLBACK (scene_changed_cb), self);
  rapport_tiles_set_scene (self->tiles, scene);
  g_clear_pointer (&self->focused, g_free);
  g_hash_table_remove_all (self->selected);
  rapport_canvas_selection_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rapport_canvas_set_edits (RapportCanvas *self, const RapportCanvasEdits *edits, gpointer user_data)
{
  rapport_canvas_cancel_press (self);
  self->edits = edits;
  self->edits_data = user_data;
}

void
rapport_canvas_set_in_lanes (RapportCanvas *self, gboolean in_lanes)
{
  self->in_lanes = in_lanes;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

RapportSceneItem *
rapport_canvas_get_item (RapportCanvas *self, const char *id)
{
  return self->scene != NULL && id != NULL ? rapport_scene_get (self->scene, id) : NULL;
}

gboolean
rapport_canvas_is_settled (RapportCanvas *self)
{
  return rapport_tiles_are_settled (self->tiles) && self->lift == NULL;
}

GdkTexture *
rapport_canvas_get_overview (RapportCanvas *self, RapportBox *box)
{
  return rapport_tiles_get_overview (self->tiles, box);
}

/* The selection. */

void
rapport_canvas_selection_changed (RapportCanvas *self)
{
  rapport_canvas_renew_nodes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

char **
rapport_canvas_get_selected (RapportCanvas *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_strv_builder_add (builder, id);
  return g_strv_builder_end (builder);
}

guint
rapport_canvas_get_n_selected (RapportCanvas *self)
{
  return g_hash_table_size (self->selected);
}

gboolean
rapport_canvas_is_selected (RapportCanvas *self, const char *id)
{
  return g_hash_table_contains (self->selected, id);
}

void
rapport_canvas_set_focused (RapportCanvas *self, const char *id)
{
  if (g_strcmp0 (self->focused, id) == 0)
    return;
  g_set_str (&self->focused, id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
rapport_canvas_get_focused (RapportCanvas *self)
{
  return self->focused;
}

void
rapport_canvas_select (RapportCanvas *self, const char *const *ids)
{
  g_hash_table_remove_all (self->selected);
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    if (rapport_canvas_get_item (self, ids[i]) != NULL)
      g_hash_table_add (self->selected, g_strdup (ids[i]));
  if (self->focused == NULL || !g_hash_table_contains (self->selected, self->focused))
    rapport_canvas_set_focused (self, ids != NULL && ids[0] != NULL ? ids[0] : NULL);
  rapport_canvas_selection_changed (self);
}

void
rapport_canvas_select_all (RapportCanvas *self)
{
  g_autoptr (GPtrArray) all = NULL;

  if (self->scene == NULL)
    return;
  all = rapport_scene_find (self->scene, NULL);
  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < all->len; i++)
    {
      const RapportSceneItem *item = all->pdata[i];

      if (item->kind != RAPPORT_SCENE_LANE && rapport_canvas_get_item (self, item->id) != NULL)
        g_hash_table_add (self->selected, g_strdup (item->id));
    }
  rapport_canvas_selection_changed (self);
}

static void
add_group (RapportCanvas *self, const RapportSceneItem *item)
{
  g_autoptr (GPtrArray) all = NULL;

  g_hash_table_add (self->selected, g_strdup (item->id));
  if (item->group == NULL || *item->group == '\0')
    return;
  all = rapport_scene_find (self->scene, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const RapportSceneItem *other = all->pdata[i];

      if (g_strcmp0 (other->group, item->group) == 0 &&
          rapport_canvas_get_item (self, other->id) != NULL)
        g_hash_table_add (self->selected, g_strdup (other->id));
    }
}

void
rapport_canvas_select_one (RapportCanvas *self, const RapportSceneItem *item, gboolean add)
{
  if (!add)
    g_hash_table_remove_all (self->selected);
  add_group (self, item);
  rapport_canvas_set_focused (self, item->id);
  rapport_canvas_selection_changed (self);
}

void
rapport_canvas_toggle (RapportCanvas *self, const RapportSceneItem *item)
{
  if (!g_hash_table_remove (self->selected, item->id))
    add_group (self, item);
  rapport_canvas_set_focused (self, item->id);
  rapport_canvas_selection_changed (self);
}

gboolean
rapport_canvas_get_selected_box (RapportCanvas *self, RapportBox *box)
{
  GHashTableIter iter;
  const char *id;
  gboolean found = FALSE;

  *box = (RapportBox) { 0 };
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const RapportSceneItem *item = rapport_canvas_get_item (self, id);

      if (item == NULL)
        continue;
      *box = rapport_box_unite (box, &item->box);
      found = TRUE;
    }
  return found;
}

RapportSceneItem *
rapport_canvas_get_resizable (RapportCanvas *self)
{
  GHashTableIter iter;
  const char *id;
  RapportSceneItem *item;

  if (self->edits == NULL || self->in_lanes || g_hash_table_size (self->selected) != 1)
    return NULL;
  g_hash_table_iter_init (&iter, self->selected);
  g_hash_table_iter_next (&iter, (gpointer *) &id, NULL);
  item = rapport_canvas_get_item (self, id);
  if (item == NULL || item->locked || item->kind == RAPPORT_SCENE_EDGE)
    return NULL;
  return item;
}

/* Tools. */

RapportCanvasTool
rapport_canvas_get_tool (RapportCanvas *self)
{
  return self->tool;
}

void
rapport_canvas_set_tool (RapportCanvas *self, RapportCanvasTool tool)
{
  if (self->tool == tool)
    return;
  rapport_canvas_cancel_press (self);
  self->tool = tool;
  rapport_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

void
rapport_canvas_view_changed (RapportCanvas *self)
{
  rapport_canvas_place_editor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

/* The class. */

static void
style_changed_cb (RapportCanvas *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->style = (RapportSceneStyle) {
    .dark = adw_style_manager_get_dark (manager),
    .high_contrast = adw_style_manager_get_high_contrast (manager),
  };
  rapport_tiles_set_style (self->tiles, &self->style);
  g_clear_pointer (&self->painter, rapport_scene_painter_free);
  self->painter = rapport_scene_painter_new (&self->style);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rapport_canvas_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = 60;
  *natural = 400;
}

/* What one works on stays in sight when something opens beside the board. */
static gboolean
is_in_sight (RapportCanvas *self, const RapportSceneItem *item)
{
  const RapportBox seen = rapport_viewport_get_visible (&self->viewport);

  return item != NULL && rapport_box_contains (&seen, &item->box);
}

static void
rapport_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportCanvas *self = RAPPORT_CANVAS (widget);
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->focused);

  if (width != (int) self->viewport.width || height != (int) self->viewport.height)
    {
      const gboolean seen = is_in_sight (self, item);

      rapport_viewport_resize (&self->viewport, width, height);
      self->sized = TRUE;
      if (self->fit_wanted)
        rapport_canvas_fit_box (self, &self->fit_box);
      else if (seen)
        rapport_viewport_reveal (&self->viewport, &item->box, SIGHT_MARGIN);
      rapport_viewport_snap (&self->viewport, gtk_widget_get_scale_factor (widget));
      g_signal_emit (self, signals[VIEW_CHANGED], 0);
    }
  rapport_canvas_place_editor (self);
}

static void
rapport_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RapportCanvas *self = RAPPORT_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.zoom);
      break;
    case PROP_TOOL:
      g_value_set_int (value, (int) self->tool);
      break;
    case PROP_SNAPPING:
      g_value_set_boolean (value, self->snapping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RapportCanvas *self = RAPPORT_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      rapport_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_TOOL:
      rapport_canvas_set_tool (self, (RapportCanvasTool) g_value_get_int (value));
      break;
    case PROP_SNAPPING:
      self->snapping = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_canvas_dispose (GObject *object)
{
  RapportCanvas *self = RAPPORT_CANVAS (object);

  rapport_canvas_stop_flight (self);
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  rapport_canvas_forget_nodes (self);
  if (self->tiles != NULL)
    rapport_canvas_set_scene (self, NULL);
  rapport_canvas_close_editor (self);
  g_clear_pointer (&self->tiles, rapport_tiles_free);
  g_clear_pointer (&self->painter, rapport_scene_painter_free);
  G_OBJECT_CLASS (rapport_canvas_parent_class)->dispose (object);
}

static void
rapport_canvas_finalize (GObject *object)
{
  RapportCanvas *self = RAPPORT_CANVAS (object);

  g_hash_table_unref (self->selected);
  g_free (self->focused);
  g_free (self->home);
  g_free (self->press_id);
  g_free (self->connect_to);
  g_free (self->edited);
  g_clear_pointer (&self->marquee_before, g_hash_table_unref);
  G_OBJECT_CLASS (rapport_canvas_parent_class)->finalize (object);
}

static void
rapport_canvas_class_init (RapportCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = rapport_canvas_dispose;
  object_class->finalize = rapport_canvas_finalize;
  object_class->get_property = rapport_canvas_get_property;
  object_class->set_property = rapport_canvas_set_property;
  widget_class->measure = rapport_canvas_measure;
  widget_class->size_allocate = rapport_canvas_size_allocate;
  widget_class->snapshot = rapport_canvas_snapshot;

  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, RAPPORT_ZOOM_LEAST, RAPPORT_ZOOM_MOST, 1, flags);
  properties[PROP_TOOL] = g_param_spec_int ("tool", NULL, NULL, RAPPORT_CANVAS_SELECT,
                                            RAPPORT_CANVAS_CONNECT, RAPPORT_CANVAS_SELECT, flags);
  properties[PROP_SNAPPING] = g_param_spec_boolean ("snapping", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", RAPPORT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", RAPPORT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OVERVIEW_CHANGED] = g_signal_new ("overview-changed", RAPPORT_TYPE_CANVAS,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rapport_canvas_init (RapportCanvas *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tiles = rapport_tiles_new (tiles_ready_cb, self);
  self->snapping = TRUE;
  rapport_viewport_init (&self->viewport);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  style_changed_cb (self);
  rapport_canvas_add_controllers (self);
  rapport_canvas_add_keys (self);
}

GtkWidget *
rapport_canvas_new (void)
{
  return g_object_new (RAPPORT_TYPE_CANVAS, NULL);
}
