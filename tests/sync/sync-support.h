/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-fault-proxy.h"
#include "rapport-replicator-private.h"
#include "rapport-test-server.h"
#include "store-support.h"

G_BEGIN_DECLS

/* A colleague with a library of their own. */
typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportReplicator *replicator;
  gint64 place;
  char *user;
  char *password;
  GPtrArray *log; /* what the log of the team would say */
} SyncMate;

/* A server with the database "team", and a proxy before it for those who meet faults. */
typedef struct
{
  RapportTestServer *server; /* NULL where the test is skipped */
  RapportFaultProxy *proxy;
  SyncMate *a; /* NULL in a town that was set up without the two */
  SyncMate *b;
  gconstpointer data; /* of sync_test_add() */
  char *client;       /* the last ones of sync_town_share() */
  char *note;
} SyncTown;

void sync_town_set_up (SyncTown *town, gconstpointer data);
void sync_town_tear_down (SyncTown *town, gconstpointer data);

/* (transfer full): where "team" is; @proxy (nullable) is the way there. */
char *sync_get_address (RapportTestServer *server, RapportFaultProxy *proxy);

/* Who of the two goes by the proxy. */
typedef enum
{
  SYNC_STRAIGHT = 0,
  SYNC_A_BY_PROXY = 1 << 0,
  SYNC_B_BY_PROXY = 1 << 1,
  SYNC_BOTH_BY_PROXY = SYNC_A_BY_PROXY | SYNC_B_BY_PROXY,
} SyncRoads;

/* With two colleagues. */
void sync_town_set_up_two (SyncTown *town, SyncRoads by_proxy);

typedef void (*SyncTest) (SyncTown *town, SyncMate *a, SyncMate *b);

/* Adds a test of two colleagues in a town that is theirs alone. Without a server it is skipped, and
 * @test does not run. @data: nullable, and has to stay. */
void sync_test_add (const char *path, SyncTest test, SyncRoads by_proxy, gconstpointer data);

/* A client of a's, “Ромашка”, with a note: both colleagues have them. */
void sync_town_share (SyncTown *town, const char *body);

/* Connected to "team", through the proxy where @by_proxy. */
SyncMate *sync_mate_new (SyncTown *town, gboolean by_proxy);
/* The same at another address. */
SyncMate *sync_mate_new_at (const char *address);
/* The same with an account, whose member is @me. */
SyncMate *
sync_mate_new_as (const char *address, const char *user, const char *password, const char *me);
/* Looks whether the file is whole, too. */
void sync_mate_free (SyncMate *mate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncMate, sync_mate_free)

/* A library of an open store, as the program makes one. */
RapportLibrary *sync_library_new (RapportSqliteStore *store, RapportClock *clock);

/* For what others do with the file meanwhile. */
void sync_mate_close (SyncMate *mate);
void sync_mate_open (SyncMate *mate);

/* Closes the library, runs @sql (nullable) on its file, and opens it again. */
void sync_mate_reopen (SyncMate *mate, const char *sql);

/* Connects to another address: what stood at the old one is not known there. */
void sync_mate_connect (SyncMate *mate, const char *address);

/* Syncs once; what it ended with. */
RapportReplicatorState sync_once (SyncMate *mate);
/* The same, which must reach the end. */
void sync_fully (SyncMate *mate);

/* The first, the other, and the first again: what either had both have, and both are the same. */
void sync_both (SyncMate *a, SyncMate *b);

/* The next session is of another database of the library; sync_circles() turns back. */
void sync_turn_to (SyncMate *mate, gint64 place);

/* Syncs every database that the library has, one after another, until nothing moves between them
 * any more. @most_steps: after so many it is cut short, and the library opened anew; -1 for never.
 * Whether it came to the end. */
gboolean sync_circles (SyncMate *mate, int most_steps);

/* Answers the question that it ended with, and syncs fully. */
void sync_allow (SyncMate *mate);

/* Runs until the replicator is so. */
void sync_wait_for (SyncMate *mate, RapportReplicatorState state);

/* (transfer full): the id of a new client, and of a note about it. */
char *sync_add_client (SyncMate *mate, const char *name);
char *sync_add_note (SyncMate *mate, const char *client, const char *body);
/* Many clients at once, "client 0" and so on. */
void sync_add_clients (SyncMate *mate, guint n);
/* (transfer full): bytes that do not repeat. */
GBytes *sync_make_bytes (gsize size, guint32 seed);

/* The same for a file of a client, whose bytes @seed makes. */
char *sync_add_file (SyncMate *mate, const char *client, gsize size, guint32 seed);
/* Marks this client's week; a mark has its id from what it is of. */
char *sync_mark (SyncMate *mate, const char *client, const char *member, const char *comment);
void sync_set_name (SyncMate *mate, const char *id, const char *name);
void sync_set_body (SyncMate *mate, const char *id, const char *body);
void sync_move_note (SyncMate *mate, const char *id, const char *client);
void sync_erase (SyncMate *mate, const char *id);
void sync_erase_note (SyncMate *mate, const char *id);
void sync_erase_file (SyncMate *mate, const char *id);
void sync_erase_mark (SyncMate *mate, const char *id);
void sync_erase_all_clients (SyncMate *mate);

/* (transfer full) (nullable): NULL where the record is not there. */
char *sync_get_name (SyncMate *mate, const char *id);
char *sync_get_body (SyncMate *mate, const char *id);

char *sync_get_comment (SyncMate *mate, const char *id);

/* Whether the file is there with its bytes. */
gboolean sync_has_file (SyncMate *mate, const char *id, gsize size, guint32 seed);

/* How many clients there are; conflicts that are not settled. */
guint sync_count_clients (SyncMate *mate);
guint sync_count_conflicts (SyncMate *mate);
RapportSyncCount sync_count (SyncMate *mate);

/* All records of both are the same; everything was sent. */
void sync_assert_equal (SyncMate *a, SyncMate *b);

G_END_DECLS
