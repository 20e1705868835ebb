/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-json.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_COUCH_ERROR (rapport_couch_error_quark ())
GQuark rapport_couch_error_quark (void);

/**
 * RapportCouchError:
 * @RAPPORT_COUCH_ERROR_OFFLINE: there is no way to the server, or it went silent
 * @RAPPORT_COUCH_ERROR_NOT_TRUSTED: it can't prove who it is, or points to another address; nothing
 *   secret was sent
 * @RAPPORT_COUCH_ERROR_SIGN_IN: 401
 * @RAPPORT_COUCH_ERROR_FORBIDDEN: 403
 * @RAPPORT_COUCH_ERROR_NOT_FOUND: 404: no such database or document
 * @RAPPORT_COUCH_ERROR_CONFLICT: 409
 * @RAPPORT_COUCH_ERROR_EXISTS: 412
 * @RAPPORT_COUCH_ERROR_TOO_LARGE: 413: of a whole request, or an answer beyond our cap
 * @RAPPORT_COUCH_ERROR_BUSY: 429, 500, 502, 503, 504, and the 403 of an account that is locked for
 * some minutes: later; see rapport_couch_get_retry_after()
 * @RAPPORT_COUCH_ERROR_REFUSED: any other status of 400 and more
 * @RAPPORT_COUCH_ERROR_GARBLED: an answer that is cut, is no JSON, nested too deeply, or not what
 * CouchDB says; nothing of it was used
 *
 * Messages are for the user; the log has the rest, without secrets.
 */
typedef enum
{
  RAPPORT_COUCH_ERROR_OFFLINE,
  RAPPORT_COUCH_ERROR_NOT_TRUSTED,
  RAPPORT_COUCH_ERROR_SIGN_IN,
  RAPPORT_COUCH_ERROR_FORBIDDEN,
  RAPPORT_COUCH_ERROR_NOT_FOUND,
  RAPPORT_COUCH_ERROR_CONFLICT,
  RAPPORT_COUCH_ERROR_EXISTS,
  RAPPORT_COUCH_ERROR_TOO_LARGE,
  RAPPORT_COUCH_ERROR_BUSY,
  RAPPORT_COUCH_ERROR_REFUSED,
  RAPPORT_COUCH_ERROR_GARBLED,
} RapportCouchError;

/**
 * RapportCouch:
 *
 * A client of one CouchDB 3.x server: requests that wait for their answer, for a thread of their
 * own. Made, used and freed in one thread; only the #GCancellable may be touched from another.
 * Certificates that are not trusted are refused, redirections are not followed, name and password
 * go to this server alone and only over TLS or within this computer. An answer is at most 64 MiB; a
 * single wait without a byte at most 30 seconds, a request at most 10 minutes. Nothing is asked
 * that CouchDB 3.3 lacks.
 */
typedef struct _RapportCouch RapportCouch;

/**
 * rapport_couch_new:
 * @address: of the server or of a database, beginning with https:// (or http:// on this computer)
 * @user: (nullable): with @secret as its password; %NULL where @secret is a token (`Bearer`)
 * @secret: (nullable): %NULL for nobody
 *
 * Returns: %NULL with %RAPPORT_COUCH_ERROR_NOT_TRUSTED or %RAPPORT_COUCH_ERROR_REFUSED for an
 * address that can't be used
 */
RapportCouch *
rapport_couch_new (const char *address, const char *user, const char *secret, GError **error);
/* The same account at another address of the same server. */
RapportCouch *rapport_couch_new_beside (RapportCouch *self, const char *address, GError **error);
void rapport_couch_free (RapportCouch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCouch, rapport_couch_free)

/* Seconds for which a server that is busy asked to be left alone; 0 where it didn't say. */
guint rapport_couch_get_retry_after (RapportCouch *self);

/* The path of a document of the database: every part is escaped ("+" as well). (transfer full) */
char *rapport_couch_document_path (const char *name);

/**
 * rapport_couch_request:
 * @method: "GET", "PUT", "POST" or "DELETE"
 * @path: relative to the address, escaped, with its query; "" for the address itself
 * @body: (nullable): sent as JSON
 *
 * One request of whatever kind. (transfer full): the answer's JSON, %NULL with an error for any
 * status of 400 and more.
 */
JsonNode *rapport_couch_request (RapportCouch *self,
                                 const char *method,
                                 const char *path,
                                 JsonNode *body,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * RapportCouchChange:
 * @name: `_id`
 * @revision: the winning leaf
 * @deleted: it is a tombstone
 * @document: (nullable): with include_docs; lives as long as the changes
 */
typedef struct
{
  char *name;
  char *revision;
  gboolean deleted;
  yyjson_val *document;
} RapportCouchChange;

/**
 * RapportCouchChanges:
 * @changes: (element-type RapportCouchChange)
 * @last: the `last_seq`, an opaque text; a number is written as text
 * @pending: how many there are behind it; -1 where the server doesn't say
 * @answer: what the documents stand in
 */
typedef struct
{
  GPtrArray *changes;
  char *last;
  gint64 pending;
  yyjson_doc *answer;
} RapportCouchChanges;

void rapport_couch_changes_free (RapportCouchChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCouchChanges, rapport_couch_changes_free)

/**
 * rapport_couch_get_changes:
 * @since: where to go on, "" for the beginning
 * @limit: at most so many; a batch is smaller where documents are large (8 MiB of JSON)
 * @wait: %TRUE to wait for a change where there is none (long poll with heartbeats): returns an
 * empty batch when the server or 10 minutes end it
 *
 * The documents that changed, with those that stand in conflict (`conflicts=true`).
 */
RapportCouchChanges *rapport_couch_get_changes (RapportCouch *self,
                                                const char *since,
                                                guint limit,
                                                gboolean wait,
                                                GCancellable *cancellable,
                                                GError **error);

/**
 * RapportCouchResult:
 * @name: `_id`
 * @revision: (nullable): the new one where it was taken
 * @error: (nullable): "conflict", "forbidden", … where it was not
 * @reason: (nullable): what the server says of it
 */
typedef struct
{
  char *name;
  char *revision;
  char *error;
  char *reason;
} RapportCouchResult;

/* (transfer full) (element-type RapportCouchResult): what became of each document, in their order;
 * never `new_edits=false`. */
GPtrArray *rapport_couch_put_documents (RapportCouch *self,
                                        GPtrArray *documents,
                                        GCancellable *cancellable,
                                        GError **error);

/* (transfer full) (element-type JsonNode): these leaves of a document, deleted ones as tombstones;
 * what the server lacks is left out. */
GPtrArray *rapport_couch_get_revisions (RapportCouch *self,
                                        const char *name,
                                        const char *const *revisions,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
