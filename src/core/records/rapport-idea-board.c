/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-idea-board.h"

#include "rapport-board-words.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_IDEA_BOARD_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Client"), .target = "client",
                                  .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_IDEA_BOARD_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Title"),
                                 .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_IDEA_BOARD_LAYOUT] = { "layout", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Layout"), .initial = "\"free\"",
                                  .words = rapport_board_layouts },
  [RAPPORT_IDEA_BOARD_COLUMNS] = { "columns", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Columns"), .words = rapport_lane_fields },
  [RAPPORT_IDEA_BOARD_ROWS] = { "rows", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Rows"), .words = rapport_lane_fields },
  [RAPPORT_IDEA_BOARD_SCORE] = { "score", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Score"), .words = rapport_score_methods },
  [RAPPORT_IDEA_BOARD_SHOW_SCORE] = { "show-score", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                                      .label = N_ ("Score shown to the client"),
                                      .initial = "false" },
  [RAPPORT_IDEA_BOARD_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Order") },
  [RAPPORT_IDEA_BOARD_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes"),
                                 .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_IDEA_BOARD_FOREIGN] = { "foreign", RAPPORT_KIND_TEXT,
                                   .label = N_ ("From another program") },
};

const RapportRecordInfo rapport_idea_board_info = {
  .name = "idea-board",
  .label = N_ ("Board"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_idea_board_get_type,
  .fields = fields,
  .n_fields = RAPPORT_IDEA_BOARD_N_FIELDS,
  .client = RAPPORT_IDEA_BOARD_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportIdeaBoard, rapport_idea_board, rapport_idea_board_info)
