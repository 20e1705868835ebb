/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cells.h"

G_BEGIN_DECLS

/**
 * RapportDecimal:
 *
 * Which sign parts the fraction from the whole; the other of the two can only
 * group thousands.
 */
typedef enum
{
  RAPPORT_DECIMAL_GUESS,
  RAPPORT_DECIMAL_POINT,
  RAPPORT_DECIMAL_COMMA,
} RapportDecimal;

/**
 * RapportValueKind:
 * @RAPPORT_VALUE_NONE: nothing, or a word for "no data" such as "--" or "n/a"
 * @RAPPORT_VALUE_NUMBER: a number, perhaps with a currency
 * @RAPPORT_VALUE_PERCENT: a number with a per cent sign; 95.43% is 0.9543
 * @RAPPORT_VALUE_DURATION: hours and minutes, such as 00:01:12
 * @RAPPORT_VALUE_TOO_LARGE: a number that does not fit into 64 bits of millionths
 * @RAPPORT_VALUE_TEXT: anything else
 */
typedef enum
{
  RAPPORT_VALUE_NONE,
  RAPPORT_VALUE_NUMBER,
  RAPPORT_VALUE_PERCENT,
  RAPPORT_VALUE_DURATION,
  RAPPORT_VALUE_TOO_LARGE,
  RAPPORT_VALUE_TEXT,
} RapportValueKind;

/**
 * RapportDecimalHint:
 *
 * What the shape of one number says of the decimal sign. "1,234.5" and "1.5"
 * are a point, "1 234,5" and "1.234.567" a comma. "1,234" is either 1234 or
 * 1 and a bit: only the other numbers of its column can tell. "12345" says
 * that thousands are not grouped in this column.
 */
typedef enum
{
  RAPPORT_DECIMAL_HINT_NOTHING,
  RAPPORT_DECIMAL_HINT_POINT,
  RAPPORT_DECIMAL_HINT_COMMA,
  RAPPORT_DECIMAL_HINT_EITHER_COMMA,
  RAPPORT_DECIMAL_HINT_EITHER_POINT,
  RAPPORT_DECIMAL_HINT_NOT_GROUPED,
} RapportDecimalHint;

/**
 * RapportCsvValue:
 * @kind: what the cell is
 * @value: millionths, for numbers and per cents
 * @hint: for numbers and per cents
 * @currency: an ISO 4217 code, or "" where the cell names none; static
 *
 * What one cell says.
 */
typedef struct
{
  RapportValueKind kind;
  gint64 value;
  RapportDecimalHint hint;
  const char *currency;
} RapportCsvValue;

/**
 * rapport_csv_value_read:
 * @decimal: with GUESS, a number that can be read in two ways is read with its
 *   sign as thousands for a comma and as a decimal point for a point
 * @shift: the value is multiplied by 10 to this power: 3 for a column in
 *   thousands, -6 for one in millionths
 *
 * Reads a number as people and systems write it: spaces of any width,
 * apostrophes, points or commas between thousands, a currency before or behind,
 * negatives with any minus or in brackets, a per cent sign, an exponent. The
 * result is exact; digits behind the millionth are rounded half away from zero.
 */
void rapport_csv_value_read (const char *text,
                             RapportDecimal decimal,
                             int shift,
                             RapportCsvValue *value);

/* The ISO code for a sign, a code or a word of a currency ("₽", "руб.", "US$"),
 * folded or not; NULL when it is none. Static. */
const char *rapport_csv_currency_lookup (const char *text);

/* Whether @text means "no data". */
gboolean rapport_csv_is_no_data (const char *text);

/* (transfer full): @text in lower case with ё as е, each kind of space as one
 * blank, none at the ends; what headers and words are compared in. */
char *rapport_csv_fold (const char *text);

G_END_DECLS
