/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kill -9 while minutes are typed. What was typed before the last pause is there afterwards, letter
 * by letter; lines and what they became are as many as each other. */
#include "rapport-minutes-buffer.h"

#include "rules-support.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS 200

/* What is typed in one life: letters, and breaks with a sign behind some. */
static char *
make_text (GRand *rand)
{
  static const char *const signs[] = { "", "", "+ ", "! ", "? ", "// + " };
  static const char *const words[] = { "prices", "двери", "landing", "письмо", "season", "é🎉" };
  GString *text = g_string_new (NULL);

  for (guint line = 0; line < 60; line++)
    {
      g_string_append_printf (text, "\n%s", signs[g_rand_int_range (rand, 0, 6)]);
      for (int n = g_rand_int_range (rand, 1, 7); n > 0; n--)
        g_string_append_printf (text, "%s%s", words[g_rand_int_range (rand, 0, 6)],
                                n > 1 ? " " : "");
    }
  return g_string_free_and_steal (text);
}

/* The same as it stands in the lines: a sign makes a line what it is, and goes. */
static char *
take_signs_out (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      const gsize n = strspn (*line, "+!?/ ");

      memmove (*line, *line + n, strlen (*line + n) + 1);
    }
  return g_strjoinv ("\n", lines);
}

/* The child. Nothing of the parent's has threads when it is made. */

typedef struct
{
  char *path;
  char *meeting;
  const char *text;
  guint32 seed;
  int out;
} Life;

static RapportLibrary *
open_library (const Life *life)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);

  return rapport_library_new (RAPPORT_STORE (test_open (life->path, clock)), clock);
}

static void
say_saved (const Life *life, gsize length)
{
  g_autofree char *line = g_strdup_printf ("%" G_GSIZE_FORMAT "\n", length);

  if (write (life->out, line, strlen (line)) < 0)
    _exit (1);
}

/* Types for ever; after a pause what was typed is written, and when it is on the disk that is
 * said. */
static void
type (RapportMinutesBuffer *buffer, RapportLibrary *library, const Life *life)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (life->seed);
  int until_pause = 1;

  for (const char *at = life->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (buffer), at,
                                                    (int) (g_utf8_next_char (at) - at), TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (--until_pause > 0)
        continue;
      rapport_minutes_buffer_flush (buffer);
      if (rapport_library_flush (library, NULL))
        say_saved (life, (gsize) (g_utf8_next_char (at) - life->text));
      until_pause = g_rand_int_range (rand, 1, 12);
    }
}

static void G_GNUC_NORETURN
live (const Life *life)
{
  RapportLibrary *library;
  RapportMinutesBuffer *buffer;
  GtkTextIter end;

  /* Else each child would draw the ids of the one before. */
  g_random_set_seed (life->seed);
  library = open_library (life);
  buffer = rapport_minutes_buffer_new (library);

  rapport_minutes_buffer_set_meeting (
    buffer, RAPPORT_MEETING (rapport_library_get (library, RAPPORT_TYPE_MEETING, life->meeting)));
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (buffer), &end);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &end);
  say_saved (life, 0);
  type (buffer, library, life);
  _exit (0);
}

/* The parent. */

static void
start (Life *life, GPid *pid, int *from_child)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (NULL);
  *pid = fork ();
  g_assert_cmpint (*pid, >=, 0);
  if (*pid == 0)
    {
      close (ends[0]);
      life->out = ends[1];
      live (life);
    }
  close (ends[1]);
  *from_child = ends[0];
}

/* How much the child said is on the disk, up to its end. */
static gsize
read_to_end (int from_child)
{
  g_autoptr (GString) said = g_string_new (NULL);
  char buffer[4096];
  ssize_t n;
  g_auto (GStrv) lines = NULL;
  guint last;

  while ((n = read (from_child, buffer, sizeof buffer)) > 0)
    g_string_append_len (said, buffer, n);
  close (from_child);
  lines = g_strsplit (said->str, "\n", -1);
  last = g_strv_length (lines);
  return last > 1 ? (gsize) g_ascii_strtoull (lines[last - 2], NULL, 10) : 0;
}

/* Lets the child run for a moment that is different each time. */
static void
run_for (gint64 microseconds)
{
  const gint64 until = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < until)
    g_thread_yield ();
}

static gsize
live_and_die (Life *life, GRand *rand)
{
  GPid pid;
  int from_child, status;
  gsize saved;

  start (life, &pid, &from_child);
  /* Some are killed while they open. */
  if (g_rand_int_range (rand, 0, 10) > 0)
    {
      char said;

      g_assert_cmpint (read (from_child, &said, 1), ==, 1);
    }
  run_for (g_rand_int_range (rand, 0, 40000));
  kill (pid, SIGKILL);
  saved = read_to_end (from_child);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return saved;
}

/* What is on the disk, with SQLite alone. */
static char *
read_column (const char *path, const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int code;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    g_string_append_printf (text, "\n%s", (const char *) sqlite3_column_text (stmt, 0));
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define TEXT "SELECT text FROM minutes_line WHERE trashed IS NULL ORDER BY \"order\""
/* Lines that became something without it, or something that no line became. */
#define LONELY                                                                                     \
  "SELECT id FROM minutes_line WHERE kind != 'text' AND coalesce (target, '') NOT IN (SELECT id "  \
  "FROM work_item UNION SELECT id FROM agreement UNION SELECT id FROM risk) UNION ALL SELECT id "  \
  "FROM (SELECT id FROM work_item UNION SELECT id FROM agreement UNION SELECT id FROM risk) "      \
  "WHERE id NOT IN (SELECT target FROM minutes_line WHERE target IS NOT NULL)"

static void
check_life (const Life *life, char **before, gsize saved)
{
  g_autofree char *there = read_column (life->path, TEXT);
  /* One may be killed in the middle of a sign. */
  g_autofree char *now = take_signs_out (there);
  g_autofree char *lonely = read_column (life->path, LONELY);
  g_autofree char *typed = g_strndup (life->text, saved);
  g_autofree char *kept = take_signs_out (typed);
  g_autofree char *all = take_signs_out (life->text);

  gsize skip = strlen (*before);

  if (!g_str_has_prefix (now, *before))
    g_error ("there was: %s; there is: %s", *before, now);
  /* The very first line has no break typed before it. */
  if (**before == '\0' && *now != '\0')
    skip = 1;
  /* An empty line is for the eye only. */
  if (g_str_has_suffix (kept, "\n"))
    kept[strlen (kept) - 1] = '\0';
  if (!g_str_has_prefix (now + skip, kept))
    g_error ("typed: %s; there is: %s", kept, now + skip);
  if (!g_str_has_prefix (all, now + skip))
    g_error ("there is: %s; to be typed: %s", now + skip, all);
  g_assert_cmpstr (lonely, ==, "");
  g_set_str (before, now);
}

/* In a child, too, so that the parent has no threads. */
static void
make_library (Life *life)
{
  GPid pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      RapportLibrary *library = open_library (life);
      RapportTransaction *transaction;
      RapportRecord *client, *meeting;

      if (!rapport_agency_set_up (library, "Lighthouse", "Anna", "en", "USD", NULL))
        _exit (1);
      transaction = rapport_transaction_begin (library, "Set up");
      client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
      meeting = rapport_transaction_create (transaction, RAPPORT_TYPE_MEETING);
      rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_CLIENT,
                                    rapport_record_get_id (client));
      rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START,
                                    "2026-11-22T10:00[Europe/Moscow]");
      agency_commit (transaction);
      _exit (rapport_library_flush (library, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
}

static void
test_kill (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const char *wanted = g_getenv ("RAPPORT_KILLS");
  const guint n_kills = wanted != NULL ? (guint) atoi (wanted) : N_KILLS;
  char *folder = test_folder_new ();
  Life life = { .path = g_build_filename (folder, "agency.rapport", NULL) };
  g_autofree char *before = g_strdup ("");
  gsize all = 0;

  make_library (&life);
  life.meeting = read_column (life.path, "SELECT id FROM meeting");
  memmove (life.meeting, life.meeting + 1, strlen (life.meeting));
  for (guint i = 0; i < n_kills; i++)
    {
      g_autofree char *text = make_text (rand);
      gsize saved;

      /* The first line needs no break before it. */
      life.text = text + (*before == '\0' ? 1 : 0);
      life.seed = g_rand_int (rand);
      saved = live_and_die (&life, rand);
      check_life (&life, &before, saved);
      all += saved;
    }
  g_test_message ("%u kills, %" G_GSIZE_FORMAT " bytes typed and kept", n_kills, all);
  g_assert_cmpuint (all, >, n_kills);
  g_free (life.path);
  g_free (life.meeting);
  test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/minutes-kill/typing", test_kill);
  return g_test_run ();
}
