/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_LIGHT_STRIP (rapport_light_strip_get_type ())
G_DECLARE_FINAL_TYPE (RapportLightStrip, rapport_light_strip, RAPPORT, LIGHT_STRIP, GtkWidget)

/**
 * RapportLightStrip:
 *
 * The lights of the last twelve weeks in a row, oldest first, the last one
 * ringed. Each tells its week in a tooltip.
 */
GtkWidget *rapport_light_strip_new (void);

/* Shows the twelve weeks of a client that end with the week of @lights. */
void rapport_light_strip_show (RapportLightStrip *self,
                               RapportLights *lights,
                               const char *client_id,
                               RapportDay today);

/* Fills @colours with those of the four marks, by #RapportMark, as the style sheet
 * of @widget's window has them: for those who draw marks by themselves. */
void rapport_light_strip_get_colours (GtkWidget *widget, GdkRGBA *colours);

G_END_DECLS
