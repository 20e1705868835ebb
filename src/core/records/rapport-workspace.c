/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_WORKSPACE_KEY] = { "key", RAPPORT_KIND_TEXT, .label = N_ ("Key"),
                              .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_WORKSPACE_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Name"), .flags = RAPPORT_FIELD_TITLE },
  [RAPPORT_WORKSPACE_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Color"), .initial = "\"#1a5fb4\"" },
  [RAPPORT_WORKSPACE_CURRENCY] = { "currency", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Currency"), .initial = "\"USD\"" },
  [RAPPORT_WORKSPACE_LANGUAGE] = { "language", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Language"), .initial = "\"en\"",
                                   .words = rapport_language_words },
  [RAPPORT_WORKSPACE_BUFFER_DAYS] = { "buffer-days", RAPPORT_KIND_INTEGER,
                                      .label = N_ ("Days between our date and the client's"),
                                      .initial = "2" },
  [RAPPORT_WORKSPACE_BUFFER_WORKING] = { "buffer-working", RAPPORT_KIND_BOOLEAN,
                                         .label = N_ ("Count the buffer in working days"),
                                         .initial = "false" },
  [RAPPORT_WORKSPACE_MARKING_WEEKDAY] = { "marking-weekday", RAPPORT_KIND_INTEGER,
                                          .label =
                                            N_ ("Day of the week on which lights are marked"),
                                          .initial = "5" },
  [RAPPORT_WORKSPACE_HOLIDAYS] = { "holidays", RAPPORT_KIND_SET, .label = N_ ("Public holidays"),
                                   .merge = RAPPORT_MERGE_ELEMENTS },
  [RAPPORT_WORKSPACE_LOGO] = { "logo", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Logo"), .target = "attachment" },
  [RAPPORT_WORKSPACE_PAPER] = { "paper", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Paper"), .initial = "\"a4\"",
                                .words = rapport_paper_words },
  [RAPPORT_WORKSPACE_SILENCE_DAYS] = { "silence-days", RAPPORT_KIND_INTEGER,
                                       .label = N_ ("Days without contact that count as silence"),
                                       .initial = "14" },
  [RAPPORT_WORKSPACE_TRASH_DAYS] = { "trash-days", RAPPORT_KIND_INTEGER,
                                     .label = N_ ("Days that the trash is kept"), .initial = "0" },
  [RAPPORT_WORKSPACE_APPROVAL_DAYS] = { "approval-days", RAPPORT_KIND_INTEGER,
                                        .label = N_ ("Days that a summary waits for its answer"),
                                        .initial = "2" },
};

const RapportRecordInfo rapport_workspace_info = {
  .name = "workspace",
  .label = N_ ("Agency"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_workspace_get_type,
  .fields = fields,
  .n_fields = RAPPORT_WORKSPACE_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportWorkspace, rapport_workspace, rapport_workspace_info)
