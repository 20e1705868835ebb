/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-transaction.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_TYPING (rapport_typing_get_type ())
G_DECLARE_FINAL_TYPE (RapportTyping, rapport_typing, RAPPORT, TYPING, GObject)

/* How long a pause is, after which what was typed is written. */
#define RAPPORT_TYPING_PAUSE_MS 500

/**
 * RapportTyping:
 *
 * One stay of the user in one text field of a record. What is typed is
 * committed at the latest half a second after a pause, all of it as one entry
 * of the log and one step of undo. Dropping it writes what is left.
 *
 * When a colleague's change of the field comes in the middle of it, what is typed is merged with
 * that: the record then has both, and the editor may show it when it is left. What can't be merged
 * becomes a conflict.
 */
RapportTyping *
rapport_typing_new (RapportLibrary *library, RapportRecord *record, guint field, const char *label);

/* The text as it stands in the editor now. */
void rapport_typing_set_text (RapportTyping *self, const char *text);

/* Commits at once. %FALSE when the library can't take it; the text is kept. */
gboolean rapport_typing_flush (RapportTyping *self, GError **error);

G_END_DECLS
