/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NEXT_MEETING (rapport_next_meeting_get_type ())
G_DECLARE_FINAL_TYPE (RapportNextMeeting,
                      rapport_next_meeting,
                      RAPPORT,
                      NEXT_MEETING,
                      AdwPreferencesGroup)

/* The next meeting with a client; not there while none is planned. A click opens it. It follows
 * #RapportOnlooker. */
void rapport_next_meeting_set_library (RapportNextMeeting *self, RapportLibrary *library);

/* @client may be %NULL. */
void rapport_next_meeting_set_client (RapportNextMeeting *self, RapportClient *client);

G_END_DECLS
