/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

G_BEGIN_DECLS

/* Every week each account manager marks each key client (domain.md A.1), on a day
 * of the week that the agency has chosen. */

/* From this hour of that day on, who has not marked is reminded. */
#define RAPPORT_MARKING_HOUR 10

/* The agency's day of marking in the week of @day. */
RapportDay rapport_marking_get_day (RapportLibrary *library, RapportDay day);

/* When to remind next, in microseconds since 1970: on the day of marking, at
 * %RAPPORT_MARKING_HOUR by the clock on the wall, or at once, which is @now, where
 * that hour has come on that very day. @reminded is the day of the last reminder,
 * or none; there is one a day at most. */
gint64 rapport_marking_get_next (RapportLibrary *library, gint64 now, RapportDay reminded);

#define RAPPORT_TYPE_UNMARKED (rapport_unmarked_get_type ())
G_DECLARE_FINAL_TYPE (RapportUnmarked, rapport_unmarked, RAPPORT, UNMARKED, GObject)

/**
 * RapportUnmarked:
 *
 * The key clients without a light in the week of @lights, and kept so: those of
 * the member who works here, or all of them where that one has none. Signal
 * `changed ()`.
 */
RapportUnmarked *rapport_unmarked_new (RapportLibrary *library, RapportLights *lights);

guint rapport_unmarked_get_count (RapportUnmarked *self);

/* Whether the clients are those of the member who works here. */
gboolean rapport_unmarked_is_mine (RapportUnmarked *self);

/* "4 of your clients are not marked this week"; "" where all are. Translated.
 * (transfer full) */
char *rapport_unmarked_describe (RapportUnmarked *self);

G_END_DECLS
