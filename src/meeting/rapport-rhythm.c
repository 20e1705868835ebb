/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-rhythm.h"

#include "rapport-agency.h"

#include <glib/gi18n-lib.h>

/* As far as dates are looked for. */
#define YEARS 3

static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static const char *const labels[RAPPORT_N_RHYTHMS] = {
  [RAPPORT_RHYTHM_ONCE] = N_ ("Is held once"),
  [RAPPORT_RHYTHM_WEEKLY] = N_ ("Every week"),
  [RAPPORT_RHYTHM_FORTNIGHTLY] = N_ ("Every second week"),
  [RAPPORT_RHYTHM_WORKING_DAYS] = N_ ("On each working day"),
  [RAPPORT_RHYTHM_MONTHLY_WEEKDAY] = N_ ("Every month, on the same weekday"),
  [RAPPORT_RHYTHM_LAST_WORKING_DAY] = N_ ("On the last working day of the month"),
  [RAPPORT_RHYTHM_OWN] = N_ ("By a rule of your own"),
};

const char *
rapport_rhythm_get_label (RapportRhythm rhythm)
{
  return g_dgettext (GETTEXT_PACKAGE, labels[rhythm]);
}

/* (transfer full): "2TU", "-1FR" for a fifth one, which not every month has. */
static char *
say_weekday_of_month (RapportDay day)
{
  const int number = (day - rapport_day_month (day)) / 7 + 1;

  return g_strdup_printf ("%d%s", number == 5 ? -1 : number,
                          weekdays[rapport_day_get_weekday (day) - 1]);
}

char *
rapport_rhythm_get_rule (RapportRhythm rhythm, RapportDay day)
{
  const char *weekday = weekdays[rapport_day_get_weekday (day) - 1];
  g_autofree char *of_month = say_weekday_of_month (day);

  switch (rhythm)
    {
    case RAPPORT_RHYTHM_WEEKLY:
      return g_strdup_printf ("FREQ=WEEKLY;BYDAY=%s", weekday);
    case RAPPORT_RHYTHM_FORTNIGHTLY:
      return g_strdup_printf ("FREQ=WEEKLY;INTERVAL=2;BYDAY=%s", weekday);
    case RAPPORT_RHYTHM_WORKING_DAYS:
      return g_strdup ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    case RAPPORT_RHYTHM_MONTHLY_WEEKDAY:
      return g_strdup_printf ("FREQ=MONTHLY;BYDAY=%s", of_month);
    case RAPPORT_RHYTHM_LAST_WORKING_DAY:
      return g_strdup ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
    default:
      return g_strdup ("");
    }
}

/* As the library writes it, so that rules can be compared. */
static char *
normalize (const char *rule)
{
  g_autoptr (RapportRecurrence) parsed = rapport_recurrence_parse (rule, NULL);

  return parsed != NULL ? rapport_recurrence_to_string (parsed) : g_strdup (rule);
}

RapportRhythm
rapport_rhythm_from_rule (const char *rule, RapportDay day)
{
  g_autofree char *wanted = normalize (rule);

  if (*rule == '\0')
    return RAPPORT_RHYTHM_ONCE;
  for (guint i = RAPPORT_RHYTHM_WEEKLY; i < RAPPORT_RHYTHM_OWN; i++)
    {
      g_autofree char *offered = rapport_rhythm_get_rule (i, day);
      g_autofree char *normal = normalize (offered);

      if (g_str_equal (normal, wanted))
        return i;
    }
  return RAPPORT_RHYTHM_OWN;
}

GArray *
rapport_rhythm_preview (RapportLibrary *library,
                        RapportRecurrence *rule,
                        const char *holidays,
                        RapportDay first,
                        RapportDay from,
                        guint n)
{
  g_autoptr (GArray) off = rapport_agency_get_holidays (library);
  g_autoptr (GArray) found = NULL;
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RapportDay));

  found = rapport_recurrence_list (rule, first, from, from + 366 * YEARS, n * 4);
  for (guint i = 0; i < found->len && days->len < n; i++)
    {
      RapportDay day = rapport_schedule_avoid (holidays, g_array_index (found, RapportDay, i), off);

      if (day != RAPPORT_DAY_NONE)
        g_array_append_val (days, day);
    }
  return days;
}
