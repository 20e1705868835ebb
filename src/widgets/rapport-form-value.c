/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-form-value-private.h"

#include "rapport-csv-value.h"
#include "rapport-date-words.h"
#include "rapport-format.h"
#include "rapport-people.h"

#include <string.h>

/* Millionths in one minor unit of a currency. */
static gint64
minor_unit (const char *currency)
{
  gint64 unit = 1000000;

  for (int i = rapport_locale_currency_digits (currency); i > 0; i--)
    unit /= 10;
  return unit;
}

static gboolean
is_code (const char *text)
{
  return g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) && g_ascii_isupper (text[2]);
}

/* Takes an ISO code off either end of @text, into @code: all of them, and not
 * only those of the currencies that have a sign. */
static gboolean
take_code (char *text, char code[4])
{
  gsize length = strlen (g_strstrip (text));
  char *at = NULL;

  if (length > 3 && is_code (text) && !g_ascii_isalpha (text[3]))
    at = text;
  else if (length > 3 && is_code (text + length - 3) && !g_ascii_isalpha (text[length - 4]))
    at = text + length - 3;
  if (at == NULL)
    return FALSE;
  g_strlcpy (code, at, 4);
  memset (at, ' ', 3);
  return TRUE;
}

GVariant *
rapport_form_read_money (const char *text, const char *currency)
{
  g_autofree char *rest = g_strdup (text);
  char code[4];
  RapportCsvValue value;

  if (take_code (rest, code))
    currency = code;
  rapport_csv_value_read (rest, RAPPORT_DECIMAL_GUESS, 0, &value);
  if (value.kind != RAPPORT_VALUE_NUMBER)
    return NULL;
  if (*value.currency != '\0')
    currency = value.currency;
  return g_variant_ref_sink (g_variant_new ("(xs)", value.value / minor_unit (currency), currency));
}

char *
rapport_form_write_money (GVariant *value)
{
  const char *currency;
  gint64 minor, unit;

  if (value == NULL)
    return g_strdup ("");
  g_variant_get (value, "(x&s)", &minor, &currency);
  unit = minor_unit (currency);
  /* No zeros where there are no kopecks. */
  return rapport_locale_figure (
    rapport_format_locale (), RAPPORT_UNIT_MONEY, minor * unit, currency,
    minor * unit % 1000000 != 0 ? RAPPORT_FIGURE_EXACT : RAPPORT_FIGURE_ROUNDED);
}

GVariant *
rapport_form_read_percent (const char *text)
{
  RapportCsvValue value;

  rapport_csv_value_read (text, RAPPORT_DECIMAL_GUESS, 0, &value);
  if (value.kind == RAPPORT_VALUE_PERCENT)
    return g_variant_ref_sink (g_variant_new_int64 (value.value));
  if (value.kind == RAPPORT_VALUE_NUMBER)
    return g_variant_ref_sink (g_variant_new_int64 (value.value / 100));
  return NULL;
}

char *
rapport_form_write_percent (GVariant *value)
{
  if (value == NULL)
    return g_strdup ("");
  return rapport_locale_percent (rapport_format_locale (), g_variant_get_int64 (value), 0, 2);
}

GVariant *
rapport_form_read_figure (const char *text)
{
  RapportCsvValue value;

  rapport_csv_value_read (text, RAPPORT_DECIMAL_GUESS, 0, &value);
  if ((value.kind != RAPPORT_VALUE_NUMBER && value.kind != RAPPORT_VALUE_PERCENT) ||
      *value.currency != '\0' || value.value < 0)
    return NULL;
  return g_variant_ref_sink (g_variant_new_int64 (value.value));
}

char *
rapport_form_write_figure (GVariant *value)
{
  if (value == NULL)
    return g_strdup ("");
  return rapport_locale_decimal (rapport_format_locale (), g_variant_get_int64 (value), 0, 6);
}

/* Far enough for a day without a year to be read as that of another one. */
#define YEARS_LATER (4 * 366)

/* Whether the year is written with all its digits. */
static gboolean
says_year (const char *text, int year)
{
  g_autofree char *digits = g_strdup_printf ("%d", year);

  return strstr (text, digits) != NULL;
}

GVariant *
rapport_form_read_birthday (const char *text, RapportDay today)
{
  RapportDay read = rapport_date_words_parse (text, today);
  RapportDay later = rapport_date_words_parse (text, today + YEARS_LATER);
  RapportDay birthday;
  int year, month, day, month_later, day_later;

  if (read == RAPPORT_DAY_NONE || later == RAPPORT_DAY_NONE)
    return NULL;
  rapport_day_split (read, &year, &month, &day);
  rapport_day_split (later, NULL, &month_later, &day_later);
  /* "Friday" or "in 3 days" is no birthday. */
  if (month != month_later || day != day_later)
    return NULL;
  if (read != later)
    year = 0;
  else if (read > today && !says_year (text, year))
    year -= 100;
  birthday = rapport_birthday_new (year, month, day);
  if (birthday == RAPPORT_DAY_NONE || birthday > today)
    return NULL;
  return g_variant_ref_sink (g_variant_new_int32 (birthday));
}

char *
rapport_form_write_birthday (GVariant *value)
{
  RapportDay birthday = value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;

  return rapport_birthday_has_year (birthday)
           ? rapport_locale_date (rapport_format_locale (), birthday)
           : rapport_locale_day_and_month (rapport_format_locale (), birthday);
}
