/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-recurrence-parts.h"

#include "rapport-recurrence-private.h"

#include <string.h>

#define WORKING_DAYS "MO,TU,WE,TH,FR"
/* Bits 1 to 5. */
#define WORKING_BITS 0x3eu

static const char *const weekdays[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static void
append_weekdays (GString *rule, guint bits)
{
  const char *between = ";BYDAY=";

  for (guint i = 1; i < G_N_ELEMENTS (weekdays); i++)
    if ((bits & (1u << i)) != 0)
      {
        g_string_append_printf (rule, "%s%s", between, weekdays[i]);
        between = ",";
      }
}

static void
append_day_of_month (GString *rule, int nth, int of)
{
  if (of == RAPPORT_RECURRENCE_ANY_DAY)
    g_string_append_printf (rule, ";BYMONTHDAY=%d", nth);
  else if (of == RAPPORT_RECURRENCE_WORKING_DAY)
    g_string_append_printf (rule, ";BYDAY=" WORKING_DAYS ";BYSETPOS=%d", nth);
  else
    g_string_append_printf (rule, ";BYDAY=%d%s", nth, weekdays[of]);
}

char *
rapport_recurrence_from_parts (const RapportRecurrenceParts *parts)
{
  const gboolean weeks = parts->unit == RAPPORT_RECURRENCE_WEEKS;
  g_autoptr (GString) rule = g_string_new (weeks ? "FREQ=WEEKLY" : "FREQ=MONTHLY");

  if (parts->interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%d", parts->interval);
  if (weeks)
    append_weekdays (rule, parts->weekdays);
  else
    append_day_of_month (rule, parts->nth, parts->of);
  if (parts->until != RAPPORT_DAY_NONE)
    {
      g_autofree char *day = rapport_day_to_string (parts->until);

      g_string_append_printf (rule, ";UNTIL=%.4s%.2s%.2s", day, day + 5, day + 8);
    }
  return g_string_free_and_steal (g_steal_pointer (&rule));
}

/* Bits of the weekdays; FALSE where one of them is counted in its month. */
static gboolean
read_weekdays (const RapportRecurrence *rule, guint *bits)
{
  *bits = 0;
  for (guint i = 0; i < rule->weekdays->len; i++)
    {
      const RapportNthWeekday *day = &g_array_index (rule->weekdays, RapportNthWeekday, i);

      if (day->nth != 0)
        return FALSE;
      *bits |= 1u << day->weekday;
    }
  return TRUE;
}

static gboolean
is_which (int nth, int most)
{
  return nth == -1 || (nth >= 1 && nth <= most);
}

static gboolean
read_day_of_month (const RapportRecurrence *rule, RapportRecurrenceParts *parts)
{
  const guint n_days = rule->month_days->len;
  const guint n_positions = rule->positions->len;
  guint bits = 0;

  if (n_days == 1 && rule->weekdays->len == 0 && n_positions == 0)
    {
      parts->nth = g_array_index (rule->month_days, int, 0);
      parts->of = RAPPORT_RECURRENCE_ANY_DAY;
      return is_which (parts->nth, 31);
    }
  if (n_days > 0)
    return FALSE;
  if (n_positions == 0 && rule->weekdays->len == 1)
    {
      const RapportNthWeekday *day = &g_array_index (rule->weekdays, RapportNthWeekday, 0);

      parts->nth = day->nth;
      parts->of = day->weekday;
      return is_which (day->nth, 4);
    }
  if (n_positions != 1 || !read_weekdays (rule, &bits))
    return FALSE;
  parts->nth = g_array_index (rule->positions, int, 0);
  parts->of = RAPPORT_RECURRENCE_WORKING_DAY;
  /* "BYDAY=TU;BYSETPOS=2" is "2TU" in other words. */
  for (int i = 1; bits != WORKING_BITS && i < (int) G_N_ELEMENTS (weekdays); i++)
    if (bits == 1u << i)
      parts->of = i;
  return (bits == WORKING_BITS || parts->of != RAPPORT_RECURRENCE_WORKING_DAY) &&
         is_which (parts->nth, 4);
}

gboolean
rapport_recurrence_to_parts (const char *rule, RapportRecurrenceParts *parts)
{
  g_autoptr (RapportRecurrence) parsed = rapport_recurrence_parse (rule, NULL);

  *parts = (RapportRecurrenceParts) { .interval = 1, .nth = 1, .until = RAPPORT_DAY_NONE };
  if (parsed == NULL || parsed->count > 0 || parsed->months != 0)
    return FALSE;
  /* Where the week begins says which weeks are counted. */
  if (parsed->interval > 1 && parsed->week_start != 1)
    return FALSE;
  parts->interval = parsed->interval;
  parts->until = parsed->until;
  if (parsed->frequency == RAPPORT_FREQUENCY_WEEKLY)
    {
      parts->unit = RAPPORT_RECURRENCE_WEEKS;
      return parsed->positions->len == 0 && parsed->month_days->len == 0 &&
             read_weekdays (parsed, &parts->weekdays);
    }
  parts->unit = RAPPORT_RECURRENCE_MONTHS;
  return parsed->frequency == RAPPORT_FREQUENCY_MONTHLY && read_day_of_month (parsed, parts);
}

RapportRecurrenceParts
rapport_recurrence_parts_of_day (RapportDay day)
{
  return (RapportRecurrenceParts) { .unit = RAPPORT_RECURRENCE_WEEKS,
                                    .interval = 1,
                                    .weekdays = 1u << rapport_day_get_weekday (day),
                                    .nth = day - rapport_day_month (day) + 1,
                                    .of = RAPPORT_RECURRENCE_ANY_DAY,
                                    .until = RAPPORT_DAY_NONE };
}
