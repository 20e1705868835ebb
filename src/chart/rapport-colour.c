/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-colour.h"

#include <math.h>
#include <string.h>

static gboolean
read_byte (const char *text, double *part)
{
  int high = g_ascii_xdigit_value (text[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (text[1]);

  if (low < 0)
    return FALSE;
  *part = (high * 16 + low) / 255.0;
  return TRUE;
}

gboolean
rapport_colour_parse (const char *text, RapportColour *colour)
{
  RapportColour read = { 0, 0, 0, 1 };

  if (text == NULL || text[0] != '#' || strlen (text) != strlen ("#rrggbb"))
    return FALSE;
  if (!read_byte (text + 1, &read.red) || !read_byte (text + 3, &read.green) ||
      !read_byte (text + 5, &read.blue))
    return FALSE;
  *colour = read;
  return TRUE;
}

RapportColour
rapport_colour_mix (RapportColour a, RapportColour b, double share)
{
  return (RapportColour) {
    .red = a.red + (b.red - a.red) * share,
    .green = a.green + (b.green - a.green) * share,
    .blue = a.blue + (b.blue - a.blue) * share,
    .alpha = a.alpha + (b.alpha - a.alpha) * share,
  };
}

RapportColour
rapport_colour_with_alpha (RapportColour colour, double alpha)
{
  colour.alpha = alpha;
  return colour;
}

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (RapportColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) +
         0.0722 * linear (colour.blue);
}

double
rapport_colour_contrast (RapportColour a, RapportColour b)
{
  double bright = luminance (a) + 0.05;
  double dark = luminance (b) + 0.05;

  return bright > dark ? bright / dark : dark / bright;
}

RapportColour
rapport_colour_readable (RapportColour colour, RapportColour background, double ratio)
{
  const RapportColour black = { 0, 0, 0, 1 };
  const RapportColour white = { 1, 1, 1, 1 };
  RapportColour end = luminance (background) > 0.18 ? black : white;

  for (double share = 0; share < 1; share += 0.05)
    {
      RapportColour moved = rapport_colour_mix (colour, end, share);

      if (rapport_colour_contrast (moved, background) >= ratio)
        return moved;
    }
  return end;
}

void
rapport_colour_set (RapportColour colour, cairo_t *cr)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}
