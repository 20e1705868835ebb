/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda-templates.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_TEMPLATE_PAGE (rapport_agenda_template_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaTemplatePage,
                      rapport_agenda_template_page,
                      RAPPORT,
                      AGENDA_TEMPLATE_PAGE,
                      AdwNavigationPage)

/**
 * rapport_agenda_template_page_new:
 * @language: of the items of the built-in templates
 * @form: (nullable): the template; %NULL for a new one
 * @text: (nullable): of a new one that is kept even when nothing is typed
 *
 * A page on which a template of agendas is written: its items are typed, moved by their handles or
 * by Alt with the arrows, and deleted. All of it is on the disk after a pause, and can be undone.
 * Signal `removed ()` when there is nothing more to be seen.
 */
AdwNavigationPage *rapport_agenda_template_page_new (RapportLibrary *library,
                                                     const char *language,
                                                     const RapportAgendaForm *form,
                                                     const char *text);

/* (nullable): of a built-in template, or the id of one's own; %NULL of one that is not kept. */
const char *rapport_agenda_template_page_get_word (RapportAgendaTemplatePage *self);

/* Saves what was typed. */
void rapport_agenda_template_page_flush (RapportAgendaTemplatePage *self);

G_END_DECLS
