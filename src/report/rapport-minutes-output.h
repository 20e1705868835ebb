/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-minutes.h"
#include "rapport-report-document.h"

G_BEGIN_DECLS

/* The summary of a meeting as the client gets it. Any thread. All strings are (transfer full), in
 * the language of the minutes. */

/**
 * RapportMinutesEdition:
 * @version: the number that it is sent with, from 1
 * @amendment: 0 for the minutes themselves, else the number of the amendment that it is
 * @before: (nullable): the version before, to show what is different
 * @client_logo: (nullable): and @agency_logo: of rapport_logo_publish()
 * @pictures: (nullable): digest → #GBytes, of rapport_minutes_pictures_publish(); a picture that
 *   is not there is told by its name
 *
 * Which summary of a meeting it is. One of an amendment says only what was added.
 */
typedef struct
{
  int version;
  int amendment;
  RapportPublicMinutes *before;
  GBytes *client_logo;
  GBytes *agency_logo;
  GHashTable *pictures;
} RapportMinutesEdition;

/* (transfer full): the pages: facts, what is different, decisions, agreements, tasks with the
 * client's date, risks, what we do not do, the next meeting in both zones, then the minutes. All
 * that makes outputs of a report makes them of this too: rapport_output_make(),
 * rapport_pages_new(). */
RapportReportDocument *rapport_minutes_document_new (RapportPublicMinutes *minutes,
                                                     const RapportMinutesEdition *edition,
                                                     GError **error);

/* "Romashka: summary of the meeting of 12 November 2026". */
char *rapport_minutes_subject (RapportPublicMinutes *minutes, const RapportMinutesEdition *edition);
/* "Hello, Olga Petrova!" */
char *rapport_minutes_greeting (RapportPublicMinutes *minutes);
/* The letter in plain text: greeting, what was agreed, and what to answer. */
char *rapport_minutes_letter (RapportPublicMinutes *minutes,
                              const RapportMinutesEdition *edition,
                              const char *greeting);
/* A letter that reminds of one that was sent on @sent under @subject. */
char *
rapport_minutes_reminder (RapportPublicMinutes *minutes, const char *subject, RapportDay sent);
/* As Markdown with headings, for those who keep texts. */
char *rapport_minutes_markdown (RapportPublicMinutes *minutes,
                                const RapportMinutesEdition *edition);
/* What @after says otherwise than @before, as Markdown: struck out what went, strong what came; ""
 * where both say the same. */
char *rapport_minutes_difference (RapportPublicMinutes *before,
                                  RapportPublicMinutes *after,
                                  int amendment);

/* The draft of a letter as a file: rapport_letter_make_plain_eml(). */

G_END_DECLS
