/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-lane.h"

#include "rapport-board-words.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_LANE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Client"), .target = "client",
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_LANE_BOARD] = { "board", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Board"), .target = "idea-board",
                           .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_LANE_FIELD] = { "field", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Field"), .words = rapport_lane_fields },
  [RAPPORT_LANE_VALUE] = { "value", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Value"), .flags = RAPPORT_FIELD_TITLE },
  [RAPPORT_LANE_SIZE] = { "size", RAPPORT_KIND_DECIMAL, RAPPORT_AUDIENCE_CLIENT,
                          .label = N_ ("Size") },
  [RAPPORT_LANE_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Color") },
  [RAPPORT_LANE_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Order") },
};

const RapportRecordInfo rapport_lane_info = {
  .name = "lane",
  .label = N_ ("Lane"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_lane_get_type,
  .fields = fields,
  .n_fields = RAPPORT_LANE_N_FIELDS,
  .client = RAPPORT_LANE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportLane, rapport_lane, rapport_lane_info)
