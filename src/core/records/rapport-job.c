/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-job.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_JOB_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = N_ ("Client"),
                           .target = "client", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_JOB_CONTACT] = { "contact", RAPPORT_KIND_REFERENCE, .label = N_ ("Contact"),
                            .target = "contact", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_JOB_COMPANY] = { "company", RAPPORT_KIND_TEXT, .label = N_ ("Company"),
                            .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_JOB_POSITION] = { "position", RAPPORT_KIND_TEXT, .label = N_ ("Position"),
                             .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_JOB_FROM] = { "from", RAPPORT_KIND_DAY, .label = N_ ("From") },
  [RAPPORT_JOB_UNTIL] = { "until", RAPPORT_KIND_DAY, .label = N_ ("Until") },
};

const RapportRecordInfo rapport_job_info = {
  .name = "job",
  .label = N_ ("Job"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_job_get_type,
  .fields = fields,
  .n_fields = RAPPORT_JOB_N_FIELDS,
  .client = RAPPORT_JOB_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportJob, rapport_job, rapport_job_info)
