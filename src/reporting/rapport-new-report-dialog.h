/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NEW_REPORT_DIALOG (rapport_new_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportNewReportDialog,
                      rapport_new_report_dialog,
                      RAPPORT,
                      NEW_REPORT_DIALOG,
                      AdwDialog)

/**
 * RapportNewReportDialog:
 *
 * Which template a report begins with, and of which period it is. Signal
 * `chosen (string template_word, int day)` when the user has decided; the
 * dialog closes by itself. It begins with the template that @client's reports
 * usually have.
 */
AdwDialog *rapport_new_report_dialog_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
