/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_DIGEST_DIALOG (rapport_digest_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportDigestDialog, rapport_digest_dialog, RAPPORT, DIGEST_DIALOG, AdwDialog)

/**
 * RapportDigestDialog:
 *
 * The figures of a report as a text message: seen, changed, counted, copied, or
 * sent through the gateway of the preferences. What was sent is noted with the
 * report.
 */
AdwDialog *
rapport_digest_dialog_new (RapportLibrary *library, RapportReport *report, GError **error);

G_END_DECLS
