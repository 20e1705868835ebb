/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

G_BEGIN_DECLS

/**
 * rapport_report_xlsx_make:
 *
 * (transfer full): the figures of the report as a workbook: a sheet for all
 * figures, for what is charted by day, week and month, for the funnel, the
 * channels, the plan and the definitions, as far as the report shows them.
 * Figures are numbers with a format, exact to the millionth and empty where there
 * is no data; days are dates; every text is a string, whatever it begins with.
 * Equal documents give equal bytes. Fails with %RAPPORT_PDF_ERROR_FAILED where
 * there is no room for temporary files. In any thread.
 */
GBytes *rapport_report_xlsx_make (RapportReportDocument *document, GError **error);

G_END_DECLS
