/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-marking-reminder.h"

#include "rapport-window.h"

#include <glib/gi18n-lib.h>

/* Remembered in this copy of the library: the day of the last reminder. */
#define LOCAL_REMINDED "marking-reminded"
/* A window that has just opened is left alone. */
#define LEAST_SECONDS 60
#define NOTIFICATION  "marking"

struct _RapportMarkingReminder
{
  GObject parent_instance;

  GtkWindow *window;
  RapportLibrary *library;
  RapportLights *lights;
  guint timer;
};

G_DEFINE_FINAL_TYPE (RapportMarkingReminder, rapport_marking_reminder, G_TYPE_OBJECT)

static RapportStore *
get_store (RapportMarkingReminder *self)
{
  return rapport_library_get_store (self->library);
}

static RapportDay
get_reminded (RapportMarkingReminder *self)
{
  g_autofree char *day = rapport_store_get_local (get_store (self), LOCAL_REMINDED);

  return rapport_day_parse (day);
}

static void
set_reminded (RapportMarkingReminder *self)
{
  g_autofree char *day =
    rapport_day_to_string (rapport_clock_get_today (rapport_library_get_clock (self->library)));

  rapport_store_set_local (get_store (self), LOCAL_REMINDED, day);
}

static void
notify (RapportMarkingReminder *self, const char *text)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  g_autoptr (GNotification) notification = g_notification_new (_ ("The Week Is Not Marked Yet"));

  if (application == NULL)
    return;
  g_notification_set_body (notification, text);
  g_notification_set_default_action (notification, "app.show-unmarked");
  g_application_send_notification (G_APPLICATION (application), NOTIFICATION, notification);
}

static void arm (RapportMarkingReminder *self);

static void
remind (RapportMarkingReminder *self)
{
  g_autoptr (RapportUnmarked) unmarked = rapport_unmarked_new (self->library, self->lights);
  g_autofree char *text = rapport_unmarked_describe (unmarked);

  if (*text != '\0' && !gtk_window_is_active (self->window) &&
      !rapport_window_is_shown_to_others (RAPPORT_WINDOW (self->window)))
    notify (self, text);
  set_reminded (self);
}

static void
timer_cb (gpointer user_data)
{
  RapportMarkingReminder *self = user_data;
  RapportClock *clock = rapport_library_get_clock (self->library);
  const gint64 now = rapport_clock_get_now (clock);

  self->timer = 0;
  /* The clock on the wall may have been set meanwhile. */
  if (rapport_marking_get_next (self->library, now, get_reminded (self)) <= now)
    remind (self);
  arm (self);
}

static void
arm (RapportMarkingReminder *self)
{
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));
  const gint64 next = rapport_marking_get_next (self->library, now, get_reminded (self));
  const gint64 seconds = (next - now) / G_TIME_SPAN_SECOND + 1;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds_once ((guint) MAX (seconds, LEAST_SECONDS), timer_cb, self);
}

/* A machine that slept does not count the time. */
static void
active_cb (RapportMarkingReminder *self)
{
  arm (self);
}

static void
committed_cb (RapportMarkingReminder *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_workspace_info)
      {
        arm (self);
        break;
      }
}

void
rapport_marking_reminder_stop (RapportMarkingReminder *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
rapport_marking_reminder_dispose (GObject *object)
{
  RapportMarkingReminder *self = RAPPORT_MARKING_REMINDER (object);

  rapport_marking_reminder_stop (self);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_marking_reminder_parent_class)->dispose (object);
}

static void
rapport_marking_reminder_class_init (RapportMarkingReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_marking_reminder_dispose;
}

static void
rapport_marking_reminder_init (RapportMarkingReminder *self)
{
}

RapportMarkingReminder *
rapport_marking_reminder_new (GtkWindow *window, RapportLibrary *library, RapportLights *lights)
{
  RapportMarkingReminder *self = g_object_new (RAPPORT_TYPE_MARKING_REMINDER, NULL);

  self->window = window;
  self->library = g_object_ref (library);
  self->lights = g_object_ref (lights);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  arm (self);
  return self;
}
