/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_TEMPLATE (rapport_board_template_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardTemplate,
                      rapport_board_template,
                      RAPPORT,
                      BOARD_TEMPLATE,
                      RapportRecord)

/* A board to begin with, for every client. "body" is JSON of its own kind, which the
 * rule rapport-board-templates.c writes and reads. */
enum
{
  RAPPORT_BOARD_TEMPLATE_NAME = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_BOARD_TEMPLATE_BODY,
  RAPPORT_BOARD_TEMPLATE_ORDER,
  RAPPORT_BOARD_TEMPLATE_N_FIELDS
};

extern const RapportRecordInfo rapport_board_template_info;

G_END_DECLS
