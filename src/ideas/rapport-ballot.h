/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/**
 * RapportBallot:
 *
 * Who gave how many dots to which card of a board, counted once. A card's dots are of all
 * participants, of this call and of earlier ones.
 */
typedef struct _RapportBallot RapportBallot;

/* @cards: ids of the cards that are voted on, %NULL-ended */
RapportBallot *
rapport_ballot_new (RapportLibrary *library, const char *client_id, const char *const *cards);
void rapport_ballot_free (RapportBallot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBallot, rapport_ballot_free)

guint rapport_ballot_get_dots (RapportBallot *self, const char *card_id, const char *participant);
guint rapport_ballot_get_sum (RapportBallot *self, const char *card_id);
/* How many of their dots a participant has given. */
guint rapport_ballot_get_given (RapportBallot *self, const char *participant);

/* (transfer full): names, in the order of first votes. */
GStrv rapport_ballot_list_participants (RapportBallot *self);

/* (transfer full) (element-type utf8): the cards with dots, most dots first; those with as many
 * stand as they were given to rapport_ballot_new(). */
GPtrArray *rapport_ballot_rank (RapportBallot *self);

/* (transfer full): "Anna 3, Olga 2" of a card, who gave most first. */
char *rapport_ballot_tell (RapportBallot *self, const char *card_id);

G_END_DECLS
