/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-placement.h"

#include "rapport-board-words.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_PLACEMENT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Client"), .target = "client",
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_PLACEMENT_BOARD] = { "board", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Board"), .target = "idea-board",
                                .flags = RAPPORT_FIELD_INDEX | RAPPORT_FIELD_ORDERED },
  [RAPPORT_PLACEMENT_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Kind"), .initial = "\"item\"",
                               .words = rapport_card_kinds },
  [RAPPORT_PLACEMENT_ITEM] = { "item", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Idea or task"), .target = "work-item",
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_PLACEMENT_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Text"), .merge = RAPPORT_MERGE_LINES,
                               .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_PLACEMENT_ADDRESS] = { "address", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Address"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_PLACEMENT_IMAGE] = { "image", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Picture"), .target = "attachment" },
  [RAPPORT_PLACEMENT_METRIC] = { "metric", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Metric") },
  [RAPPORT_PLACEMENT_RECTANGLE] = { "rectangle", RAPPORT_KIND_RECTANGLE, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Place") },
  [RAPPORT_PLACEMENT_LANES] = { "lanes", RAPPORT_KIND_SET, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Lanes"), .merge = RAPPORT_MERGE_ELEMENTS },
  [RAPPORT_PLACEMENT_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Order") },
  [RAPPORT_PLACEMENT_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Color") },
  [RAPPORT_PLACEMENT_GROUP] = { "group", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Group") },
  [RAPPORT_PLACEMENT_LOCKED] = { "locked", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Locked"), .initial = "false" },
  [RAPPORT_PLACEMENT_FOREIGN] = { "foreign", RAPPORT_KIND_TEXT,
                                  .label = N_ ("From another program") },
};

const RapportRecordInfo rapport_placement_info = {
  .name = "placement",
  .label = N_ ("Card"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_placement_get_type,
  .fields = fields,
  .n_fields = RAPPORT_PLACEMENT_N_FIELDS,
  .client = RAPPORT_PLACEMENT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportPlacement, rapport_placement, rapport_placement_info)
