/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-figures.h"

#include "rapport-report-form.h"

#define MONTHS_BACK 12

static RapportDay
step_month (RapportDay month, int n)
{
  return rapport_report_form_step (RAPPORT_REPORT_FORM_MONTHLY, month, n).from;
}

RapportDay
rapport_board_figures_get_first_month (RapportDay today)
{
  /* The oldest one that may be shown has one before it. */
  return step_month (rapport_day_month (today), -MONTHS_BACK - 1);
}

static RapportReportValue
compute (RapportNumbers *numbers, const RapportMetric *metric, RapportPeriod period)
{
  gint64 value;

  if (!rapport_numbers_compute (numbers, metric, NULL, period.from, period.to, &value, NULL))
    return RAPPORT_REPORT_NO_DATA;
  return RAPPORT_REPORT_VALUE (value);
}

/* Of a sum for a whole month there are no parts. */
static void
compare (RapportBoardFigure *self,
         RapportNumbers *numbers,
         const RapportMetric *metric,
         RapportPeriod period)
{
  const RapportPeriod before =
    rapport_report_form_compare (RAPPORT_REPORT_FORM_MONTHLY, period.from, period.to, FALSE);
  const gboolean whole =
    period.to == rapport_report_form_get_period (RAPPORT_REPORT_FORM_MONTHLY, period.from).to;
  g_autoptr (RapportNumbers) daily = whole ? NULL : rapport_numbers_get_daily (numbers);

  self->previous = compute (daily != NULL ? daily : numbers, metric, before);
}

static gboolean
fill_month (RapportBoardFigure *self,
            RapportNumbers *numbers,
            const RapportMetric *metric,
            RapportDay month)
{
  const RapportDay reach = rapport_numbers_get_reach (numbers, month);
  const RapportPeriod period = { month, reach };

  if (reach == RAPPORT_DAY_NONE)
    return FALSE;
  self->value = compute (numbers, metric, period);
  if (!self->value.known)
    return FALSE;
  self->from = month;
  self->to = reach;
  compare (self, numbers, metric, period);
  return TRUE;
}

RapportBoardFigure *
rapport_board_figure_new (RapportNumbers *numbers, const char *word, RapportDay today)
{
  const RapportMetric *metric = rapport_metric_set_lookup (rapport_numbers_get_set (numbers), word);
  RapportBoardFigure *self;

  if (metric == NULL || metric->hidden)
    return NULL;
  self = g_new0 (RapportBoardFigure, 1);
  self->metric = g_strdup (metric->word);
  self->name = metric->own ? g_strdup (metric->label) : NULL;
  /* That of the client's own goes with the set. */
  self->label = metric->own ? NULL : rapport_metric_lookup (metric->word)->label;
  self->unit = metric->unit;
  self->good = metric->good;
  self->from = RAPPORT_DAY_NONE;
  self->to = RAPPORT_DAY_NONE;
  for (int i = 0; i <= MONTHS_BACK; i++)
    if (fill_month (self, numbers, metric, step_month (rapport_day_month (today), -i)))
      break;
  return self;
}

GHashTable *
rapport_board_figures_load (RapportLibrary *library,
                            RapportClient *client,
                            const char *const *metrics,
                            GError **error)
{
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));
  g_autoptr (RapportNumbers) numbers = rapport_numbers_load (
    library, client, rapport_board_figures_get_first_month (today), today, error);
  GHashTable *figures;

  if (numbers == NULL)
    return NULL;
  figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) rapport_board_figure_free);
  for (gsize i = 0; metrics[i] != NULL; i++)
    {
      RapportBoardFigure *figure = rapport_board_figure_new (numbers, metrics[i], today);

      if (figure != NULL)
        g_hash_table_replace (figures, g_strdup (metrics[i]), figure);
    }
  return figures;
}
