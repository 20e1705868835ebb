/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REMARK (rapport_remark_get_type ())
G_DECLARE_FINAL_TYPE (RapportRemark, rapport_remark, RAPPORT, REMARK, RapportRecord)

/* What was said about a card on a call, typed while the client looks on. */
enum
{
  RAPPORT_REMARK_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_REMARK_PLACEMENT,
  RAPPORT_REMARK_TEXT,
  RAPPORT_REMARK_SAID_BY,
  RAPPORT_REMARK_DAY,
  RAPPORT_REMARK_N_FIELDS
};

extern const RapportRecordInfo rapport_remark_info;

G_END_DECLS
