/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-deadlines.h"

#define USUAL_BUFFER_DAYS 2

RapportDay
rapport_deadline_for_client (RapportLibrary *library, RapportDay our_date)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  g_autoptr (GArray) holidays = NULL;
  gint64 buffer = USUAL_BUFFER_DAYS;

  if (our_date == RAPPORT_DAY_NONE)
    return RAPPORT_DAY_NONE;
  if (agency != NULL &&
      rapport_record_get_value (RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_BUFFER_DAYS) != NULL)
    buffer = rapport_record_get_integer (RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_BUFFER_DAYS);
  if (agency == NULL ||
      !rapport_record_get_boolean (RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_BUFFER_WORKING))
    return our_date + (RapportDay) buffer;
  holidays = rapport_agency_get_holidays (library);
  return rapport_day_add_working_days (
    our_date, (int) buffer, (const RapportDay *) (gpointer) holidays->data, holidays->len);
}

static gboolean
get_boolean (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL && g_variant_get_boolean (value);
}

static RapportDay
get_day (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

void
rapport_work_item_set_our_date (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportWorkItem *item,
                                RapportDay day)
{
  RapportRecord *record = RAPPORT_RECORD (item);

  rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE, day);
  if (!get_boolean (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND))
    rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE,
                                 rapport_deadline_for_client (library, day));
}

void
rapport_work_item_set_client_date (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportWorkItem *item,
                                   RapportDay day)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  RapportDay ours = get_day (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE);

  rapport_transaction_set_boolean (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND,
                                   day != RAPPORT_DAY_NONE);
  if (day == RAPPORT_DAY_NONE)
    day = rapport_deadline_for_client (library, ours);
  rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE, day);
}

static gboolean
is_done_word (const char *status)
{
  static const char *const done[] = { "done", "confirmed", "rejected", NULL };

  return g_strv_contains (done, status);
}

/* The client's date moves by the days that we waited for the client. */
static void
end_waiting (RapportTransaction *transaction, RapportRecord *record, RapportDay today)
{
  RapportDay since = get_day (transaction, record, RAPPORT_WORK_ITEM_WAITING_SINCE);
  RapportDay date = get_day (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE);

  if (since == RAPPORT_DAY_NONE)
    return;
  rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_WAITING_SINCE,
                               RAPPORT_DAY_NONE);
  if (date != RAPPORT_DAY_NONE && today > since &&
      !get_boolean (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND))
    rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE,
                                 date + (today - since));
}

void
rapport_work_item_set_status (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportWorkItem *item,
                              const char *status)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));
  gboolean waiting = g_str_equal (status, "waiting-for-client");

  rapport_transaction_set_text (transaction, record, RAPPORT_WORK_ITEM_STATUS, status);
  if (!waiting)
    end_waiting (transaction, record, today);
  else if (get_day (transaction, record, RAPPORT_WORK_ITEM_WAITING_SINCE) == RAPPORT_DAY_NONE)
    rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_WAITING_SINCE, today);
  if (!is_done_word (status))
    rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_DONE_DAY, RAPPORT_DAY_NONE);
  else if (get_day (transaction, record, RAPPORT_WORK_ITEM_DONE_DAY) == RAPPORT_DAY_NONE)
    rapport_transaction_set_day (transaction, record, RAPPORT_WORK_ITEM_DONE_DAY, today);
}

gboolean
rapport_work_item_is_done (RapportWorkItem *item)
{
  return is_done_word (rapport_record_get_text (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS));
}

gboolean
rapport_work_item_is_closed (RapportWorkItem *item)
{
  return rapport_work_item_is_done (item) ||
         rapport_record_has_word (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS, "dropped");
}

gboolean
rapport_work_item_is_missed (RapportWorkItem *item, RapportDay today)
{
  RapportDay date = rapport_record_get_day (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_CLIENT_DATE);

  return date != RAPPORT_DAY_NONE && date < today && !rapport_work_item_is_closed (item);
}

gboolean
rapport_work_item_is_early (RapportWorkItem *item)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  RapportDay date = rapport_record_get_day (record, RAPPORT_WORK_ITEM_CLIENT_DATE);
  RapportDay done = rapport_record_get_day (record, RAPPORT_WORK_ITEM_DONE_DAY);

  return date != RAPPORT_DAY_NONE && done != RAPPORT_DAY_NONE && done < date;
}
