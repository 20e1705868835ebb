/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a record comes to stand on a card. */
#include "rapport-records.h"
#include "rapport-scene-fill.h"

#define M(x) ((gint64) ((x) * 1000000))

static GVariant *
get (gpointer data, const char *field)
{
  return g_hash_table_lookup (data, field);
}

/* A record of text fields: name, value, …, NULL. */
static RapportSceneSource
make (const char *id, ...)
{
  GHashTable *fields =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  va_list arguments;
  const char *name;

  va_start (arguments, id);
  while ((name = va_arg (arguments, const char *)) != NULL)
    g_hash_table_insert (fields, (gpointer) name,
                         g_variant_ref_sink (g_variant_new_string (va_arg (arguments, char *))));
  va_end (arguments);
  return (RapportSceneSource) { id, fields, get, FALSE };
}

static void
set (RapportSceneSource *source, const char *field, GVariant *value)
{
  g_hash_table_insert (source->data, (gpointer) field, g_variant_ref_sink (value));
}

static void
clear (RapportSceneSource *source)
{
  g_hash_table_unref (source->data);
}

static void
test_idea (void)
{
  RapportSceneSource placement =
    make ("p", "kind", "item", "colour", "#33d17a", "order", "b", "group", "g", NULL);
  RapportSceneSource work = make ("w", "title", "Reviews", "why", "They trust a face", "status",
                                  "testing", "channel", "Maps", NULL);
  RapportSceneView view = { "en", rapport_day_new (2026, 11, 22), "ice", NULL, NULL, NULL };
  g_autoptr (RapportSceneItem) item = NULL;
  g_autoptr (RapportSceneItem) russian = NULL;
  g_autoptr (RapportSceneItem) done = NULL;
  g_autofree char *described = NULL;

  set (&placement, "rectangle", g_variant_new ("(dddd)", 10.0, 20.0, 240.0, 120.0));
  set (&work, "impact", g_variant_new_int64 (M (7)));
  set (&work, "confidence", g_variant_new_int64 (M (8)));
  set (&work, "ease", g_variant_new_int64 (M (6)));
  set (&work, "client-date", g_variant_new_int32 (rapport_day_new (2026, 11, 30)));
  item = rapport_scene_build_card (&view, &placement, &work);
  g_assert_cmpint (item->kind, ==, RAPPORT_SCENE_IDEA);
  g_assert_cmpfloat (item->box.y, ==, 20);
  g_assert_cmpstr (item->title, ==, "Reviews");
  g_assert_cmpstr (item->body, ==, "They trust a face");
  g_assert_cmpint (item->status, ==, RAPPORT_SCENE_GOING);
  g_assert_cmpstr (item->status_words, ==, "Testing");
  g_assert_cmpstr (item->when, ==, "by 30 Nov");
  g_assert_cmpstr (item->score, ==, "ICE 336");
  g_assert_cmpfloat (item->colour.alpha, ==, 1);
  g_assert_cmpstr (item->order, ==, "b");
  described = rapport_scene_item_describe (item);
  g_assert_cmpstr (described, ==, "Reviews. They trust a face. Testing. by 30 Nov. ICE 336");

  view.language = "ru";
  view.score = NULL;
  russian = rapport_scene_build_card (&view, &placement, &work);
  g_assert_cmpstr (russian->status_words, ==, "Тестируем");
  g_assert_cmpstr (russian->when, ==, "к 30 ноя");
  g_assert_null (russian->score);

  /* When it is over, what came of it counts, and no date does. */
  set (&work, "status", g_variant_new_string ("rejected"));
  set (&work, "result", g_variant_new_string ("Nobody came"));
  work.confidential = TRUE;
  done = rapport_scene_build_card (&view, &placement, &work);
  g_assert_cmpstr (done->body, ==, "Nobody came");
  g_assert_null (done->when);
  g_assert_true (done->confidential);
  /* What it points at is not there, or not for these eyes. */
  g_assert_null (rapport_scene_build_card (&view, &placement, NULL));
  clear (&placement);
  clear (&work);
}

static void
test_others (void)
{
  RapportSceneSource link = make ("l", "kind", "link", "text", "How they choose", "address",
                                  "https://example.org/a?b#c", NULL);
  RapportSceneSource note = make ("n", "kind", "later", "text", "**A**", NULL);
  RapportSceneSource edge =
    make ("e", "from", "l", "to", "n", "from-side", "left", "to-end", "arrow", "label", "so", NULL);
  RapportSceneSource frame = make ("f", "title", "Reach", NULL);
  const RapportSceneView view = { "en", rapport_day_new (2026, 11, 22), NULL, NULL, NULL, NULL };
  g_autoptr (RapportSceneItem) card = rapport_scene_build_card (&view, &link, NULL);
  g_autoptr (RapportSceneItem) newer = rapport_scene_build_card (&view, &note, NULL);
  g_autoptr (RapportSceneItem) connector = rapport_scene_build_edge (&edge);
  g_autoptr (RapportSceneItem) framed = rapport_scene_build_frame (&frame);

  g_assert_cmpstr (card->title, ==, "How they choose");
  g_assert_cmpstr (card->body, ==, "example.org");
  /* A kind of a newer version is shown by its text. */
  g_assert_cmpint (newer->kind, ==, RAPPORT_SCENE_NOTE);
  g_assert_cmpstr (newer->body, ==, "**A**");
  /* Without a place it lies at the beginning. */
  g_assert_cmpfloat (newer->box.width, ==, 240);
  g_assert_cmpint (connector->from_side, ==, RAPPORT_SIDE_LEFT);
  g_assert_cmpint (connector->to_side, ==, RAPPORT_SIDE_ANY);
  g_assert_true (connector->to_arrow);
  g_assert_false (connector->from_arrow);
  g_assert_cmpstr (framed->title, ==, "Reach");
  clear (&link);
  clear (&note);
  clear (&edge);
  clear (&frame);
}

static void
test_lanes (void)
{
  static const struct
  {
    const char *field, *value, *name;
  } names[] = {
    { "status", "in-work", "In work" },      { "status", "later", "later" },
    { "month", "2026-11", "November 2026" }, { "month", "soon", "soon" },
    { "channel", "Maps", "Maps" },
  };
  const RapportSceneView view = { "en", rapport_day_new (2026, 11, 22), NULL, NULL, NULL, NULL };
  RapportSceneSource placement = make ("p", "kind", "note", NULL);
  RapportSceneSource work = make ("w", "channel", "Maps", NULL);
  const char *const own[] = { "channel=Ads = more", "channels=no", "month=2026-12", NULL };

  set (&placement, "lanes", g_variant_new_strv (own, -1));
  set (&work, "month", g_variant_new_int32 (rapport_day_new (2026, 11, 1)));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = rapport_scene_name_lane (&view, names[i].field, names[i].value);

      g_assert_cmpstr (name, ==, names[i].name);
    }
  {
    g_autofree char *channel = rapport_scene_get_lane (&placement, NULL, "channel");
    g_autofree char *month = rapport_scene_get_lane (&placement, &work, "month");
    g_autofree char *none = rapport_scene_get_lane (&placement, &work, "portrait");
    g_autofree char *of_work = rapport_scene_get_lane (&placement, &work, "channel");

    g_assert_cmpstr (channel, ==, "Ads = more");
    g_assert_cmpstr (month, ==, "2026-11");
    g_assert_cmpstr (none, ==, "");
    g_assert_cmpstr (of_work, ==, "Maps");
  }
  clear (&placement);
  clear (&work);
}

/* A board calls a status as the plan does, and knows them all. */
static void
test_statuses (void)
{
  for (const RapportWord *status = rapport_work_item_statuses; status->word != NULL; status++)
    g_assert_cmpstr (rapport_scene_status_get_label (status->word), ==, status->label);
  g_assert_null (rapport_scene_status_get_label ("later"));
}

static char *
describe (RapportScene *scene)
{
  g_autoptr (GPtrArray) items = rapport_scene_find (scene, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const RapportSceneItem *item = items->pdata[i];

      g_string_append_printf (text, "%s%s:%g,%g", i > 0 ? " " : "",
                              item->kind == RAPPORT_SCENE_LANE ? item->title : item->id,
                              item->box.x, item->box.y);
    }
  return g_string_free (text, FALSE);
}

/* What is shown and has not changed is the same thing afterwards, and drawn no more: only what has
 * changed is made anew, and what has to give way is moved. */
static void
test_refill (RapportScene *scene, const RapportSceneView *view, RapportSceneRecords *records)
{
  g_autoptr (GHashTable) changed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RapportScene) fresh = rapport_scene_new ();
  g_autoptr (RapportMatrix) matrix = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  RapportSceneSource *work = g_hash_table_lookup (records->works, "w2");
  RapportSceneItem *moved = rapport_scene_get (scene, "p1");
  RapportSceneItem *same = rapport_scene_get (scene, "p4");

  /* Nothing at all. */
  rapport_scene_refill (scene, view, records, changed, TRUE);
  g_assert_true (rapport_scene_get (scene, "p1") == moved);
  /* The second of a lane moves up when the first leaves it. */
  set (work, "channel", g_variant_new_string ("Radio"));
  set (work, "title", g_variant_new_string ("Another two"));
  g_hash_table_add (changed, (gpointer) "p2");
  rapport_scene_refill (scene, view, records, changed, TRUE);
  matrix = rapport_scene_fill (fresh, view, records);
  expected = describe (fresh);
  found = describe (scene);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (found, !=, "");
  g_assert_cmpstr (rapport_scene_get (scene, "p2")->title, ==, "Another two");
  g_assert_true (rapport_scene_get (scene, "p1") != moved);
  g_assert_true (rapport_scene_get (scene, "p4") == same);
}

static void
expect_connector_cb (RapportScene *scene)
{
  g_assert_nonnull (rapport_scene_get (scene, "e"));
}

/* From lanes to where things were put and back: frames come and go, and lanes. */
static void
test_refill_layouts (RapportScene *scene,
                     const RapportSceneView *view,
                     RapportSceneRecords *records)
{
  static const char *const layouts[] = { "free", "matrix", "free" };
  g_autoptr (GHashTable) changed = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (RapportScene) fresh = rapport_scene_new ();
      g_autoptr (RapportMatrix) matrix = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;

      set ((RapportSceneSource *) records->board, "layout", g_variant_new_string (layouts[i]));
      rapport_scene_refill (scene, view, records, changed, FALSE);
      matrix = rapport_scene_fill (fresh, view, records);
      expected = describe (fresh);
      found = describe (scene);
      g_assert_cmpstr (found, ==, expected);
    }
  /* A connector that was changed is put in its place, and never gone; one that is gone goes. */
  g_hash_table_add (changed, (gpointer) "e");
  g_assert_nonnull (rapport_scene_get (scene, "e"));
  g_signal_connect (scene, "changed", G_CALLBACK (expect_connector_cb), NULL);
  rapport_scene_refill (scene, view, records, changed, FALSE);
  g_signal_handlers_disconnect_by_func (scene, expect_connector_cb, NULL);
  g_ptr_array_set_size (records->edges, 0);
  g_hash_table_remove_all (records->connectors);
  rapport_scene_refill (scene, view, records, changed, FALSE);
  g_assert_null (rapport_scene_get (scene, "e"));
}

/* The same records, free and in lanes. */
static void
test_fill (void)
{
  RapportSceneSource board = make ("b", "layout", "free", "columns", "channel", "rows", "", NULL);
  RapportSceneSource placed[] = {
    make ("p1", "kind", "item", "item", "w1", "order", "b", NULL),
    make ("p2", "kind", "item", "item", "w2", "order", "a", NULL),
    make ("p3", "kind", "item", "item", "hidden", "order", "c", NULL),
    make ("p4", "kind", "note", "text", "Note", "order", "d", NULL),
    make ("p5", "kind", "item", "item", "w3", "order", "e", NULL),
  };
  RapportSceneSource works[] = {
    make ("w1", "title", "One", "channel", "Ads", NULL),
    make ("w2", "title", "Two", "channel", "Ads", NULL),
    make ("w3", "title", "Three", "channel", "Radio", NULL),
  };
  RapportSceneSource lanes[] = {
    make ("l2", "field", "channel", "value", "Ads", "order", "b", NULL),
    make ("l1", "field", "channel", "value", "Search", "order", "a", NULL),
    make ("l3", "field", "month", "value", "2026-11", "order", "c", NULL),
  };
  RapportSceneSource edge = make ("e", "from", "p1", "to", "p3", NULL);
  RapportSceneSource frame = make ("f", "title", "Frame", NULL);
  RapportSceneRecords records = { &board,
                                  g_ptr_array_new (),
                                  g_ptr_array_new (),
                                  g_ptr_array_new (),
                                  g_ptr_array_new (),
                                  g_hash_table_new (g_str_hash, g_str_equal),
                                  g_hash_table_new (g_str_hash, g_str_equal),
                                  g_hash_table_new (g_str_hash, g_str_equal) };
  const RapportSceneView view = { "en", rapport_day_new (2026, 11, 22), NULL, NULL, NULL, NULL };
  g_autoptr (RapportScene) free_scene = rapport_scene_new ();
  g_autoptr (RapportScene) matrix_scene = rapport_scene_new ();
  g_autoptr (RapportMatrix) matrix = NULL;
  g_autofree char *freely = NULL;
  g_autofree char *in_lanes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (placed); i++)
    {
      g_ptr_array_add (records.placements, &placed[i]);
      g_hash_table_insert (records.cards, (gpointer) placed[i].id, &placed[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    g_hash_table_insert (records.works, (gpointer) works[i].id, &works[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (lanes); i++)
    g_ptr_array_add (records.lanes, &lanes[i]);
  g_ptr_array_add (records.edges, &edge);
  g_hash_table_insert (records.connectors, (gpointer) edge.id, &edge);
  g_ptr_array_add (records.frames, &frame);
  set (&placed[0], "rectangle", g_variant_new ("(dddd)", 500.0, 0.0, 240.0, 100.0));
  set (&placed[3], "lanes", g_variant_new_strv ((const char *const[]) { "channel=Search" }, 1));

  g_assert_null (rapport_scene_fill (free_scene, &view, &records));
  freely = describe (free_scene);
  g_assert_cmpstr (freely, ==, "f:0,0 p2:0,0 p1:500,0 p4:0,0 p5:0,0");

  /* Lanes in their order, a value without one behind them; what is in the order of
   * the cards lies so in its lane. */
  set (&board, "layout", g_variant_new_string ("matrix"));
  matrix = rapport_scene_fill (matrix_scene, &view, &records);
  g_assert_nonnull (matrix);
  in_lanes = describe (matrix_scene);
  g_assert_cmpstr (in_lanes, ==,
                   "Radio:576,-48 Search:0,-48 Ads:288,-48 "
                   "p2:300,12 p1:300,144 p4:12,12 p5:588,12");
  test_refill (matrix_scene, &view, &records);
  test_refill_layouts (matrix_scene, &view, &records);
  clear (&board);
  for (gsize i = 0; i < G_N_ELEMENTS (placed); i++)
    clear (&placed[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    clear (&works[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (lanes); i++)
    clear (&lanes[i]);
  clear (&edge);
  clear (&frame);
  g_ptr_array_unref (records.placements);
  g_ptr_array_unref (records.frames);
  g_ptr_array_unref (records.edges);
  g_ptr_array_unref (records.lanes);
  g_hash_table_unref (records.works);
  g_hash_table_unref (records.cards);
  g_hash_table_unref (records.connectors);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/build/idea", test_idea);
  g_test_add_func ("/build/others", test_others);
  g_test_add_func ("/build/lanes", test_lanes);
  g_test_add_func ("/build/fill", test_fill);
  g_test_add_func ("/build/statuses", test_statuses);
  return g_test_run ();
}
