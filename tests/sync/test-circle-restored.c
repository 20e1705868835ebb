/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server, or some of its databases, restored to a time before a client moved between circles. As
 * long as nobody has put it right nobody sees more than before, and it is shown; then one operation
 * of the administrator does, and all have everything that those of them should. */
#include "circle-support.h"
#include "rapport-team-circle.h"

#include <string.h>

/* What is done from the backup on, and before it. */
typedef enum
{
  MOVE_NONE,
  MOVE_OPEN,  /* only Anna and Boris work with the client */
  MOVE_CLOSE, /* everybody does again */
} Move;

/* What is restored. */
enum
{
  BACK_WORKSPACE = 1 << 0,
  BACK_CIRCLE = 1 << 1, /* it goes where the backup has none */
};

/* How it is put right. */
typedef enum
{
  BY_MENDING,
  BY_CHOOSING, /* anew who works with the client: as in the window */
} Way;

typedef struct
{
  const char *name;
  Move before;
  Move after;
  guint restored;
  Way way;
  gboolean boris_is_late; /* he knows nothing of what was done after the backup */
  gboolean anna_is_older; /* she does not either: a copy of the file was put back, say */
} Case;

static const Case cases[] = {
  { "opened/workspace", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE, BY_MENDING, FALSE, FALSE },
  { "opened/workspace/late", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE, BY_MENDING, TRUE, FALSE },
  { "opened/workspace/choosing", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE, BY_CHOOSING, TRUE, FALSE },
  { "opened/workspace/administrator-late", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE, BY_CHOOSING, FALSE,
    TRUE },
  { "opened/all", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE | BACK_CIRCLE, BY_MENDING, FALSE, FALSE },
  { "opened/all/late", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE | BACK_CIRCLE, BY_MENDING, TRUE,
    FALSE },
  { "opened/all/choosing", MOVE_NONE, MOVE_OPEN, BACK_WORKSPACE | BACK_CIRCLE, BY_CHOOSING, TRUE,
    FALSE },
  { "opened/circle", MOVE_NONE, MOVE_OPEN, BACK_CIRCLE, BY_MENDING, FALSE, FALSE },
  { "closed/workspace", MOVE_OPEN, MOVE_CLOSE, BACK_WORKSPACE, BY_MENDING, FALSE, FALSE },
  { "closed/workspace/late", MOVE_OPEN, MOVE_CLOSE, BACK_WORKSPACE, BY_MENDING, TRUE, FALSE },
  { "closed/workspace/choosing", MOVE_OPEN, MOVE_CLOSE, BACK_WORKSPACE, BY_CHOOSING, TRUE, FALSE },
  { "closed/all", MOVE_OPEN, MOVE_CLOSE, BACK_WORKSPACE | BACK_CIRCLE, BY_MENDING, FALSE, FALSE },
  { "closed/all/late", MOVE_OPEN, MOVE_CLOSE, BACK_WORKSPACE | BACK_CIRCLE, BY_MENDING, TRUE,
    FALSE },
  { "closed/circle", MOVE_OPEN, MOVE_CLOSE, BACK_CIRCLE, BY_MENDING, FALSE, FALSE },
};

static void
sync_some_of_all (CircleTown *town)
{
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < N_MATES; i++)
      circle_sync_some (town->mates[i]);
}

static void
move (CircleTown *town, Move what, char **circle)
{
  if (what == MOVE_OPEN)
    {
      g_free (*circle);
      *circle = circle_open (town, circle_members);
    }
  else if (what == MOVE_CLOSE)
    circle_close (town);
}

static gboolean
is_unsettled (CircleTown *town, guint mate)
{
  g_autoptr (RapportTeamCircle) circle =
    rapport_team_circle_look (town->mates[mate]->library, town->client);

  return circle->unsettled;
}

static void
write_line (SyncMate *mate, const char *note, const char *line)
{
  g_autofree char *body = sync_get_body (mate, note);
  g_autofree char *more = g_strconcat (body, "\n", line, NULL);

  sync_set_body (mate, note, more);
}

/* In a text of the client that the mate sees. */
static void
assert_has_line (SyncMate *mate, const char *note, const char *line)
{
  g_autofree char *body = sync_get_body (mate, note);

  if (body == NULL || strstr (body, line) == NULL)
    g_error ("“%s” is not in “%s”", line, body);
}

static void
restore (CircleTown *town, guint what, const char *circle, const guint *backups)
{
  g_autofree char *path = g_strconcat ("/", circle, NULL);

  if ((what & BACK_WORKSPACE) != 0)
    rapport_test_server_restore (town->server, "team", backups[0]);
  if ((what & BACK_CIRCLE) != 0 && backups[1] != G_MAXUINT)
    rapport_test_server_restore (town->server, circle, backups[1]);
  else if ((what & BACK_CIRCLE) != 0)
    g_assert_cmpuint (rapport_test_server_request (town->server, "DELETE", path, NULL, NULL), ==,
                      200);
}

static void
put_right (CircleTown *town, Way way, gboolean was_open)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportServerCircle) circle =
    rapport_server_find_circle (town->admin, "team", town->client, NULL, &error);
  g_autoptr (GPtrArray) mended = NULL;

  g_assert_no_error (error);
  g_assert_true (circle->outdated);
  g_assert_cmpint (circle->database != NULL, ==, !was_open);
  g_assert_cmpuint (g_strv_length (circle->names), ==, was_open ? 0 : 2);
  if (way == BY_CHOOSING)
    {
      if (was_open)
        g_assert_true (rapport_server_close_circle (town->admin, "team", town->client,
                                                    &circle->changes, NULL, NULL, NULL, &error));
      else
        g_free (rapport_server_open_circle (town->admin, "team", town->client,
                                            (const char *const *) circle->names, &circle->changes,
                                            NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      return;
    }
  /* What was only looked at is there still. */
  for (guint i = 0; i < 2; i++)
    {
      const RapportServerMended *item;

      mended = rapport_server_mend_circles (town->admin, "team", i == 0, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (mended->len, ==, 1);
      item = mended->pdata[0];
      g_assert_cmpstr (item->client, ==, town->client);
      g_assert_cmpuint (g_strv_length (item->names), ==, was_open ? 0 : 2);
      g_assert_true (item->done);
      g_clear_pointer (&mended, g_ptr_array_unref);
    }
  mended = rapport_server_mend_circles (town->admin, "team", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mended->len, ==, 0);
}

static void
assert_all_well (CircleTown *town, gboolean is_open)
{
  SyncMate *const *mates = town->mates;

  for (guint i = 0; i < N_MATES; i++)
    g_assert_false (is_unsettled (town, i));
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  assert_has_line (mates[ANNA], town->note, SECRET " after");
  assert_has_line (mates[ANNA], town->note, "meanwhile");
  if (is_open)
    {
      sync_assert_equal (mates[ANNA], mates[VERA]);
      return;
    }
  circle_assert_moved (town);
  circle_assert_body (mates[VERA], town->note, NULL);
}

static void
test_restored (CircleTown *town)
{
  const Case *self = town->data;
  SyncMate *const *mates = town->mates;
  const gboolean is_open = self->after == MOVE_CLOSE;
  const gboolean is_split = (self->restored & BACK_WORKSPACE) != 0;
  g_autofree char *circle = NULL;
  guint backups[2] = { 0, G_MAXUINT };
  guint who = self->anna_is_older ? BORIS : ANNA;

  move (town, self->before, &circle);
  circle_sync_all (town);
  backups[0] = rapport_test_server_snapshot (town->server, "team");
  if (circle != NULL)
    backups[1] = rapport_test_server_snapshot (town->server, circle);
  move (town, self->after, &circle);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < N_MATES; i++)
      if (!(self->boris_is_late && i == BORIS) && !(self->anna_is_older && i == ANNA))
        g_assert_true (sync_circles (mates[i], -1));
  write_line (mates[who], town->note, SECRET " after");
  g_assert_true (sync_circles (mates[who], -1));
  restore (town, self->restored, circle, backups);
  /* Nobody sees more, and nobody knows less. */
  sync_some_of_all (town);
  g_assert_cmpint (is_unsettled (town, who), ==, is_split);
  assert_has_line (mates[who], town->note, SECRET " after");
  if (!is_open)
    {
      circle_assert_body (mates[VERA], town->note, NULL);
      circle_assert_says (town, "team", SECRET, FALSE);
    }
  write_line (mates[who], town->note, "meanwhile");
  sync_some_of_all (town);
  if (is_split || (self->restored & BACK_CIRCLE && self->before == MOVE_NONE))
    put_right (town, self->way, is_open);
  sync_some_of_all (town);
  circle_sync_all (town);
  assert_all_well (town, is_open);
}

/* What the server has lost was sent by somebody who is put outside before they sync again. */

typedef enum
{
  LOSS_AT_ONCE,
  LOSS_LATE,  /* she sees what was restored before anybody moves the client */
  LOSS_KNOWN, /* colleagues have had her words, and send them once more */
} Loss;

static void
test_loss (CircleTown *town)
{
  const Loss loss = (Loss) GPOINTER_TO_INT (town->data);
  const gboolean is_known = loss == LOSS_KNOWN;
  SyncMate *const *mates = town->mates;
  const guint backup = rapport_test_server_snapshot (town->server, "team");
  g_autofree char *circle = NULL;

  sync_set_body (mates[VERA], town->note, "first\n" SECRET "\nthird");
  g_assert_true (sync_circles (mates[VERA], -1));
  if (is_known)
    circle_sync_all (town);
  rapport_test_server_restore (town->server, "team", backup);
  circle = circle_open (town, circle_members);
  if (loss == LOSS_LATE)
    circle_sync_some (mates[VERA]);
  circle_sync_some (mates[ANNA]);
  sync_some_of_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, circle, SECRET, is_known);
  circle_assert_body (mates[VERA], town->note, is_known ? NULL : "first\n" SECRET "\nthird");
  g_assert_cmpuint (sync_count_conflicts (mates[VERA]), ==, is_known ? 0 : 1);
  g_assert_cmpuint (sync_count_clients (mates[VERA]), ==, 1);
  circle_close (town);
  circle_sync_all (town);
  circle_assert_says (town, "team", SECRET, TRUE);
  circle_assert_says (town, "team", "second", !is_known);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  sync_assert_equal (mates[ANNA], mates[VERA]);
}

/* The same of one record that becomes another client's: hers is sent once more, and goes along. */
static void
test_loss_of_one (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *note = sync_add_note (mates[ANNA], town->open_client, "first\nsecond");
  g_autofree char *circle = circle_open (town, circle_members);
  guint backup;

  circle_sync_all (town);
  backup = rapport_test_server_snapshot (town->server, "team");
  write_line (mates[VERA], note, "of hers");
  g_assert_true (sync_circles (mates[VERA], -1));
  rapport_test_server_restore (town->server, "team", backup);
  /* More edits than hers led to it. */
  for (guint i = 0; i < 3; i++)
    {
      write_line (mates[ANNA], note, "more");
      circle_sync_some (mates[ANNA]);
    }
  sync_move_note (mates[ANNA], note, town->client);
  circle_sync_some (mates[ANNA]);
  sync_some_of_all (town);
  circle_assert_moved (town);
  circle_assert_says (town, circle, "of hers", TRUE);
  circle_assert_says (town, circle, "more", TRUE);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

int
main (int argc, char *argv[])
{
  static const char *const losses[] = { "opened/loss", "opened/loss/late", "opened/loss/known" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *path = g_strconcat ("/circle-restored/", losses[i], NULL);

      if (argc < 2 || g_str_has_prefix (losses[i], argv[1]))
        circle_test_add (path, test_loss, FALSE, GSIZE_TO_POINTER (i));
    }
  if (argc < 2 || g_str_equal (argv[1], "opened"))
    circle_test_add ("/circle-restored/opened/loss/one", test_loss_of_one, FALSE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/circle-restored/", cases[i].name, NULL);

      /* In two parts, beside each other. */
      if (argc < 2 || g_str_has_prefix (cases[i].name, argv[1]))
        circle_test_add (path, test_restored, FALSE, &cases[i]);
    }
  return g_test_run ();
}
