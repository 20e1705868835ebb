/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-clients-form.h"

#include "rapport-column-rows.h"
#include "rapport-csv-separator.h"
#include "rapport-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportClientsForm
{
  AdwBin parent_instance;

  RapportClientImport *import;
  gboolean filling;
  RapportColumnRows *rows;

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

/* A workbook has sheets where a text has an encoding and a separator. */
static void
show_sheet (RapportClientsForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *sheets = rapport_client_import_get_sheets (self->import);

  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    gtk_string_list_append (names, ((RapportSheet *) sheets->pdata[i])->name);
  rapport_combo_row_fill (self->sheet, names, rapport_client_import_get_sheet (self->import));
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), sheets != NULL && sheets->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), sheets == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), sheets == NULL);
}

static void
show_text (RapportClientsForm *self)
{
  g_auto (GStrv) encoding_names = rapport_csv_encoding_list_names (NULL);
  g_auto (GStrv) separator_names = rapport_csv_separator_list_names (NULL);
  g_autoptr (GtkStringList) encodings = gtk_string_list_new ((const char *const *) encoding_names);
  g_autoptr (GtkStringList) separators =
    gtk_string_list_new ((const char *const *) separator_names);
  const RapportCsvEncoding encoding = rapport_client_import_get_encoding (self->import);
  const char *separator =
    strchr (RAPPORT_CSV_SEPARATORS, rapport_client_import_get_separator (self->import));

  rapport_combo_row_fill (self->encoding, encodings,
                          encoding > RAPPORT_CSV_ENCODING_GUESS ? (guint) encoding - 1 : 0);
  rapport_combo_row_fill (
    self->separator, separators,
    separator != NULL && *separator != '\0' ? (guint) (separator - RAPPORT_CSV_SEPARATORS) : 0);
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
  rapport_combo_row_fill (self->order, names, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->order), has_days (self));
}

/* Columns. */

static void
column_picked_cb (RapportClientsForm *self, guint number, guint selected)
{
  guint n_roles;
  const RapportClientColumnRole *roles = rapport_client_import_get_roles (self->import, &n_roles);

  rapport_client_import_set_column (self->import, number, roles[selected]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
name_roles (RapportClientsForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_roles;
  const RapportClientColumnRole *roles = rapport_client_import_get_roles (self->import, &n_roles);

  for (guint i = 0; i < n_roles; i++)
    gtk_string_list_append (names, rapport_client_import_get_role_label (self->import, roles[i]));
  rapport_column_rows_set_names (self->rows, names);
}

static guint
find_role (RapportClientsForm *self, RapportClientColumnRole role)
{
  guint n_roles;
  const RapportClientColumnRole *roles = rapport_client_import_get_roles (self->import, &n_roles);

  for (guint i = 0; i < n_roles; i++)
    if (roles[i] == role)
      return i;
  return 0;
}

static void
show_columns (RapportClientsForm *self)
{
  GPtrArray *columns = rapport_client_import_get_columns (self->import);

  for (guint i = 0; i < columns->len; i++)
    {
      const RapportClientColumn *column = columns->pdata[i];

      rapport_column_rows_show (self->rows, column->number, columns->len, column->title,
                                (const char *const *) column->samples, NULL,
                                find_role (self, column->role));
    }
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
  g_clear_object (&self->rows);
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
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  self->rows = rapport_column_rows_new (self->columns);
  g_signal_connect_object (self->rows, "picked", G_CALLBACK (column_picked_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rapport_clients_form_show (RapportClientsForm *self, RapportClientImport *import)
{
  if (g_set_object (&self->import, import))
    name_roles (self);
  self->filling = TRUE;
  show_sheet (self);
  rapport_combo_row_fill_lines (self->header, rapport_client_import_get_header_line (import));
  show_order (self);
  show_text (self);
  show_columns (self);
  self->filling = FALSE;
}
