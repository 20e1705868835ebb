/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-locale-currency-private.h"

#include "rapport-locale.h"

#include <string.h>

/* ISO 4217, list one (2024): the currencies whose minor unit is not 1/100. */
static const char whole[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
static const char thousandth[] = "BHD IQD JOD KWD LYD OMR TND ";

/* Signs that are plain to a reader; "$" of other countries than the United
 * States is not, so those keep a letter in front of it. */
static const struct
{
  const char *code;
  const char *sign;
} signs[] = {
  { "AMD", "֏" },   { "AUD", "A$" },  { "AZN", "₼" }, { "BRL", "R$" }, { "CAD", "CA$" },
  { "CNY", "CN¥" }, { "EUR", "€" },   { "GBP", "£" }, { "GEL", "₾" },  { "HKD", "HK$" },
  { "ILS", "₪" },   { "INR", "₹" },   { "JPY", "¥" }, { "KRW", "₩" },  { "KZT", "₸" },
  { "MXN", "MX$" }, { "NZD", "NZ$" }, { "RUB", "₽" }, { "TRY", "₺" },  { "UAH", "₴" },
  { "USD", "$" },   { "VND", "₫" },
};

static gboolean
lists (const char *list, const char *code)
{
  const char *found = strlen (code) == 3 ? strstr (list, code) : NULL;

  return found != NULL && found[3] == ' ';
}

int
rapport_currency_get_digits (const char *code)
{
  g_autofree char *upper = g_ascii_strup (code, -1);

  if (lists (whole, upper))
    return 0;
  return lists (thousandth, upper) ? 3 : 2;
}

const char *
rapport_currency_get_sign (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_ascii_strcasecmp (signs[i].code, code) == 0)
      return signs[i].sign;
  return NULL;
}

int
rapport_locale_currency_digits (const char *currency)
{
  return rapport_currency_get_digits (currency);
}
