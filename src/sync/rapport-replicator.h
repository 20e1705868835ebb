/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/**
 * RapportReplicatorState:
 * @RAPPORT_REPLICATOR_IDLE: not started, or ended
 * @RAPPORT_REPLICATOR_WORKING: something is on its way
 * @RAPPORT_REPLICATOR_UP_TO_DATE: everybody has everything, and it listens
 * @RAPPORT_REPLICATOR_OFFLINE: no network or no server; it tries again by itself
 * @RAPPORT_REPLICATOR_DELAYED: the server is there, and something else keeps it from going on, see
 * #RapportReplicator:message; it tries again by itself
 * @RAPPORT_REPLICATOR_SIGN_IN: the server does not know who this is; waits for
 * rapport_replicator_start()
 * @RAPPORT_REPLICATOR_STOPPED: something is wrong that the user has to decide, see
 * #RapportReplicator:question
 */
typedef enum
{
  RAPPORT_REPLICATOR_IDLE,
  RAPPORT_REPLICATOR_WORKING,
  RAPPORT_REPLICATOR_UP_TO_DATE,
  RAPPORT_REPLICATOR_OFFLINE,
  RAPPORT_REPLICATOR_DELAYED,
  RAPPORT_REPLICATOR_SIGN_IN,
  RAPPORT_REPLICATOR_STOPPED,
} RapportReplicatorState;

/**
 * RapportReplicatorQuestion:
 * @RAPPORT_REPLICATOR_NO_QUESTION: go on
 * @RAPPORT_REPLICATOR_QUESTION_GONE: the database is not there any more (404), or is another one of
 * that name: make it anew from what is here, or leave it?
 * @RAPPORT_REPLICATOR_QUESTION_DELETIONS: colleagues' deletions would erase more than 20 records
 * and more than a tenth of the library: let them?
 * @RAPPORT_REPLICATOR_QUESTION_ANOTHER: the database belongs to another workspace than the library
 */
typedef enum
{
  RAPPORT_REPLICATOR_NO_QUESTION,
  RAPPORT_REPLICATOR_QUESTION_GONE,
  RAPPORT_REPLICATOR_QUESTION_DELETIONS,
  RAPPORT_REPLICATOR_QUESTION_ANOTHER,
} RapportReplicatorQuestion;

#define RAPPORT_TYPE_REPLICATOR (rapport_replicator_get_type ())
G_DECLARE_FINAL_TYPE (RapportReplicator, rapport_replicator, RAPPORT, REPLICATOR, GObject)

/**
 * RapportReplicator:
 *
 * Keeps a library and one database alike: pulls, pushes, and pulls again until both have
 * everything, then waits for what comes from either side. The network is served by a thread of its
 * own; records are read and changed on the main thread, some at a time, by rapport_sync_take().
 *
 * Properties, all read-only and told on the main thread: `state` (#RapportReplicatorState),
 * `question`
 * (#RapportReplicatorQuestion), `message` (string, in the user's words why it is offline,
 * delayed or stopped, or %NULL), `received` and `sent` (uint64, documents since the start),
 * `expected` (int64, documents still to come, -1 where that is not known), `reached` (int64, when
 * everybody had everything last, 0 for never), `let-in` (boolean, since the start: the server has
 * taken the password, or something else than that is wrong). Signals: `log (char *line)`, something
 * that the log of the team keeps; `circles`, who works with which client, or what of that is
 * unsettled, is not what this copy knew.
 */

/**
 * rapport_replicator_new:
 * @library: is kept
 * @place: key of a place of its store, whose `replica` names this copy
 */
RapportReplicator *rapport_replicator_new (RapportLibrary *library, gint64 place);

/**
 * rapport_replicator_start:
 * @secret: (nullable): the password or token; wiped when it is not needed any more
 * @follow: %TRUE to go on listening; %FALSE to end when both sides have everything, or with the
 * first error that does not pass by itself
 *
 * Begins, or begins again, after SIGN_IN for instance.
 */
void rapport_replicator_start (RapportReplicator *self, const char *secret, gboolean follow);

/* Ends what is on its way and waits for the thread; nothing is left half-done. */
void rapport_replicator_stop (RapportReplicator *self);

/* The user's answer to the question: go on, though. */
void rapport_replicator_allow (RapportReplicator *self);

/* Tries again now: the network is back, say. */
void rapport_replicator_retry (RapportReplicator *self);

/* Before that another database of the same account is not asked: a server locks an account after
 * some wrong passwords. */
gboolean rapport_replicator_is_let_in (RapportReplicator *self);
RapportReplicatorState rapport_replicator_get_state (RapportReplicator *self);
RapportReplicatorQuestion rapport_replicator_get_question (RapportReplicator *self);
const char *rapport_replicator_get_message (RapportReplicator *self);

G_END_DECLS
