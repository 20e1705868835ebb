/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BRIEF_SUMMARY (rapport_brief_summary_get_type ())
G_DECLARE_FINAL_TYPE (RapportBriefSummary,
                      rapport_brief_summary,
                      RAPPORT,
                      BRIEF_SUMMARY,
                      AdwPreferencesGroup)

/* How full the brief of a client is; a click opens it. It follows the answers. */
void rapport_brief_summary_set_library (RapportBriefSummary *self, RapportLibrary *library);
void rapport_brief_summary_set_client (RapportBriefSummary *self, RapportClient *client);

G_END_DECLS
