/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WORK_ITEM (rapport_work_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportWorkItem, rapport_work_item, RAPPORT, WORK_ITEM, RapportRecord)

/* An idea, a hypothesis and a task are one type (design.md): a card on a canvas,
 * a line of a month's plan and a line of minutes point at it. "our-date" is
 * never shown to a client; "client-date" follows it until set by hand. "month" is
 * the first day of the month that it is meant for. What a matrix of ideas sorts
 * by stands in the fields of rapport_lane_fields. "metric" names what the idea is to
 * move. Impact, confidence and ease are 1 to 10 by ICE; by RICE reach is people in
 * a period, impact 0.25 to 3, confidence a share of 1, and effort person-months
 * (rapport-score.h). "links" holds an address a line. "side" is
 * whose task it is, ours where it is not set; for one of the client's "contact" is who does it. */
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
  RAPPORT_WORK_ITEM_FUNNEL_STAGE,
  RAPPORT_WORK_ITEM_CHANNEL,
  RAPPORT_WORK_ITEM_MONTH,
  RAPPORT_WORK_ITEM_DIRECTION,
  RAPPORT_WORK_ITEM_PORTRAIT,
  RAPPORT_WORK_ITEM_MOTIVE,
  RAPPORT_WORK_ITEM_METRIC,
  RAPPORT_WORK_ITEM_LINKS,
  RAPPORT_WORK_ITEM_IMPACT,
  RAPPORT_WORK_ITEM_CONFIDENCE,
  RAPPORT_WORK_ITEM_EASE,
  RAPPORT_WORK_ITEM_REACH,
  RAPPORT_WORK_ITEM_EFFORT,
  RAPPORT_WORK_ITEM_SIDE,
  RAPPORT_WORK_ITEM_CONTACT,
  RAPPORT_WORK_ITEM_N_FIELDS
};

extern const RapportRecordInfo rapport_work_item_info;

G_END_DECLS
