/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sync-state.h"

G_BEGIN_DECLS

/**
 * RapportTeamJoin:
 * @address: of the workspace's database, without slashes at its end
 * @user: "" where the secret is a token
 * @me: id of the member who works with the library; "" where it has not been set up
 * @member: (out): the member that the account belongs to; "" where the server doesn't say
 *
 * Who wants to join what.
 */
typedef struct
{
  char *address;
  char *user;
  char *me;
  char *member;
} RapportTeamJoin;

void rapport_team_join_free (RapportTeamJoin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTeamJoin, rapport_team_join_free)

/* Whether the library may be synced with the database: it can be signed in to, is new or belongs to
 * the same agency, and the account is that of who works here. Waits for the network; messages are
 * for the user. */
gboolean rapport_team_join_check (RapportTeamJoin *self,
                                  const char *secret,
                                  GCancellable *cancellable,
                                  GError **error);

/* Whether the database of @place, a library's workspace, is at self->address as well, with the same
 * account: a server that has got another name, or another one with the same databases. Waits for
 * the network; messages are for the user. */
gboolean rapport_team_join_check_same (RapportTeamJoin *self,
                                       const RapportSyncPlace *place,
                                       const char *secret,
                                       GCancellable *cancellable,
                                       GError **error);

/* (transfer full): what says so to the library, of the databases of clients, too. */
RapportSyncNote *rapport_team_join_move (const RapportTeamJoin *self,
                                         const RapportSyncPlace *place);

G_END_DECLS
