/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-month-words.h"

#include "rapport-format.h"

#define MONTHS 13

struct _RapportMonthWords
{
  RapportField field;
  GArray *words; /* of RapportWord */
  GPtrArray *texts;
};

RapportMonthWords *
rapport_month_words_new (void)
{
  RapportMonthWords *self = g_new0 (RapportMonthWords, 1);

  self->words = g_array_new (TRUE, TRUE, sizeof (RapportWord));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rapport_month_words_free (RapportMonthWords *self)
{
  g_array_unref (self->words);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static void
add (RapportMonthWords *self, RapportDay month)
{
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);
  RapportWord word = { rapport_month_words_write (month), rapport_locale_capitalize (name) };

  g_ptr_array_add (self->texts, (char *) word.word);
  g_ptr_array_add (self->texts, (char *) word.label);
  g_array_append_val (self->words, word);
}

void
rapport_month_words_offer (RapportMonthWords *self,
                           RapportChoiceRow *row,
                           RapportDay first,
                           RapportDay also,
                           const char *none)
{
  first = rapport_day_month (first);
  also = also != RAPPORT_DAY_NONE ? rapport_day_month (also) : first;
  g_array_set_size (self->words, 0);
  g_ptr_array_set_size (self->texts, 0);
  if (also < first)
    add (self, also);
  for (int i = 0; i < MONTHS; i++)
    add (self, rapport_day_add_months (first, i));
  if (also >= rapport_day_add_months (first, MONTHS))
    add (self, also);
  self->field.words = (const RapportWord *) (gpointer) self->words->data;
  rapport_choice_row_offer_words (row, &self->field, none);
}

RapportDay
rapport_month_words_parse (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "-", 2);
  guint64 year = 0;
  guint64 month = 0;

  if (g_strv_length (parts) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 1, 9999, &year, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL))
    return RAPPORT_DAY_NONE;
  return rapport_day_new ((int) year, (int) month, 1);
}

char *
rapport_month_words_write (RapportDay month)
{
  int year;
  int number;

  if (month == RAPPORT_DAY_NONE)
    return g_strdup ("");
  rapport_day_split (month, &year, &number, NULL);
  return g_strdup_printf ("%04d-%02d", year, number);
}
