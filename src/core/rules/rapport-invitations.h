/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

G_BEGIN_DECLS

/* Invitations to meetings and schedules (RFC 5546): what was sent, and what came back. @record
 * is a #RapportMeeting or a #RapportSchedule throughout. */

/* Notes that the invitation, its update or its cancellation went out now. */
void rapport_invitation_sent (RapportTransaction *transaction, RapportRecord *record);

/* Whether one was sent: of a meeting of a schedule also by that of the schedule. */
gboolean rapport_invitation_was_sent (RapportTransaction *transaction, RapportRecord *record);

/* To be called by whoever changes what an invitation says: one that was sent gets its next
 * revision, once in a transaction. Moving and cancelling do so by themselves. */
void rapport_invitation_revise (RapportTransaction *transaction, RapportRecord *record);

/* The revision that it has, never less than that of its schedule. */
int rapport_invitation_get_sequence (RapportLibrary *library, RapportRecord *record);

/* (transfer full): the name under which calendars know it; that of its schedule for a meeting of
 * one. It never changes. */
char *rapport_invitation_get_uid (RapportLibrary *library, RapportRecord *record);

/* (transfer full) (nullable): the meeting or schedule of that name. */
RapportRecord *rapport_invitation_find (RapportLibrary *library, const char *uid);

/**
 * RapportReply:
 * @email: whose it is
 * @name: (nullable): as their calendar calls them
 * @answer: "accepted", "tentative" or "declined"
 * @sequence: the revision that it answers
 * @at: when it was given, microseconds since 1970 UTC
 */
typedef struct
{
  const char *email;
  const char *name;
  const char *answer;
  int sequence;
  gint64 at;
} RapportReply;

typedef enum
{
  RAPPORT_REPLY_TAKEN,
  RAPPORT_REPLY_OLD,      /* the invitation has changed since, or a later answer is known */
  RAPPORT_REPLY_STRANGER, /* nobody of that address is invited */
} RapportReplyResult;

/* Puts an answer on the participant of @meeting with that address, of whatever case. */
RapportReplyResult rapport_invitation_answer (RapportTransaction *transaction,
                                              RapportLibrary *library,
                                              RapportMeeting *meeting,
                                              const RapportReply *reply);

/* (transfer full): the address of a participant: their own, or that of the contact or member;
 * "" where it is not known. */
char *rapport_participant_get_email (RapportLibrary *library, RapportParticipant *participant);

/* (transfer full): the same of somebody who is only named by a schedule. */
char *rapport_person_get_email (RapportLibrary *library, const char *person);
/* (transfer full): the name of a contact or member; @person itself where it is neither. */
char *rapport_person_get_name (RapportLibrary *library, const char *person);

G_END_DECLS
