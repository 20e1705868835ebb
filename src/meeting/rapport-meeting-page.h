/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEETING_PAGE (rapport_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeetingPage,
                      rapport_meeting_page,
                      RAPPORT,
                      MEETING_PAGE,
                      AdwNavigationPage)

/**
 * RapportMeetingPart:
 * @name: "minutes"
 * @title: N_() what the switcher says
 * @icon_name: what the switcher shows when it is narrow
 * @create: makes the part
 * @set_meeting: shows a meeting in what @create made
 * @show_line: (nullable): brings a line of the minutes into sight
 *
 * A part of the page of a meeting. Who has a new one adds a line to the table in
 * rapport-meeting-page.c.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  GtkWidget *(*create) (RapportLibrary *library);
  void (*set_meeting) (GtkWidget *part, RapportMeeting *meeting);
  void (*show_line) (GtkWidget *part, const char *line_id);
} RapportMeetingPart;

/**
 * RapportMeetingPage:
 *
 * All that there is of one meeting: what it is called, when and with whom it is, and below
 * that its parts. It follows #RapportOnlooker.
 */
RapportMeetingPage *rapport_meeting_page_new (RapportLibrary *library, RapportMeeting *meeting);

/* (transfer none) */
RapportMeeting *rapport_meeting_page_get_meeting (RapportMeetingPage *self);

/* Shows a part by its name, if there is one: "agenda", "minutes", "summary", "details". */
void rapport_meeting_page_show_part (RapportMeetingPage *self, const char *name);

/* Brings a line of the minutes into sight. */
void rapport_meeting_page_show_line (RapportMeetingPage *self, const char *line_id);

G_END_DECLS
