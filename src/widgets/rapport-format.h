/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-locale.h"
#include "rapport-report-builder.h"

G_BEGIN_DECLS

/* How figures and days are written in the language of the interface. */
const RapportLocale *rapport_format_locale (void);

/* "today", "Fri 14 Nov"; "" for no day. (transfer full) */
char *rapport_format_day (RapportDay day, RapportDay today);

/* "17–23 November": the week that @day lies in. (transfer full) */
char *rapport_format_week (RapportDay day, RapportDay today);

/* What a report is of: "October 2026", "16–22 November 2026". (transfer full) */
char *rapport_format_report (RapportLibrary *library, RapportReport *report);
char *rapport_format_period (RapportPeriod period);

/* "14 November 2026, 10:30", by this computer's clock; @instant in microseconds since
 * 1970. (transfer full) */
char *rapport_format_moment (gint64 instant);

/* The day it is for @library. */
RapportDay rapport_format_today (RapportLibrary *library);

G_END_DECLS
