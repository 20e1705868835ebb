/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies on a board and is found there, against a model that looks at
 * everything. */
#include "rapport-scene.h"

#include <string.h>

static RapportSceneItem *
make (RapportSceneKind kind, const char *id, double x, double y, double width, double height)
{
  RapportSceneItem *item = rapport_scene_item_new (kind, id);

  item->box = (RapportBox) { x, y, width, height };
  item->title = g_strdup (id);
  return item;
}

static RapportSceneItem *
make_edge (const char *id, const char *from, const char *to)
{
  RapportSceneItem *item = rapport_scene_item_new (RAPPORT_SCENE_EDGE, id);

  g_strlcpy (item->from, from, sizeof item->from);
  g_strlcpy (item->to, to, sizeof item->to);
  return item;
}

static char *
ids_of (GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((RapportSceneItem *) items->pdata[i])->id);
  return g_string_free (text, FALSE);
}

static void
assert_ids (GPtrArray *items, const char *expected)
{
  g_autofree char *ids = ids_of (items);

  g_assert_cmpstr (ids, ==, expected);
  g_ptr_array_unref (items);
}

static void
test_layers (void)
{
  g_autoptr (RapportScene) scene = rapport_scene_new ();
  RapportSceneItem *item;

  /* An edge may come before what it connects. */
  rapport_scene_put (scene, make_edge ("edge", "low", "high"));
  assert_ids (rapport_scene_find (scene, NULL), "");
  item = make (RAPPORT_SCENE_IDEA, "high", 0, 0, 100, 100);
  item->order = g_strdup ("b");
  rapport_scene_put (scene, item);
  item = make (RAPPORT_SCENE_NOTE, "low", 50, 50, 100, 100);
  item->order = g_strdup ("a");
  rapport_scene_put (scene, item);
  rapport_scene_put (scene, make (RAPPORT_SCENE_FRAME, "frame", -20, -20, 400, 400));
  assert_ids (rapport_scene_find (scene, NULL), "frame edge low high");
  g_assert_cmpstr (rapport_scene_hit (scene, 75, 75, 4)->id, ==, "high");
  g_assert_cmpstr (rapport_scene_hit (scene, 120, 120, 4)->id, ==, "low");
  /* Inside of a frame is nothing; its border and its name are the frame. */
  g_assert_null (rapport_scene_hit (scene, 300, 20, 4));
  g_assert_cmpstr (rapport_scene_hit (scene, 300, -22, 4)->id, ==, "frame");
  g_assert_cmpstr (rapport_scene_hit (scene, 0, -40, 4)->id, ==, "frame");
  g_assert_cmpstr (rapport_scene_frame_at (scene, 300, 20)->id, ==, "frame");
  assert_ids (rapport_scene_get_inside (scene, &(RapportBox) { 60, 60, 100, 100 }), "low");

  /* Brought to the front. */
  item = rapport_scene_item_copy (rapport_scene_get (scene, "low"));
  g_free (item->order);
  item->order = g_strdup ("c");
  rapport_scene_put (scene, item);
  g_assert_cmpstr (rapport_scene_hit (scene, 75, 75, 4)->id, ==, "low");

  /* Without an end a connector is not there, and it comes back with it. */
  rapport_scene_remove (scene, "high");
  assert_ids (rapport_scene_find (scene, NULL), "frame low");
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "high", 300, 50, 50, 100));
  assert_ids (rapport_scene_find (scene, NULL), "frame edge high low");
  g_assert_cmpstr (rapport_scene_hit (scene, 225, 102, 4)->id, ==, "edge");
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "high", 300, 350, 50, 100));
  g_assert_null (rapport_scene_hit (scene, 200, 102, 4));
  rapport_scene_clear (scene);
  g_assert_cmpuint (rapport_scene_get_n_items (scene), ==, 0);
}

static void
add_damage_cb (RapportScene *scene, const RapportBox *box, GPtrArray *damages)
{
  g_ptr_array_add (damages, g_memdup2 (box, sizeof *box));
}

static gboolean
is_damaged (GPtrArray *damages, double x, double y)
{
  for (guint i = 0; i < damages->len; i++)
    if (rapport_box_has (damages->pdata[i], x, y))
      return TRUE;
  return FALSE;
}

/* Where something was and where it comes to is drawn again, the ways of its
 * connectors too; nothing else. */
static void
test_damage (void)
{
  g_autoptr (RapportScene) scene = rapport_scene_new ();
  g_autoptr (GPtrArray) damages = g_ptr_array_new_with_free_func (g_free);

  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "a", 0, 0, 100, 100));
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "b", 1000, 0, 100, 100));
  rapport_scene_put (scene, make_edge ("e", "a", "b"));
  g_signal_connect (scene, "damaged", G_CALLBACK (add_damage_cb), damages);
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "a", 0, 500, 100, 100));
  g_assert_true (is_damaged (damages, 50, 50));
  g_assert_true (is_damaged (damages, 50, 550));
  g_assert_true (is_damaged (damages, 500, 50));
  g_assert_true (is_damaged (damages, 500, 550));
  g_assert_false (is_damaged (damages, 2000, 50));
  g_ptr_array_set_size (damages, 0);
  rapport_scene_remove (scene, "b");
  g_assert_true (is_damaged (damages, 1050, 50));
  g_assert_true (is_damaged (damages, 500, 300));
  g_ptr_array_set_size (damages, 0);
  rapport_scene_remove (scene, "b");
  g_assert_cmpuint (damages->len, ==, 0);
}

/* The same as looking at each. */
static void
test_at_random (void)
{
  g_autoptr (RapportScene) scene = rapport_scene_new ();
  g_autoptr (GHashTable) model = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (int round = 0; round < 3000; round++)
    {
      g_autofree char *id = g_strdup_printf ("card-%d", g_test_rand_int_range (0, 200));
      const int size = g_test_rand_int_range (0, 40) == 0 ? 40000 : 400;
      const RapportBox box = { g_test_rand_int_range (-9000, 9000),
                               g_test_rand_int_range (-9000, 9000),
                               g_test_rand_int_range (24, size), g_test_rand_int_range (24, size) };
      const RapportBox asked = { g_test_rand_int_range (-9000, 9000),
                                 g_test_rand_int_range (-9000, 9000),
                                 g_test_rand_int_range (1, 6000), g_test_rand_int_range (1, 6000) };
      g_autoptr (GPtrArray) found = NULL;
      GHashTableIter iter;
      gpointer key, value;
      guint expected = 0;

      if (g_test_rand_int_range (0, 4) == 0)
        {
          rapport_scene_remove (scene, id);
          g_hash_table_remove (model, id);
        }
      else
        {
          rapport_scene_put (scene,
                             make (RAPPORT_SCENE_NOTE, id, box.x, box.y, box.width, box.height));
          g_hash_table_insert (model, g_strdup (id), g_memdup2 (&box, sizeof box));
        }
      g_assert_cmpuint (rapport_scene_get_n_items (scene), ==, g_hash_table_size (model));
      found = rapport_scene_find (scene, &asked);
      g_hash_table_iter_init (&iter, model);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          const RapportBox reach = rapport_box_grow (value, 4);

          expected += rapport_box_intersects (&reach, &asked);
        }
      g_assert_cmpuint (found->len, ==, expected);
      for (guint i = 1; i < found->len; i++)
        g_assert_cmpstr (((RapportSceneItem *) found->pdata[i - 1])->id, <,
                         ((RapportSceneItem *) found->pdata[i])->id);
    }
}

static void
test_walk (void)
{
  g_autoptr (RapportScene) scene = rapport_scene_new ();
  static const struct
  {
    const char *from;
    RapportSceneDirection direction;
    const char *to;
  } steps[] = {
    { "a", RAPPORT_SCENE_RIGHT, "b" },  { "b", RAPPORT_SCENE_RIGHT, "c" },
    { "c", RAPPORT_SCENE_RIGHT, NULL }, { "b", RAPPORT_SCENE_BACK, "a" },
    { "a", RAPPORT_SCENE_DOWN, "d" },   { "b", RAPPORT_SCENE_DOWN, "e" },
    { "e", RAPPORT_SCENE_UP, "b" },     { "d", RAPPORT_SCENE_BACK, NULL },
    { "c", RAPPORT_SCENE_DOWN, "e" },
  };

  /* a  b  c
   * d   e        with tops that are not quite level */
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "b", 300, 12, 200, 100));
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "a", 0, 20, 200, 100));
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "c", 600, 0, 200, 60));
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "e", 340, 300, 200, 100));
  rapport_scene_put (scene, make (RAPPORT_SCENE_IDEA, "d", 0, 290, 200, 100));
  rapport_scene_put (scene, make (RAPPORT_SCENE_FRAME, "f", 100, 100, 10, 10));
  assert_ids (rapport_scene_get_reading_order (scene), "a b c d e");
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      RapportSceneItem *to = rapport_scene_get_neighbour (
        scene, rapport_scene_get (scene, steps[i].from), steps[i].direction);

      g_assert_cmpstr (to != NULL ? to->id : NULL, ==, steps[i].to);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/layers", test_layers);
  g_test_add_func ("/scene/damage", test_damage);
  g_test_add_func ("/scene/at-random", test_at_random);
  g_test_add_func ("/scene/walk", test_walk);
  return g_test_run ();
}
