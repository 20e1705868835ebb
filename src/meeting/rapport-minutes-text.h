/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-minutes-buffer.h"
#include "rapport-minutes-pictures.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINUTES_TEXT (rapport_minutes_text_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesText,
                      rapport_minutes_text,
                      RAPPORT,
                      MINUTES_TEXT,
                      GtkSourceView)

/**
 * RapportMinutesText:
 *
 * Where minutes are typed. Beside each line that is more than text stands its sign, below it in
 * words what it is, whose and by when. Its keys stand in the table of actions.
 *
 * Signals: `told (message)`: something that the user should know, such as that a paste was too
 * long; `card-wanted ()`: the key that chooses the card of a remark; `files-wanted ()`: the files
 * of the line with the cursor are to be shown. Pictures are pasted and dropped onto a line.
 */
GtkWidget *rapport_minutes_text_new (RapportLibrary *library, RapportMinutesBuffer *buffer);

/* (transfer none): those that it draws. */
RapportMinutesPictures *rapport_minutes_text_get_pictures (RapportMinutesText *self);

/* The icon of a kind of line. */
const char *rapport_minutes_text_get_icon (const char *kind);

/* (transfer full): what a line is, whose and by when, in words; "" for text. */
char *rapport_minutes_text_describe (RapportMinutesText *self,
                                     const RapportMinutesParagraph *paragraph);

/* What stands in small letters below the title of an item. (transfer full) */
typedef char *(*RapportMinutesTitleWords) (const char *item, gpointer user_data);
void rapport_minutes_text_set_title_words (RapportMinutesText *self,
                                           RapportMinutesTitleWords words,
                                           gpointer user_data);

/* Turns the lines that are selected, or the one with the cursor. */
void rapport_minutes_text_set_kind (RapportMinutesText *self, const char *kind);
void rapport_minutes_text_toggle_private (RapportMinutesText *self);

G_END_DECLS
