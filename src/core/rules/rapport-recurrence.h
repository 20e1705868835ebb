/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agency.h"

G_BEGIN_DECLS

/**
 * RapportRecurrence:
 *
 * The days on which something comes again, by a recurrence rule of RFC 5545 (3.3.10)
 * without its name: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU". Understood is what schedules of meetings
 * are made of: FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, COUNT, UNTIL, BYDAY with
 * and without a number, BYMONTHDAY, BYMONTH, BYSETPOS and WKST. Immutable; any thread.
 */
typedef struct _RapportRecurrence RapportRecurrence;

/* (transfer full): %NULL with %G_IO_ERROR_NOT_SUPPORTED where the rule asks for something else,
 * with %G_IO_ERROR_INVALID_DATA where it is none, in words for the user. */
RapportRecurrence *rapport_recurrence_parse (const char *rule, GError **error);
void rapport_recurrence_free (RapportRecurrence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRecurrence, rapport_recurrence_free)

/* (transfer full): the rule, written as this library writes it. */
char *rapport_recurrence_to_string (RapportRecurrence *self);

/* (transfer full) (nullable): the same rule, ended after @last instead of what ended it before, if
 * that was later; a rule that counts does not count any more. %NULL where it is no rule. */
char *rapport_recurrence_end (const char *rule, RapportDay last);

/* (transfer full): in the user's words: "Every second Tuesday", "On the last working day of the
 * month"; the rule itself where there are none. */
char *rapport_recurrence_describe (RapportRecurrence *self);

/* Which of its days is @day, counted from 0, when the first possible one is @first: -1 where
 * it is none of them. */
int rapport_recurrence_index (RapportRecurrence *self, RapportDay first, RapportDay day);

/* (transfer full) (element-type RapportDay): its days from @from to @to, both included, in
 * order; at most @limit of them. What begins before @from costs no more than what begins
 * there, but for rules that count. */
GArray *rapport_recurrence_list (
  RapportRecurrence *self, RapportDay first, RapportDay from, RapportDay to, guint limit);

/* The first of its days on or after @from, or %RAPPORT_DAY_NONE: none within ten years. */
RapportDay rapport_recurrence_next (RapportRecurrence *self, RapportDay first, RapportDay from);

G_END_DECLS
