/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_LIGHT_ICON (rapport_light_icon_get_type ())
G_DECLARE_FINAL_TYPE (RapportLightIcon, rapport_light_icon, RAPPORT, LIGHT_ICON, GtkWidget)

#define RAPPORT_LIGHT_ICON_SIZE 12

/**
 * RapportLightIcon:
 *
 * A weekly light: ● moved forward, ▲ nothing happened, ■ our mistake, ○ not
 * marked. Its colour comes from the style sheet, its shape tells the same to
 * those who do not see the colour, and its accessible label is the word.
 *
 * Properties: `mark` (int, a #RapportMark), `pixel-size` (int).
 */
GtkWidget *rapport_light_icon_new (RapportMark mark);

RapportMark rapport_light_icon_get_mark (RapportLightIcon *self);
void rapport_light_icon_set_mark (RapportLightIcon *self, RapportMark mark);

void rapport_light_icon_set_pixel_size (RapportLightIcon *self, int size);

/* The style class of a mark: "light-green" and so on. */
const char *rapport_light_icon_get_css_class (RapportMark mark);

/* Draws the shape of @mark into the square at @x, @y. */
void rapport_light_icon_draw (
  GtkSnapshot *snapshot, RapportMark mark, float x, float y, float size, const GdkRGBA *colour);

G_END_DECLS
