/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @box, which it empties first, with what stands beside a client's light:
 * what the records suggest, and the marks of colleagues. The box is hidden where
 * there is nothing. */
void rapport_mark_details_fill (GtkBox *box,
                                RapportLibrary *library,
                                RapportLights *lights,
                                const char *client_id);

/* A colleague's initials, or "?" for one who is not known any more. (transfer full) */
char *rapport_mark_details_get_initials (RapportLibrary *library, const char *member);

G_END_DECLS
