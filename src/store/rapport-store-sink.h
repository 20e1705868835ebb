/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-library-lock.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/**
 * RapportSink:
 * @write: puts one set on disk, all of it or nothing; when it returns %TRUE
 *   with @whole, it is there. Without @whole a piece of it is there, which
 *   nobody sees: it goes on with the next call for this set, and other sets,
 *   that have no record in common with it, may be written before that. A set
 *   that is there already is not applied again.
 * @write_local: the same for a setting of this copy; NULL removes it
 * @compact: drops what the log remembers, see rapport_log_compact()
 * @tidy: does what is left of erasing after the rows have gone: no byte of what
 *   was erased stays in the file, in its backups or in what is kept for
 *   rescue. May take seconds. %FALSE when it has to be tried again
 * @untidy: whether there is something to tidy; atomic
 * @catch_up: makes some texts searchable that were put off, for at most some 50 ms; %FALSE when it
 *   has to be tried again
 * @behind: whether there are such; atomic
 * @damaged: whether the file was found damaged while texts were made searchable; atomic
 * @remote: whether another process writes; atomic
 * @free: closes
 *
 * Where the writer's work goes: the file, or the process that holds it. Used
 * by the writer's thread alone, but for @free.
 */
typedef struct _RapportSink RapportSink;

struct _RapportSink
{
  gboolean (*write) (RapportSink *self, RapportChangeSet *set, gboolean *whole, GError **error);
  gboolean (*write_local) (RapportSink *self, const char *name, const char *value, GError **error);
  gboolean (*compact) (RapportSink *self, gint64 before, gint64 keep, GError **error);
  gboolean (*tidy) (RapportSink *self);
  gboolean (*catch_up) (RapportSink *self);
  void (*free) (RapportSink *self);
  int untidy;
  int behind;
  int damaged;
  int remote;
};

/* The library's own file. Takes over @db and @lock; closing releases the lock. */
RapportSink *rapport_file_sink_new (RapportSqlite *db, RapportLibraryLock *lock);

/* Holds the file itself as it is, because it has not been read through yet:
 * what is written stays in the WAL. Before anything is written. Then one of the
 * two, from any thread: the file is whole, and the WAL goes into it as usual;
 * or it is damaged and is never touched, and whoever opens it next is told. Is
 * the sink closed before that, the next opening looks again. */
void rapport_file_sink_hold (RapportSink *sink);
void rapport_file_sink_release (RapportSink *sink);
void rapport_file_sink_mark_damaged (RapportSink *sink);

/* How long it works on a piece of a batch, in microseconds; 0 makes a piece of
 * each change. Before anything is written. */
void rapport_file_sink_set_piece_time (RapportSink *sink, gint64 time);

/* The process that holds the library at @path, over the session bus. When that
 * process goes, the lock is taken and the file written to directly. */
RapportSink *rapport_remote_sink_new (const char *path, GDBusConnection *connection);

G_END_DECLS
