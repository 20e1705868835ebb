/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WORK_ITEM (rapport_work_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportWorkItem, rapport_work_item, RAPPORT, WORK_ITEM, RapportRecord)

/* An idea, a hypothesis and a task are one type (design.md): a card on a canvas,
 * a line of a month's plan and a line of minutes point at it. "our-date" is
 * never shown to a client; "client-date" follows it until set by hand. */
enum
{
  RAPPORT_WORK_ITEM_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_WORK_ITEM_PROJECT,
  RAPPORT_WORK_ITEM_STAGE,
  RAPPORT_WORK_ITEM_PARENT,
  RAPPORT_WORK_ITEM_TITLE,
  RAPPORT_WORK_ITEM_WHY,
  RAPPORT_WORK_ITEM_EXPECTED,
  RAPPORT_WORK_ITEM_RESULT,
  RAPPORT_WORK_ITEM_STATUS,
  RAPPORT_WORK_ITEM_OWNER,
  RAPPORT_WORK_ITEM_OUR_DATE,
  RAPPORT_WORK_ITEM_CLIENT_DATE,
  RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND,
  RAPPORT_WORK_ITEM_DONE_DAY,
  RAPPORT_WORK_ITEM_WAITING_SINCE,
  RAPPORT_WORK_ITEM_SLIP_REASON,
  RAPPORT_WORK_ITEM_NOTES,
  RAPPORT_WORK_ITEM_ORDER,
  RAPPORT_WORK_ITEM_REPEAT,
  RAPPORT_WORK_ITEM_REPEAT_OF,
  RAPPORT_WORK_ITEM_N_FIELDS
};

extern const RapportRecordInfo rapport_work_item_info;

G_END_DECLS
