/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-locale.h"

G_BEGIN_DECLS

#define NO_BREAK_SPACE "\u00a0"
#define MINUS_SIGN     "\u2212"
#define EN_DASH        "\u2013"

#define N_SCALES 4

struct _RapportLocale
{
  const char *lang;
  const char *group;
  const char *point;
  const char *percent;
  const char *points;
  /* Behind a number of thousands, millions, milliards, billions (10¹²). */
  const char *scales[N_SCALES];
  gboolean money_sign_first;
  const char *months[12];
  /* The form that stands behind the number of a day. */
  const char *months_of_day[12];
  const char *months_short[12];
  const char *weekdays[7];
  const char *weekdays_short[7];
  gboolean short_month_in_day;
  const char *weekday_glue;
  const char *yesterday;
  const char *today;
  const char *tomorrow;
};

G_END_DECLS
