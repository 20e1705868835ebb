/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-explanation.h"

#include "rapport-format.h"
#include "rapport-numbers-trace.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
append_text (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static char *
write_figure (RapportNumbersSheet *sheet, const RapportMetric *metric, RapportReportValue value)
{
  if (!value.known)
    return g_strdup (_ ("no data"));
  return rapport_locale_figure (rapport_format_locale (), metric->unit, value.value,
                                sheet->currency, RAPPORT_FIGURE_EXACT);
}

static void
append_part (GtkGrid *grid,
             int row,
             RapportNumbersSheet *sheet,
             const RapportMetric *part,
             RapportReportValue value)
{
  g_autofree char *figure = write_figure (sheet, part, value);
  GtkWidget *name = gtk_label_new (rapport_metric_get_name (part));
  GtkWidget *number = gtk_label_new (figure);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (number), RAPPORT_NUMBERS_ALIGN);
  gtk_widget_add_css_class (number, "numeric");
  if (!value.known)
    gtk_widget_add_css_class (number, "dimmed");
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, number, 1, row, 1, 1);
}

/* The values that went in, each with its name. */
static void
append_parts (GtkWidget *box,
              RapportNumbersSheet *sheet,
              const RapportMetric *metric,
              const char *channel,
              RapportNumbersSpan span)
{
  g_autofree const char **parts = rapport_metric_list_parts (metric);
  GtkWidget *grid;

  if (parts[0] == NULL)
    return;
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (int i = 0; parts[i] != NULL; i++)
    {
      const RapportMetric *part = rapport_numbers_sheet_look_up (sheet, parts[i]);

      if (part != NULL)
        append_part (GTK_GRID (grid), i, sheet, part,
                     rapport_numbers_sheet_get_channel_value (sheet, part, channel, span));
    }
  gtk_box_append (GTK_BOX (box), grid);
}

static char *
describe_moment (gint64 instant)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);
  g_autofree char *day =
    rapport_locale_date (rapport_format_locale (), rapport_instant_to_day (instant));
  g_autofree char *time = g_date_time_format (moment, "%H:%M");

  return g_strdup_printf ("%s, %s", day, time);
}

static void
append_origin (GtkWidget *box, const RapportNumbersOrigin *origin, RapportDay near)
{
  g_autofree char *days =
    rapport_locale_range (rapport_format_locale (), origin->first, origin->last, near);
  g_autofree char *number =
    rapport_locale_count (rapport_format_locale (), (gint64) origin->n_figures);
  g_autofree char *count =
    g_strdup_printf (ngettext ("%s figure", "%s figures", (gulong) origin->n_figures), number);
  GString *text = g_string_new (days);

  g_string_append_printf (text, " · %s", count);
  if (*origin->file_name != '\0')
    g_string_append_printf (text, "\n%s", origin->file_name);
  if (origin->imported != 0)
    {
      g_autofree char *moment = describe_moment (origin->imported);

      g_string_append_c (text, '\n');
      /* Translators: when figures came in, as a day and a time */
      g_string_append_printf (text, _ ("Imported %s"), moment);
    }
  append_text (box, origin->source, "body");
  gtk_widget_add_css_class (append_text (box, text->str, "caption"), "dimmed");
  g_string_free (text, TRUE);
}

static void
append_origins (GtkWidget *box,
                RapportLibrary *library,
                RapportClient *client,
                RapportNumbersSheet *sheet,
                const RapportMetric *metric,
                const char *channel,
                RapportNumbersSpan span)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = rapport_numbers_trace (
    library, rapport_record_get_id (RAPPORT_RECORD (client)),
    rapport_numbers_get_set (sheet->numbers), metric, channel, span.from, span.to, &error);

  append_text (box, _ ("Where It Is From"), "caption-heading");
  if (origins == NULL)
    append_text (box, error->message, "caption");
  else if (origins->len == 0)
    append_text (box, _ ("No file has brought figures of these days."), "caption");
  for (guint i = 0; origins != NULL && i < origins->len; i++)
    append_origin (box, origins->pdata[i], sheet->month);
}

static void
append_formula (GtkWidget *box, RapportNumbersSheet *sheet, const RapportMetric *metric)
{
  RapportMetricSet *set = rapport_numbers_get_set (sheet->numbers);
  g_autofree char *formula = rapport_metric_set_say_formula (set, metric);
  g_autofree char *line = NULL;

  if (*formula == '\0')
    {
      append_text (box, _ ("The sum of the figures of these days"), "body");
      return;
    }
  line = g_strdup_printf ("= %s", formula);
  append_text (box, line, "body");
}

GtkWidget *
rapport_explanation_new (RapportLibrary *library,
                         RapportClient *client,
                         RapportNumbersSheet *sheet,
                         const RapportMetric *metric,
                         const char *channel,
                         RapportNumbersSpan span)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const RapportReportValue value =
    rapport_numbers_sheet_get_channel_value (sheet, metric, channel, span);
  g_autofree char *days =
    rapport_locale_range (rapport_format_locale (), span.from, span.to, sheet->month);
  g_autofree char *title = g_strdup_printf ("%s · %s", rapport_metric_get_name (metric), days);
  g_autofree char *figure = write_figure (sheet, metric, value);
  const char *note = NULL;
  gint64 unused;

  rapport_numbers_compute (sheet->numbers, metric, channel, span.from, span.to, &unused, &note);
  append_text (box, title, "heading");
  if (channel != NULL)
    append_text (box, channel, "body");
  gtk_widget_add_css_class (append_text (box, figure, "title-3"), "numeric");
  append_formula (box, sheet, metric);
  append_parts (box, sheet, metric, channel, span);
  if (note != NULL)
    gtk_widget_add_css_class (append_text (box, g_dgettext (GETTEXT_PACKAGE, note), "caption"),
                              "dimmed");
  append_origins (box, library, client, sheet, metric, channel, span);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  return box;
}
