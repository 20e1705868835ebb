/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults 1 and 2: kill -9 at random points, and power cuts. What was said to be
 * saved is there afterwards, whole. */
#include "fault-scenario.h"
#include "fault-vfs.h"
#include "store-support.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define N_KILLS         1000
#define KILLS_A_LIBRARY 40
#define N_CUTS          150

static guint
get_number (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) atoi (text) : otherwise;
}

/* Lets the child run for a moment that is different each time. */
static void
run_for (gint64 microseconds)
{
  gint64 until = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < until)
    g_thread_yield ();
}

/* One life of a worker: it must find what the last one had saved; then it is
 * killed while it opens, or while it writes. Returns what it has saved. */
static guint
live_and_die (const char *path, guint saved, GRand *rand)
{
  ScenarioChild child;
  guint opened;

  scenario_start (&child, path, NULL, NULL);
  /* A child that is killed before it says anything has saved nothing. */
  if (g_rand_int_range (rand, 0, 10) == 0)
    {
      run_for (g_rand_int_range (rand, 0, 8000));
      scenario_kill (&child);
    }
  if (scenario_read_opened (&child, &opened))
    {
      g_assert_cmpuint (opened, >=, saved);
      g_assert_cmpuint (scenario_check (path), ==, opened);
      saved = opened;
      scenario_go (&child);
      /* Half of them have saved something, however slow the machine is. */
      if (g_rand_boolean (rand))
        scenario_read_saved (&child, &saved);
      run_for (g_rand_int_range (rand, 0, 6000));
      scenario_kill (&child);
      saved = scenario_read_to_end (&child, saved);
    }
  scenario_wait (&child);
  return saved;
}

static guint
kill_again_and_again (guint n_kills, GRand *rand)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  guint saved = 0;

  for (guint i = 0; i < n_kills; i++)
    saved = live_and_die (path, saved, rand);
  test_folder_free (folder);
  return saved;
}

static void
test_kill (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint n_kills = get_number ("RAPPORT_KILLS", N_KILLS);
  guint saved = 0;

  /* A new library now and then: checking one that has grown takes long, and
   * the first moments are worth being killed in, too. */
  for (guint i = 0; i < n_kills; i += KILLS_A_LIBRARY)
    saved += kill_again_and_again (MIN (KILLS_A_LIBRARY, n_kills - i), rand);
  g_test_message ("%u kills, %u edits saved", n_kills, saved);
  g_assert_cmpuint (saved, >, n_kills / 4);
}

/* Power cuts. */

typedef struct
{
  const char *folder;
  const char *cut_folder;
  guint32 seed;
  guint64 at;
  gboolean lying;
} Cut;

static void
prepare_cut_cb (gpointer data)
{
  const Cut *cut = data;

  fault_vfs_install ();
  fault_vfs_set_cut_folder (cut->folder, cut->cut_folder, cut->seed, cut->lying);
  fault_vfs_arm (FAULT_CUT, cut->at);
}

/* What the cut left is what the next worker finds. */
static void
put_in_place (const char *from, const char *to)
{
  g_autoptr (GDir) old = g_dir_open (to, 0, NULL);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (old)) != NULL)
    {
      g_autofree char *file = g_build_filename (to, name, NULL);

      g_unlink (file);
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      g_assert_cmpint (g_rename (source, target), ==, 0);
    }
}

/* FALSE when the library was refused or has lost something that was saved. */
static gboolean
live_until_cut (const char *path, const char *folder, Cut *cut, guint *saved)
{
  ScenarioChild child;
  g_autofree char *line = NULL;
  gboolean kept = TRUE;

  scenario_start (&child, path, prepare_cut_cb, cut);
  line = scenario_read_line (&child);
  if (line != NULL && g_str_has_prefix (line, "opened "))
    {
      guint opened = (guint) g_ascii_strtoull (line + 7, NULL, 10);

      kept = opened >= *saved;
      if (kept)
        g_assert_cmpuint (scenario_check (path), ==, opened);
      else
        g_test_message ("of %u saved edits %u are there", *saved, opened);
      scenario_go (&child);
      *saved = scenario_read_to_end (&child, opened);
    }
  else
    {
      kept = line == NULL;
      if (!kept)
        g_test_message ("refused: %s", line);
    }
  scenario_wait (&child);
  if (kept)
    put_in_place (cut->cut_folder, folder);
  return kept;
}

/* Returns how many cuts went well before one did not. */
static guint
cut_again_and_again (guint n_cuts, gboolean lying)
{
  char *top = test_folder_new ();
  g_autofree char *folder = g_build_filename (top, "library", NULL);
  g_autofree char *cut_folder = g_build_filename (top, "cut", NULL);
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  guint saved = 0, i;

  g_mkdir (folder, 0700);
  g_mkdir (cut_folder, 0700);
  for (i = 0; i < n_cuts; i++)
    {
      Cut cut = { folder, cut_folder, g_rand_int (rand), 0, lying };

      /* Many in the first moments, where the file is made and migrated. */
      cut.at = (guint64) g_rand_int_range (rand, 1, i % 3 == 0 ? 60 : 1500);
      if (!live_until_cut (path, folder, &cut, &saved))
        break;
    }
  g_test_message ("%u power cuts, %u edits saved", i, saved);
  test_folder_free (top);
  return i;
}

static void
test_power_cut (void)
{
  guint n = get_number ("RAPPORT_CUTS", N_CUTS);

  g_assert_cmpuint (cut_again_and_again (n, FALSE), ==, n);
}

/* The same with a disk that lies about syncing must go wrong, or the test above
 * would prove nothing. */
static void
test_power_cut_of_liar (void)
{
  g_assert_cmpuint (cut_again_and_again (N_CUTS, TRUE), <, N_CUTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  scenario_set_synced (TRUE);
  g_test_add_func ("/fault/kill", test_kill);
  g_test_add_func ("/fault/power-cut", test_power_cut);
  g_test_add_func ("/fault/power-cut-of-liar", test_power_cut_of_liar);
  return g_test_run ();
}
