/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WEEK_GROUP (rapport_week_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportWeekGroup,
                      rapport_week_group,
                      RAPPORT,
                      WEEK_GROUP,
                      AdwPreferencesGroup)

/**
 * RapportWeekGroup:
 *
 * This week's light of one client: one's own mark with its comment, those of
 * colleagues, the strip of twelve weeks, and what the records suggest.
 */

/* @lights looks at this week. */
void rapport_week_group_set_lights (RapportWeekGroup *self,
                                    RapportLibrary *library,
                                    RapportLights *lights);

/* @client may be %NULL. */
void rapport_week_group_set_client (RapportWeekGroup *self, RapportClient *client);

G_END_DECLS
