/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-minutes.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AUDIENCE_MINUTES (rapport_audience_minutes_get_type ())
G_DECLARE_FINAL_TYPE (RapportAudienceMinutes,
                      rapport_audience_minutes,
                      RAPPORT,
                      AUDIENCE_MINUTES,
                      AdwWindow)

/**
 * RapportAudienceMinutes:
 *
 * The window that is shared on a call while minutes are typed: agenda and minutes of one meeting as
 * the client may read them. It is called by the client's name and has nothing of the library
 * but #RapportPublicMinutes. Signal `ended` when the window was closed or Escape pressed; it is
 * still there then.
 */
GtkWidget *rapport_audience_minutes_new (GtkApplication *application);

/* @item: (nullable): id of the item that is talked about: it is brought into sight.
 * @pictures: digest → #GBytes of what the minutes show, of rapport_minutes_pictures_publish(); they
 * are made in other threads and appear when they are there. */
void rapport_audience_minutes_show (RapportAudienceMinutes *self,
                                    RapportPublicMinutes *minutes,
                                    GHashTable *pictures,
                                    const char *item);

G_END_DECLS
