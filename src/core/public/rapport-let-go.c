/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-let-go.h"

typedef struct
{
  gpointer data;
  GDestroyNotify destroy;
} Load;

static void
free_thread (gpointer data, gpointer user_data)
{
  g_autofree Load *load = data;

  load->destroy (load->data);
}

void
rapport_let_go (gpointer data, GDestroyNotify destroy)
{
  static GThreadPool *pool;
  Load *load = g_new (Load, 1);

  if (g_once_init_enter_pointer (&pool))
    g_once_init_leave_pointer (&pool, g_thread_pool_new (free_thread, NULL, 1, FALSE, NULL));
  *load = (Load) { data, destroy };
  g_thread_pool_push (pool, load, NULL);
}
