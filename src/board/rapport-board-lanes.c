/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-lanes.h"

void
rapport_board_lanes_add (RapportBoardLanes *self, RapportBoardColumn *column)
{
  g_return_if_fail (self->n < G_N_ELEMENTS (self->columns));
  self->columns[self->n++] = column;
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (column));
}

int
rapport_board_lanes_get_focused (RapportBoardLanes *self)
{
  for (guint i = 0; i < self->n; i++)
    if (rapport_board_column_has_keyboard (self->columns[i]))
      return (int) i;
  return -1;
}

gboolean
rapport_board_lanes_move_sideways (RapportBoardLanes *self, int step)
{
  const int start = rapport_board_lanes_get_focused (self);
  guint position;

  if (start < 0)
    return FALSE;
  if (gtk_widget_get_direction (self->box) == GTK_TEXT_DIR_RTL)
    step = -step;
  position = rapport_board_column_get_position (self->columns[start]);
  for (int i = start + step; i >= 0 && i < (int) self->n; i += step)
    if (gtk_widget_get_visible (GTK_WIDGET (self->columns[i])) &&
        rapport_board_column_focus (self->columns[i], position))
      break;
  return TRUE;
}

void
rapport_board_lanes_focus (RapportBoardLanes *self, gboolean from_end)
{
  for (guint i = 0; i < self->n; i++)
    {
      RapportBoardColumn *column = self->columns[from_end ? self->n - 1 - i : i];

      if (gtk_widget_get_visible (GTK_WIDGET (column)) && rapport_board_column_focus (column, 0))
        break;
    }
}

GtkWidget *
rapport_board_lanes_find_card (RapportBoardLanes *self, const char *client_id)
{
  GtkWidget *card = NULL;

  for (guint i = 0; card == NULL && i < self->n; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->columns[i])))
      card = rapport_board_column_find_card (self->columns[i], client_id);
  return card;
}

guint
rapport_board_lanes_count_cards (RapportBoardLanes *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    n += rapport_board_column_get_n_cards (self->columns[i]);
  return n;
}
