/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Things are found by a grid of square cells, each with the things that reach
 * into it; what would fill more than MANY cells stands in a list of its own. */
#include "rapport-scene.h"

#include "rapport-let-go.h"

#include <math.h>
#include <string.h>

#define CELL 512.0
#define MANY 64

/* When more than this, and more than a part of all, comes at once, the grid is made anew: that
 * takes less than to take each thing out of it and put it in again. */
#define MANY_AT_ONCE 256
#define LARGE_PART   8

/* As many things take long to be freed. */
#define MANY_THINGS 1000

typedef struct
{
  char id[37];
  RapportSceneItem *item; /* owned */
  RapportBox reach;       /* where it draws */
  guint rank;             /* place in the order of drawing, before things came and went */
  guint index;            /* in things */
  guint seen;             /* by which search it was found last */
  gboolean ranked;        /* has a rank, and it is true beside those of the others */
  gboolean shown;         /* stands in the grid */
  gboolean changed;       /* while many are put: is drawn otherwise than before */
  GPtrArray *edges;       /* (nullable) (owned): Things that begin or end here */
} Thing;

struct _RapportScene
{
  GObject parent_instance;
  GPtrArray *things; /* Thing, owned, in no order */
  GHashTable *by_id; /* its id → Thing */
  GHashTable *cells; /* cell → GPtrArray of Thing */
  GHashTable *ends;  /* id of an end that is not there → GPtrArray of Thing */
  GPtrArray *big;
  gboolean ranked;
  guint n_ranks; /* the ranks that there were */
  guint searches;
};

G_DEFINE_FINAL_TYPE (RapportScene, rapport_scene, G_TYPE_OBJECT)

enum
{
  DAMAGED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  rapport_scene_item_unref (thing->item);
  g_clear_pointer (&thing->edges, g_ptr_array_unref);
  g_free (thing);
}

/* The grid. */

static gint64
cell_key (int x, int y)
{
  return (gint64) (((guint64) (guint32) y << 32) | (guint32) x);
}

static int
cell_of (double value)
{
  return (int) floor (CLAMP (value, -1e9, 1e9) / CELL);
}

typedef struct
{
  int x1, y1, x2, y2;
} Cells;

static Cells
cells_of (const RapportBox *box)
{
  return (Cells) { cell_of (box->x), cell_of (box->y), cell_of (rapport_box_right (box)),
                   cell_of (rapport_box_bottom (box)) };
}

static double
count_cells (Cells cells)
{
  return ((double) cells.x2 - cells.x1 + 1) * ((double) cells.y2 - cells.y1 + 1);
}

static GPtrArray *
get_cell (RapportScene *self, int x, int y, gboolean make)
{
  const gint64 key = cell_key (x, y);
  GPtrArray *cell = g_hash_table_lookup (self->cells, &key);

  if (cell == NULL && make)
    {
      cell = g_ptr_array_new ();
      g_hash_table_insert (self->cells, g_memdup2 (&key, sizeof key), cell);
    }
  return cell;
}

static void
enter_grid (RapportScene *self, Thing *thing, gboolean enter)
{
  const Cells cells = cells_of (&thing->reach);

  thing->shown = enter;
  if (count_cells (cells) > MANY)
    {
      if (enter)
        g_ptr_array_add (self->big, thing);
      else
        g_ptr_array_remove_fast (self->big, thing);
      return;
    }
  for (int y = cells.y1; y <= cells.y2; y++)
    for (int x = cells.x1; x <= cells.x2; x++)
      {
        GPtrArray *cell = get_cell (self, x, y, enter);

        if (enter)
          g_ptr_array_add (cell, thing);
        else if (cell != NULL)
          g_ptr_array_remove_fast (cell, thing);
      }
}

static RapportBox
reach_of (const RapportSceneItem *item)
{
  RapportBox ends;

  switch (item->kind)
    {
    case RAPPORT_SCENE_EDGE:
      ends = rapport_box_unite (&item->from_box, &item->to_box);
      return rapport_box_grow (&ends, RAPPORT_SCENE_MARGIN);
    case RAPPORT_SCENE_FRAME:
      return (RapportBox) { item->box.x - 2, item->box.y - RAPPORT_SCENE_FRAME_TITLE,
                            item->box.width + 4, item->box.height + RAPPORT_SCENE_FRAME_TITLE + 2 };
    default:
      return rapport_box_grow (&item->box, 4);
    }
}

static void
damage (RapportScene *self, const RapportBox *box)
{
  g_signal_emit (self, signals[DAMAGED], 0, box);
}

/* Connectors. */

static Thing *
lookup (RapportScene *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

static GPtrArray *
get_waiting (RapportScene *self, const char *id)
{
  GPtrArray *waiting = g_hash_table_lookup (self->ends, id);

  if (waiting == NULL)
    {
      waiting = g_ptr_array_new ();
      g_hash_table_insert (self->ends, g_strdup (id), waiting);
    }
  return waiting;
}

/* Where an end of a connector is told that something has moved: at the thing
 * that it ends at, or, until that comes, by its id. */
static GPtrArray *
get_listeners (RapportScene *self, const char *id)
{
  Thing *end = lookup (self, id);

  if (end == NULL)
    return get_waiting (self, id);
  if (end->edges == NULL)
    end->edges = g_ptr_array_new ();
  return end->edges;
}

static void
forget_waiting (RapportScene *self, const char *id)
{
  GPtrArray *waiting = g_hash_table_lookup (self->ends, id);

  if (waiting != NULL && waiting->len == 0)
    g_hash_table_remove (self->ends, id);
}

static void
listen (RapportScene *self, Thing *edge, gboolean begin)
{
  const char *const ids[] = { edge->item->from, edge->item->to };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GPtrArray *listeners = get_listeners (self, ids[i]);

      if (begin)
        g_ptr_array_add (listeners, edge);
      else
        g_ptr_array_remove_fast (listeners, edge);
      forget_waiting (self, ids[i]);
    }
}

/* A connector lies between its ends: FALSE where they are not both there. */
static gboolean
reach_ends (RapportScene *self, Thing *thing)
{
  Thing *from = lookup (self, thing->item->from);
  Thing *to = lookup (self, thing->item->to);
  RapportBox box;
  RapportSceneItem *item;

  if (from == NULL || to == NULL || from == to || from->item->kind == RAPPORT_SCENE_EDGE ||
      to->item->kind == RAPPORT_SCENE_EDGE)
    return FALSE;
  if (rapport_box_equal (&thing->item->from_box, &from->item->box) &&
      rapport_box_equal (&thing->item->to_box, &to->item->box))
    return TRUE;
  box = rapport_box_unite (&from->item->box, &to->item->box);
  item = rapport_scene_item_move (thing->item, &box);
  item->from_box = from->item->box;
  item->to_box = to->item->box;
  rapport_scene_item_unref (thing->item);
  thing->item = item;
  thing->changed = TRUE;
  return TRUE;
}

/* Enters the thing where it lies now; nothing where it can't be shown. */
static void
enter (RapportScene *self, Thing *thing)
{
  if (thing->item->kind == RAPPORT_SCENE_EDGE && !reach_ends (self, thing))
    return;
  thing->reach = reach_of (thing->item);
  enter_grid (self, thing, TRUE);
}

static void
place (RapportScene *self, Thing *thing)
{
  enter (self, thing);
  thing->changed = FALSE;
  if (thing->shown)
    damage (self, &thing->reach);
}

static void
take_away (RapportScene *self, Thing *thing)
{
  if (!thing->shown)
    return;
  enter_grid (self, thing, FALSE);
  damage (self, &thing->reach);
}

static void
move_edges (RapportScene *self, Thing *thing)
{
  for (guint i = 0; thing->edges != NULL && i < thing->edges->len; i++)
    {
      take_away (self, thing->edges->pdata[i]);
      place (self, thing->edges->pdata[i]);
    }
}

/* What changes. */

/* Whether both stand at the same place in the order of drawing. */
static gboolean
same_rank (const RapportSceneItem *a, const RapportSceneItem *b)
{
  return MIN (a->kind, RAPPORT_SCENE_IDEA) == MIN (b->kind, RAPPORT_SCENE_IDEA) &&
         g_strcmp0 (a->order, b->order) == 0;
}

static Thing *
add_thing (RapportScene *self, RapportSceneItem *item)
{
  Thing *thing = g_new0 (Thing, 1);
  g_autofree char *key = NULL;
  gpointer waiting = NULL;

  g_strlcpy (thing->id, item->id, sizeof thing->id);
  thing->item = item;
  thing->index = self->things->len;
  g_ptr_array_add (self->things, thing);
  g_hash_table_insert (self->by_id, thing->id, thing);
  if (g_hash_table_steal_extended (self->ends, item->id, (gpointer *) &key, &waiting))
    thing->edges = waiting;
  self->ranked = FALSE;
  return thing;
}

/* (transfer none): the thing that @item is now. */
static Thing *
take_item (RapportScene *self, Thing *thing, RapportSceneItem *item)
{
  if (thing == NULL)
    {
      thing = add_thing (self, item);
    }
  else
    {
      if (thing->item->kind == RAPPORT_SCENE_EDGE)
        listen (self, thing, FALSE);
      if (!same_rank (thing->item, item))
        self->ranked = thing->ranked = FALSE;
      rapport_scene_item_unref (thing->item);
      thing->item = item;
    }
  if (item->kind == RAPPORT_SCENE_EDGE)
    listen (self, thing, TRUE);
  return thing;
}

static void
put (RapportScene *self, RapportSceneItem *item)
{
  Thing *thing = lookup (self, item->id);
  const gboolean moved = thing == NULL || !rapport_box_equal (&thing->item->box, &item->box);

  if (thing != NULL)
    take_away (self, thing);
  thing = take_item (self, thing, item);
  place (self, thing);
  if (moved)
    move_edges (self, thing);
}

void
rapport_scene_put (RapportScene *self, RapportSceneItem *item)
{
  put (self, item);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Enters all into an empty grid. (transfer none): around all that is drawn otherwise now. */
static RapportBox
enter_all (RapportScene *self)
{
  RapportBox damaged = { 0 };

  g_hash_table_remove_all (self->cells);
  g_ptr_array_set_size (self->big, 0);
  for (guint i = 0; i < self->things->len; i++)
    {
      Thing *thing = self->things->pdata[i];
      const gboolean was_shown = thing->shown;
      const RapportBox before = thing->reach;

      thing->shown = FALSE;
      enter (self, thing);
      if (was_shown && (thing->changed || !thing->shown))
        damaged = rapport_box_unite (&damaged, &before);
      if (thing->shown && (thing->changed || !was_shown))
        damaged = rapport_box_unite (&damaged, &thing->reach);
      thing->changed = FALSE;
    }
  return damaged;
}

static void
put_many (RapportScene *self, GPtrArray *items)
{
  RapportBox damaged;

  for (guint i = 0; i < items->len; i++)
    {
      RapportSceneItem *item = items->pdata[i];

      take_item (self, lookup (self, item->id), item)->changed = TRUE;
    }
  damaged = enter_all (self);
  damage (self, &damaged);
}

void
rapport_scene_put_all (RapportScene *self, GPtrArray *items)
{
  g_ptr_array_set_free_func (items, NULL);
  if (items->len > MANY_AT_ONCE && items->len > self->things->len / LARGE_PART)
    put_many (self, items);
  else
    for (guint i = 0; i < items->len; i++)
      put (self, items->pdata[i]);
  g_ptr_array_set_size (items, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
take_out (RapportScene *self, const char *id)
{
  Thing *thing = lookup (self, id);
  Thing *last;

  if (thing == NULL)
    return FALSE;
  take_away (self, thing);
  if (thing->item->kind == RAPPORT_SCENE_EDGE)
    listen (self, thing, FALSE);
  for (guint i = 0; thing->edges != NULL && i < thing->edges->len; i++)
    take_away (self, thing->edges->pdata[i]);
  g_hash_table_remove (self->by_id, thing->id);
  if (thing->edges != NULL && thing->edges->len > 0)
    g_hash_table_insert (self->ends, g_strdup (thing->id), g_steal_pointer (&thing->edges));
  last = self->things->pdata[self->things->len - 1];
  last->index = thing->index;
  /* The last one comes to its place. */
  self->ranked = FALSE;
  g_ptr_array_remove_index_fast (self->things, thing->index);
  return TRUE;
}

void
rapport_scene_remove (RapportScene *self, const char *id)
{
  if (take_out (self, id))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
rapport_scene_remove_all (RapportScene *self, GPtrArray *ids)
{
  gboolean removed = FALSE;

  for (guint i = 0; i < ids->len; i++)
    removed = take_out (self, ids->pdata[i]) || removed;
  if (removed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
make_empty (RapportScene *self)
{
  self->things = g_ptr_array_new_with_free_func (thing_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->cells =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->ends =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->big = g_ptr_array_new ();
  self->n_ranks = 0;
}

static void
free_contents (RapportScene *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->cells);
  g_hash_table_unref (self->ends);
  g_ptr_array_unref (self->big);
  if (self->things->len > MANY_THINGS)
    rapport_let_go (self->things, (GDestroyNotify) g_ptr_array_unref);
  else
    g_ptr_array_unref (self->things);
}

void
rapport_scene_clear (RapportScene *self)
{
  const RapportBox bounds = rapport_scene_get_bounds (self);

  free_contents (self);
  make_empty (self);
  damage (self, &bounds);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is asked. */

guint
rapport_scene_get_n_items (RapportScene *self)
{
  return self->things->len;
}

RapportSceneItem *
rapport_scene_get (RapportScene *self, const char *id)
{
  Thing *thing = lookup (self, id);

  return thing != NULL ? thing->item : NULL;
}

static int
compare_drawing_cb (gconstpointer a, gconstpointer b)
{
  const RapportSceneItem *first = (*(Thing *const *) a)->item;
  const RapportSceneItem *second = (*(Thing *const *) b)->item;
  const int layers =
    (int) MIN (first->kind, RAPPORT_SCENE_IDEA) - (int) MIN (second->kind, RAPPORT_SCENE_IDEA);
  const int orders = layers != 0 ? layers : g_strcmp0 (first->order, second->order);

  return orders != 0 ? orders : strcmp (first->id, second->id);
}

static int
compare_rank_cb (gconstpointer a, gconstpointer b)
{
  const Thing *first = *(Thing *const *) a;
  const Thing *second = *(Thing *const *) b;

  return (first->rank > second->rank) - (first->rank < second->rank);
}

/* The first of those that are sorted from @begin on which @thing is drawn before. */
static guint
find_rank (GPtrArray *sorted, guint begin, Thing *thing)
{
  guint end = sorted->len;

  while (begin < end)
    {
      const guint middle = begin + (end - begin) / 2;

      if (compare_drawing_cb (&thing, &sorted->pdata[middle]) < 0)
        end = middle;
      else
        begin = middle + 1;
    }
  return begin;
}

/* (transfer full): the things that have ranks, by these; the others go to @loose. */
static GPtrArray *
part_by_rank (RapportScene *self, GPtrArray *loose)
{
  g_autofree Thing **by_rank = g_new0 (Thing *, self->n_ranks + 1);
  GPtrArray *sorted = g_ptr_array_sized_new (self->things->len);

  for (guint i = 0; i < self->things->len; i++)
    {
      Thing *thing = self->things->pdata[i];

      if (thing->ranked)
        by_rank[thing->rank] = thing;
      else
        g_ptr_array_add (loose, thing);
    }
  for (guint i = 0; i < self->n_ranks; i++)
    if (by_rank[i] != NULL)
      g_ptr_array_add (sorted, by_rank[i]);
  return sorted;
}

static void
set_rank (RapportScene *self, guint rank, Thing *thing)
{
  self->things->pdata[rank] = thing;
  thing->rank = thing->index = rank;
  thing->ranked = TRUE;
}

/* What has a rank is in order already, and only the rest is sorted, and goes between. */
static void
rank (RapportScene *self)
{
  g_autoptr (GPtrArray) loose = NULL;
  g_autoptr (GPtrArray) sorted = NULL;
  guint at = 0, n = 0;

  if (self->ranked)
    return;
  self->ranked = TRUE;
  loose = g_ptr_array_new ();
  sorted = part_by_rank (self, loose);
  g_ptr_array_sort (loose, compare_drawing_cb);
  for (guint i = 0; i < loose->len; i++)
    {
      const guint end = find_rank (sorted, at, loose->pdata[i]);

      for (; at < end; at++)
        set_rank (self, n++, sorted->pdata[at]);
      set_rank (self, n++, loose->pdata[i]);
    }
  for (; at < sorted->len; at++)
    set_rank (self, n++, sorted->pdata[at]);
  self->n_ranks = n;
}

static void
look_in (RapportScene *self, GPtrArray *things, const RapportBox *box, GPtrArray *found)
{
  for (guint i = 0; things != NULL && i < things->len; i++)
    {
      Thing *thing = things->pdata[i];

      if (!thing->shown || thing->seen == self->searches ||
          !rapport_box_intersects (&thing->reach, box))
        continue;
      thing->seen = self->searches;
      g_ptr_array_add (found, thing);
    }
}

/* (transfer full): the Things that draw in @box, in their order. */
static GPtrArray *
search (RapportScene *self, const RapportBox *box)
{
  GPtrArray *found = g_ptr_array_new ();
  const Cells cells = cells_of (box);

  rank (self);
  self->searches++;
  if (count_cells (cells) >= g_hash_table_size (self->cells))
    {
      look_in (self, self->things, box, found);
      return found;
    }
  for (int y = cells.y1; y <= cells.y2; y++)
    for (int x = cells.x1; x <= cells.x2; x++)
      look_in (self, get_cell (self, x, y, FALSE), box, found);
  look_in (self, self->big, box, found);
  g_ptr_array_sort (found, compare_rank_cb);
  return found;
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
}

static void
add_item (GPtrArray *items, const Thing *thing)
{
  g_ptr_array_add (items, rapport_scene_item_ref (thing->item));
}

GPtrArray *
rapport_scene_find (RapportScene *self, const RapportBox *box)
{
  GPtrArray *items = new_items ();
  g_autoptr (GPtrArray) things = NULL;

  rank (self);
  things = box != NULL ? search (self, box) : g_ptr_array_ref (self->things);
  for (guint i = 0; i < things->len; i++)
    if (((Thing *) things->pdata[i])->shown)
      add_item (items, things->pdata[i]);
  return items;
}

GPtrArray *
rapport_scene_list (RapportScene *self)
{
  GPtrArray *items = g_ptr_array_sized_new (self->things->len);

  rank (self);
  for (guint i = 0; i < self->things->len; i++)
    if (((Thing *) self->things->pdata[i])->shown)
      g_ptr_array_add (items, ((Thing *) self->things->pdata[i])->item);
  return items;
}

GPtrArray *
rapport_scene_get_lanes (RapportScene *self)
{
  GPtrArray *items = new_items ();

  rank (self);
  /* Below everything: the first. */
  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = self->things->pdata[i];

      if (thing->item->kind != RAPPORT_SCENE_LANE)
        break;
      add_item (items, thing);
    }
  return items;
}

static gboolean
is_hit (const RapportSceneItem *item, double x, double y, double reach)
{
  RapportBox box = item->box;
  RapportRoute route;

  switch (item->kind)
    {
    case RAPPORT_SCENE_LANE:
      return FALSE;
    case RAPPORT_SCENE_EDGE:
      rapport_scene_item_route (item, &route);
      return rapport_route_distance (&route, x, y) <= reach;
    case RAPPORT_SCENE_FRAME:
      box = rapport_box_grow (&item->box, reach);
      box.y -= RAPPORT_SCENE_FRAME_TITLE;
      box.height += RAPPORT_SCENE_FRAME_TITLE;
      if (!rapport_box_has (&box, x, y))
        return FALSE;
      box = rapport_box_grow (&item->box, -reach);
      return !rapport_box_has (&box, x, y);
    default:
      return rapport_box_has (&box, x, y);
    }
}

RapportSceneItem *
rapport_scene_hit (RapportScene *self, double x, double y, double reach)
{
  const RapportBox around = { x - reach, y - reach, 2 * reach, 2 * reach };
  g_autoptr (GPtrArray) things = search (self, &around);

  for (guint i = things->len; i > 0; i--)
    {
      Thing *thing = things->pdata[i - 1];

      if (is_hit (thing->item, x, y, reach))
        return thing->item;
    }
  return NULL;
}

RapportSceneItem *
rapport_scene_frame_at (RapportScene *self, double x, double y)
{
  const RapportBox around = { x - 0.5, y - 0.5, 1, 1 };
  g_autoptr (GPtrArray) things = search (self, &around);

  for (guint i = things->len; i > 0; i--)
    {
      RapportSceneItem *item = ((Thing *) things->pdata[i - 1])->item;

      if (item->kind == RAPPORT_SCENE_FRAME && rapport_box_has (&item->box, x, y))
        return item;
    }
  return NULL;
}

GPtrArray *
rapport_scene_get_inside (RapportScene *self, const RapportBox *frame)
{
  GPtrArray *items = new_items ();
  g_autoptr (GPtrArray) things = search (self, frame);

  for (guint i = 0; i < things->len; i++)
    {
      const Thing *thing = things->pdata[i];
      const RapportSpot centre = rapport_box_centre (&thing->item->box);

      if (rapport_scene_item_is_card (thing->item) && rapport_box_has (frame, centre.x, centre.y))
        add_item (items, thing);
    }
  return items;
}

RapportBox
rapport_scene_get_bounds (RapportScene *self)
{
  RapportBox bounds = { 0 };

  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = self->things->pdata[i];

      if (thing->shown && thing->item->kind != RAPPORT_SCENE_EDGE)
        bounds = rapport_box_unite (&bounds, &thing->item->box);
    }
  return bounds;
}

/* The object. */

static void
rapport_scene_finalize (GObject *object)
{
  free_contents (RAPPORT_SCENE (object));
  G_OBJECT_CLASS (rapport_scene_parent_class)->finalize (object);
}

static void
rapport_scene_class_init (RapportSceneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_scene_finalize;
  signals[DAMAGED] = g_signal_new ("damaged", RAPPORT_TYPE_SCENE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_SCENE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rapport_scene_init (RapportScene *self)
{
  make_empty (self);
}

RapportScene *
rapport_scene_new (void)
{
  return g_object_new (RAPPORT_TYPE_SCENE, NULL);
}
