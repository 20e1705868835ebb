/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What Rapport asks of SQLite, written down and asked again by nothing but SQLite: the same
 * statements with the same values in the same order. The program that links this has its calls of
 * sqlite3_step() and sqlite3_bind_…() pass through it. */
typedef struct _Recording Recording;

/* From here to recorder_stop() the statements of one thread are kept: of the caller's with
 * @this_thread, else of all others, where the writer is. */
void recorder_start (gboolean this_thread);
Recording *recorder_stop (void);
void recording_free (Recording *self);
guint recording_get_size (Recording *self);

/* Asks everything again and keeps each row until its statement is done. */
void recording_replay (Recording *self, sqlite3 *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recording, recording_free)

G_END_DECLS
