/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SECTION (rapport_section_get_type ())
G_DECLARE_FINAL_TYPE (RapportSection, rapport_section, RAPPORT, REPORT_SECTION, RapportRecord)

/* A section of a report: what it is, whether it is shown, and the words in it. */
enum
{
  RAPPORT_SECTION_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_SECTION_REPORT,
  RAPPORT_SECTION_SECTION,
  RAPPORT_SECTION_TITLE,
  RAPPORT_SECTION_BODY,
  RAPPORT_SECTION_SHOWN,
  RAPPORT_SECTION_ORDER,
  RAPPORT_SECTION_N_FIELDS
};

extern const RapportRecordInfo rapport_section_info;

G_END_DECLS
