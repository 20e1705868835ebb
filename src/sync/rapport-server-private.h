/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-server.h"

G_BEGIN_DECLS

#define SERVER_DESIGN "_design/rapport"

/* Which clients have a database of their own, in the workspace's: "circles" has an object for each
 * client by its id, with "database", the name of it, or none where it has come back, "round", how
 * many it has had, "changes", how often this was written, and "members", the ids of those who were
 * let in when it was. */
#define SERVER_CIRCLES "_design/rapport-circles"

/* What stands between the workspace's name and the rest of that of a client's database. */
#define SERVER_CIRCLE "-circle-"

/* The role of an account that says which member it is, before the id. */
#define SERVER_MEMBER "member:"

/* Older ones lack what sync asks for; what is older than the safe one has holes that are known. */
#define SERVER_LEAST_VERSION "3.0"
#define SERVER_SAFE_VERSION  "3.3.3"

/* Below, equal or above 0, as strcmp(), number by number. */
int server_compare_version (const char *a, const char *b);

/* (transfer full): what `_security` of a database is to say. */
JsonNode *server_make_security (const char *database);

/* (transfer full): the function that looks at each document, as it is handed to CouchDB. */
char *server_read_validate (void);

/* (transfer full) (nullable): %NULL without @failed where there is none. */
JsonNode *server_get_optional (RapportCouch *server,
                               const char *path,
                               GCancellable *cancellable,
                               gboolean *failed,
                               GError **error);

/* Writes a document, or what else a path stands for. */
gboolean server_put (RapportCouch *server,
                     const char *path,
                     JsonNode *body,
                     GCancellable *cancellable,
                     GError **error);

/* Only an administrator sees and changes accounts; others get @message before anything is tried. */
gboolean server_check_administrator (RapportCouch *server,
                                     const char *message,
                                     GCancellable *cancellable,
                                     GError **error);

/* (transfer full) (element-type JsonNode): the documents of all accounts, each with a name. */
GPtrArray *server_find_accounts (RapportCouch *server, GCancellable *cancellable, GError **error);

/* (transfer full): whose account that is; `member` is "" where it doesn't say. */
RapportServerLogin *server_read_login (JsonNode *account);

/* After an account was let in to a database by itself, or shut out of it: where it is that of a
 * client with a circle, the document of the circles says who is in that, too. */
gboolean server_settle_circle (RapportCouch *server,
                               const char *database,
                               GCancellable *cancellable,
                               GError **error);

/* (nullable): a member that is a text. */
const char *server_get_text (JsonNode *node, const char *member);

G_END_DECLS
