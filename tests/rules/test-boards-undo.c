/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can be done with boards, in any order, can be taken back and done again,
 * step by step, and all records are as they were. */
#include "boards-monkey.h"

#define STEPS 400

static void
take_back (Agency *agency, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = rapport_library_undo (agency->library, agency->client_id, redo, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Do something");
}

/* Says which line is another one, since the whole is long. */
static void
assert_same (const char *now, const char *then, guint at)
{
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) others = NULL;
  guint i = 0;

  if (g_str_equal (now, then))
    return;
  lines = g_strsplit (now, "\n", -1);
  others = g_strsplit (then, "\n", -1);
  while (lines[i] != NULL && g_strcmp0 (lines[i], others[i]) == 0)
    i++;
  g_test_message ("step %u: “%s” was “%s”", at, lines[i], others[i]);
  g_test_fail ();
}

static void
test_undo (Agency *agency, gconstpointer data)
{
  g_autoptr (BoardsMonkey) monkey = boards_monkey_new (agency, 20261122);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint done = 0;

  g_ptr_array_add (states, boards_dump (agency));
  for (guint i = 0; i < STEPS; i++)
    if (boards_monkey_step (monkey))
      {
        g_ptr_array_add (states, boards_dump (agency));
        done++;
      }
  g_assert_cmpuint (done, >, STEPS / 2);
  for (guint i = done; i > 0; i--)
    {
      g_autofree char *now = NULL;

      take_back (agency, FALSE);
      now = boards_dump (agency);
      assert_same (now, states->pdata[i - 1], i);
    }
  for (guint i = 0; i < done; i++)
    {
      g_autofree char *now = NULL;

      take_back (agency, TRUE);
      now = boards_dump (agency);
      assert_same (now, states->pdata[i + 1], i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/boards/undo", test_undo);
  return g_test_run ();
}
