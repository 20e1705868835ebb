/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers-tile.h"

#include "rapport-chart-area.h"
#include "rapport-fit-label.h"
#include "rapport-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Changes beyond this say nothing but that almost nothing was there before. */
#define MOST_CHANGE 100

struct _RapportNumbersTile
{
  GtkButton parent_instance;

  char *metric;

  GtkLabel *name;
  RapportFitLabel *value;
  GtkWidget *change;
  GtkImage *arrow;
  RapportFitLabel *change_label;
  RapportChartArea *spark;
  RapportFitLabel *target;
};

G_DEFINE_FINAL_TYPE (RapportNumbersTile, rapport_numbers_tile, GTK_TYPE_BUTTON)

static void
rapport_numbers_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_NUMBERS_TILE);
  g_clear_pointer (&RAPPORT_NUMBERS_TILE (object)->metric, g_free);
  G_OBJECT_CLASS (rapport_numbers_tile_parent_class)->dispose (object);
}

static void
rapport_numbers_tile_class_init (RapportNumbersTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_numbers_tile_dispose;
  g_type_ensure (RAPPORT_TYPE_CHART_AREA);
  g_type_ensure (RAPPORT_TYPE_FIT_LABEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/numbers-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, name);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, value);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, change);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, arrow);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, change_label);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, spark);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersTile, target);
}

static void
rapport_numbers_tile_init (RapportNumbersTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_numbers_tile_new (void)
{
  return g_object_new (RAPPORT_TYPE_NUMBERS_TILE, NULL);
}

const char *
rapport_numbers_tile_get_metric (RapportNumbersTile *self)
{
  return self->metric;
}

/* (transfer full) (nullable): "+12%", "+0.4 pp"; NULL where it can't be said. */
static char *
format_change (const RapportReportFigure *figure)
{
  double change;

  if (!figure->value.known || !figure->previous.known)
    return NULL;
  if (figure->unit == RAPPORT_UNIT_RATIO)
    return rapport_locale_difference (rapport_format_locale (), figure->unit,
                                      figure->value.value - figure->previous.value, NULL);
  if (figure->previous.value == 0)
    return NULL;
  change = ((double) figure->value.value - (double) figure->previous.value) /
           fabs ((double) figure->previous.value);
  if (fabs (change) > MOST_CHANGE)
    return NULL;
  return rapport_locale_change (rapport_format_locale (),
                                (gint64) llround (change * RAPPORT_MILLION));
}

static int
get_direction (const RapportReportFigure *figure)
{
  if (!figure->value.known || !figure->previous.known)
    return 0;
  return (figure->value.value > figure->previous.value) -
         (figure->value.value < figure->previous.value);
}

/* (transfer full): "+12% on October", "+12% on 1–21 October". */
static char *
describe_change (RapportNumbersSheet *sheet, const RapportReportFigure *figure)
{
  const RapportNumbersSpan span = rapport_numbers_sheet_get_compared (sheet);
  g_autofree char *change = format_change (figure);
  g_autofree char *days = NULL;

  if (change == NULL)
    return g_strdup (figure->previous.known ? "" : _ ("Nothing to compare with"));
  days = rapport_locale_range (rapport_format_locale (), span.from, span.to, sheet->month);
  /* Translators: a change in per cent, and the days it is compared with, “1–21 October” */
  return g_strdup_printf (_ ("%s vs %s"), change, days);
}

static void
show_change (RapportNumbersTile *self,
             RapportNumbersSheet *sheet,
             const RapportReportFigure *figure)
{
  const int direction = get_direction (figure);
  const int wanted = figure->good == RAPPORT_GOOD_UP     ? 1
                     : figure->good == RAPPORT_GOOD_DOWN ? -1
                                                         : 0;
  const gboolean judged = direction != 0 && wanted != 0;
  g_autofree char *text = describe_change (sheet, figure);
  g_autofree char *brief = format_change (figure);

  gtk_image_set_from_icon_name (self->arrow, direction > 0 ? "go-up-symbolic" : "go-down-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), direction != 0);
  rapport_fit_label_set (self->change_label, text, brief, NULL);
  gtk_widget_remove_css_class (self->change, "success");
  gtk_widget_remove_css_class (self->change, "error");
  gtk_widget_remove_css_class (self->change, "dimmed");
  gtk_widget_add_css_class (self->change, !judged               ? "dimmed"
                                          : direction == wanted ? "success"
                                                                : "error");
}

static void
show_target (RapportNumbersTile *self,
             RapportNumbersSheet *sheet,
             const RapportReportFigure *figure)
{
  const RapportLocale *locale = rapport_format_locale ();
  g_autofree char *target = NULL;
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;
  g_autofree char *brief = NULL;

  if (!figure->target.known)
    {
      rapport_fit_label_set (self->target, C_ ("tile", "No target"), NULL);
      return;
    }
  target = rapport_locale_figure (locale, figure->unit, figure->target.value, sheet->currency,
                                  RAPPORT_FIGURE_COMPACT);
  if (figure->value.known && figure->target.value > 0 && figure->good != RAPPORT_GOOD_DOWN)
    share =
      rapport_locale_percent (locale,
                              (gint64) llround ((double) figure->value.value /
                                                (double) figure->target.value * RAPPORT_MILLION),
                              0, 0);
  /* Translators: the share that has been reached, and the target: “84% of target 450” */
  text = share != NULL ? g_strdup_printf (_ ("%s of target %s"), share, target)
                       : g_strdup_printf (_ ("Target %s"), target);
  /* Translators: the share of the target that has been reached: “84% of target” */
  brief = share != NULL ? g_strdup_printf (_ ("%s of target"), share) : NULL;
  rapport_fit_label_set (self->target, text, brief, NULL);
}

/* Everything that the tile says, with the exact figure and its formula. */
static void
show_tip (RapportNumbersTile *self, RapportNumbersSheet *sheet, const RapportReportFigure *figure)
{
  const RapportMetric *metric = rapport_numbers_sheet_look_up (sheet, figure->metric);
  const char *name = rapport_metric_get_name (metric);
  g_autofree char *formula =
    rapport_metric_set_say_formula (rapport_numbers_get_set (sheet->numbers), metric);
  g_autofree char *change = describe_change (sheet, figure);
  g_autofree char *exact = NULL;
  g_autofree char *said = NULL;
  GString *tip = g_string_new (name);

  exact = figure->value.known
            ? rapport_locale_figure (rapport_format_locale (), figure->unit, figure->value.value,
                                     sheet->currency, RAPPORT_FIGURE_EXACT)
            : g_strdup (_ ("No data"));
  g_string_append_printf (tip, ": %s", exact);
  if (*formula != '\0')
    g_string_append_printf (tip, "\n= %s", formula);
  if (figure->note != NULL)
    g_string_append_printf (tip, "\n%s", g_dgettext (GETTEXT_PACKAGE, figure->note));
  if (*change != '\0')
    g_string_append_printf (tip, "\n%s", change);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip->str);
  said = g_strdup_printf ("%s: %s. %s. %s", name, exact, change,
                          rapport_fit_label_get_text (self->target));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_string_free (tip, TRUE);
}

void
rapport_numbers_tile_show (RapportNumbersTile *self,
                           RapportNumbersSheet *sheet,
                           const RapportReportFigure *figure)
{
  const RapportMetric *metric = rapport_numbers_sheet_look_up (sheet, figure->metric);
  g_autofree char *value = NULL;
  g_autofree char *brief = NULL; /* where letters are large there is no room for the currency */
  g_autoptr (RapportChart) spark = rapport_numbers_sheet_make_spark (sheet, metric);

  g_set_str (&self->metric, metric->word);
  value = figure->value.known
            ? rapport_locale_figure (rapport_format_locale (), figure->unit, figure->value.value,
                                     sheet->currency, RAPPORT_FIGURE_COMPACT)
            : g_strdup (RAPPORT_LOCALE_NO_DATA);
  if (figure->value.known && figure->unit == RAPPORT_UNIT_MONEY)
    brief = rapport_locale_figure (rapport_format_locale (), figure->unit, figure->value.value, "",
                                   RAPPORT_FIGURE_COMPACT);
  gtk_label_set_text (self->name, rapport_metric_get_name (metric));
  rapport_fit_label_set (self->value, value, brief, NULL);
  show_change (self, sheet, figure);
  rapport_chart_area_set_chart (self->spark, spark);
  show_target (self, sheet, figure);
  show_tip (self, sheet, figure);
}

const char *
rapport_numbers_tile_get_name (RapportNumbersTile *self)
{
  return gtk_label_get_label (self->name);
}
