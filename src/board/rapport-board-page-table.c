/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table: its columns and order, which are remembered. */
#include "rapport-board-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOCAL_COLUMNS "board-columns"
#define LOCAL_SORT    "board-sort"
#define DESCENDING    ":descending"

static RapportStore *
get_store (RapportBoardPage *self)
{
  return rapport_library_get_store (self->library);
}

/* The order. */

static void
sorted_cb (RapportBoardPage *self)
{
  RapportBoardField field;
  gboolean descending;
  g_autofree char *word = NULL;

  rapport_board_table_get_sort (self->table, &field, &descending);
  rapport_board_table_restart (self->table);
  rapport_board_model_set_sort (self->model, field, descending);
  word = g_strconcat (rapport_board_field_get_info (field)->id, descending ? DESCENDING : "", NULL);
  rapport_store_set_local (get_store (self), LOCAL_SORT, word);
}

static void
restore_sort (RapportBoardPage *self)
{
  g_autofree char *word = rapport_store_get_local (get_store (self), LOCAL_SORT);
  const gboolean descending = word != NULL && g_str_has_suffix (word, DESCENDING);
  RapportBoardField field = RAPPORT_BOARD_NAME;

  if (descending)
    word[strlen (word) - strlen (DESCENDING)] = '\0';
  if (word != NULL)
    rapport_board_field_from_id (word, &field);
  rapport_board_table_set_sort (self->table, field, descending);
  rapport_board_model_set_sort (self->model, field, descending);
}

/* The columns. The name is always there. */

static char *
get_action_name (RapportBoardField field)
{
  return g_strconcat ("column-", rapport_board_field_get_info (field)->id, NULL);
}

static void
arranged_cb (RapportBoardPage *self)
{
  g_autoptr (GArray) layout = rapport_board_table_get_layout (self->table);
  g_autofree char *text = rapport_table_layout_to_text (layout);

  rapport_store_set_local (get_store (self), LOCAL_COLUMNS, text);
}

static void
column_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RapportBoardPage *self = user_data;
  const char *id = g_action_get_name (G_ACTION (action)) + strlen ("column-");
  RapportBoardField field;

  if (!rapport_board_field_from_id (id, &field))
    return;
  g_simple_action_set_state (action, state);
  rapport_board_table_set_visible (self->table, field, g_variant_get_boolean (state));
  arranged_cb (self);
}

static void
usual_columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportBoardPage *self = user_data;
  g_autoptr (GArray) layout = rapport_table_layout_parse (NULL);

  rapport_board_table_set_layout (self->table, layout);
  for (guint i = 0; i < layout->len; i++)
    {
      const RapportTableColumn *column = &g_array_index (layout, RapportTableColumn, i);
      g_autofree char *name = get_action_name (column->field);

      if (column->field != RAPPORT_BOARD_NAME)
        rapport_board_page_set_action_state (self, name, g_variant_new_boolean (column->visible));
    }
  rapport_store_set_local (get_store (self), LOCAL_COLUMNS, NULL);
}

static void
restore_columns (RapportBoardPage *self)
{
  static const GActionEntry entries[] = { { "usual-columns", usual_columns_cb } };
  g_autofree char *text = rapport_store_get_local (get_store (self), LOCAL_COLUMNS);
  g_autoptr (GArray) layout = rapport_table_layout_parse (text);

  rapport_board_table_set_layout (self->table, layout);
  for (guint i = 0; i < layout->len; i++)
    {
      const RapportTableColumn *column = &g_array_index (layout, RapportTableColumn, i);
      g_autofree char *name = get_action_name (column->field);
      g_autoptr (GSimpleAction) action =
        g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (column->visible));

      if (column->field == RAPPORT_BOARD_NAME)
        continue;
      g_signal_connect (action, "change-state", G_CALLBACK (column_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

void
rapport_board_page_append_columns (RapportBoardPage *self, GMenu *menu)
{
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) usual = g_menu_new ();

  for (guint i = RAPPORT_BOARD_NAME + 1; i < RAPPORT_BOARD_N_FIELDS; i++)
    {
      g_autofree char *name = get_action_name ((RapportBoardField) i);
      g_autofree char *action = g_strconcat ("board.", name, NULL);

      g_menu_append (
        columns,
        g_dgettext (GETTEXT_PACKAGE, rapport_board_field_get_info ((RapportBoardField) i)->title),
        action);
    }
  g_menu_append (usual, _ ("_Usual Columns"), "board.usual-columns");
  g_menu_append_section (columns, NULL, G_MENU_MODEL (usual));
  g_menu_append_submenu (menu, _ ("C_olumns"), G_MENU_MODEL (columns));
}

/* The view. */

static void
chosen_cb (RapportBoardPage *self, RapportTableCell *cell)
{
  rapport_board_page_edit_cell (self, cell);
}

static void
opened_cb (RapportBoardPage *self, const char *client_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-client", "s", client_id);
}

GtkWidget *
rapport_board_page_make_table (RapportBoardPage *self)
{
  GtkWidget *table = rapport_board_table_new (self->library);

  self->table = RAPPORT_BOARD_TABLE (table);
  g_signal_connect_swapped (table, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (table, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (table, "sorted", G_CALLBACK (sorted_cb), self);
  g_signal_connect_swapped (table, "arranged", G_CALLBACK (arranged_cb), self);
  restore_columns (self);
  restore_sort (self);
  return table;
}

/* The row that has the keyboard. */

RapportRecord *
rapport_board_page_get_row_client (RapportBoardPage *self, guint *position)
{
  gboolean in_cell;
  RapportTableCell *cell = self->view == RAPPORT_BOARD_VIEW_TABLE && self->table != NULL
                             ? rapport_board_table_get_focused (self->table, &in_cell)
                             : NULL;
  RapportClient *client = cell != NULL ? rapport_table_cell_get_client (cell) : NULL;

  if (client == NULL || !rapport_id_list_find (
                          rapport_board_model_get_list (self->model, RAPPORT_BOARD_VIEW_TABLE, 0),
                          rapport_record_get_id (RAPPORT_RECORD (client)), position))
    return NULL;
  return RAPPORT_RECORD (client);
}

/* Where the row stays in its place, to the next one. */
void
rapport_board_page_go_on_in_table (RapportBoardPage *self, guint position, const char *client_id)
{
  RapportIdList *list = rapport_board_model_get_list (self->model, RAPPORT_BOARD_VIEW_TABLE, 0);
  const gboolean stays = g_strcmp0 (rapport_id_list_get_id (list, position), client_id) == 0;

  rapport_board_table_focus (self->table, stays ? position + 1 : position);
}

gboolean
rapport_board_page_edit_focused (RapportBoardPage *self)
{
  gboolean in_cell = FALSE;
  RapportTableCell *cell = self->view == RAPPORT_BOARD_VIEW_TABLE && self->table != NULL
                             ? rapport_board_table_get_focused (self->table, &in_cell)
                             : NULL;
  RapportClient *client = cell != NULL ? rapport_table_cell_get_client (cell) : NULL;

  if (client == NULL)
    return FALSE;
  if (in_cell)
    rapport_board_page_edit_cell (self, cell);
  else
    rapport_board_page_popup_mark (self, client, GTK_WIDGET (cell), TRUE);
  return TRUE;
}
