/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_TEMPLATE (rapport_template_get_type ())
G_DECLARE_FINAL_TYPE (RapportTemplate, rapport_template, RAPPORT, TEMPLATE, RapportRecord)

/* A report of the agency's own making. "sections" are the words of the section
 * types in order, parted by spaces, a "-" before those that are switched off. */
enum
{
  RAPPORT_TEMPLATE_NAME = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_TEMPLATE_FORM,
  RAPPORT_TEMPLATE_SECTIONS,
  RAPPORT_TEMPLATE_PAPER,
  RAPPORT_TEMPLATE_ORDER,
  RAPPORT_TEMPLATE_N_FIELDS
};

extern const RapportRecordInfo rapport_template_info;

G_END_DECLS
