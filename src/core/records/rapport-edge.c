/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-edge.h"

#include "rapport-board-words.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_EDGE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Client"), .target = "client",
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_EDGE_BOARD] = { "board", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Board"), .target = "idea-board",
                           .flags = RAPPORT_FIELD_INDEX | RAPPORT_FIELD_ORDERED },
  [RAPPORT_EDGE_FROM] = { "from", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                          .label = N_ ("Starts at"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_EDGE_TO] = { "to", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                        .label = N_ ("Leads to"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_EDGE_FROM_SIDE] = { "from-side", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Side it leaves"), .words = rapport_edge_sides },
  [RAPPORT_EDGE_TO_SIDE] = { "to-side", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Side it comes to"), .words = rapport_edge_sides },
  [RAPPORT_EDGE_FROM_END] = { "from-end", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Beginning"), .initial = "\"none\"",
                              .words = rapport_edge_ends },
  [RAPPORT_EDGE_TO_END] = { "to-end", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("End"), .initial = "\"arrow\"",
                            .words = rapport_edge_ends },
  [RAPPORT_EDGE_LABEL] = { "label", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Label"),
                           .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_EDGE_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Color") },
  [RAPPORT_EDGE_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Order") },
  [RAPPORT_EDGE_FOREIGN] = { "foreign", RAPPORT_KIND_TEXT, .label = N_ ("From another program") },
};

const RapportRecordInfo rapport_edge_info = {
  .name = "edge",
  .label = N_ ("Connector"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_edge_get_type,
  .fields = fields,
  .n_fields = RAPPORT_EDGE_N_FIELDS,
  .client = RAPPORT_EDGE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportEdge, rapport_edge, rapport_edge_info)
