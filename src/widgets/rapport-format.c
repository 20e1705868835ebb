/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-format.h"

const RapportLocale *
rapport_format_locale (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_MESSAGES");

  return rapport_locale_get (names[0]);
}

char *
rapport_format_day (RapportDay day, RapportDay today)
{
  return rapport_locale_relative_day (rapport_format_locale (), day, today);
}

char *
rapport_format_week (RapportDay day, RapportDay today)
{
  RapportDay first = rapport_day_week (day);

  return rapport_locale_range (rapport_format_locale (), first, first + 6, today);
}

char *
rapport_format_period (RapportPeriod period)
{
  g_autofree char *name = rapport_locale_period (rapport_format_locale (), period.from, period.to);

  return rapport_locale_capitalize (name);
}

char *
rapport_format_report (RapportLibrary *library, RapportReport *report)
{
  g_autoptr (RapportReportTemplate) template = rapport_report_get_template (library, report);
  const RapportDay day = rapport_record_get_day (RAPPORT_RECORD (report), RAPPORT_REPORT_PERIOD);

  return rapport_format_period (rapport_report_form_get_period (template->form, day));
}

RapportDay
rapport_format_today (RapportLibrary *library)
{
  return rapport_clock_get_today (rapport_library_get_clock (library));
}

char *
rapport_format_moment (gint64 instant)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);
  g_autofree char *day =
    rapport_locale_date (rapport_format_locale (), rapport_instant_to_day (instant));
  g_autofree char *time = g_date_time_format (moment, "%H:%M");

  return g_strdup_printf ("%s, %s", day, time);
}
