/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

G_BEGIN_DECLS

/**
 * rapport_report_html_make:
 *
 * (transfer full): the report as one file of HTML that needs nothing beside it:
 * no script, no font, no picture from elsewhere, and a policy that allows none
 * (`default-src 'none'`; its own style by hash; pictures only as `data:`). Every
 * word is escaped; links lead to http, https and mailto alone. Equal documents
 * give equal bytes, with the same fonts installed. In any thread.
 */
GBytes *rapport_report_html_make (RapportReportDocument *document);

G_END_DECLS
