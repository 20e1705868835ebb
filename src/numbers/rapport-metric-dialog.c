/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metric-dialog.h"

#include "rapport-format.h"
#include "rapport-numbers-sheet.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-ui-numbers.h"

#include <glib/gi18n-lib.h>

struct _RapportMetricDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportNumbersSheet *sheet; /* of the month that examples are of; NULL without figures */
  RapportMetricSet *set;
  char *word; /* NULL for a new one */
  gboolean filling;
  gboolean unit_chosen; /* the user has; it no longer follows the formula */

  AdwEntryRow *name_row;
  AdwComboRow *kind_row;
  GtkWidget *formula_group;
  AdwEntryRow *formula_row;
  GtkMenuButton *insert;
  AdwActionRow *check_row;
  GtkImage *check_icon;
  AdwComboRow *unit_row;
  AdwComboRow *good_row;
  RapportTextRow *description_row;
  GtkWidget *remove_group;
};

enum
{
  KIND_FORMULA,
  KIND_COLUMN,
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (RapportMetricDialog, rapport_metric_dialog, ADW_TYPE_DIALOG)

static const RapportGood goods[] = { RAPPORT_GOOD_UP, RAPPORT_GOOD_DOWN, RAPPORT_GOOD_NEITHER };

static const char *
get_client_id (RapportMetricDialog *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static gboolean
has_formula (RapportMetricDialog *self)
{
  return adw_combo_row_get_selected (self->kind_row) == KIND_FORMULA;
}

/* (transfer full) (nullable): the formula as it stands there. */
static RapportFormula *
read_formula (RapportMetricDialog *self, GError **error)
{
  gsize n_names;
  g_autofree RapportFormulaName *names =
    rapport_metric_set_list_names (self->set, self->word, &n_names);

  return rapport_formula_parse (gtk_editable_get_text (GTK_EDITABLE (self->formula_row)), names,
                                n_names, error);
}

/* Checking as one types. */

static RapportUnit
get_unit_of (const char *word, gpointer user_data)
{
  const RapportMetric *metric = rapport_metric_set_lookup (user_data, word);

  return metric != NULL ? metric->unit : RAPPORT_UNIT_COUNT;
}

typedef struct
{
  RapportNumbersSheet *sheet;
  const char *missing; /* the first part without a figure */
} Example;

static gboolean
get_part (const char *word, gint64 *value, gpointer user_data)
{
  Example *example = user_data;
  const RapportMetric *metric =
    rapport_metric_set_lookup (rapport_numbers_get_set (example->sheet->numbers), word);
  const RapportReportFigures *figures = example->sheet->figures;

  if (metric != NULL && rapport_numbers_compute (example->sheet->numbers, metric, NULL,
                                                 figures->from, figures->last, value, NULL))
    return TRUE;
  if (example->missing == NULL && metric != NULL)
    example->missing = rapport_metric_get_name (metric);
  return FALSE;
}

/* (transfer full): what the formula comes to in the client's newest month. */
static char *
make_example (RapportMetricDialog *self, RapportFormula *formula)
{
  const RapportUnit unit = (RapportUnit) adw_combo_row_get_selected (self->unit_row);
  Example example = { self->sheet, NULL };
  g_autofree char *month = NULL;
  g_autofree char *figure = NULL;
  gint64 value;

  if (self->sheet == NULL)
    return g_strdup (_ ("There are no numbers yet to try it on."));
  month = rapport_locale_month (rapport_format_locale (), self->sheet->month);
  if (rapport_formula_compute (formula, get_part, &example, &value))
    {
      figure = rapport_locale_figure (rapport_format_locale (), unit, value, self->sheet->currency,
                                      RAPPORT_FIGURE_ROUNDED);
      /* Translators: a month and a figure: “October 2026: €12.40” */
      return g_strdup_printf (_ ("In %s: %s"), month, figure);
    }
  if (example.missing != NULL)
    /* Translators: a month and the name of a metric */
    return g_strdup_printf (_ ("In %s: no data, as “%s” has none"), month, example.missing);
  return g_strdup_printf (_ ("In %s: no data, as the divisor is 0"), month);
}

static void
say (RapportMetricDialog *self, const char *icon, const char *title, const char *subtitle)
{
  gtk_image_set_from_icon_name (self->check_icon, icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->check_row), title);
  adw_action_row_set_subtitle (self->check_row, subtitle);
}

static void
show_check (RapportMetricDialog *self, RapportFormula *formula, const GError *error)
{
  g_autofree char *example = NULL;
  RapportUnit unit;

  gtk_widget_remove_css_class (GTK_WIDGET (self->formula_row), "error");
  if (*gtk_editable_get_text (GTK_EDITABLE (self->formula_row)) == '\0')
    {
      say (self, "dialog-information-symbolic", _ ("Write how it follows from other metrics."), "");
      return;
    }
  if (formula == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->formula_row), "error");
      say (self, "dialog-warning-symbolic", error->message, "");
      return;
    }
  if (self->word != NULL && rapport_metric_set_has_circle (self->set, self->word, formula))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->formula_row), "error");
      say (self, "dialog-warning-symbolic", _ ("Its formula leads back to itself."), "");
      return;
    }
  example = make_example (self, formula);
  if (rapport_formula_guess_unit (formula, get_unit_of, self->set, &unit))
    say (self, "object-select-symbolic", example, "");
  else
    say (self, "dialog-warning-symbolic", example,
         _ ("Money and what is no money are added up. Look at it once more."));
}

static void
follow_unit (RapportMetricDialog *self, RapportFormula *formula)
{
  RapportUnit unit;

  if (self->unit_chosen || !rapport_formula_guess_unit (formula, get_unit_of, self->set, &unit))
    return;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->unit_row, (guint) unit);
  self->filling = FALSE;
}

/* What the form holds, for the rules; @stored is the formula as it is stored. */
static RapportOwnMetric
collect (RapportMetricDialog *self, const char *stored, const char *description)
{
  return (RapportOwnMetric) {
    .word = self->word,
    .label = gtk_editable_get_text (GTK_EDITABLE (self->name_row)),
    .unit = (RapportUnit) adw_combo_row_get_selected (self->unit_row),
    .good = goods[adw_combo_row_get_selected (self->good_row)],
    .formula = stored,
    .description = description,
  };
}

static void
check (RapportMetricDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportFormula) formula = has_formula (self) ? read_formula (self, &error) : NULL;
  const RapportOwnMetric metric =
    collect (self, formula != NULL ? rapport_formula_get_text (formula) : "", "");
  g_autofree char *trouble = rapport_own_metrics_check (self->set, &metric);
  const gboolean named = *metric.label != '\0';

  if (formula != NULL)
    follow_unit (self, formula);
  if (has_formula (self))
    show_check (self, formula, error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "metric.save",
                                 trouble == NULL && (formula != NULL || !has_formula (self)) &&
                                   !rapport_library_is_read_only (self->library));
  /* A name that is taken is said; one that is not there yet goes without saying. */
  if (trouble != NULL && named && (formula != NULL || !has_formula (self)))
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_row), named ? trouble : NULL);
}

static void
changed_cb (RapportMetricDialog *self)
{
  if (!self->filling && self->set != NULL)
    check (self);
}

static void
kind_cb (RapportMetricDialog *self)
{
  gtk_widget_set_visible (self->formula_group, has_formula (self));
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->kind_row),
    has_formula (self) ? "" : _ ("The import finds it by this name and adds it up by day"));
  changed_cb (self);
}

static void
unit_cb (RapportMetricDialog *self)
{
  if (self->filling)
    return;
  self->unit_chosen = TRUE;
  changed_cb (self);
}

/* Metrics to insert. */

static void
insert_cb (GtkButton *button, RapportMetricDialog *self)
{
  const char *name = gtk_button_get_label (button);
  GtkEditable *entry = GTK_EDITABLE (self->formula_row);
  int position = gtk_editable_get_position (entry);

  gtk_menu_button_popdown (self->insert);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_insert_text (entry, name, -1, &position);
  gtk_editable_set_position (entry, position);
}

static void
fill_popover (GtkMenuButton *button, gpointer user_data)
{
  RapportMetricDialog *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gsize n;
  const RapportMetric *const *all = rapport_metric_set_get_all (self->set, &n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *item;

      if (g_strcmp0 (all[i]->word, self->word) == 0)
        continue;
      item = gtk_button_new_with_label (rapport_metric_get_name (all[i]));
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (item))), 0);
      gtk_widget_add_css_class (item, "flat");
      gtk_widget_add_css_class (item, "body");
      g_signal_connect_object (item, "clicked", G_CALLBACK (insert_cb), self, 0);
      gtk_box_append (GTK_BOX (box), item);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (button, popover);
}

/* Writing. */

static void
close_with (RapportMetricDialog *self, const char *text)
{
  GtkWidget *behind = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  if (behind != NULL)
    rapport_toast_show_undo (behind, text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportMetricDialog *self = RAPPORT_METRIC_DIALOG (widget);
  g_autoptr (RapportFormula) formula = has_formula (self) ? read_formula (self, NULL) : NULL;
  g_autofree char *description = rapport_text_row_get_text (self->description_row);
  const RapportOwnMetric metric =
    collect (self, formula != NULL ? rapport_formula_get_text (formula) : "", description);
  const gboolean is_new = self->word == NULL;
  g_autofree char *word = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!rapport_own_metrics_save (self->library, get_client_id (self), &metric, &word, &error))
    {
      rapport_toast_show (widget, error->message);
      return;
    }
  g_signal_emit (self, saved_signal, 0, word);
  text =
    g_strdup_printf (is_new ? _ ("Metric “%s” added") : _ ("Metric “%s” changed"), metric.label);
  close_with (self, text);
}

static void
remove_metric (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportMetricDialog *self = RAPPORT_METRIC_DIALOG (widget);
  const RapportMetric *metric = rapport_metric_set_lookup (self->set, self->word);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (metric == NULL)
    return;
  if (!rapport_own_metrics_remove (self->library, get_client_id (self), metric, &error))
    {
      rapport_toast_show (widget, error->message);
      return;
    }
  text = g_strdup_printf (_ ("Metric “%s” deleted"), metric->label);
  close_with (self, text);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The object. */

static void
rapport_metric_dialog_dispose (GObject *object)
{
  RapportMetricDialog *self = RAPPORT_METRIC_DIALOG (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_METRIC_DIALOG);
  g_clear_pointer (&self->sheet, rapport_numbers_sheet_unref);
  g_clear_pointer (&self->set, rapport_metric_set_unref);
  g_clear_pointer (&self->word, g_free);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_metric_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  rapport_ui_numbers_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/metric-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, formula_group);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, formula_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, insert);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, check_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, check_icon);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, good_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, RapportMetricDialog, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_cb);
}

static void
rapport_metric_dialog_class_init (RapportMetricDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_metric_dialog_dispose;
  saved_signal = g_signal_new ("saved", RAPPORT_TYPE_METRIC_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "metric.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "metric.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "metric.remove", NULL, remove_metric);
}

static void
fill_names (AdwComboRow *row, const char *const *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
fill_words (AdwComboRow *row, guint field)
{
  const RapportWord *words = rapport_client_metric_info.fields[field].words;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; words[i].word != NULL; i++)
    gtk_string_list_append (list, g_dgettext (GETTEXT_PACKAGE, words[i].label));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
rapport_metric_dialog_init (RapportMetricDialog *self)
{
  const char *const kinds[] = { _ ("A formula"), _ ("A column of imported files"), NULL };

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_names (self->kind_row, kinds);
  fill_words (self->unit_row, RAPPORT_CLIENT_METRIC_UNIT);
  fill_words (self->good_row, RAPPORT_CLIENT_METRIC_GOOD);
  gtk_widget_set_visible (self->remove_group, FALSE);
  gtk_menu_button_set_create_popup_func (self->insert, fill_popover, self, NULL);
  self->filling = FALSE;
}

/* Examples are of the newest month with figures. */
static void
load (RapportMetricDialog *self)
{
  const RapportDay newest = rapport_numbers_sheet_find_newest (self->library, self->client);
  g_autoptr (GError) error = NULL;

  if (newest != RAPPORT_DAY_NONE)
    self->sheet = rapport_numbers_sheet_load (self->library, self->client, newest, &error);
  if (self->sheet != NULL)
    self->set = rapport_metric_set_ref (rapport_numbers_get_set (self->sheet->numbers));
  else
    self->set = rapport_own_metrics_load (self->library, get_client_id (self), &error);
  if (error != NULL)
    g_warning ("reading a client’s metrics: %s", error->message);
  if (self->set == NULL)
    self->set = rapport_metric_set_new (NULL);
}

AdwDialog *
rapport_metric_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportMetricDialog *self = g_object_new (RAPPORT_TYPE_METRIC_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  load (self);
  kind_cb (self);
  return ADW_DIALOG (self);
}

void
rapport_metric_dialog_set_metric (RapportMetricDialog *self, const char *word)
{
  const RapportMetric *metric = rapport_metric_set_lookup (self->set, word);
  g_autoptr (RapportRecord) record =
    rapport_own_metrics_find (self->library, get_client_id (self), word);
  g_autofree char *formula = NULL;

  g_return_if_fail (metric != NULL && metric->own && record != NULL);
  g_set_str (&self->word, word);
  formula = rapport_metric_set_say_formula (self->set, metric);
  self->filling = TRUE;
  self->unit_chosen = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), metric->label);
  gtk_editable_set_text (GTK_EDITABLE (self->formula_row), formula);
  adw_combo_row_set_selected (self->kind_row, metric->formula != NULL ? KIND_FORMULA : KIND_COLUMN);
  /* What has been imported would be left behind. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_row), FALSE);
  adw_combo_row_set_selected (self->unit_row, (guint) metric->unit);
  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    if (goods[i] == metric->good)
      adw_combo_row_set_selected (self->good_row, i);
  rapport_text_row_set_text (self->description_row,
                             rapport_record_get_text (record, RAPPORT_CLIENT_METRIC_DESCRIPTION));
  gtk_widget_set_visible (self->remove_group, TRUE);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Metric"));
  self->filling = FALSE;
  kind_cb (self);
}

void
rapport_metric_dialog_set_column (RapportMetricDialog *self, const char *title)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), title);
  adw_combo_row_set_selected (self->kind_row, KIND_COLUMN);
  self->filling = FALSE;
  kind_cb (self);
}
