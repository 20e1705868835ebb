/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a report says of the plan. */

#include "rapport-plan.h"
#include "rapport-publish.h"
#include "rapport-report-document.h"
#include "rapport-report-form.h"

G_BEGIN_DECLS

/**
 * RapportReportPlan:
 * @work: (element-type RapportReportWork): what was promised for the period and
 *   what became of it, and what was done besides
 * @next: (element-type RapportReportWork): what is to come in the next period
 *
 * Made of public records alone, which it keeps, as the arrays point into them.
 */
typedef struct
{
  GArray *work;
  GArray *next;
  GPtrArray *kept;
} RapportReportPlan;

/* A month reports its plan line by line. A week or a day reports what was done
 * in it or promised for it by the client's date, of the plans of its months. */
RapportReportPlan *rapport_report_plan_load (RapportLibrary *library,
                                             const char *client_id,
                                             RapportReportForm form,
                                             RapportDay day,
                                             GError **error);
void rapport_report_plan_free (RapportReportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReportPlan, rapport_report_plan_free)

G_END_DECLS
