/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan.h"

#include "rapport-archive.h"

#include <glib/gi18n-lib.h>

RapportQuery *
rapport_plan_query (const char *client_id, RapportDay month)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_PLAN_LINE);

  rapport_query_where_text (query, RAPPORT_PLAN_LINE_CLIENT, client_id);
  rapport_query_where_day (query, RAPPORT_PLAN_LINE_MONTH, RAPPORT_TEST_EQUAL,
                           rapport_day_month (month));
  return rapport_query_order_by (query, RAPPORT_PLAN_LINE_ORDER, FALSE);
}

static GPtrArray *
find_lines (RapportLibrary *library, const char *client_id, RapportDay month, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_plan_query (client_id, month);

  return rapport_library_find (library, query, error);
}

/* As find_lines(), for rules that can do nothing about an error but say it. */
static GPtrArray *
find_lines_or_none (RapportLibrary *library, const char *client_id, RapportDay month)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = find_lines (library, client_id, month, &error);

  if (lines != NULL)
    return lines;
  g_warning ("reading a plan: %s", error->message);
  return g_ptr_array_new ();
}

static RapportRecord *
get_plan (RapportLibrary *library, const char *client_id, RapportDay month)
{
  g_autofree char *first = rapport_day_to_string (rapport_day_month (month));
  const char *key[] = { client_id, first, NULL };

  return rapport_library_get_by_key (library, RAPPORT_TYPE_MONTH_PLAN, key);
}

RapportWorkItem *
rapport_plan_line_get_item (RapportLibrary *library, RapportPlanLine *line)
{
  const char *id = rapport_record_get_text (RAPPORT_RECORD (line), RAPPORT_PLAN_LINE_WORK_ITEM);
  RapportRecord *record = rapport_library_get (library, RAPPORT_TYPE_WORK_ITEM, id);

  return record != NULL ? RAPPORT_WORK_ITEM (record) : NULL;
}

/* The order key behind the last line of the library, and behind those that this transaction has
 * asked for. */
static char *
next_order (RapportTransaction *transaction,
            RapportLibrary *library,
            const char *client_id,
            RapportDay month)
{
  g_autofree char *name =
    g_strdup_printf ("plan order %s %d", client_id, rapport_day_month (month));
  const char *last = rapport_transaction_recall (transaction, name);
  g_autoptr (GPtrArray) lines = NULL;
  char *order;

  if (last == NULL)
    {
      lines = find_lines_or_none (library, client_id, month);
      last = lines->len > 0
               ? rapport_record_get_text (lines->pdata[lines->len - 1], RAPPORT_PLAN_LINE_ORDER)
               : "";
    }
  order = rapport_order_key_between (last, NULL);
  rapport_transaction_remember (transaction, name, g_strdup (order), g_free);
  return order;
}

static RapportPlanLine *
ensure_line (RapportTransaction *transaction,
             const char *client_id,
             RapportDay month,
             const char *item_id,
             const char *order)
{
  g_autofree char *first = rapport_day_to_string (rapport_day_month (month));
  const char *plan_key[] = { client_id, first, NULL };
  const char *line_key[] = { client_id, first, item_id, NULL };
  RapportRecord *line;

  rapport_transaction_ensure (transaction, RAPPORT_TYPE_MONTH_PLAN, plan_key);
  line = rapport_transaction_ensure (transaction, RAPPORT_TYPE_PLAN_LINE, line_key);
  if (rapport_transaction_get (transaction, line, RAPPORT_PLAN_LINE_ORDER) == NULL)
    rapport_transaction_set_text (transaction, line, RAPPORT_PLAN_LINE_ORDER, order);
  rapport_transaction_set_boolean (transaction, line, RAPPORT_PLAN_LINE_DROPPED, FALSE);
  return RAPPORT_PLAN_LINE (line);
}

RapportWorkItem *
rapport_plan_add (RapportTransaction *transaction,
                  RapportLibrary *library,
                  const char *client_id,
                  RapportDay month,
                  const char *title)
{
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *order = next_order (transaction, library, client_id, month);

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, client_id);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, title);
  ensure_line (transaction, client_id, month, rapport_record_get_id (item), order);
  return RAPPORT_WORK_ITEM (item);
}

RapportPlanLine *
rapport_plan_add_item (RapportTransaction *transaction,
                       RapportLibrary *library,
                       RapportDay month,
                       RapportWorkItem *item)
{
  /* It may be made just now. */
  const char *client_id =
    rapport_transaction_get_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_CLIENT);
  g_autofree char *order = next_order (transaction, library, client_id, month);

  return ensure_line (transaction, client_id, month, rapport_record_get_id (RAPPORT_RECORD (item)),
                      order);
}

void
rapport_plan_remove (RapportTransaction *transaction, RapportPlanLine *line)
{
  RapportRecord *record = RAPPORT_RECORD (line);

  if (rapport_record_get_boolean (record, RAPPORT_PLAN_LINE_PLANNED))
    rapport_transaction_set_boolean (transaction, record, RAPPORT_PLAN_LINE_DROPPED, TRUE);
  else
    rapport_transaction_trash (transaction, record);
}

void
rapport_plan_move (RapportTransaction *transaction,
                   RapportPlanLine *line,
                   RapportPlanLine *before,
                   RapportPlanLine *after)
{
  g_autofree char *order = rapport_order_key_between (
    before ? rapport_record_get_text (RAPPORT_RECORD (before), RAPPORT_PLAN_LINE_ORDER) : NULL,
    after ? rapport_record_get_text (RAPPORT_RECORD (after), RAPPORT_PLAN_LINE_ORDER) : NULL);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (line), RAPPORT_PLAN_LINE_ORDER, order);
}

guint
rapport_plan_copy_rest (RapportTransaction *transaction,
                        RapportLibrary *library,
                        const char *client_id,
                        RapportDay month)
{
  RapportDay last_month = rapport_day_add_months (rapport_day_month (month), -1);
  g_autoptr (GPtrArray) lines = find_lines_or_none (library, client_id, last_month);
  g_autofree char *before = next_order (transaction, library, client_id, month);
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (before, NULL, lines->len);
  guint copied = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (RapportWorkItem) item = rapport_plan_line_get_item (library, lines->pdata[i]);

      if (item == NULL || rapport_work_item_is_closed (item) ||
          rapport_record_get_boolean (lines->pdata[i], RAPPORT_PLAN_LINE_DROPPED))
        continue;
      ensure_line (transaction, client_id, month, rapport_record_get_id (RAPPORT_RECORD (item)),
                   orders->pdata[i]);
      copied++;
    }
  return copied;
}

/* Both dates, as far as they are there; the client's moves by itself unless it was
 * set by hand. */
static void
move_dates (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportWorkItem *item,
            int days)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  const RapportDay ours = rapport_record_get_day (record, RAPPORT_WORK_ITEM_OUR_DATE);
  const RapportDay theirs = rapport_record_get_day (record, RAPPORT_WORK_ITEM_CLIENT_DATE);
  const gboolean by_hand =
    rapport_record_get_boolean (record, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND);

  if (ours != RAPPORT_DAY_NONE)
    rapport_work_item_set_our_date (transaction, library, item, ours + days);
  if (by_hand && theirs != RAPPORT_DAY_NONE)
    rapport_work_item_set_client_date (transaction, library, item, theirs + days);
}

guint
rapport_plan_edit_lines (RapportTransaction *transaction,
                         RapportLibrary *library,
                         GPtrArray *lines,
                         const RapportPlanEdit *edit)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (RapportWorkItem) item = rapport_plan_line_get_item (library, lines->pdata[i]);

      if (item == NULL)
        continue;
      if (edit->stage != NULL)
        rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STAGE,
                                      edit->stage);
      if (edit->owner != NULL)
        rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_OWNER,
                                      edit->owner);
      if (edit->days != 0)
        move_dates (transaction, library, item, edit->days);
      if (edit->status != NULL)
        rapport_work_item_set_status (transaction, library, item, edit->status);
      n++;
    }
  return n;
}

guint
rapport_plan_move_to_month (RapportTransaction *transaction,
                            RapportLibrary *library,
                            GPtrArray *lines,
                            RapportDay month)
{
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  guint moved = 0;

  if (lines->len == 0)
    return 0;
  before = next_order (transaction, library,
                       rapport_record_get_text (lines->pdata[0], RAPPORT_PLAN_LINE_CLIENT), month);
  orders = rapport_order_keys_between (before, NULL, lines->len);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (RapportWorkItem) item = rapport_plan_line_get_item (library, lines->pdata[i]);

      if (item == NULL || rapport_work_item_is_closed (item) ||
          rapport_record_get_boolean (lines->pdata[i], RAPPORT_PLAN_LINE_DROPPED))
        continue;
      ensure_line (transaction, rapport_record_get_text (lines->pdata[i], RAPPORT_PLAN_LINE_CLIENT),
                   month, rapport_record_get_id (RAPPORT_RECORD (item)), orders->pdata[i]);
      rapport_plan_remove (transaction, lines->pdata[i]);
      moved++;
    }
  return moved;
}

static RapportDay
created_day (RapportRecord *record)
{
  return rapport_instant_to_day (rapport_record_get_integer (record, RAPPORT_RECORD_CREATED));
}

/* The first day on which the snapshot may be taken, or none while there is
 * nothing to take. */
static RapportDay
snapshot_due (GPtrArray *lines, RapportDay month)
{
  RapportDay first_line = RAPPORT_DAY_NONE;

  for (guint i = 0; i < lines->len; i++)
    {
      RapportDay day = created_day (lines->pdata[i]);

      if (first_line == RAPPORT_DAY_NONE || day < first_line)
        first_line = day;
    }
  return first_line == RAPPORT_DAY_NONE ? RAPPORT_DAY_NONE : MAX (month, first_line + 1);
}

static void
promise_line (RapportTransaction *transaction, RapportLibrary *library, RapportPlanLine *line)
{
  g_autoptr (RapportWorkItem) item = rapport_plan_line_get_item (library, line);
  RapportRecord *record = RAPPORT_RECORD (line);

  rapport_transaction_set_boolean (transaction, record, RAPPORT_PLAN_LINE_PLANNED, TRUE);
  if (item == NULL)
    return;
  rapport_transaction_set_text (
    transaction, record, RAPPORT_PLAN_LINE_SNAPSHOT_TITLE,
    rapport_record_get_text (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_TITLE));
  rapport_transaction_set_day (
    transaction, record, RAPPORT_PLAN_LINE_SNAPSHOT_DATE,
    rapport_record_get_day (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_CLIENT_DATE));
}

gboolean
rapport_plan_has_snapshot (RapportLibrary *library, const char *client_id, RapportDay month)
{
  g_autoptr (RapportRecord) plan = get_plan (library, client_id, month);

  return plan != NULL && rapport_record_get_value (plan, RAPPORT_MONTH_PLAN_SNAPSHOT_AT) != NULL;
}

static gboolean
is_in_archive (RapportLibrary *library, const char *client_id)
{
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);

  return client != NULL && rapport_client_is_archived (RAPPORT_CLIENT (client));
}

gboolean
rapport_plan_take_snapshot (RapportLibrary *library,
                            const char *client_id,
                            RapportDay month,
                            GError **error)
{
  g_autoptr (RapportRecord) plan = get_plan (library, client_id, month);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportClock *clock = rapport_library_get_clock (library);
  RapportDay due;

  month = rapport_day_month (month);
  if (plan == NULL || rapport_library_is_read_only (library) ||
      is_in_archive (library, client_id) || rapport_clock_get_today (clock) < month ||
      rapport_record_get_value (plan, RAPPORT_MONTH_PLAN_SNAPSHOT_AT) != NULL)
    return TRUE;
  lines = find_lines (library, client_id, month, error);
  if (lines == NULL)
    return FALSE;
  due = snapshot_due (lines, month);
  if (due == RAPPORT_DAY_NONE || rapport_clock_get_today (clock) < due)
    return TRUE;
  transaction = rapport_transaction_begin (library, _ ("Snapshot of the month’s plan"));
  rapport_transaction_set_barrier (transaction);
  rapport_transaction_set_integer (transaction, plan, RAPPORT_MONTH_PLAN_SNAPSHOT_AT,
                                   rapport_clock_get_now (clock));
  for (guint i = 0; i < lines->len; i++)
    if (created_day (lines->pdata[i]) < due)
      promise_line (transaction, library, lines->pdata[i]);
  return rapport_transaction_commit (transaction, error);
}

static void
count_line (RapportLibrary *library,
            RapportRecord *line,
            gboolean has_snapshot,
            RapportPlanCounts *counts)
{
  g_autoptr (RapportWorkItem) item = rapport_plan_line_get_item (library, RAPPORT_PLAN_LINE (line));
  gboolean done = item != NULL && rapport_work_item_is_done (item);

  if (!has_snapshot || rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_PLANNED))
    {
      counts->planned++;
      if (done)
        counts->done++;
      else
        counts->not_done++;
      return;
    }
  counts->unplanned++;
  if (done)
    counts->unplanned_done++;
}

void
rapport_plan_count (RapportLibrary *library,
                    const char *client_id,
                    RapportDay month,
                    RapportPlanCounts *counts)
{
  g_autoptr (GPtrArray) lines = find_lines_or_none (library, client_id, month);
  gboolean has_snapshot = rapport_plan_has_snapshot (library, client_id, month);

  *counts = (RapportPlanCounts) { 0 };
  for (guint i = 0; i < lines->len; i++)
    count_line (library, lines->pdata[i], has_snapshot, counts);
}
