/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * rapport_thread_run:
 * @task: one whose source may be a widget or another object of the main thread
 * @func: works in another thread and returns the task, as for g_task_run_in_thread()
 *
 * As g_task_run_in_thread(), which lets the thread be the last to let go of @task: its source would
 * then be finalized there, with whatever hangs on it. Here @task, its data and its source go in the
 * context of who called this. Main thread.
 */
void rapport_thread_run (GTask *task, GTaskThreadFunc func);

G_END_DECLS
