/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEETINGS_VIEW (rapport_meetings_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeetingsView, rapport_meetings_view, RAPPORT, MEETINGS_VIEW, AdwBin)

/* The meetings of a client: the next one, those to come and those that were held. It
 * follows #RapportOnlooker. A meeting is opened by the action "win.open-meeting". */
GtkWidget *rapport_meetings_view_new (RapportLibrary *library);

void rapport_meetings_view_set_client (RapportMeetingsView *self, RapportClient *client);

G_END_DECLS
