/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-showing.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_SHOWING_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Client"), .target = "client",
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SHOWING_BOARD] = { "board", RAPPORT_KIND_REFERENCE, .label = N_ ("Board"),
                              .target = "idea-board", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SHOWING_FRAME] = { "frame", RAPPORT_KIND_REFERENCE, .label = N_ ("Frame"),
                              .target = "frame" },
  [RAPPORT_SHOWING_TITLE] = { "title", RAPPORT_KIND_TEXT, .label = N_ ("Title"),
                              .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_SHOWING_STARTED] = { "started", RAPPORT_KIND_INSTANT, .label = N_ ("From") },
  [RAPPORT_SHOWING_ENDED] = { "ended", RAPPORT_KIND_INSTANT, .label = N_ ("Until") },
};

const RapportRecordInfo rapport_showing_info = {
  .name = "showing",
  .label = N_ ("Showing"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_showing_get_type,
  .fields = fields,
  .n_fields = RAPPORT_SHOWING_N_FIELDS,
  .client = RAPPORT_SHOWING_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportShowing, rapport_showing, rapport_showing_info)
