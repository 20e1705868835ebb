/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-minutes-buffer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether there is a picture or a file to paste, and no words, which would be meant instead. */
gboolean rapport_minutes_files_can_paste (GdkClipboard *clipboard);

/* Keeps what is on the clipboard with the line that has the cursor now, read and made small in
 * another thread. Its problems are told by the buffer's `told`. */
void rapport_minutes_files_paste (RapportMinutesBuffer *buffer, GdkClipboard *clipboard);

/* The same for files (element-type GFile) and the line at @index. */
void rapport_minutes_files_take (RapportMinutesBuffer *buffer, guint index, GPtrArray *files);

/* Shows the files of a line: they are opened, saved, added and taken away there. */
void
rapport_minutes_files_show (GtkWidget *near, RapportLibrary *library, RapportMinutesLine *line);

G_END_DECLS
