/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

#define HOSTILE_NAMES 10

/* A report all of whose names and words mean harm: to HTML, to spreadsheets, to
 * headers of letters, and by their length. (transfer full) */
RapportReportDocument *hostile_report (void);

/* One of its names. */
const char *hostile_name (guint index);
