/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

G_BEGIN_DECLS

/* When a meeting is, as people say it. All return (transfer full). */

/* "10:05" of minutes since midnight. */
char *rapport_when_clock (int minute);

/* "10:00–10:45", by the clock of this computer. */
char *rapport_when_hours (const char *start, int length);

/* "tomorrow, 10:00–10:45", by the clock of this computer. */
char *rapport_when_full (const char *start, int length, RapportDay today);

/* "10:00 Moscow, 9:00 Berlin": by the clocks of the meeting, of the client and of this computer
 * where they differ; "" where they are all the same. @client_zone: may be "". */
char *rapport_when_zones (const char *start, const char *client_zone);

/* Understands "9", "9:30", "930", "14.05" as minutes since midnight; -1 where it is none. */
int rapport_when_parse (const char *text);

G_END_DECLS
