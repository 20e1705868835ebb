/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_OWN (rapport_card_own_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardOwn, rapport_card_own, RAPPORT, CARD_OWN, AdwBin)

/* What a thing on a board has of its own: the text of a note, the address of a link, the
 * metric of a figure, the title and notes of a frame, the ends of a connector; and of
 * each its colour and lock. */
GtkWidget *rapport_card_own_new (RapportLibrary *library);

/* @thing: (nullable): a card, frame or connector */
void rapport_card_own_set_thing (RapportCardOwn *self, RapportRecord *thing);

/* Without what is for the team. */
void rapport_card_own_set_public_only (RapportCardOwn *self, gboolean public_only);

/* Gives the keyboard to the first text. */
void rapport_card_own_edit (RapportCardOwn *self);

G_END_DECLS
