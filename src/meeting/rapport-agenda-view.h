/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_VIEW (rapport_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaView, rapport_agenda_view, RAPPORT, AGENDA_VIEW, AdwBin)

/**
 * RapportAgendaView:
 *
 * What is talked about at a meeting: built in one step of all that is open, put in order, and
 * edited in place. It follows #RapportOnlooker: in a call nothing private is there, and nothing
 * is built.
 */
GtkWidget *rapport_agenda_view_new (RapportLibrary *library);

void rapport_agenda_view_set_meeting (RapportAgendaView *self, RapportMeeting *meeting);

G_END_DECLS
