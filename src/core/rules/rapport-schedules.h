/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-recurrence.h"

G_BEGIN_DECLS

/**
 * RapportOccasion:
 * @schedule: (nullable): the id of the schedule, %NULL for a meeting outside any
 * @meeting: (nullable): the id of its record, %NULL while nothing has been done about it
 * @client: id, or "" where the agency meets by itself
 * @title: its own, or that of the schedule
 * @kind: a word of rapport_meeting_kinds
 * @status: a word of rapport_meeting_statuses
 * @occurrence: the day that the rule gives, which names it in its schedule; none outside one
 * @start: local time with its zone, as the field holds it
 * @at: the same moment, microseconds since 1970 UTC
 * @day: the day on which it begins by the clock of this computer
 * @length: in minutes
 *
 * A meeting on the calendar. One of a schedule has no record until it is opened, moved,
 * cancelled or written about; from then on the record is right.
 */
typedef struct
{
  char *schedule;
  char *meeting;
  char *client;
  char *title;
  char *kind;
  char *status;
  RapportDay occurrence;
  char *start;
  gint64 at;
  RapportDay day;
  int length;
} RapportOccasion;

RapportOccasion *rapport_occasion_copy (const RapportOccasion *self);
void rapport_occasion_free (RapportOccasion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOccasion, rapport_occasion_free)

/**
 * RapportOccasions:
 *
 * The calendar of a library: who asks for days gets the meetings of them, and it follows what is
 * committed. Signal `changed`. Main thread; a month of 1,000 clients takes a few milliseconds,
 * as schedules are parsed once.
 */
#define RAPPORT_TYPE_OCCASIONS (rapport_occasions_get_type ())
G_DECLARE_FINAL_TYPE (RapportOccasions, rapport_occasions, RAPPORT, OCCASIONS, GObject)

/* @client: (nullable): only of this one; "" of none, %NULL of all */
RapportOccasions *rapport_occasions_new (RapportLibrary *library, const char *client);

/* (transfer full) (element-type RapportOccasion): those that begin on the days from @from to @to by
 * the clock of this computer, by time; cancelled ones among them. */
GPtrArray *rapport_occasions_list (RapportOccasions *self, RapportDay from, RapportDay to);

/* (transfer full) (nullable): the next that is neither held nor cancelled and has not ended at @now
 * (microseconds since 1970 UTC), within a year. */
RapportOccasion *rapport_occasions_get_next (RapportOccasions *self, gint64 now);

/* Local times. */

/* (transfer full): "2026-11-22T10:00[Europe/Moscow]" of its parts; minutes since midnight */
char *rapport_local_time_make (RapportDay day, int minute, const char *zone);
/* FALSE where it is not one. @day, @minute: (out) (optional); @zone: (out) (transfer full)
 * (optional) */
gboolean rapport_local_time_parse (const char *text, RapportDay *day, int *minute, char **zone);
/* The moment in microseconds since 1970 UTC. An hour that a change of clocks leaves out is that
 * after it; one that comes twice is the first; an unknown zone is UTC. */
gint64 rapport_local_time_get_instant (const char *text);
/* The day and minute at which @instant is on the clock of @zone, %NULL for this computer's. */
void
rapport_local_time_from_instant (gint64 instant, const char *zone, RapportDay *day, int *minute);

/* Verbs. */

/* (transfer none): the record of an occasion, made where there is none, with the participants of
 * its schedule and its own start; within @transaction. */
RapportMeeting *rapport_occasion_ensure_meeting (RapportTransaction *transaction,
                                                 RapportLibrary *library,
                                                 const RapportOccasion *occasion);

/* (transfer none): a meeting outside any schedule. @client may be "". */
RapportMeeting *rapport_meeting_add (RapportTransaction *transaction,
                                     RapportLibrary *library,
                                     const char *client,
                                     const char *title,
                                     const char *start,
                                     int length);

/* Moves one meeting, and only it. A sent invitation gets its next revision. */
void rapport_meeting_move (RapportTransaction *transaction,
                           RapportMeeting *meeting,
                           const char *start,
                           int length);
/* As above; it stays on the calendar, crossed out. */
void rapport_meeting_cancel (RapportTransaction *transaction, RapportMeeting *meeting);

/* Begins and ends it now. The end makes it held, what is open on its agenda stays open for the next
 * one, and it was contact with the client on its day. */
void rapport_meeting_begin (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportMeeting *meeting);
void rapport_meeting_end (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportMeeting *meeting);

/* No more of them after the day before @from; what has a record stays. */
void
rapport_schedule_end (RapportTransaction *transaction, RapportSchedule *schedule, RapportDay from);

/* Where a meeting of @day is held, by what a schedule does on holidays: @day itself, another
 * one, or none where it is left out. @holidays: (element-type gint32), sorted. */
RapportDay rapport_schedule_avoid (const char *word, RapportDay day, GArray *holidays);

/* (transfer none): takes somebody into a meeting: @person is the id of a contact or member, or a
 * name. Who is there already is not taken twice. */
RapportParticipant *rapport_meeting_invite (RapportTransaction *transaction,
                                            RapportLibrary *library,
                                            RapportMeeting *meeting,
                                            const char *person);

/* (transfer full) (element-type RapportParticipant): ours first, then theirs, by name. */
GPtrArray *rapport_meeting_get_participants (RapportLibrary *library, const char *meeting_id);

/* (transfer full): "Call with Romashka" where it has no title of its own. */
char *rapport_meeting_get_title (RapportLibrary *library, RapportMeeting *meeting);
/* The same of a schedule. */
char *rapport_schedule_get_title (RapportLibrary *library, RapportSchedule *schedule);

G_END_DECLS
