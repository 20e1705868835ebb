/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-scenario.h"

#include "rapport-records.h"
#include "store-support.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_NOTES 16

static char *
note_id (guint slot)
{
  g_autofree char *number = g_strdup_printf ("%u", slot);
  const char *parts[] = { number, NULL };

  return rapport_id_from_key ("note", parts);
}

static char *
counter_id (void)
{
  const char *parts[] = { "counter", NULL };

  return rapport_id_from_key ("client", parts);
}

static gboolean is_synced;

void
scenario_set_synced (gboolean synced)
{
  is_synced = synced;
}

/* Edit number @n has been sent, and the place has got so far. */
static void
note_sync (RapportChangeSet *set, const char *counter, guint n)
{
  RapportSyncNote *note = rapport_sync_note_new ();
  RapportSyncFact *fact = rapport_sync_fact_new ("client", counter, 1);
  g_autofree char *name = g_strdup_printf ("%u", n);

  note->place = rapport_sync_place_new ();
  note->place->key = n == 1 ? 0 : 1;
  note->place->round = n;
  g_free (fact->revision);
  fact->revision = g_strdup_printf ("%u-x", n);
  fact->served = rapport_row_new (&rapport_client_info, counter);
  fact->served->values[RAPPORT_CLIENT_NAME] = g_variant_ref_sink (g_variant_new_string (name));
  g_ptr_array_add (note->facts, fact);
  rapport_change_set_set_note (set, note);
}

RapportChangeSet *
scenario_edit (guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *parts[] = { number, NULL };
  /* Not a random id: forked children would draw the same ones. */
  g_autofree char *id = rapport_id_from_key ("edit", parts);
  const RapportChangeHead head = { .id = id, .label = "Edit", .instant = TEST_NOW };
  RapportChangeSet *set = test_set_new_from_head (&head);
  g_autofree char *note = note_id (n % N_NOTES);
  g_autofree char *counter = counter_id ();
  /* Long enough to move pages about. */
  g_autofree char *filler = g_strnfill ((n * 37) % 3000, 'x');

  test_set_add (set, &rapport_note_info, note, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                g_variant_new_take_string (g_strdup_printf ("edit %u %s", n, filler)));
  test_set_add (set, &rapport_client_info, counter, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
                g_variant_new_take_string (g_strdup_printf ("%u", n)));
  if (is_synced && n % 3 == 1)
    note_sync (set, counter, n);
  return set;
}

/* The check, with SQLite alone: what it finds is in the file, whatever the
 * store thinks. */

static gint64
ask (sqlite3 *db, const char *sql, const char *parameter)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value = -1;
  const char *text;
  int code;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (parameter != NULL)
    sqlite3_bind_text (stmt, 1, parameter, -1, SQLITE_TRANSIENT);
  code = sqlite3_step (stmt);
  if (code != SQLITE_DONE)
    {
      g_assert_cmpint (code, ==, SQLITE_ROW);
      text = (const char *) sqlite3_column_text (stmt, 0);
      if (text != NULL)
        value = g_ascii_strtoll (g_str_has_prefix (text, "edit ") ? text + 5 : text, NULL, 10);
    }
  sqlite3_finalize (stmt);
  return value;
}

static void
assert_integrity (sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &stmt, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, "ok");
  sqlite3_finalize (stmt);
}

/* What is known of the database is neither ahead of the rows nor behind. */
static void
assert_synced (sqlite3 *db, const char *counter, gint64 count)
{
  gint64 sent = count - (count - 1) % 3;

  g_assert_cmpint (ask (db, "SELECT round FROM sync_place", NULL), ==, sent);
  g_assert_cmpint (ask (db, "SELECT revision FROM sync_record WHERE record = ?", counter), ==,
                   sent);
  g_assert_cmpint (
    ask (db, "SELECT waiting IS NOT NULL FROM sync_record WHERE record = ?", counter), ==,
    sent != count);
  g_assert_cmpint (
    ask (db, "SELECT served ->> '$.name' FROM sync_record WHERE record = ?", counter), ==,
    sent != count ? sent : -1);
  g_assert_cmpint (ask (db, "SELECT count (*) FROM sync_record WHERE waiting IS NOT NULL", NULL),
                   ==, MIN (count, N_NOTES) + (sent != count));
}

guint
scenario_check (const char *path)
{
  g_autofree char *counter = counter_id ();
  sqlite3 *db = NULL;
  gint64 count;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  assert_integrity (db);
  count = MAX (ask (db, "SELECT name FROM client WHERE id = ?", counter), 0);
  for (guint slot = 0; slot < N_NOTES; slot++)
    {
      g_autofree char *note = note_id (slot);
      gint64 last = count >= slot ? count - (count - slot) % N_NOTES : 0;

      g_assert_cmpint (ask (db, "SELECT body FROM note WHERE id = ?", note), ==,
                       last > 0 ? last : -1);
    }
  g_assert_cmpint (ask (db, "SELECT count (*) FROM change_set", NULL), ==, count);
  g_assert_cmpint (ask (db, "SELECT count (*) FROM search WHERE search MATCH 'edit'", NULL), ==,
                   MIN (count, N_NOTES));
  if (is_synced && count > 0)
    assert_synced (db, counter, count);
  sqlite3_close (db);
  return (guint) count;
}

/* The child. */

static void say (int out, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (int out, const char *format, ...)
{
  char line[512];
  va_list arguments;
  int length;

  va_start (arguments, format);
  length = g_vsnprintf (line, sizeof line, format, arguments);
  va_end (arguments);
  if (write (out, line, MIN ((gsize) length, sizeof line - 1)) < 0)
    _exit (1);
}

static guint
read_count (RapportSqliteStore *store)
{
  g_autofree char *counter = counter_id ();
  g_autoptr (RapportRow) row =
    rapport_store_load (RAPPORT_STORE (store), &rapport_client_info, counter, NULL);

  if (row == NULL)
    return 0;
  return (guint) g_ascii_strtoull (g_variant_get_string (row->values[RAPPORT_CLIENT_NAME], NULL),
                                   NULL, 10);
}

void
scenario_work (const char *path, int in, int out)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  g_autoptr (GError) error = NULL;
  RapportSqliteStore *store =
    rapport_library_file_open (path, RAPPORT_OPEN_CREATE, clock, NULL, &error);
  guint n;
  char go;

  if (store == NULL)
    {
      say (out, "problem: %s\n", error->message);
      _exit (0);
    }
  n = read_count (store);
  say (out, "opened %u\n", n);
  if (read (in, &go, 1) != 1)
    _exit (0);
  for (;;)
    {
      RapportChangeSet *set = scenario_edit (++n);
      guint64 sequence = rapport_change_set_get_sequence (set);

      rapport_store_commit (RAPPORT_STORE (store), set);
      rapport_change_set_unref (set);
      if (rapport_store_wait (RAPPORT_STORE (store), sequence, NULL))
        say (out, "saved %u\n", n);
      else
        _exit (1);
    }
}

/* The parent's side. */

void
scenario_start (ScenarioChild *child,
                const char *path,
                void (*prepare) (gpointer data),
                gpointer data)
{
  int to_child[2], from_child[2];

  signal (SIGPIPE, SIG_IGN);
  g_assert_cmpint (pipe (to_child), ==, 0);
  g_assert_cmpint (pipe (from_child), ==, 0);
  fflush (NULL);
  child->pid = fork ();
  g_assert_cmpint (child->pid, >=, 0);
  if (child->pid == 0)
    {
      close (to_child[1]);
      close (from_child[0]);
      if (prepare != NULL)
        prepare (data);
      scenario_work (path, to_child[0], from_child[1]);
    }
  close (to_child[0]);
  close (from_child[1]);
  child->in = to_child[1];
  child->out = from_child[0];
  child->used = 0;
}

char *
scenario_read_line (ScenarioChild *child)
{
  for (;;)
    {
      char *end = memchr (child->buffer, '\n', child->used);
      ssize_t n;

      if (end != NULL)
        {
          gsize length = (gsize) (end - child->buffer);
          char *line = g_strndup (child->buffer, length);

          child->used -= length + 1;
          memmove (child->buffer, end + 1, child->used);
          return line;
        }
      n = read (child->out, child->buffer + child->used, sizeof child->buffer - child->used);
      if (n <= 0)
        return NULL;
      child->used += (gsize) n;
    }
}

gboolean
scenario_read_opened (ScenarioChild *child, guint *count)
{
  g_autofree char *line = scenario_read_line (child);

  if (line == NULL)
    return FALSE;
  g_assert_true (g_str_has_prefix (line, "opened "));
  *count = (guint) g_ascii_strtoull (line + 7, NULL, 10);
  return TRUE;
}

void
scenario_go (ScenarioChild *child)
{
  /* It may have been killed meanwhile, after it had answered. */
  if (write (child->in, "g", 1) != 1)
    g_assert_cmpint (errno, ==, EPIPE);
}

gboolean
scenario_read_saved (ScenarioChild *child, guint *saved)
{
  g_autofree char *line = scenario_read_line (child);

  if (line == NULL)
    return FALSE;
  g_assert_true (g_str_has_prefix (line, "saved "));
  *saved = (guint) g_ascii_strtoull (line + 6, NULL, 10);
  return TRUE;
}

guint
scenario_read_to_end (ScenarioChild *child, guint saved)
{
  while (scenario_read_saved (child, &saved))
    continue;
  return saved;
}

void
scenario_wait (ScenarioChild *child)
{
  int status;

  g_assert_cmpint (waitpid (child->pid, &status, 0), ==, child->pid);
  close (child->in);
  close (child->out);
}

void
scenario_kill (ScenarioChild *child)
{
  kill (child->pid, SIGKILL);
}
