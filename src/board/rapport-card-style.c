/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-style.h"

#include "rapport-monogram.h"

#include <adwaita.h>

#define STYLE "rapport-card-style"

typedef struct
{
  GtkWidget *probe;
  guint serial; /* of the probe's fonts when @line was measured; 0 for never */
  RapportCardLine line;
} Font;

struct _RapportCardStyle
{
  GtkWidget *window;
  Font fonts[RAPPORT_CARD_N_FONTS];
  GtkWidget *dimmed;
  GtkWidget *letters[RAPPORT_MONOGRAM_COLOURS];
  GtkWidget *discs[RAPPORT_MONOGRAM_COLOURS];
};

static GtkWidget *
make_probe (RapportCardStyle *self, const char *first, const char *second)
{
  GtkWidget *probe = adw_bin_new ();

  gtk_widget_add_css_class (probe, first);
  if (second != NULL)
    gtk_widget_add_css_class (probe, second);
  gtk_widget_set_child_visible (probe, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (probe), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (probe, self->window);
  return probe;
}

static void
window_gone_cb (GtkWidget *window, RapportCardStyle *self)
{
  for (guint i = 0; i < RAPPORT_CARD_N_FONTS; i++)
    gtk_widget_unparent (self->fonts[i].probe);
  for (guint i = 0; i < RAPPORT_MONOGRAM_COLOURS; i++)
    {
      g_clear_pointer (&self->letters[i], gtk_widget_unparent);
      g_clear_pointer (&self->discs[i], gtk_widget_unparent);
    }
  gtk_widget_unparent (self->dimmed);
  g_object_set_data (G_OBJECT (window), STYLE, NULL);
}

RapportCardStyle *
rapport_card_style_get (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  RapportCardStyle *self = g_object_get_data (G_OBJECT (window), STYLE);

  if (self != NULL)
    return self;
  self = g_new0 (RapportCardStyle, 1);
  self->window = window;
  self->fonts[RAPPORT_CARD_FONT_HEADING].probe = make_probe (self, "heading", NULL);
  self->fonts[RAPPORT_CARD_FONT_CAPTION].probe = make_probe (self, "caption", NULL);
  self->fonts[RAPPORT_CARD_FONT_MONOGRAM].probe = make_probe (self, "monogram", NULL);
  self->dimmed = make_probe (self, "dim-measure", NULL);
  g_object_set_data_full (G_OBJECT (window), STYLE, self, g_free);
  g_signal_connect (window, "destroy", G_CALLBACK (window_gone_cb), self);
  return self;
}

const PangoFontDescription *
rapport_card_style_get_font (RapportCardStyle *self, RapportCardFont font)
{
  return pango_context_get_font_description (
    gtk_widget_get_pango_context (self->fonts[font].probe));
}

RapportCardLine
rapport_card_style_get_line (RapportCardStyle *self, RapportCardFont font)
{
  Font *of = &self->fonts[font];
  PangoContext *context = gtk_widget_get_pango_context (of->probe);
  const guint serial = pango_context_get_serial (context);

  if (of->serial != serial)
    {
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
      const int ascent = pango_font_metrics_get_ascent (metrics);

      of->serial = serial;
      of->line.ascent = PANGO_PIXELS_CEIL (ascent);
      of->line.height = PANGO_PIXELS_CEIL (ascent + pango_font_metrics_get_descent (metrics));
      pango_font_metrics_unref (metrics);
    }
  return of->line;
}

float
rapport_card_style_get_dim_opacity (RapportCardStyle *self)
{
  GdkRGBA colour;

  gtk_widget_get_color (self->dimmed, &colour);
  return colour.alpha;
}

void
rapport_card_style_get_monogram (RapportCardStyle *self,
                                 const char *name,
                                 GdkRGBA *letters,
                                 GdkRGBA *disc)
{
  const guint colour = rapport_monogram_get_colour (name);

  if (self->letters[colour] == NULL)
    {
      const char *css_class = rapport_monogram_get_css_class (colour);

      self->letters[colour] = make_probe (self, css_class, NULL);
      self->discs[colour] = make_probe (self, css_class, "monogram-disc");
    }
  gtk_widget_get_color (self->letters[colour], letters);
  gtk_widget_get_color (self->discs[colour], disc);
}
