/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client-status.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_STATUS_DIALOG (rapport_status_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportStatusDialog, rapport_status_dialog, RAPPORT, STATUS_DIALOG, AdwDialog)

/**
 * RapportStatusDialog:
 *
 * Where a client stands in the base and the way it came there: each step can be
 * put right or taken away, and one that was forgotten added. Another status is
 * set with its day, its reason and how close the pitch came as one step of undo.
 */
AdwDialog *rapport_status_dialog_new (RapportLibrary *library, RapportClient *client);

/* Opens the form for another status at once, with @status chosen (an unknown
 * word or %NULL chooses none). */
void rapport_status_dialog_change (RapportStatusDialog *self, const char *status);

/* (transfer full): "Left since 3 October 2026"; the status alone where nobody
 * knows since when. */
char *rapport_status_describe (const RapportStatusChange *change);

/* (transfer full): "Price · pitch 4 of 5", or "". */
char *rapport_status_describe_reason (const RapportStatusChange *change);

G_END_DECLS
