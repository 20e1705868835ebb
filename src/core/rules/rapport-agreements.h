/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/**
 * RapportAgreed:
 * @record: (owned): id of the agreement, work item or risk
 * @kind: a word of rapport_line_kinds
 * @text: what was agreed
 * @side: a word of rapport_side_words, or "" for both
 * @who: whose promise it is, "" for nobody
 * @status: a word of its own type
 * @open: whether something is still to come of it
 * @day: when it was agreed
 * @due: by when, or none
 * @meeting: where, "" for none
 * @line: id of the line of minutes where it was said, "" for none
 * @where: in words for the user: the meeting, or what was typed
 *
 * One entry of the chronology (domain.md E.4): decisions, agreements, exclusions and risks of a
 * client, and the tasks that came out of a meeting.
 */
typedef struct
{
  char *record;
  const char *kind;
  char *text;
  const char *side;
  char *who;
  char *status;
  gboolean open;
  RapportDay day;
  RapportDay due;
  char *meeting;
  char *line;
  char *where;
} RapportAgreed;

void rapport_agreed_free (RapportAgreed *self);

/**
 * RapportAgreedFilter:
 * @client: id
 * @search: (nullable): words as one types them; stems find other forms
 * @kind: (nullable): a word of rapport_line_kinds
 * @side: (nullable): a word of rapport_side_words
 * @open: only what is open
 * @from: the first day, or none
 * @to: the last day, or none
 * @public_only: only what the client may see, found by words that it may see
 */
typedef struct
{
  const char *client;
  const char *search;
  const char *kind;
  const char *side;
  gboolean open;
  RapportDay from;
  RapportDay to;
  gboolean public_only;
} RapportAgreedFilter;

/* Off the main thread. The newest first. */
void rapport_agreements_find_async (RapportLibrary *library,
                                    const RapportAgreedFilter *filter,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type RapportAgreed) */
GPtrArray *
rapport_agreements_find_finish (RapportLibrary *library, GAsyncResult *result, GError **error);
/* The same at once, for programs without a window. */
GPtrArray *rapport_agreements_find (RapportLibrary *library,
                                    const RapportAgreedFilter *filter,
                                    GError **error);

/* (transfer none): one that was made outside any meeting, by letter or on the phone. */
RapportAgreement *rapport_agreements_add (RapportTransaction *transaction,
                                          RapportLibrary *library,
                                          const char *client_id,
                                          const char *kind,
                                          const char *text,
                                          const char *where,
                                          RapportDay day);

/* Kept, broken, or in force again; on the day that it was. */
void rapport_agreement_set_status (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportAgreement *agreement,
                                   const char *status);
/* @by takes the place of @agreement. */
void rapport_agreement_replace (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportAgreement *agreement,
                                RapportAgreement *by);

G_END_DECLS
