/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-calendar.h"
#include "rapport-ical-private.h"

G_BEGIN_DECLS

/* A calendar that comes in: what is known is told by its name (UID), the rest becomes meetings and
 * schedules of the chosen client. Worked out event by event in one transaction, so that all of it
 * is one step, or none. */
typedef struct
{
  RapportLibrary *library;
  char *client;
  RapportIcal *ical;
  RapportTransaction *transaction;
  RapportCalendarImport *import;
  char *entry;
  char *zone;
  GHashTable *contacts; /* address in small letters to id */
  GHashTable *made;     /* name to RapportRecord, of this file */
  GPtrArray *order;     /* of RapportIcalEvent: those that replace one come last */
  guint next;
  guint n_new;
  gboolean answers; /* the second round of answers, when their meetings are there */
} CalendarTaker;

void calendar_take_remark (CalendarTaker *taker, char *remark);

/* What a message calls it. */
const char *calendar_get_name (const RapportIcalEvent *event);

/* The day of a schedule that a file means by @time, or none. */
RapportDay calendar_find_day (CalendarTaker *taker, RapportRecord *schedule, const char *time);

/* (transfer none): the meeting of a day of a schedule, made where it is not there. */
RapportMeeting *
calendar_ensure_meeting (CalendarTaker *taker, RapportRecord *schedule, RapportDay day);

/* An event as a whole, and one that replaces a single time of it. */
void calendar_take_master (CalendarTaker *taker, RapportIcalEvent *event);
void calendar_take_instance (CalendarTaker *taker, RapportIcalEvent *event);

/* rapport-calendar-answers.c */
void calendar_take_reply (CalendarTaker *taker, RapportIcalEvent *event);
void calendar_take_counter (CalendarTaker *taker, RapportIcalEvent *event);

G_END_DECLS
