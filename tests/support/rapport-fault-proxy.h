/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Stands between a client and the server of the tests, on a port of its own, served by threads of
 * its own: passes on what is asked and answered, speaks as CouchDB 3.5 does where that server would
 * not, and misbehaves as its rules say. It keeps count of what was asked. All calls are safe from
 * any thread. */
typedef struct _RapportFaultProxy RapportFaultProxy;

/**
 * RapportFaultKind:
 * @RAPPORT_FAULT_STATUS: answers with the status `amount` and the header lines `text`
 * ("Retry-After: 2", or NULL); the server hears nothing of it
 * @RAPPORT_FAULT_CUT_BEFORE: closes the connection; the server hears nothing
 * @RAPPORT_FAULT_CUT_AFTER: closes it when the server has answered
 * @RAPPORT_FAULT_CUT_MID: closes it in the middle of the answer
 * @RAPPORT_FAULT_DELAY: answers after `amount` milliseconds
 * @RAPPORT_FAULT_HOLD: the server hears of it after `amount` milliseconds
 * @RAPPORT_FAULT_HANG: never answers
 * @RAPPORT_FAULT_DRIBBLE: answers a byte at a time, each after `amount` milliseconds
 * @RAPPORT_FAULT_TWICE: delivers the request twice, and answers what the server says to the second
 * @RAPPORT_FAULT_REORDER: the results of _changes come in the opposite order
 * @RAPPORT_FAULT_REPEAT: each result of _changes comes twice
 * @RAPPORT_FAULT_NULL_SEQS: no result of _changes has a number
 * @RAPPORT_FAULT_CUT_JSON: half of the body, as if it were whole
 * @RAPPORT_FAULT_INVALID_JSON: a body that is no JSON, after the true head
 * @RAPPORT_FAULT_DEEP_JSON: 200,000 arrays in each other
 * @RAPPORT_FAULT_TEXT: answers 200 with the body `text`; the server hears nothing of it
 * @RAPPORT_FAULT_HUGE: a body of `amount` MiB (1024 for 0)
 * @RAPPORT_FAULT_GZIP_BOMB: a small gzipped body that is `amount` MiB (256 for 0) when it is
 * unpacked
 * @RAPPORT_FAULT_REDIRECT: 302 to the address `text`
 * @RAPPORT_FAULT_HALF: of _bulk_docs, every second document is refused ("forbidden"), the others
 * arrive
 * @RAPPORT_FAULT_ACCEPTED: 202 instead of 200 and 201, as a cluster says with nodes down
 */
typedef enum
{
  RAPPORT_FAULT_STATUS,
  RAPPORT_FAULT_CUT_BEFORE,
  RAPPORT_FAULT_CUT_AFTER,
  RAPPORT_FAULT_CUT_MID,
  RAPPORT_FAULT_DELAY,
  RAPPORT_FAULT_HOLD,
  RAPPORT_FAULT_HANG,
  RAPPORT_FAULT_DRIBBLE,
  RAPPORT_FAULT_TWICE,
  RAPPORT_FAULT_REORDER,
  RAPPORT_FAULT_REPEAT,
  RAPPORT_FAULT_NULL_SEQS,
  RAPPORT_FAULT_CUT_JSON,
  RAPPORT_FAULT_INVALID_JSON,
  RAPPORT_FAULT_DEEP_JSON,
  RAPPORT_FAULT_TEXT,
  RAPPORT_FAULT_HUGE,
  RAPPORT_FAULT_GZIP_BOMB,
  RAPPORT_FAULT_REDIRECT,
  RAPPORT_FAULT_HALF,
  RAPPORT_FAULT_ACCEPTED,
} RapportFaultKind;

/**
 * RapportFault:
 * @kind: what goes wrong
 * @method: of the requests that are meant; NULL for any
 * @path: a pattern with "*" and "?" over path and query, "*_changes*" for instance; NULL for any
 * @first: the first of the matching requests that it happens to, from 1; 0 is 1 as well
 * @times: to how many of them; 0 for all that follow
 * @amount: see the kind
 * @text: see the kind
 */
typedef struct
{
  RapportFaultKind kind;
  const char *method;
  const char *path;
  guint first;
  guint times;
  guint amount;
  const char *text;
} RapportFault;

/* Before the server of port `upstream`; with `tls`, behind a certificate that nobody trusts. */
RapportFaultProxy *rapport_fault_proxy_new (guint16 upstream, gboolean tls);
void rapport_fault_proxy_free (RapportFaultProxy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFaultProxy, rapport_fault_proxy_free)

/* "http://127.0.0.1:PORT/" or "https://…", with the slash. */
const char *rapport_fault_proxy_get_uri (RapportFaultProxy *self);

/* Adds a rule (copied). Of those that a request meets, the first that is due counts. */
void rapport_fault_proxy_add (RapportFaultProxy *self, const RapportFault *fault);

/* Takes out all rules. */
void rapport_fault_proxy_clear (RapportFaultProxy *self);

/* Whether connections are taken; those that are open end with FALSE. */
void rapport_fault_proxy_set_online (RapportFaultProxy *self, gboolean online);

/* Whether it speaks as CouchDB 3.5 (opaque numbers of changes and so on), which it does from the
 * start; otherwise all is passed on as it is. */
void rapport_fault_proxy_set_couch (RapportFaultProxy *self, gboolean couch);

/* How many requests there were with this method (NULL for any) and path (a pattern; NULL for any).
 */
guint rapport_fault_proxy_count (RapportFaultProxy *self, const char *method, const char *path);

/* How many requests bore a name, a token or a cookie. */
guint rapport_fault_proxy_count_credentials (RapportFaultProxy *self);

/* What was asked that CouchDB 3.5 lacks or that Rapport must not ask, a line each, or NULL. */
char *rapport_fault_proxy_get_wrong (RapportFaultProxy *self);

/* Every request, "METHOD TARGET", a line each, for messages of tests. */
char *rapport_fault_proxy_get_log (RapportFaultProxy *self);

/* Bytes of bodies that were sent to clients so far. */
guint64 rapport_fault_proxy_get_sent (RapportFaultProxy *self);
