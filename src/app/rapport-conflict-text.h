/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What two texts have different, for somebody who has to choose between them. */

/**
 * rapport_conflict_text_cut:
 * @cut: (out): whether something is left out
 *
 * What @text has otherwise than @other, with some words around it; what both begin and end with
 * alike, and what goes on for too long, is "…". A short text stays whole.
 *
 * Returns: (transfer full)
 */
char *rapport_conflict_text_cut (const char *text, const char *other, gboolean *cut);

/* Shows the whole of it, to be read. */
void rapport_conflict_text_show (GtkWidget *parent, const char *title, const char *text);

G_END_DECLS
