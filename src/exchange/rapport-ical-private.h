/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calendar files (RFC 5545) as plain structures: rapport-ical.c alone knows libical. */

/* Larger files are refused, and so are those with more events. */
#define RAPPORT_ICAL_MAX_BYTES  (8 * 1024 * 1024)
#define RAPPORT_ICAL_MAX_EVENTS 10000
/* Of one event; what exceeds them is left out. */
#define RAPPORT_ICAL_MAX_PEOPLE 200
#define RAPPORT_ICAL_MAX_TIMES  500

/**
 * RapportIcalPerson:
 * @email: without "mailto:"
 * @answer: "accepted", "tentative", "declined" or ""
 */
typedef struct
{
  char *name;
  char *email;
  char *answer;
  gboolean required;
} RapportIcalPerson;

/**
 * RapportIcalEvent:
 * @uid: "" where the file names none
 * @stamp: microseconds since 1970 UTC
 * @start: local time with its zone
 * @rule: (nullable): a recurrence rule, its UNTIL as a day of the zone
 * @several_rules: it has more than one, or rules that take days away
 * @excluded: (element-type utf8): local times that the rule gives, and are not held
 * @added: (element-type utf8): local times beside the rule
 * @instance: (nullable): local time of the one that this event replaces
 * @status: "" or "cancelled"
 * @organizer: (nullable)
 * @people: (element-type RapportIcalPerson)
 */
typedef struct
{
  char *uid;
  int sequence;
  gint64 stamp;
  char *title;
  char *description;
  char *place;
  char *start;
  int length;
  char *rule;
  gboolean several_rules;
  GPtrArray *excluded;
  GPtrArray *added;
  char *instance;
  const char *status;
  RapportIcalPerson *organizer;
  GPtrArray *people;
} RapportIcalEvent;

/**
 * RapportIcal:
 * @method: "PUBLISH", "REQUEST", "REPLY", "CANCEL" or another, in capitals; "" for none
 * @title: (nullable): what a calendar as a whole is called
 * @remarks: (element-type utf8): what was left out in reading, in words for the user
 */
typedef struct
{
  char *method;
  char *title;
  GPtrArray *events;
  GPtrArray *remarks;
} RapportIcal;

RapportIcalPerson *rapport_ical_person_new (const char *name, const char *email, gboolean required);
void rapport_ical_person_free (RapportIcalPerson *self);

RapportIcalEvent *rapport_ical_event_new (void);
void rapport_ical_event_free (RapportIcalEvent *self);

RapportIcal *rapport_ical_new (const char *method);
void rapport_ical_free (RapportIcal *self);

/* Says it once, and not without end. */
void rapport_ical_take_remark (RapportIcal *self, char *remark);

/* (transfer full): the file, with the zones that its events name. Any thread. */
char *rapport_ical_write (RapportIcal *self);

/* (transfer full): @zone: that of times which say none, or one that nobody knows. %NULL with
 * KIND, DAMAGED or TOO_LARGE of #RAPPORT_EXCHANGE_ERROR; nothing is kept of such a file. Any
 * thread. */
RapportIcal *rapport_ical_read (GBytes *bytes, const char *zone, GError **error);

/* (transfer full) (nullable) (element-type utf8): the local times of a rule from @from to @to, for
 * those that #RapportRecurrence doesn't hold; at most @limit. %NULL where it is none, or
 * comes more often than by the hour. */
GPtrArray *rapport_ical_expand (
  const char *rule, const char *start, RapportDay from, RapportDay to, guint limit);

/* rapport-calendar-zones.c */

/* (transfer full) (nullable): how the zone is called that a file means by @name: as it
 * is, behind the prefix of some program, or one of Windows. */
char *rapport_calendar_zone_find (const char *name);

/* (transfer full): the VTIMEZONE of a zone, for events that begin in @year and later. */
char *rapport_calendar_zone_write (const char *zone, int year);

/* rapport-calendar-mail.c */

/* (transfer full): a letter that invites, to be opened by any mail program. */
GBytes *rapport_calendar_mail_make (RapportIcal *calendar, const char *subject, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportIcalEvent, rapport_ical_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportIcal, rapport_ical_free)

G_END_DECLS
