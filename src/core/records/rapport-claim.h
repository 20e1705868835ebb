/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLAIM (rapport_claim_get_type ())
G_DECLARE_FINAL_TYPE (RapportClaim, rapport_claim, RAPPORT, CLAIM, RapportRecord)

/* What a client complained of (domain.md D.6): who, what, when, and what we
 * said. An open one is evidence beside the week's light. */
enum
{
  RAPPORT_CLAIM_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_CLAIM_CONTACT,
  RAPPORT_CLAIM_TITLE,
  RAPPORT_CLAIM_TEXT,
  RAPPORT_CLAIM_TYPE,
  RAPPORT_CLAIM_DAY,
  RAPPORT_CLAIM_STATUS,
  RAPPORT_CLAIM_OWNER,
  RAPPORT_CLAIM_ANSWER,
  RAPPORT_CLAIM_ANSWERED_DAY,
  RAPPORT_CLAIM_N_FIELDS
};

extern const RapportRecordInfo rapport_claim_info;

G_END_DECLS
