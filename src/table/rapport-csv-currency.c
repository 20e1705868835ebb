/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-value.h"

#include <string.h>

/* Folded. "$" alone is taken for the US dollar. */
static const struct
{
  const char *text;
  const char *code;
} currencies[] = {
  { "$", "USD" },     { "us$", "USD" },   { "usd", "USD" },  { "долл", "USD" },
  { "€", "EUR" },     { "eur", "EUR" },   { "euro", "EUR" }, { "евро", "EUR" },
  { "£", "GBP" },     { "gbp", "GBP" },   { "₽", "RUB" },    { "rub", "RUB" },
  { "rur", "RUB" },   { "руб", "RUB" },   { "р", "RUB" },    { "рублей", "RUB" },
  { "рубли", "RUB" }, { "рубль", "RUB" }, { "₴", "UAH" },    { "uah", "UAH" },
  { "грн", "UAH" },   { "₸", "KZT" },     { "kzt", "KZT" },  { "тг", "KZT" },
  { "тенге", "KZT" }, { "byn", "BYN" },   { "br", "BYN" },   { "бел руб", "BYN" },
  { "uzs", "UZS" },   { "сум", "UZS" },   { "₺", "TRY" },    { "try", "TRY" },
  { "¥", "JPY" },     { "jpy", "JPY" },   { "cny", "CNY" },  { "₹", "INR" },
  { "inr", "INR" },   { "zł", "PLN" },    { "pln", "PLN" },  { "kč", "CZK" },
  { "czk", "CZK" },   { "chf", "CHF" },   { "sek", "SEK" },  { "nok", "NOK" },
  { "dkk", "DKK" },   { "huf", "HUF" },   { "ron", "RON" },  { "bgn", "BGN" },
  { "r$", "BRL" },    { "brl", "BRL" },   { "a$", "AUD" },   { "au$", "AUD" },
  { "aud", "AUD" },   { "c$", "CAD" },    { "ca$", "CAD" },  { "cad", "CAD" },
  { "nz$", "NZD" },   { "nzd", "NZD" },   { "hk$", "HKD" },  { "hkd", "HKD" },
  { "sgd", "SGD" },   { "mx$", "MXN" },   { "mxn", "MXN" },  { "zar", "ZAR" },
  { "aed", "AED" },   { "sar", "SAR" },   { "ils", "ILS" },  { "₪", "ILS" },
  { "₩", "KRW" },     { "krw", "KRW" },   { "thb", "THB" },  { "฿", "THB" },
  { "vnd", "VND" },   { "₫", "VND" },     { "idr", "IDR" },  { "myr", "MYR" },
  { "php", "PHP" },   { "₱", "PHP" },     { "amd", "AMD" },  { "֏", "AMD" },
  { "azn", "AZN" },   { "₼", "AZN" },     { "gel", "GEL" },  { "₾", "GEL" },
  { "kgs", "KGS" },   { "tjs", "TJS" },   { "mdl", "MDL" },  { "rsd", "RSD" },
  { "ngn", "NGN" },   { "egp", "EGP" },
};

static const char *const no_data[] = {
  "",        "-",    "--",     "---",  "—",       "–",         "−",          "n/a",
  "na",      "#n/a", "n.a.",   "null", "none",    "(not set)", "нет данных", "н/д",
  "нд",      "nan",  "nil",    ".",    "no data", "...",       "…",          "#div/0!",
  "#дел/0!", "\\n",  "<null>", "#н/д", "?",       "нет",       "inf",        "undefined",
};

char *
rapport_csv_fold (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *folded = g_string_sized_new (strlen (lower));
  gboolean space = FALSE;

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter) || g_unichar_type (letter) == G_UNICODE_SPACE_SEPARATOR)
        {
          space = TRUE;
          continue;
        }
      if (g_unichar_type (letter) == G_UNICODE_FORMAT)
        continue;
      if (space && folded->len > 0)
        g_string_append_c (folded, ' ');
      space = FALSE;
      g_string_append_unichar (folded, letter == 0x0451 ? 0x0435 : letter);
    }
  return g_string_free (folded, FALSE);
}

const char *
rapport_csv_currency_lookup (const char *text)
{
  g_autofree char *folded = rapport_csv_fold (text);
  gsize length = strlen (folded);

  while (length > 0 && strchr (". ", folded[length - 1]) != NULL)
    folded[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].text, folded) == 0)
      return currencies[i].code;
  return NULL;
}

gboolean
rapport_csv_is_no_data (const char *text)
{
  g_autofree char *folded = NULL;

  /* None of the words holds a digit or has 64 bytes. */
  if (*text == '\0')
    return TRUE;
  if (strpbrk (text, "0123456789") != NULL || strlen (text) > 64)
    return FALSE;
  folded = rapport_csv_fold (text);
  for (gsize i = 0; i < G_N_ELEMENTS (no_data); i++)
    if (strcmp (no_data[i], folded) == 0)
      return TRUE;
  return FALSE;
}
