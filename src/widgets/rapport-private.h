/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on @widget is to be seen only while no client looks at the screen; see
 * #RapportOnlooker. For widgets that nothing else shows and hides. */
void rapport_private_hide (GtkWidget *widget, RapportLibrary *library);

/* Calls @changed with @object when a client begins to look, or looks no more, for as
 * long as @object lives. */
void rapport_private_watch (gpointer object, RapportLibrary *library, GCallback changed);

G_END_DECLS
