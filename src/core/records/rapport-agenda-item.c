/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-item.h"

#include <glib/gi18n-lib.h>

static const RapportWord kinds[] = {
  { "topic", N_ ("Topic") },
  { "question", N_ ("Question") },
  { "agreement", N_ ("Open agreement") },
  { "task", N_ ("Task to approve") },
  { "brief", N_ ("Question of the brief") },
  { "goals", N_ ("Goals") },
  { "results", N_ ("Results") },
  { NULL, NULL },
};

static const RapportWord statuses[] = {
  { "open", N_ ("To discuss") }, { "done", N_ ("Done") }, { "carried", N_ ("Carried over") },
  { "dropped", N_ ("Dropped") }, { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_AGENDA_ITEM_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Client"), .target = "client",
                                   .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGENDA_ITEM_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Meeting"), .target = "meeting",
                                    .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGENDA_ITEM_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Title"),
                                  .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGENDA_ITEM_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Kind"), .initial = "\"topic\"", .words = kinds },
  [RAPPORT_AGENDA_ITEM_ABOUT] = { "about", RAPPORT_KIND_REFERENCE, .label = N_ ("About"),
                                  .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGENDA_ITEM_PLANNED] = { "planned", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Minutes planned"), .initial = "5" },
  [RAPPORT_AGENDA_ITEM_SPENT] = { "spent", RAPPORT_KIND_INTEGER, .label = N_ ("Seconds spent"),
                                  .merge = RAPPORT_MERGE_LATER },
  [RAPPORT_AGENDA_ITEM_STATUS] = { "status", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Status"), .initial = "\"open\"",
                                   .words = statuses },
  [RAPPORT_AGENDA_ITEM_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Order") },
  [RAPPORT_AGENDA_ITEM_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN,
                                  .label = N_ ("Notes for the team"), .merge = RAPPORT_MERGE_LINES,
                                  .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGENDA_ITEM_CARRIED_FROM] = { "carried-from", RAPPORT_KIND_REFERENCE,
                                         .label = N_ ("Carried over from"),
                                         .target = "agenda-item" },
};

const RapportRecordInfo rapport_agenda_item_info = {
  .name = "agenda-item",
  .label = N_ ("Agenda item"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_agenda_item_get_type,
  .fields = fields,
  .n_fields = RAPPORT_AGENDA_ITEM_N_FIELDS,
  .client = RAPPORT_AGENDA_ITEM_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportAgendaItem, rapport_agenda_item, rapport_agenda_item_info)
