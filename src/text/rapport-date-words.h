/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"
#include "rapport-text-range.h"

G_BEGIN_DECLS

/* Days in words and digits, English and Russian side by side, whatever the
 * language of the interface: "by Friday", "in 3 days", "Nov 15", "15.11", "до
 * конца месяца", "послезавтра".
 *
 * A day without a year is the next such day, today included. A weekday is the
 * next one after today; "this Friday" may be today, "next Friday" is that of
 * the week after this one. A week ends on its Friday, or on Sunday when Friday
 * has passed. In "5/6/2026" the day comes first unless only the other order is
 * a day. Functions may be called from any thread. */

/**
 * rapport_date_words_parse:
 * @text: (nullable): nothing but a day, such as what an entry for a day holds
 * @today: the day that it is relative to
 *
 * Returns: the day, or %RAPPORT_DAY_NONE when @text is not exactly one
 */
RapportDay rapport_date_words_parse (const char *text, RapportDay today);

/**
 * rapport_date_words_find:
 * @text: a sentence
 * @today: the day that it is relative to
 * @range: (out) (optional): where the day and the words that belong to it stand
 *
 * Finds by when something in @text is to be done. Days that are a part of what
 * is said are left alone: those in quotation marks, "the report of 15 November",
 * "Black Friday", "every Monday", "last Friday". Of several days the one that
 * is said to be a deadline ("by", "до", "к") is taken, else the last.
 *
 * Returns: the day, or %RAPPORT_DAY_NONE when there is none
 */
RapportDay rapport_date_words_find (const char *text, RapportDay today, RapportTextRange *range);

/**
 * RapportQuickAdd:
 * @title: what is left without day and mention; never "" unless the text was
 * @day: by when, or %RAPPORT_DAY_NONE
 * @mention: (nullable): the name behind the first "@", without it
 * @day_range: where the day stands in the text
 * @mention_range: where the mention stands in the text
 *
 * A line such as "Landing texts by Friday @Anna", understood.
 */
typedef struct
{
  char *title;
  RapportDay day;
  char *mention;
  RapportTextRange day_range;
  RapportTextRange mention_range;
} RapportQuickAdd;

/* A name of several words is written @"Anna Petrova". Where nothing but a day
 * or a mention was typed, it is the title and nothing else. */
RapportQuickAdd *rapport_quick_add_parse (const char *text, RapportDay today);
void rapport_quick_add_free (RapportQuickAdd *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportQuickAdd, rapport_quick_add_free)

G_END_DECLS
