/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-plan.h"

typedef struct
{
  RapportReportPlan *plan;
  RapportLibrary *library;
  const char *client_id;
  RapportReportForm form;
  RapportPeriod period;
  RapportPeriod next;
  RapportDay today;
  gboolean has_snapshot; /* of the month whose lines are being read */
  GHashTable *seen;      /* work items: one may stand in the plans of two months */
} Reader;

static const char *
text_of (RapportPublicRecord *record, const char *field)
{
  return rapport_public_record_get_text (record, field);
}

static gboolean
is_in (RapportDay day, RapportPeriod period)
{
  return day != RAPPORT_DAY_NONE && day >= period.from && day <= period.to;
}

/* The public copy of the work item of a line, or NULL. */
static RapportPublicRecord *
publish_item (Reader *reader, RapportPublicRecord *line)
{
  g_autoptr (RapportRecord) item =
    rapport_library_get (reader->library, RAPPORT_TYPE_WORK_ITEM, text_of (line, "work-item"));
  RapportPublicRecord *copy = item != NULL ? rapport_publish (item, reader->client_id) : NULL;

  if (copy != NULL)
    g_ptr_array_add (reader->plan->kept, copy);
  return copy;
}

static gboolean
is_done_by (RapportPublicRecord *item, RapportDay last)
{
  RapportDay day = rapport_public_record_get_day (item, "done-day");

  return day != RAPPORT_DAY_NONE && day <= last;
}

static RapportReportWork
describe (RapportPublicRecord *line, RapportPublicRecord *item)
{
  RapportReportWork work = { .title = text_of (item, "title"),
                             .why = text_of (item, "why"),
                             .expected = text_of (item, "expected"),
                             .result = text_of (item, "result"),
                             .date = rapport_public_record_get_day (item, "client-date"),
                             .done = rapport_public_record_get_day (item, "done-day") };

  /* What was promised is what the client was told then. */
  if (*text_of (line, "snapshot-title") != '\0')
    work.title = text_of (line, "snapshot-title");
  if (rapport_public_record_get_day (line, "snapshot-date") != RAPPORT_DAY_NONE)
    work.date = rapport_public_record_get_day (line, "snapshot-date");
  return work;
}

static void
add_next (Reader *reader, RapportReportWork work)
{
  /* A proposal says what is to come, even where some of it has been done since. */
  work.state = RAPPORT_REPORT_WORK_PLANNED;
  work.done = RAPPORT_DAY_NONE;
  work.result = "";
  g_array_append_val (reader->plan->next, work);
}

/* What was neither promised nor done is no part of the report. */
static void
add_work (Reader *reader, RapportReportWork work, gboolean promised, gboolean done)
{
  if (done)
    work.state = promised ? RAPPORT_REPORT_WORK_DONE : RAPPORT_REPORT_WORK_UNPLANNED;
  else if (!promised)
    return;
  else
    {
      work.done = RAPPORT_DAY_NONE;
      work.state = reader->today <= reader->period.to ? RAPPORT_REPORT_WORK_PLANNED
                                                      : RAPPORT_REPORT_WORK_NOT_DONE;
    }
  g_array_append_val (reader->plan->work, work);
}

/* A line of the reported month. */
static void
take_month_line (Reader *reader, RapportPublicRecord *line)
{
  RapportPublicRecord *item = publish_item (reader, line);

  if (item == NULL)
    return;
  add_work (reader, describe (line, item),
            !reader->has_snapshot || rapport_public_record_get_boolean (line, "planned"),
            is_done_by (item, reader->period.to));
}

static void
take_next_line (Reader *reader, RapportPublicRecord *line)
{
  RapportPublicRecord *item = publish_item (reader, line);

  if (item != NULL && !rapport_public_record_get_boolean (line, "dropped"))
    add_next (reader, describe (line, item));
}

/* A line of a month that a week or a day lies in. */
static void
take_short_line (Reader *reader, RapportPublicRecord *line)
{
  RapportPublicRecord *item = publish_item (reader, line);
  RapportReportWork work;
  gboolean done;

  if (item == NULL || rapport_public_record_get_boolean (line, "dropped") ||
      !g_hash_table_add (reader->seen, (gpointer) text_of (line, "work-item")))
    return;
  work = describe (line, item);
  done = is_done_by (item, reader->period.to);
  if (is_in (work.done, reader->period) || (!done && is_in (work.date, reader->period)))
    add_work (reader, work,
              is_in (work.date, reader->period) || !reader->has_snapshot ||
                rapport_public_record_get_boolean (line, "planned"),
              done);
  else if (!done && is_in (work.date, reader->next))
    add_next (reader, work);
}

static gboolean
take_lines (Reader *reader,
            RapportDay month,
            void (*take) (Reader *reader, RapportPublicRecord *line),
            GError **error)
{
  g_autoptr (RapportQuery) query = rapport_plan_query (reader->client_id, month);
  GPtrArray *lines = rapport_publish_all (reader->library, query, reader->client_id, error);

  if (lines == NULL)
    return FALSE;
  reader->has_snapshot = rapport_plan_has_snapshot (reader->library, reader->client_id, month);
  for (guint i = 0; i < lines->len; i++)
    take (reader, lines->pdata[i]);
  g_ptr_array_extend_and_steal (reader->plan->kept, lines);
  return TRUE;
}

static gboolean
take_short (Reader *reader, GError **error)
{
  const RapportDay last = rapport_day_month (reader->next.to);

  for (RapportDay month = rapport_day_month (reader->period.from); month <= last;
       month = rapport_day_add_months (month, 1))
    if (!take_lines (reader, month, take_short_line, error))
      return FALSE;
  return TRUE;
}

RapportReportPlan *
rapport_report_plan_load (RapportLibrary *library,
                          const char *client_id,
                          RapportReportForm form,
                          RapportDay day,
                          GError **error)
{
  g_autoptr (RapportReportPlan) self = g_new0 (RapportReportPlan, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = {
    .plan = self,
    .library = library,
    .client_id = client_id,
    .form = form,
    .period = rapport_report_form_get_period (form, day),
    .next = rapport_report_form_step (form, day, 1),
    .today = rapport_clock_get_today (rapport_library_get_clock (library)),
    .seen = seen,
  };

  self->work = g_array_new (FALSE, FALSE, sizeof (RapportReportWork));
  self->next = g_array_new (FALSE, FALSE, sizeof (RapportReportWork));
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  if (form != RAPPORT_REPORT_FORM_MONTHLY)
    return take_short (&reader, error) ? g_steal_pointer (&self) : NULL;
  if (!take_lines (&reader, reader.period.from, take_month_line, error) ||
      !take_lines (&reader, reader.next.from, take_next_line, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rapport_report_plan_free (RapportReportPlan *self)
{
  g_array_unref (self->work);
  g_array_unref (self->next);
  g_ptr_array_unref (self->kept);
  g_free (self);
}
