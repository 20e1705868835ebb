/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

G_BEGIN_DECLS

/* (transfer full): %NULL is this computer's; one that is not known is UTC. */
GTimeZone *rapport_zone_find (const char *zone);

/* Whether clocks do not change there from @from to @to, and a day more on either side; if so,
 * their seconds before UTC are @offset. */
gboolean rapport_zone_is_steady (GTimeZone *zone, RapportDay from, RapportDay to, gint64 *offset);

/* As rapport_local_time_get_instant() and rapport_local_time_from_instant(). */
gint64 rapport_zone_get_instant (GTimeZone *zone, RapportDay day, int minute);
void rapport_zone_from_instant (GTimeZone *zone, gint64 instant, RapportDay *day, int *minute);

G_END_DECLS
