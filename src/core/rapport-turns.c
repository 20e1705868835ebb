/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-turns.h"

typedef struct
{
  RapportTurnFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Turns;

static gboolean
turn_cb (gpointer user_data)
{
  const Turns *self = user_data;
  const gint64 until = g_get_monotonic_time () + RAPPORT_TURN_TIME;

  do
    if (!self->func (self->user_data))
      return G_SOURCE_REMOVE;
  while (g_get_monotonic_time () < until);
  return G_SOURCE_CONTINUE;
}

static void
turns_free (gpointer data)
{
  Turns *self = data;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

void
rapport_turns_run (RapportTurnFunc func, gpointer user_data, GDestroyNotify destroy)
{
  Turns *self = g_new0 (Turns, 1);

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, turn_cb, self, turns_free);
}

typedef struct
{
  GHashTable *table;
  GHashTableIter iter;
} Emptying;

static gboolean
remove_next (gpointer user_data)
{
  Emptying *self = user_data;

  if (!g_hash_table_iter_next (&self->iter, NULL, NULL))
    return FALSE;
  g_hash_table_iter_remove (&self->iter);
  return TRUE;
}

static void
emptying_free (gpointer data)
{
  Emptying *self = data;

  g_hash_table_unref (self->table);
  g_free (self);
}

void
rapport_turns_empty (GHashTable *table)
{
  Emptying *self = g_new0 (Emptying, 1);

  self->table = table;
  g_hash_table_iter_init (&self->iter, table);
  rapport_turns_run (remove_next, self, emptying_free);
}
