/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The people at clients: their birthdays, when we spoke to them, where they work.
 *
 * A birthday is a day. Where the year is not known it is that of
 * %RAPPORT_BIRTHDAY_NO_YEAR, as address books write it (and a leap year). */
#define RAPPORT_BIRTHDAY_NO_YEAR 1604

/* Of this many days before it on, a birthday is worth a word. */
#define RAPPORT_BIRTHDAY_SOON_DAYS 14

/* @year is 0 where it is not known. None where this is no day. */
RapportDay rapport_birthday_new (int year, int month, int day);
gboolean rapport_birthday_has_year (RapportDay birthday);

/* The next time it is celebrated, today included: in a year without 29 February
 * on 1 March, as nobody wishes a happy birthday too early. */
RapportDay rapport_birthday_next (RapportDay birthday, RapportDay today);

/* Whether the next one is at most %RAPPORT_BIRTHDAY_SOON_DAYS days away. */
gboolean rapport_birthday_is_soon (RapportDay birthday, RapportDay today);

/* How old somebody becomes on @day, which is a day on which the birthday is
 * celebrated; 0 where the year is not known. */
int rapport_birthday_get_age (RapportDay birthday, RapportDay day);

/* In words: "Birthday today", "Birthday in 3 days", "Turns 40 in 3 days";
 * translated. (transfer full) */
char *rapport_birthday_to_text (RapportDay birthday, RapportDay today);

/* Days since @contact was spoken to, or -1 where that is not known. */
int rapport_contact_get_silence (RapportContact *contact, RapportDay today);

/* Whether it is time to speak to an influencer (domain.md A.12): somebody who
 * decides nothing and still matters, not spoken to for as many days as the
 * agency calls silence, or known for as long and never spoken to. */
gboolean
rapport_contact_is_neglected (RapportLibrary *library, RapportContact *contact, RapportDay today);

/* The contact was spoken to on @day, and so was its client. What was later
 * stays. */
void rapport_contact_talked (RapportTransaction *transaction,
                             RapportLibrary *library,
                             RapportContact *contact,
                             RapportDay day);

/* Order for lists: those whose birthday is soon first, the next at the top; then
 * as the user has ordered them, then by name. */
int rapport_contact_compare (RapportContact *a, RapportContact *b, RapportDay today);

/* (transfer full): the jobs of a contact. */
RapportQuery *rapport_contact_query_jobs (const char *contact_id);

/* Order for lists: the present one first, then the latest. */
int rapport_job_compare (RapportJob *a, RapportJob *b);

/**
 * RapportMove:
 * @client_id: (nullable): the client to whom the contact goes; %NULL or "" where
 *   it is none of ours
 * @company: (nullable): the company then, "" where it is not known
 * @position: (nullable): what the contact does there
 * @day: since when; where that is not known, none: the old job ends today
 *
 * What becomes of somebody who leaves a client's company.
 */
typedef struct
{
  const char *client_id;
  const char *company;
  const char *position;
  RapportDay day;
} RapportMove;

/* Ends the job that the contact has and begins another, if one is known. The
 * person stays. It stands in the history of the client that is left. */
void rapport_contact_move (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportContact *contact,
                           const RapportMove *move);

/**
 * RapportLeaver:
 * @contact: somebody who does not work at the client any more
 * @left: the job that has ended there, the last of them
 * @now: (nullable): the present job, where one is known
 *
 * People outlive jobs, and bring the next client (domain.md A.2).
 */
typedef struct
{
  RapportContact *contact;
  RapportJob *left;
  RapportJob *now;
} RapportLeaver;

void rapport_leaver_free (RapportLeaver *self);

/* (transfer full) (element-type RapportLeaver): who has left a client, or, where
 * @client_id is %NULL, any of them; the last to leave first. Who has come back is not
 * among them. %NULL with an error. */
GPtrArray *
rapport_people_find_left (RapportLibrary *library, const char *client_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLeaver, rapport_leaver_free)

G_END_DECLS
