/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LIGHT (rapport_light_get_type ())
G_DECLARE_FINAL_TYPE (RapportLight, rapport_light, RAPPORT, LIGHT, RapportRecord)

/* The mark of one client, week and member (domain.md A.1). Not marked is no record. */
enum
{
  RAPPORT_LIGHT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_LIGHT_WEEK,
  RAPPORT_LIGHT_MEMBER,
  RAPPORT_LIGHT_MARK,
  RAPPORT_LIGHT_COMMENT,
  RAPPORT_LIGHT_N_FIELDS
};

extern const RapportRecordInfo rapport_light_info;

G_END_DECLS
