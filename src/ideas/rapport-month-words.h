/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-choice-row.h"
#include "rapport-day.h"

G_BEGIN_DECLS

/* Months to choose from, as words of a choice: "2026-11" is "November 2026". Has to
 * outlive the rows that offer them. */
typedef struct _RapportMonthWords RapportMonthWords;

RapportMonthWords *rapport_month_words_new (void);
void rapport_month_words_free (RapportMonthWords *self);

/* Offers a year from the month of @first on, and the month of @also where that is
 * another one; @none as in rapport_choice_row_offer_words(). */
void rapport_month_words_offer (RapportMonthWords *self,
                                RapportChoiceRow *row,
                                RapportDay first,
                                RapportDay also,
                                const char *none);

/* The first day of the month, or none. */
RapportDay rapport_month_words_parse (const char *word);

/* (transfer full): "2026-11", or "" for no day. */
char *rapport_month_words_write (RapportDay month);

G_END_DECLS
