/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-team-log.h"
#include "rapport-team.h"

G_BEGIN_DECLS

/* What the files of RapportTeam share. Main thread. */

struct _RapportTeam
{
  GObject parent_instance;

  RapportLibrary *library;
  char *path;
  RapportTeamLog *log;
  GNetworkMonitor *network;
  GCancellable *cancellable;
  GPtrArray *places;      /* of TeamPlace; the workspace's is the first */
  RapportSyncCount count; /* of all places */
  guint counting;         /* source: the count is looked at anew */
  guint looking;          /* source: the places are looked at anew */
  char *secret;           /* (nullable): that was of use last, where there may be no keyring */
  RapportTeamKeyring keyring;
};

/* A database and who keeps it alike. */
typedef struct
{
  RapportTeam *team;
  RapportSyncPlace *place;
  RapportReplicator *replicator;
  char *offered;           /* (nullable): a secret that is kept once the server takes it */
  gboolean asking;         /* the keyring; somebody may have to unlock it first */
  gboolean without_secret; /* it began without one: none is kept here */
  gboolean held;           /* it begins when another place has been let in */
} TeamPlace;

/* rapport-team.c */

/* @sentence: for the user, in their language */
void team_write_log (RapportTeam *self, const char *sentence);

/* Says something of sync, and of nothing else; takes @note over. */
void team_apply_note (RapportTeam *self, RapportSyncNote *note);

/* (transfer full): what the password of a database is kept for in the keyring: one account is for
 * all databases. */
char *team_get_purpose (RapportTeam *self, const RapportSyncPlace *place);
/* Keeps it there, or forgets it where @secret is %NULL; what the keyring says to that is told. */
void team_keep_secret (RapportTeam *self, const RapportSyncPlace *place, const char *secret);

/* The workspace's; %NULL without a team. */
TeamPlace *team_find_workspace (RapportTeam *self);
/* Takes up places that were not there; (nullable): the workspace's. */
TeamPlace *team_read_places (RapportTeam *self);

/* What waits is counted, and told, in a moment. */
void team_count_soon (RapportTeam *self);
/* Everything that is known of it may be new. */
void team_notify_all (RapportTeam *self);

G_END_DECLS
