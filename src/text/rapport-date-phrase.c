/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-phrase-private.h"

#define WEEK            7
#define MONTHS          12
#define QUARTER         3
#define FRIDAY          5
#define SATURDAY        6
#define WEDNESDAY       3
#define MIDDLE_OF_MONTH 15
#define MAX_COUNT       400
#define JULY            7
#define SHORT_WEEKDAY   5 /* bytes */

static int
value_at (const Phrases *self, guint index)
{
  return self->tokens[index].value;
}

static gboolean
has (const Phrases *self, guint index, Sense sense)
{
  return rapport_phrase_sense (self, index) == sense;
}

static Unit
unit_at (const Phrases *self, guint index)
{
  return (Unit) (value_at (self, index) & ~UNIT_LOCATIVE);
}

static gboolean
has_unit (const Phrases *self, guint index, Unit unit)
{
  return has (self, index, SENSE_UNIT) && unit_at (self, index) == unit;
}

static guint
skip (const Phrases *self, guint at, Sense sense)
{
  return has (self, at, sense) ? at + 1 : at;
}

/* A point behind an abbreviation such as "след." or "раб.". */
static guint
skip_point (const Phrases *self, guint at)
{
  return rapport_phrase_is_character (self, at, '.') && self->tokens[at].glued ? at + 1 : at;
}

static gboolean
set (Phrase *phrase, RapportDay day, Needs needs, guint end)
{
  phrase->day = day;
  phrase->needs = needs;
  phrase->end = end;
  return day > RAPPORT_DAY_NONE;
}

/* The first day of the @shift-th unit of time after the one that @day is in. */
static RapportDay
unit_start (RapportDay day, Unit unit, int shift)
{
  RapportDay month = rapport_day_month (day);
  int number;

  rapport_day_split (day, NULL, &number, NULL);
  switch (unit)
    {
    case UNIT_DAY:
      return day + shift;
    case UNIT_WEEK:
      return rapport_day_week (day) + shift * WEEK;
    case UNIT_MONTH:
      return rapport_day_add_months (month, shift);
    case UNIT_QUARTER:
      return rapport_day_add_months (month, shift * QUARTER - (number - 1) % QUARTER);
    case UNIT_YEAR:
    default:
      return rapport_day_add_months (month, shift * MONTHS - (number - 1));
    }
}

/* The last day; of a week its last working day, while that has not passed. */
static RapportDay
unit_end (RapportDay today, Unit unit, int shift)
{
  RapportDay last = unit_start (today, unit, shift + 1) - 1;
  RapportDay friday = last - (WEEK - FRIDAY);

  return unit == UNIT_WEEK && friday >= today ? friday : last;
}

static RapportDay
unit_middle (RapportDay today, Unit unit, int shift)
{
  RapportDay start = unit_start (today, unit, shift);
  int year;

  rapport_day_split (start, &year, NULL, NULL);
  switch (unit)
    {
    case UNIT_WEEK:
      return start + WEDNESDAY - 1;
    case UNIT_MONTH:
      return start + MIDDLE_OF_MONTH - 1;
    case UNIT_QUARTER:
      return rapport_day_add_months (start, 1) + MIDDLE_OF_MONTH - 1;
    case UNIT_YEAR:
      return rapport_day_new (year, JULY, 1);
    case UNIT_DAY:
    default:
      return start;
    }
}

static RapportDay
unit_edge (RapportDay today, Unit unit, int shift, Edge edge)
{
  if (edge == EDGE_START)
    return unit_start (today, unit, shift);
  return edge == EDGE_END ? unit_end (today, unit, shift) : unit_middle (today, unit, shift);
}

static RapportDay
weekday_after (RapportDay day, int weekday)
{
  return day + 1 + (weekday - rapport_day_get_weekday (day + 1) + WEEK) % WEEK;
}

static gboolean
is_weekday (const Phrases *self, guint at)
{
  return has (self, at, SENSE_WEEKDAY) || has (self, at, SENSE_WEEKDAY_OBLIQUE);
}

/* "today", "day after tomorrow", "завтрашнему дню". */
static gboolean
read_relative (const Phrases *self, guint start, Phrase *phrase)
{
  guint at = start;

  if (has_unit (self, at, UNIT_DAY) && has (self, at + 1, SENSE_BLOCK) &&
      has (self, at + 2, SENSE_RELATIVE) && value_at (self, at + 2) == 1)
    return set (phrase, self->today + 2, NEEDS_NOTHING, at + 3);
  if (has (self, at, SENSE_TOMORROWS) && has_unit (self, at + 1, UNIT_DAY))
    return set (phrase, self->today + value_at (self, at), NEEDS_LEAD, at + 2);
  if (!has (self, at, SENSE_RELATIVE))
    return FALSE;
  return set (phrase, self->today + value_at (self, at),
              value_at (self, at) < 0 ? NEEDS_ALL : NEEDS_NOTHING, at + 1);
}

/* "fri", "пт". */
static gboolean
is_short (const Phrases *self, guint at)
{
  return self->tokens[at].range.end - self->tokens[at].range.start <= SHORT_WEEKDAY;
}

/* "на следующей неделе" behind a weekday moves it there. */
static gboolean
read_next_week (const Phrases *self, guint *at)
{
  guint next = skip (self, *at, SENSE_PLACE);

  if (!has (self, next, SENSE_NEXT))
    return FALSE;
  next = skip_point (self, next + 1);
  if (!has_unit (self, next, UNIT_WEEK))
    return FALSE;
  *at = next + 1;
  return TRUE;
}

/* "Friday", "next Friday", "Fri, 14 Nov", "в среду на следующей неделе". */
static gboolean
read_weekday (const Phrases *self, guint start, Phrase *phrase)
{
  Sense which = rapport_phrase_sense (self, start);
  gboolean marked = which == SENSE_NEXT || which == SENSE_THIS || which == SENSE_COMING;
  guint at = marked ? skip_point (self, start + 1) : start;
  RapportDay week = rapport_day_week (self->today);
  int weekday;
  Needs needs;

  if (!is_weekday (self, at))
    return FALSE;
  weekday = value_at (self, at);
  needs = has (self, at, SENSE_WEEKDAY) ? NEEDS_LEAD_OR_EDGE : NEEDS_LEAD;
  at = is_short (self, at) ? skip_point (self, at + 1) : at + 1;
  if (!marked &&
      rapport_phrase_read_date (self, at + rapport_phrase_is_character (self, at, ','), phrase) &&
      phrase->needs != NEEDS_ALL)
    return set (phrase, phrase->day, NEEDS_NOTHING, phrase->end);
  if (which == SENSE_NEXT || read_next_week (self, &at))
    return set (phrase, week + WEEK + weekday - 1, NEEDS_NOTHING, at);
  if (which == SENSE_THIS && week + weekday - 1 >= self->today)
    return set (phrase, week + weekday - 1, NEEDS_NOTHING, at);
  return set (phrase, weekday_after (self->today, weekday), marked ? NEEDS_NOTHING : needs, at);
}

/* "план на следующую неделю" and "plan for next month" name what is planned. */
static gboolean
is_for_unit (const Phrases *self, guint start, guint unit)
{
  return start > 0 && has (self, start - 1, SENSE_PLACE) &&
         value_at (self, start - 1) == PLACE_FOR && !(value_at (self, unit) & UNIT_LOCATIVE);
}

/* "next week", "в этом месяце", "next week on Friday". */
static gboolean
read_unit (const Phrases *self, guint start, Phrase *phrase)
{
  gboolean next = has (self, start, SENSE_NEXT);
  guint at = skip_point (self, start + 1);
  guint day;
  Unit unit;

  if ((!next && !has (self, start, SENSE_THIS)) || !has (self, at, SENSE_UNIT) ||
      is_for_unit (self, start, at))
    return FALSE;
  unit = unit_at (self, at);
  if (!next)
    return set (phrase, unit_end (self->today, unit, 0),
                unit == UNIT_WEEK ? NEEDS_LEAD_OR_EDGE : NEEDS_DEADLINE_OR_EDGE, at + 1);
  day = skip (self, at + 1, SENSE_PLACE);
  if (unit == UNIT_WEEK && is_weekday (self, day))
    return set (phrase, unit_start (self->today, unit, 1) + value_at (self, day) - 1, NEEDS_NOTHING,
                day + 1);
  return set (phrase, unit_start (self->today, unit, 1), NEEDS_LEAD_OR_EDGE, at + 1);
}

/* The count of "3 days", "a week", "пару дней"; 1 where none is said; 0 when it
 * is no sensible one. */
static int
read_count (const Phrases *self, guint *at)
{
  int count = 1;

  if (*at < self->n_tokens && self->tokens[*at].kind == TOKEN_NUMBER)
    {
      count = value_at (self, *at);
      (*at)++;
    }
  else if (has (self, *at, SENSE_COUNT))
    {
      count = value_at (self, *at);
      (*at)++;
      if (has (self, *at, SENSE_COUNT))
        {
          count = value_at (self, *at);
          (*at)++;
        }
      *at = skip (self, *at, SENSE_OF);
    }
  return count > MAX_COUNT ? 0 : MAX (count, 0);
}

static RapportDay
after (RapportDay today, Unit unit, int count)
{
  switch (unit)
    {
    case UNIT_DAY:
      return today + count;
    case UNIT_WEEK:
      return today + count * WEEK;
    case UNIT_MONTH:
      return rapport_day_add_months (today, count);
    case UNIT_QUARTER:
      return rapport_day_add_months (today, count * QUARTER);
    case UNIT_YEAR:
    default:
      return rapport_day_add_months (today, count * MONTHS);
    }
}

/* "in 3 days", "через 5 рабочих дней", "в течение недели". */
static gboolean
read_in (const Phrases *self, guint start, Phrase *phrase)
{
  guint at = start;
  gboolean working = FALSE;
  int count;

  if (has (self, at, SENSE_PLACE) && has (self, at + 1, SENSE_COURSE))
    at += 2;
  else if (has (self, at, SENSE_IN))
    at++;
  else
    return FALSE;
  count = read_count (self, &at);
  if (has (self, at, SENSE_WORKING))
    {
      working = TRUE;
      at = skip_point (self, at + 1);
    }
  if (count == 0 || !has (self, at, SENSE_UNIT) || (working && !has_unit (self, at, UNIT_DAY)))
    return FALSE;
  if (working)
    return set (phrase, rapport_day_add_working_days (self->today, count, NULL, 0), NEEDS_NOTHING,
                at + 1);
  return set (phrase, after (self->today, unit_at (self, at), count), NEEDS_NOTHING, at + 1);
}

/* An edge of a named month: that of this year, or of the next where it passed. */
static RapportDay
month_edge (const Phrases *self, int month, int year, Edge edge)
{
  RapportDay first, day;
  int this_year;

  rapport_day_split (self->today, &this_year, NULL, NULL);
  first = rapport_day_new (year > 0 ? year : this_year, month, 1);
  day = unit_edge (first, UNIT_MONTH, 0, edge);
  if (year == 0 && day < self->today)
    day = unit_edge (rapport_day_new (this_year + 1, month, 1), UNIT_MONTH, 0, edge);
  return day;
}

/* "end of next month", "к концу недели", "середине ноября", "mid-November". */
static gboolean
read_edge (const Phrases *self, guint start, Phrase *phrase)
{
  RapportDay day;
  gboolean next, named;
  Edge edge;
  guint at;

  if (has (self, start, SENSE_EDGE_OF_UNIT))
    return set (phrase, unit_end (self->today, unit_at (self, start), 0), NEEDS_LEAD_OR_EDGE,
                start + 1);
  if (!has (self, start, SENSE_EDGE))
    return FALSE;
  edge = (Edge) value_at (self, start);
  at = start + 1 + rapport_phrase_is_character (self, start + 1, '-');
  at = skip (self, skip (self, at, SENSE_OF), SENSE_THE);
  next = has (self, at, SENSE_NEXT);
  named = next || has (self, at, SENSE_THIS);
  at = named ? skip_point (self, at + 1) : at;
  if (!named && has (self, at, SENSE_MONTH))
    {
      guint end = at + 1;
      int year = rapport_phrase_read_year (self, &end);

      return set (phrase, month_edge (self, value_at (self, at), year, edge), NEEDS_LEAD_OR_EDGE,
                  end);
    }
  if (!has (self, at, SENSE_UNIT))
    return FALSE;
  day = unit_edge (self->today, unit_at (self, at), next, edge);
  if (!named && day < self->today)
    day = unit_edge (self->today, unit_at (self, at), 1, edge);
  return set (phrase, day, NEEDS_LEAD_OR_EDGE, at + 1);
}

/* "weekend", "к выходным", "до нового года". */
static gboolean
read_occasion (const Phrases *self, guint start, Phrase *phrase)
{
  guint at = has (self, start, SENSE_THIS) ? start + 1 : start;

  if (has (self, at, SENSE_WEEKEND))
    return set (phrase, weekday_after (self->today, SATURDAY), NEEDS_LEAD, at + 1);
  if (has (self, start, SENSE_NEW) && has_unit (self, start + 1, UNIT_YEAR))
    return set (phrase, unit_end (self->today, UNIT_YEAR, 0), NEEDS_DEADLINE, start + 2);
  return FALSE;
}

gboolean
rapport_phrase_read_month (const Phrases *self, guint start, Phrase *phrase)
{
  guint end = start + 1;
  int year;

  if (!has (self, start, SENSE_MONTH))
    return FALSE;
  year = rapport_phrase_read_year (self, &end);
  return set (phrase, month_edge (self, value_at (self, start), year, EDGE_START), NEEDS_DEADLINE,
              end);
}

gboolean
rapport_phrase_read_words (const Phrases *self, guint start, Phrase *phrase)
{
  return read_relative (self, start, phrase) || read_in (self, start, phrase) ||
         read_weekday (self, start, phrase) || read_unit (self, start, phrase) ||
         read_edge (self, start, phrase) || read_occasion (self, start, phrase);
}
