/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_ITEM (rapport_agenda_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaItem, rapport_agenda_item, RAPPORT, AGENDA_ITEM, RapportRecord)

/* What is talked about at a meeting. "about" is the record that it came from: a question of
 * the queue, a task, an agreement, a question of the brief, a report. An empty title is that
 * record's own (rapport_agenda_item_get_title()), so that it is typed once. What is still open
 * when the meeting ends goes over into the next agenda. */
enum
{
  RAPPORT_AGENDA_ITEM_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_AGENDA_ITEM_MEETING,
  RAPPORT_AGENDA_ITEM_TITLE,
  RAPPORT_AGENDA_ITEM_KIND,
  RAPPORT_AGENDA_ITEM_ABOUT,
  RAPPORT_AGENDA_ITEM_PLANNED,
  RAPPORT_AGENDA_ITEM_SPENT,
  RAPPORT_AGENDA_ITEM_STATUS,
  RAPPORT_AGENDA_ITEM_ORDER,
  RAPPORT_AGENDA_ITEM_NOTES,
  RAPPORT_AGENDA_ITEM_CARRIED_FROM,
  RAPPORT_AGENDA_ITEM_N_FIELDS
};

extern const RapportRecordInfo rapport_agenda_item_info;

G_END_DECLS
