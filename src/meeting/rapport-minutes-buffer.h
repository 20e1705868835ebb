/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-files.h"
#include "rapport-minutes.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINUTES_BUFFER (rapport_minutes_buffer_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesBuffer,
                      rapport_minutes_buffer,
                      RAPPORT,
                      MINUTES_BUFFER,
                      GtkSourceBuffer)

/**
 * RapportMinutesBuffer:
 *
 * The minutes of one meeting as one text: the titles of the agenda, which can't be typed into, and
 * below each what was said about it. Each line is a record. What is typed is committed half a
 * second after a pause, all of one stay in a line as one entry of the log and one step of undo;
 * what somebody else changes comes into the text without moving the cursor. A break within a
 * line is U+2028.
 *
 * Undo is the library's: the buffer's own is switched off. Main thread only. While a client looks
 * at the screen (#RapportOnlooker), private lines are not in it.
 *
 * What somebody else changes in a line that is being typed into is merged with it. Where both
 * changed the same words, theirs come into a line of their own below it.
 *
 * Signals: `told (message)`: something that the user should know; `lines-changed ()` when what a
 * line is, or whose, has changed, or the cursor went to another; `failed (message)` when what was
 * typed can't be committed: it stays in the text and is tried again with the next that is typed.
 */
RapportMinutesBuffer *rapport_minutes_buffer_new (RapportLibrary *library);

/* @meeting: (nullable): %NULL for none. */
void rapport_minutes_buffer_set_meeting (RapportMinutesBuffer *self, RapportMeeting *meeting);

/* Commits what was typed, all of it. */
void rapport_minutes_buffer_flush (RapportMinutesBuffer *self);

/**
 * RapportMinutesParagraph:
 * @heading: it is the title of an item, not a line
 * @item: id of the agenda item, "" for none
 * @line: (nullable): its record, once it has been written
 * @kind: a word of rapport_line_kinds
 * @is_private: only we see it
 * @locked: approved: it can't be changed
 * @due: by when, as understood
 * @side: whose, "" for nobody's
 * @who: (nullable): the name, as understood
 * @person: (nullable): id of a member or contact
 * @card: (nullable): the card that a remark is about
 * @card_title: (nullable): what it is called
 * @n_pictures: how many pictures are drawn below it
 *
 * A line of the text. Owned by the buffer.
 */
typedef struct
{
  gboolean heading;
  char *item;
  RapportMinutesLine *line;
  const char *kind;
  gboolean is_private;
  gboolean locked;
  RapportDay due;
  const char *side;
  char *who;
  char *person;
  RapportPlacement *card;
  char *card_title;
  guint n_pictures;
  /*< private >*/
  char *mention; /* what @who was looked up by */
  char *base;    /* what it said when text and record were one; %NULL before */
  const char *base_kind;
  gboolean base_private;
  gboolean written; /* the base is to be read anew */
  gboolean dirty;
  gboolean gone; /* its record is in the trash: the line is empty */
} RapportMinutesParagraph;

guint rapport_minutes_buffer_get_n_paragraphs (RapportMinutesBuffer *self);
/* (transfer none): that of a line of the text; it lives until the text changes. */
const RapportMinutesParagraph *rapport_minutes_buffer_get_paragraph (RapportMinutesBuffer *self,
                                                                     guint index);
/* (transfer none): that of the line with the cursor. */
const RapportMinutesParagraph *rapport_minutes_buffer_get_current (RapportMinutesBuffer *self);
guint rapport_minutes_buffer_get_current_index (RapportMinutesBuffer *self);

/* (transfer full): the words of a line without its break. */
char *rapport_minutes_buffer_get_words (RapportMinutesBuffer *self, guint index);

/* Makes the lines from @first to @last what @kind says; again, text. One step of undo. */
void rapport_minutes_buffer_set_kind (RapportMinutesBuffer *self,
                                      guint first,
                                      guint last,
                                      const char *kind);
void rapport_minutes_buffer_set_private (RapportMinutesBuffer *self,
                                         guint first,
                                         guint last,
                                         gboolean is_private);

/* Whether the line at @index is a remark that can be tied to a card. */
gboolean rapport_minutes_buffer_can_set_card (RapportMinutesBuffer *self, guint index);
/* Ties the remark at @index to a card, with %NULL to none. One step of undo. */
void rapport_minutes_buffer_set_card (RapportMinutesBuffer *self, guint index, const char *card_id);

/* Keeps files (element-type RapportFileData) with the line at @index; an empty one gets a word to
 * begin with. One step of undo. What stands in the way is told. */
void rapport_minutes_buffer_attach (RapportMinutesBuffer *self, guint index, GPtrArray *data);

/* Emits `told`. */
void rapport_minutes_buffer_tell (RapportMinutesBuffer *self, const char *message);

/* How many pictures are to be drawn below a line. */
typedef guint (*RapportMinutesPictured) (const char *line_id, gpointer user_data);
void rapport_minutes_buffer_set_pictured (RapportMinutesBuffer *self,
                                          RapportMinutesPictured pictured,
                                          gpointer user_data);
/* Asks anew, and makes room. */
void rapport_minutes_buffer_make_room (RapportMinutesBuffer *self);

/* The room below a line for its pictures. */
#define RAPPORT_MINUTES_ROOM 112

/* Puts the cursor at the end of a line of the minutes, by its id. FALSE where it is not there. */
gboolean rapport_minutes_buffer_go_to_line (RapportMinutesBuffer *self, const char *line_id);
/* The same for the last line of an item. */
gboolean rapport_minutes_buffer_go_to_item (RapportMinutesBuffer *self, const char *item_id);

/* Colours for a light or a dark window. */
void rapport_minutes_buffer_set_dark (RapportMinutesBuffer *self, gboolean dark);

/* Puts typed or pasted text in at the cursor, in place of what is selected. */
void rapport_minutes_buffer_type (RapportMinutesBuffer *self, const char *text);

/* Puts text of any length in at the cursor, in place of what is selected, in turns: what is long
 * keeps nobody waiting, and is one step of undo. Whoever needs all of it there flushes. */
void rapport_minutes_buffer_paste (RapportMinutesBuffer *self, const char *text);
/* Whether some of it is still to come. */
gboolean rapport_minutes_buffer_is_pasting (RapportMinutesBuffer *self);

G_END_DECLS
