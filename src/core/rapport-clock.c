/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-clock.h"

struct _RapportClock
{
  GObject parent_instance;
  gboolean fixed;
  gint64 instant;
};

G_DEFINE_FINAL_TYPE (RapportClock, rapport_clock, G_TYPE_OBJECT)

static void
rapport_clock_class_init (RapportClockClass *klass)
{
}

static void
rapport_clock_init (RapportClock *self)
{
}

RapportClock *
rapport_clock_new (void)
{
  return g_object_new (RAPPORT_TYPE_CLOCK, NULL);
}

RapportClock *
rapport_clock_new_fixed (gint64 instant)
{
  RapportClock *self = rapport_clock_new ();

  self->fixed = TRUE;
  self->instant = instant;
  return self;
}

RapportClock *
rapport_clock_new_fixed_day (RapportDay day)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) noon = NULL;

  rapport_day_split (day, &year, &month, &day_of_month);
  noon = g_date_time_new_utc (year, month, day_of_month, 12, 0, 0);
  return rapport_clock_new_fixed (g_date_time_to_unix_usec (noon));
}

void
rapport_clock_set (RapportClock *self, gint64 instant)
{
  g_return_if_fail (self->fixed);
  self->instant = instant;
}

gint64
rapport_clock_get_now (RapportClock *self)
{
  return self->fixed ? self->instant : g_get_real_time ();
}

RapportDay
rapport_clock_get_today (RapportClock *self)
{
  return rapport_instant_to_day (rapport_clock_get_now (self));
}

RapportDay
rapport_instant_to_day (gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (local == NULL)
    return RAPPORT_DAY_NONE;
  return rapport_day_new (g_date_time_get_year (local), g_date_time_get_month (local),
                          g_date_time_get_day_of_month (local));
}
