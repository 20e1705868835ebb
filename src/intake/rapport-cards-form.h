/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARDS_FORM (rapport_cards_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardsForm, rapport_cards_form, RAPPORT, CARDS_FORM, AdwBin)

/**
 * RapportCardsForm:
 *
 * How many cards a file has, and to which client their people go. Signal
 * `changed` when the user has chosen another.
 */

/* @client_id: (nullable): the client that is offered first. */
void
rapport_cards_form_set_up (RapportCardsForm *self, RapportLibrary *library, const char *client_id);
void rapport_cards_form_show (RapportCardsForm *self, guint n_cards);

/* (nullable): the client that all of them go to; %NULL where each goes to the
 * client that its company is. */
const char *rapport_cards_form_get_client (RapportCardsForm *self);

G_END_DECLS
