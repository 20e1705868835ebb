/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-date.h"

#include "rapport-csv-value.h"

#include <string.h>

#define MAX_TEXT      80
#define YEAR_FIRST    1970
#define YEAR_LAST     2100
#define CENTURY_PIVOT 70
#define DAYS_OF_WEEK  7

/* Nominative and genitive; a word of three letters or more that one of them
 * begins with is that month. */
static const char *const months[12][4] = {
  { "january", "январь", "января", NULL },
  { "february", "февраль", "февраля", NULL },
  { "march", "март", "марта", NULL },
  { "april", "апрель", "апреля", NULL },
  { "may", "май", "мая", NULL },
  { "june", "июнь", "июня", NULL },
  { "july", "июль", "июля", NULL },
  { "august", "август", "августа", NULL },
  { "september", "сентябрь", "сентября", NULL },
  { "october", "октябрь", "октября", NULL },
  { "november", "ноябрь", "ноября", NULL },
  { "december", "декабрь", "декабря", NULL },
};

static const char *const weekdays[] = {
  "monday",      "tuesday", "wednesday", "thursday", "friday",  "saturday", "sunday",
  "понедельник", "вторник", "среда",     "четверг",  "пятница", "суббота",  "воскресенье",
};

static const char *const weekdays_short[] = { "пн", "вт", "ср", "чт", "пт", "сб", "вс" };

/* Reads digits; returns how many. More than 14 are none. */
static guint
take_digits (const char **p, gint64 *number)
{
  guint n = 0;

  *number = 0;
  while (g_ascii_isdigit ((*p)[n]))
    {
      if (n >= 14)
        return 0;
      *number = *number * 10 + ((*p)[n] - '0');
      n++;
    }
  *p += n;
  return n;
}

static void
skip (const char **p, const char *what)
{
  *p += strspn (*p, what);
}

/* The letters at @p, of the folded text; @length in bytes. */
static gsize
word_length (const char *p)
{
  const char *end = p;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return (gsize) (end - p);
}

static gboolean
begins (const char *full, const char *word, gsize length)
{
  return g_utf8_strlen (word, (gssize) length) >= 3 && strlen (full) >= length &&
         strncmp (full, word, length) == 0;
}

/* 1 to 12, or 0. */
static int
take_month (const char **p)
{
  gsize length = word_length (*p);

  for (int month = 0; month < 12; month++)
    for (int i = 0; months[month][i] != NULL; i++)
      if (begins (months[month][i], *p, length))
        {
          *p += length;
          if (**p == '.')
            (*p)++;
          return month + 1;
        }
  return 0;
}

static void
skip_weekday (const char **p)
{
  gsize length = word_length (*p);
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (weekdays) && !found; i++)
    found = begins (weekdays[i], *p, length);
  for (gsize i = 0; i < G_N_ELEMENTS (weekdays_short) && !found; i++)
    found = length == strlen (weekdays_short[i]) && strncmp (weekdays_short[i], *p, length) == 0;
  if (!found)
    return;
  *p += length;
  skip (p, "., ");
}

static int
full_year (gint64 number, guint n_digits)
{
  if (n_digits == 2)
    return (int) (number < CENTURY_PIVOT ? 2000 + number : 1900 + number);
  if (n_digits != 4 || number < YEAR_FIRST || number > YEAR_LAST)
    return 0;
  return (int) number;
}

/* 0 when no year stands here. */
static int
take_year (const char **p)
{
  gint64 number;
  guint n_digits = take_digits (p, &number);

  return full_year (number, n_digits);
}

static gboolean
set_day (RapportCsvDate *date, RapportDateKind kind, RapportDay day)
{
  date->kind = day == RAPPORT_DAY_NONE ? RAPPORT_DATE_NONE : kind;
  date->day = date->last = date->day_month = date->month_day = day;
  return day != RAPPORT_DAY_NONE;
}

static gboolean
set_month (RapportCsvDate *date, int year, int month)
{
  if (!set_day (date, RAPPORT_DATE_MONTH, rapport_day_new (year, month, 1)))
    return FALSE;
  date->last = date->day + rapport_day_days_in_month (date->day) - 1;
  return TRUE;
}

/* 20170601, 2017060113 with the hour, 201708 for a month. */
static gboolean
read_digits_only (gint64 number, guint n_digits, RapportCsvDate *date)
{
  RapportDateKind kind = RAPPORT_DATE_DAY;

  date->digits_only = TRUE;
  if (n_digits == 6)
    return full_year (number / 100, 4) > 0 &&
           set_month (date, full_year (number / 100, 4), (int) (number % 100));
  if (n_digits == 10 || n_digits == 12 || n_digits == 14)
    {
      for (; n_digits > 10; n_digits -= 2)
        number /= 100;
      kind = RAPPORT_DATE_HOUR;
      if (number % 100 > 23)
        return FALSE;
      number /= 100;
    }
  else if (n_digits != 8)
    return FALSE;
  return full_year (number / 10000, 4) > 0 &&
         set_day (date, kind,
                  rapport_day_new ((int) (number / 10000), (int) (number / 100 % 100),
                                   (int) (number % 100)));
}

/* Monday of an ISO 8601 week: the one with 4 January in it is the first. */
static gboolean
read_week (const char **p, int year, RapportCsvDate *date)
{
  gint64 week;

  (*p)++;
  if (take_digits (p, &week) == 0 || week < 1 || week > 53 ||
      !set_day (date, RAPPORT_DATE_WEEK,
                rapport_day_week (rapport_day_new (year, 1, 4)) +
                  DAYS_OF_WEEK * (RapportDay) (week - 1)))
    return FALSE;
  date->last = date->day + DAYS_OF_WEEK - 1;
  return TRUE;
}

/* What follows the year: 2026-08-01, 2026/8/1, 2026-08, 2026-W31. */
static gboolean
read_year_first (const char **p, int year, RapportCsvDate *date)
{
  char sign = **p;
  gint64 month, day;
  const char *behind;

  (*p)++;
  if (**p == 'w')
    return read_week (p, year, date);
  if (take_digits (p, &month) == 0 || month > 12)
    return FALSE;
  behind = *p + 1;
  if (**p != sign || take_digits (&behind, &day) == 0)
    return set_month (date, year, (int) month);
  *p = behind;
  return day <= 31 &&
         set_day (date, RAPPORT_DATE_DAY, rapport_day_new (year, (int) month, (int) day));
}

static gboolean
settle_order (RapportDateOrder order, char sign, RapportCsvDate *date)
{
  if (order == RAPPORT_DATE_ORDER_GUESS)
    {
      gboolean day_first = date->month_day == RAPPORT_DAY_NONE || sign == '.';

      order = day_first && date->day_month != RAPPORT_DAY_NONE ? RAPPORT_DATE_ORDER_DAY_MONTH
                                                               : RAPPORT_DATE_ORDER_MONTH_DAY;
    }
  date->day = order == RAPPORT_DATE_ORDER_DAY_MONTH ? date->day_month : date->month_day;
  date->last = date->day;
  return date->day != RAPPORT_DAY_NONE;
}

/* What follows the first number: 01.08.2026, 9/30/19, 01-Aug-2026, 08.2026. */
static gboolean
read_number_first (const char **p, gint64 first, RapportDateOrder order, RapportCsvDate *date)
{
  char sign = **p;
  gint64 second;
  guint n_second;
  int month, year;

  (*p)++;
  month = take_month (p);
  if (month > 0)
    {
      skip (p, "-/. ");
      year = take_year (p);
      return year > 0 &&
             set_day (date, RAPPORT_DATE_DAY, rapport_day_new (year, month, (int) first));
    }
  n_second = take_digits (p, &second);
  if (n_second == 4 && full_year (second, 4) > 0)
    return set_month (date, (int) second, (int) first);
  if (n_second == 0 || n_second > 2 || **p != sign)
    return FALSE;
  (*p)++;
  year = take_year (p);
  if (year == 0)
    return FALSE;
  date->day_month = rapport_day_new (year, (int) second, (int) first);
  date->month_day = rapport_day_new (year, (int) first, (int) second);
  date->kind = RAPPORT_DATE_DAY;
  /* Nobody writes the month first with dots. */
  if (sign == '.' && date->day_month != RAPPORT_DAY_NONE)
    date->month_day = date->day_month;
  return settle_order (order, sign, date);
}

/* "Aug 1, 2026", "August 2026"; "Aug-26" and "авг.26" are what spreadsheets make
 * of a month. */
static gboolean
read_month_first (const char **p, RapportCsvDate *date)
{
  int month = take_month (p);
  gboolean joined;
  int year;
  gint64 number;
  guint n_digits;

  if (month == 0)
    return FALSE;
  joined = **p == '-' || ((*p)[-1] == '.' && g_ascii_isdigit (**p));
  skip (p, " ,-");
  n_digits = take_digits (p, &number);
  if (joined && n_digits == 2 && **p == '\0')
    return set_month (date, full_year (number, n_digits), month);
  if (n_digits == 4)
    return full_year (number, 4) > 0 && set_month (date, (int) number, month);
  if (n_digits == 0 || n_digits > 2)
    return FALSE;
  skip (p, " ,-");
  year = take_year (p);
  return year > 0 && set_day (date, RAPPORT_DATE_DAY, rapport_day_new (year, month, (int) number));
}

static gboolean
read_one (const char **p, RapportDateOrder order, RapportCsvDate *date)
{
  gint64 number;
  guint n_digits;

  *date = (RapportCsvDate) { 0 };
  skip_weekday (p);
  if (!g_ascii_isdigit (**p))
    return read_month_first (p, date);
  n_digits = take_digits (p, &number);
  if (n_digits == 4 && strchr ("-/.", **p) != NULL && **p != '\0')
    return full_year (number, 4) > 0 && read_year_first (p, (int) number, date);
  if (n_digits >= 1 && n_digits <= 2 && strchr ("-/. ", **p) != NULL && **p != '\0')
    return read_number_first (p, number, order, date);
  return read_digits_only (number, n_digits, date);
}

/* " г.", as Russian dates end. */
static void
skip_year_word (const char **p)
{
  const char *behind = *p + strspn (*p, " ");

  if (g_str_has_prefix (behind, "г.") || g_str_equal (behind, "г"))
    *p = behind + (behind[strlen ("г")] == '.' ? strlen ("г.") : strlen ("г"));
}

static gboolean
take_clock (const char **p)
{
  gint64 number;

  if (take_digits (p, &number) == 0 || number > 24 || **p != ':')
    return FALSE;
  while (**p == ':')
    {
      (*p)++;
      if (take_digits (p, &number) != 2 || number > 60)
        return FALSE;
    }
  if (**p == '.' || **p == ',')
    {
      (*p)++;
      take_digits (p, &number);
    }
  return TRUE;
}

/* A time of day, with its zone, up to the end. The day is the one written. */
static gboolean
skip_time (const char **p)
{
  static const char *const zones[] = { "z", "utc", "gmt", "msk", "мск", "am", "pm" };
  const char *behind = *p + strspn (*p, " ,t");

  if (behind == *p || !take_clock (&behind))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      skip (&behind, " ");
      if (g_str_has_prefix (behind, zones[i]))
        behind += strlen (zones[i]);
    }
  if (*behind == '+' || *behind == '-')
    behind += 1 + strspn (behind + 1, "0123456789:");
  *p = behind;
  return TRUE;
}

static gboolean
take_range_sign (const char **p)
{
  static const char *const signs[] = { "-", "–", "—", "to ", "по ", "~", "..", ":" };
  const char *behind = *p + strspn (*p, " ");

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (behind, signs[i]))
      {
        *p = behind + strlen (signs[i]);
        skip (p, " .");
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_all (const char *p, RapportDateOrder order, RapportCsvDate *date)
{
  RapportCsvDate last;

  if (!read_one (&p, order, date))
    return FALSE;
  skip_year_word (&p);
  skip_time (&p);
  if (*p == '\0')
    return TRUE;
  if (date->kind != RAPPORT_DATE_DAY || !take_range_sign (&p) || !read_one (&p, order, &last))
    return FALSE;
  skip_year_word (&p);
  skip_time (&p);
  if (*p != '\0' || last.kind != RAPPORT_DATE_DAY || last.day < date->day)
    return FALSE;
  date->kind = last.day == date->day ? RAPPORT_DATE_DAY : RAPPORT_DATE_RANGE;
  date->last = last.day;
  return TRUE;
}

gboolean
rapport_csv_date_is_weekday (const char *text)
{
  g_autofree char *folded = rapport_csv_fold (text);
  const char *behind = folded;

  skip_weekday (&behind);
  return behind > folded && *behind == '\0';
}

/* Lower case, and cheap for the many cells that cannot be a date. */
static gboolean
prepare (const char *text, char *folded)
{
  gsize length = strlen (text);
  g_autofree char *copy = NULL;

  if (length > MAX_TEXT || strpbrk (text, "0123456789") == NULL)
    return FALSE;
  if (g_str_is_ascii (text))
    {
      for (gsize i = 0; i <= length; i++)
        folded[i] = g_ascii_tolower (text[i]);
      g_strstrip (folded);
      return TRUE;
    }
  copy = rapport_csv_fold (text);
  return g_strlcpy (folded, copy, MAX_TEXT + 1) <= MAX_TEXT;
}

gboolean
rapport_csv_date_read (const char *text, RapportDateOrder order, RapportCsvDate *date)
{
  char folded[MAX_TEXT + 1];

  *date = (RapportCsvDate) { 0 };
  /* Spreadsheets mark so what they shall not touch. */
  text += *text == '\'';
  if (prepare (text, folded) && read_all (folded, order, date))
    return TRUE;
  *date = (RapportCsvDate) { 0 };
  return FALSE;
}

/* A date can begin where a word or a number begins. */
static gboolean
is_start (const char *text, const char *p)
{
  const char *before = p > text ? g_utf8_prev_char (p) : NULL;
  gunichar letter = g_utf8_get_char (p);

  return g_unichar_isalnum (letter) &&
         (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before)));
}

guint
rapport_csv_date_find (const char *text, RapportDateOrder order, RapportDay days[2])
{
  g_autofree char *folded = rapport_csv_fold (text);
  RapportCsvDate date;
  guint n_days = 0;

  for (const char *p = folded; *p != '\0' && n_days < 2;)
    {
      const char *behind = p;

      if (!is_start (folded, p) || !read_one (&behind, order, &date))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      p = MAX (behind, g_utf8_next_char (p));
      if (date.kind == RAPPORT_DATE_DAY)
        days[n_days++] = date.day;
      else if (date.kind == RAPPORT_DATE_MONTH && !date.digits_only && n_days == 0)
        {
          days[0] = date.day;
          days[1] = date.last;
          return 2;
        }
    }
  return n_days;
}
