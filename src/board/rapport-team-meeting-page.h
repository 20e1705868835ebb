/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TEAM_MEETING_PAGE (rapport_team_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportTeamMeetingPage,
                      rapport_team_meeting_page,
                      RAPPORT,
                      TEAM_MEETING_PAGE,
                      AdwNavigationPage)

/**
 * RapportTeamMeetingPage:
 *
 * One client after another, large enough for a projector, for the meeting in which
 * the team goes through the week: marked by 1, 2, 3 and 0, commented after F2, and
 * on with Enter or the arrows. Who is gone through is settled when it begins.
 *
 * @ids: (element-type utf8): the clients in their order
 * @editable: whether marks can be made in the week of @lights
 */
RapportTeamMeetingPage *rapport_team_meeting_page_new (RapportLibrary *library,
                                                       RapportLights *lights,
                                                       GPtrArray *ids,
                                                       gboolean editable);

G_END_DECLS
