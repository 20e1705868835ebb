/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-locale-currency-private.h"
#include "rapport-locale-private.h"

#define MAX_DIGITS 6
#define THOUSAND   G_GUINT64_CONSTANT (1000)
/* Whole numbers below this are shown in full even on a tile. */
#define COMPACT_FROM (G_GUINT64_CONSTANT (10000) * RAPPORT_MILLION)

typedef enum
{
  SIGN_IF_NEGATIVE,
  SIGN_ALWAYS,
} Sign;

/* A figure that is being written: its sign, and digits with what follows them. */
typedef struct
{
  gboolean negative;
  gboolean zero;
  GString *digits;
} Figure;

static guint64
magnitude (gint64 value)
{
  return value < 0 ? -(guint64) value : (guint64) value;
}

static guint64
round_divide (guint64 value, guint64 divisor)
{
  return value / divisor + (value % divisor >= divisor - divisor / 2);
}

static guint64
power_of_ten (int exponent)
{
  guint64 power = 1;

  for (; exponent > 0; exponent--)
    power *= 10;
  return power;
}

static void
append_grouped (const RapportLocale *self, GString *out, guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize left = strlen (digits);

  for (const char *c = digits; *c != '\0'; c++)
    {
      g_string_append_c (out, *c);
      if (--left > 0 && left % 3 == 0)
        g_string_append (out, self->group);
    }
}

/* Appends @number, which has @digits digits behind the point; zeros at its end
 * are left out down to @min_digits. */
static void
append_fixed (const RapportLocale *self, GString *out, guint64 number, int digits, int min_digits)
{
  for (; digits > min_digits && number % 10 == 0; digits--)
    number /= 10;
  append_grouped (self, out, number / power_of_ten (digits));
  if (digits > 0)
    g_string_append_printf (out, "%s%0*" G_GUINT64_FORMAT, self->point, digits,
                            number % power_of_ten (digits));
}

static Figure
figure_new (const RapportLocale *self, gint64 millionths, int min_digits, int max_digits)
{
  Figure figure = { millionths < 0, FALSE, g_string_new (NULL) };
  guint64 number;

  max_digits = CLAMP (max_digits, 0, MAX_DIGITS);
  min_digits = CLAMP (min_digits, 0, max_digits);
  number = round_divide (magnitude (millionths), power_of_ten (MAX_DIGITS - max_digits));
  figure.zero = number == 0;
  append_fixed (self, figure.digits, number, max_digits, min_digits);
  return figure;
}

/* Puts the sign in front of what was made of @figure and frees it. */
static char *
figure_finish (Figure *figure, Sign sign)
{
  if (!figure->zero && figure->negative)
    g_string_prepend (figure->digits, MINUS_SIGN);
  else if (!figure->zero && sign == SIGN_ALWAYS)
    g_string_prepend (figure->digits, "+");
  return g_string_free_and_steal (figure->digits);
}

static void
add_currency (const RapportLocale *self, Figure *figure, const char *currency)
{
  g_autofree char *sign = NULL;
  gboolean is_sign;

  if (currency == NULL || *currency == '\0')
    return;
  sign = rapport_locale_currency_sign (self, currency);
  is_sign = rapport_currency_get_sign (currency) != NULL;
  if (!self->money_sign_first)
    g_string_append_printf (figure->digits, NO_BREAK_SPACE "%s", sign);
  else
    {
      if (!is_sign)
        g_string_prepend (figure->digits, NO_BREAK_SPACE);
      g_string_prepend (figure->digits, sign);
    }
}

/* Per cents are a ratio's hundredfold, so two digits come off the scale. */
static Figure
percent_new (
  const RapportLocale *self, gint64 ratio, int min_digits, int max_digits, const char *unit)
{
  Figure figure = { ratio < 0, FALSE, g_string_new (NULL) };
  guint64 number;

  max_digits = CLAMP (max_digits, 0, MAX_DIGITS - 2);
  min_digits = CLAMP (min_digits, 0, max_digits);
  number = round_divide (magnitude (ratio), power_of_ten (MAX_DIGITS - 2 - max_digits));
  figure.zero = number == 0;
  append_fixed (self, figure.digits, number, max_digits, figure.zero ? 0 : min_digits);
  g_string_append (figure.digits, unit);
  return figure;
}

char *
rapport_locale_count (const RapportLocale *self, gint64 count)
{
  Figure figure = { count < 0, count == 0, g_string_new (NULL) };

  append_grouped (self, figure.digits, magnitude (count));
  return figure_finish (&figure, SIGN_IF_NEGATIVE);
}

char *
rapport_locale_decimal (const RapportLocale *self,
                        gint64 millionths,
                        int min_digits,
                        int max_digits)
{
  Figure figure = figure_new (self, millionths, min_digits, max_digits);

  return figure_finish (&figure, SIGN_IF_NEGATIVE);
}

char *
rapport_locale_percent (const RapportLocale *self, gint64 ratio, int min_digits, int max_digits)
{
  Figure figure = percent_new (self, ratio, min_digits, max_digits, self->percent);

  return figure_finish (&figure, SIGN_IF_NEGATIVE);
}

char *
rapport_locale_currency_sign (const RapportLocale *self, const char *currency)
{
  const char *sign = rapport_currency_get_sign (currency);

  return sign != NULL ? g_strdup (sign) : g_ascii_strup (currency, -1);
}

char *
rapport_locale_money (const RapportLocale *self, gint64 millionths, const char *currency)
{
  int digits = rapport_currency_get_digits (currency != NULL ? currency : "");
  Figure figure = figure_new (self, millionths, digits, digits);

  add_currency (self, &figure, currency);
  return figure_finish (&figure, SIGN_IF_NEGATIVE);
}

/* Three digits at most with the word of its scale: "1.2M", "12.3K", "123K". */
static Figure
compact_new (const RapportLocale *self, gint64 millionths)
{
  Figure figure = { millionths < 0, FALSE, g_string_new (NULL) };
  guint64 value = magnitude (millionths);
  guint64 scale = THOUSAND * RAPPORT_MILLION;
  gsize i = 0;

  while (i + 1 < N_SCALES && round_divide (value, scale) >= THOUSAND)
    {
      scale *= THOUSAND;
      i++;
    }
  if (round_divide (value, scale / 10) < THOUSAND)
    append_fixed (self, figure.digits, round_divide (value, scale / 10), 1, 0);
  else
    append_grouped (self, figure.digits, round_divide (value, scale));
  g_string_append (figure.digits, self->scales[i]);
  return figure;
}

/* Money from a thousand up is read without its minor unit. */
static Figure
money_new (const RapportLocale *self,
           gint64 millionths,
           const char *currency,
           RapportFigureStyle style)
{
  int digits = rapport_currency_get_digits (currency != NULL ? currency : "");

  if (style != RAPPORT_FIGURE_EXACT &&
      (millionths == 0 || magnitude (millionths) >= THOUSAND * RAPPORT_MILLION))
    digits = 0;
  return figure_new (self, millionths, digits, digits);
}

static Figure
count_new (const RapportLocale *self, gint64 millionths, RapportFigureStyle style)
{
  gboolean small = magnitude (millionths) < 100 * (guint64) RAPPORT_MILLION;

  if (style == RAPPORT_FIGURE_EXACT)
    return figure_new (self, millionths, 0, 2);
  return figure_new (self, millionths, 0, small ? 1 : 0);
}

/* Small shares need more digits to say anything, large ones fewer. */
static Figure
ratio_new (const RapportLocale *self, gint64 ratio, RapportFigureStyle style)
{
  guint64 size = magnitude (ratio);
  int digits = 1;

  if (style == RAPPORT_FIGURE_EXACT || size < RAPPORT_MILLION / 100)
    digits = 2;
  else if (size >= RAPPORT_MILLION)
    digits = 0;
  return percent_new (self, ratio, digits, digits, self->percent);
}

static Figure
factor_new (const RapportLocale *self, gint64 millionths, RapportFigureStyle style)
{
  gboolean large = magnitude (millionths) >= 100 * (guint64) RAPPORT_MILLION;
  int digits = style != RAPPORT_FIGURE_EXACT && large ? 0 : 2;

  return figure_new (self, millionths, digits, digits);
}

static Figure
any_new (const RapportLocale *self,
         RapportUnit unit,
         gint64 millionths,
         const char *currency,
         RapportFigureStyle style)
{
  gboolean compact = style == RAPPORT_FIGURE_COMPACT && magnitude (millionths) >= COMPACT_FROM;
  Figure figure;

  switch (unit)
    {
    case RAPPORT_UNIT_RATIO:
      return ratio_new (self, millionths, style);
    case RAPPORT_UNIT_FACTOR:
      return compact ? compact_new (self, millionths) : factor_new (self, millionths, style);
    case RAPPORT_UNIT_MONEY:
      figure =
        compact ? compact_new (self, millionths) : money_new (self, millionths, currency, style);
      add_currency (self, &figure, currency);
      return figure;
    case RAPPORT_UNIT_COUNT:
    default:
      return compact ? compact_new (self, millionths) : count_new (self, millionths, style);
    }
}

char *
rapport_locale_figure (const RapportLocale *self,
                       RapportUnit unit,
                       gint64 millionths,
                       const char *currency,
                       RapportFigureStyle style)
{
  Figure figure = any_new (self, unit, millionths, currency, style);

  return figure_finish (&figure, SIGN_IF_NEGATIVE);
}

/* From ten per cent up a digit behind the point says nothing. */
static int
digits_of_change (gint64 ratio)
{
  return round_divide (magnitude (ratio), 1000) < 100 ? 1 : 0;
}

char *
rapport_locale_change (const RapportLocale *self, gint64 ratio)
{
  Figure figure = percent_new (self, ratio, 0, digits_of_change (ratio), self->percent);

  return figure_finish (&figure, SIGN_ALWAYS);
}

char *
rapport_locale_difference (const RapportLocale *self,
                           RapportUnit unit,
                           gint64 millionths,
                           const char *currency)
{
  Figure figure;

  if (unit == RAPPORT_UNIT_RATIO)
    figure = percent_new (self, millionths, 0, digits_of_change (millionths), self->points);
  else
    figure = any_new (self, unit, millionths, currency, RAPPORT_FIGURE_ROUNDED);
  return figure_finish (&figure, SIGN_ALWAYS);
}
