/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a turn works, in microseconds: together with a frame that is drawn,
 * less than what a hand feels. */
#define RAPPORT_TURN_TIME (8 * 1000)

/* Does a little of a long work; FALSE when nothing is left. */
typedef gboolean (*RapportTurnFunc) (gpointer user_data);

/**
 * rapport_turns_run:
 * @destroy: (nullable): called once with @user_data, when nothing is left
 *
 * Does a long work on the main thread, where records live, without keeping
 * anybody waiting: calls @func again and again for %RAPPORT_TURN_TIME, then lets
 * input and frames pass. Main thread. The first turn comes later, never at once.
 */
void rapport_turns_run (RapportTurnFunc func, gpointer user_data, GDestroyNotify destroy);

/* (transfer full): empties a table in turns, and lets it go: thousands of objects
 * take their time to be freed. */
void rapport_turns_empty (GHashTable *table);

G_END_DECLS
