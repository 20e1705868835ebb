/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-column-layout.h"

/* What a column can be made, in pixels. */
#define LEAST 40
#define MOST  1200

#define WIDTH   "rapport-usual-width"
#define VISIBLE "rapport-usually-visible"
#define PLACE   "rapport-usual-place"

void
rapport_column_layout_set_usual (GtkColumnViewColumn *column, int width, gboolean visible)
{
  g_object_set_data (G_OBJECT (column), WIDTH, GINT_TO_POINTER (width));
  g_object_set_data (G_OBJECT (column), VISIBLE, GINT_TO_POINTER (visible));
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_visible (column, visible);
}

static int
get_usual_width (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), WIDTH));
}

/* (transfer full): the columns in the order in which they were added. */
static GPtrArray *
list_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (columns);

  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = g_list_model_get_item (columns, i);

      /* Once all of them are there their first order is the usual one. */
      if (g_object_get_data (G_OBJECT (column), PLACE) == NULL)
        g_object_set_data (G_OBJECT (column), PLACE, GUINT_TO_POINTER (i + 1));
      g_ptr_array_add (list, column);
    }
  return list;
}

static guint
get_usual_place (gconstpointer column)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), PLACE));
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return (int) get_usual_place (a) - (int) get_usual_place (b);
}

GtkColumnViewColumn *
rapport_column_layout_find (GtkColumnView *view, const char *id)
{
  g_autoptr (GPtrArray) columns = list_columns (view);

  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (gtk_column_view_column_get_id (columns->pdata[i]), id) == 0)
      return columns->pdata[i]; /* the view keeps it */
  return NULL;
}

char *
rapport_column_layout_save (GtkColumnView *view)
{
  g_autoptr (GPtrArray) columns = list_columns (view);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      GtkColumnViewColumn *column = columns->pdata[i];
      const int width = gtk_column_view_column_get_fixed_width (column);

      if (i > 0)
        g_string_append_c (text, ',');
      if (!gtk_column_view_column_get_visible (column))
        g_string_append_c (text, '-');
      g_string_append (text, gtk_column_view_column_get_id (column));
      if (width > 0 && width != get_usual_width (column))
        g_string_append_printf (text, ":%d", width);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
set_column (GtkColumnViewColumn *column, gboolean visible, int width)
{
  if (get_usual_place (column) == 1)
    visible = TRUE;
  gtk_column_view_column_set_visible (column, visible);
  gtk_column_view_column_set_fixed_width (column, width > 0 ? CLAMP (width, LEAST, MOST)
                                                            : get_usual_width (column));
}

/* Takes the column of a word out of @columns and puts it at @place; FALSE where it is none. */
static gboolean
take_word (GtkColumnView *view, GPtrArray *columns, const char *word, guint place)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 2);
  const gboolean hidden = parts[0] != NULL && *parts[0] == '-';
  gint64 width = 0;

  if (parts[0] == NULL)
    return FALSE;
  if (parts[1] != NULL &&
      !g_ascii_string_to_signed (parts[1], 10, G_MININT, G_MAXINT, &width, NULL))
    width = 0;
  for (guint i = 0; i < columns->len; i++)
    {
      GtkColumnViewColumn *column = columns->pdata[i];

      if (g_strcmp0 (gtk_column_view_column_get_id (column), parts[0] + hidden) != 0)
        continue;
      set_column (column, !hidden, (int) width);
      gtk_column_view_insert_column (view, place, column);
      g_ptr_array_remove_index (columns, i);
      return TRUE;
    }
  return FALSE;
}

void
rapport_column_layout_restore (GtkColumnView *view, const char *text)
{
  const gboolean usual = text == NULL || *text == '\0';
  g_auto (GStrv) words = g_strsplit (usual ? "" : text, ",", -1);
  g_autoptr (GPtrArray) left = list_columns (view);
  guint place = 0;

  g_ptr_array_sort_values (left, compare_places);
  for (char **word = words; *word != NULL; word++)
    if (take_word (view, left, *word, place))
      place++;
  for (guint i = 0; i < left->len; i++)
    {
      GtkColumnViewColumn *column = left->pdata[i];

      set_column (column, usual && g_object_get_data (G_OBJECT (column), VISIBLE) != NULL, 0);
      gtk_column_view_insert_column (view, place++, column);
    }
}
