/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-clients-form.h"

#include "rapport-csv-separator.h"
#include "rapport-workbook.h"

#include <glib/gi18n-lib.h>

/* Of the lines below the guessed header, so many are offered as one. */
#define MORE_HEADERS 9

struct _RapportClientsForm
{
  AdwBin parent_instance;

  RapportClientImport *import;
  gboolean filling;
  GPtrArray *column_rows;

  AdwComboRow *sheet;
  AdwComboRow *header;
  AdwComboRow *order;
  AdwComboRow *separator;
  AdwComboRow *encoding;
  AdwPreferencesGroup *columns;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportClientsForm, rapport_clients_form, ADW_TYPE_BIN)

/* Drop-downs. */

static void
fill (AdwComboRow *row, GtkStringList *names, guint selected)
{
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

/* A workbook has sheets where a text has an encoding and a separator. */
static void
show_sheet (RapportClientsForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *sheets = rapport_client_import_get_sheets (self->import);

  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    gtk_string_list_append (names, ((RapportSheet *) sheets->pdata[i])->name);
  fill (self->sheet, names, rapport_client_import_get_sheet (self->import));
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), sheets != NULL && sheets->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), sheets == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), sheets == NULL);
}

static void
show_header (RapportClientsForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const guint line = rapport_client_import_get_header_line (self->import);

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 1; i <= line + MORE_HEADERS; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("Line %u"), i);

      gtk_string_list_append (names, name);
    }
  fill (self->header, names, line);
}

static void
show_text (RapportClientsForm *self)
{
  g_autoptr (GtkStringList) encodings = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) separators = gtk_string_list_new (NULL);
  const char separator = rapport_client_import_get_separator (self->import);
  const RapportCsvEncoding encoding = rapport_client_import_get_encoding (self->import);
  guint selected = 0;

  for (int i = RAPPORT_CSV_ENCODING_GUESS + 1; i < RAPPORT_CSV_N_ENCODINGS; i++)
    gtk_string_list_append (encodings, rapport_csv_encoding_get_name ((RapportCsvEncoding) i));
  for (guint i = 0; RAPPORT_CSV_SEPARATORS[i] != '\0'; i++)
    {
      gtk_string_list_append (separators,
                              rapport_csv_separator_get_name (RAPPORT_CSV_SEPARATORS[i]));
      if (RAPPORT_CSV_SEPARATORS[i] == separator)
        selected = i;
    }
  fill (self->encoding, encodings,
        encoding > RAPPORT_CSV_ENCODING_GUESS ? (guint) encoding - 1 : 0);
  fill (self->separator, separators, selected);
}

static gboolean
has_days (RapportClientsForm *self)
{
  GPtrArray *columns = rapport_client_import_get_columns (self->import);

  for (guint i = 0; i < columns->len; i++)
    {
      const RapportClientColumn *column = columns->pdata[i];

      if (column->role == RAPPORT_CLIENT_COLUMN_SINCE ||
          column->role == RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY)
        return TRUE;
    }
  return FALSE;
}

/* In the order of the drop-down. */
static const RapportDateOrder orders[] = { RAPPORT_DATE_ORDER_GUESS, RAPPORT_DATE_ORDER_DAY_MONTH,
                                           RAPPORT_DATE_ORDER_MONTH_DAY };

static void
show_order (RapportClientsForm *self)
{
  const char *const labels[] = { _ ("Guessed"), _ ("Day before month"), _ ("Month before day"),
                                 NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (labels);
  const RapportDateOrder order = rapport_client_import_get_date_order (self->import);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] == order)
      selected = i;
  fill (self->order, names, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->order), has_days (self));
}

/* Columns. */

static void
column_picked_cb (RapportClientsForm *self, GParamSpec *pspec, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);
  const guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number"));

  guint n_roles;
  const RapportClientColumnRole *roles = rapport_client_import_get_roles (self->import, &n_roles);

  if (self->filling || selected >= n_roles)
    return;
  rapport_client_import_set_column (self->import, number, roles[selected]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static AdwComboRow *
add_column_row (RapportClientsForm *self)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  guint n_roles;
  const RapportClientColumnRole *roles = rapport_client_import_get_roles (self->import, &n_roles);

  for (guint i = 0; i < n_roles; i++)
    gtk_string_list_append (names, rapport_client_import_get_role_label (self->import, roles[i]));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (column_picked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->columns, GTK_WIDGET (row));
  g_ptr_array_add (self->column_rows, row);
  return row;
}

static void
show_column (RapportClientsForm *self, AdwComboRow *row, const RapportClientColumn *column)
{
  guint n_roles;
  const RapportClientColumnRole *roles = rapport_client_import_get_roles (self->import, &n_roles);
  g_autofree char *number = g_strdup_printf (_ ("Column %u"), column->number);
  g_autofree char *samples = g_strjoinv (" · ", column->samples);

  g_object_set_data (G_OBJECT (row), "number", GUINT_TO_POINTER (column->number));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *column->title != '\0' ? column->title : number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), samples);
  for (guint i = 0; i < n_roles; i++)
    if (roles[i] == column->role)
      adw_combo_row_set_selected (row, i);
}

static void
show_columns (RapportClientsForm *self)
{
  GPtrArray *columns = rapport_client_import_get_columns (self->import);

  while (self->column_rows->len > columns->len)
    {
      GtkWidget *last = self->column_rows->pdata[self->column_rows->len - 1];

      adw_preferences_group_remove (self->columns, last);
      g_ptr_array_set_size (self->column_rows, (int) self->column_rows->len - 1);
    }
  for (guint i = 0; i < columns->len; i++)
    show_column (self,
                 i < self->column_rows->len ? self->column_rows->pdata[i] : add_column_row (self),
                 columns->pdata[i]);
}

/* What the user corrects. */

static gboolean
take (RapportClientsForm *self, AdwComboRow *row, guint selected)
{
  if (row == self->sheet)
    rapport_client_import_set_sheet (
      self->import,
      gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (row)), selected));
  else if (row == self->header)
    rapport_client_import_set_header_line (self->import, (int) selected);
  else if (row == self->encoding)
    rapport_client_import_set_encoding (self->import, (RapportCsvEncoding) (selected + 1));
  else if (row == self->separator)
    rapport_client_import_set_separator (self->import, RAPPORT_CSV_SEPARATORS[selected]);
  else if (row == self->order)
    rapport_client_import_set_date_order (self->import, orders[selected]);
  else
    return FALSE;
  return TRUE;
}

static void
picked_cb (RapportClientsForm *self, GParamSpec *pspec, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION && take (self, row, selected))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The object. */

static void
rapport_clients_form_dispose (GObject *object)
{
  RapportClientsForm *self = RAPPORT_CLIENTS_FORM (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CLIENTS_FORM);
  g_clear_pointer (&self->column_rows, g_ptr_array_unref);
  g_clear_object (&self->import);
  G_OBJECT_CLASS (rapport_clients_form_parent_class)->dispose (object);
}

static void
rapport_clients_form_class_init (RapportClientsFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_clients_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_CLIENTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/clients-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportClientsForm, sheet);
  gtk_widget_class_bind_template_child (widget_class, RapportClientsForm, header);
  gtk_widget_class_bind_template_child (widget_class, RapportClientsForm, order);
  gtk_widget_class_bind_template_child (widget_class, RapportClientsForm, separator);
  gtk_widget_class_bind_template_child (widget_class, RapportClientsForm, encoding);
  gtk_widget_class_bind_template_child (widget_class, RapportClientsForm, columns);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
}

static void
rapport_clients_form_init (RapportClientsForm *self)
{
  self->column_rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

void
rapport_clients_form_show (RapportClientsForm *self, RapportClientImport *import)
{
  g_set_object (&self->import, import);
  self->filling = TRUE;
  show_sheet (self);
  show_header (self);
  show_order (self);
  show_text (self);
  show_columns (self);
  self->filling = FALSE;
}
