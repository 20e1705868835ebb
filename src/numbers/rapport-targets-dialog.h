/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TARGETS_DIALOG (rapport_targets_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportTargetsDialog,
                      rapport_targets_dialog,
                      RAPPORT,
                      TARGETS_DIALOG,
                      AdwDialog)

/**
 * RapportTargetsDialog:
 *
 * What a client's metrics should come to, a row of months for each: written as in
 * a spreadsheet, pasted from one, or the same for all months of the year that
 * @month lies in.
 */
AdwDialog *
rapport_targets_dialog_new (RapportLibrary *library, RapportClient *client, RapportDay month);

G_END_DECLS
