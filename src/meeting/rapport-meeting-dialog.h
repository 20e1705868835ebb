/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEETING_DIALOG (rapport_meeting_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeetingDialog,
                      rapport_meeting_dialog,
                      RAPPORT,
                      MEETING_DIALOG,
                      AdwDialog)

/* When a meeting is, once or again and again, where and with whom. What is chosen is kept by the
 * button that says so, as one change. */

/* A new one, with a client (may be "" or %NULL) on a day (may be none). */
AdwDialog *
rapport_meeting_dialog_new (RapportLibrary *library, const char *client_id, RapportDay day);

/* Another time for one that is planned, alone or with all of its schedule that follow. */
AdwDialog *rapport_meeting_dialog_new_for_meeting (RapportLibrary *library,
                                                   RapportMeeting *meeting);

/* Other times from today on. */
AdwDialog *rapport_meeting_dialog_new_for_schedule (RapportLibrary *library,
                                                    RapportSchedule *schedule);

G_END_DECLS
