/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

G_BEGIN_DECLS

/**
 * rapport_report_text_make:
 *
 * (transfer full): the report in plain words, as one would paste it into a
 * messenger: short lines, no table, no mark-up. Charts are told by their titles;
 * formulas are left out. In any thread.
 */
char *rapport_report_text_make (RapportReportDocument *document);

G_END_DECLS
