/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINUTES_VIEW (rapport_minutes_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesView, rapport_minutes_view, RAPPORT, MINUTES_VIEW, AdwBin)

/**
 * RapportMinutesView:
 *
 * The minutes of a meeting while they are typed, with the clock of its items, who is there, and a
 * window for the client that follows. It follows #RapportOnlooker.
 */
GtkWidget *rapport_minutes_view_new (RapportLibrary *library);

void rapport_minutes_view_set_meeting (RapportMinutesView *self, RapportMeeting *meeting);

/* Puts the cursor into a line and brings it into sight. */
void rapport_minutes_view_show_line (RapportMinutesView *self, const char *line_id);

G_END_DECLS
