/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-server.h"

G_BEGIN_DECLS

/*
 * Who works with a client: what this copy of a library knows of it by itself, and the server's
 * circles (rapport-server.h) for a window, which does not wait. Main thread.
 */

/**
 * RapportTeamCircleState:
 * @RAPPORT_TEAM_CIRCLE_EVERYBODY: the whole team works with the client
 * @RAPPORT_TEAM_CIRCLE_INSIDE: some of it do, and who works here is one of them
 * @RAPPORT_TEAM_CIRCLE_OUTSIDE: some do, and who works here isn't
 * @RAPPORT_TEAM_CIRCLE_HELD: the server was restored: by what it says some do, by what was the last
 *   that this copy knew everybody does. Nothing is sent or received
 */
typedef enum
{
  RAPPORT_TEAM_CIRCLE_EVERYBODY,
  RAPPORT_TEAM_CIRCLE_INSIDE,
  RAPPORT_TEAM_CIRCLE_OUTSIDE,
  RAPPORT_TEAM_CIRCLE_HELD,
} RapportTeamCircleState;

/**
 * RapportTeamCircle:
 * @members: (array zero-terminated=1): ids of those who do; empty where everybody does, or an older
 *   version moved the client
 * @is_moving: what is of the client is on its way between two databases
 * @left: how many records wait for that
 * @unsettled: the server was restored, and does not know this any more
 *
 * As of the last time that there was a network.
 */
typedef struct
{
  RapportTeamCircleState state;
  char **members;
  gboolean is_moving;
  guint left;
  gboolean unsettled;
} RapportTeamCircle;

/* (transfer full): never %NULL. */
RapportTeamCircle *rapport_team_circle_look (RapportLibrary *library, const char *client);
void rapport_team_circle_free (RapportTeamCircle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTeamCircle, rapport_team_circle_free)

/* For who follows what the server says: keeps the ids of those who work with a client; %NULL for
 * everybody. Returns whether it knew something else before. */
gboolean
rapport_team_circle_keep (RapportLibrary *library, const char *client, const char *const *members);

/* The same of all clients, as JSON that only sync reads, for the workspace of that identity.
 * (transfer full): never %NULL; empty where nothing is known of it. */
JsonObject *rapport_team_circle_get_known (RapportLibrary *library, const char *identity);
void
rapport_team_circle_keep_known (RapportLibrary *library, const char *identity, JsonObject *known);

/* Ids of clients of which this copy knows something newer than the server, which was restored. An
 * administrator settles it: rapport_server_mend_circles(), or changing who works with the client.
 * (transfer full): never %NULL. */
char **rapport_team_circle_get_unsettled (RapportLibrary *library);

/* Returns whether they were others before. */
gboolean rapport_team_circle_keep_unsettled (RapportLibrary *library, const char *const *clients);

/* Whether something is to be deleted at @place by now, because it has arrived elsewhere. Any
 * thread. */
gboolean rapport_team_circle_has_left (RapportStore *store, const RapportSyncPlace *place);

/**
 * rapport_team_circle_is_emptied:
 * @place: of a client that is the whole team's again
 * @emptied: (out): nothing of the client is there alone any more
 *
 * What the workspace refuses stays where it was, and can be seen there, until it is taken: a place
 * that was given up is not forgotten before. Any thread.
 */
gboolean rapport_team_circle_is_emptied (RapportStore *store,
                                         const RapportSyncPlace *place,
                                         gboolean *emptied,
                                         GError **error);

/* How many documents the workspace has that a newer version wrote and this one can't move, as it
 * does not know what they are and whose. FALSE with an error. */
void rapport_team_circle_count_unknown_async (RapportStore *store,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean rapport_team_circle_count_unknown_finish (GAsyncResult *result, guint *n, GError **error);

/**
 * RapportTeamCircleAdmin:
 * @address: of the workspace's database
 * @user: an administrator of its server
 * @secret: the password, which is kept nowhere
 *
 * Who asks.
 */
typedef struct
{
  const char *address;
  const char *user;
  const char *secret;
} RapportTeamCircleAdmin;

/* See rapport_server_find_circle(). */
void rapport_team_circle_find_async (const RapportTeamCircleAdmin *admin,
                                     const char *client,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
RapportServerCircle *rapport_team_circle_find_finish (GAsyncResult *result, GError **error);

/**
 * rapport_team_circle_change_async:
 * @names: (nullable): of accounts; %NULL for the whole team
 * @changes: of the #RapportServerCircle that they were chosen from
 * @progress: (nullable): is told of each step in this thread, and not after @callback
 * @cancellable: once the last step has begun nothing is cancelled any more
 *
 * See rapport_server_open_circle(). Everybody's copy follows with its next sync, this one too.
 */
void rapport_team_circle_change_async (const RapportTeamCircleAdmin *admin,
                                       const char *client,
                                       const char *const *names,
                                       gint64 changes,
                                       RapportServerProgress progress,
                                       gpointer progress_data,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* @changes: (out): what it is now, where it was done. */
gboolean rapport_team_circle_change_finish (GAsyncResult *result, gint64 *changes, GError **error);

G_END_DECLS
