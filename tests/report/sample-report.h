/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

/* An invented month of an invented client, in "en" or "ru"; with @repeat over 1
 * the plan and the texts are that many times as long. (transfer full) */
RapportReportDocument *sample_report (const char *language, guint repeat);

/* A client without a single number, in English. (transfer full) */
RapportReportDocument *sample_report_empty (void);
