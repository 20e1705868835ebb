/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rapport_number_row_new:
 * @title: what is counted
 * @spin: (out) (transfer none): where the number is
 *
 * A row with a number between @least and @most, in steps of one. Unlike an AdwSpinRow its number is
 * told to screen readers, by the row's title.
 */
GtkWidget *
rapport_number_row_new (const char *title, int least, int most, int value, GtkSpinButton **spin);

G_END_DECLS
