/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the table can show of a client. */
typedef enum
{
  RAPPORT_BOARD_NAME,
  RAPPORT_BOARD_LIGHT,
  RAPPORT_BOARD_WEEKS,
  RAPPORT_BOARD_EVIDENCE,
  RAPPORT_BOARD_OWNER,
  RAPPORT_BOARD_NEXT_CONTACT,
  RAPPORT_BOARD_LAST_CONTACT,
  RAPPORT_BOARD_KEY,
  RAPPORT_BOARD_STATUS,
  RAPPORT_BOARD_STATUS_DAY,
  RAPPORT_BOARD_REASON,
  RAPPORT_BOARD_SINCE,
  RAPPORT_BOARD_INDUSTRY,
  RAPPORT_BOARD_CITY,
  RAPPORT_BOARD_N_FIELDS
} RapportBoardField;

/**
 * RapportBoardKind:
 *
 * How a field is shown, and how it is changed in place: a mark by the popover of
 * marks, a text in lines, a day by the calendar, an owner or a status from a
 * list, a flag at once.
 */
typedef enum
{
  RAPPORT_BOARD_KIND_MARK,
  RAPPORT_BOARD_KIND_WEEKS,
  RAPPORT_BOARD_KIND_WORDS,
  RAPPORT_BOARD_KIND_TEXT,
  RAPPORT_BOARD_KIND_DAY,
  RAPPORT_BOARD_KIND_MEMBER,
  RAPPORT_BOARD_KIND_STATUS,
  RAPPORT_BOARD_KIND_FLAG,
} RapportBoardKind;

/**
 * RapportBoardFieldInfo:
 * @id: what is remembered of a choice
 * @title: N_() over the column
 * @kind: how it is shown
 * @field: of the client's record; 0 for what is worked out
 * @usual: whether it is there until the user chooses
 * @width: what it likes to have, in pixels; 0 takes what is left
 */
typedef struct
{
  const char *id;
  const char *title;
  RapportBoardKind kind;
  guint field;
  gboolean usual;
  int width;
} RapportBoardFieldInfo;

const RapportBoardFieldInfo *rapport_board_field_get_info (RapportBoardField field);

/* %FALSE where no field has this id. */
gboolean rapport_board_field_from_id (const char *id, RapportBoardField *field);

G_END_DECLS
