/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows in which a language of reports or a currency is chosen. A currency that
 * is not among the usual ones is added to them, so that it is not lost. */

void rapport_choices_fill_languages (AdwComboRow *row, const char *chosen);
const char *rapport_choices_get_language (AdwComboRow *row);

void rapport_choices_fill_currencies (AdwComboRow *row, const char *chosen);
const char *rapport_choices_get_currency (AdwComboRow *row);

G_END_DECLS
