/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ENTRY_BINDING (rapport_entry_binding_get_type ())
G_DECLARE_FINAL_TYPE (RapportEntryBinding, rapport_entry_binding, RAPPORT, ENTRY_BINDING, GObject)

/**
 * rapport_entry_binding_new:
 * @editable: an entry, an AdwEntryRow, …
 * @library: where the record lives
 * @field: a text field of the record
 * @label: what undo says, "Rename Client"
 *
 * Lets an entry edit a field: what is typed is saved half a second after a
 * pause and when the keyboard leaves. Nothing can be typed while there is no
 * record or the library can't be written.
 *
 * Returns: (transfer none): it lives as long as @editable
 */
RapportEntryBinding *rapport_entry_binding_new (GtkEditable *editable,
                                                RapportLibrary *library,
                                                guint field,
                                                const char *label);

/* @record may be %NULL. */
void rapport_entry_binding_set_record (RapportEntryBinding *self, RapportRecord *record);

G_END_DECLS
