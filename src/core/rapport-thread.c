/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-thread.h"

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Work;

static void
work_thread (GTask *carrier, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  work->func (work->task, g_task_get_source_object (work->task), g_task_get_task_data (work->task),
              g_task_get_cancellable (work->task));
  g_task_return_boolean (carrier, TRUE);
}

/* After it has been returned, and by then nobody but this one may hold it. */
static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_object_unref (user_data);
}

void
rapport_thread_run (GTask *task, GTaskThreadFunc func)
{
  g_autoptr (GTask) carrier = g_task_new (NULL, NULL, worked_cb, g_object_ref (task));
  Work *work = g_new (Work, 1);

  work->task = task;
  work->func = func;
  g_task_set_source_tag (carrier, rapport_thread_run);
  g_task_set_task_data (carrier, work, g_free);
  g_task_set_priority (carrier, g_task_get_priority (task));
  g_task_run_in_thread (carrier, work_thread);
}
