/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The queue of a client (domain.md E.1): what is to be brought up at the next meeting. */

/* What waits there, in order. */
RapportQuery *rapport_queue_query (const char *client_id);

/* (transfer none): puts a question at the end. @about: (nullable): id of the card, task, report,
 * metric or other record that it is about. */
RapportQuestion *rapport_queue_add (RapportTransaction *transaction,
                                    RapportLibrary *library,
                                    const char *client_id,
                                    const char *kind,
                                    const char *text,
                                    const char *about);

/* Moves a question between two others, either of which may be %NULL. */
void rapport_queue_move (RapportTransaction *transaction,
                         RapportQuestion *question,
                         RapportQuestion *before,
                         RapportQuestion *after);

/* Settles it. @meeting_id: (nullable): where; @answer: (nullable) */
void rapport_question_answer (RapportTransaction *transaction,
                              RapportQuestion *question,
                              const char *meeting_id,
                              const char *answer);
void rapport_question_drop (RapportTransaction *transaction, RapportQuestion *question);
void rapport_question_reopen (RapportTransaction *transaction, RapportQuestion *question);

G_END_DECLS
