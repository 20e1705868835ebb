/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_TEMPLATE (rapport_agenda_template_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaTemplate,
                      rapport_agenda_template,
                      RAPPORT,
                      AGENDA_TEMPLATE,
                      RapportRecord)

/* What a kind of meeting is about: items with their minutes, as JSON (rapport-agenda-templates.h
 * reads it). One with the "word" of a template that the program brings stands in for it. */
enum
{
  RAPPORT_AGENDA_TEMPLATE_NAME = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_AGENDA_TEMPLATE_WORD,
  RAPPORT_AGENDA_TEMPLATE_KIND,
  RAPPORT_AGENDA_TEMPLATE_LENGTH,
  RAPPORT_AGENDA_TEMPLATE_ITEMS,
  RAPPORT_AGENDA_TEMPLATE_ORDER,
  RAPPORT_AGENDA_TEMPLATE_N_FIELDS
};

extern const RapportRecordInfo rapport_agenda_template_info;

G_END_DECLS
