/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a record comes to stand on a card. */
#include "rapport-scene-build.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/build/idea", test_idea);
  g_test_add_func ("/build/others", test_others);
  g_test_add_func ("/build/lanes", test_lanes);
  return g_test_run ();
}
