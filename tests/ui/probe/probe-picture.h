/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * Writes a window, with its dialogs and the popovers that are open on it, as a
 * PNG file: what GTK itself would draw, without the screen around it.
 */
gboolean probe_picture_save (GtkWindow *window, const char *file, GError **error);
