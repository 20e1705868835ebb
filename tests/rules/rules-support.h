/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agency.h"
#include "rapport-typing.h"
#include "store-support.h"

G_BEGIN_DECLS

/* A library on a disk, its clock at noon of 22 November 2026, with an agency,
 * a member who works here and one client. */
typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportClient *client;
  const char *client_id;
} Agency;

void agency_set_up (Agency *agency, gconstpointer data);
void agency_tear_down (Agency *agency, gconstpointer data);

/* Closes the file and opens it again, as a restart does. */
void agency_restart (Agency *agency);

/* Puts the clock at noon of a day. */
void agency_set_today (Agency *agency, const char *day);

/* (transfer full): one more client. */
RapportClient *agency_add_client (Agency *agency, const char *name);

/* Commits and drops; must succeed. */
void agency_commit (RapportTransaction *transaction);

/* The number of records that a query finds. */
guint agency_count (Agency *agency, RapportQuery *query);

#define agency_test(path, function)                                                                \
  g_test_add (path, Agency, NULL, agency_set_up, function, agency_tear_down)

G_END_DECLS
