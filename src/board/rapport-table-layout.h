/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-fields.h"

G_BEGIN_DECLS

/**
 * RapportTableColumn:
 * @field: what it shows
 * @visible: whether it is there
 * @width: in pixels, where the user has set one; 0 for the usual one
 *
 * A column of the table, where the user has put it.
 */
typedef struct
{
  RapportBoardField field;
  gboolean visible;
  int width;
} RapportTableColumn;

/* @text (nullable): what was remembered, or nothing for the usual layout. All columns
 * are in it, once, from left to right; the name is visible whatever it says, what it
 * does not know or repeats is left out, and what it does not name comes last and is
 * not visible. (transfer full) (element-type RapportTableColumn) */
GArray *rapport_table_layout_parse (const char *text);

/* The text for that: "name:240,light,-city". (transfer full) */
char *rapport_table_layout_to_text (const GArray *layout);

G_END_DECLS
