/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles that other threads draw while the board changes: once all is settled, what is shown is the
 * board as it is, to the pixel. Worth a run under a thread sanitizer, too. */
#include "rapport-tiles.h"

#include <string.h>

#define WIDTH  1000
#define HEIGHT 700

#define N_CARDS  120
#define N_ROUNDS 150

typedef struct
{
  RapportScene *scene;
  RapportTiles *tiles;
  RapportViewport viewport;
  RapportSceneStyle style;
  RapportPicture *picture;
  GRand *random;
  guint n_ready;
} Board;

static const RapportSceneKind kinds[] = { RAPPORT_SCENE_IDEA, RAPPORT_SCENE_NOTE,
                                          RAPPORT_SCENE_IMAGE, RAPPORT_SCENE_LINK,
                                          RAPPORT_SCENE_FIGURE };

static void
ready_cb (gpointer user_data)
{
  Board *board = user_data;

  board->n_ready++;
}

static RapportSceneItem *
make_card (Board *board, int number)
{
  g_autofree char *id = g_strdup_printf ("card-%d", number);
  RapportSceneItem *item =
    rapport_scene_item_new (kinds[g_rand_int_range (board->random, 0, G_N_ELEMENTS (kinds))], id);

  item->box = (RapportBox) { g_rand_int_range (board->random, -1400, 1400),
                             g_rand_int_range (board->random, -1000, 1000), 240, 132 };
  item->title = g_strdup_printf ("Карточка %d ✓", g_rand_int_range (board->random, 0, 1000));
  item->body =
    g_strdup ("People fear it; they **trust a face**\n- more than *a price list*\n- 日本");
  item->figure = g_strdup ("1 541,76");
  item->status = RAPPORT_SCENE_GOING;
  item->status_words = g_strdup ("In work");
  if (item->kind == RAPPORT_SCENE_IMAGE)
    item->picture = rapport_picture_ref (board->picture);
  return item;
}

static void
put_edge (Board *board, int number)
{
  g_autofree char *id = g_strdup_printf ("edge-%d", number);
  RapportSceneItem *item = rapport_scene_item_new (RAPPORT_SCENE_EDGE, id);

  g_snprintf (item->from, sizeof item->from, "card-%d", number);
  g_snprintf (item->to, sizeof item->to, "card-%d", number + 1);
  item->title = g_strdup ("and so");
  rapport_scene_put (board->scene, item);
}

static RapportPicture *
make_picture (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'>"
                            "<circle cx='30' cy='20' r='15' fill='teal'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  RapportPicture *picture = rapport_picture_read (bytes, NULL);

  g_assert_nonnull (picture);
  return picture;
}

static void
board_init (Board *self)
{
  *self = (Board) { .scene = rapport_scene_new (), .random = g_rand_new_with_seed (4) };
  self->picture = make_picture ();
  for (int i = 0; i < N_CARDS; i++)
    rapport_scene_put (self->scene, make_card (self, i));
  for (int i = 0; i < N_CARDS / 2; i++)
    put_edge (self, i);
  rapport_viewport_init (&self->viewport);
  rapport_viewport_resize (&self->viewport, WIDTH, HEIGHT);
  self->tiles = rapport_tiles_new (ready_cb, self);
  rapport_tiles_set_scene (self->tiles, self->scene);
}

static void
board_clear (Board *self)
{
  g_clear_pointer (&self->tiles, rapport_tiles_free);
  g_clear_object (&self->scene);
  rapport_picture_unref (self->picture);
  g_rand_free (self->random);
  /* What was under way comes back to nobody. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* (transfer full) (nullable): a frame as it would be shown. */
static GskRenderNode *
show (Board *self, gboolean moving)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  rapport_tiles_snapshot (self->tiles, snapshot, &self->viewport, 1, moving);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
show_once (Board *self, gboolean moving)
{
  GskRenderNode *node = show (self, moving);

  g_clear_pointer (&node, gsk_render_node_unref);
}

static void
settle (Board *self)
{
  show_once (self, FALSE);
  while (!rapport_tiles_are_settled (self->tiles))
    {
      g_main_context_iteration (NULL, TRUE);
      show_once (self, FALSE);
    }
}

/* What the painter makes of it at once. */
static cairo_surface_t *
paint (Board *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const RapportBox seen = rapport_viewport_get_visible (&self->viewport);
  g_autoptr (GPtrArray) items = rapport_scene_find (self->scene, &seen);
  RapportScenePainter *painter = rapport_scene_painter_new (&self->style);

  cairo_scale (cr, self->viewport.zoom, self->viewport.zoom);
  cairo_translate (cr, -seen.x, -seen.y);
  rapport_scene_painter_draw_ground (painter, cr, &seen, self->viewport.zoom);
  rapport_scene_painter_draw (painter, cr, items, self->viewport.zoom);
  rapport_scene_painter_free (painter);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
render (Board *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node = show (self, FALSE);

  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Pixels of which a colour differs by more than the eye could tell. */
static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b)
{
  const guchar *first = cairo_image_surface_get_data (a);
  const guchar *second = cairo_image_surface_get_data (b);
  const int size = cairo_image_surface_get_stride (a) * HEIGHT;
  guint n = 0;

  for (int i = 0; i < size; i++)
    n += ABS (first[i] - second[i]) > 12;
  return n;
}

static void
assert_true_picture (Board *self)
{
  cairo_surface_t *painted = paint (self);
  cairo_surface_t *shown;
  guint n;

  settle (self);
  shown = render (self);
  n = count_differences (painted, shown);
  cairo_surface_destroy (painted);
  cairo_surface_destroy (shown);
  g_assert_cmpuint (n, <=, 20);
}

/* Changing. */

static void
change (Board *self, guint round)
{
  const int number = g_rand_int_range (self->random, 0, N_CARDS);
  g_autofree char *id = g_strdup_printf ("card-%d", number);

  switch (g_rand_int_range (self->random, 0, 6))
    {
    case 0:
      rapport_scene_remove (self->scene, id);
      break;
    case 1:
      rapport_viewport_pan (&self->viewport, g_rand_int_range (self->random, -300, 300),
                            g_rand_int_range (self->random, -300, 300));
      break;
    case 2:
      if (round % 5 == 0)
        rapport_viewport_zoom_at (&self->viewport, g_rand_double_range (self->random, 0.2, 2), 300,
                                  300);
      break;
    default:
      rapport_scene_put (self->scene, make_card (self, number));
    }
}

static void
change_rarely (Board *self, guint round)
{
  if (round % 40 == 17)
    {
      self->style.dark = !self->style.dark;
      rapport_tiles_set_style (self->tiles, &self->style);
    }
  if (round % 20 == 3)
    {
      g_autoptr (GHashTable) lifted = g_hash_table_new (g_str_hash, g_str_equal);

      g_hash_table_add (lifted, (gpointer) "card-3");
      rapport_tiles_set_lifted (self->tiles, lifted);
    }
  if (round % 20 == 6)
    rapport_tiles_set_lifted (self->tiles, NULL);
}

static void
test_changes (void)
{
  Board board;

  board_init (&board);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      change (&board, round);
      change_rarely (&board, round);
      show_once (&board, round % 7 == 0);
      g_main_context_iteration (NULL, round % 3 == 0 && board.n_ready == 0);
      board.n_ready = 0;
    }
  rapport_tiles_set_lifted (board.tiles, NULL);
  rapport_viewport_zoom_at (&board.viewport, 1, 0, 0);
  board.viewport.x = -500;
  board.viewport.y = -350;
  assert_true_picture (&board);
  /* One card more is one card more to be seen. */
  rapport_scene_put (board.scene, make_card (&board, 1));
  assert_true_picture (&board);
  board_clear (&board);
}

/* It is thrown away while others still draw for it, again and again. */
static void
test_thrown_away (void)
{
  for (int i = 0; i < 10; i++)
    {
      Board board;

      board_init (&board);
      show_once (&board, FALSE);
      if (i % 2 == 0)
        g_main_context_iteration (NULL, TRUE);
      if (i % 3 == 0)
        rapport_tiles_set_scene (board.tiles, NULL);
      board_clear (&board);
    }
}

/* A board with nothing on it is drawn as well: its ground. */
static void
test_empty (void)
{
  Board board;
  RapportBox box;

  board_init (&board);
  rapport_scene_clear (board.scene);
  assert_true_picture (&board);
  while (rapport_tiles_get_overview (board.tiles, &box) == NULL)
    g_main_context_iteration (NULL, TRUE);
  board_clear (&board);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What a frame is made of has to be known; a screen is not needed. */
  gtk_init_check ();
  g_test_add_func ("/canvas/tiles/changes", test_changes);
  g_test_add_func ("/canvas/tiles/thrown-away", test_thrown_away);
  g_test_add_func ("/canvas/tiles/empty", test_empty);
  return g_test_run ();
}
