/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-id-list.h"
#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_COLUMN (rapport_board_column_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardColumn, rapport_board_column, RAPPORT, BOARD_COLUMN, GtkWidget)

/**
 * RapportBoardColumn:
 *
 * Some of the clients as cards, which can be dropped here. Signals: `dropped
 * (char *client_id)`; `chosen (RapportRecord *client, GtkWidget *card)` when a
 * card was clicked, or asked for with Space; `opened (char *client_id)` with
 * Enter.
 *
 * @icon: (nullable): stands before the title
 */
GtkWidget *rapport_board_column_new (RapportLibrary *library, GtkWidget *icon, const char *title);

/* What it shows; @lights are those of the week that is looked at. */
void rapport_board_column_set_list (RapportBoardColumn *self,
                                    RapportIdList *list,
                                    RapportLights *lights);

/* Whether the sections of the list have headings with the account manager's name. */
void rapport_board_column_set_grouped (RapportBoardColumn *self, gboolean grouped);

/* To be told before the cards become others. */
void rapport_board_column_restart (RapportBoardColumn *self);

/* Whether cards can be dragged and dropped. */
void rapport_board_column_set_editable (RapportBoardColumn *self, gboolean editable);

void rapport_board_column_set_title (RapportBoardColumn *self, const char *title);

guint rapport_board_column_get_n_cards (RapportBoardColumn *self);

/* The card that has the keyboard, or had it last: its place, or
 * %GTK_INVALID_LIST_POSITION. */
guint rapport_board_column_get_position (RapportBoardColumn *self);

/* (transfer full) (nullable): the client at a place. */
RapportRecord *rapport_board_column_get_client (RapportBoardColumn *self, guint position);

/* Whether one of its cards has the keyboard. */
gboolean rapport_board_column_has_keyboard (RapportBoardColumn *self);

/* Gives the keyboard to the card at @position, or to the last one. %FALSE where
 * there is none. */
gboolean rapport_board_column_focus (RapportBoardColumn *self, guint position);

/* (nullable): the card that has the keyboard. */
GtkWidget *rapport_board_column_get_focused_card (RapportBoardColumn *self);

/* (nullable): the card of a client, where there is one to be seen. */
GtkWidget *rapport_board_column_find_card (RapportBoardColumn *self, const char *client_id);

G_END_DECLS
