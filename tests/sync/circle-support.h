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
  RapportTestServer *server; /* NULL where the test is skipped */
  RapportFaultProxy *proxy;  /* NULL without one */
  RapportCouch *admin;
  SyncMate *mates[N_MATES]; /* Vera is not in the circle */
  char *client;
  char *open_client;
  char *note; /* of client: three lines, "first", "second" and "third" */
} CircleTown;

/* Anna and Boris. */
extern const char *const circle_members[];

void circle_set_up (CircleTown *town, gconstpointer data);
void circle_tear_down (CircleTown *town, gconstpointer data);
/* The same with all three behind a proxy. */
void circle_set_up_by_proxy (CircleTown *town, gconstpointer data);

/* (transfer full): the name of the client's database. */
char *circle_open (CircleTown *town, const char *const *members);
void circle_close (CircleTown *town);

/* Everybody syncs, twice. */
void circle_sync_all (CircleTown *town);

/* Whether a database says these words, in what is not deleted. */
void circle_assert_says (CircleTown *town, const char *database, const char *words, gboolean says);

/* Nothing of the client stands in the workspace but in the document of the circles. */
void circle_assert_moved (CircleTown *town);

/* @body: NULL where the note is not there. */
void circle_assert_body (SyncMate *mate, const char *note, const char *body);
guint circle_count_places (SyncMate *mate);

G_END_DECLS
