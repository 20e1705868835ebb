/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda.h"

G_BEGIN_DECLS

/* What a kind of meeting is about: built-in templates in both languages, those of them that
 * the agency has changed, and its own. */

/**
 * RapportAgendaForm:
 * @word: of a built-in one ("kick-off", "weekly", …), or the id of the record of one's own
 * @name: for the user
 * @record: (nullable): the id of its record: of one's own, or of a built-in one that was changed
 * @is_built_in: it can be changed and put back, but not deleted
 * @text: its items as a person writes them: a line each, minutes at the end ("Budget 15 min"); a
 * line in brackets ("[Queue]") stands for all that waits there
 */
typedef struct
{
  char *word;
  char *name;
  char *record;
  gboolean is_built_in;
  char *text;
} RapportAgendaForm;

void rapport_agenda_form_free (RapportAgendaForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportAgendaForm, rapport_agenda_form_free)

/* (transfer full) (element-type RapportAgendaForm): the built-in ones, then one's own in their
 * order.
 * @language: "en" or "ru", of the items of the built-in ones */
GPtrArray *rapport_agenda_templates_list (RapportLibrary *library, const char *language);

/* Adds the items of a template to the agenda of a meeting, at its end; what stands for a source
 * brings what is wanted of it now. Returns how many. */
guint rapport_agenda_templates_apply (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      RapportMeeting *meeting,
                                      const char *word);

/* (transfer none): keeps name and items under @word, a built-in one's or one's own; %NULL makes a
 * new one. */
RapportAgendaTemplate *rapport_agenda_templates_save (RapportTransaction *transaction,
                                                      RapportLibrary *library,
                                                      const char *word,
                                                      const char *name,
                                                      const char *text);

/* Puts a built-in one back as it was, or takes away one's own. */
void rapport_agenda_templates_remove (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      const char *word);

/**
 * RapportAgendaLine:
 * @source: the #RapportAgendaSource that it stands for, or -1 for an item of its own
 * @title: of an item of its own; "" otherwise
 * @minutes: of an item of its own, at least 1; 0 otherwise
 *
 * A line of a template, taken apart.
 */
typedef struct
{
  int source;
  char *title;
  int minutes;
} RapportAgendaLine;

RapportAgendaLine *rapport_agenda_line_new (int source, const char *title, int minutes);
void rapport_agenda_line_free (RapportAgendaLine *self);

/* (transfer full) (element-type RapportAgendaLine): the lines of the text of a template. Empty ones
 * are left out, and what says no minutes has the usual ones. */
GPtrArray *rapport_agenda_lines_parse (const char *text);

/* (transfer full): the same as a text, which is taken apart into the same lines again; one of its
 * own without a title is left out. */
char *rapport_agenda_lines_format (GPtrArray *lines);

/* (transfer full): the agenda of a meeting as the text of a template. */
char *rapport_agenda_templates_describe (RapportLibrary *library, RapportMeeting *meeting);

G_END_DECLS
