/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-replicator.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_TEAM (rapport_team_get_type ())
G_DECLARE_FINAL_TYPE (RapportTeam, rapport_team, RAPPORT, TEAM, GObject)

/**
 * RapportTeamKeyring:
 * @RAPPORT_TEAM_KEYRING_FINE: what one signs in with is kept, or nothing is known yet
 * @RAPPORT_TEAM_KEYRING_MISSING: there is none on this computer: at each start the user is asked
 * @RAPPORT_TEAM_KEYRING_LOCKED: there is one, which was not unlocked
 * @RAPPORT_TEAM_KEYRING_KEEPS: it was not unlocked when the team was left, and has the password
 * still
 *
 * How it went with the keyring last.
 */
typedef enum
{
  RAPPORT_TEAM_KEYRING_FINE,
  RAPPORT_TEAM_KEYRING_MISSING,
  RAPPORT_TEAM_KEYRING_LOCKED,
  RAPPORT_TEAM_KEYRING_KEEPS,
} RapportTeamKeyring;

/**
 * RapportTeam:
 *
 * The colleagues of a library: the databases that it is synced with, a replicator for each, the
 * keyring with what one signs in with, and a log that survives closing. Main thread.
 *
 * Properties, read-only: `connected` (boolean, whether there is a team), `state`
 * (#RapportReplicatorState: of several databases that which asks for most), `message` (string or
 * %NULL: why it is offline or stopped), `question` (#RapportReplicatorQuestion), `waiting` and
 * `blocked` (uint, records), `address` and `user` (strings, of the workspace's database, "" without
 * one), `keyring` (#RapportTeamKeyring), `expected` (int64, documents still to come in, -1 where
 * that is not known). Signals: `logged`, the log has grown; `circles`, who works with which client,
 * or what of that is unsettled, is not what it was (rapport-team-circle.h).
 */

/**
 * rapport_team_new:
 * @path: the file of the library
 * @log: (nullable): the file that keeps the log; %NULL for none
 */
RapportTeam *rapport_team_new (RapportLibrary *library, const char *path, const char *log);

/* Looks for the databases of the library and begins with each. Nothing happens where there is none,
 * or the library is read-only, and nothing new where it has begun. */
void rapport_team_start (RapportTeam *self);

/* Ends what is on its way; nothing is left half-done. Waits for the network a little. */
void rapport_team_stop (RapportTeam *self);

gboolean rapport_team_is_connected (RapportTeam *self);
RapportReplicatorState rapport_team_get_state (RapportTeam *self);
RapportReplicatorQuestion rapport_team_get_question (RapportTeam *self);
const char *rapport_team_get_message (RapportTeam *self);
guint rapport_team_get_waiting (RapportTeam *self);
guint rapport_team_get_blocked (RapportTeam *self);
RapportTeamKeyring rapport_team_get_keyring (RapportTeam *self);
const char *rapport_team_get_address (RapportTeam *self);
const char *rapport_team_get_user (RapportTeam *self);

/* When everybody had everything last, in microseconds since 1970; 0 for never. */
gint64 rapport_team_get_reached (RapportTeam *self);

/* How many documents have come in since it began; told together with `expected`. */
guint64 rapport_team_get_received (RapportTeam *self);

/**
 * rapport_team_connect_async:
 * @address: of the workspace's database, "https://host/agency"
 * @user: the name by which one signs in; "" where @secret is a token
 * @secret: goes into the keyring, and nowhere else
 *
 * Signs in, looks whether the database is one of this library's workspace or a new one, keeps the
 * secret, and begins. A library that has no member of its own yet takes the one that the account
 * belongs to. Messages of errors are for the user; after one nothing has changed.
 */
void rapport_team_connect_async (RapportTeam *self,
                                 const char *address,
                                 const char *user,
                                 const char *secret,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rapport_team_connect_finish (RapportTeam *self, GAsyncResult *result, GError **error);

/**
 * rapport_team_change_address_async:
 * @address: where the workspace's database is by now, under the name that it had
 * @secret: (nullable): of the account; %NULL for the one in the keyring
 *
 * The server has got another name, or the databases another server: looks whether it is the same
 * database there, writes its address and those of clients' databases down, and begins anew. What
 * both sides agreed on is kept, so nothing is asked twice. Messages of errors are for the user;
 * after one nothing has changed.
 */
void rapport_team_change_address_async (RapportTeam *self,
                                        const char *address,
                                        const char *secret,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
rapport_team_change_address_finish (RapportTeam *self, GAsyncResult *result, GError **error);

/* After SIGN_IN: another password or token, which is kept where the server takes it. */
void rapport_team_sign_in (RapportTeam *self, const char *secret);

/* Leaves the team: the records stay here, nothing is sent or received any more, the password is
 * forgotten. What waits to be sent does not reach anybody. */
void rapport_team_leave (RapportTeam *self);

/* Tries again now. */
void rapport_team_sync_now (RapportTeam *self);

/* The user's answer to the question: go on, though. */
void rapport_team_allow (RapportTeam *self);

/* (transfer full) (element-type RapportSyncEntry): what the database refused, with the reason.
 * %NULL with an error. */
GPtrArray *rapport_team_find_blocked (RapportTeam *self, GError **error);

/* Tries to send once more what was refused. */
void rapport_team_retry_blocked (RapportTeam *self);

/* (transfer none) (element-type utf8): lines of the log, the newest last: a time (ISO 8601, UTC), a
 * tab, and what happened, in the language that it was written in. */
GPtrArray *rapport_team_get_log (RapportTeam *self);

G_END_DECLS
