/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_TEMPLATES_DIALOG (rapport_agenda_templates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaTemplatesDialog,
                      rapport_agenda_templates_dialog,
                      RAPPORT,
                      AGENDA_TEMPLATES_DIALOG,
                      AdwPreferencesDialog)

/**
 * RapportAgendaTemplatesDialog:
 *
 * The templates of agendas: each is written as a text of a line an item, the built-in ones can be
 * put back, one's own deleted.
 *
 * @language: of the items of the built-in ones
 * @text: (nullable): a new template with these items is begun at once
 */
AdwDialog *rapport_agenda_templates_dialog_new (RapportLibrary *library,
                                                const char *language,
                                                const char *text);

G_END_DECLS
