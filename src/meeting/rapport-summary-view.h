/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SUMMARY_VIEW (rapport_summary_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportSummaryView, rapport_summary_view, RAPPORT, SUMMARY_VIEW, AdwBin)

/**
 * RapportSummaryView:
 *
 * The summary of a meeting: the pages that the client gets, the letter and its ways out, and after
 * it was sent, what the client answered. In a call only the pages are there.
 */
GtkWidget *rapport_summary_view_new (RapportLibrary *library);

void rapport_summary_view_set_meeting (RapportSummaryView *self, RapportMeeting *meeting);

G_END_DECLS
