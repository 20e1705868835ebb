/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-minutes-buffer.h"

G_BEGIN_DECLS

struct _RapportMinutesBuffer
{
  GtkSourceBuffer parent_instance;

  RapportLibrary *library;
  RapportMeeting *meeting;
  GPtrArray *paragraphs; /* one for each line of the text */
  GPtrArray *removed;    /* RapportMinutesLine: whose text was taken out, not yet written */
  GPtrArray *taken_out; /* RapportMinutesLine: taken out in this stay: an undo by hand finds them */

  char *entry; /* of the log, for this stay in a line */
  RapportMinutesParagraph *stay;
  guint pause;
  guint refresh;
  guint repair;
  int writing; /* the buffer changes its own text: nothing was typed */
  gboolean committing;
  gboolean failed;

  GHashTable *changed;  /* ids of what somebody else changed, until it is followed */
  gboolean all_changed; /* or all, as what may be typed into does */

  RapportMinutesPictured count_pictures;
  gpointer pictures;

  char *paste; /* what is being put in, in turns */
  gsize pasted;
  gboolean was_pasted; /* what is typed once all is written is a step of its own */
  guint paste_turn;
  GtkTextMark *paste_at;

  GtkTextTag *fixed;
  GtkTextTag *title;
  GtkTextTag *tied;
  GtkTextTag *pictured;
  GtkTextTag *tied_pictured;
  GtkTextTag *hidden; /* what only we see: its tint */
};

enum
{
  SIGNAL_LINES_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_TOLD,
  N_SIGNALS
};

extern guint rapport_minutes_buffer_signals[N_SIGNALS];

/* Paragraphs. */

RapportMinutesParagraph *rapport_minutes_paragraph_new (const char *item, RapportMinutesLine *line);
void rapport_minutes_paragraph_free (gpointer data);
RapportMinutesParagraph *rapport_minutes_buffer_nth (RapportMinutesBuffer *self, guint index);

/* Reads anew which card a line is about. */
void rapport_minutes_buffer_take_card (RapportMinutesBuffer *self,
                                       RapportMinutesParagraph *paragraph);

/* Reads the words of a line anew: day, name, looks. */
void rapport_minutes_buffer_understand (RapportMinutesBuffer *self, guint index);

/* The looks of lines from @first to @last. */
void rapport_minutes_buffer_style (RapportMinutesBuffer *self, guint first, guint last);

/* Something was typed: it is written after a pause. */
void rapport_minutes_buffer_touch (RapportMinutesBuffer *self);

/* The day that words are relative to. */
RapportDay rapport_minutes_buffer_get_day (RapportMinutesBuffer *self);

/* Text and records. */

void rapport_minutes_buffer_load (RapportMinutesBuffer *self);
/* Puts an empty line below each title that has none. */
void rapport_minutes_buffer_open_parts (RapportMinutesBuffer *self);
/* Brings what was changed elsewhere into the text. */
void rapport_minutes_buffer_follow (RapportMinutesBuffer *self);
/* Writes at most some lines; FALSE where there are more. */
gboolean rapport_minutes_buffer_write (RapportMinutesBuffer *self);
/* (transfer full): what a line says now, as it stands in the text. */
char *rapport_minutes_buffer_read (RapportMinutesBuffer *self, RapportMinutesLine *line);
gboolean rapport_minutes_buffer_concerns (RapportMinutesBuffer *self, RapportChangeSet *set);

/* Puts in what is left of a paste. */
void rapport_minutes_buffer_finish_paste (RapportMinutesBuffer *self);

/* Markdown. */

void rapport_minutes_marks_install (GtkTextBuffer *buffer);
/* Colours of the marks for a light or a dark window. */
void rapport_minutes_marks_set_dark (GtkTextBuffer *buffer, gboolean dark);
/* Makes the text from @start to @end of one line look like what it means. */
void rapport_minutes_marks_apply (GtkTextBuffer *buffer,
                                  const GtkTextIter *start,
                                  const GtkTextIter *end);

G_END_DECLS
