/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

G_BEGIN_DECLS

/* Words of an agenda that a client reads, in the client's language ("en", "ru") whatever that of
 * the window, and minutes as people type them. Any thread. */

/* (transfer full): "Goals for November", "Results of October" */
char *rapport_agenda_words_goals (RapportDay month, const char *language);
char *rapport_agenda_words_results (RapportDay month, const char *language);

/**
 * rapport_agenda_words_parse:
 * @text: an item as typed: "Budget for spring 15 min", "Бюджет (полчаса)", "20 мин: сайт"
 * @title: (out) (transfer full): without the minutes, white space put right; never "" unless the
 *   text was
 *
 * The minutes stand at the end, or at the beginning with a colon or a dash behind them. What stands
 * in the middle is part of the title ("The 15 min call").
 *
 * Returns: the minutes, from 1 to 480; 0 where there are none
 */
int rapport_agenda_words_parse (const char *text, char **title);

G_END_DECLS
