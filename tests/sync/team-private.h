/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-couch.h"
#include "rapport-library.h"
#include "rapport-replicator.h"
#include "rapport-sqlite-store.h"
#include "team-simulation.h"

/* What the parts of the simulation know of each other. */

#define DAY_USEC (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  char name[8];
  char *path;
  char id[RAPPORT_ID_LENGTH + 1];
  gint64 skew; /* of the clock, microseconds */
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportReplicator *replicator;
  GHashTable *seen; /* words before their eyes */
  gboolean has_backup;
} Member;

typedef struct
{
  guint32 seed;
  const SimulationScale *scale;
  GRand *rand;
  RapportTestServer *server;
  RapportFaultProxy *proxy;
  RapportCouch *admin;
  char *database;
  char *folder;
  GPtrArray *members;
  GHashTable *typed;   /* words, with who typed them where */
  GHashTable *gone;    /* those that somebody took away who saw them */
  GHashTable *circles; /* ids of clients that have one, with the names of who is in it */
  GHashTable *backups; /* databases: the workspace's and all that clients ever had; the number of
                        * its backup and 1, 0 without one */
  GHashTable *strange; /* names of documents of a newer version's own types, with what they say */
  gboolean
    put_back; /* an older file is in the place of one: what it had still to do is not known */
  guint n_words;
  guint n_passes;
  char *forked; /* (nullable): name of a document, of which another node has an edit */
  JsonObject *fork;
} Simulation;

/* team-simulation.c */

gboolean simulation_chance (Simulation *self, double share);
/* Less than @n. */
guint simulation_pick (Simulation *self, guint n);
/* (transfer full): a string that nobody ever typed. */
char *simulation_type_word (Simulation *self, const char *who, const char *where);
/* (transfer full) (nullable): any record of a type. */
RapportRecord *simulation_any_record (Simulation *self, Member *member, GType type);
/* What the member sees now. With @edited, what is not there any more they took away. */
void simulation_look (Simulation *self, Member *member, gboolean edited);

/* (transfer full): what each knows of the record whose document @line has, as JSON. */
char *simulation_tell_who_has (Simulation *self, const char *line);

void simulation_open_member (Simulation *self, Member *member);
void simulation_close_member (Member *member);
/* For one of the databases that the member has. */
void simulation_choose_place (Simulation *self, Member *member, gint64 place);
/* One pass with each database, @most at most, with the answers that a user would give. Whether all
 * got through. */
gboolean simulation_sync_member (Simulation *self, Member *member, guint most);

/* team-edits.c */

/* One of the things that members do with their records. */
void simulation_edit_something (Simulation *self, Member *member);
/* What all have from the start, so that they meet in the same records. */
void simulation_make_first_records (Simulation *self, Member *member);

/* team-events.c */

/* The way to the server gets bad in some respects. */
void simulation_spoil_the_way (Simulation *self);
/* In the middle of a pass the member's machine goes dark: what was saved is there, and what the
 * server took meanwhile is not known. */
void simulation_kill_member (Simulation *self, Member *member);
/* The member puts a copy of the file aside, or that back in its place. */
void simulation_use_backup (Simulation *self, Member *member);
/* A clock is set otherwise. */
void simulation_set_clock (Simulation *self, Member *member);
/* A backup of the server; and it gets that back, or only some of its databases do. */
void simulation_back_up_server (Simulation *self);
void simulation_restore_server (Simulation *self);
/* Another node of the cluster, which is cut off from now on, has an edit of some document; and the
 * nodes meet again. */
void simulation_begin_fork (Simulation *self);
void simulation_end_fork (Simulation *self);
/* A colleague with a newer version writes what this one does not know. */
void simulation_write_newer (Simulation *self);
/* What a restored server has not got any more the colleague writes again; the others can't. */
void simulation_write_newer_again (Simulation *self);
/* A client gets a circle, or another one, or none any more. */
void simulation_move_client (Simulation *self);
/* An administrator puts right who works with which client after the server was restored. */
void simulation_mend_circles (Simulation *self);
/* Nothing of a client with a circle stands in the database of all. Then there are no circles. */
void simulation_check_circles (Simulation *self);
void simulation_close_circles (Simulation *self);
