/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ANNOTATION (rapport_annotation_get_type ())
G_DECLARE_FINAL_TYPE (RapportAnnotation, rapport_annotation, RAPPORT, ANNOTATION, RapportRecord)

/* What happened on a day, said beside the figures: "new site", "shop closed". */
enum
{
  RAPPORT_ANNOTATION_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_ANNOTATION_DAY,
  RAPPORT_ANNOTATION_TEXT,
  RAPPORT_ANNOTATION_N_FIELDS
};

extern const RapportRecordInfo rapport_annotation_info;

G_END_DECLS
