/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The initials of a name on a disc of a colour that follows from the name: what
 * AdwAvatar shows, as one label, where there are hundreds of them. */
GtkWidget *rapport_monogram_new (void);

void rapport_monogram_set_name (GtkWidget *monogram, const char *name);

/* Gives an avatar a name by which it finds the same initials. */
void rapport_monogram_set_avatar (AdwAvatar *avatar, const char *name);

G_END_DECLS
