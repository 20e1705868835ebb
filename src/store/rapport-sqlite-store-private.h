/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sqlite-store.h"
#include "rapport-sqlite.h"
#include "rapport-store-sink.h"

G_BEGIN_DECLS

/**
 * RapportSqliteStoreParts:
 * @path: the library
 * @read_path: the file that is read, which is a copy where a library that can't
 *   be written to has changes in its WAL
 * @read_mode: how it is read
 * @sink: where changes go (transfer full), NULL when nothing can be written
 * @remote: whether that is another process
 * @read_only_reason: why nothing can be written, for the user
 * @clock: tells when a day has passed
 *
 * What opening a library found out.
 */
typedef struct
{
  const char *path;
  const char *read_path;
  RapportSqliteMode read_mode;
  RapportSink *sink;
  gboolean remote;
  const char *read_only_reason;
  RapportClock *clock;
} RapportSqliteStoreParts;

/* NULL with an error when the file can't be read. The sink is used up. */
RapportSqliteStore *rapport_sqlite_store_new (const RapportSqliteStoreParts *parts, GError **error);

/* For a library that this process has for itself. @sink is the one that was
 * handed over, and holds the file where it is @unchecked. */
void
rapport_sqlite_store_begin_house (RapportSqliteStore *self, RapportSink *sink, gboolean unchecked);

G_END_DECLS
