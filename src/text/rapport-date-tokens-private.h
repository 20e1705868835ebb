/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-text-range.h"

G_BEGIN_DECLS

/* What a word means to a phrase that names a day. */
typedef enum
{
  SENSE_NONE,
  SENSE_DEADLINE, /* by, до */
  SENSE_DUE,      /* due, срок */
  SENSE_PLACE,    /* on, в; value: a Place */
  SENSE_THE,
  SENSE_OF,
  SENSE_NOT, /* "no later than", "не позднее" */
  SENSE_LATER,
  SENSE_THAN,
  SENSE_BLOCK,           /* what follows is not a day to do something by */
  SENSE_RELATIVE,        /* value: days from today */
  SENSE_AFTER_TOMORROW,  /* "day" before it, "tomorrow" behind it */
  SENSE_WEEKDAY,         /* value: 1 is Monday */
  SENSE_WEEKDAY_OBLIQUE, /* the same, but only behind a preposition */
  SENSE_MONTH,           /* value: 1 is January */
  SENSE_UNIT,            /* value: a Unit, perhaps with UNIT_LOCATIVE */
  SENSE_COUNT,           /* value: the number */
  SENSE_NEXT,
  SENSE_THIS,
  SENSE_COMING,
  SENSE_IN,
  SENSE_COURSE, /* "в течение" */
  SENSE_WORKING,
  SENSE_EDGE,         /* value: an Edge */
  SENSE_EDGE_OF_UNIT, /* value: the Unit whose end it is: eod, eow, eom */
  SENSE_DAY_NUMBER,   /* числа */
  SENSE_ORDINAL,      /* th, го */
  SENSE_TOMORROWS,    /* завтрашний; value: days from today */
  SENSE_WEEKEND,
  SENSE_NEW,
  SENSE_VERSION, /* what stands before a number that is no day */
  SENSE_AMOUNT,  /* what stands behind a number that is no day */
} Sense;

/* PLACE_OF_TIME may stand before a time, PLACE_FOR before what a thing is for. */
typedef enum
{
  PLACE_OF_DAY,
  PLACE_OF_TIME,
  PLACE_FOR,
} Place;

/* "на неделе" is a time, "на неделю" is for how long. */
#define UNIT_LOCATIVE 0x10

typedef enum
{
  UNIT_DAY,
  UNIT_WEEK,
  UNIT_MONTH,
  UNIT_QUARTER,
  UNIT_YEAR,
} Unit;

typedef enum
{
  EDGE_START,
  EDGE_MIDDLE,
  EDGE_END,
} Edge;

typedef enum
{
  TOKEN_WORD,
  TOKEN_NUMBER,
  TOKEN_MENTION,
  TOKEN_OTHER,
} TokenKind;

/**
 * Token:
 * @kind: what it is made of
 * @range: where it stands
 * @glued: no blank stands before it
 * @quoted: it stands in quotation marks
 * @sense: of a word
 * @value: of a word's sense, or of a number of up to four digits, else -1
 * @n_digits: of a number
 * @character: of anything else
 */
typedef struct
{
  TokenKind kind;
  RapportTextRange range;
  gboolean glued;
  gboolean quoted;
  Sense sense;
  int value;
  guint n_digits;
  gunichar character;
} Token;

/* What a small word with ё written as е means. */
Sense rapport_date_lexicon_lookup (const char *word, int *value);

/* (element-type Token): the words, numbers and signs of @text, which is UTF-8. */
GArray *rapport_date_tokens_split (const char *text);

G_END_DECLS
