/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-form.h"

#include <string.h>

#define DAYS_IN_WEEK  7
#define WEEKS_IN_YEAR 52

static const char *const words[] = { "monthly", "weekly", "daily" };

RapportPeriod
rapport_report_form_get_period (RapportReportForm form, RapportDay day)
{
  return rapport_report_form_step (form, day, 0);
}

RapportPeriod
rapport_report_form_step (RapportReportForm form, RapportDay day, int n)
{
  RapportDay from;

  switch (form)
    {
    case RAPPORT_REPORT_FORM_WEEKLY:
      from = rapport_day_week (day) + n * DAYS_IN_WEEK;
      return (RapportPeriod) { from, from + DAYS_IN_WEEK - 1 };
    case RAPPORT_REPORT_FORM_DAILY:
      return (RapportPeriod) { day + n, day + n };
    case RAPPORT_REPORT_FORM_MONTHLY:
    default:
      from = rapport_day_add_months (rapport_day_month (day), n);
      return (RapportPeriod) { from, from + rapport_day_days_in_month (from) - 1 };
    }
}

RapportPeriod
rapport_report_form_compare (RapportReportForm form, RapportDay day, RapportDay last, gboolean year)
{
  const RapportPeriod period = rapport_report_form_get_period (form, day);
  const int back = DAYS_IN_WEEK * (year ? WEEKS_IN_YEAR : 1);
  RapportPeriod other;

  if (form != RAPPORT_REPORT_FORM_MONTHLY)
    return (RapportPeriod) { period.from - back, MIN (last, period.to) - back };
  other = rapport_report_form_step (form, day, year ? -12 : -1);
  if (last < period.to)
    other.to = MIN (other.to, other.from + (last - period.from));
  return other;
}

RapportPeriod
rapport_report_form_get_due (RapportReportForm form, RapportDay today)
{
  switch (form)
    {
    case RAPPORT_REPORT_FORM_WEEKLY:
      return rapport_report_form_step (form, today, rapport_day_get_weekday (today) > 3 ? 0 : -1);
    case RAPPORT_REPORT_FORM_DAILY:
      return rapport_report_form_step (form, today, -1);
    case RAPPORT_REPORT_FORM_MONTHLY:
    default:
      return rapport_report_form_step (form, today,
                                       today - rapport_day_month (today) < 10 ? -1 : 0);
    }
}

const char *
rapport_report_form_to_word (RapportReportForm form)
{
  g_return_val_if_fail ((guint) form < G_N_ELEMENTS (words), words[0]);
  return words[form];
}

RapportReportForm
rapport_report_form_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (RapportReportForm) i;
  return RAPPORT_REPORT_FORM_MONTHLY;
}
