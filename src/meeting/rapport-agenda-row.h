/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_ROW (rapport_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaRow, rapport_agenda_row, RAPPORT, AGENDA_ROW, GtkListBoxRow)

/**
 * RapportAgendaRow:
 *
 * An item of an agenda, edited in place and moved as rapport-row-order.h says. Signal `removed ()`:
 * it is to be deleted.
 */
GtkWidget *rapport_agenda_row_new (RapportLibrary *library, RapportAgendaItem *item);

RapportAgendaItem *rapport_agenda_row_get_item (RapportAgendaRow *self);

/* Where it stands, counted from 1, and when it begins by the clock: "10:25", "" where that is not
 * known. */
void rapport_agenda_row_set_place (RapportAgendaRow *self, guint number, const char *clock);

/* On a narrow screen what is behind the title goes below it. */
void rapport_agenda_row_set_narrow (RapportAgendaRow *self, gboolean narrow);

G_END_DECLS
