/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-phrase.h"

#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_PHRASE_TITLE] = { "title", RAPPORT_KIND_TEXT, .label = N_ ("Title"),
                             .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_PHRASE_BODY] = { "body", RAPPORT_KIND_MARKDOWN, .label = N_ ("Text"),
                            .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_PHRASE_SECTION] = { "section", RAPPORT_KIND_TEXT, .label = N_ ("Section") },
  [RAPPORT_PHRASE_LANGUAGE] = { "language", RAPPORT_KIND_ENUM, .label = N_ ("Language"),
                                .words = rapport_language_words },
  [RAPPORT_PHRASE_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_phrase_info = {
  .name = "phrase",
  .label = N_ ("Phrase"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_phrase_get_type,
  .fields = fields,
  .n_fields = RAPPORT_PHRASE_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportPhrase, rapport_phrase, rapport_phrase_info)
