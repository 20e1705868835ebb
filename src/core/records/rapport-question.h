/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_QUESTION (rapport_question_get_type ())
G_DECLARE_FINAL_TYPE (RapportQuestion, rapport_question, RAPPORT, QUESTION, RapportRecord)

/* What waits in a client's queue until the next meeting (domain.md E.1). "about" is the
 * card, task, report or metric that it was asked from; agenda items point at it. It
 * is for the client's eyes, as the agenda made of it is, unless its audience says otherwise;
 * details are for the team. It stays open until it is answered or dropped, however many
 * agendas it has stood in. */
enum
{
  RAPPORT_QUESTION_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_QUESTION_TEXT,
  RAPPORT_QUESTION_KIND,
  RAPPORT_QUESTION_DETAILS,
  RAPPORT_QUESTION_ABOUT,
  RAPPORT_QUESTION_RAISED_BY,
  RAPPORT_QUESTION_DAY,
  RAPPORT_QUESTION_STATUS,
  RAPPORT_QUESTION_MEETING,
  RAPPORT_QUESTION_ANSWER,
  RAPPORT_QUESTION_ORDER,
  RAPPORT_QUESTION_N_FIELDS
};

extern const RapportRecordInfo rapport_question_info;

G_END_DECLS
