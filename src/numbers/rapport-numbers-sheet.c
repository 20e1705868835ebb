/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers-sheet.h"

#include "rapport-publish.h"
#include "rapport-records.h"
#include "rapport-targets.h"

/* Thirteen months are shown, each beside the same month a year before. */
#define MONTHS_SHOWN 13
#define MONTHS_BACK  (MONTHS_SHOWN + 12)

#define WEEKS_SHOWN 13

RapportDay
rapport_numbers_sheet_find_newest (RapportLibrary *library, RapportClient *client)
{
  const guint fields[] = { RAPPORT_MONTH_NUMBERS_MONTH };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MONTH_NUMBERS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  RapportRow *row;

  rapport_query_where_text (query, RAPPORT_MONTH_NUMBERS_CLIENT,
                            rapport_record_get_id (RAPPORT_RECORD (client)));
  rapport_query_order_by (query, RAPPORT_MONTH_NUMBERS_MONTH, TRUE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_query_set_limit (query, 1);
  rows = rapport_library_find_rows (library, query, &error);
  if (rows == NULL)
    {
      g_warning ("looking for a client’s numbers: %s", error->message);
      return RAPPORT_DAY_NONE;
    }
  row = rows->len > 0 ? rows->pdata[0] : NULL;
  if (row == NULL || row->values[RAPPORT_MONTH_NUMBERS_MONTH] == NULL)
    return RAPPORT_DAY_NONE;
  return g_variant_get_int32 (row->values[RAPPORT_MONTH_NUMBERS_MONTH]);
}

static GPtrArray *
load_annotations (
  RapportLibrary *library, const char *client_id, RapportDay from, RapportDay to, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ANNOTATION);

  rapport_query_where_text (query, RAPPORT_ANNOTATION_CLIENT, client_id);
  rapport_query_where_day (query, RAPPORT_ANNOTATION_DAY, RAPPORT_TEST_AT_LEAST, from);
  rapport_query_where_day (query, RAPPORT_ANNOTATION_DAY, RAPPORT_TEST_AT_MOST, to);
  rapport_query_order_by (query, RAPPORT_ANNOTATION_DAY, FALSE);
  return rapport_publish_all (library, query, client_id, error);
}

RapportNumbersSheet *
rapport_numbers_sheet_load (RapportLibrary *library,
                            RapportClient *client,
                            RapportDay month,
                            GError **error)
{
  const char *client_id = rapport_record_get_id (RAPPORT_RECORD (client));
  const RapportDay first = rapport_day_add_months (month, -MONTHS_BACK);
  g_autoptr (GHashTable) targets = NULL;
  g_autoptr (GPtrArray) annotations = NULL;
  g_autoptr (RapportNumbers) numbers = NULL;
  RapportNumbersSheet *self;

  targets = rapport_targets_load (library, client_id, first, month, error);
  if (targets == NULL)
    return NULL;
  annotations = load_annotations (library, client_id, first,
                                  month + rapport_day_days_in_month (month) - 1, error);
  if (annotations == NULL)
    return NULL;
  numbers = rapport_numbers_load (library, client, first, month, error);
  if (numbers == NULL)
    return NULL;
  self = g_new0 (RapportNumbersSheet, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->month = rapport_day_month (month);
  self->currency = g_strdup (rapport_agency_get_currency (library, client));
  self->figures =
    rapport_report_figures_new (numbers, targets, RAPPORT_REPORT_FORM_MONTHLY, month, "");
  self->numbers = g_steal_pointer (&numbers);
  self->targets = g_steal_pointer (&targets);
  self->annotations = g_steal_pointer (&annotations);
  self->has_data = rapport_numbers_has_data (self->numbers, self->figures->from, self->figures->to);
  return self;
}

RapportNumbersSheet *
rapport_numbers_sheet_ref (RapportNumbersSheet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_numbers_sheet_unref (RapportNumbersSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rapport_report_figures_free (self->figures);
  rapport_numbers_unref (self->numbers);
  g_hash_table_unref (self->targets);
  g_ptr_array_unref (self->annotations);
  g_free (self->currency);
  g_free (self);
}

const RapportMetric *
rapport_numbers_sheet_look_up (RapportNumbersSheet *self, const char *word)
{
  return rapport_metric_set_lookup (rapport_numbers_get_set (self->numbers), word);
}

static RapportNumbersSpan
get_month_span (RapportDay month)
{
  return (RapportNumbersSpan) { month, month + rapport_day_days_in_month (month) - 1 };
}

static gboolean
has_figures (RapportNumbersSheet *self, RapportNumbersSpan span)
{
  return rapport_numbers_has_data (self->numbers, span.from, span.to);
}

/* The @index-th of the steps, counted from the earliest. */
static RapportNumbersSpan
get_span (RapportNumbersSheet *self, RapportReportStep step, int index)
{
  RapportDay monday;

  switch (step)
    {
    case RAPPORT_REPORT_STEP_WEEK:
      monday = rapport_day_week (self->figures->last) + 7 * (index + 1 - WEEKS_SHOWN);
      return (RapportNumbersSpan) { monday, monday + 6 };
    case RAPPORT_REPORT_STEP_MONTH:
      return get_month_span (rapport_day_add_months (self->month, index + 1 - MONTHS_SHOWN));
    case RAPPORT_REPORT_STEP_DAY:
    default:
      return (RapportNumbersSpan) { self->month + index, self->month + index };
    }
}

static int
count_steps (RapportNumbersSheet *self, RapportReportStep step)
{
  switch (step)
    {
    case RAPPORT_REPORT_STEP_WEEK:
      return WEEKS_SHOWN;
    case RAPPORT_REPORT_STEP_MONTH:
      return MONTHS_SHOWN;
    case RAPPORT_REPORT_STEP_DAY:
    default:
      return rapport_day_days_in_month (self->month);
    }
}

GArray *
rapport_numbers_sheet_get_spans (RapportNumbersSheet *self, RapportReportStep step)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (RapportNumbersSpan));
  const int n = count_steps (self, step);
  guint length = 0;

  for (int i = 0; i < n; i++)
    {
      const RapportNumbersSpan span = get_span (self, step, i);
      const gboolean full = has_figures (self, span);

      /* What lies before the first figure is of no use to anybody; a gap is. */
      if (!full && spans->len == 0)
        continue;
      g_array_append_val (spans, span);
      if (full)
        length = spans->len;
    }
  g_array_set_size (spans, length);
  return spans;
}

RapportReportValue
rapport_numbers_sheet_get_channel_value (RapportNumbersSheet *self,
                                         const RapportMetric *metric,
                                         const char *channel,
                                         RapportNumbersSpan span)
{
  gint64 value;

  if (!rapport_numbers_compute (self->numbers, metric, channel, span.from, span.to, &value, NULL))
    return RAPPORT_REPORT_NO_DATA;
  return RAPPORT_REPORT_VALUE (value);
}

RapportReportValue
rapport_numbers_sheet_get_value (RapportNumbersSheet *self,
                                 const RapportMetric *metric,
                                 RapportNumbersSpan span)
{
  return rapport_numbers_sheet_get_channel_value (self, metric, NULL, span);
}

GPtrArray *
rapport_numbers_sheet_get_columns (RapportNumbersSheet *self, GArray *spans)
{
  GPtrArray *columns = g_ptr_array_new ();
  RapportNumbersSpan all;
  gsize n;
  const RapportMetric *const *metrics =
    rapport_metric_set_get_all (rapport_numbers_get_set (self->numbers), &n);

  if (spans->len == 0)
    return columns;
  all.from = g_array_index (spans, RapportNumbersSpan, 0).from;
  all.to = g_array_index (spans, RapportNumbersSpan, spans->len - 1).to;
  for (gsize i = 0; i < n; i++)
    if (rapport_numbers_sheet_get_value (self, metrics[i], all).known)
      g_ptr_array_add (columns, (gpointer) metrics[i]);
  return columns;
}

RapportNumbersSpan
rapport_numbers_sheet_get_compared (RapportNumbersSheet *self)
{
  RapportNumbersSpan span = get_month_span (rapport_day_add_months (self->month, -1));

  if (self->figures->last < self->figures->to)
    span.to = MIN (span.to, span.from + (self->figures->last - self->figures->from));
  return span;
}
