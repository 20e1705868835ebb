/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-server.h"
#include "sync-support.h"

G_BEGIN_DECLS

/* What must never be said in the workspace's database. */
#define SECRET "Qz7-canary"

enum
{
  ANNA,
  BORIS,
  VERA,
  N_MATES
};

/* Three who have accounts, everything in "team", and all are up to date. */
typedef struct
{
  RapportTestServer *server;
  RapportFaultProxy *proxy; /* NULL without one */
  RapportCouch *admin;
  SyncMate *mates[N_MATES]; /* Vera is not in the circle */
  char *client;
  char *open_client;
  char *note;         /* of client: three lines, "first", "second" and "third" */
  gconstpointer data; /* of circle_test_add() */
} CircleTown;

/* Anna and Boris. */
extern const char *const circle_members[];

typedef void (*CircleTest) (CircleTown *town);

/* Adds a test in a town of its own, in which all three go by a proxy or none does. Without a server
 * it is skipped, and @test does not run. @data: nullable, and has to stay. */
void circle_test_add (const char *path, CircleTest test, gboolean by_proxy, gconstpointer data);

/* (transfer full): the name of the client's database. */
char *circle_open (CircleTown *town, const char *const *members);
void circle_close (CircleTown *town);

/* Everybody syncs, twice. */
void circle_sync_all (CircleTown *town);

/* One colleague syncs every database that the library has, and answers what is asked; whatever a
 * session ends with. */
void circle_sync_some (SyncMate *mate);

/* Whether a database says these words, in what is not deleted. */
void circle_assert_says (CircleTown *town, const char *database, const char *words, gboolean says);

/* Nothing of the client stands in the workspace but in the document of the circles. */
void circle_assert_moved (CircleTown *town);

/* Whether a database has the bytes of a file that @seed makes. */
void circle_assert_has_file (
  CircleTown *town, const char *database, gsize size, guint32 seed, gboolean has);

/* @body: NULL where the note is not there. */
void circle_assert_body (SyncMate *mate, const char *note, const char *body);
guint circle_count_places (SyncMate *mate);

G_END_DECLS
