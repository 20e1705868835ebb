/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The brief of a client (domain.md B.2): a bank of questions that the program brings, and those of
 * the agency's own. Nobody is sent all of them: the next two or three go into the next agenda. */

/* What a question is about, in the order of asking. */
typedef enum
{
  RAPPORT_BRIEF_OWN, /* asked of this client alone: somebody thought of it, so it comes first */
  RAPPORT_BRIEF_BUSINESS,
  RAPPORT_BRIEF_PRODUCT,
  RAPPORT_BRIEF_BUYERS,
  RAPPORT_BRIEF_MARKET,
  RAPPORT_BRIEF_PAST,
  RAPPORT_BRIEF_GOALS,
  RAPPORT_BRIEF_PEOPLE,
  RAPPORT_BRIEF_LIMITS,
  RAPPORT_BRIEF_N_GROUPS
} RapportBriefGroup;

/* For the user; translated. */
const char *rapport_brief_group_get_label (RapportBriefGroup group);

/**
 * RapportBriefEntry:
 * @word: of the bank, or the id of a question of one's own; names it for the functions below
 * @record: the id of its record, whether that is there yet or not
 * @question: as it is asked, in the client's language
 * @answer: Markdown, "" for none
 * @day: when it was answered, or talked about; or none
 * @is_answered: there is an answer, or it was talked about
 * @is_skipped: this client is not asked it
 * @client_sees: whether the client may read it
 */
typedef struct
{
  RapportBriefGroup group;
  char *word;
  char *record;
  char *question;
  char *answer;
  RapportDay day;
  gboolean is_answered;
  gboolean is_skipped;
  gboolean client_sees;
} RapportBriefEntry;

void rapport_brief_entry_free (RapportBriefEntry *self);

/* (transfer full) (element-type RapportBriefEntry): all questions of a client, in the order of
 * asking. Main thread; reads one client's rows. */
GPtrArray *rapport_brief_load (RapportLibrary *library, const char *client_id);

/* How full it is: of the questions that are asked at all. Either may be %NULL. */
void rapport_brief_count (GPtrArray *entries, guint *n_answered, guint *n_asked);
/* 0 to 100; 100 only where nothing is left, 0 only where nothing was answered. */
int rapport_brief_get_percent (GPtrArray *entries);

/* The question of the bank in a language ("en", "ru"), or %NULL where it has none of that word. */
const char *rapport_brief_get_question (const char *word, const char *language);

/* Verbs. The record of a question is made where there is none yet. (transfer none) */
RapportBriefQuestion *
rapport_brief_ensure (RapportTransaction *transaction, const char *client_id, const char *word);
/* "" takes the answer back. */
void rapport_brief_answer (RapportTransaction *transaction,
                           RapportLibrary *library,
                           const char *client_id,
                           const char *word,
                           const char *answer);
/* Words it otherwise for this client; "" asks it in the bank's words again. */
void rapport_brief_reword (RapportTransaction *transaction,
                           const char *client_id,
                           const char *word,
                           const char *question);
void rapport_brief_skip (RapportTransaction *transaction,
                         const char *client_id,
                         const char *word,
                         gboolean skipped);
/* (transfer none): a question of one's own, behind the others. */
RapportBriefQuestion *
rapport_brief_add (RapportTransaction *transaction, const char *client_id, const char *question);
/* Takes away one of one's own; those of the bank are skipped instead. */
void rapport_brief_remove (RapportTransaction *transaction,
                           RapportLibrary *library,
                           const char *client_id,
                           const char *word);

/* That it was talked about on @day, or, with none, that it was not. An answer stays. */
void rapport_brief_set_talked_about (RapportTransaction *transaction,
                                     RapportBriefQuestion *question,
                                     RapportDay day);

/* (transfer full): how the question of a record is asked of its client; "" where nobody knows. */
char *rapport_brief_question_get_text (RapportLibrary *library, RapportBriefQuestion *question);

G_END_DECLS
