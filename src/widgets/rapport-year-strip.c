/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-year-strip.h"

#include "rapport-format.h"
#include "rapport-light-strip.h"

#include <glib/gi18n-lib.h>

#define WEEK_DAYS     7
#define LEAST_STEP    3
#define NATURAL_STEP  6
#define USUAL_HEIGHT  36
#define EMPTY_OPACITY 0.35f

struct _RapportYearStrip
{
  GtkWidget parent_instance;

  RapportTrend trend;
  gboolean of_one; /* client */
  RapportDay today;
  int height;
};

G_DEFINE_FINAL_TYPE (RapportYearStrip, rapport_year_strip, GTK_TYPE_WIDGET)

static void
rapport_year_strip_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  const gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = across ? RAPPORT_TREND_WEEKS * LEAST_STEP : RAPPORT_YEAR_STRIP (widget)->height;
  *natural = across ? RAPPORT_TREND_WEEKS * NATURAL_STEP : *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

/* Where a column is; time runs as the text does. */
static graphene_rect_t
get_column (RapportYearStrip *self, guint back)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const float step = (float) gtk_widget_get_width (GTK_WIDGET (self)) / RAPPORT_TREND_WEEKS;
  const guint index = mirrored ? back : RAPPORT_TREND_WEEKS - 1 - back;

  return GRAPHENE_RECT_INIT ((float) index * step, 0, MAX (1, step - 1),
                             (float) gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
draw_part (GtkSnapshot *snapshot,
           const graphene_rect_t *column,
           float foot,
           float top,
           const GdkRGBA *colour)
{
  const float height = column->size.height;

  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT (column->origin.x, height * (1 - top),
                                                  column->size.width,
                                                  MAX (1, height * (top - foot))));
}

static void
draw_one (GtkSnapshot *snapshot,
          const graphene_rect_t *column,
          const guint *counts,
          const GdkRGBA *colours)
{
  static const float tops[] = { [RAPPORT_MARK_NONE] = 0.06f,
                                [RAPPORT_MARK_GREEN] = 1.0f,
                                [RAPPORT_MARK_YELLOW] = 0.62f,
                                [RAPPORT_MARK_RED] = 0.28f };

  for (guint mark = 0; mark <= RAPPORT_MARK_RED; mark++)
    if (counts[mark] > 0)
      draw_part (snapshot, column, 0, tops[mark], &colours[mark]);
}

static void
draw_shares (GtkSnapshot *snapshot,
             const graphene_rect_t *column,
             const guint *counts,
             const GdkRGBA *colours)
{
  static const RapportMark order[] = { RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW, RAPPORT_MARK_RED,
                                       RAPPORT_MARK_NONE };
  guint total = 0;
  float foot = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    total += counts[i];
  for (guint i = 0; total > 0 && i < G_N_ELEMENTS (order); i++)
    {
      const float share = (float) counts[order[i]] / (float) total;

      if (share > 0)
        draw_part (snapshot, column, foot, foot + share, &colours[order[i]]);
      foot += share;
    }
}

static void
rapport_year_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportYearStrip *self = RAPPORT_YEAR_STRIP (widget);
  GdkRGBA colours[RAPPORT_MARK_RED + 1];

  rapport_light_strip_get_colours (widget, colours);
  colours[RAPPORT_MARK_NONE].alpha *= EMPTY_OPACITY;
  for (guint back = 0; back < RAPPORT_TREND_WEEKS; back++)
    {
      const graphene_rect_t column = get_column (self, back);

      if (self->of_one)
        draw_one (snapshot, &column, self->trend.counts[back], colours);
      else
        draw_shares (snapshot, &column, self->trend.counts[back], colours);
    }
}

char *
rapport_year_strip_describe_counts (const guint *counts)
{
  return g_strdup_printf (
    _ ("moved forward %u, nothing happened %u, our mistake %u, not marked %u"),
    counts[RAPPORT_MARK_GREEN], counts[RAPPORT_MARK_YELLOW], counts[RAPPORT_MARK_RED],
    counts[RAPPORT_MARK_NONE]);
}

static char *
describe_week (RapportYearStrip *self, guint back)
{
  const guint *counts = self->trend.counts[back];
  guint mark = RAPPORT_MARK_NONE;

  if (!self->of_one)
    return rapport_year_strip_describe_counts (counts);
  for (guint i = 0; i <= RAPPORT_MARK_RED; i++)
    if (counts[i] > 0)
      mark = i;
  return g_strdup (rapport_mark_get_label ((RapportMark) mark));
}

static gboolean
rapport_year_strip_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  RapportYearStrip *self = RAPPORT_YEAR_STRIP (widget);

  for (guint back = 0; !keyboard && back < RAPPORT_TREND_WEEKS; back++)
    {
      const graphene_rect_t column = get_column (self, back);
      g_autofree char *week = NULL;
      g_autofree char *said = NULL;
      g_autofree char *text = NULL;

      if ((float) x < column.origin.x || (float) x > column.origin.x + column.size.width + 1)
        continue;
      week = rapport_format_week (self->trend.week - (RapportDay) back * WEEK_DAYS, self->today);
      said = describe_week (self, back);
      text = g_strdup_printf (_ ("%s: %s"), week, said);
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  return FALSE;
}

static void
rapport_year_strip_class_init (RapportYearStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = rapport_year_strip_measure;
  widget_class->snapshot = rapport_year_strip_snapshot;
  widget_class->query_tooltip = rapport_year_strip_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "yearstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_year_strip_init (RapportYearStrip *self)
{
  self->height = USUAL_HEIGHT;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
rapport_year_strip_new (void)
{
  return g_object_new (RAPPORT_TYPE_YEAR_STRIP, NULL);
}

void
rapport_year_strip_set_height (RapportYearStrip *self, int height)
{
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
update (RapportYearStrip *self)
{
  guint sums[RAPPORT_MARK_RED + 1] = { 0 };
  g_autofree char *counts = NULL;
  g_autofree char *label = NULL;

  for (guint back = 0; back < RAPPORT_TREND_WEEKS; back++)
    for (guint mark = 0; mark <= RAPPORT_MARK_RED; mark++)
      sums[mark] += self->trend.counts[back][mark];
  counts = rapport_year_strip_describe_counts (sums);
  /* Translators: how often there was each light in a year */
  label = g_strdup_printf (_ ("Last 52 weeks: %s"), counts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rapport_year_strip_show_marks (RapportYearStrip *self,
                               const RapportMark *marks,
                               RapportDay week,
                               RapportDay today)
{
  self->trend = (RapportTrend) { .week = week };
  for (guint back = 0; back < RAPPORT_TREND_WEEKS; back++)
    self->trend.counts[back][marks[back]] = 1;
  self->of_one = TRUE;
  self->today = today;
  update (self);
}

void
rapport_year_strip_show_trend (RapportYearStrip *self, const RapportTrend *trend, RapportDay today)
{
  self->trend = *trend;
  self->of_one = FALSE;
  self->today = today;
  update (self);
}
