/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library-file.h"
#include "rapport-library.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* Noon of 22 November 2026, at which the clocks of the tests stand. */
#define TEST_NOW G_GINT64_CONSTANT (1795348800000000)

/* (transfer full): a new empty folder; and its removal with all that is in it. */
char *test_folder_new (void);
void test_folder_free (char *folder);

/* A library that must open. */
RapportSqliteStore *test_open (const char *path, RapportClock *clock);

/* Waits for the disk and drops the last reference. */
void test_close (RapportSqliteStore *store);

/* Fails unless SQLite finds the file whole. */
void test_assert_whole (const char *path);

/* (transfer full) (nullable): a value that a field may hold; sometimes none. */
GVariant *test_random_value (GRand *rand, const RapportField *field);

/* (transfer full): an edit of @author in the history of @client, numbered as a
 * library would. */
RapportChangeSet *test_set_new (const char *label, const char *author, const char *client);
RapportChangeSet *test_set_new_from_head (const RapportChangeHead *head);

/* Adds a field of a record to it. */
void test_set_add (RapportChangeSet *set,
                   const RapportRecordInfo *info,
                   const char *id,
                   RapportOperation operation,
                   guint field,
                   GVariant *after);

/* Commits, waits for the disk, and drops the set. */
void test_commit (RapportSqliteStore *store, RapportChangeSet *set);

/* (transfer full) (element-type RapportHit): a search, waited for. */
GPtrArray *
test_search (RapportSqliteStore *store, const char *words, const char *client, guint limit);

/* Runs SQL on a file that is not open, as any tool could. */
void test_run_sql (const char *path, const char *sql);
gint64 test_get_integer (const char *path, const char *sql);

G_END_DECLS
