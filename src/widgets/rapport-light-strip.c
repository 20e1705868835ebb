/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-light-strip.h"

#include "rapport-format.h"
#include "rapport-light-icon.h"

#include <glib/gi18n-lib.h>

#define MARK_SIZE 8
#define STEP      12
/* Room for the ring around the last mark; before the first one there is none,
 * so that the strip stands flush with the text above it. */
#define MARGIN  3
#define RING    (MARK_SIZE + 2 * MARGIN)
#define N_MARKS (RAPPORT_MARK_RED + 1)

struct _RapportLightStrip
{
  GtkWidget parent_instance;

  RapportMark marks[RAPPORT_LIGHTS_WEEKS]; /* the oldest first */
  RapportDay week;
  RapportDay today;
};

G_DEFINE_FINAL_TYPE (RapportLightStrip, rapport_light_strip, GTK_TYPE_WIDGET)

static void
rapport_light_strip_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  const int length = (RAPPORT_LIGHTS_WEEKS - 1) * STEP + MARK_SIZE + MARGIN;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? length : RING;
  *minimum_baseline = *natural_baseline = -1;
}

/* The colours stand in the style sheet, and only a widget can ask it. Four that
 * are never shown do so for all the strips of a window. */

#define PALETTE "rapport-light-palette"

static void
window_gone_cb (GtkWidget *window, GtkWidget *const *icons)
{
  for (guint i = 0; i < N_MARKS; i++)
    gtk_widget_unparent (icons[i]);
  g_object_set_data (G_OBJECT (window), PALETTE, NULL);
}

static GtkWidget *const *
make_palette (GtkWidget *window)
{
  GtkWidget **icons = g_new0 (GtkWidget *, N_MARKS);

  for (guint i = 0; i < N_MARKS; i++)
    {
      icons[i] = rapport_light_icon_new ((RapportMark) i);
      gtk_widget_set_child_visible (icons[i], FALSE);
      gtk_accessible_update_state (GTK_ACCESSIBLE (icons[i]), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                                   -1);
      gtk_widget_set_parent (icons[i], window);
    }
  g_object_set_data_full (G_OBJECT (window), PALETTE, icons, g_free);
  g_signal_connect (window, "destroy", G_CALLBACK (window_gone_cb), icons);
  return icons;
}

void
rapport_light_strip_get_colours (GtkWidget *widget, GdkRGBA *colours)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  GtkWidget *const *icons = g_object_get_data (G_OBJECT (window), PALETTE);

  if (icons == NULL)
    icons = make_palette (window);
  for (guint i = 0; i < N_MARKS; i++)
    gtk_widget_get_color (icons[i], &colours[i]);
}

/* Where the mark of the week that stands at @index begins; time runs as the
 * text does. */
static float
get_position (RapportLightStrip *self, int index)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return (float) (MARGIN + (RAPPORT_LIGHTS_WEEKS - 1 - index) * STEP);
  return (float) (index * STEP);
}

static void
draw_ring (RapportLightStrip *self, GtkSnapshot *snapshot, float x, float y)
{
  const float widths[4] = { 1, 1, 1, 1 };
  GskRoundedRect ring;
  GdkRGBA colour;
  GdkRGBA colours[4];

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  colour.alpha *= 0.5f;
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    colours[i] = colour;
  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x - MARGIN, y - MARGIN, RING, RING),
                                   RING / 2.0f);
  gtk_snapshot_append_border (snapshot, &ring, widths, colours);
}

static void
rapport_light_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportLightStrip *self = RAPPORT_LIGHT_STRIP (widget);
  const float y = (float) ((gtk_widget_get_height (widget) - MARK_SIZE) / 2);
  GdkRGBA colours[N_MARKS];

  rapport_light_strip_get_colours (widget, colours);
  for (int i = 0; i < RAPPORT_LIGHTS_WEEKS; i++)
    rapport_light_icon_draw (snapshot, self->marks[i], get_position (self, i), y, MARK_SIZE,
                             &colours[self->marks[i]]);
  draw_ring (self, snapshot, get_position (self, RAPPORT_LIGHTS_WEEKS - 1), y);
}

static gboolean
rapport_light_strip_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  RapportLightStrip *self = RAPPORT_LIGHT_STRIP (widget);

  if (keyboard || self->week == RAPPORT_DAY_NONE)
    return FALSE;
  for (int i = 0; i < RAPPORT_LIGHTS_WEEKS; i++)
    {
      const float start = get_position (self, i) - (STEP - MARK_SIZE) / 2.0f;
      const RapportDay week = self->week - 7 * (RAPPORT_LIGHTS_WEEKS - 1 - i);
      g_autofree char *range = NULL;
      g_autofree char *text = NULL;

      if ((float) x < start || (float) x >= start + STEP)
        continue;
      range = rapport_format_week (week, self->today);
      text = g_strdup_printf ("%s\n%s", range, rapport_mark_get_label (self->marks[i]));
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  return FALSE;
}

static void
rapport_light_strip_class_init (RapportLightStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = rapport_light_strip_measure;
  widget_class->snapshot = rapport_light_strip_snapshot;
  widget_class->query_tooltip = rapport_light_strip_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "lightstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_light_strip_init (RapportLightStrip *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
rapport_light_strip_new (void)
{
  return g_object_new (RAPPORT_TYPE_LIGHT_STRIP, NULL);
}

static void
update_label (RapportLightStrip *self)
{
  guint counts[N_MARKS] = { 0 };
  g_autofree char *label = NULL;

  for (int i = 0; i < RAPPORT_LIGHTS_WEEKS; i++)
    counts[self->marks[i]]++;
  label = g_strdup_printf (
    _ ("Last 12 weeks: moved forward %u, nothing happened %u, our mistake %u, not marked %u"),
    counts[RAPPORT_MARK_GREEN], counts[RAPPORT_MARK_YELLOW], counts[RAPPORT_MARK_RED],
    counts[RAPPORT_MARK_NONE]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
rapport_light_strip_show (RapportLightStrip *self,
                          RapportLights *lights,
                          const char *client_id,
                          RapportDay today)
{
  self->week = rapport_lights_get_week (lights);
  self->today = today;
  for (guint i = 0; i < RAPPORT_LIGHTS_WEEKS; i++)
    self->marks[RAPPORT_LIGHTS_WEEKS - 1 - i] = rapport_lights_get_mark (lights, client_id, i);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
