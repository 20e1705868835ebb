/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  RAPPORT_CARD_FONT_HEADING,
  RAPPORT_CARD_FONT_CAPTION,
  RAPPORT_CARD_FONT_MONOGRAM,
  RAPPORT_CARD_N_FONTS,
} RapportCardFont;

/* In pixels. */
typedef struct
{
  int ascent;
  int height;
} RapportCardLine;

/**
 * RapportCardStyle:
 *
 * What the style sheet says of the words on a client's card. A card draws them
 * itself: a board has many, and a label for each word costs ten times what
 * drawing it does. Only a widget can ask the style sheet, so a few that are
 * never shown do it for all cards of a window. Main thread only.
 */
typedef struct _RapportCardStyle RapportCardStyle;

/* (transfer none): of the window that @widget is in, which it has to be. Lives as
 * long as that window. */
RapportCardStyle *rapport_card_style_get (GtkWidget *widget);

const PangoFontDescription *rapport_card_style_get_font (RapportCardStyle *self,
                                                         RapportCardFont font);

/* The line that text of @font stands in, whatever its letters are. */
RapportCardLine rapport_card_style_get_line (RapportCardStyle *self, RapportCardFont font);

/* What is left of a colour in text that steps back, from 0 to 1. */
float rapport_card_style_get_dim_opacity (RapportCardStyle *self);

/* The colours of a monogram's letters and of the disc behind them. */
void rapport_card_style_get_monogram (RapportCardStyle *self,
                                      const char *name,
                                      GdkRGBA *letters,
                                      GdkRGBA *disc);

G_END_DECLS
