/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-row-text-private.h"

struct _RapportRowText
{
  GtkTextView parent_instance;

  gboolean measured;
  gboolean measured_natural;
  int natural_width;
  int natural_height;
  int width; /* what the height was worked out for; -1 is any */
  int height;
};

G_DEFINE_FINAL_TYPE (RapportRowText, rapport_row_text, GTK_TYPE_TEXT_VIEW)

/* The size of the text when it is wrapped at @width; -1 does not wrap it. */
static void
get_size (RapportRowText *self, int width, int *widest, int *height)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  *widest = *height = 0;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width < 0 ? -1 : width * PANGO_SCALE);
  /* As GTK does it, line by line: each is as high as whole pixels. */
  for (const char *line = text; line != NULL;)
    {
      const char *newline = strchr (line, '\n');
      int line_width = 0;
      int line_height = 0;

      pango_layout_set_text (layout, line, newline != NULL ? (int) (newline - line) : -1);
      pango_layout_get_pixel_size (layout, &line_width, &line_height);
      *widest = MAX (*widest, line_width);
      *height += line_height;
      line = newline != NULL ? newline + 1 : NULL;
    }
}

static GtkSizeRequestMode
rapport_row_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_row_text_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  RapportRowText *self = RAPPORT_ROW_TEXT (widget);

  int widest;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      if (!self->measured_natural)
        get_size (self, -1, &self->natural_width, &self->natural_height);
      self->measured_natural = TRUE;
      *minimum = 0;
      *natural = self->natural_width;
      return;
    }
  /* Without a width it is the least height: that of lines that do not wrap. */
  if (!self->measured || for_size != self->width)
    {
      self->measured = TRUE;
      self->width = for_size;
      get_size (self, for_size, &widest, &self->height);
    }
  *minimum = *natural = self->height;
}

static void
forget_height_cb (RapportRowText *self)
{
  self->measured = FALSE;
  self->measured_natural = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
rapport_row_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_row_text_parent_class)->css_changed (widget, change);
  forget_height_cb (RAPPORT_ROW_TEXT (widget));
}

static void
rapport_row_text_class_init (RapportRowTextClass *klass)
{
  GTK_WIDGET_CLASS (klass)->get_request_mode = rapport_row_text_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = rapport_row_text_measure;
  GTK_WIDGET_CLASS (klass)->css_changed = rapport_row_text_css_changed;
}

static void
rapport_row_text_init (RapportRowText *self)
{
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                           G_CALLBACK (forget_height_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
rapport_row_text_new (void)
{
  return g_object_new (RAPPORT_TYPE_ROW_TEXT, NULL);
}
