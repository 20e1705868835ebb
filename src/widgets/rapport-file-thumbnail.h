/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-files.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An icon of a file's type, 32 pixels in the square; of a picture that can be read, the
 * picture, which is made small in another thread. */
GtkWidget *rapport_file_thumbnail_new (RapportFile *file, RapportLibrary *library);

G_END_DECLS
