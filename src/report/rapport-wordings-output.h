/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-record.h"
#include "rapport-report-document.h"
#include "rapport-wording.h"

G_BEGIN_DECLS

/* What was agreed with a client, by the exact words. Any thread. */

/* Either may be %NULL. */
typedef struct
{
  GBytes *client;
  GBytes *agency;
} RapportWordingsLogos;

/* (transfer full): the chronology by month: what was said, where, in which version it was sent, and
 * who approved it. @agency: (nullable); @logos: of rapport_logo_publish(); @wordings: (element-type
 * RapportWording), the oldest first. */
RapportReportDocument *rapport_wordings_document_new (RapportPublicRecord *client,
                                                      RapportPublicRecord *agency,
                                                      const RapportWordingsLogos *logos,
                                                      const char *language,
                                                      GPtrArray *wordings,
                                                      RapportDay today,
                                                      GError **error);

/* (transfer full): a letter that reminds of one of them. @agency: (nullable): its name */
char *
rapport_wording_letter (const RapportWording *wording, const char *language, const char *agency);

G_END_DECLS
