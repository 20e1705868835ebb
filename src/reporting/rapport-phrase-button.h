/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rapport_phrase_button_new:
 *
 * A button beside the words of @section: its menu puts a phrase of the text
 * bank behind them, or keeps them there as one. Phrases for this sort of
 * section, and for any, in the report's language or in any.
 */
GtkWidget *rapport_phrase_button_new (RapportLibrary *library, RapportSection *section);

G_END_DECLS
