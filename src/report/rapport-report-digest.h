/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

G_BEGIN_DECLS

/**
 * rapport_report_digest_make:
 * @document: the report of a day, or of any other period
 * @metrics: (nullable): words of metrics that the client wants, in their order,
 *   up to a %NULL; by default traffic, leads, sales, ad spend, gross profit and
 *   ROI (domain.md F.3)
 *
 * (transfer full): the figures in one line, as short as a text message should be:
 * "Romashka, 18 Nov: traffic 660, leads 24, …". Of the default metrics, those
 * without data are left out; one that was asked for is said to have none. How
 * many messages it takes says rapport_sms_count(). In any thread.
 */
char *rapport_report_digest_make (RapportReportDocument *document, const char *const *metrics);

G_END_DECLS
