/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* A server that speaks CouchDB's protocol, of this test alone: tests/server in a process of its own
 * on a free port of this computer, its databases in memory. It ends with the test, however that
 * ends. Where RAPPORT_TEST_COUCHDB is set it is that CouchDB instead; see rapport-test-couchdb.h.
 *
 * Calls wait for the answer without running any main loop: they go to the server itself, never
 * through a proxy of the test. What goes wrong on the way there fails the test. */
typedef struct _RapportTestServer RapportTestServer;

#define RAPPORT_TEST_SERVER_ADMIN    "admin"
#define RAPPORT_TEST_SERVER_PASSWORD "secret"

/* Starts one. NULL with G_IO_ERROR_NOT_FOUND where node or the packages of the server are missing;
 * the message is the reason to skip a test with, see rapport_test_server_or_skip(). */
RapportTestServer *rapport_test_server_new (GError **error);

/* As rapport_test_server_new(); NULL once the running test has been marked as skipped. */
RapportTestServer *rapport_test_server_or_skip (void);

/* The same for tests that need the server of tests/server, whatever RAPPORT_TEST_COUCHDB says. */
RapportTestServer *rapport_test_server_own_or_skip (void);

void rapport_test_server_free (RapportTestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTestServer, rapport_test_server_free)

/* "http://127.0.0.1:PORT/", with the slash; the port. */
const char *rapport_test_server_get_uri (RapportTestServer *self);
guint16 rapport_test_server_get_port (RapportTestServer *self);

/* An account of _users. `roles` ends with NULL, or is NULL for none. */
void rapport_test_server_put_user (RapportTestServer *self,
                                   const char *name,
                                   const char *password,
                                   const char *const *roles);

/* A token that "Authorization: Bearer TOKEN" may name instead of a password. */
void rapport_test_server_put_token (RapportTestServer *self, const char *token, const char *name);

/* An empty database. With `members` (names, ends with NULL) only they and the administrator may use
 * it; with NULL, anyone who has an account. */
void rapport_test_server_make_database (RapportTestServer *self,
                                        const char *database,
                                        const char *const *members);

/* Deletes a database and makes it again, empty, with the same members: what an old `since` meets
 * then. */
void rapport_test_server_recreate (RapportTestServer *self, const char *database);

/* Keeps the state of a database, and takes it back to such a state, as a restored backup does:
 * revisions and numbers of changes are those of then. */
guint rapport_test_server_snapshot (RapportTestServer *self, const char *database);
void rapport_test_server_restore (RapportTestServer *self, const char *database, guint snapshot);

/* Writes a revision beside those that are there, as a node of a cluster that was cut off does: the
 * document `body` (its members without _id and _rev; consumed) as revision `generation` that comes
 * from `parent` ("1-abc…", or NULL where `generation` is 1). Returns its _rev. */
char *rapport_test_server_fork (RapportTestServer *self,
                                const char *database,
                                const char *id,
                                guint generation,
                                const char *parent,
                                JsonObject *body);

/* Whether the server is a cluster, in which what was written since @began (of
 * g_get_monotonic_time()) need not be on all nodes yet. For who looks again. */
gboolean rapport_test_server_lags (RapportTestServer *self, gint64 began);

/* Any request as the administrator. `path` begins with a slash and is escaped. `body` may be NULL.
 * Returns the status; `answer` (may be NULL) gets the parsed JSON, or NULL where it is none. */
guint rapport_test_server_request (
  RapportTestServer *self, const char *method, const char *path, JsonNode *body, JsonNode **answer);

/* The same as another user, "NAME:PASSWORD", or NULL for nobody. */
guint rapport_test_server_request_as (RapportTestServer *self,
                                      const char *user,
                                      const char *method,
                                      const char *path,
                                      JsonNode *body,
                                      JsonNode **answer);

/* The document, its conflicts named in _conflicts, or NULL. */
JsonObject *
rapport_test_server_get_document (RapportTestServer *self, const char *database, const char *id);

/* Writes a document (consumed) and returns its new _rev; fails the test where it is refused. */
char *rapport_test_server_put_document (RapportTestServer *self,
                                        const char *database,
                                        const char *id,
                                        JsonObject *document);
