/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-column.h"
#include "rapport-board-model.h"

G_BEGIN_DECLS

/* Columns of cards side by side: what the view of lights and that of statuses
 * have in common. */
typedef struct
{
  GtkWidget *box; /* NULL until the view is made */
  RapportBoardColumn *columns[RAPPORT_BOARD_MOST_LISTS];
  guint n;
} RapportBoardLanes;

/* Puts a column at the end. */
void rapport_board_lanes_add (RapportBoardLanes *self, RapportBoardColumn *column);

/* The column whose card has the keyboard, or -1. */
int rapport_board_lanes_get_focused (RapportBoardLanes *self);

/* Gives the keyboard to the next column to the left or to the right that has a
 * card. %FALSE where no card had it. */
gboolean rapport_board_lanes_move_sideways (RapportBoardLanes *self, int step);

/* To the first card of the first column that has one, or of the last. */
void rapport_board_lanes_focus (RapportBoardLanes *self, gboolean from_end);

/* (nullable): the card of a client, where there is one to be seen. */
GtkWidget *rapport_board_lanes_find_card (RapportBoardLanes *self, const char *client_id);

guint rapport_board_lanes_count_cards (RapportBoardLanes *self);

G_END_DECLS
