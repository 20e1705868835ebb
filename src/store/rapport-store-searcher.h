/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-query.h"
#include "rapport-sqlite.h"
#include "rapport-store-writer.h"

G_BEGIN_DECLS

/**
 * RapportSearcher:
 *
 * Searches and reads rows in another thread, with a connection of its own that
 * the first search opens. One runs at a time; one that is cancelled stops soon.
 */
typedef struct _RapportSearcher RapportSearcher;

/* @writer: (nullable): outlives the closing; a search waits a moment for what it has put off. */
RapportSearcher *
rapport_searcher_new (const char *path, RapportSqliteMode mode, RapportWriter *writer);

/* Waits for the search that runs, and closes the connection. */
void rapport_searcher_close (RapportSearcher *self);

/* Finishes @task, which is used up, with what rapport_search_find() finds. The
 * task is touched in its own context alone, so that its source object is never
 * dropped in another thread. */
void rapport_searcher_run (
  RapportSearcher *self, const char *words, const char *client, guint limit, GTask *task);

/* The same with the rows of a query; see rapport_rows_query(). */
void rapport_searcher_run_query (RapportSearcher *self, RapportQuery *query, GTask *task);

G_END_DECLS
