/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-table-layout.h"

/* What a column can be made, in pixels. */
#define LEAST 40
#define MOST  1200

static gboolean
parse_column (const char *word, RapportTableColumn *column)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 2);
  const gboolean hidden = parts[0] != NULL && *parts[0] == '-';
  gint64 width = 0;

  if (parts[0] == NULL || !rapport_board_field_from_id (parts[0] + hidden, &column->field))
    return FALSE;
  if (parts[1] != NULL &&
      !g_ascii_string_to_signed (parts[1], 10, G_MININT, G_MAXINT, &width, NULL))
    width = 0;
  column->visible = !hidden || column->field == RAPPORT_BOARD_NAME;
  column->width = width > 0 ? (int) CLAMP (width, LEAST, MOST) : 0;
  return TRUE;
}

GArray *
rapport_table_layout_parse (const char *text)
{
  GArray *layout = g_array_new (FALSE, FALSE, sizeof (RapportTableColumn));
  const gboolean usual = text == NULL || *text == '\0';
  g_auto (GStrv) words = g_strsplit (usual ? "" : text, ",", -1);
  gboolean there[RAPPORT_BOARD_N_FIELDS] = { FALSE };

  for (char **word = words; *word != NULL; word++)
    {
      RapportTableColumn column;

      if (!parse_column (*word, &column) || there[column.field])
        continue;
      there[column.field] = TRUE;
      g_array_append_val (layout, column);
    }
  for (guint i = 0; i < RAPPORT_BOARD_N_FIELDS; i++)
    {
      const RapportBoardField field = (RapportBoardField) i;
      const RapportTableColumn column = { field,
                                          field == RAPPORT_BOARD_NAME ||
                                            (usual && rapport_board_field_get_info (field)->usual),
                                          0 };

      if (there[i])
        continue;
      if (field == RAPPORT_BOARD_NAME)
        g_array_prepend_val (layout, column);
      else
        g_array_append_val (layout, column);
    }
  return layout;
}

char *
rapport_table_layout_to_text (const GArray *layout)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < layout->len; i++)
    {
      const RapportTableColumn *column = &g_array_index (layout, RapportTableColumn, i);

      if (i > 0)
        g_string_append_c (text, ',');
      if (!column->visible)
        g_string_append_c (text, '-');
      g_string_append (text, rapport_board_field_get_info (column->field)->id);
      if (column->width > 0)
        g_string_append_printf (text, ":%d", column->width);
    }
  return g_string_free_and_steal (text);
}
