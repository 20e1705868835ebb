/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-date-tokens-private.h"
#include "rapport-day.h"

G_BEGIN_DECLS

/* What a phrase needs around it to be taken for a day to do something by. */
typedef enum
{
  NEEDS_NOTHING,
  NEEDS_LEAD_OR_EDGE,     /* any preposition, or the beginning or end of the text */
  NEEDS_LEAD,             /* any preposition */
  NEEDS_DEADLINE_OR_EDGE, /* by, до; or another preposition at the end of the text */
  NEEDS_DEADLINE,         /* by, до */
  NEEDS_ALL,              /* stands alone: an entry for a day */
} Needs;

typedef struct
{
  const Token *tokens;
  guint n_tokens;
  RapportDay today;
} Phrases;

typedef struct
{
  RapportDay day;
  Needs needs;
  /* The token behind the phrase. */
  guint end;
} Phrase;

/* The sense of the token at @index; %SENSE_NONE where it is no word or none. */
Sense rapport_phrase_sense (const Phrases *self, guint index);
gboolean rapport_phrase_is_character (const Phrases *self, guint index, gunichar character);

/* Days written in digits, with or without the name of the month. */
gboolean rapport_phrase_read_date (const Phrases *self, guint start, Phrase *phrase);

/* Days said in words; days in digits behind a weekday among them. */
gboolean rapport_phrase_read_words (const Phrases *self, guint start, Phrase *phrase);

/* A month alone, which is a day only where it is a deadline. */
gboolean rapport_phrase_read_month (const Phrases *self, guint start, Phrase *phrase);

/* The next day @month/@day on or after @from; %RAPPORT_DAY_NONE if there is none. */
RapportDay rapport_phrase_next_date (RapportDay from, int month, int day);

/* Reads ", 2026", "2026 года", "2026 г."; 0 and @end unmoved where none stands. */
int rapport_phrase_read_year (const Phrases *self, guint *end);

G_END_DECLS
