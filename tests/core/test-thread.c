/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to the main thread goes there, however late another lets go of its task. */
#include "rapport-thread.h"

#define N_TASKS 100

G_DECLARE_FINAL_TYPE (Owned, owned, TEST, OWNED, GObject)

struct _Owned
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (Owned, owned, G_TYPE_OBJECT)

static GThread *main_thread;
static gint n_answered;
static gint n_gone;
static gint n_gone_elsewhere;

static void
owned_finalize (GObject *object)
{
  if (g_thread_self () != main_thread)
    g_atomic_int_inc (&n_gone_elsewhere);
  g_atomic_int_inc (&n_gone);
  G_OBJECT_CLASS (owned_parent_class)->finalize (object);
}

static void
owned_class_init (OwnedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = owned_finalize;
}

static void
owned_init (Owned *self)
{
}

/* Is still at work when the answer has long been taken. */
static void
answer_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_assert_true (TEST_IS_OWNED (source));
  g_assert_true (g_thread_self () != main_thread);
  g_task_return_int (task, GPOINTER_TO_INT (data));
  while (g_atomic_int_get (&n_answered) <= GPOINTER_TO_INT (data))
    g_thread_yield ();
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_thread_self () == main_thread);
  *(gssize *) user_data += g_task_propagate_int (G_TASK (result), &error);
  g_atomic_int_inc (&n_answered);
  g_assert_no_error (error);
}

static void
test_goes_here (void)
{
  gssize sum = 0;

  n_answered = 0;
  for (int i = 0; i < N_TASKS; i++)
    {
      Owned *owned = g_object_new (owned_get_type (), NULL);
      GTask *task = g_task_new (owned, NULL, answered_cb, &sum);

      g_task_set_task_data (task, GINT_TO_POINTER (i), NULL);
      rapport_thread_run (task, answer_thread);
      g_object_unref (task);
      g_object_unref (owned);
      /* What goes elsewhere wakes nobody up. */
      while (g_atomic_int_get (&n_gone) <= i)
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (sum, ==, N_TASKS * (N_TASKS - 1) / 2);
  g_assert_cmpint (n_gone_elsewhere, ==, 0);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_int (G_TASK (result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_atomic_int_inc (&n_answered);
  *(gboolean *) user_data = TRUE;
}

static void
test_cancelled (void)
{
  gboolean done = FALSE;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (Owned) owned = g_object_new (owned_get_type (), NULL);
  g_autoptr (GTask) task = g_task_new (owned, cancellable, cancelled_cb, &done);

  n_answered = 0;
  g_cancellable_cancel (cancellable);
  rapport_thread_run (task, answer_thread);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  main_thread = g_thread_self ();
  g_test_add_func ("/thread/goes-here", test_goes_here);
  g_test_add_func ("/thread/cancelled", test_cancelled);
  return g_test_run ();
}
