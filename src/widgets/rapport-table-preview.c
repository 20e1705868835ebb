/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-table-preview.h"

#include <glib/gi18n-lib.h>

/* Longer texts are cut, in letters. */
#define LONGEST_CELL 24

/* Rows above those of the file: titles and roles. */
#define HEADING_ROWS 2

typedef struct
{
  gboolean is_used;
  gboolean is_number;
} Column;

struct _RapportTablePreview
{
  AdwBin parent_instance;

  GArray *columns; /* of Column */
  int n_rows;
  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (RapportTablePreview, rapport_table_preview, ADW_TYPE_BIN)

static GtkWidget *
add_cell (RapportTablePreview *self, int column, int row, const char *text, gboolean is_number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (g_utf8_strlen (text, -1) > LONGEST_CELL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), LONGEST_CELL);
      gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_CELL);
    }
  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

void
rapport_table_preview_clear (RapportTablePreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  g_array_set_size (self->columns, 0);
  self->n_rows = 0;
}

void
rapport_table_preview_add_column (RapportTablePreview *self,
                                  const char *title,
                                  const char *role,
                                  gboolean is_used,
                                  gboolean is_number)
{
  const Column column = { is_used, is_number };
  const int index = (int) self->columns->len;
  GtkWidget *title_label = add_cell (self, index, 0, title, is_number);
  GtkWidget *role_label = add_cell (self, index, 1, role, is_number);

  gtk_widget_add_css_class (title_label, "caption-heading");
  gtk_widget_set_tooltip_text (title_label, title);
  gtk_widget_add_css_class (role_label, "caption");
  gtk_widget_add_css_class (role_label, is_used ? "accent" : "dimmed");
  g_array_append_val (self->columns, column);
}

void
rapport_table_preview_add_row (RapportTablePreview *self, char **cells)
{
  const int row = HEADING_ROWS + self->n_rows++;

  for (guint c = 0; c < self->columns->len && cells[c] != NULL; c++)
    {
      const Column *column = &g_array_index (self->columns, Column, c);
      GtkWidget *label = add_cell (self, (int) c, row, cells[c], column->is_number);

      gtk_widget_add_css_class (label, "numeric");
      if (!column->is_used)
        gtk_widget_add_css_class (label, "dimmed");
    }
}

static void
rapport_table_preview_finalize (GObject *object)
{
  g_array_unref (RAPPORT_TABLE_PREVIEW (object)->columns);
  G_OBJECT_CLASS (rapport_table_preview_parent_class)->finalize (object);
}

static void
rapport_table_preview_class_init (RapportTablePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_table_preview_finalize;
}

static void
rapport_table_preview_init (RapportTablePreview *self)
{
  GtkWidget *view =
    g_object_new (GTK_TYPE_SCROLLED_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                  "vscrollbar-policy", GTK_POLICY_NEVER, "overflow", GTK_OVERFLOW_HIDDEN, NULL);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->grid), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->grid), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->grid), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->grid), 12);
  gtk_widget_add_css_class (view, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("First rows of the file"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (view), GTK_WIDGET (self->grid));
  adw_bin_set_child (ADW_BIN (self), view);
}
