/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-couch.h"

G_BEGIN_DECLS

/* Why a database does not take a record, as the store keeps it (#RapportSyncEntry:blocked): a code
 * that stays the same in every language and version, and what the server said, in its words. Codes
 * are for scripts and for the words below; "author", "member", "stamp", "fields", "field-name",
 * "piece-size", "piece-bytes", "identity" and "foreign" are of the function in
 * data/server/validate.js, "too-large", "file-too-large", "not-understood", "forbidden",
 * "rule-failed" and "other" of the server. Any thread. */

/* (transfer full): of a document whose result is @error ("forbidden", …) for @reason (nullable),
 * to be kept. */
char *rapport_refusal_new (const char *error, const char *reason);

/* (transfer full): of a request that was refused as a whole. */
char *rapport_refusal_new_for_error (const GError *error);

/* (transfer full): the same of a file that a record has. */
char *rapport_refusal_new_for_file (const char *refusal);

/**
 * RapportRefusal:
 * @code: see above
 * @title: a heading above records to which the same happened, short
 * @what: what happened, in words for the user
 * @advice: what the user can do about it, in words
 * @detail: what the server said, in its language, "" for nothing
 * @is_clear: @what says all that @detail does
 */
typedef struct
{
  const char *code;
  const char *title;
  const char *what;
  const char *advice;
  const char *detail;
  gboolean is_clear;
} RapportRefusal;

/* @self points into @refusal (kept by whatever version) and into static memory. */
void rapport_refusal_read (const char *refusal, RapportRefusal *self);

/* (transfer full): one line for a log: what happened, and what the server said. */
char *rapport_refusal_write_line (const char *refusal);

G_END_DECLS
