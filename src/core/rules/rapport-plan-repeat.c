/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks that come again every month, quarter or year. Each time is a work item
 * of its own, with its own dates and result; "repeat-of" ties it to the first. */
#include "rapport-plan.h"

typedef struct
{
  RapportRecord *item;
  RapportDay month; /* the last one that it is planned for */
} Latest;

static const char *
get_series (RapportRecord *item)
{
  const char *first = rapport_record_get_text (item, RAPPORT_WORK_ITEM_REPEAT_OF);

  return *first != '\0' ? first : rapport_record_get_id (item);
}

static int
count_months (RapportDay from, RapportDay to)
{
  int from_year, from_month, to_year, to_month;

  rapport_day_split (from, &from_year, &from_month, NULL);
  rapport_day_split (to, &to_year, &to_month, NULL);
  return (to_year - from_year) * 12 + to_month - from_month;
}

static gboolean
is_due (Latest *latest, RapportDay month)
{
  const int passed = count_months (latest->month, month);

  if (passed <= 0)
    return FALSE;
  if (rapport_record_has_word (latest->item, RAPPORT_WORK_ITEM_REPEAT, "monthly"))
    return TRUE;
  if (rapport_record_has_word (latest->item, RAPPORT_WORK_ITEM_REPEAT, "quarterly"))
    return passed % 3 == 0;
  return rapport_record_has_word (latest->item, RAPPORT_WORK_ITEM_REPEAT, "yearly") &&
         passed % 12 == 0;
}

/* The lines of a client's plans: work item to its last month. */
static GHashTable *
read_months (RapportLibrary *library, const char *client_id, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLAN_LINE);
  g_autoptr (GPtrArray) lines = NULL;
  GHashTable *months;

  rapport_query_where_text (query, RAPPORT_PLAN_LINE_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_PLAN_LINE_MONTH, FALSE);
  lines = rapport_library_find (library, query, error);
  if (lines == NULL)
    return NULL;
  months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < lines->len; i++)
    g_hash_table_insert (
      months, g_strdup (rapport_record_get_text (lines->pdata[i], RAPPORT_PLAN_LINE_WORK_ITEM)),
      GINT_TO_POINTER (rapport_record_get_day (lines->pdata[i], RAPPORT_PLAN_LINE_MONTH)));
  return months;
}

static void
lead_to (GHashTable *latest, GHashTable *months, RapportRecord *item)
{
  const RapportDay month =
    (RapportDay) GPOINTER_TO_INT (g_hash_table_lookup (months, rapport_record_get_id (item)));
  Latest *known = g_hash_table_lookup (latest, get_series (item));

  if (!g_hash_table_contains (months, rapport_record_get_id (item)) ||
      (known != NULL && known->month >= month))
    return;
  if (known == NULL)
    {
      known = g_new0 (Latest, 1);
      g_hash_table_insert (latest, g_strdup (get_series (item)), known);
    }
  known->item = item;
  known->month = month;
}

/* Every item, as the end of a series is one that repeats no more; or, sooner
 * read, those that do. */
static GPtrArray *
read_items (RapportLibrary *library, const char *client_id, gboolean repeating, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT, client_id);
  if (repeating)
    rapport_query_where (query, RAPPORT_WORK_ITEM_REPEAT, RAPPORT_TEST_DIFFERENT, NULL);
  rapport_query_order_by (query, RAPPORT_WORK_ITEM_ORDER, FALSE);
  return rapport_library_find (library, query, error);
}

/* Of @items, the latest of each series that is due in @month. */
static GPtrArray *
choose_due (GPtrArray *items, GHashTable *months, RapportDay month)
{
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *due = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    lead_to (latest, months, items->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    {
      Latest *last = g_hash_table_lookup (latest, get_series (items->pdata[i]));

      if (last != NULL && last->item == items->pdata[i] && is_due (last, rapport_day_month (month)))
        g_ptr_array_add (due, g_object_ref (last->item));
    }
  return due;
}

GPtrArray *
rapport_plan_find_repeats (RapportLibrary *library,
                           const char *client_id,
                           RapportDay month,
                           GError **error)
{
  g_autoptr (GPtrArray) repeating = read_items (library, client_id, TRUE, error);
  g_autoptr (GHashTable) months = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (repeating == NULL || repeating->len == 0)
    return g_steal_pointer (&repeating);
  months = read_months (library, client_id, error);
  if (months == NULL)
    return NULL;
  items = read_items (library, client_id, FALSE, error);
  return items != NULL ? choose_due (items, months, month) : NULL;
}

static void
copy_dates (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportRecord *from,
            RapportWorkItem *to,
            RapportDay month)
{
  const RapportDay ours = rapport_record_get_day (from, RAPPORT_WORK_ITEM_OUR_DATE);
  const RapportDay theirs = rapport_record_get_day (from, RAPPORT_WORK_ITEM_CLIENT_DATE);
  const RapportDay last = ours != RAPPORT_DAY_NONE ? ours : theirs;
  const int months = last != RAPPORT_DAY_NONE ? count_months (last, month) : 0;

  if (ours != RAPPORT_DAY_NONE)
    rapport_work_item_set_our_date (transaction, library, to,
                                    rapport_day_add_months (ours, months));
  if (theirs != RAPPORT_DAY_NONE &&
      rapport_record_get_boolean (from, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND))
    rapport_work_item_set_client_date (transaction, library, to,
                                       rapport_day_add_months (theirs, months));
}

guint
rapport_plan_add_repeats (RapportTransaction *transaction,
                          RapportLibrary *library,
                          const char *client_id,
                          RapportDay month)
{
  static const guint fields[] = { RAPPORT_WORK_ITEM_PROJECT,  RAPPORT_WORK_ITEM_STAGE,
                                  RAPPORT_WORK_ITEM_PARENT,   RAPPORT_WORK_ITEM_WHY,
                                  RAPPORT_WORK_ITEM_EXPECTED, RAPPORT_WORK_ITEM_OWNER,
                                  RAPPORT_WORK_ITEM_NOTES,    RAPPORT_WORK_ITEM_REPEAT };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = rapport_plan_find_repeats (library, client_id, month, &error);

  if (due == NULL)
    {
      g_warning ("reading tasks that repeat: %s", error->message);
      return 0;
    }
  for (guint i = 0; i < due->len; i++)
    {
      RapportRecord *from = due->pdata[i];
      RapportWorkItem *item =
        rapport_plan_add (transaction, library, client_id, month, rapport_record_get_title (from));

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        rapport_transaction_set (transaction, RAPPORT_RECORD (item), fields[f],
                                 rapport_record_get_value (from, fields[f]));
      rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_REPEAT_OF,
                                    get_series (from));
      copy_dates (transaction, library, from, item, rapport_day_month (month));
    }
  return due->len;
}
