/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The minutes of a meeting as lines, and what each line became (domain.md E.2). A task becomes a
 * work item; a decision, agreement or exclusion an agreement; a risk a risk; a remark a remark on
 * its card. The words of both are the same words: an edit of the line changes the record, and
 * where the record has changed since, the line shows what the record says now.
 *
 * In minutes that are approved nothing here changes a line (rapport_approval_is_locked()). */

/* The lines of a meeting, in order; private ones among them. */
RapportQuery *rapport_minutes_query (const char *meeting_id);

/**
 * RapportLineWords:
 * @kind: a word of rapport_line_kinds
 * @text: the line as typed, without the sign that made it what it is
 * @title: the text without day and mention; what a task is called
 * @side: a word of rapport_side_words, "" where nobody was named
 * @who: the name as the client reads it, "" for nobody
 * @person: id of a member or contact where the name is one's, else ""
 * @due: by when, or %RAPPORT_DAY_NONE
 *
 * How a line is understood. text/ reads it from what was typed
 * (rapport_minutes_words_parse()); names are looked up by rapport_minutes_find_person().
 */
typedef struct
{
  const char *kind;
  char *text;
  char *title;
  const char *side;
  char *who;
  char *person;
  RapportDay due;
} RapportLineWords;

void rapport_line_words_clear (RapportLineWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportLineWords, rapport_line_words_clear)

/* Whom "@Anna" means at this meeting: its participants first, then contacts of the client, then
 * members of the agency; by the beginning of a word of the name, folded, if only one fits. FALSE
 * where nobody does. @person: (out) (transfer full): id; @name: (out) (transfer full); @side: (out)
 */
gboolean rapport_minutes_find_person (RapportLibrary *library,
                                      RapportMeeting *meeting,
                                      const char *mention,
                                      char **person,
                                      char **name,
                                      const char **side);

/* (transfer full) (element-type utf8): the names that can be mentioned, in that order. */
GPtrArray *rapport_minutes_list_people (RapportLibrary *library, RapportMeeting *meeting);

/* (transfer none) (nullable): a new line behind @after, or at the beginning of its item where that
 * is %NULL. @item_id: "" for none. %NULL where the minutes are locked. */
RapportMinutesLine *rapport_minutes_add_line (RapportTransaction *transaction,
                                              RapportLibrary *library,
                                              RapportMeeting *meeting,
                                              const char *item_id,
                                              RapportMinutesLine *after,
                                              const RapportLineWords *words);

/* Sets what a line says and is. Its record is made, changed, made into another kind or, where it
 * was of this line alone, thrown into the trash; one that is on a board, in work, or in a plan by
 * somebody else's doing as well stays. A line without words has no record yet. A task of ours
 * goes into the plan of its month. A date that was agreed with the client is the client's date
 * of a task of ours, ours is earlier by the agency's buffer but never in the past (domain.md
 * D.1). FALSE where locked. */
gboolean rapport_minutes_set_words (RapportTransaction *transaction,
                                    RapportLibrary *library,
                                    RapportMinutesLine *line,
                                    const RapportLineWords *words);

/* Moves it to another item, or among the lines. FALSE where locked. */
gboolean rapport_minutes_move_line (RapportTransaction *transaction,
                                    RapportLibrary *library,
                                    RapportMinutesLine *line,
                                    const char *item_id,
                                    RapportMinutesLine *after);

/* Takes a line out, with its record as above. FALSE where locked. */
gboolean rapport_minutes_remove_line (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      RapportMinutesLine *line);

/* Takes a line that was taken out back in, with its record. FALSE where locked. */
gboolean rapport_minutes_restore_line (RapportTransaction *transaction,
                                       RapportLibrary *library,
                                       RapportMinutesLine *line);

/* Whether the client does not see it. */
gboolean rapport_minutes_line_is_private (RapportMinutesLine *line);

/* The day on which a meeting is held, in its own zone; none where that is not known. */
RapportDay rapport_minutes_get_meeting_day (RapportMeeting *meeting);

/* Only we see it, and what it became. FALSE where locked. */
gboolean rapport_minutes_set_private (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      RapportMinutesLine *line,
                                      gboolean is_private);

/* Ties a remark to its card, or to another. @placement_id: (nullable): %NULL for none. FALSE where
 * locked, or where it is no remark yet. */
gboolean rapport_minutes_set_card (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportMinutesLine *line,
                                   const char *placement_id);

/* (transfer full) (nullable): the card that a remark is about; %NULL where it is about none, or the
 * card lies in the trash. */
RapportPlacement *rapport_minutes_get_card (RapportLibrary *library, RapportMinutesLine *line);

/* What the line says now: as typed, unless what it became says otherwise. Returns whether it
 * does. A record that is gone leaves the line as typed. */
gboolean rapport_minutes_read_line (RapportLibrary *library,
                                    RapportMinutesLine *line,
                                    RapportLineWords *words);

/* (transfer full) (nullable): what it became. */
RapportRecord *rapport_minutes_get_target (RapportLibrary *library, RapportMinutesLine *line);

G_END_DECLS
