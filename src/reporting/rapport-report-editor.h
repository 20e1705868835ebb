/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_REPORT_EDITOR (rapport_report_editor_get_type ())
G_DECLARE_FINAL_TYPE (RapportReportEditor,
                      rapport_report_editor,
                      RAPPORT,
                      REPORT_EDITOR,
                      AdwNavigationPage)

/**
 * RapportReportEditor:
 *
 * A report: its sections and words on one side, its pages as they will be
 * printed on the other. One that has been sent shows its pages alone.
 */
GtkWidget *rapport_report_editor_new (RapportLibrary *library, RapportReport *report);

G_END_DECLS
