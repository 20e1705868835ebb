/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-store-sink.h"

G_BEGIN_DECLS

/**
 * RapportWriter:
 *
 * The thread that puts change sets on disk, one after another. A set that
 * fails stays at the head of the queue and is tried again, at first after half
 * a second, then less and less often, or when asked to. Between the pieces of a
 * great one, small ones that have nothing to do with it are written; they count
 * as durable when all before them are. Its functions are for the main thread.
 */
typedef struct _RapportWriter RapportWriter;

/* Called in the writer's thread after each set: @error is NULL when it is on
 * disk, and then @durable is how far the queue has come. */
typedef void (*RapportWriterFunc) (guint64 durable, const GError *error, gpointer user_data);

/* Takes over @sink. */
RapportWriter *rapport_writer_new (RapportSink *sink, RapportWriterFunc func, gpointer user_data);

/* Tries once more what is left, stops the thread and closes the sink. */
void rapport_writer_free (RapportWriter *self);

void rapport_writer_push (RapportWriter *self, RapportChangeSet *set);
void rapport_writer_push_local (RapportWriter *self, const char *name, const char *value);
void rapport_writer_push_compact (RapportWriter *self, gint64 before, gint64 keep);

guint64 rapport_writer_get_durable (RapportWriter *self);

/* Blocks until @sequence is on disk. FALSE when the next try does not succeed. */
gboolean rapport_writer_wait (RapportWriter *self, guint64 sequence, GError **error);

/* The same for everything that has been pushed, settings included. */
gboolean rapport_writer_drain (RapportWriter *self, GError **error);

/* Whether something that is to be erased may still stand somewhere. */
gboolean rapport_writer_is_erasing (RapportWriter *self);

/* (transfer full) (element-type RapportChangeSet): what is not on disk yet. */
GPtrArray *rapport_writer_get_unwritten (RapportWriter *self);

/* Waits until texts that were put off can be found, at most until @until (monotonic) or until a try
 * fails, and has them made as soon as nothing else is to be written. A try that failed is made
 * again less and less often, then when something else was written, or when asked to. Any thread.
 * rapport_writer_leave() ends all such waiting, for good. */
void rapport_writer_catch_up (RapportWriter *self, gint64 until);
void rapport_writer_leave (RapportWriter *self);

void rapport_writer_retry (RapportWriter *self);

G_END_DECLS
