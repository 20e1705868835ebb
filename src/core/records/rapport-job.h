/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_JOB (rapport_job_get_type ())
G_DECLARE_FINAL_TYPE (RapportJob, rapport_job, RAPPORT, JOB, RapportRecord)

/* A place where a contact works or has worked. People change companies and
 * bring the next client (domain.md A.2); "company" is for those that are no
 * client of ours. A job without "until" is the present one. */
enum
{
  RAPPORT_JOB_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_JOB_CONTACT,
  RAPPORT_JOB_COMPANY,
  RAPPORT_JOB_POSITION,
  RAPPORT_JOB_FROM,
  RAPPORT_JOB_UNTIL,
  RAPPORT_JOB_N_FIELDS
};

extern const RapportRecordInfo rapport_job_info;

G_END_DECLS
