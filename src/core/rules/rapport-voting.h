/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_VOTING (rapport_voting_get_type ())
G_DECLARE_FINAL_TYPE (RapportVoting, rapport_voting, RAPPORT, VOTING, GObject)

/**
 * RapportVoting:
 *
 * Whether dots are being given just now. What the client is shown meanwhile are the dots as they
 * were before: who sees how others chose chooses otherwise. Main thread only.
 *
 * Signal `closed ()` when the vote is over.
 */

/* (transfer none): the one of @library. */
RapportVoting *rapport_voting_of (RapportLibrary *library);

void rapport_voting_open (RapportVoting *self);
void rapport_voting_close (RapportVoting *self);
gboolean rapport_voting_is_open (RapportVoting *self);

G_END_DECLS
