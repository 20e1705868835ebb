/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

G_BEGIN_DECLS

/* A letter has no more receivers than this. */
#define RAPPORT_LETTER_MOST_RECEIVERS 100

/**
 * RapportLetter:
 * @subject: one line
 * @body: plain text: a greeting, what happened, the first figures, a closing
 *
 * The letter that goes with a report.
 */
typedef struct
{
  char *subject;
  char *body;
} RapportLetter;

/* (transfer full): of what the report says, in its language. In any thread. */
RapportLetter *rapport_letter_new (RapportReportDocument *document);
void rapport_letter_free (RapportLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLetter, rapport_letter_free)

/**
 * rapport_letter_make_eml:
 * @receivers: (nullable): addresses such as "anna@example.com", up to a %NULL;
 *   what is no address is left out
 * @pdf: (nullable): attached under @file_name
 * @with_html: adds the same words as HTML, for programs that prefer it
 *
 * (transfer full): a message by RFC 5322 that a mail program opens as a draft
 * (`X-Unsent: 1`). It has no sender and no date: those are added by the program
 * that sends it.
 */
GBytes *rapport_letter_make_eml (RapportReportDocument *document,
                                 const char *const *receivers,
                                 GBytes *pdf,
                                 const char *file_name,
                                 gboolean with_html);

/* (transfer full): the same of a letter that was written otherwise. */
GBytes *rapport_letter_make_plain_eml (const char *subject,
                                       const char *body,
                                       const char *const *receivers,
                                       GBytes *pdf,
                                       const char *file_name);

G_END_DECLS
