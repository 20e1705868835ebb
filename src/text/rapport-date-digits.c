/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-phrase-private.h"

#define FIRST_YEAR    1900
#define LAST_YEAR     2199
#define CENTURY       2000
#define MONTHS        12
#define LEAP_DISTANCE 8

Sense
rapport_phrase_sense (const Phrases *self, guint index)
{
  if (index >= self->n_tokens || self->tokens[index].kind != TOKEN_WORD ||
      self->tokens[index].quoted)
    return SENSE_NONE;
  return self->tokens[index].sense;
}

gboolean
rapport_phrase_is_character (const Phrases *self, guint index, gunichar character)
{
  return index < self->n_tokens && self->tokens[index].kind == TOKEN_OTHER &&
         self->tokens[index].character == character;
}

static gboolean
is_number (const Phrases *self, guint index)
{
  return index < self->n_tokens && self->tokens[index].kind == TOKEN_NUMBER &&
         !self->tokens[index].quoted;
}

static gboolean
is_glued (const Phrases *self, guint index)
{
  return index < self->n_tokens && self->tokens[index].glued;
}

static gboolean
is_year (const Phrases *self, guint index)
{
  return is_number (self, index) && self->tokens[index].n_digits == 4 &&
         self->tokens[index].value >= FIRST_YEAR && self->tokens[index].value <= LAST_YEAR;
}

RapportDay
rapport_phrase_next_date (RapportDay from, int month, int day)
{
  int year;

  rapport_day_split (from, &year, NULL, NULL);
  for (int i = 0; i <= LEAP_DISTANCE; i++)
    {
      RapportDay found = rapport_day_new (year + i, month, day);

      if (found >= from)
        return found;
    }
  return RAPPORT_DAY_NONE;
}

/* The next month from today on that has such a day on or after today. */
static RapportDay
next_day_of_month (RapportDay today, int day)
{
  RapportDay first = rapport_day_month (today);

  for (int i = 0; i < MONTHS && day >= 1; i++)
    {
      RapportDay month = rapport_day_add_months (first, i);
      RapportDay found = month + day - 1;

      if (day <= rapport_day_days_in_month (month) && found >= today)
        return found;
    }
  return RAPPORT_DAY_NONE;
}

int
rapport_phrase_read_year (const Phrases *self, guint *end)
{
  guint at = *end;
  int year;

  if (rapport_phrase_is_character (self, at, ','))
    at++;
  if (!is_year (self, at) || (is_glued (self, at) && at == *end))
    return 0;
  year = self->tokens[at].value;
  *end = at + 1;
  if (rapport_phrase_sense (self, *end) == SENSE_UNIT &&
      (self->tokens[*end].value & ~UNIT_LOCATIVE) == UNIT_YEAR)
    {
      (*end)++;
      if (rapport_phrase_is_character (self, *end, '.') && is_glued (self, *end))
        (*end)++;
    }
  return year;
}

/* Numbers that belong to an amount, a version, an address or a range. */
static gboolean
stands_free (const Phrases *self, guint start, guint end)
{
  static const gunichar before[] = { '$', 0x20ac, 0xa3, 0x20bd, 0x2116, '#', '<', '>', '=' };
  static const gunichar after[] = { '%', '$', 0x20ac, 0xa3, 0x20bd };

  if (start > 0 && self->tokens[start - 1].kind == TOKEN_OTHER)
    for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
      if (self->tokens[start - 1].character == before[i])
        return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    if (rapport_phrase_is_character (self, end, after[i]))
      return FALSE;
  return rapport_phrase_sense (self, end) != SENSE_AMOUNT &&
         (start == 0 || rapport_phrase_sense (self, start - 1) != SENSE_VERSION);
}

/* Neither "a/2026-11-15/b" nor "1.15.11.2" nor "10–15.11". */
static gboolean
stands_apart (const Phrases *self, guint start, guint end)
{
  static const gunichar openers[] = { '(', '[', ':', ',', ';', '"', 0xab, 0x2014 };

  if (start > 0 && is_glued (self, start))
    {
      gboolean opened = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (openers); i++)
        opened = opened || rapport_phrase_is_character (self, start - 1, openers[i]);
      if (!opened || (start > 1 && is_number (self, start - 2) && is_glued (self, start - 1)))
        return FALSE;
    }
  if (!is_glued (self, end))
    return TRUE;
  if (self->tokens[end].kind != TOKEN_OTHER)
    return FALSE;
  return !is_glued (self, end + 1) || self->tokens[end + 1].kind == TOKEN_OTHER;
}

/* "15–17 ноября" is not by when something is to be done. */
static gboolean
ends_range (const Phrases *self, guint start)
{
  return start >= 2 && is_number (self, start - 2) &&
         (rapport_phrase_is_character (self, start - 1, '-') ||
          rapport_phrase_is_character (self, start - 1, 0x2013) ||
          rapport_phrase_is_character (self, start - 1, 0x2014));
}

/* The end of "15th", "15-го", "15" at @start. */
static guint
skip_ordinal (const Phrases *self, guint start)
{
  guint at = start + 1;

  if (rapport_phrase_is_character (self, at, '-') && is_glued (self, at) && is_glued (self, at + 1))
    at++;
  if (rapport_phrase_sense (self, at) == SENSE_ORDINAL && is_glued (self, at))
    return at + 1;
  return start + 1;
}

static guint
skip_abbreviation_point (const Phrases *self, guint at)
{
  gsize length = self->tokens[at - 1].range.end - self->tokens[at - 1].range.start;

  /* Months are cut to three or four letters; "мая" and "may" are none of those. */
  if (length <= 8 && rapport_phrase_is_character (self, at, '.') && is_glued (self, at) &&
      at + 1 < self->n_tokens)
    return at + 1;
  return at;
}

static gboolean
finish_date (const Phrases *self, int month, int day, guint end, Phrase *phrase)
{
  int year = rapport_phrase_read_year (self, &end);

  phrase->needs = NEEDS_NOTHING;
  phrase->end = end;
  phrase->day = year > 0 ? rapport_day_new (year, month, day)
                         : rapport_phrase_next_date (self->today, month, day);
  return phrase->day != RAPPORT_DAY_NONE;
}

/* "15 Nov", "15th of November 2026", "15-го ноября". */
static gboolean
read_day_month (const Phrases *self, guint start, Phrase *phrase)
{
  guint at;

  if (!is_number (self, start) || self->tokens[start].n_digits > 2 || ends_range (self, start) ||
      (is_glued (self, start) && !stands_apart (self, start, self->n_tokens)))
    return FALSE;
  at = skip_ordinal (self, start);
  if (rapport_phrase_sense (self, at) == SENSE_OF)
    at++;
  if (rapport_phrase_sense (self, at) != SENSE_MONTH)
    return FALSE;
  return finish_date (self, self->tokens[at].value, self->tokens[start].value,
                      skip_abbreviation_point (self, at + 1), phrase);
}

/* "Nov 15", "November 15th, 2026". */
static gboolean
read_month_day (const Phrases *self, guint start, Phrase *phrase)
{
  guint at = start + 1;

  if (rapport_phrase_sense (self, start) != SENSE_MONTH)
    return FALSE;
  at = skip_abbreviation_point (self, at);
  if (rapport_phrase_sense (self, at) == SENSE_THE)
    at++;
  if (!is_number (self, at) || self->tokens[at].n_digits > 2 || is_glued (self, at))
    return FALSE;
  if (!stands_free (self, start, at + 1) ||
      (is_glued (self, at + 1) && skip_ordinal (self, at) == at + 1 &&
       !stands_apart (self, start, at + 1)))
    return FALSE;
  return finish_date (self, self->tokens[start].value, self->tokens[at].value,
                      skip_ordinal (self, at), phrase);
}

/* "2026-11-15", also with points or slashes. */
static gboolean
read_year_first (const Phrases *self, guint start, Phrase *phrase)
{
  gunichar mark = start + 1 < self->n_tokens ? self->tokens[start + 1].character : 0;

  if (!is_year (self, start) || (mark != '-' && mark != '.' && mark != '/') ||
      !is_number (self, start + 2) || !rapport_phrase_is_character (self, start + 3, mark) ||
      !is_number (self, start + 4))
    return FALSE;
  for (guint i = start + 1; i < start + 5; i++)
    if (!is_glued (self, i))
      return FALSE;
  if (!stands_apart (self, start, start + 5))
    return FALSE;
  phrase->day = rapport_day_new (self->tokens[start].value, self->tokens[start + 2].value,
                                 self->tokens[start + 4].value);
  phrase->needs = NEEDS_NOTHING;
  phrase->end = start + 5;
  return phrase->day != RAPPORT_DAY_NONE;
}

/* The year behind "15.11" or "15/11": two digits or four, or none. */
static int
read_short_year (const Phrases *self, guint at, gunichar mark)
{
  if (!rapport_phrase_is_character (self, at, mark) || !is_glued (self, at) ||
      !is_glued (self, at + 1) || !is_number (self, at + 1))
    return 0;
  if (is_year (self, at + 1))
    return self->tokens[at + 1].value;
  return self->tokens[at + 1].n_digits == 2 && mark != '-' ? CENTURY + self->tokens[at + 1].value
                                                           : 0;
}

static RapportDay
make_day (const Phrases *self, int year, int month, int day)
{
  return year > 0 ? rapport_day_new (year, month, day)
                  : rapport_phrase_next_date (self->today, month, day);
}

/* How sure it is that numbers like these are a day. */
static Needs
needs_of_digits (const Phrases *self, guint start, gunichar mark, int year)
{
  if (year > 0)
    return NEEDS_NOTHING;
  if (mark == '.' && self->tokens[start].n_digits == 2 && self->tokens[start + 2].n_digits == 2)
    return NEEDS_NOTHING;
  return NEEDS_DEADLINE;
}

/* "15.11", "15.11.2026", "15/11/26", "15-11-2026". */
static gboolean
read_day_first (const Phrases *self, guint start, Phrase *phrase)
{
  gunichar mark = start + 1 < self->n_tokens ? self->tokens[start + 1].character : 0;
  int year, first, second;

  if (!is_number (self, start) || (mark != '-' && mark != '.' && mark != '/') ||
      !is_number (self, start + 2) || !is_glued (self, start + 1) || !is_glued (self, start + 2) ||
      self->tokens[start].n_digits > 2 || self->tokens[start + 2].n_digits > 2)
    return FALSE;
  year = read_short_year (self, start + 3, mark);
  phrase->end = year > 0 ? start + 5 : start + 3;
  if ((mark == '-' && year == 0) || !stands_free (self, start, phrase->end) ||
      !stands_apart (self, start, phrase->end))
    return FALSE;
  if (year == 0 && start > 0 && rapport_phrase_sense (self, start - 1) == SENSE_PLACE &&
      self->tokens[start - 1].value == PLACE_OF_TIME)
    return FALSE;
  first = self->tokens[start].value;
  second = self->tokens[start + 2].value;
  phrase->day = make_day (self, year, second, first);
  if (phrase->day == RAPPORT_DAY_NONE && mark == '/')
    phrase->day = make_day (self, year, first, second);
  phrase->needs = needs_of_digits (self, start, mark, year);
  return phrase->day != RAPPORT_DAY_NONE;
}

/* "the 15th", "15-го", "15 числа"; a bare "15" in an entry for a day. */
static gboolean
read_day_of_month (const Phrases *self, guint start, Phrase *phrase)
{
  guint at;

  if (!is_number (self, start) || self->tokens[start].n_digits > 2 || ends_range (self, start) ||
      is_glued (self, start))
    return FALSE;
  at = skip_ordinal (self, start);
  phrase->needs = at > start + 1 ? NEEDS_DEADLINE_OR_EDGE : NEEDS_ALL;
  if (rapport_phrase_sense (self, at) == SENSE_DAY_NUMBER)
    {
      phrase->needs = NEEDS_NOTHING;
      at++;
    }
  phrase->end = at;
  phrase->day = next_day_of_month (self->today, self->tokens[start].value);
  return phrase->day != RAPPORT_DAY_NONE;
}

gboolean
rapport_phrase_read_date (const Phrases *self, guint start, Phrase *phrase)
{
  return read_day_month (self, start, phrase) || read_month_day (self, start, phrase) ||
         read_year_first (self, start, phrase) || read_day_first (self, start, phrase) ||
         read_day_of_month (self, start, phrase);
}
