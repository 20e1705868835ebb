/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REPORT (rapport_report_get_type ())
G_DECLARE_FINAL_TYPE (RapportReport, rapport_report, RAPPORT, REPORT, RapportRecord)

/* A report to a client. While it is a draft its figures are worked out of the
 * records and its words stand in its sections; once sent, "document" holds what it said, and "pdf"
 * what was sent. */
enum
{
  RAPPORT_REPORT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_REPORT_PERIOD,
  RAPPORT_REPORT_TEMPLATE,
  RAPPORT_REPORT_TITLE,
  RAPPORT_REPORT_HEADLINE,
  RAPPORT_REPORT_LANGUAGE,
  RAPPORT_REPORT_CHART_METRIC,
  RAPPORT_REPORT_STATE,
  RAPPORT_REPORT_SENT_AT,
  RAPPORT_REPORT_DOCUMENT,
  RAPPORT_REPORT_PDF,
  RAPPORT_REPORT_PAPER,
  RAPPORT_REPORT_N_FIELDS
};

extern const RapportRecordInfo rapport_report_info;

G_END_DECLS
