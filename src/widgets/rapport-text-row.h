/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TEXT_ROW (rapport_text_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportTextRow, rapport_text_row, RAPPORT, TEXT_ROW, AdwPreferencesRow)

/**
 * RapportTextRow:
 *
 * A row of a boxed list in which a text of several lines is written: the title
 * above, the text below it. What is typed is saved as in an entry; see
 * rapport_entry_binding_new().
 *
 * Signal `edited` whenever the text has changed.
 *
 * The title is AdwPreferencesRow's. Property `placeholder` (string): what
 * stands there while the text is empty.
 */
GtkWidget *rapport_text_row_new (const char *title);

/* Edits @field of the records that it is given; @label is what undo says. */
void rapport_text_row_bind (RapportTextRow *self,
                            RapportLibrary *library,
                            guint field,
                            const char *label);

/* After rapport_text_row_bind(). @record may be %NULL. */
void rapport_text_row_set_record (RapportTextRow *self, RapportRecord *record);

/* (transfer full): the text as it stands there. */
char *rapport_text_row_get_text (RapportTextRow *self);
void rapport_text_row_set_text (RapportTextRow *self, const char *text);

void rapport_text_row_set_placeholder (RapportTextRow *self, const char *placeholder);

/* For a text that is one line, however many it takes on a narrow screen: breaks
 * become spaces, and Enter does nothing. */
void rapport_text_row_set_one_line (RapportTextRow *self);

/* Puts @child below the text. */
void rapport_text_row_append (RapportTextRow *self, GtkWidget *child);

G_END_DECLS
