/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-form-value-private.h"

#include "rapport-csv-value.h"
#include "rapport-format.h"

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
