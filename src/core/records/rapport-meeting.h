/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEETING (rapport_meeting_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeeting, rapport_meeting, RAPPORT, MEETING, RapportRecord)

/* One meeting, before, while and after it is held. "slot" is the key: the schedule and the
 * day for one of a schedule, so that two colleagues without a network make the same, else an
 * id of its own (rapport-schedules.h makes both). "start" and "length" are when it is held and how
 * long; "began" and "ended" when it really was. "client" is not set where the agency meets by
 * itself. Its agenda, lines, participants and summaries point at it. */
enum
{
  RAPPORT_MEETING_SLOT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_MEETING_CLIENT,
  RAPPORT_MEETING_SCHEDULE,
  RAPPORT_MEETING_OCCURRENCE,
  RAPPORT_MEETING_TITLE,
  RAPPORT_MEETING_KIND,
  RAPPORT_MEETING_START,
  RAPPORT_MEETING_LENGTH,
  RAPPORT_MEETING_PLACE,
  RAPPORT_MEETING_STATUS,
  RAPPORT_MEETING_LANGUAGE,
  RAPPORT_MEETING_TEMPLATE,
  RAPPORT_MEETING_BEGAN,
  RAPPORT_MEETING_ENDED,
  RAPPORT_MEETING_NOTES,
  RAPPORT_MEETING_SEQUENCE,
  RAPPORT_MEETING_INVITED_AT,
  RAPPORT_MEETING_UID,
  RAPPORT_MEETING_N_FIELDS
};

extern const RapportRecordInfo rapport_meeting_info;

G_END_DECLS
