/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas as a screen reader finds it: lists of cards, by lane or by frame, in the order
 * in which one reads them. They are made when somebody asks, and made anew when somebody asks
 * after a change. */
#include "rapport-canvas-node.h"

#include <glib/gi18n-lib.h>

/* The lists of one scene. */
typedef struct
{
  GPtrArray *ids;   /* id of each list, not owned */
  GPtrArray *names; /* not owned */
  GPtrArray *boxes; /* RapportBox of each, NULL for the last, which takes what is left */
} Lists;

static void
add_list (Lists *lists, const char *id, const char *name, const RapportBox *box)
{
  g_ptr_array_add (lists->ids, (gpointer) id);
  g_ptr_array_add (lists->names, (gpointer) name);
  g_ptr_array_add (lists->boxes, (gpointer) box);
}

/* Columns, or where there are none rows; else frames. */
static void
find_lists (RapportCanvas *self, GPtrArray *all, Lists *lists)
{
  gboolean columns = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const RapportSceneItem *item = all->pdata[i];

      columns = columns || (item->kind == RAPPORT_SCENE_LANE && item->column);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const RapportSceneItem *item = all->pdata[i];
      const gboolean lane = item->kind == RAPPORT_SCENE_LANE && item->column == columns;

      if ((lane || item->kind == RAPPORT_SCENE_FRAME) &&
          rapport_canvas_get_item (self, item->id) != NULL)
        add_list (lists, item->id, item->title != NULL ? item->title : "", &item->box);
    }
  add_list (lists, "", _ ("Cards"), NULL);
}

static guint
find_list (const Lists *lists, const RapportSceneItem *card)
{
  const RapportSpot centre = rapport_box_centre (&card->box);
  guint list = lists->boxes->len - 1;

  for (guint i = 0; i < lists->boxes->len; i++)
    if (lists->boxes->pdata[i] != NULL &&
        rapport_box_has (lists->boxes->pdata[i], centre.x, centre.y))
      list = i;
  return list;
}

/* id → RapportCanvasNode of what was asked for before: a reader keeps what it holds. Lists and
 * cards have no id in common. */
static GHashTable *
get_old_nodes (RapportCanvas *self)
{
  GHashTable *old = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; self->nodes != NULL && i < self->nodes->len; i++)
    {
      RapportCanvasNode *list = self->nodes->pdata[i];
      GPtrArray *cards = rapport_canvas_node_get_cards (list);

      g_hash_table_insert (old, (gpointer) rapport_canvas_node_get_id (list), g_object_ref (list));
      for (guint j = 0; j < cards->len; j++)
        g_hash_table_insert (old, (gpointer) rapport_canvas_node_get_id (cards->pdata[j]),
                             g_object_ref (cards->pdata[j]));
    }
  return old;
}

/* (transfer full) */
static RapportCanvasNode *
take_node (RapportCanvas *self, GHashTable *old, RapportCanvasNode *list, const char *id)
{
  gpointer node = NULL;

  if (!g_hash_table_steal_extended (old, id, NULL, &node))
    return rapport_canvas_node_new (self, list, id);
  rapport_canvas_node_set_list (node, list);
  return node;
}

static GPtrArray *
create_nodes (RapportCanvas *self, const Lists *lists, GHashTable *old)
{
  g_autoptr (GPtrArray) order = rapport_scene_get_reading_order (self->scene);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < lists->ids->len; i++)
    {
      g_ptr_array_add (nodes, take_node (self, old, NULL, lists->ids->pdata[i]));
      g_ptr_array_add (parts, g_ptr_array_new_with_free_func (g_object_unref));
    }
  for (guint i = 0; i < order->len; i++)
    {
      const RapportSceneItem *card = order->pdata[i];
      const guint list = find_list (lists, card);

      if (rapport_canvas_get_item (self, card->id) != NULL)
        g_ptr_array_add (parts->pdata[list], take_node (self, old, nodes->pdata[list], card->id));
    }
  for (guint i = 0; i < nodes->len; i++)
    rapport_canvas_node_set_cards (nodes->pdata[i], parts->pdata[i], lists->names->pdata[i]);
  return nodes;
}

static void
update_nodes (GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      GPtrArray *cards = rapport_canvas_node_get_cards (nodes->pdata[i]);

      rapport_canvas_node_update (nodes->pdata[i]);
      for (guint j = 0; j < cards->len; j++)
        rapport_canvas_node_update (cards->pdata[j]);
    }
}

static void
forget_all (GHashTable *old)
{
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    rapport_canvas_node_forget (node);
}

/* What lies in no lane or frame is a list only where there is something. */
static void
drop_empty_rest (GPtrArray *nodes)
{
  RapportCanvasNode *rest = nodes->pdata[nodes->len - 1];

  if (rapport_canvas_node_get_cards (rest)->len > 0)
    return;
  rapport_canvas_node_forget (rest);
  g_ptr_array_set_size (nodes, (int) nodes->len - 1);
}

static void
make_nodes (RapportCanvas *self)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (self->scene, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GHashTable) old = get_old_nodes (self);
  Lists lists = { ids, names, boxes };
  GPtrArray *nodes;

  find_lists (self, all, &lists);
  nodes = create_nodes (self, &lists, old);
  forget_all (old);
  drop_empty_rest (nodes);
  for (guint i = 0; i < nodes->len; i++)
    rapport_canvas_node_set_place (nodes->pdata[i],
                                   i + 1 < nodes->len ? nodes->pdata[i + 1] : NULL);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  self->nodes = nodes;
  self->nodes_stale = FALSE;
  update_nodes (nodes);
}

static gboolean
renew_cb (gpointer data)
{
  RapportCanvas *self = data;

  self->nodes_source = 0;
  if (self->nodes != NULL && self->nodes_stale && self->scene != NULL)
    make_nodes (self);
  return G_SOURCE_REMOVE;
}

void
rapport_canvas_renew_nodes (RapportCanvas *self)
{
  if (self->nodes == NULL)
    return;
  self->nodes_stale = TRUE;
  if (self->nodes_source == 0)
    self->nodes_source = g_idle_add_full (G_PRIORITY_LOW, renew_cb, self, NULL);
}

void
rapport_canvas_forget_nodes (RapportCanvas *self)
{
  g_autoptr (GHashTable) old = get_old_nodes (self);

  g_clear_handle_id (&self->nodes_source, g_source_remove);
  forget_all (old);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
}

static GtkAccessible *
get_first_child (GtkAccessible *accessible)
{
  RapportCanvas *self = RAPPORT_CANVAS (accessible);

  if (self->scene != NULL && rapport_scene_get_n_items (self->scene) > 0)
    {
      if (self->nodes == NULL || self->nodes_stale)
        make_nodes (self);
      if (self->nodes->len > 0)
        return GTK_ACCESSIBLE (g_object_ref (self->nodes->pdata[0]));
    }
  return self->editor != NULL ? GTK_ACCESSIBLE (g_object_ref (self->editor)) : NULL;
}

void
rapport_canvas_accessible_init (GtkAccessibleInterface *iface)
{
  iface->get_first_accessible_child = get_first_child;
}
