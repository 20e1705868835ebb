/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-form.h"

#include "rapport-column-rows.h"
#include "rapport-csv-separator.h"
#include "rapport-day-button.h"
#include "rapport-workbook.h"

#include <glib/gi18n-lib.h>

struct _RapportImportForm
{
  AdwBin parent_instance;

  RapportImport *import;
  gboolean filling;
  RapportMetricSet *set; /* that the roles are of */
  GArray *roles;         /* of Role: what the drop-downs of columns offer */
  RapportColumnRows *rows;

  AdwComboRow *sheet;
  AdwComboRow *table;
  AdwComboRow *header;
  AdwComboRow *encoding;
  AdwComboRow *separator;
  AdwComboRow *decimal;
  AdwComboRow *order;
  AdwComboRow *days;
  AdwActionRow *first_day_row;
  RapportDayButton *first_day;
  AdwEntryRow *source;
  AdwPreferencesGroup *columns;
};

typedef struct
{
  RapportColumnRole role;
  const char *metric;
} Role;

enum
{
  CHANGED,
  NEW_METRIC,
  SOURCE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportImportForm, rapport_import_form, ADW_TYPE_BIN)

static const char *
name_role (RapportColumnRole role)
{
  switch (role)
    {
    case RAPPORT_COLUMN_DAY:
      return _ ("Day");
    case RAPPORT_COLUMN_LAST_DAY:
      return _ ("Last day");
    case RAPPORT_COLUMN_CHANNEL:
      return _ ("Channel");
    case RAPPORT_COLUMN_CURRENCY:
      return _ ("Currency");
    case RAPPORT_COLUMN_IGNORED:
    case RAPPORT_COLUMN_RATIO:
    case RAPPORT_COLUMN_METRIC:
    default:
      return _ ("Ignored");
    }
}

const char *
rapport_import_form_get_role_name (RapportMetricSet *set, const RapportImportColumn *column)
{
  if (column->role == RAPPORT_COLUMN_METRIC)
    return rapport_metric_get_name (rapport_metric_set_lookup (set, column->metric));
  return name_role (column->role);
}

static void
add_role (RapportImportForm *self, RapportColumnRole role, const char *metric)
{
  const Role entry = { role, metric };

  g_array_append_val (self->roles, entry);
}

static void
fill_roles (RapportImportForm *self)
{
  gsize n;
  const RapportMetric *const *metrics = rapport_metric_set_get_all (self->set, &n);

  g_array_set_size (self->roles, 0);
  add_role (self, RAPPORT_COLUMN_IGNORED, NULL);
  add_role (self, RAPPORT_COLUMN_DAY, NULL);
  add_role (self, RAPPORT_COLUMN_LAST_DAY, NULL);
  add_role (self, RAPPORT_COLUMN_CHANNEL, NULL);
  add_role (self, RAPPORT_COLUMN_CURRENCY, NULL);
  for (gsize i = 0; i < n; i++)
    if (rapport_metric_is_base (metrics[i]))
      add_role (self, RAPPORT_COLUMN_METRIC, metrics[i]->word);
  add_role (self, RAPPORT_COLUMN_METRIC, NULL);
}

static void
name_roles (RapportImportForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->roles->len; i++)
    {
      const Role *role = &g_array_index (self->roles, Role, i);
      const RapportMetric *metric = rapport_metric_set_lookup (self->set, role->metric);

      gtk_string_list_append (names, metric != NULL ? rapport_metric_get_name (metric)
                                     : role->role == RAPPORT_COLUMN_METRIC
                                       ? _ ("New Metric…")
                                       : name_role (role->role));
    }
  rapport_column_rows_set_names (self->rows, names);
}

/* A new metric has come in: all drop-downs offer it. */
static void
take_set (RapportImportForm *self, RapportMetricSet *set)
{
  if (self->set == set)
    return;
  rapport_metric_set_ref (set);
  g_clear_pointer (&self->set, rapport_metric_set_unref);
  self->set = set;
  fill_roles (self);
  name_roles (self);
}

/* Drop-downs. */

/* A workbook has sheets where a text has an encoding and a separator. */
static void
show_sheet (RapportImportForm *self, const RapportImportGuess *guess)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gboolean is_text = guess->sheets == NULL;

  for (guint i = 0; !is_text && i < guess->sheets->len; i++)
    gtk_string_list_append (names, ((RapportSheet *) guess->sheets->pdata[i])->name);
  rapport_combo_row_fill (self->sheet, names, guess->sheet);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), !is_text && guess->sheets->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), is_text);
}

static void
show_table (RapportImportForm *self, const RapportImportGuess *guess)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < guess->tables->len; i++)
    {
      const RapportCsvTable *table = guess->tables->pdata[i];
      g_autofree char *lines =
        g_strdup_printf (_ ("Lines %u–%u"), table->first_line, table->last_line);

      gtk_string_list_append (names, *table->title != '\0' ? table->title : lines);
    }
  rapport_combo_row_fill (self->table, names, guess->table);
  gtk_widget_set_visible (GTK_WIDGET (self->table), guess->tables->len > 1);
}

static void
show_text (RapportImportForm *self, const RapportImportGuess *guess)
{
  g_auto (GStrv) encoding_names = rapport_csv_encoding_list_names (NULL);
  g_auto (GStrv) separator_names = rapport_csv_separator_list_names (NULL);
  g_autoptr (GtkStringList) encodings = gtk_string_list_new ((const char *const *) encoding_names);
  g_autoptr (GtkStringList) separators =
    gtk_string_list_new ((const char *const *) separator_names);
  const char *found = strchr (RAPPORT_CSV_SEPARATORS, guess->separator);

  rapport_combo_row_fill (self->encoding, encodings, (guint) guess->encoding - 1);
  rapport_combo_row_fill (self->separator, separators,
                          found != NULL ? (guint) (found - RAPPORT_CSV_SEPARATORS) : 0);
}

static void
show_decimal (RapportImportForm *self, const RapportImportGuess *guess)
{
  const char *const labels[] = { _ ("Point: 1,234.5"), _ ("Comma: 1 234,5"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (labels);

  rapport_combo_row_fill (self->decimal, names, guess->decimal == RAPPORT_DECIMAL_COMMA ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->decimal), guess->decimal != RAPPORT_DECIMAL_GUESS);
}

/* Where the day of a row comes from. */
static void
show_days (RapportImportForm *self, const RapportImportGuess *guess, RapportDay today)
{
  const char *const orders[] = { _ ("Day before month"), _ ("Month before day"), NULL };
  const char *const ways[] = { _ ("Each row is the next day"), _ ("Rows share one period"), NULL };
  g_autoptr (GtkStringList) order_names = gtk_string_list_new (orders);
  g_autoptr (GtkStringList) way_names = gtk_string_list_new (ways);
  const gboolean column = guess->days == RAPPORT_IMPORT_DAYS_COLUMN;

  rapport_combo_row_fill (self->order, order_names,
                          guess->date_order == RAPPORT_DATE_ORDER_MONTH_DAY ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->order), guess->date_order != RAPPORT_DATE_ORDER_GUESS);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->order),
    guess->date_order_doubtful ? _ ("Every date can be read in both orders") : "");
  rapport_combo_row_fill (self->days, way_names, guess->days == RAPPORT_IMPORT_DAYS_PERIOD ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->days), !column);
  rapport_day_button_set_today (self->first_day, today);
  rapport_day_button_set_day (self->first_day, guess->first_day);
  gtk_widget_set_visible (GTK_WIDGET (self->first_day_row), guess->needs_first_day || !column ||
                                                              guess->first_day != RAPPORT_DAY_NONE);
  if (guess->needs_first_day)
    gtk_widget_add_css_class (GTK_WIDGET (self->first_day_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->first_day_row), "error");
}

/* Columns. */

static guint
find_role (RapportImportForm *self, const RapportImportColumn *column)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const Role *role = &g_array_index (self->roles, Role, i);

      if (role->role == column->role && g_strcmp0 (role->metric, column->metric) == 0)
        return i;
    }
  return 0;
}

/* The drop-down goes back to what it was until there is such a metric. */
static void
ask_for_metric (RapportImportForm *self, guint number)
{
  const RapportImportGuess *guess = rapport_import_get_guess (self->import);
  const RapportImportColumn *column = guess->columns->pdata[number - 1];

  rapport_column_rows_select (self->rows, number, find_role (self, column));
  g_signal_emit (self, signals[NEW_METRIC], 0, number, column->title);
}

static void
column_picked_cb (RapportImportForm *self, guint number, guint selected)
{
  const Role *role = &g_array_index (self->roles, Role, selected);

  if (role->role == RAPPORT_COLUMN_METRIC && role->metric == NULL)
    {
      ask_for_metric (self, number);
      return;
    }
  rapport_import_set_column (self->import, number, role->role, role->metric);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_columns (RapportImportForm *self, const RapportImportGuess *guess)
{
  for (guint i = 0; i < guess->columns->len; i++)
    {
      const RapportImportColumn *column = guess->columns->pdata[i];

      rapport_column_rows_show (self->rows, column->number, guess->columns->len, column->title,
                                (const char *const *) column->samples, column->remark,
                                find_role (self, column));
    }
}

/* What the user corrects. */

static gboolean
take (RapportImportForm *self, AdwComboRow *row, guint selected)
{
  if (row == self->sheet)
    rapport_import_set_sheet (
      self->import,
      gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (row)), selected));
  else if (row == self->table)
    rapport_import_set_table (self->import, (int) selected);
  else if (row == self->header)
    rapport_import_set_header_line (self->import, (int) selected);
  else if (row == self->encoding)
    rapport_import_set_encoding (self->import, (RapportCsvEncoding) (selected + 1));
  else if (row == self->separator)
    rapport_import_set_separator (self->import, RAPPORT_CSV_SEPARATORS[selected]);
  else if (row == self->decimal)
    rapport_import_set_decimal (self->import,
                                selected == 1 ? RAPPORT_DECIMAL_COMMA : RAPPORT_DECIMAL_POINT);
  else if (row == self->order)
    rapport_import_set_date_order (self->import, selected == 1 ? RAPPORT_DATE_ORDER_MONTH_DAY
                                                               : RAPPORT_DATE_ORDER_DAY_MONTH);
  else if (row == self->days)
    rapport_import_set_days (self->import, selected == 1 ? RAPPORT_IMPORT_DAYS_PERIOD
                                                         : RAPPORT_IMPORT_DAYS_SEQUENCE);
  else
    return FALSE;
  return TRUE;
}

static void
picked_cb (RapportImportForm *self, GParamSpec *pspec, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION && take (self, row, selected))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
day_picked_cb (RapportImportForm *self, int day)
{
  rapport_import_set_first_day (self->import, day);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
source_typed_cb (RapportImportForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SOURCE_CHANGED], 0);
}

/* The object. */

static void
rapport_import_form_dispose (GObject *object)
{
  RapportImportForm *self = RAPPORT_IMPORT_FORM (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_IMPORT_FORM);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->roles, g_array_unref);
  g_clear_pointer (&self->set, rapport_metric_set_unref);
  g_clear_object (&self->import);
  G_OBJECT_CLASS (rapport_import_form_parent_class)->dispose (object);
}

static void
rapport_import_form_class_init (RapportImportFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_import_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_IMPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[NEW_METRIC] = g_signal_new ("new-metric", RAPPORT_TYPE_IMPORT_FORM, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[SOURCE_CHANGED] = g_signal_new ("source-changed", RAPPORT_TYPE_IMPORT_FORM,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/import-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, sheet);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, table);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, header);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, encoding);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, separator);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, decimal);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, order);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, days);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, first_day_row);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, first_day);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, source);
  gtk_widget_class_bind_template_child (widget_class, RapportImportForm, columns);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_typed_cb);
}

static void
rapport_import_form_init (RapportImportForm *self)
{
  self->roles = g_array_new (FALSE, FALSE, sizeof (Role));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  self->rows = rapport_column_rows_new (self->columns);
  g_signal_connect_object (self->rows, "picked", G_CALLBACK (column_picked_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_day_button_set_name (self->first_day, _ ("First day"));
  rapport_day_button_set_empty_label (self->first_day, _ ("Choose…"));
}

void
rapport_import_form_show (RapportImportForm *self, RapportImport *import, RapportDay today)
{
  const RapportImportGuess *guess = rapport_import_get_guess (import);

  g_set_object (&self->import, import);
  self->filling = TRUE;
  take_set (self, rapport_import_get_metrics (import));
  show_sheet (self, guess);
  show_table (self, guess);
  rapport_combo_row_fill_lines (self->header, rapport_import_guess_get_table (guess)->header_line);
  show_text (self, guess);
  show_decimal (self, guess);
  show_days (self, guess, today);
  show_columns (self, guess);
  self->filling = FALSE;
}

const char *
rapport_import_form_get_source (RapportImportForm *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->source));
}

void
rapport_import_form_set_source (RapportImportForm *self, const char *source)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->source), source);
  self->filling = FALSE;
}
