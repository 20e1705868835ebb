/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SUMMARY (rapport_summary_get_type ())
G_DECLARE_FINAL_TYPE (RapportSummary, rapport_summary, RAPPORT, SUMMARY, RapportRecord)

/* Minutes as they were sent to the client for approval (domain.md E.3): one version of them,
 * frozen. "letter" is the text, "document" what it was made of (rapport-public-minutes.h), "pdf"
 * the page, to the byte. "answer" is what the client said. Corrections lead to the next version.
 * Once one is approved nothing changes any more; "amendment" numbers what follows. */
enum
{
  RAPPORT_SUMMARY_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_SUMMARY_MEETING,
  RAPPORT_SUMMARY_VERSION,
  RAPPORT_SUMMARY_AMENDMENT,
  RAPPORT_SUMMARY_STATE,
  RAPPORT_SUMMARY_SENT_AT,
  RAPPORT_SUMMARY_SENT_BY,
  RAPPORT_SUMMARY_SENT_TO,
  RAPPORT_SUMMARY_SUBJECT,
  RAPPORT_SUMMARY_LETTER,
  RAPPORT_SUMMARY_DOCUMENT,
  RAPPORT_SUMMARY_PDF,
  RAPPORT_SUMMARY_ANSWER,
  RAPPORT_SUMMARY_ANSWERED,
  RAPPORT_SUMMARY_ANSWERED_BY,
  RAPPORT_SUMMARY_REMINDED,
  RAPPORT_SUMMARY_N_FIELDS
};

extern const RapportRecordInfo rapport_summary_info;

G_END_DECLS
