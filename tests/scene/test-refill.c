/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is changed on a board, the scene that follows is the scene that is made from nothing. */
#include "rapport-scene-fill.h"

#define N_CARDS  420
#define N_WORKS  300
#define N_EDGES  160
#define N_FRAMES 6
#define STEPS    200

static const char *const values[] = { "", "Ads", "Search", "Radio", "Maps", "Letters", "Fairs" };
static const char *const statuses[] = { "", "idea", "planned", "done", "of-a-newer-version" };

/* A record and its source. */
typedef struct
{
  char id[37];
  GHashTable *fields;
  RapportSceneSource source;
  gboolean gone;
} Thing;

typedef struct
{
  GRand *random;
  Thing *board;
  GPtrArray *cards; /* Thing, each */
  GPtrArray *works;
  GPtrArray *edges;
  GPtrArray *frames;
  GPtrArray *lanes;
  GHashTable *changed;
  GArray *damages; /* RapportBox */
} World;

static GVariant *
get (gpointer data, const char *field)
{
  return g_hash_table_lookup (((Thing *) data)->fields, field);
}

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  g_hash_table_unref (thing->fields);
  g_free (thing);
}

static Thing *
thing_new (const char *what, guint number)
{
  Thing *thing = g_new0 (Thing, 1);

  g_snprintf (thing->id, sizeof thing->id, "%s-%u", what, number);
  thing->fields =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  thing->source = (RapportSceneSource) { thing->id, thing, get, FALSE };
  return thing;
}

static void
set (Thing *thing, const char *field, GVariant *value)
{
  g_hash_table_insert (thing->fields, (gpointer) field, g_variant_ref_sink (value));
}

static void
set_text (Thing *thing, const char *field, const char *value)
{
  set (thing, field, g_variant_new_string (value));
}

static const char *
text_of (Thing *thing, const char *field)
{
  GVariant *value = get (thing, field);

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static guint
below (World *world, guint n)
{
  return (guint) g_rand_int_range (world->random, 0, (gint32) n);
}

static Thing *
any (World *world, GPtrArray *things)
{
  return things->pdata[below (world, things->len)];
}

/* A few letters: several things have the same, and the id decides. */
static void
set_order (World *world, Thing *thing)
{
  const char order[] = { (char) ('a' + below (world, 26)), (char) ('a' + below (world, 26)), '\0' };

  set_text (thing, "order", order);
}

static void
set_place (World *world, Thing *thing)
{
  set (thing, "rectangle",
       g_variant_new ("(dddd)", g_rand_double_range (world->random, -3000, 3000),
                      g_rand_double_range (world->random, -3000, 3000), 240.0,
                      below (world, 3) > 0 ? 132.0 : g_rand_double_range (world->random, 30, 400)));
}

static void
set_own_lanes (World *world, Thing *card)
{
  g_autofree char *channel = g_strconcat ("channel=", values[below (world, 7)], NULL);
  const char *const lanes[] = { channel };

  set (card, "lanes", g_variant_new_strv (lanes, 1));
}

/* Making a board. */

static Thing *
add (GPtrArray *things, const char *what)
{
  Thing *thing = thing_new (what, things->len);

  g_ptr_array_add (things, thing);
  return thing;
}

static void
add_works (World *world)
{
  for (guint i = 0; i < N_WORKS; i++)
    {
      Thing *work = add (world->works, "work");

      set_text (work, "title", "An idea");
      set_text (work, "channel", values[below (world, 4)]);
      set_text (work, "status", statuses[below (world, 4)]);
    }
}

static void
add_cards (World *world)
{
  for (guint i = 0; i < N_CARDS; i++)
    {
      Thing *card = add (world->cards, "card");

      set_order (world, card);
      set_place (world, card);
      if (below (world, 4) > 0)
        {
          set_text (card, "kind", "item");
          set_text (card, "item", any (world, world->works)->id);
        }
      else
        {
          set_text (card, "kind", "note");
          set_own_lanes (world, card);
        }
    }
}

static void
set_ends (World *world, Thing *edge)
{
  set_text (edge, "from", any (world, world->cards)->id);
  set_text (edge, "to", any (world, below (world, 8) > 0 ? world->cards : world->frames)->id);
}

static void
add_rest (World *world)
{
  for (guint i = 0; i < N_FRAMES; i++)
    {
      Thing *frame = add (world->frames, "frame");

      set_order (world, frame);
      set_place (world, frame);
    }
  for (guint i = 0; i < N_EDGES; i++)
    set_ends (world, add (world->edges, "edge"));
  for (guint i = 0; i < 8; i++)
    {
      Thing *lane = add (world->lanes, "lane");

      set_order (world, lane);
      set_text (lane, "field", i < 4 ? "channel" : "status");
      set_text (lane, "value", i < 4 ? values[i + 1] : statuses[(i - 4) % 4 + 1]);
    }
}

static GPtrArray *
new_things (void)
{
  return g_ptr_array_new_with_free_func (thing_free);
}

static World *
world_new (guint32 seed)
{
  World *world = g_new0 (World, 1);

  world->random = g_rand_new_with_seed (seed);
  world->board = thing_new ("board", 0);
  world->cards = new_things ();
  world->works = new_things ();
  world->edges = new_things ();
  world->frames = new_things ();
  world->lanes = new_things ();
  world->changed = g_hash_table_new (g_str_hash, g_str_equal);
  world->damages = g_array_new (FALSE, FALSE, sizeof (RapportBox));
  set_text (world->board, "layout", "matrix");
  set_text (world->board, "columns", "channel");
  set_text (world->board, "rows", "status");
  add_works (world);
  add_cards (world);
  add_rest (world);
  return world;
}

static void
world_free (World *world)
{
  g_rand_free (world->random);
  thing_free (world->board);
  g_ptr_array_unref (world->cards);
  g_ptr_array_unref (world->works);
  g_ptr_array_unref (world->edges);
  g_ptr_array_unref (world->frames);
  g_ptr_array_unref (world->lanes);
  g_hash_table_unref (world->changed);
  g_array_unref (world->damages);
  g_free (world);
}

/* Changing it. */

static void
note (World *world, Thing *thing)
{
  g_hash_table_add (world->changed, thing->id);
}

static void
change_work (World *world)
{
  Thing *work = any (world, world->works);

  switch (below (world, 4))
    {
    case 0:
      set_text (work, "title", below (world, 2) > 0 ? "Another name" : "A name");
      break;
    case 1:
      set_text (work, "channel", values[below (world, 7)]);
      break;
    case 2:
      set_text (work, "status", statuses[below (world, 5)]);
      break;
    default:
      work->gone = !work->gone;
    }
  for (guint i = 0; i < world->cards->len; i++)
    if (g_str_equal (text_of (world->cards->pdata[i], "item"), work->id))
      note (world, world->cards->pdata[i]);
}

static void
change_card (World *world)
{
  Thing *card = any (world, world->cards);

  switch (below (world, 5))
    {
    case 0:
      set_order (world, card);
      break;
    case 1:
      set_place (world, card);
      break;
    case 2:
      set_own_lanes (world, card);
      break;
    case 3:
      set_text (card, "item", any (world, world->works)->id);
      break;
    default:
      card->gone = !card->gone;
    }
  note (world, card);
}

static void
change_lane (World *world)
{
  Thing *lane = any (world, world->lanes);

  switch (below (world, 5))
    {
    case 0:
      set_order (world, lane);
      break;
    case 1:
      set (lane, "size", g_variant_new_int64 ((gint64) below (world, 900) * 1000000));
      break;
    case 2:
      set_text (lane, "colour", below (world, 2) > 0 ? "#33d17a" : "");
      break;
    case 3:
      set_text (lane, "value",
                g_str_equal (text_of (lane, "field"), "channel") ? values[below (world, 7)]
                                                                 : statuses[below (world, 5)]);
      break;
    default:
      lane->gone = !lane->gone;
    }
}

static void
change_connector (World *world)
{
  Thing *edge = any (world, world->edges);

  if (below (world, 2) > 0)
    set_ends (world, edge);
  else
    edge->gone = !edge->gone;
  note (world, edge);
}

/* Many cards at once, as after a lane is renamed. */
static void
change_many (World *world)
{
  for (guint i = 0; i < 60; i++)
    change_work (world);
}

/* No field is both. */
static void
change_board (World *world)
{
  static const char *const fields[] = { "", "channel", "status" };
  const gboolean columns = below (world, 2) > 0;
  const char *field = fields[below (world, 3)];

  if (below (world, 2) > 0)
    set_text (world->board, "layout", below (world, 2) > 0 ? "matrix" : "free");
  else if (!g_str_equal (text_of (world->board, columns ? "rows" : "columns"), field) ||
           *field == '\0')
    set_text (world->board, columns ? "columns" : "rows", field);
}

static void
change (World *world)
{
  static void (*const verbs[]) (World *) = { change_work,      change_work, change_card,
                                             change_card,      change_lane, change_connector,
                                             change_connector, change_many };

  if (below (world, 12) == 0)
    change_board (world);
  else
    for (guint i = below (world, 3) + 1; i > 0; i--)
      verbs[below (world, G_N_ELEMENTS (verbs))](world);
}

/* Comparing. */

static GPtrArray *
take (GPtrArray *things)
{
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < things->len; i++)
    {
      Thing *thing = things->pdata[i];

      if (!thing->gone)
        g_ptr_array_add (sources, &thing->source);
    }
  return sources;
}

static GHashTable *
index_things (GPtrArray *things)
{
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < things->len; i++)
    {
      Thing *thing = things->pdata[i];

      if (!thing->gone)
        g_hash_table_insert (by_id, thing->id, &thing->source);
    }
  return by_id;
}

/* With @scene brought up to date, or, where it is empty, filled. */
static void
show (World *world, RapportScene *scene, gboolean fill, gboolean same_lanes)
{
  const RapportSceneView view = { "en", rapport_day_new (2026, 11, 22), NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) cards = take (world->cards);
  g_autoptr (GPtrArray) frames = take (world->frames);
  g_autoptr (GPtrArray) edges = take (world->edges);
  g_autoptr (GPtrArray) lanes = take (world->lanes);
  g_autoptr (GHashTable) works_by_id = index_things (world->works);
  g_autoptr (GHashTable) cards_by_id = index_things (world->cards);
  g_autoptr (GHashTable) edges_by_id = index_things (world->edges);
  const RapportSceneRecords records = {
    &world->board->source, cards, frames, edges, lanes, works_by_id, cards_by_id, edges_by_id
  };

  if (fill)
    g_clear_pointer (&(RapportMatrix *) { rapport_scene_fill (scene, &view, &records) },
                     rapport_matrix_free);
  else
    rapport_scene_refill (scene, &view, &records, world->changed, same_lanes);
}

static void
assert_same_items (GPtrArray *found, GPtrArray *wanted, guint step)
{
  for (guint i = 0; i < MIN (found->len, wanted->len); i++)
    {
      const RapportSceneItem *item = found->pdata[i];
      const RapportSceneItem *other = wanted->pdata[i];

      if (!g_str_equal (item->id, other->id))
        g_error ("step %u: %s is drawn where %s should be", step, item->id, other->id);
      if (!rapport_scene_item_equal (item, other))
        g_error ("step %u: %s is shown as it was, at %g, %g and not %g, %g", step, item->id,
                 item->box.x, item->box.y, other->box.x, other->box.y);
      g_assert_true (rapport_box_equal (&item->from_box, &other->from_box));
      g_assert_true (rapport_box_equal (&item->to_box, &other->to_box));
    }
  g_assert_cmpuint (found->len, ==, wanted->len);
}

static void
assert_same (World *world, RapportScene *scene, RapportScene *fresh, guint step)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (scene, NULL);
  g_autoptr (GPtrArray) all_wanted = rapport_scene_find (fresh, NULL);
  g_autoptr (GPtrArray) lanes = rapport_scene_get_lanes (scene);
  g_autoptr (GPtrArray) lanes_wanted = rapport_scene_get_lanes (fresh);

  assert_same_items (all, all_wanted, step);
  assert_same_items (lanes, lanes_wanted, step);
  for (guint i = 0; i < 20; i++)
    {
      const RapportBox box = { g_rand_double_range (world->random, -3000, 4000),
                               g_rand_double_range (world->random, -3000, 9000),
                               g_rand_double_range (world->random, 1, 3000),
                               g_rand_double_range (world->random, 1, 3000) };
      g_autoptr (GPtrArray) near = rapport_scene_find (scene, &box);
      g_autoptr (GPtrArray) near_wanted = rapport_scene_find (fresh, &box);

      assert_same_items (near, near_wanted, step);
    }
}

static void
damaged_cb (RapportScene *scene, const RapportBox *box, GArray *damages)
{
  g_array_append_val (damages, *box);
}

static void
assert_damaged (World *world, const RapportSceneItem *item)
{
  for (guint i = 0; i < world->damages->len; i++)
    if (rapport_box_contains (&g_array_index (world->damages, RapportBox, i), &item->box))
      return;
  g_error ("%s changes, and is not drawn anew", item->id);
}

/* id → RapportSceneItem */
static GHashTable *
index_items (RapportScene *scene)
{
  GHashTable *items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify) rapport_scene_item_unref);
  g_autoptr (GPtrArray) all = rapport_scene_find (scene, NULL);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (items, ((RapportSceneItem *) all->pdata[i])->id,
                         rapport_scene_item_ref (all->pdata[i]));
  return items;
}

/* How many of @items are in @others, and are not drawn anew; the rest is. */
static guint
count_untouched (World *world, GHashTable *items, GHashTable *others)
{
  GHashTableIter iter;
  RapportSceneItem *item;
  guint untouched = 0;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    {
      if (g_hash_table_lookup (others, item->id) == item)
        untouched++;
      else
        assert_damaged (world, item);
    }
  return untouched;
}

static void
follow (guint32 seed)
{
  World *world = world_new (seed);
  g_autoptr (RapportScene) scene = rapport_scene_new ();
  guint quickly = 0, untouched = 0;

  show (world, scene, TRUE, FALSE);
  g_signal_connect (scene, "damaged", G_CALLBACK (damaged_cb), world->damages);
  for (guint i = 0; i < STEPS; i++)
    {
      g_autofree char *columns = g_strdup (text_of (world->board, "columns"));
      g_autofree char *rows = g_strdup (text_of (world->board, "rows"));
      g_autofree char *layout = g_strdup (text_of (world->board, "layout"));
      g_autoptr (GHashTable) before = index_items (scene);
      g_autoptr (GHashTable) after = NULL;
      g_autoptr (RapportScene) fresh = rapport_scene_new ();
      gboolean same_lanes;

      change (world);
      same_lanes = g_str_equal (layout, "matrix") &&
                   g_str_equal (layout, text_of (world->board, "layout")) &&
                   g_str_equal (columns, text_of (world->board, "columns")) &&
                   g_str_equal (rows, text_of (world->board, "rows"));
      quickly += same_lanes;
      show (world, scene, FALSE, same_lanes);
      show (world, fresh, TRUE, FALSE);
      assert_same (world, scene, fresh, i);
      after = index_items (scene);
      count_untouched (world, before, after);
      untouched += count_untouched (world, after, before);
      g_array_set_size (world->damages, 0);
      g_hash_table_remove_all (world->changed);
    }
  g_assert_cmpuint (quickly, >, STEPS / 4);
  /* What need not be touched is not. */
  g_assert_cmpuint (untouched, >, STEPS * N_CARDS / 4);
  world_free (world);
}

static void
test_follows (void)
{
  for (guint32 seed = 1; seed <= 3; seed++)
    follow (seed);
}

/* Things with the same words elsewhere keep them when the first is gone. */
static void
test_moved (void)
{
  RapportSceneItem *item = rapport_scene_item_new (RAPPORT_SCENE_NOTE, "n");
  g_autoptr (RapportSceneItem) moved = NULL;
  g_autoptr (RapportSceneItem) again = NULL;
  g_autoptr (RapportSceneItem) copy = NULL;

  item->title = g_strdup ("Title");
  item->box = (RapportBox) { 0, 0, 10, 10 };
  moved = rapport_scene_item_move (item, &(RapportBox) { 5, 5, 10, 10 });
  again = rapport_scene_item_move (moved, &item->box);
  g_assert_true (rapport_scene_item_equal (item, again));
  g_assert_false (rapport_scene_item_equal (item, moved));
  g_clear_pointer (&moved, rapport_scene_item_unref);
  rapport_scene_item_unref (item);
  copy = rapport_scene_item_copy (again);
  g_clear_pointer (&again, rapport_scene_item_unref);
  g_free (copy->title);
  copy->title = g_strdup ("Another");
  g_assert_cmpstr (copy->title, ==, "Another");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refill/follows", test_follows);
  g_test_add_func ("/refill/moved", test_moved);
  return g_test_run ();
}
