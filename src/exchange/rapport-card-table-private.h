/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BOARD_COLUMN_TITLE,
  BOARD_COLUMN_KIND,
  BOARD_COLUMN_TEXT,
  BOARD_COLUMN_WHY,
  BOARD_COLUMN_EXPECTED,
  BOARD_COLUMN_RESULT,
  BOARD_COLUMN_STATUS,
  BOARD_COLUMN_DATE,
  BOARD_COLUMN_FUNNEL,
  BOARD_COLUMN_CHANNEL,
  BOARD_COLUMN_MONTH,
  BOARD_COLUMN_DIRECTION,
  BOARD_COLUMN_PORTRAIT,
  BOARD_COLUMN_MOTIVE,
  BOARD_COLUMN_METRIC,
  BOARD_COLUMN_IMPACT,
  BOARD_COLUMN_CONFIDENCE,
  BOARD_COLUMN_EASE,
  BOARD_COLUMN_REACH,
  BOARD_COLUMN_EFFORT,
  BOARD_COLUMN_SCORE,
  BOARD_COLUMN_ADDRESS,
  BOARD_N_COLUMNS
} BoardColumn;

/**
 * BoardColumnInfo:
 * @field: of a work item, or %NULL
 * @label: N_() the header
 * @names: folded names of such a column in life, parted by "|"; those that end in "*" begin
 *   a name
 */
typedef struct
{
  const char *field;
  const char *label;
  const char *names;
} BoardColumnInfo;

extern const BoardColumnInfo board_columns[BOARD_N_COLUMNS];

G_END_DECLS
