/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEETING_DETAILS (rapport_meeting_details_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeetingDetails,
                      rapport_meeting_details,
                      RAPPORT,
                      MEETING_DETAILS,
                      AdwBin)

/* The fields of a meeting itself. It follows #RapportOnlooker. */
GtkWidget *rapport_meeting_details_new (RapportLibrary *library);

void rapport_meeting_details_set_meeting (RapportMeetingDetails *self, RapportMeeting *meeting);

G_END_DECLS
