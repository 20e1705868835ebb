/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw-samples FOLDER: boards as PNG, to be looked at and compared. */
#include "rapport-matrix.h"
#include "rapport-scene-painter.h"

#include <string.h>

typedef struct
{
  RapportSceneKind kind;
  RapportBox box;
  const char *title, *body, *status, *status_words, *when, *score, *figure, *change, *colour;
  gboolean locked, confidential;
} Sample;

static const Sample english[] = {
  { RAPPORT_SCENE_FRAME, { 0, 0, 860, 520 }, .title = "Reach" },
  { RAPPORT_SCENE_FRAME, { 900, 0, 340, 520 }, .title = "What we know", .colour = "#1a5fb4" },
  { RAPPORT_SCENE_IDEA,
    { 24, 24, 240, 132 },
    .title = "Short videos with the surgeon",
    .body = "People fear the operation; they **trust a face** more than a price list.",
    .status = "idea",
    .status_words = "Idea",
    .when = "by 30 Nov",
    .score = "336",
    .colour = "#33d17a" },
  { RAPPORT_SCENE_IDEA,
    { 304, 24, 240, 132 },
    .title = "Landing page for the knee clinic",
    .body = "A page of its own for the query that brings most leads",
    .status = "in-work",
    .status_words = "In work",
    .when = "by 14 Nov",
    .colour = "#3584e4" },
  { RAPPORT_SCENE_IDEA,
    { 584, 24, 240, 132 },
    .title = "Reviews on the maps",
    .status = "confirmed",
    .status_words = "Confirmed",
    .score = "ICE 512" },
  { RAPPORT_SCENE_IDEA,
    { 24, 204, 240, 132 },
    .title = "Radio at drive time",
    .body = "Tried in spring: 3 calls for 90,000",
    .status = "rejected",
    .status_words = "Rejected" },
  { RAPPORT_SCENE_IDEA,
    { 304, 204, 240, 132 },
    .title = "Referral cards for trainers",
    .status = "waiting-for-client",
    .status_words = "Waiting for client",
    .when = "since Monday" },
  { RAPPORT_SCENE_IDEA,
    { 584, 204, 240, 132 },
    .title = "Raise prices before the season",
    .body = "Not before the owner has said so himself.",
    .status = "planned",
    .status_words = "Planned",
    .confidential = TRUE },
  { RAPPORT_SCENE_IDEA,
    { 24, 376, 240, 120 },
    .title = "Newsletter to those who asked and did not come back within a month",
    .status = "done",
    .status_words = "Done" },
  { RAPPORT_SCENE_IDEA,
    { 304, 376, 240, 120 },
    .title = "Billboard on the ring road",
    .status = "dropped",
    .status_words = "Dropped" },
  { RAPPORT_SCENE_NOTE,
    { 924, 24, 292, 160 },
    .body = "### Fears\n- it will **hurt**\n- it will cost more than they said\n- *nobody will "
            "answer* after it" },
  { RAPPORT_SCENE_NOTE,
    { 924, 200, 140, 100 },
    .body = "Ask for the price list of the neighbours",
    .colour = "#f66151",
    .locked = TRUE },
  { RAPPORT_SCENE_FIGURE,
    { 1080, 200, 136, 100 },
    .title = "Leads",
    .figure = "184",
    .change = "▲ 12 % to October" },
  { RAPPORT_SCENE_LINK,
    { 924, 320, 292, 84 },
    .title = "How patients choose a clinic",
    .body = "example.org" },
  { RAPPORT_SCENE_IDEA,
    { 924, 420, 292, 76 },
    .title = "فكرة من العميل",
    .status = "idea",
    .status_words = "Idea" },
};

static RapportSceneItem *
make (const Sample *sample, guint i)
{
  g_autofree char *id = g_strdup_printf ("%02u", i);
  RapportSceneItem *item = rapport_scene_item_new (sample->kind, id);

  item->box = sample->box;
  item->order = g_strdup (id);
  item->title = g_strdup (sample->title);
  item->body = g_strdup (sample->body);
  item->status_words = g_strdup (sample->status_words);
  item->when = g_strdup (sample->when);
  item->score = g_strdup (sample->score);
  item->figure = g_strdup (sample->figure);
  item->change = g_strdup (sample->change);
  item->locked = sample->locked;
  item->confidential = sample->confidential;
  if (sample->status != NULL)
    item->status = rapport_scene_status_from_word (sample->status);
  if (sample->colour != NULL)
    rapport_colour_parse (sample->colour, &item->colour);
  return item;
}

static void
connect (RapportScene *scene, const char *id, const char *from, const char *to, const char *label)
{
  RapportSceneItem *edge = rapport_scene_item_new (RAPPORT_SCENE_EDGE, id);

  g_strlcpy (edge->from, from, sizeof edge->from);
  g_strlcpy (edge->to, to, sizeof edge->to);
  edge->to_arrow = TRUE;
  edge->title = g_strdup (label);
  rapport_scene_put (scene, edge);
}

static void
draw (RapportScene *scene, const char *folder, const char *name, gboolean dark, double scale)
{
  const RapportSceneStyle style = { .dark = dark };
  const RapportBox bounds = rapport_scene_get_bounds (scene);
  const RapportBox area = rapport_box_grow (&bounds, RAPPORT_SCENE_MARGIN);
  g_autoptr (RapportScenePainter) painter = rapport_scene_painter_new (&style);
  g_autoptr (GPtrArray) items = rapport_scene_find (scene, &area);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) (area.width * scale), (int) (area.height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -area.x, -area.y);
  rapport_scene_painter_draw_ground (painter, cr, &area, scale);
  rapport_scene_painter_draw (painter, cr, items, scale);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, file), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* A matrix: three columns, two rows. */
static RapportScene *
make_matrix (void)
{
  static const char *const columns[] = { "Ads", "Search", "Partners" };
  static const char *const rows[] = { "Reach", "Leads and first visits" };
  RapportScene *scene = rapport_scene_new ();
  g_autoptr (RapportMatrix) matrix = rapport_matrix_new ();
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    rapport_matrix_add_column (matrix, i == 1 ? 540 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rapport_matrix_add_row (matrix, 0);
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    if (english[i].kind == RAPPORT_SCENE_IDEA)
      rapport_matrix_add_card (matrix, i % 3, i % 2, english[i].box.height);
  rapport_matrix_lay_out (matrix);
  for (guint i = 0; i < G_N_ELEMENTS (columns) + G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strdup_printf ("lane-%u", i);
      RapportSceneItem *lane = rapport_scene_item_new (RAPPORT_SCENE_LANE, id);

      lane->column = i < G_N_ELEMENTS (columns);
      lane->title = g_strdup (lane->column ? columns[i] : rows[i - G_N_ELEMENTS (columns)]);
      lane->box = lane->column ? rapport_matrix_get_column (matrix, i)
                               : rapport_matrix_get_row (matrix, i - G_N_ELEMENTS (columns));
      rapport_scene_put (scene, lane);
    }
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    if (english[i].kind == RAPPORT_SCENE_IDEA)
      {
        RapportSceneItem *item = make (&english[i], i);

        item->box = rapport_matrix_get_card (matrix, n++);
        rapport_scene_put (scene, item);
      }
  return scene;
}

int
main (int argc, char *argv[])
{
  g_autoptr (RapportScene) scene = rapport_scene_new ();

  g_assert_cmpint (argc, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    rapport_scene_put (scene, make (&english[i], i));
  connect (scene, "e1", "02", "03", "sends there");
  connect (scene, "e2", "03", "06", NULL);
  connect (scene, "e3", "10", "04", NULL);
  draw (scene, argv[1], "light.png", FALSE, 1);
  draw (scene, argv[1], "dark.png", TRUE, 1);
  draw (scene, argv[1], "bars.png", FALSE, 0.3);
  draw (scene, argv[1], "spots.png", FALSE, 0.1);
  g_clear_object (&scene);
  scene = make_matrix ();
  draw (scene, argv[1], "matrix.png", FALSE, 1);
  draw (scene, argv[1], "matrix-dark.png", TRUE, 0.6);
  return 0;
}
