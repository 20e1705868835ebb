/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-private.h"

G_BEGIN_DECLS

/* "Leads: 312 (+18%, better; was 264; target 300 reached)". */
void report_text_append_figure (GString *out, Report *report, const RapportReportFigure *figure);
/* The first figures, one a line. */
void report_text_append_tiles (GString *out, Report *report);
/* Markdown as plain words. */
void report_text_append_words (GString *out, const char *markdown);

G_END_DECLS
