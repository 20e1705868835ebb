/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks that come out of minutes: whose, by when, and in which plan. */
#include "rapport-minutes-private.h"

#include "rapport-plan.h"

/* No buffer is longer, public holidays included. */
#define LONGEST_BUFFER 90

/* Reading. */

static void
read_person (RapportTransaction *transaction,
             RapportLibrary *library,
             RapportRecord *item,
             RapportLineWords *words)
{
  const char *side = rapport_minutes_get_text (transaction, item, RAPPORT_WORK_ITEM_SIDE);
  const gboolean theirs = g_str_equal (side, "theirs");
  const char *person = rapport_minutes_get_text (
    transaction, item, theirs ? RAPPORT_WORK_ITEM_CONTACT : RAPPORT_WORK_ITEM_OWNER);

  if (*person != '\0' && *side == '\0')
    side = "ours";
  /* A name that is nobody's we know stands in the line alone. */
  if (*person == '\0' && *words->person == '\0' && g_str_equal (words->side, side))
    return;
  words->side = g_intern_string (side);
  if (g_str_equal (words->person, person) && *person != '\0')
    return;
  g_set_str (&words->person, person);
  g_set_str (&words->who, *person != '\0' ? rapport_minutes_get_name (library, person) : "");
}

/* Whether both sides meet here: the agency's own tasks have one date that is meant. */
static gboolean
has_client (RapportTransaction *transaction, RapportRecord *item)
{
  return *rapport_minutes_get_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT) != '\0';
}

void
rapport_minutes_task_read (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMinutesLine *line,
                           RapportWorkItem *item,
                           RapportLineWords *words)
{
  RapportRecord *record = RAPPORT_RECORD (item);

  g_set_str (&words->title,
             rapport_minutes_get_text (transaction, record, RAPPORT_WORK_ITEM_TITLE));
  words->due = rapport_minutes_get_day (
    transaction, record,
    has_client (transaction, record) ? RAPPORT_WORK_ITEM_CLIENT_DATE : RAPPORT_WORK_ITEM_OUR_DATE);
  read_person (transaction, library, record, words);
}

/* Writing. */

/* The last day from which the agency's buffer ends on @due, but not in the past. */
static RapportDay
our_date_for (RapportLibrary *library, RapportDay due)
{
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));
  RapportDay ours = due;

  while (ours > due - LONGEST_BUFFER && rapport_deadline_for_client (library, ours) > due)
    ours--;
  return MAX (ours, MIN (today, due));
}

static void
write_dates (RapportTransaction *transaction,
             RapportLibrary *library,
             RapportWorkItem *item,
             const RapportLineWords *words)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  const gboolean theirs = g_str_equal (words->side, "theirs");

  if (words->due == RAPPORT_DAY_NONE)
    {
      rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE,
                                   RAPPORT_DAY_NONE);
      rapport_work_item_set_client_date (transaction, library, item, RAPPORT_DAY_NONE);
      return;
    }
  if (!has_client (transaction, record))
    {
      rapport_work_item_set_our_date (transaction, library, item, words->due);
      return;
    }
  rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE,
                               theirs ? RAPPORT_DAY_NONE : our_date_for (library, words->due));
  rapport_work_item_set_client_date (transaction, library, item, words->due);
}

static void
write_person (RapportTransaction *transaction, RapportRecord *item, const RapportLineWords *words)
{
  const gboolean theirs = g_str_equal (words->side, "theirs");

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_SIDE, words->side);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_OWNER,
                                theirs ? NULL : words->person);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CONTACT,
                                theirs ? words->person : NULL);
}

void
rapport_minutes_task_write (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportMinutesLine *line,
                            RapportWorkItem *item,
                            const RapportLineWords *before,
                            const RapportLineWords *words)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  const gboolean new_side = !g_str_equal (before->side, words->side);
  const gboolean new_person = !g_str_equal (before->person, words->person);
  const gboolean is_new = *before->kind == '\0';

  if (!g_str_equal (before->title, words->title))
    rapport_transaction_set_text (transaction, record, RAPPORT_WORK_ITEM_TITLE, words->title);
  if (new_side || new_person)
    write_person (transaction, record, words);
  if (before->due != words->due || (new_side && words->due != RAPPORT_DAY_NONE))
    write_dates (transaction, library, item, words);
  if (is_new || new_side || before->due != words->due)
    rapport_minutes_task_plan (transaction, library, line, item);
}

/* The plan. */

GPtrArray *
rapport_minutes_task_find_plan_lines (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      RapportWorkItem *item)
{
  return rapport_minutes_find_pointing (transaction, library, RAPPORT_TYPE_PLAN_LINE,
                                        RAPPORT_PLAN_LINE_WORK_ITEM,
                                        rapport_record_get_id (RAPPORT_RECORD (item)), NULL);
}

/* Whether somebody planned it besides this line: it was promised for a month, or stands in two. */
static gboolean
is_planned_elsewhere (GPtrArray *lines)
{
  return lines->len > 1 || (lines->len == 1 && rapport_record_get_boolean (
                                                 lines->pdata[0], RAPPORT_PLAN_LINE_PLANNED));
}

static void
add_to_plan (RapportTransaction *transaction,
             RapportLibrary *library,
             RapportWorkItem *item,
             RapportDay month)
{
  RapportPlanLine *line = rapport_plan_add_item (transaction, library, month, item);

  rapport_transaction_set_text (
    transaction, RAPPORT_RECORD (line), RAPPORT_RECORD_AUDIENCE,
    rapport_transaction_get_text (transaction, RAPPORT_RECORD (item), RAPPORT_RECORD_AUDIENCE));
}

void
rapport_minutes_task_plan (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMinutesLine *line,
                           RapportWorkItem *item)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  const char *side = rapport_transaction_get_text (transaction, record, RAPPORT_WORK_ITEM_SIDE);
  RapportDay month = rapport_minutes_get_day (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE);
  g_autoptr (GPtrArray) lines = NULL;

  if (!has_client (transaction, record) || rapport_work_item_is_closed (item))
    return;
  if (month == RAPPORT_DAY_NONE)
    month = rapport_minutes_day_of (transaction, library, line);
  month = rapport_day_month (month);
  lines = rapport_minutes_task_find_plan_lines (transaction, library, item);
  if (is_planned_elsewhere (lines))
    return;
  if (lines->len == 1 && !g_str_equal (side, "theirs") &&
      rapport_record_get_day (lines->pdata[0], RAPPORT_PLAN_LINE_MONTH) == month)
    return;
  if (lines->len == 1)
    rapport_transaction_trash (transaction, lines->pdata[0]);
  if (!g_str_equal (side, "theirs"))
    add_to_plan (transaction, library, item, month);
}

gboolean
rapport_minutes_task_is_shared (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportMinutesLine *line,
                                RapportWorkItem *item)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (item));
  g_autoptr (GPtrArray) plan_lines =
    rapport_minutes_task_find_plan_lines (transaction, library, item);
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (is_planned_elsewhere (plan_lines) ||
      !g_str_equal (
        rapport_transaction_get_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS),
        "planned"))
    return TRUE;
  cards = rapport_minutes_find_pointing (transaction, library, RAPPORT_TYPE_PLACEMENT,
                                         RAPPORT_PLACEMENT_ITEM, id, NULL);
  parts = rapport_minutes_find_pointing (transaction, library, RAPPORT_TYPE_WORK_ITEM,
                                         RAPPORT_WORK_ITEM_PARENT, id, NULL);
  return cards->len > 0 || parts->len > 0;
}
