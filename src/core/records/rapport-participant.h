/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PARTICIPANT (rapport_participant_get_type ())
G_DECLARE_FINAL_TYPE (RapportParticipant, rapport_participant, RAPPORT, PARTICIPANT, RapportRecord)

/* Somebody at a meeting. "person" is a contact or a member, or, for somebody who is neither,
 * the name. "answer" is what their calendar replied to the invitation, and when. */
enum
{
  RAPPORT_PARTICIPANT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_PARTICIPANT_MEETING,
  RAPPORT_PARTICIPANT_PERSON,
  RAPPORT_PARTICIPANT_NAME,
  RAPPORT_PARTICIPANT_EMAIL,
  RAPPORT_PARTICIPANT_SIDE,
  RAPPORT_PARTICIPANT_REQUIRED,
  RAPPORT_PARTICIPANT_ANSWER,
  RAPPORT_PARTICIPANT_ANSWERED,
  RAPPORT_PARTICIPANT_PRESENT,
  RAPPORT_PARTICIPANT_N_FIELDS
};

extern const RapportRecordInfo rapport_participant_info;

G_END_DECLS
