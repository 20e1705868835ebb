/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_AGENDA_TEMPLATE_NAME] = { "name", RAPPORT_KIND_TEXT, .label = N_ ("Name"),
                                     .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGENDA_TEMPLATE_WORD] = { "word", RAPPORT_KIND_TEXT, .label = N_ ("Stands in for") },
  [RAPPORT_AGENDA_TEMPLATE_KIND] = { "kind", RAPPORT_KIND_ENUM, .label = N_ ("Kind"),
                                     .initial = "\"call\"", .words = rapport_meeting_kinds },
  [RAPPORT_AGENDA_TEMPLATE_LENGTH] = { "length", RAPPORT_KIND_INTEGER,
                                       .label = N_ ("Length in minutes"), .initial = "60" },
  [RAPPORT_AGENDA_TEMPLATE_ITEMS] = { "items", RAPPORT_KIND_TEXT, .label = N_ ("Items") },
  [RAPPORT_AGENDA_TEMPLATE_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_agenda_template_info = {
  .name = "agenda-template",
  .label = N_ ("Agenda template"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_agenda_template_get_type,
  .fields = fields,
  .n_fields = RAPPORT_AGENDA_TEMPLATE_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportAgendaTemplate, rapport_agenda_template, rapport_agenda_template_info)
