/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINUTES_LINE (rapport_minutes_line_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesLine,
                      rapport_minutes_line,
                      RAPPORT,
                      MINUTES_LINE,
                      RapportRecord)

/* A line of the minutes: a paragraph as it was typed. "item" is what was talked about, not set
 * for what belongs to none. A line that is more than text points at what it became by
 * "target": a work item, an agreement, a risk, a remark. "title", "side", "who", "person" and
 * "due" are how its text was understood when it was typed, days resolved; where the target says
 * otherwise by now, the target is right (rapport-minutes.h). Its audience makes a line private.
 * "amendment" is 0 for the minutes themselves, else the number of the amendment that it belongs to.
 */
enum
{
  RAPPORT_MINUTES_LINE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_MINUTES_LINE_MEETING,
  RAPPORT_MINUTES_LINE_ITEM,
  RAPPORT_MINUTES_LINE_KIND,
  RAPPORT_MINUTES_LINE_TEXT,
  RAPPORT_MINUTES_LINE_TITLE,
  RAPPORT_MINUTES_LINE_SIDE,
  RAPPORT_MINUTES_LINE_WHO,
  RAPPORT_MINUTES_LINE_PERSON,
  RAPPORT_MINUTES_LINE_DUE,
  RAPPORT_MINUTES_LINE_TARGET,
  RAPPORT_MINUTES_LINE_ORDER,
  RAPPORT_MINUTES_LINE_AMENDMENT,
  RAPPORT_MINUTES_LINE_AUTHOR,
  RAPPORT_MINUTES_LINE_N_FIELDS
};

extern const RapportRecordInfo rapport_minutes_line_info;

G_END_DECLS
