/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-ideas-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_VOTING_DIALOG (rapport_voting_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportVotingDialog, rapport_voting_dialog, RAPPORT, VOTING_DIALOG, AdwDialog)

/**
 * RapportVotingDialog:
 *
 * Voting on the ideas of a board during a call: each participant has some dots, which are given
 * to cards with + and -, a digit, or buttons; Left and Right go to another participant. The other
 * page is the result. Every dot is stored at once. While a client looks on, only who was named
 * since then is there, and the result has no names: who gave how many is for the team. On the
 * board that the client sees the dots are there when the dialog is closed (#RapportVoting), where
 * scores are for the client.
 */
AdwDialog *rapport_voting_dialog_new (RapportLibrary *library, RapportIdeasModel *model);

G_END_DECLS
