/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGREEMENT (rapport_agreement_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgreement, rapport_agreement, RAPPORT, AGREEMENT, RapportRecord)

/* What was agreed with a client (domain.md E.4): what, when, where it was said, by whom. "side"
 * is whose promise it is; not set, both are bound. "where" says it in words where it was not at a
 * meeting. "status" is whether it was kept, broken or replaced by another. */
enum
{
  RAPPORT_AGREEMENT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_AGREEMENT_KIND,
  RAPPORT_AGREEMENT_TEXT,
  RAPPORT_AGREEMENT_SIDE,
  RAPPORT_AGREEMENT_WHO,
  RAPPORT_AGREEMENT_DUE,
  RAPPORT_AGREEMENT_DAY,
  RAPPORT_AGREEMENT_MEETING,
  RAPPORT_AGREEMENT_WHERE,
  RAPPORT_AGREEMENT_SAID_BY,
  RAPPORT_AGREEMENT_STATUS,
  RAPPORT_AGREEMENT_SETTLED,
  RAPPORT_AGREEMENT_REPLACED_BY,
  RAPPORT_AGREEMENT_NOTES,
  RAPPORT_AGREEMENT_N_FIELDS
};

extern const RapportRecordInfo rapport_agreement_info;

G_END_DECLS
