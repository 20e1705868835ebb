/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-annotation.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_ANNOTATION_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Client"), .target = "client",
                                  .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_ANNOTATION_DAY] = { "day", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Day"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_ANNOTATION_TEXT] = { "text", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("What happened"),
                                .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
};

const RapportRecordInfo rapport_annotation_info = {
  .name = "annotation",
  .label = N_ ("Annotation"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_annotation_get_type,
  .fields = fields,
  .n_fields = RAPPORT_ANNOTATION_N_FIELDS,
  .client = RAPPORT_ANNOTATION_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportAnnotation, rapport_annotation, rapport_annotation_info)
