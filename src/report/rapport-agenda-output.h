/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-minutes.h"
#include "rapport-report-document.h"

G_BEGIN_DECLS

/* The agenda of a meeting as the client gets it before. Any thread. All strings are (transfer
 * full), in the language of the meeting. Items that go over into another meeting, or were dropped,
 * are not there, nor is what was said. */

/**
 * RapportAgendaLogos:
 * @client: (nullable): and @agency: of rapport_logo_publish()
 */
typedef struct
{
  GBytes *client;
  GBytes *agency;
} RapportAgendaLogos;

/* (transfer full): the page: when, where and with whom, then the items with their times. All that
 * makes outputs of a report makes them of this too. */
RapportReportDocument *rapport_agenda_document_new (RapportPublicMinutes *agenda,
                                                    const RapportAgendaLogos *logos,
                                                    GError **error);

/* "Agenda: strategy for the half year, 12 November 2026". */
char *rapport_agenda_subject (RapportPublicMinutes *agenda);
/* Plain text for a letter or a messenger. */
char *rapport_agenda_letter (RapportPublicMinutes *agenda);
/* As Markdown with headings, for those who keep texts. */
char *rapport_agenda_markdown (RapportPublicMinutes *agenda);

G_END_DECLS
