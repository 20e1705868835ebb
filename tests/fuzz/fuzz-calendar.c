/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars: refused in words, or events that have times, and rules that come to an end. */
#include "fuzz.h"
#include "rapport-ical-private.h"
#include "rapport-schedules.h"

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_time (const char *time)
{
  g_autofree char *zone = NULL;
  RapportDay day;
  int minute;

  g_assert_true (rapport_local_time_parse (time, &day, &minute, &zone));
  check_text (zone);
}

static void
check_times (GPtrArray *times)
{
  g_assert_cmpuint (times->len, <=, RAPPORT_ICAL_MAX_TIMES);
  for (guint i = 0; i < times->len; i++)
    check_time (times->pdata[i]);
}

static void
check_rule (const RapportIcalEvent *event)
{
  g_autoptr (RapportRecurrence) rule = rapport_recurrence_parse (event->rule, NULL);
  const RapportDay day = rapport_day_new (2026, 11, 22);

  if (rule != NULL)
    {
      g_autofree char *text = rapport_recurrence_to_string (rule);
      g_autofree char *words = rapport_recurrence_describe (rule);
      g_autoptr (RapportRecurrence) again = rapport_recurrence_parse (text, NULL);
      g_autoptr (GArray) days = rapport_recurrence_list (rule, day, day, day + 366, 100);

      g_assert_nonnull (again);
      check_text (words);
      g_assert_cmpuint (days->len, <=, 100);
    }
  else
    {
      g_autoptr (GPtrArray) times =
        rapport_ical_expand (event->rule, event->start, day, day + 366, 100);

      if (times != NULL)
        check_times (times);
    }
}

static void
check_event (const RapportIcal *ical, const RapportIcalEvent *event)
{
  check_text (event->uid);
  check_text (event->title);
  check_text (event->description);
  check_text (event->place);
  if (*event->start != '\0')
    check_time (event->start);
  else
    g_assert_cmpstr (ical->method, ==, "REPLY");
  g_assert_cmpint (event->length, >, 0);
  g_assert_cmpint (event->sequence, >=, 0);
  if (event->instance != NULL)
    check_time (event->instance);
  check_times (event->excluded);
  check_times (event->added);
  g_assert_cmpuint (event->people->len, <=, RAPPORT_ICAL_MAX_PEOPLE);
  if (event->rule != NULL && *event->start != '\0')
    check_rule (event);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportIcal) ical = rapport_ical_read (bytes, "Europe/Moscow", &error);

  if (ical == NULL)
    check_text (error->message);
  for (guint i = 0; ical != NULL && i < ical->events->len; i++)
    check_event (ical, ical->events->pdata[i]);
  return 0;
}
