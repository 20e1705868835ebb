/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINUTES_PICTURES (rapport_minutes_pictures_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesPictures,
                      rapport_minutes_pictures,
                      RAPPORT,
                      MINUTES_PICTURES,
                      GObject)

/* How high pictures are drawn, and how wide at most. */
#define RAPPORT_MINUTES_PICTURE_HEIGHT 96
#define RAPPORT_MINUTES_PICTURE_WIDTH  240

/**
 * RapportMinutesPictures:
 *
 * The pictures that are kept with the lines of a client's minutes. What they show is read and made
 * small in other threads, when somebody looks. While a client looks at the screen
 * (#RapportOnlooker) there are only those that it may see. Main thread only.
 *
 * Signal `changed ()` when there are others, or one can be shown.
 */
RapportMinutesPictures *rapport_minutes_pictures_new (RapportLibrary *library);

/* @client_id: (nullable) */
void rapport_minutes_pictures_set_client (RapportMinutesPictures *self, const char *client_id);

/* How many pictures are kept with a line; and how many files, pictures among them. */
guint rapport_minutes_pictures_count (RapportMinutesPictures *self, const char *line_id);
guint rapport_minutes_pictures_count_files (RapportMinutesPictures *self, const char *line_id);

/* (transfer none) (nullable): one of them, the oldest first; %NULL while it is read, or where
 * it can't be shown. */
GdkTexture *
rapport_minutes_pictures_get (RapportMinutesPictures *self, const char *line_id, guint n);

G_END_DECLS
