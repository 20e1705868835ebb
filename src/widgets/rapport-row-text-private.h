/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ROW_TEXT (rapport_row_text_get_type ())
G_DECLARE_FINAL_TYPE (RapportRowText, rapport_row_text, RAPPORT, ROW_TEXT, GtkTextView)

/**
 * RapportRowText:
 *
 * A text view that asks for the height that its text needs at a width. GTK's
 * own lays lines out when there is time, and knows the height only then, which
 * leaves a text that is not in a scrolled window without any.
 */
GtkWidget *rapport_row_text_new (void);

G_END_DECLS
