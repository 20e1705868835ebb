/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days of a recurrence rule: period by period (day, week, month, year) the days in it
 * that the rule names, then of these the positions, then those within its bounds. */
#include "rapport-recurrence-private.h"

#define WEEK           7
#define MONTHS         12
#define LAST_YEAR      9999
#define YEARS_TO_LOOK  10
#define DAYS_OF_A_YEAR 366

/* What a walk over the days of a rule is about. */
typedef struct
{
  const RapportRecurrence *rule;
  RapportDay first;
  RapportDay last; /* no day after it is wanted */
  GArray *found;   /* of RapportDay: those of one period */
} Walk;

/* A run of days in which "the second Tuesday" is counted. */
typedef struct
{
  RapportDay begin;
  RapportDay end;
} Span;

static Span
month_span (int year, int month)
{
  RapportDay begin = rapport_day_new (year, month, 1);

  return (Span) { begin, begin + rapport_day_days_in_month (begin) - 1 };
}

/* Whether @day, which lies in @span, is one of the weekdays of the rule. */
static gboolean
is_weekday (const RapportRecurrence *rule, RapportDay day, Span span)
{
  for (guint i = 0; i < rule->weekdays->len; i++)
    {
      const RapportNthWeekday *asked = &g_array_index (rule->weekdays, RapportNthWeekday, i);

      if (asked->weekday != rapport_day_get_weekday (day))
        continue;
      if (asked->nth == 0 || asked->nth == (day - span.begin) / WEEK + 1 ||
          asked->nth == -((span.end - day) / WEEK + 1))
        return TRUE;
    }
  return rule->weekdays->len == 0;
}

static gboolean
is_month (const RapportRecurrence *rule, int month)
{
  return rule->months == 0 || (rule->months & (1u << month)) != 0;
}

static gboolean
is_month_day (const RapportRecurrence *rule, RapportDay day)
{
  int day_of_month;

  if (rule->month_days->len == 0)
    return TRUE;
  rapport_day_split (day, NULL, NULL, &day_of_month);
  for (guint i = 0; i < rule->month_days->len; i++)
    {
      int asked = g_array_index (rule->month_days, int, i);

      if (asked == day_of_month || asked == day_of_month - rapport_day_days_in_month (day) - 1)
        return TRUE;
    }
  return FALSE;
}

static void
take (Walk *walk, RapportDay day)
{
  g_array_append_val (walk->found, day);
}

/* The days of a month; @scope is where weekdays are counted. */
static void
take_month (Walk *walk, int year, int month, Span scope)
{
  const RapportRecurrence *rule = walk->rule;
  Span span = month_span (year, month);
  int day_of_month;

  if (!is_month (rule, month))
    return;
  if (rule->month_days->len > 0 || rule->weekdays->len > 0)
    {
      for (RapportDay day = span.begin; day <= span.end; day++)
        if (is_month_day (rule, day) && is_weekday (rule, day, scope))
          take (walk, day);
      return;
    }
  /* The day of the month on which it began; shorter months have none. */
  rapport_day_split (walk->first, NULL, NULL, &day_of_month);
  if (span.begin + day_of_month - 1 <= span.end)
    take (walk, span.begin + day_of_month - 1);
}

static void
take_year (Walk *walk, int year)
{
  const RapportRecurrence *rule = walk->rule;
  Span whole = { rapport_day_new (year, 1, 1), rapport_day_new (year, MONTHS, 31) };
  int month_of_first;

  rapport_day_split (walk->first, NULL, &month_of_first, NULL);
  for (int month = 1; month <= MONTHS; month++)
    {
      gboolean by_year = rule->months == 0 && rule->month_days->len == 0;

      if (by_year && rule->weekdays->len == 0 && month != month_of_first)
        continue;
      take_month (walk, year, month, by_year ? whole : month_span (year, month));
    }
}

static void
take_week (Walk *walk, RapportDay begin)
{
  const RapportRecurrence *rule = walk->rule;

  for (RapportDay day = MAX (begin, 1); day < begin + WEEK; day++)
    {
      int month;

      rapport_day_split (day, NULL, &month, NULL);
      if (is_month (rule, month) &&
          (rule->weekdays->len > 0
             ? is_weekday (rule, day, (Span) { begin, begin + WEEK - 1 })
             : rapport_day_get_weekday (day) == rapport_day_get_weekday (walk->first)))
        take (walk, day);
    }
}

static void
take_day (Walk *walk, RapportDay day)
{
  int month;

  rapport_day_split (day, NULL, &month, NULL);
  if (is_month (walk->rule, month) && is_month_day (walk->rule, day) &&
      is_weekday (walk->rule, day, (Span) { day, day }))
    take (walk, day);
}

/* Periods are numbered from that in which the first day lies. */

static RapportDay
week_of (const RapportRecurrence *rule, RapportDay day)
{
  return day - (rapport_day_get_weekday (day) - rule->week_start + WEEK) % WEEK;
}

static gint64
get_period (Walk *walk, RapportDay day)
{
  int year, month, first_year, first_month;

  rapport_day_split (day, &year, &month, NULL);
  rapport_day_split (walk->first, &first_year, &first_month, NULL);
  switch (walk->rule->frequency)
    {
    case RAPPORT_FREQUENCY_DAILY:
      return day - walk->first;
    case RAPPORT_FREQUENCY_WEEKLY:
      return (week_of (walk->rule, day) - week_of (walk->rule, walk->first)) / WEEK;
    case RAPPORT_FREQUENCY_MONTHLY:
      return (year - first_year) * MONTHS + month - first_month;
    case RAPPORT_FREQUENCY_YEARLY:
    default:
      return year - first_year;
    }
}

/* The days of period @number. */
static void
expand (Walk *walk, gint64 number)
{
  int year, month;

  rapport_day_split (walk->first, &year, &month, NULL);
  switch (walk->rule->frequency)
    {
    case RAPPORT_FREQUENCY_DAILY:
      take_day (walk, walk->first + (RapportDay) number);
      break;
    case RAPPORT_FREQUENCY_WEEKLY:
      take_week (walk, week_of (walk->rule, walk->first) + (RapportDay) number * WEEK);
      break;
    case RAPPORT_FREQUENCY_MONTHLY:
      year += (int) ((month - 1 + number) / MONTHS);
      month = (int) ((month - 1 + number) % MONTHS) + 1;
      if (year <= LAST_YEAR)
        take_month (walk, year, month, month_span (year, month));
      break;
    case RAPPORT_FREQUENCY_YEARLY:
    default:
      if (year + number <= LAST_YEAR)
        take_year (walk, year + (int) number);
      break;
    }
}

static gboolean
is_position (const RapportRecurrence *rule, guint index, guint n)
{
  for (guint i = 0; i < rule->positions->len; i++)
    {
      int asked = g_array_index (rule->positions, int, i);

      if (asked == (int) index + 1 || asked == (int) index - (int) n)
        return TRUE;
    }
  return rule->positions->len == 0;
}

/* FALSE ends the walk. @index counts only for rules that count, or where asked from the first. */
typedef gboolean (*DayFunc) (RapportDay day, int index, gpointer user_data);

static RapportDay
get_last (const RapportRecurrence *rule, RapportDay last)
{
  const RapportDay end = rapport_day_new (LAST_YEAR, MONTHS, 31);

  last = MIN (last, end);
  return rule->until != RAPPORT_DAY_NONE ? MIN (last, rule->until) : last;
}

/* Calls @func for the days from the period of @from on. */
static void
walk_days (Walk *walk, RapportDay from, DayFunc func, gpointer user_data)
{
  const RapportRecurrence *rule = walk->rule;
  gint64 period, end;
  int index = 0;

  if (walk->last < walk->first)
    return;
  from = MAX (from, walk->first);
  if (from > walk->last)
    return;
  period = rule->count > 0 ? 0 : get_period (walk, from);
  period -= period % rule->interval;
  end = get_period (walk, walk->last);
  for (; period <= end; period += rule->interval)
    {
      g_array_set_size (walk->found, 0);
      expand (walk, period);
      for (guint i = 0; i < walk->found->len; i++)
        {
          RapportDay day = g_array_index (walk->found, RapportDay, i);

          if (!is_position (rule, i, walk->found->len) || day < walk->first)
            continue;
          if (day > walk->last || (rule->count > 0 && index >= rule->count) ||
              !func (day, index++, user_data))
            return;
        }
    }
}

typedef struct
{
  RapportDay from;
  guint limit;
  GArray *days;
} Listing;

static gboolean
list_cb (RapportDay day, int index, gpointer user_data)
{
  Listing *listing = user_data;

  if (day >= listing->from && listing->days->len < listing->limit)
    g_array_append_val (listing->days, day);
  return listing->days->len < listing->limit;
}

GArray *
rapport_recurrence_list (
  RapportRecurrence *self, RapportDay first, RapportDay from, RapportDay to, guint limit)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RapportDay));
  Walk walk = { self, first, get_last (self, to), found };
  Listing listing = { from, limit, g_array_new (FALSE, FALSE, sizeof (RapportDay)) };

  if (first > RAPPORT_DAY_NONE && limit > 0)
    walk_days (&walk, from, list_cb, &listing);
  return listing.days;
}

typedef struct
{
  RapportDay day;
  int index;
} Counting;

static gboolean
count_cb (RapportDay day, int index, gpointer user_data)
{
  Counting *counting = user_data;

  if (day == counting->day)
    counting->index = index;
  return day < counting->day;
}

int
rapport_recurrence_index (RapportRecurrence *self, RapportDay first, RapportDay day)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RapportDay));
  Walk walk = { self, first, get_last (self, day), found };
  Counting counting = { day, -1 };

  if (first > RAPPORT_DAY_NONE && day >= first)
    walk_days (&walk, first, count_cb, &counting);
  return counting.index;
}

RapportDay
rapport_recurrence_next (RapportRecurrence *self, RapportDay first, RapportDay from)
{
  RapportDay begin = MAX (first, from);
  g_autoptr (GArray) days =
    rapport_recurrence_list (self, first, begin, begin + YEARS_TO_LOOK * DAYS_OF_A_YEAR, 1);

  return days->len > 0 ? g_array_index (days, RapportDay, 0) : RAPPORT_DAY_NONE;
}
