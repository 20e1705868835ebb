/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-colour-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _RapportColourRow
{
  AdwActionRow parent_instance;

  GtkWidget *button;
  GtkWidget *clear;
  char *none;
  char *colour;
  gboolean showing;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportColourRow, rapport_colour_row, ADW_TYPE_ACTION_ROW)

static void
show (RapportColourRow *self)
{
  GdkRGBA rgba = { 0.6f, 0.6f, 0.6f, 1 };
  const gboolean has = *self->colour != '\0' && gdk_rgba_parse (&rgba, self->colour);

  self->showing = TRUE;
  gtk_color_dialog_button_set_rgba (GTK_COLOR_DIALOG_BUTTON (self->button), &rgba);
  self->showing = FALSE;
  gtk_widget_set_visible (self->clear, has && self->none != NULL);
  if (self->none != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), has ? "" : self->none);
}

static void
choose (RapportColourRow *self, const char *colour)
{
  if (g_str_equal (self->colour, colour))
    return;
  g_set_str (&self->colour, colour);
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->colour);
}

static guint
to_byte (float part)
{
  return (guint) lroundf (CLAMP (part, 0, 1) * 255);
}

static void
picked_cb (RapportColourRow *self)
{
  const GdkRGBA *rgba = gtk_color_dialog_button_get_rgba (GTK_COLOR_DIALOG_BUTTON (self->button));
  g_autofree char *colour = NULL;

  if (self->showing)
    return;
  colour = g_strdup_printf ("#%02x%02x%02x", to_byte (rgba->red), to_byte (rgba->green),
                            to_byte (rgba->blue));
  choose (self, colour);
}

static void
clear_cb (RapportColourRow *self)
{
  choose (self, "");
  gtk_widget_grab_focus (self->button);
}

static void
rapport_colour_row_finalize (GObject *object)
{
  RapportColourRow *self = RAPPORT_COLOUR_ROW (object);

  g_free (self->none);
  g_free (self->colour);
  G_OBJECT_CLASS (rapport_colour_row_parent_class)->finalize (object);
}

static void
rapport_colour_row_class_init (RapportColourRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_colour_row_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_colour_row_init (RapportColourRow *self)
{
  GtkColorDialog *dialog = gtk_color_dialog_new ();

  self->colour = g_strdup ("");
  gtk_color_dialog_set_with_alpha (dialog, FALSE);
  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->clear, _ ("Choose None"));
  self->button = gtk_color_dialog_button_new (dialog);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "notify::rgba", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
rapport_colour_row_new (const char *title, const char *none)
{
  RapportColourRow *self = g_object_new (RAPPORT_TYPE_COLOUR_ROW, "title", title, NULL);

  g_set_str (&self->none, none);
  gtk_color_dialog_set_title (
    gtk_color_dialog_button_get_dialog (GTK_COLOR_DIALOG_BUTTON (self->button)), title);
  show (self);
  return GTK_WIDGET (self);
}

void
rapport_colour_row_set_none (RapportColourRow *self, const char *none)
{
  g_set_str (&self->none, none);
  show (self);
}

const char *
rapport_colour_row_get_colour (RapportColourRow *self)
{
  return self->colour;
}

void
rapport_colour_row_set_colour (RapportColourRow *self, const char *colour)
{
  if (g_str_equal (self->colour, colour))
    return;
  g_set_str (&self->colour, colour);
  show (self);
}
