/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportColour:
 *
 * sRGB, each part from 0 to 1.
 */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} RapportColour;

/* Reads "#rrggbb"; %FALSE leaves @colour as it was. */
gboolean rapport_colour_parse (const char *text, RapportColour *colour);

/* @a where @share is 0, @b where it is 1. */
RapportColour rapport_colour_mix (RapportColour a, RapportColour b, double share);

RapportColour rapport_colour_with_alpha (RapportColour colour, double alpha);

/* The contrast of two opaque colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
double rapport_colour_contrast (RapportColour a, RapportColour b);

/* @colour, moved towards black or white until it stands out from @background
 * with at least the contrast @ratio. */
RapportColour
rapport_colour_readable (RapportColour colour, RapportColour background, double ratio);

void rapport_colour_set (RapportColour colour, cairo_t *cr);

G_END_DECLS
