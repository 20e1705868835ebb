/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One request and its answer, for whoever speaks HTTP here: within limits of time and size, and
 * never without an end. libsoup may not come back to a request that was cancelled (seen with 3.6.5
 * on a busy machine): such a one is given up, and what it holds outlives who waits for it. On the
 * main context that is the thread's default when it begins. */

/**
 * ExchangeLimits:
 * @bytes: of an answer; no more is read
 * @idle: milliseconds without a byte
 * @total: milliseconds for the whole
 * @lost: milliseconds for one to come back that was cancelled
 */
typedef struct
{
  gsize bytes;
  guint idle;
  guint total;
  guint lost;
} ExchangeLimits;

typedef struct _Exchange Exchange;

/* It has ended; called once. */
typedef void (*ExchangeOver) (Exchange *exchange, gpointer user_data);

/**
 * Exchange:
 * @message: what was asked
 * @answer: what has come, as far as it goes; of no use where it is lost
 * @error: (nullable): of the library, which can name the address, and what is in it
 * @over: it has ended: nothing else of it means anything before
 * @lost: it was cancelled, and does not come back
 * @late: the time was up
 * @too_large: there is more than the limit
 * @not_trusted: the certificate was refused
 *
 * An answer has come where there is neither an error nor one of these but @too_large.
 */
struct _Exchange
{
  SoupMessage *message;
  GByteArray *answer;
  GError *error;
  gboolean over;
  gboolean lost;
  gboolean late;
  gboolean too_large;
  gboolean not_trusted;

  /*< private >*/
  ExchangeLimits limits;
  GCancellable *cancellable; /* ours: either the time is up, or the caller's was cancelled */
  GInputStream *stream;
  guint length;   /* of the answer, before what is being read */
  GSource *timer; /* NULL once it has ended, as the next */
  GSource *outer; /* (nullable): of the caller's cancellable */
  gint64 end;
  ExchangeOver callback;
  gpointer user_data;
};

/**
 * exchange_begin:
 * @message: is kept
 * @answer: empty: where the answer is put
 * @cancellable: (nullable): of who waits
 * @callback: (nullable): is called when it has ended, and not before this has returned
 *
 * Asks. Certificates that are not trusted are refused.
 *
 * Returns: (transfer full)
 */
Exchange *exchange_begin (SoupSession *session,
                          SoupMessage *message,
                          GByteArray *answer,
                          const ExchangeLimits *limits,
                          GCancellable *cancellable,
                          ExchangeOver callback,
                          gpointer user_data);

/* For who waits no more, and not before it has ended. */
void exchange_unref (Exchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_unref)

/* Leaves a session that does not come back to a request to itself. */
void exchange_give_up_session (SoupSession **session);

G_END_DECLS
