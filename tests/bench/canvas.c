/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the canvas: bench-canvas FOLDER CARDS. Makes a library with a board of so many cards
 * where there is none yet, opens it in a window of 1400 x 900, and prints lines "MEDIAN P95 WHAT",
 * in milliseconds by the clock, from the beginning of a frame until it is handed to the screen; and
 * at last "MiB 0 memory". With no cards the canvas is empty: what others are compared with. */
#include "boards.h"
#include "rapport-canvas-private.h"
#include "rapport-ideas-model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH  1400
#define HEIGHT 900

#define FRAMES 60

/* Frames that nothing is done in before it is given up to wait for the tiles. */
#define PATIENCE 1200

#define MANY 500

typedef struct
{
  RapportLibrary *library;
  char *board;
  GMainLoop *loop;
  GtkWindow *window;
  RapportCanvas *canvas;
  RapportIdeasModel *model;
  void (*step) (guint frame);
  guint frame, n_frames;
  gint64 began;
  GArray *times; /* of double */
  gboolean loaded;
} Bench;

static Bench bench;

/* Frames. */

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  if (bench.step != NULL && bench.frame < bench.n_frames)
    bench.step (bench.frame++);
  else
    g_main_loop_quit (bench.loop);
  gtk_widget_queue_draw (GTK_WIDGET (bench.canvas));
  return G_SOURCE_CONTINUE;
}

static void
before_cb (void)
{
  bench.began = g_get_monotonic_time ();
}

static void
after_cb (void)
{
  const double time = (double) (g_get_monotonic_time () - bench.began) / 1000;

  g_array_append_val (bench.times, time);
}

/* Runs @step in each of so many frames. */
static void
run (void (*step) (guint frame), guint n_frames)
{
  g_array_set_size (bench.times, 0);
  bench.step = step;
  bench.frame = 0;
  bench.n_frames = n_frames;
  g_main_loop_run (bench.loop);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
print (const char *what)
{
  const guint n = bench.times->len;

  g_array_sort (bench.times, compare_cb);
  g_print ("%.2f %.2f %s\n", g_array_index (bench.times, double, n / 2),
           g_array_index (bench.times, double, MIN (n - 1, n * 95 / 100)), what);
}

static void
measure (void (*step) (guint frame), const char *what, const char *where)
{
  g_autofree char *name = g_strdup_printf ("%s%s", what, where);

  run (step, FRAMES);
  print (name);
}

static void
wait_settled (void)
{
  for (guint i = 0; i < PATIENCE; i++)
    {
      run (NULL, 0);
      if (rapport_canvas_is_settled (bench.canvas) && i > 2)
        return;
    }
  g_printerr ("the tiles are never done\n");
}

/* Steps. */

static void
pan_there_and_back (guint frame)
{
  rapport_canvas_pan (bench.canvas, frame < FRAMES / 2 ? -7 : 7, frame % 4 < 2 ? 3 : -3);
}

static void
pan_away (guint frame)
{
  rapport_canvas_pan (bench.canvas, -41, -17);
}

static void
zoom_in (guint frame)
{
  rapport_canvas_zoom_at (bench.canvas, bench.canvas->viewport.zoom * 1.02, WIDTH / 2.0,
                          HEIGHT / 2.0);
}

static void
drag (guint frame)
{
  rapport_canvas_drag_lift (bench.canvas, 4.0 * frame, 2.0 * frame, 0);
}

/* Measuring. */

static void
look_at (double x, double y, double zoom)
{
  const RapportViewport there = {
    .x = x * zoom, .y = y * zoom, .zoom = zoom, .width = WIDTH, .height = HEIGHT
  };

  rapport_canvas_set_viewport (bench.canvas, &there, FALSE);
  wait_settled ();
}

/* What lies near the middle of the view, so many. */
static char **
choose (guint n)
{
  RapportBox seen = rapport_viewport_get_visible (&bench.canvas->viewport);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GPtrArray) items = NULL;
  guint found = 0;

  if (n > 100)
    seen = rapport_box_grow (&seen, 3000);
  items = rapport_scene_find (rapport_canvas_get_scene (bench.canvas), &seen);
  for (guint i = items->len / (n == 1 ? 2 : G_MAXINT); i < items->len && found < n; i++)
    if (rapport_scene_item_is_card (items->pdata[i]))
      {
        g_strv_builder_add (ids, ((RapportSceneItem *) items->pdata[i])->id);
        found++;
      }
  return g_strv_builder_end (ids);
}

static void
measure_drag (guint n, const char *what)
{
  g_auto (GStrv) ids = choose (n);
  gint64 began;

  if (g_strv_length (ids) < n)
    return;
  rapport_canvas_select (bench.canvas, (const char *const *) ids);
  wait_settled ();
  began = g_get_monotonic_time ();
  bench.canvas->press = RAPPORT_PRESS_MOVE;
  rapport_canvas_lift (bench.canvas);
  g_print ("%.2f 0 %s: lifting\n", (double) (g_get_monotonic_time () - began) / 1000, what);
  measure (drag, what, "");
  bench.canvas->press = RAPPORT_PRESS_NONE;
  rapport_canvas_drop_lift (bench.canvas, FALSE);
  rapport_canvas_select (bench.canvas, (const char *const[]) { NULL });
  wait_settled ();
}

static void
measure_zoom (double zoom, const char *name)
{
  g_autofree char *where = g_strdup_printf (", %s", name);

  look_at (-100, -100, zoom);
  run (pan_there_and_back, FRAMES);
  wait_settled ();
  measure (pan_there_and_back, "warm pan", where);
  measure (pan_away, "cold pan", where);
}

static void
loaded_cb (void)
{
  bench.loaded = TRUE;
}

static void
open_board (void)
{
  gint64 began = g_get_monotonic_time ();

  bench.model = rapport_ideas_model_new (bench.library);
  g_signal_connect (bench.model, "loaded", G_CALLBACK (loaded_cb), NULL);
  rapport_ideas_model_show (bench.model, bench.board);
  while (!bench.loaded)
    g_main_context_iteration (NULL, TRUE);
  rapport_canvas_set_scene (bench.canvas, rapport_ideas_model_get_scene (bench.model));
  rapport_canvas_fit_all (bench.canvas);
  run (NULL, 0);
  g_print ("%.2f 0 opening, to the first frame\n",
           (double) (g_get_monotonic_time () - began) / 1000);
  wait_settled ();
  g_print ("%.2f 0 opening, until all is drawn\n",
           (double) (g_get_monotonic_time () - began) / 1000);
}

static void
print_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_print ("%.1f 0 memory\n", line != NULL ? (double) atoi (line + strlen ("VmHWM:")) / 1024 : 0);
}

static void
open_library (const char *folder, guint n_cards)
{
  g_autofree char *path = g_strdup_printf ("%s/board-%u.rapport", folder, n_cards);
  g_autofree char *id_path = g_strconcat (path, ".id", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed_day (rapport_day_new (2026, 11, 22));
  RapportSqliteStore *store;

  if (!g_file_get_contents (id_path, &bench.board, NULL, NULL))
    {
      BenchLibrary made;

      bench_library_open (&made, path);
      bench.board = bench_make_board (&made, n_cards);
      bench_library_close (&made);
      g_assert_true (g_file_set_contents (id_path, bench.board, -1, NULL));
    }
  store = rapport_library_file_open (path, 0, clock, NULL, NULL);
  g_assert_nonnull (store);
  bench.library = rapport_library_new (RAPPORT_STORE (store), clock);
  g_object_unref (store);
}

static void
open_window (void)
{
  GdkFrameClock *clock;

  bench.window = GTK_WINDOW (gtk_window_new ());
  bench.canvas = RAPPORT_CANVAS (rapport_canvas_new ());
  gtk_window_set_decorated (bench.window, FALSE);
  gtk_window_set_default_size (bench.window, WIDTH, HEIGHT);
  gtk_window_set_child (bench.window, GTK_WIDGET (bench.canvas));
  gtk_window_present (bench.window);
  gtk_widget_add_tick_callback (GTK_WIDGET (bench.canvas), tick_cb, NULL, NULL);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.canvas));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_cb), NULL);
  for (guint i = 0; i < 10; i++)
    run (NULL, 0);
}

int
main (int argc, char **argv)
{
  double fit;

  g_assert_cmpint (argc, ==, 3);
  adw_init ();
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.times = g_array_new (FALSE, FALSE, sizeof (double));
  open_library (argv[1], (guint) atoi (argv[2]));
  open_window ();
  open_board ();
  fit = bench.canvas->viewport.zoom;
  if (fit < 0.25)
    measure_zoom (fit, "fit");
  measure_zoom (1, "1:1");
  measure_zoom (0.3, "0.3");
  look_at (-100, -100, 0.3);
  measure (zoom_in, "zoom", "");
  look_at (-100, -100, 1);
  measure_drag (1, "drag of one card");
  look_at (-100, -100, 0.3);
  measure_drag (MANY, "drag of 500");
  print_memory ();
  fflush (stdout);
  /* What drivers and threads still do when a program ends is not measured. */
  _exit (0);
}
