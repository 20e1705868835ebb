/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-locale.h"

G_BEGIN_DECLS

/* How figures and days are written in the language of the interface. */
const RapportLocale *rapport_format_locale (void);

/* "today", "Fri 14 Nov"; "" for no day. (transfer full) */
char *rapport_format_day (RapportDay day, RapportDay today);

/* "17–23 November": the week that @day lies in. (transfer full) */
char *rapport_format_week (RapportDay day, RapportDay today);

/* The day it is for @library. */
RapportDay rapport_format_today (RapportLibrary *library);

G_END_DECLS
