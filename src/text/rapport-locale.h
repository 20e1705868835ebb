/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-metric.h"

G_BEGIN_DECLS

/**
 * RapportLocale:
 *
 * How figures and days are written in one language, whatever the language of
 * the interface: a report has a language of its own. Immutable, static, usable
 * from any thread. Strings that functions return are the caller's to free.
 *
 * Figures keep together at line ends: groups of digits, units and signs are
 * joined by no-break spaces where the language has a space. Negative figures
 * carry a real minus. Rounding is half away from zero, and what rounds to zero
 * has no sign.
 */
typedef struct _RapportLocale RapportLocale;

/* What stands in place of a figure that there is no data for. */
#define RAPPORT_LOCALE_NO_DATA "—"

/**
 * RapportFigureStyle:
 * @RAPPORT_FIGURE_EXACT: to the minor unit of money, two digits of a per cent
 * @RAPPORT_FIGURE_ROUNDED: as many digits as help when reading a table
 * @RAPPORT_FIGURE_COMPACT: as short as a tile needs: "12.3K", "1.2M"
 *
 * How many digits a figure shows.
 */
typedef enum
{
  RAPPORT_FIGURE_EXACT,
  RAPPORT_FIGURE_ROUNDED,
  RAPPORT_FIGURE_COMPACT,
} RapportFigureStyle;

/* The language that @lang ("ru", "ru_RU.UTF-8", …) asks for; English for those
 * that are not known and for %NULL. */
const RapportLocale *rapport_locale_get (const char *lang);

/* "en", "ru". */
const char *rapport_locale_get_lang (const RapportLocale *self);

/* "3,215"; Russian "3 215". */
char *rapport_locale_count (const RapportLocale *self, gint64 count);

/**
 * rapport_locale_decimal:
 * @millionths: the figure
 * @min_digits: digits behind the point that are shown even where they are 0
 * @max_digits: digits behind the point to round to, at most 6
 *
 * "1,234.5"; Russian "1 234,5".
 */
char *rapport_locale_decimal (const RapportLocale *self,
                              gint64 millionths,
                              int min_digits,
                              int max_digits);

/* Of a ratio in millionths (1,000,000 is 100 %), as of rapport_locale_decimal():
 * "4.4%"; Russian "4,4 %". */
char *
rapport_locale_percent (const RapportLocale *self, gint64 ratio, int min_digits, int max_digits);

/**
 * rapport_locale_money:
 * @millionths: the sum in millionths of the currency's unit
 * @currency: (nullable): ISO 4217 code; %NULL or "" writes the sum alone
 *
 * With all digits that the currency has (ISO 4217, list one): "$1,234.50",
 * "CHF 1,234.50", "¥1,235"; Russian "1 234,50 ₽".
 */
char *rapport_locale_money (const RapportLocale *self, gint64 millionths, const char *currency);

/* "$", "₽", or the code itself where it has no sign of its own that is plain in
 * this language. */
char *rapport_locale_currency_sign (const RapportLocale *self, const char *currency);

/* Digits of the minor unit of an ISO 4217 code, by which sums in minor units are
 * counted; 2 where the code is not known. */
int rapport_locale_currency_digits (const char *currency);

/* A metric's figure by its unit; @currency matters to money only. */
char *rapport_locale_figure (const RapportLocale *self,
                             RapportUnit unit,
                             gint64 millionths,
                             const char *currency,
                             RapportFigureStyle style);

/* A change given as a ratio in millionths: "+12%", "−3.1%", "0%". */
char *rapport_locale_change (const RapportLocale *self, gint64 ratio);

/* A difference of two figures of a metric, with its sign: "+1,200", "−$3.40";
 * of two ratios in percentage points: "+0.4 pp"; Russian "+0,4 п. п.". */
char *rapport_locale_difference (const RapportLocale *self,
                                 RapportUnit unit,
                                 gint64 millionths,
                                 const char *currency);

/* The functions below give "" for %RAPPORT_DAY_NONE. Those with @today leave
 * out the year where it is today's; a @today of %RAPPORT_DAY_NONE shows it. */

/* "November 2026"; "ноябрь 2026". */
char *rapport_locale_month (const RapportLocale *self, RapportDay day);

/* "Nov"; "ноя": a label of an axis. */
char *rapport_locale_month_short (const RapportLocale *self, RapportDay day);

/* "Friday"; "пятница". */
char *rapport_locale_weekday (const RapportLocale *self, RapportDay day);

/* "Fri"; "пт". */
char *rapport_locale_weekday_short (const RapportLocale *self, RapportDay day);

/* "Fri 14 Nov"; "пт, 14 ноября". */
char *rapport_locale_day (const RapportLocale *self, RapportDay day, RapportDay today);

/* "14 Nov"; "14 ноя": a label of an axis. */
char *rapport_locale_day_short (const RapportLocale *self, RapportDay day);

/* "14 November"; "14 ноября": a day of every year. */
char *rapport_locale_day_and_month (const RapportLocale *self, RapportDay day);

/* "14 November 2026"; "14 ноября 2026". */
char *rapport_locale_date (const RapportLocale *self, RapportDay day);

/* "Friday, 14 November 2026"; "пятница, 14 ноября 2026". */
char *rapport_locale_day_full (const RapportLocale *self, RapportDay day);

/* "yesterday", "today", "tomorrow", else as rapport_locale_day(). */
char *rapport_locale_relative_day (const RapportLocale *self, RapportDay day, RapportDay today);

/* "17–23 November", "29 September – 5 October", "29 December 2025 – 4 January
 * 2026". Both ends belong to it. */
char *rapport_locale_range (const RapportLocale *self,
                            RapportDay first,
                            RapportDay last,
                            RapportDay today);

/* The name of a reported period, always with its year: "November 2026",
 * "July – September 2026", "2026", "1–15 November 2026". */
char *rapport_locale_period (const RapportLocale *self, RapportDay first, RapportDay last);

/* @text with a capital first letter, for the beginning of a line. */
char *rapport_locale_capitalize (const char *text);

G_END_DECLS
