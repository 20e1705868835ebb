/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-minutes.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The tie between a line of minutes and what it became. With a transaction, values are as it would
 * leave them; without one as they are. */

/* (transfer full) (nullable): the record of a line; what lies in the trash is none. */
RapportRecord *rapport_minutes_tie_find (RapportTransaction *transaction,
                                         RapportLibrary *library,
                                         RapportMinutesLine *line);

/* Fills @words with what the line says by itself, and then with what its record says where that
 * is otherwise. Returns whether it is. @target: (nullable) */
gboolean rapport_minutes_tie_read (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportMinutesLine *line,
                                   RapportRecord *target,
                                   RapportLineWords *words);

/* Makes the record of a line say @words: @line says them already, @before is what both said until
 * now. Another kind of record is made where @words want one. */
void rapport_minutes_tie_write (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportMinutesLine *line,
                                const RapportLineWords *before,
                                const RapportLineWords *words);

/* Throws the record into the trash unless it is more than this line's. */
void rapport_minutes_tie_release (RapportTransaction *transaction,
                                  RapportLibrary *library,
                                  RapportMinutesLine *line,
                                  RapportRecord *target);

/* Takes it out of the trash again, where the line was its only place. */
void rapport_minutes_tie_restore (RapportTransaction *transaction,
                                  RapportLibrary *library,
                                  RapportMinutesLine *line);

/* Gives the record and its place in the plan the audience of the line. */
void rapport_minutes_tie_set_audience (RapportTransaction *transaction,
                                       RapportLibrary *library,
                                       RapportMinutesLine *line);

/* The part of the tie that is about tasks. */

void rapport_minutes_task_write (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 RapportMinutesLine *line,
                                 RapportWorkItem *item,
                                 const RapportLineWords *before,
                                 const RapportLineWords *words);
void rapport_minutes_task_read (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportMinutesLine *line,
                                RapportWorkItem *item,
                                RapportLineWords *words);
/* Whether it is in a plan, on a board or in work by more than this line's doing. */
gboolean rapport_minutes_task_is_shared (RapportTransaction *transaction,
                                         RapportLibrary *library,
                                         RapportMinutesLine *line,
                                         RapportWorkItem *item);
/* (transfer full) (element-type RapportPlanLine): its places in plans. */
GPtrArray *rapport_minutes_task_find_plan_lines (RapportTransaction *transaction,
                                                 RapportLibrary *library,
                                                 RapportWorkItem *item);
/* Puts a task of ours into the plan of its month, and out of that of another. */
void rapport_minutes_task_plan (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportMinutesLine *line,
                                RapportWorkItem *item);

/* (transfer full) (element-type RapportRecord): what points at @id by @field and is not in the
 * trash, @except (nullable) not counted. */
GPtrArray *rapport_minutes_find_pointing (RapportTransaction *transaction,
                                          RapportLibrary *library,
                                          GType type,
                                          guint field,
                                          const char *id,
                                          gpointer except);

/* Readers for both cases. */
const char *
rapport_minutes_get_text (RapportTransaction *transaction, RapportRecord *record, guint field);
RapportDay
rapport_minutes_get_day (RapportTransaction *transaction, RapportRecord *record, guint field);

/* The name of a member or contact, "" where there is none. (transfer none) */
const char *rapport_minutes_get_name (RapportLibrary *library, const char *person);

/* The day on which the meeting of a line is held, or today. */
RapportDay rapport_minutes_day_of (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportMinutesLine *line);

G_END_DECLS
