/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_FORM (rapport_import_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportForm, rapport_import_form, RAPPORT, IMPORT_FORM, AdwBin)

/**
 * RapportImportForm:
 *
 * What was understood of a file, each guess as a drop-down in which it can be
 * corrected. Signal `changed` when the user has corrected one: the import has
 * been told already, and its guess may be %NULL. Signal `new-metric (guint number,
 * string title)` when a column is to be a metric that is not there yet. Signal `source-changed`
 * when another name for the source was typed.
 */

/* Shows the guess of @import, which is there. */
void rapport_import_form_show (RapportImportForm *self, RapportImport *import, RapportDay today);

/* What the figures' source is called. */
const char *rapport_import_form_get_source (RapportImportForm *self);
void rapport_import_form_set_source (RapportImportForm *self, const char *source);

/* What a role is called: "Day", "Ignored", or the metric's name, which lives as
 * long as @set. */
const char *rapport_import_form_get_role_name (RapportMetricSet *set,
                                               const RapportImportColumn *column);

G_END_DECLS
