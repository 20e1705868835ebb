/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the keyboard goes from card to card. */
#include "rapport-scene.h"

#include <math.h>
#include <string.h>

static int
compare_top_cb (gconstpointer a, gconstpointer b)
{
  const RapportSceneItem *first = *(RapportSceneItem *const *) a;
  const RapportSceneItem *second = *(RapportSceneItem *const *) b;

  if (first->box.y != second->box.y)
    return first->box.y < second->box.y ? -1 : 1;
  return strcmp (first->id, second->id);
}

static int
compare_left_cb (gconstpointer a, gconstpointer b)
{
  const RapportSceneItem *first = *(RapportSceneItem *const *) a;
  const RapportSceneItem *second = *(RapportSceneItem *const *) b;

  if (first->box.x != second->box.x)
    return first->box.x < second->box.x ? -1 : 1;
  return compare_top_cb (a, b);
}

static gboolean
is_beside (const RapportSceneItem *first, const RapportSceneItem *other)
{
  const double middle = rapport_box_centre (&first->box).y;
  const double other_middle = rapport_box_centre (&other->box).y;

  return (other_middle >= first->box.y && other_middle <= rapport_box_bottom (&first->box)) ||
         (middle >= other->box.y && middle <= rapport_box_bottom (&other->box));
}

GPtrArray *
rapport_scene_get_reading_order (RapportScene *self)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (self, NULL);
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  guint begin = 0;

  for (guint i = 0; i < all->len; i++)
    if (rapport_scene_item_is_card (all->pdata[i]))
      g_ptr_array_add (cards, rapport_scene_item_ref (all->pdata[i]));
  g_ptr_array_sort (cards, compare_top_cb);
  for (guint i = 1; i <= cards->len; i++)
    if (i == cards->len || !is_beside (cards->pdata[begin], cards->pdata[i]))
      {
        qsort (cards->pdata + begin, i - begin, sizeof (gpointer), compare_left_cb);
        begin = i;
      }
  return cards;
}

/* How far @other is for one who goes from @item in @direction; less than nothing
 * when it does not lie there. */
static double
distance (const RapportSceneItem *item,
          const RapportSceneItem *other,
          RapportSceneDirection direction)
{
  const RapportSpot a = rapport_box_centre (&item->box);
  const RapportSpot b = rapport_box_centre (&other->box);
  const gboolean across = direction == RAPPORT_SCENE_RIGHT || direction == RAPPORT_SCENE_BACK;
  const double sign = direction == RAPPORT_SCENE_RIGHT || direction == RAPPORT_SCENE_DOWN ? 1 : -1;
  const double ahead = sign * (across ? b.x - a.x : b.y - a.y);
  const double aside = fabs (across ? b.y - a.y : b.x - a.x);
  const double half =
    across ? (item->box.height + other->box.height) / 2 : (item->box.width + other->box.width) / 2;

  if (ahead <= 0 || (aside > half && aside > 2 * ahead))
    return -1;
  /* What overlaps the way straight ahead comes first. */
  return aside < half ? ahead + aside / 4 : ahead + 3 * aside;
}

RapportSceneItem *
rapport_scene_get_neighbour (RapportScene *self,
                             const RapportSceneItem *item,
                             RapportSceneDirection direction)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (self, NULL);
  RapportSceneItem *best = NULL;
  double best_distance = G_MAXDOUBLE;

  for (guint i = 0; i < all->len; i++)
    {
      RapportSceneItem *other = all->pdata[i];
      double far;

      if (!rapport_scene_item_is_card (other) || g_str_equal (other->id, item->id))
        continue;
      far = distance (item, other, direction);
      if (far >= 0 && far < best_distance)
        {
          best = other;
          best_distance = far;
        }
    }
  return best != NULL ? rapport_scene_get (self, best->id) : NULL;
}
