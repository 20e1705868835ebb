/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The invitation to a meeting, its update, or, of one that is cancelled, the word that it is not
 * held, for the calendars of those who take part. That it went out is noted with the meeting. */

/* Opens a letter with it in the user's mail program; where there is none it is kept as a file. */
void rapport_invitation_mail (GtkWidget *near, RapportLibrary *library, RapportMeeting *meeting);

/* Keeps it as a letter (.eml) that any mail program opens. */
void rapport_invitation_save (GtkWidget *near, RapportLibrary *library, RapportMeeting *meeting);

G_END_DECLS
