/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-outcome.h"

#include "rapport-format.h"
#include "rapport-import-form.h"
#include "rapport-table-preview.h"

#include <glib/gi18n-lib.h>

/* Rows of the file that are enough to see whether it was understood. */
#define ROWS_SHOWN 6

/* Remarks that are shown one by one. */
#define REMARKS_SHOWN 20

/* Waiting for longer than this shows a spinner. */
#define PATIENCE_MS 300

struct _RapportImportOutcome
{
  AdwBin parent_instance;

  guint patience;
  GPtrArray *rows; /* of the group, to be taken out again */

  RapportTablePreview *preview;
  AdwPreferencesGroup *group;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (RapportImportOutcome, rapport_import_outcome, ADW_TYPE_BIN)

/* The first rows. */

void
rapport_import_outcome_show_rows (RapportImportOutcome *self, RapportImportGuess *guess)
{
  const RapportCsvTable *table = rapport_import_guess_get_table (guess);

  rapport_table_preview_clear (self->preview);
  for (guint c = 0; c < guess->columns->len && c < RAPPORT_CSV_PREVIEW_COLUMNS; c++)
    {
      const RapportImportColumn *column = guess->columns->pdata[c];

      rapport_table_preview_add_column (
        self->preview, column->title, rapport_import_form_get_role_name (guess->set, column),
        column->role != RAPPORT_COLUMN_IGNORED && column->role != RAPPORT_COLUMN_RATIO,
        column->role == RAPPORT_COLUMN_METRIC);
    }
  for (guint r = 0; r < table->preview->len && r < ROWS_SHOWN; r++)
    rapport_table_preview_add_row (self->preview,
                                   ((RapportCsvPreviewRow *) table->preview->pdata[r])->cells);
}

/* What comes of it. */

static void
clear_rows (RapportImportOutcome *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
add_row (RapportImportOutcome *self, GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
append_row (RapportImportOutcome *self, GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  return add_row (self, row, title, subtitle);
}

static void
show_counts (RapportImportOutcome *self, const RapportImportCounts *counts)
{
  const RapportLocale *locale = rapport_format_locale ();
  g_autofree char *added = rapport_locale_count (locale, counts->added);
  g_autofree char *changed = rapport_locale_count (locale, counts->changed);
  g_autofree char *same = rapport_locale_count (locale, counts->same);
  g_autofree char *text = NULL;
  GtkWidget *row;

  if (counts->added == 0 && counts->changed == 0)
    {
      row = append_row (self, adw_action_row_new (), _ ("Nothing New"),
                        _ ("All figures of this file are there already."));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("object-select-symbolic"));
      return;
    }
  /* Translators: how many figures of a file are new, changed, and there already */
  text = g_strdup_printf (_ ("%s new · %s changed · %s the same"), added, changed, same);
  row = append_row (self, adw_action_row_new (), _ ("Figures"), text);
  gtk_widget_add_css_class (row, "property");
}

static void
show_days (RapportImportOutcome *self, RapportImportResult *result)
{
  g_autofree char *days =
    rapport_locale_period (rapport_format_locale (), result->first_day, result->last_day);
  GtkWidget *row = append_row (self, adw_action_row_new (), _ ("Days"), days);

  gtk_widget_add_css_class (row, "property");
}

static void
show_totals (RapportImportOutcome *self, RapportImportResult *result, const char *currency)
{
  for (guint i = 0; i < result->totals->len; i++)
    {
      const RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);
      const RapportMetric *metric = rapport_metric_set_lookup (result->set, total->metric);
      g_autofree char *sum = rapport_locale_figure (rapport_format_locale (), metric->unit,
                                                    total->sum, currency, RAPPORT_FIGURE_EXACT);
      GtkWidget *row =
        append_row (self, adw_action_row_new (), rapport_metric_get_name (metric), NULL);
      GtkWidget *label = gtk_label_new (sum);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
}

/* A remark begins with its line, where it has one. */
static char *
format_remark (const RapportImportRemark *remark)
{
  g_autofree char *start = NULL;

  if (remark->line == 0)
    return g_strdup (remark->text);
  start = g_strdup_printf (_ ("Line %u"), remark->line);
  /* What begins with its line already needs no second one. */
  if (g_str_has_prefix (remark->text, start))
    return g_strdup (remark->text);
  return g_strdup_printf ("%s: %s", start, remark->text);
}

static void
show_skipped (RapportImportOutcome *self, RapportImportResult *result)
{
  const guint n = (guint) MIN (result->n_skipped, G_MAXUINT);
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u Row Left Out", "%u Rows Left Out", (gulong) n), n);
  GtkWidget *row;

  if (n == 0)
    return;
  row = append_row (self, adw_expander_row_new (), title, _ ("Totals, notes and the like"));
  for (guint i = 0; i < result->skipped->len && i < REMARKS_SHOWN; i++)
    {
      g_autofree char *text = format_remark (result->skipped->pdata[i]);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                add_row (self, adw_action_row_new (), text, NULL));
    }
}

static void
show_warnings (RapportImportOutcome *self, GPtrArray *warnings)
{
  for (guint i = 0; i < warnings->len && i < REMARKS_SHOWN; i++)
    {
      g_autofree char *text = format_remark (warnings->pdata[i]);
      GtkWidget *row = append_row (self, adw_action_row_new (), text, NULL);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
}

static void
impatient_cb (gpointer user_data)
{
  RapportImportOutcome *self = user_data;

  self->patience = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
}

void
rapport_import_outcome_wait (RapportImportOutcome *self)
{
  if (self->patience == 0)
    self->patience = g_timeout_add_once (PATIENCE_MS, impatient_cb, self);
}

void
rapport_import_outcome_show_result (RapportImportOutcome *self,
                                    RapportImportResult *result,
                                    const RapportImportCounts *counts,
                                    const char *currency)
{
  clear_rows (self);
  show_counts (self, counts);
  show_warnings (self, result->warnings);
  show_days (self, result);
  show_totals (self, result, currency);
  show_skipped (self, result);
}

void
rapport_import_outcome_show_trouble (RapportImportOutcome *self,
                                     const char *icon_name,
                                     const char *title,
                                     const char *text)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *row;

  clear_rows (self);
  row = append_row (self, adw_action_row_new (), title, text);
  gtk_widget_add_css_class (icon,
                            g_str_equal (icon_name, "dialog-error-symbolic") ? "error" : "accent");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

/* The object. */

static void
rapport_import_outcome_dispose (GObject *object)
{
  RapportImportOutcome *self = RAPPORT_IMPORT_OUTCOME (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_IMPORT_OUTCOME);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_import_outcome_parent_class)->dispose (object);
}

static void
rapport_import_outcome_class_init (RapportImportOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_import_outcome_dispose;
  g_type_ensure (RAPPORT_TYPE_TABLE_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/import-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportOutcome, preview);
  gtk_widget_class_bind_template_child (widget_class, RapportImportOutcome, group);
  gtk_widget_class_bind_template_child (widget_class, RapportImportOutcome, spinner);
}

static void
rapport_import_outcome_init (RapportImportOutcome *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
