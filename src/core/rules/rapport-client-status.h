/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* How close a lost pitch came: from 1, a gross blunder, to 5 (domain.md A.5). */
#define RAPPORT_PITCH_WORST 1
#define RAPPORT_PITCH_BEST  5

/**
 * RapportStatusChange:
 * @status: a word of rapport_client_statuses
 * @day: since when; %RAPPORT_DAY_NONE for today, by the library's clock, or, of a
 *   step that is kept, for an unknown day
 * @reason: (nullable): why, in the user's words
 * @pitch: how close the pitch came, or 0 where that is not known
 *
 * A step of a client through the base (domain.md A.2). The client's own fields
 * (status, status-day, status-reason, pitch) say what its latest step says.
 * Whoever changes either does it by these functions, so that both agree. A
 * client without steps is legal: an imported one, say.
 */
typedef struct
{
  const char *status;
  RapportDay day;
  const char *reason;
  int pitch;
} RapportStatusChange;

/* The one way to put @client somewhere else in the base: its own fields say what
 * is so now, and a base-step what came when. Part of @transaction. Steps of days
 * after @change's hold no longer and go to the trash. The status that it has
 * already puts the latest step right instead, and going back on the same day to
 * where it came from takes the latest step back. Of a client whose steps were
 * never written down, the status that it leaves becomes the first one if its
 * day is known. Who becomes a current client for the first time is one since
 * that day. */
void rapport_client_set_status (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportClient *client,
                                const RapportStatusChange *change);

/* Whether the reason is worth asking for: the client is not with us any more, or
 * not now. */
gboolean rapport_client_status_has_reason (const char *status);

/* For a form, which sets the fields of @client by itself. Where @transaction
 * gives it another status and does not say since when: since today, by the
 * library's clock. A new client is of the status that clients begin with since
 * an unknown day. */
void rapport_client_date_status (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 RapportClient *client);

/* For a form, after everything else: does what rapport_client_set_status() does
 * where @transaction has changed the fields of @client itself. What it has not
 * set of another status is not known: reason and pitch belonged to the one
 * before. */
void rapport_client_note_step (RapportTransaction *transaction,
                               RapportLibrary *library,
                               RapportClient *client);

/* (transfer full) (element-type RapportBaseStep): the steps of a client, the
 * oldest first; those of an unknown day before all. %NULL with an error. */
GPtrArray *
rapport_client_get_steps (RapportLibrary *library, const char *client_id, GError **error);

/* A step that was, put among the others by its day. */
void rapport_client_add_step (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportClient *client,
                              const RapportStatusChange *change);

void rapport_client_change_step (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 RapportClient *client,
                                 RapportBaseStep *step,
                                 const RapportStatusChange *change);

/* Puts the step into the trash. A client that has none left stays as it is. */
void rapport_client_remove_step (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 RapportClient *client,
                                 RapportBaseStep *step);

/* Lets the client's fields say what its latest step says; for where steps came
 * or went in another way, such as out of the trash. */
void rapport_client_settle_status (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportClient *client);

/* What a step, or the client's own fields, say; the strings are the record's. */
void rapport_status_change_of_step (RapportStatusChange *change, RapportBaseStep *step);
void rapport_status_change_of_client (RapportStatusChange *change, RapportClient *client);

G_END_DECLS
