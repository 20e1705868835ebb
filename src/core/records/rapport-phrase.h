/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PHRASE (rapport_phrase_get_type ())
G_DECLARE_FINAL_TYPE (RapportPhrase, rapport_phrase, RAPPORT, PHRASE, RapportRecord)

/* Words that a report can use again: the text bank. "section" is the word of the
 * section that it is offered in, or "" for every one. */
enum
{
  RAPPORT_PHRASE_TITLE = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_PHRASE_BODY,
  RAPPORT_PHRASE_SECTION,
  RAPPORT_PHRASE_LANGUAGE,
  RAPPORT_PHRASE_ORDER,
  RAPPORT_PHRASE_N_FIELDS
};

extern const RapportRecordInfo rapport_phrase_info;

G_END_DECLS
