/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the label of a button take several lines where one does not fit, as with
 * large text in a narrow window. To be called again when the label is set anew. */
void rapport_wrap_button (GtkButton *button);

G_END_DECLS
