/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a report was made of has changed since it was sent. */
#include "rapport-own-metrics.h"
#include "rapport-report-builder.h"

static void
difference_free (gpointer data)
{
  RapportReportDifference *difference = data;

  g_free (difference->metric);
  g_free (difference->name);
  g_free (difference);
}

static const RapportReportFigure *
find_figure (const RapportReportContent *content, const char *metric)
{
  for (gsize i = 0; i < content->n_figures; i++)
    if (g_str_equal (content->figures[i].metric, metric))
      return &content->figures[i];
  return NULL;
}

/* A metric that has been deleted or hidden since, or follows from one that has been,
 * says nothing of the source: what was sent stands, with nothing to set beside it. */
static gboolean
is_shown (RapportMetricSet *set, const char *word)
{
  const RapportMetric *metric = rapport_metric_set_lookup (set, word);

  return metric != NULL && !metric->hidden && metric->trouble == NULL;
}

/* Neither does one that was thought of afterwards, and follows from others. */
static gboolean
is_of_source (RapportMetricSet *set, const char *word)
{
  const RapportMetric *metric = rapport_metric_set_lookup (set, word);

  return metric != NULL && (!metric->own || rapport_metric_is_base (metric));
}

static gboolean
is_same (RapportReportValue a, RapportReportValue b)
{
  return a.known == b.known && a.value == b.value;
}

static void
add (GPtrArray *differences,
     const RapportReportFigure *figure,
     RapportReportValue sent,
     RapportReportValue now)
{
  RapportReportDifference *difference = g_new (RapportReportDifference, 1);

  *difference = (RapportReportDifference) { g_strdup (figure->metric), g_strdup (figure->name),
                                            figure->unit, sent, now };
  g_ptr_array_add (differences, difference);
}

static GPtrArray *
compare (RapportMetricSet *set, RapportReportDocument *before, RapportReportDocument *today)
{
  const RapportReportContent *sent = rapport_report_document_get_content (before);
  const RapportReportContent *live = rapport_report_document_get_content (today);
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);

  for (gsize i = 0; i < sent->n_figures; i++)
    {
      const RapportReportFigure *figure = &sent->figures[i];
      const RapportReportFigure *now = find_figure (live, figure->metric);
      const RapportReportValue value = now != NULL ? now->value : RAPPORT_REPORT_NO_DATA;

      if (is_shown (set, figure->metric) && !is_same (figure->value, value))
        add (differences, figure, figure->value, value);
    }
  for (gsize i = 0; i < live->n_figures; i++)
    {
      const RapportReportFigure *figure = &live->figures[i];

      if (figure->value.known && find_figure (sent, figure->metric) == NULL &&
          is_of_source (set, figure->metric))
        add (differences, figure, RAPPORT_REPORT_NO_DATA, figure->value);
    }
  return differences;
}

GPtrArray *
rapport_report_list_differences (RapportLibrary *library, RapportReport *report, GError **error)
{
  g_autoptr (RapportReportDocument) sent = NULL;
  g_autoptr (RapportReportDocument) live = NULL;
  g_autoptr (RapportMetricSet) set = NULL;

  if (rapport_record_has_word (RAPPORT_RECORD (report), RAPPORT_REPORT_STATE, "draft"))
    return g_ptr_array_new_with_free_func (difference_free);
  sent = rapport_report_build (library, report, error);
  if (sent == NULL)
    return NULL;
  live = rapport_report_build_live (library, report, error);
  if (live == NULL)
    return NULL;
  set = rapport_own_metrics_load (library, rapport_record_get_client_id (RAPPORT_RECORD (report)),
                                  error);
  return set != NULL ? compare (set, sent, live) : NULL;
}

gboolean
rapport_report_differs (RapportLibrary *library, RapportReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = rapport_report_list_differences (library, report, &error);

  if (differences == NULL)
    {
      g_warning ("comparing a sent report with its source: %s", error->message);
      return FALSE;
    }
  return differences->len > 0;
}
