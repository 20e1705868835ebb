/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-server.h"

G_BEGIN_DECLS

#define SERVER_DESIGN "_design/rapport"

/* Which clients have a database of their own, in the workspace's: "circles" has an object for each
 * client by its id, with "database", the name of it, or none where it has come back, "round", how
 * many it has had, "changes", how often this was written, and "members", the ids of those who were
 * let in when it was. Each change has an "id", and in "past" those of earlier ones. */
#define SERVER_CIRCLES "_design/rapport-circles"

/* The same, as members know it who know a newer state than that document: an older one of it was
 * restored. Everybody may write it, so it decides nothing. */
#define SERVER_CLAIMS "_local/rapport-circles"

/* Which database this is, by "identity": it is the same wherever it is copied to. */
#define SERVER_IDENTITY "rapport:database"

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

/* What others may have written is read by these: (nullable), where it is something else. @node is
 * (nullable), and owns the result. */
const char *server_get_text (JsonNode *node, const char *member);
JsonArray *server_get_array (JsonNode *node, const char *member);
JsonNode *server_get_member (JsonNode *node, const char *member);
/* (nullable): the text at @i. */
const char *server_get_element (JsonArray *array, guint i);
/* Whether that text is in @array (nullable). */
gboolean server_has_text (JsonArray *array, const char *text);

/* rapport-server-known.c */

/* 0 where there is none. */
gint64 server_get_integer (JsonNode *circle, const char *member);
/* (nullable): the clients of the document of the circles, or of SERVER_CLAIMS. */
JsonObject *server_get_circles (JsonNode *document);

/* Of what is known of a client (both nullable): whether what the server says is that, or newer. */
gboolean server_circle_is_settled (JsonNode *there, JsonNode *known);
/* Whether it is neither that, nor older, nor newer: an administrator has changed what an older
 * state said. */
gboolean server_circle_is_forked (JsonNode *there, JsonNode *known);
/* Makes @circle a change that comes after these (nullable). */
void server_circle_sign (JsonObject *circle, JsonNode *there, JsonNode *known);

/* (nullable): what members say of a client, where it can be so; owned by @claims (nullable). */
JsonNode *server_find_claim (JsonNode *claims, const char *database, const char *client);
/* Whether @known was newer than what @claims said. */
gboolean server_add_claim (JsonObject *claims, const char *client, JsonNode *known);

G_END_DECLS
