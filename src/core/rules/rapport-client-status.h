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
 * @day: since when; %RAPPORT_DAY_NONE for today, by the library's clock
 * @reason: (nullable): why, in the user's words
 * @pitch: how close the pitch came, or 0 where that is not known
 *
 * A step of a client through the base (domain.md A.2).
 */
typedef struct
{
  const char *status;
  RapportDay day;
  const char *reason;
  int pitch;
} RapportStatusChange;

/* The one way to put @client somewhere else in the base: its own fields say what
 * is so now, and a base-step what came when. Part of @transaction. */
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

/* For a form, after everything else: writes down what @transaction does to the
 * status of @client. Another status is a new base-step; where only day, reason or
 * pitch are others, its step is put right. Of a client whose steps were
 * never written down, the status that it leaves becomes the first one if its day
 * is known. */
void rapport_client_note_step (RapportTransaction *transaction,
                               RapportLibrary *library,
                               RapportClient *client);

/* (transfer full) (element-type RapportBaseStep): the steps of a client, the
 * oldest first; those of an unknown day before all. %NULL with an error. */
GPtrArray *
rapport_client_get_steps (RapportLibrary *library, const char *client_id, GError **error);

G_END_DECLS
