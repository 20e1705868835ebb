/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client that is meant by a name. */
#include "rapport-cli.h"

#include "rapport-stems.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More that may be meant would not be read. */
#define MOST_NEAR 5
/* So many letters may hold one mistake. */
#define LETTERS_A_MISTAKE 4

typedef struct
{
  RapportRecord *client;
  guint distance;
} Near;

/* 2: the very name; 1: it begins so; 0: another client. */
static int
how_well (const char *name, const char *wanted)
{
  g_autofree char *folded = rapport_stems_fold_word (name);

  if (g_str_equal (folded, wanted))
    return 2;
  return g_str_has_prefix (folded, wanted) ? 1 : 0;
}

/* How many letters must be added, left out or changed until @wanted begins @name. */
static guint
distance_to (const char *name, const char *wanted)
{
  glong n_name, n_wanted;
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (name, -1, &n_name);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (wanted, -1, &n_wanted);
  g_autofree guint *row = g_new (guint, n_wanted + 1);
  guint best;

  for (glong j = 0; j <= n_wanted; j++)
    row[j] = (guint) j;
  best = row[n_wanted];
  for (glong i = 1; i <= n_name; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (glong j = 1; j <= n_wanted; j++)
        {
          const guint above = row[j];
          const guint change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);

          row[j] = MIN (change, MIN (above, row[j - 1]) + 1);
          diagonal = above;
        }
      best = MIN (best, row[n_wanted]);
    }
  return best;
}

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *left = a, *right = b;

  return left->distance < right->distance ? -1 : left->distance > right->distance ? 1 : 0;
}

/* (element-type Near): clients whose name holds @wanted, or nearly begins so. */
static GArray *
find_near (GPtrArray *clients, const char *wanted)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Near));
  const guint allowed = (guint) g_utf8_strlen (wanted, -1) / LETTERS_A_MISTAKE;

  for (guint i = 0; *wanted != '\0' && i < clients->len; i++)
    {
      g_autofree char *folded =
        rapport_stems_fold_word (rapport_record_get_text (clients->pdata[i], RAPPORT_CLIENT_NAME));
      Near near = { clients->pdata[i], 0 };

      if (strstr (folded, wanted) == NULL)
        near.distance = distance_to (folded, wanted);
      if (near.distance <= allowed)
        g_array_append_val (found, near);
    }
  g_array_sort (found, compare_near);
  if (found->len > MOST_NEAR)
    g_array_set_size (found, MOST_NEAR);
  return found;
}

static void
print_client (RapportRecord *client)
{
  g_autofree char *name =
    rapport_cli_one_line (rapport_record_get_text (client, RAPPORT_CLIENT_NAME));

  g_printerr ("  %s  %s\n", rapport_record_get_id (client), name);
}

static void
complain (GPtrArray *clients, const char *name, const char *wanted, int well, guint n_found)
{
  g_autoptr (GArray) near = find_near (clients, wanted);

  if (n_found > 1)
    {
      rapport_cli_complain (_ ("“%s” may be several clients; give more of the name, or the id:"),
                            name);
      for (guint i = 0; i < clients->len; i++)
        if (how_well (rapport_record_get_text (clients->pdata[i], RAPPORT_CLIENT_NAME), wanted) ==
            well)
          print_client (clients->pdata[i]);
      return;
    }
  if (near->len == 0)
    {
      rapport_cli_complain (_ ("there is no client “%s”"), name);
      return;
    }
  rapport_cli_complain (_ ("there is no client “%s”; perhaps it is one of these:"), name);
  for (guint i = 0; i < near->len; i++)
    print_client (g_array_index (near, Near, i).client);
}

RapportClient *
rapport_cli_find_client (RapportLibrary *library, const char *name)
{
  g_autoptr (RapportRecord) by_id =
    rapport_id_is_valid (name) ? rapport_library_get (library, RAPPORT_TYPE_CLIENT, name) : NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  g_autofree char *wanted = rapport_stems_fold_word (name);
  guint n[3] = { 0 };
  RapportRecord *found[3] = { NULL };
  int well;

  if (by_id != NULL)
    return RAPPORT_CLIENT (g_steal_pointer (&by_id));
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  clients = rapport_library_find (library, query, &error);
  if (clients == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return NULL;
    }
  for (guint i = 0; i < clients->len; i++)
    {
      well = how_well (rapport_record_get_text (clients->pdata[i], RAPPORT_CLIENT_NAME), wanted);
      n[well]++;
      found[well] = clients->pdata[i];
    }
  well = n[2] > 0 ? 2 : 1;
  if (n[well] == 1)
    return RAPPORT_CLIENT (g_object_ref (found[well]));
  complain (clients, name, wanted, well, n[well]);
  return NULL;
}
