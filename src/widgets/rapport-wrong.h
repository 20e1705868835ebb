/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows that what stands in @widget is wrong, to who looks and to who listens; or that it is not
 * any more. What is wrong with it is said elsewhere. */
void rapport_mark_wrong (GtkWidget *widget, gboolean wrong);

G_END_DECLS
