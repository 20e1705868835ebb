/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SCHEDULE (rapport_schedule_get_type ())
G_DECLARE_FINAL_TYPE (RapportSchedule, rapport_schedule, RAPPORT, SCHEDULE, RapportRecord)

/* Meetings that come again (domain.md E.1): "start" is the first of them, at the place's own
 * time; "rule" is a recurrence rule of RFC 5545, without its name ("FREQ=WEEKLY;BYDAY=TU", see
 * rapport-recurrence.h). "client" is not set where the agency meets by itself. "people" are ids of
 * contacts and members. What has its own meeting record is that record, however it was moved.
 * "sequence" is that of the invitation (RFC 5546), "uid" its name in a calendar of another
 * program, where it came from one; otherwise the id names it. */
enum
{
  RAPPORT_SCHEDULE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_SCHEDULE_TITLE,
  RAPPORT_SCHEDULE_KIND,
  RAPPORT_SCHEDULE_START,
  RAPPORT_SCHEDULE_LENGTH,
  RAPPORT_SCHEDULE_RULE,
  RAPPORT_SCHEDULE_HOLIDAYS,
  RAPPORT_SCHEDULE_PLACE,
  RAPPORT_SCHEDULE_TEMPLATE,
  RAPPORT_SCHEDULE_PEOPLE,
  RAPPORT_SCHEDULE_SEQUENCE,
  RAPPORT_SCHEDULE_INVITED_AT,
  RAPPORT_SCHEDULE_UID,
  RAPPORT_SCHEDULE_N_FIELDS
};

extern const RapportRecordInfo rapport_schedule_info;

G_END_DECLS
