/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MENTION_PROVIDER (rapport_mention_provider_get_type ())
G_DECLARE_FINAL_TYPE (RapportMentionProvider,
                      rapport_mention_provider,
                      RAPPORT,
                      MENTION_PROVIDER,
                      GObject)

/**
 * RapportMentionProvider:
 *
 * Completes "@An" with the names of those who can be meant at a meeting: its participants first.
 */
RapportMentionProvider *rapport_mention_provider_new (RapportLibrary *library);

/* @meeting: (nullable) */
void rapport_mention_provider_set_meeting (RapportMentionProvider *self, RapportMeeting *meeting);

/* Moves @start from the end of a word back to the "@" before it; FALSE where none stands there. */
gboolean rapport_mention_provider_find_sign (GtkTextIter *start);

G_END_DECLS
