/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-canvas-node.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _RapportCanvasNode
{
  GObject parent_instance;
  RapportCanvas *canvas;   /* not owned; NULL when it is gone */
  RapportCanvasNode *list; /* not owned; NULL for a list */
  RapportCanvasNode *next; /* not owned */
  GPtrArray *cards;        /* owned; NULL for a card */
  char *id;
  char *name;
  GtkATContext *context;
};

enum
{
  PROP_0,
  PROP_ROLE,
};

static void accessible_init (GtkAccessibleInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportCanvasNode,
                               rapport_canvas_node,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, accessible_init))

static const RapportSceneItem *
get_item (RapportCanvasNode *self)
{
  return self->canvas != NULL ? rapport_canvas_get_item (self->canvas, self->id) : NULL;
}

static GtkAccessibleRole
get_role (RapportCanvasNode *self)
{
  return self->cards != NULL ? GTK_ACCESSIBLE_ROLE_LIST : GTK_ACCESSIBLE_ROLE_LIST_ITEM;
}

/* The interface. */

static GtkATContext *
get_at_context (GtkAccessible *accessible)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (accessible);

  if (self->canvas == NULL)
    return NULL;
  if (self->context == NULL)
    self->context = gtk_at_context_create (get_role (self), accessible,
                                           gtk_widget_get_display (GTK_WIDGET (self->canvas)));
  return self->context != NULL ? g_object_ref (self->context) : NULL;
}

static gboolean
get_platform_state (GtkAccessible *accessible, GtkAccessiblePlatformState state)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (accessible);

  if (self->canvas == NULL || self->cards != NULL)
    return FALSE;
  if (state == GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSABLE)
    return TRUE;
  return state == GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED &&
         gtk_widget_has_focus (GTK_WIDGET (self->canvas)) &&
         g_strcmp0 (rapport_canvas_get_focused (self->canvas), self->id) == 0;
}

static GtkAccessible *
get_parent (GtkAccessible *accessible)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (accessible);

  if (self->list != NULL)
    return GTK_ACCESSIBLE (g_object_ref (self->list));
  return self->canvas != NULL ? GTK_ACCESSIBLE (g_object_ref (self->canvas)) : NULL;
}

static GtkAccessible *
get_first_child (GtkAccessible *accessible)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (accessible);

  return self->cards != NULL && self->cards->len > 0
           ? GTK_ACCESSIBLE (g_object_ref (self->cards->pdata[0]))
           : NULL;
}

static GtkAccessible *
get_next_sibling (GtkAccessible *accessible)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (accessible);

  if (self->next != NULL)
    return GTK_ACCESSIBLE (g_object_ref (self->next));
  /* The editor comes after the last list. */
  return self->list == NULL && self->canvas != NULL && self->canvas->editor != NULL
           ? GTK_ACCESSIBLE (g_object_ref (self->canvas->editor))
           : NULL;
}

/* In the view; what belongs to no lane or frame is the whole of it. */
static RapportBox
get_box (RapportCanvasNode *self)
{
  const RapportSceneItem *item = get_item (self);

  if (item == NULL)
    return (RapportBox) { 0, 0, self->canvas->viewport.width, self->canvas->viewport.height };
  return rapport_viewport_box_to_view (&self->canvas->viewport, &item->box);
}

static gboolean
get_bounds (GtkAccessible *accessible, int *x, int *y, int *width, int *height)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (accessible);
  RapportBox box;

  if (self->canvas == NULL)
    return FALSE;
  box = get_box (self);
  if (self->list != NULL)
    {
      const RapportBox around = get_box (self->list);

      box.x -= around.x;
      box.y -= around.y;
    }
  *x = (int) round (box.x);
  *y = (int) round (box.y);
  *width = (int) ceil (box.width);
  *height = (int) ceil (box.height);
  return TRUE;
}

static void
accessible_init (GtkAccessibleInterface *iface)
{
  iface->get_at_context = get_at_context;
  iface->get_platform_state = get_platform_state;
  iface->get_accessible_parent = get_parent;
  iface->get_first_accessible_child = get_first_child;
  iface->get_next_accessible_sibling = get_next_sibling;
  iface->get_bounds = get_bounds;
}

/* What it says. */

static void
update_card (RapportCanvasNode *self)
{
  const RapportSceneItem *item = get_item (self);
  g_autofree char *name = item != NULL ? rapport_scene_item_get_name (item) : g_strdup ("");
  g_autofree char *description = item != NULL ? rapport_scene_item_describe (item) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED,
    self->canvas != NULL && rapport_canvas_is_selected (self->canvas, self->id), -1);
}

void
rapport_canvas_node_update (RapportCanvasNode *self)
{
  g_autofree char *description = NULL;

  if (self->cards == NULL)
    {
      update_card (self);
      return;
    }
  description =
    g_strdup_printf (ngettext ("%u card", "%u cards", self->cards->len), self->cards->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

void
rapport_canvas_node_set_cards (RapportCanvasNode *self, GPtrArray *cards, const char *name)
{
  g_set_str (&self->name, name);
  for (guint i = 0; i < cards->len; i++)
    rapport_canvas_node_set_place (cards->pdata[i],
                                   i + 1 < cards->len ? cards->pdata[i + 1] : NULL);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  self->cards = cards;
}

void
rapport_canvas_node_set_place (RapportCanvasNode *self, RapportCanvasNode *next)
{
  self->next = next;
}

void
rapport_canvas_node_set_list (RapportCanvasNode *self, RapportCanvasNode *list)
{
  self->list = list;
}

GPtrArray *
rapport_canvas_node_get_cards (RapportCanvasNode *self)
{
  return self->cards;
}

const char *
rapport_canvas_node_get_id (RapportCanvasNode *self)
{
  return self->id;
}

void
rapport_canvas_node_forget (RapportCanvasNode *self)
{
  self->canvas = NULL;
  self->next = NULL;
  self->list = NULL;
}

/* The class. */

static void
rapport_canvas_node_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ROLE)
    g_value_set_enum (value, get_role (RAPPORT_CANVAS_NODE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* What a node is follows from where it stands. */
static void
rapport_canvas_node_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_ROLE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* The context says good-bye to the desktop, for which it needs an object that lives. */
static void
rapport_canvas_node_dispose (GObject *object)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (object);

  rapport_canvas_node_forget (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (rapport_canvas_node_parent_class)->dispose (object);
}

static void
rapport_canvas_node_finalize (GObject *object)
{
  RapportCanvasNode *self = RAPPORT_CANVAS_NODE (object);

  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->name);
  G_OBJECT_CLASS (rapport_canvas_node_parent_class)->finalize (object);
}

static void
rapport_canvas_node_class_init (RapportCanvasNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rapport_canvas_node_get_property;
  object_class->set_property = rapport_canvas_node_set_property;
  object_class->dispose = rapport_canvas_node_dispose;
  object_class->finalize = rapport_canvas_node_finalize;
  g_object_class_override_property (object_class, PROP_ROLE, "accessible-role");
}

static void
rapport_canvas_node_init (RapportCanvasNode *self)
{
}

RapportCanvasNode *
rapport_canvas_node_new (RapportCanvas *canvas, RapportCanvasNode *list, const char *id)
{
  RapportCanvasNode *self = g_object_new (RAPPORT_TYPE_CANVAS_NODE, NULL);

  self->canvas = canvas;
  self->list = list;
  self->id = g_strdup (id);
  if (list == NULL)
    self->cards = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}
