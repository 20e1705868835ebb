/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_MONOGRAM_COLOURS 7

/* What AdwAvatar shows for a name: its initials, and a colour that follows from
 * it. For those who draw hundreds of them. */

/* The first letters of the first and the last word, quotation marks left out.
 * (transfer full) */
char *rapport_monogram_make_initials (const char *name);

/* Less than %RAPPORT_MONOGRAM_COLOURS. */
guint rapport_monogram_get_colour (const char *name);

/* The style class of a colour: the colour of the letters; together with
 * "monogram-disc" that of the disc behind them. */
const char *rapport_monogram_get_css_class (guint colour);

/* Gives an avatar a name by which it finds the same initials. */
void rapport_monogram_set_avatar (AdwAvatar *avatar, const char *name);

G_END_DECLS
