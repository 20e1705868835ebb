/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_VOTE (rapport_vote_get_type ())
G_DECLARE_FINAL_TYPE (RapportVote, rapport_vote, RAPPORT, VOTE, RapportRecord)

/* The dots that a participant of a call gave a card. Who gave how many is for
 * the team; a client sees the sum on the card, when the board shows scores. */
enum
{
  RAPPORT_VOTE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_VOTE_PLACEMENT,
  RAPPORT_VOTE_PARTICIPANT,
  RAPPORT_VOTE_DOTS,
  RAPPORT_VOTE_DAY,
  RAPPORT_VOTE_N_FIELDS
};

extern const RapportRecordInfo rapport_vote_info;

G_END_DECLS
