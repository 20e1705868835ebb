/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-couch.h"

G_BEGIN_DECLS

/* What is asked of a server's patience and of this machine's memory. */
typedef struct
{
  gsize bytes; /* of an answer */
  guint idle;  /* milliseconds without a byte */
  guint wait;  /* the same, where changes are waited for */
  guint total; /* milliseconds for a request */
  guint lost;  /* the same for one to come back that was cancelled */
} CouchLimits;

/* For tests, which have no patience. */
void couch_set_limits (RapportCouch *self, const CouchLimits *limits);

/* For tests, too: the way out, until a request that was cancelled does not come back. */
void couch_set_proxy_resolver (RapportCouch *self, GProxyResolver *resolver);

/* As rapport_couch_request(), with patience for a long poll where @wait is set. @size (out)
 * (optional): of the answer. (transfer full) (nullable): the answer, which has a root. */
yyjson_doc *couch_exchange (RapportCouch *self,
                            const char *method,
                            const char *path,
                            JsonNode *body,
                            gboolean wait,
                            gsize *size,
                            GCancellable *cancellable,
                            GError **error);

/* How many documents the next batch has, of @limit: fewer after large ones. */
guint couch_get_batch (RapportCouch *self, guint limit);
void couch_note_batch (RapportCouch *self, guint asked, gsize size);

/* (transfer full): %NULL with %RAPPORT_COUCH_ERROR_GARBLED. */
yyjson_doc *couch_parse (const char *text, gsize length, GError **error);
/* (transfer full): the answer as a tree; %NULL with the same error for one that is too deep. */
JsonNode *couch_make_node (yyjson_doc *answer, GError **error);

/* (transfer full) (nullable): the reason that the server gives, on one line. */
char *couch_get_reason (const char *text, gsize length);

/* Sets %RAPPORT_COUCH_ERROR_GARBLED, in the user's words; %FALSE. */
gboolean couch_set_garbled (GError **error);

/* Seconds of a Retry-After: a number, or a date that is compared with @now (seconds since 1970). */
guint couch_parse_retry_after (const char *text, gint64 now);

G_END_DECLS
