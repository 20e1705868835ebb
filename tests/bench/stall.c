/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program of GTK: writes down how long its main thread was at work between two
 * waits for events, in CPU time, so that a busy machine changes little.
 *
 * RAPPORT_STALL_OUT  file that gets a line "WHEN WORK FRAME" for each turn of the main loop: the
 *                    monotonic clock at its end, and microseconds in all and for the frame */
#include <fcntl.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int out = -1;
static gint64 turn_began;
static gint64 frame_began;
static gint64 in_frame;

static gint64
microseconds (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
wait_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 work = microseconds (CLOCK_THREAD_CPUTIME_ID) - turn_began;
  int ready;

  dprintf (out, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
           microseconds (CLOCK_MONOTONIC), work, in_frame);
  ready = g_poll (fds, n_fds, timeout);
  in_frame = 0;
  turn_began = microseconds (CLOCK_THREAD_CPUTIME_ID);
  return ready;
}

static gboolean
frame_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  gint64 now = microseconds (CLOCK_THREAD_CPUTIME_ID);

  if (GPOINTER_TO_INT (user_data))
    in_frame += now - frame_began;
  frame_began = now;
  return TRUE;
}

__attribute__ ((constructor)) static void
watch (void)
{
  const char *path = g_getenv ("RAPPORT_STALL_OUT");

  if (path == NULL)
    return;
  out = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0, frame_cb,
                              GINT_TO_POINTER (FALSE), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, frame_cb,
                              GINT_TO_POINTER (TRUE), NULL);
  g_main_context_set_poll_func (NULL, wait_cb);
}
