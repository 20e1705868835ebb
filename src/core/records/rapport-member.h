/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEMBER (rapport_member_get_type ())
G_DECLARE_FINAL_TYPE (RapportMember, rapport_member, RAPPORT, MEMBER, RapportRecord)

/* A colleague. Clients see only the name. */
enum
{
  RAPPORT_MEMBER_NAME = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_MEMBER_EMAIL,
  RAPPORT_MEMBER_ROLE,
  RAPPORT_MEMBER_COLOUR,
  RAPPORT_MEMBER_RATE,
  RAPPORT_MEMBER_ACTIVE,
  RAPPORT_MEMBER_N_FIELDS
};

extern const RapportRecordInfo rapport_member_info;

G_END_DECLS
