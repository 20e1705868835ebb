/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_UNDO_SCOPE (rapport_undo_scope_get_type ())
G_DECLARE_FINAL_TYPE (RapportUndoScope, rapport_undo_scope, RAPPORT, UNDO_SCOPE, GObject)

/**
 * RapportUndoScope:
 *
 * In whose history to undo while no client is open: remembers, for as long as
 * the program runs, in which clients' histories one's own changes were made.
 */
RapportUndoScope *rapport_undo_scope_new (RapportLibrary *library);

/* The client of the last own change, or with @redo of the last undo; "" where
 * there is none, which is the agency's own history. */
const char *rapport_undo_scope_get_client (RapportUndoScope *self, gboolean redo);

G_END_DECLS
