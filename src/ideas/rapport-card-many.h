/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_MANY (rapport_card_many_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardMany, rapport_card_many, RAPPORT, CARD_MANY, AdwBin)

/* What can be done with several things of a board at once: status, colour, plan. Each is
 * one step of undo. */
GtkWidget *rapport_card_many_new (RapportLibrary *library);

/* @ids: %NULL-ended */
void rapport_card_many_set_ids (RapportCardMany *self, const char *const *ids);

G_END_DECLS
