/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda-templates.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_TEMPLATE_ROW (rapport_agenda_template_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaTemplateRow,
                      rapport_agenda_template_row,
                      RAPPORT,
                      AGENDA_TEMPLATE_ROW,
                      GtkListBoxRow)

/**
 * RapportAgendaTemplateRow:
 *
 * An item of a template of agendas: title and minutes of one of its own, the name of what waits
 * otherwise. Signals: `edited ()` when the user has typed into it or changed its minutes, `left ()`
 * when the keyboard has gone from such a field, `removed ()` when it is to be deleted.
 */
GtkWidget *rapport_agenda_template_row_new (RapportLibrary *library);

/* Shows @line, the one with this number, counted from 1. */
void rapport_agenda_template_row_show (RapportAgendaTemplateRow *self,
                                       const RapportAgendaLine *line,
                                       guint number);

/* Writes into @line what the user has made of it. */
void rapport_agenda_template_row_read (RapportAgendaTemplateRow *self, RapportAgendaLine *line);

/* Whether title and minutes stand below each other. */
void rapport_agenda_template_row_set_narrow (RapportAgendaTemplateRow *self, gboolean narrow);

G_END_DECLS
