/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SERVICE (rapport_service_get_type ())
G_DECLARE_FINAL_TYPE (RapportService, rapport_service, RAPPORT, SERVICE, RapportRecord)

/* A service of the agency, from its knowledge base. */
enum
{
  RAPPORT_SERVICE_NAME = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_SERVICE_DESCRIPTION,
  RAPPORT_SERVICE_WHY,
  RAPPORT_SERVICE_EXPECTED,
  RAPPORT_SERVICE_DURATION_DAYS,
  RAPPORT_SERVICE_PRICE,
  RAPPORT_SERVICE_ACTIVE,
  RAPPORT_SERVICE_ORDER,
  RAPPORT_SERVICE_N_FIELDS
};

extern const RapportRecordInfo rapport_service_info;

G_END_DECLS
