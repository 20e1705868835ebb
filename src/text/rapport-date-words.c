/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-words.h"

#include "rapport-date-phrase-private.h"

#include <string.h>

/* 1 January 9990: with ten years of room, no day said in words leaves the
 * calendar half-way. */
#define LAST_TODAY 3648408

typedef enum
{
  LEAD_NONE,
  LEAD_PLACE,
  LEAD_DEADLINE,
} Lead;

typedef struct
{
  Phrase phrase;
  guint start;
  Lead lead;
} Found;

static gboolean
has (const Phrases *self, guint index, Sense sense)
{
  return rapport_phrase_sense (self, index) == sense;
}

/* "due", "срок:", "no later than", "by the", "on", "к". */
static Lead
read_lead (const Phrases *self, guint *at)
{
  Lead lead = LEAD_NONE;

  if (has (self, *at, SENSE_DUE))
    {
      lead = LEAD_DEADLINE;
      (*at)++;
      if (*at < self->n_tokens && self->tokens[*at].kind == TOKEN_OTHER)
        (*at)++;
    }
  if (has (self, *at, SENSE_NOT) && has (self, *at + 1, SENSE_LATER))
    {
      lead = LEAD_DEADLINE;
      *at += has (self, *at + 2, SENSE_THAN) ? 3 : 2;
    }
  if (has (self, *at, SENSE_DEADLINE))
    {
      lead = LEAD_DEADLINE;
      (*at)++;
    }
  else if (has (self, *at, SENSE_PLACE))
    {
      lead = MAX (lead, LEAD_PLACE);
      (*at)++;
    }
  if (has (self, *at, SENSE_THE))
    (*at)++;
  return lead;
}

static gboolean
read_phrase (const Phrases *self, guint start, Phrase *phrase)
{
  return rapport_phrase_read_words (self, start, phrase) ||
         rapport_phrase_read_date (self, start, phrase) ||
         rapport_phrase_read_month (self, start, phrase);
}

/* Nothing but signs and mentions from @start to @end. */
static gboolean
is_bare (const Phrases *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (self->tokens[i].kind == TOKEN_WORD || self->tokens[i].kind == TOKEN_NUMBER)
      return FALSE;
  return TRUE;
}

static gboolean
is_at_end (const Phrases *self, const Found *found)
{
  return is_bare (self, found->phrase.end, self->n_tokens);
}

/* "Friday: landing texts", but not "Friday newsletter". */
static gboolean
heads_text (const Phrases *self, const Found *found)
{
  return is_bare (self, 0, found->start) && found->phrase.end < self->n_tokens &&
         self->tokens[found->phrase.end].kind == TOKEN_OTHER;
}

static gboolean
is_sure (const Phrases *self, const Found *found)
{
  switch (found->phrase.needs)
    {
    case NEEDS_NOTHING:
      return TRUE;
    case NEEDS_LEAD_OR_EDGE:
      return found->lead > LEAD_NONE || is_at_end (self, found) || heads_text (self, found);
    case NEEDS_LEAD:
      return found->lead > LEAD_NONE;
    case NEEDS_DEADLINE_OR_EDGE:
      return found->lead == LEAD_DEADLINE || (found->lead == LEAD_PLACE && is_at_end (self, found));
    case NEEDS_DEADLINE:
      return found->lead == LEAD_DEADLINE;
    case NEEDS_ALL:
    default:
      return FALSE;
    }
}

/* "the report of 15 November", "every Friday": a day that is spoken about. */
static gboolean
is_blocked (const Phrases *self, guint start)
{
  return start > 0 &&
         (has (self, start - 1, SENSE_BLOCK) || has (self, start - 1, SENSE_OF) ||
          rapport_phrase_is_character (self, start - 1, '/') ||
          (rapport_phrase_is_character (self, start - 1, '-') && self->tokens[start].glued));
}

static gboolean
find_at (const Phrases *self, guint start, Found *found)
{
  guint at = start;

  found->start = start;
  found->lead = read_lead (self, &at);
  if (!read_phrase (self, at, &found->phrase))
    {
      /* "в течение недели" begins with what looks like a lead. */
      found->lead = LEAD_NONE;
      if (at == start || !read_phrase (self, start, &found->phrase))
        return FALSE;
    }
  return !is_blocked (self, start);
}

static Phrases
phrases_init (GArray *tokens, RapportDay today)
{
  Phrases self = { (const Token *) (gpointer) tokens->data, tokens->len, today };

  return self;
}

RapportDay
rapport_date_words_parse (const char *text, RapportDay today)
{
  g_autoptr (GArray) tokens = NULL;
  Found found;
  Phrases self;
  guint first = 0;

  g_return_val_if_fail (today > RAPPORT_DAY_NONE, RAPPORT_DAY_NONE);
  if (text == NULL || today > LAST_TODAY || !g_utf8_validate (text, -1, NULL))
    return RAPPORT_DAY_NONE;
  tokens = rapport_date_tokens_split (text);
  self = phrases_init (tokens, today);
  while (first < self.n_tokens && self.tokens[first].kind == TOKEN_OTHER)
    first++;
  if (!find_at (&self, first, &found) || !is_at_end (&self, &found))
    return RAPPORT_DAY_NONE;
  return found.phrase.day;
}

RapportDay
rapport_date_words_find (const char *text, RapportDay today, RapportTextRange *range)
{
  g_autoptr (GArray) tokens = NULL;
  Found best = { .lead = LEAD_NONE };
  Phrases self;

  g_return_val_if_fail (today > RAPPORT_DAY_NONE, RAPPORT_DAY_NONE);
  if (today > LAST_TODAY || !g_utf8_validate (text, -1, NULL))
    return RAPPORT_DAY_NONE;
  tokens = rapport_date_tokens_split (text);
  self = phrases_init (tokens, today);
  for (guint i = 0; i < self.n_tokens;)
    {
      Found found;

      if (!find_at (&self, i, &found) || !is_sure (&self, &found))
        {
          i++;
          continue;
        }
      if (found.lead == LEAD_DEADLINE || best.lead != LEAD_DEADLINE)
        best = found;
      i = found.phrase.end;
    }
  if (best.phrase.day != RAPPORT_DAY_NONE && range != NULL)
    {
      range->start = self.tokens[best.start].range.start;
      range->end = self.tokens[best.phrase.end - 1].range.end;
    }
  return best.phrase.day;
}
