/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Time zones as people name them: by a city. */

/* (array zero-terminated=1): names of the time zone database that are offered, by the
 * time of their day. */
const char *const *rapport_zones_list (void);

/* "Moscow", in the user's language; for a zone that is not offered the city in its name. The
 * string is interned. */
const char *rapport_zone_get_city (const char *zone);

/* (transfer full): the zone of this computer. */
char *rapport_zone_get_own (void);

G_END_DECLS
