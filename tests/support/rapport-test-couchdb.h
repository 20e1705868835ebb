/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-test-server.h"

/* A CouchDB that somebody has, in the place of the server of the tests: RAPPORT_TEST_COUCHDB has
 * its address, "http://127.0.0.1:5984", and its administrator is the one of rapport-test-server.h.
 * It has to be there for tests alone: the first test makes the database "rapport-tests" where there
 * is no other, and a CouchDB that has others without it is left alone. With it, each test begins
 * and ends by taking out all databases, accounts and settings of tests, so one test runs at a time.
 */

/* (transfer full) (nullable): the address, with the slash at its end. NULL without an error where
 * none is meant, with one where what is meant won't do. */
char *test_couchdb_get_address (GError **error);

/* Looks whether it may be used, and empties it. */
gboolean test_couchdb_begin (RapportTestServer *self, GError **error);
void test_couchdb_end (RapportTestServer *self);

/* The names of its nodes; more than one in a cluster. (transfer full) */
char **test_couchdb_get_nodes (RapportTestServer *self);

/* Changes a setting ("section/key") on each node, and notes what it was. The last status. */
guint test_couchdb_put_setting (RapportTestServer *self, const char *setting, JsonNode *value);

/* See rapport_test_server_snapshot(): done by replication, and with the _local documents, which
 * that leaves behind. Numbers of changes are new ones, so the database looks as after a restore
 * that copied no files. */
guint test_couchdb_snapshot (RapportTestServer *self, const char *database);
void test_couchdb_restore (RapportTestServer *self, const char *database, guint snapshot);
