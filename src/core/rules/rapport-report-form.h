/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

G_BEGIN_DECLS

/**
 * RapportReportForm:
 * @RAPPORT_REPORT_FORM_MONTHLY: from the first to the last of a month
 * @RAPPORT_REPORT_FORM_WEEKLY: from Monday to Sunday
 * @RAPPORT_REPORT_FORM_DAILY: one day
 *
 * How long a period a report covers. The words are those of
 * rapport_report_forms.
 */
typedef enum
{
  RAPPORT_REPORT_FORM_MONTHLY,
  RAPPORT_REPORT_FORM_WEEKLY,
  RAPPORT_REPORT_FORM_DAILY,
} RapportReportForm;

/* A run of days, both ends included. */
typedef struct
{
  RapportDay from;
  RapportDay to;
} RapportPeriod;

/* The period that @day lies in. */
RapportPeriod rapport_report_form_get_period (RapportReportForm form, RapportDay day);

/* The period that lies @n periods after the one of @day, or before it. */
RapportPeriod rapport_report_form_step (RapportReportForm form, RapportDay day, int n);

/**
 * rapport_report_form_compare:
 * @last: the last day of the period with figures
 * @year: compare with the year before; otherwise with the period before
 *
 * The days that are set beside those from the beginning of the period to
 * @last. A month is compared with a month, an unfinished one with as many of
 * its days (domain.md F.5). Weekdays matter to shorter ones: a week is compared
 * with the week before and that of 52 weeks ago, a day with the same weekday.
 */
RapportPeriod rapport_report_form_compare (RapportReportForm form,
                                           RapportDay day,
                                           RapportDay last,
                                           gboolean year);

/* The period that one would report on @today: the last month during the first
 * ten days of another, the last week until Wednesday, yesterday. */
RapportPeriod rapport_report_form_get_due (RapportReportForm form, RapportDay today);

/* The word of a form, and back; an unknown word is a month. */
const char *rapport_report_form_to_word (RapportReportForm form);
RapportReportForm rapport_report_form_from_word (const char *word);

G_END_DECLS
