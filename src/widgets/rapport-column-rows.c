/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-column-rows.h"

#include <glib/gi18n-lib.h>

/* Of the lines below the header that is shown, so many are offered as one. */
#define MORE_LINES 9

struct _RapportColumnRows
{
  GObject parent_instance;

  AdwPreferencesGroup *group; /* not owned: it owns what listens here */
  GtkStringList *names;
  GPtrArray *rows;
  gboolean filling;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportColumnRows, rapport_column_rows, G_TYPE_OBJECT)

static void
picked_cb (RapportColumnRows *self, GParamSpec *pspec, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);
  guint index;

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION &&
      g_ptr_array_find (self->rows, row, &index))
    g_signal_emit (self, signals[PICKED], 0, index + 1, selected);
}

static void
shorten (RapportColumnRows *self, guint n)
{
  while (self->rows->len > n)
    {
      adw_preferences_group_remove (self->group, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
}

static void
add_row (RapportColumnRows *self)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_model (row, G_LIST_MODEL (self->names));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

void
rapport_column_rows_select (RapportColumnRows *self, guint number, guint selected)
{
  self->filling = TRUE;
  adw_combo_row_set_selected (self->rows->pdata[number - 1], selected);
  self->filling = FALSE;
}

void
rapport_column_rows_show (RapportColumnRows *self,
                          guint number,
                          guint n,
                          const char *title,
                          const char *const *samples,
                          const char *remark,
                          guint selected)
{
  g_autofree char *name = g_strdup_printf (_ ("Column %u"), number);
  g_autofree char *cells = g_strjoinv (" · ", (char **) samples);
  GtkWidget *row;

  self->filling = TRUE;
  shorten (self, n);
  if (self->rows->len < number)
    add_row (self);
  self->filling = FALSE;
  row = self->rows->pdata[number - 1];
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title != '\0' ? title : name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               remark != NULL && *remark != '\0' ? remark : cells);
  gtk_widget_set_tooltip_text (row, cells);
  rapport_column_rows_select (self, number, selected);
}

void
rapport_column_rows_set_names (RapportColumnRows *self, GtkStringList *names)
{
  shorten (self, 0);
  g_set_object (&self->names, names);
}

/* The object. */

static void
rapport_column_rows_finalize (GObject *object)
{
  RapportColumnRows *self = RAPPORT_COLUMN_ROWS (object);

  g_clear_object (&self->names);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rapport_column_rows_parent_class)->finalize (object);
}

static void
rapport_column_rows_class_init (RapportColumnRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_column_rows_finalize;
  signals[PICKED] = g_signal_new ("picked", RAPPORT_TYPE_COLUMN_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
rapport_column_rows_init (RapportColumnRows *self)
{
  self->rows = g_ptr_array_new ();
}

RapportColumnRows *
rapport_column_rows_new (AdwPreferencesGroup *group)
{
  RapportColumnRows *self = g_object_new (RAPPORT_TYPE_COLUMN_ROWS, NULL);

  self->group = group;
  return self;
}

/* Other drop-downs. */

void
rapport_combo_row_fill (AdwComboRow *row, GtkStringList *names, guint selected)
{
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

void
rapport_combo_row_fill_lines (AdwComboRow *row, guint line)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 1; i <= line + MORE_LINES; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("Line %u"), i);

      gtk_string_list_append (names, name);
    }
  rapport_combo_row_fill (row, names, line);
}
