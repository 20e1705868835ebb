/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BRIEF_QUESTION (rapport_brief_question_get_type ())
G_DECLARE_FINAL_TYPE (RapportBriefQuestion,
                      rapport_brief_question,
                      RAPPORT,
                      BRIEF_QUESTION,
                      RapportRecord)

/* A question of the brief, asked one or two a meeting (domain.md B.2). "word" is that of the
 * bank (rapport-brief.h), or an id for a question of the agency's own; without a text it
 * is asked in the bank's words. */
enum
{
  RAPPORT_BRIEF_QUESTION_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_BRIEF_QUESTION_WORD,
  RAPPORT_BRIEF_QUESTION_TEXT,
  RAPPORT_BRIEF_QUESTION_ANSWER,
  RAPPORT_BRIEF_QUESTION_ANSWERED,
  RAPPORT_BRIEF_QUESTION_SKIPPED,
  RAPPORT_BRIEF_QUESTION_ORDER,
  RAPPORT_BRIEF_QUESTION_N_FIELDS
};

extern const RapportRecordInfo rapport_brief_question_info;

G_END_DECLS
