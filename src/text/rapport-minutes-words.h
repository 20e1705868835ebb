/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"
#include "rapport-text-range.h"

G_BEGIN_DECLS

/**
 * RapportMinutesWords:
 * @kind: (nullable): a word of rapport_line_kinds where the line begins with a sign or word that
 *   says so, else %NULL
 * @is_private: it begins with the sign of a private line
 * @text: the line without that sign
 * @title: the text without day and mention; never "" unless the text was
 * @mention: (nullable): the name behind the first "@"
 * @day: by when, or %RAPPORT_DAY_NONE
 * @sign_range: where the sign stands, with the space behind it
 * @day_range: where the day stands
 * @mention_range: where the mention stands
 *
 * A typed line of minutes, understood. Signs that are on the English and the Russian keyboard
 * alike, each with a space behind it: "!" a decision, "=" an agreement, "+" a task, "?" a risk,
 * "%" what we do not do, ":" a remark to a card, "//" a private line (before any other sign).
 * Words with a colon do the same in both languages: "task:", "задача:". Any thread.
 */
typedef struct
{
  const char *kind;
  gboolean is_private;
  char *text;
  char *title;
  char *mention;
  RapportDay day;
  RapportTextRange sign_range;
  RapportTextRange day_range;
  RapportTextRange mention_range;
} RapportMinutesWords;

/* @today: what days in words are relative to: the day of the meeting. Days are looked for in every
 * kind of line, so that one keystroke is enough to make it another. */
RapportMinutesWords *rapport_minutes_words_parse (const char *line, RapportDay today);
void rapport_minutes_words_free (RapportMinutesWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMinutesWords, rapport_minutes_words_free)

/* (transfer full): a line that says this, for one whose record has changed since: the day in
 * words of @language, the name behind "@", in quotation marks where it has spaces. */
char *rapport_minutes_words_write (const char *title,
                                   const char *who,
                                   RapportDay day,
                                   const char *language);

G_END_DECLS
