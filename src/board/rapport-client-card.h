/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLIENT_CARD (rapport_client_card_get_type ())
G_DECLARE_FINAL_TYPE (RapportClientCard, rapport_client_card, RAPPORT, CLIENT_CARD, GtkWidget)

/**
 * RapportClientCard:
 *
 * A client on the board: name, account manager, the strip of twelve weeks, and
 * what the records suggest. Follows the client and its lights.
 */
GtkWidget *rapport_client_card_new (RapportLibrary *library);

/* Shows the client of a list's row, and keeps the row's accessible label true;
 * with a @lights of %NULL it lets go of it. */
void rapport_client_card_show (RapportClientCard *self, GtkListItem *item, RapportLights *lights);

/* (nullable) */
RapportClient *rapport_client_card_get_client (RapportClientCard *self);

G_END_DECLS
