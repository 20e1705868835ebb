/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-template.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_BOARD_TEMPLATE_NAME] = { "name", RAPPORT_KIND_TEXT, .label = N_ ("Name"),
                                    .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_BOARD_TEMPLATE_BODY] = { "body", RAPPORT_KIND_TEXT, .label = N_ ("Contents") },
  [RAPPORT_BOARD_TEMPLATE_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_board_template_info = {
  .name = "board-template",
  .label = N_ ("Board template"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_board_template_get_type,
  .fields = fields,
  .n_fields = RAPPORT_BOARD_TEMPLATE_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportBoardTemplate, rapport_board_template, rapport_board_template_info)
