/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

G_BEGIN_DECLS

/**
 * RapportRhythm:
 *
 * How a meeting comes again, as the dialog offers it.
 */
typedef enum
{
  RAPPORT_RHYTHM_ONCE,
  RAPPORT_RHYTHM_WEEKLY,
  RAPPORT_RHYTHM_FORTNIGHTLY,
  RAPPORT_RHYTHM_WORKING_DAYS,
  RAPPORT_RHYTHM_MONTHLY_WEEKDAY,
  RAPPORT_RHYTHM_LAST_WORKING_DAY,
  RAPPORT_RHYTHM_OWN,
  RAPPORT_N_RHYTHMS
} RapportRhythm;

const char *rapport_rhythm_get_label (RapportRhythm rhythm);

/* (transfer full): the rule for a meeting that is first held on @day; "" for one that is held
 * once, and for an own rule. */
char *rapport_rhythm_get_rule (RapportRhythm rhythm, RapportDay day);

/* Which one it is; an own one where it is none of the others. */
RapportRhythm rapport_rhythm_from_rule (const char *rule, RapportDay day);

/* (transfer full) (element-type RapportDay): the next @n days from @from, holidays avoided as
 * @holidays, a word of the schedule, says. */
GArray *rapport_rhythm_preview (RapportLibrary *library,
                                RapportRecurrence *rule,
                                const char *holidays,
                                RapportDay first,
                                RapportDay from,
                                guint n);

G_END_DECLS
