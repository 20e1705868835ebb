/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-locale-private.h"

#include <string.h>

static const RapportLocale locales[] = {
  {
    .lang = "en",
    .group = ",",
    .point = ".",
    .percent = "%",
    .points = NO_BREAK_SPACE "pp",
    .scales = { "K", "M", "B", "T" },
    .money_sign_first = TRUE,
    .months = { "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December" },
    .months_of_day = { "January", "February", "March", "April", "May", "June", "July", "August",
                       "September", "October", "November", "December" },
    .months_short = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                      "Dec" },
    .weekdays = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
    .weekdays_short = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
    .short_month_in_day = TRUE,
    .weekday_glue = " ",
    .yesterday = "yesterday",
    .today = "today",
    .tomorrow = "tomorrow",
  },
  {
    .lang = "ru",
    .group = NO_BREAK_SPACE,
    .point = ",",
    .percent = NO_BREAK_SPACE "%",
    .points = NO_BREAK_SPACE "п." NO_BREAK_SPACE "п.",
    .scales = { NO_BREAK_SPACE "тыс.", NO_BREAK_SPACE "млн", NO_BREAK_SPACE "млрд",
                NO_BREAK_SPACE "трлн" },
    .months = { "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
                "октябрь", "ноябрь", "декабрь" },
    .months_of_day = { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
                       "сентября", "октября", "ноября", "декабря" },
    .months_short = { "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя",
                      "дек" },
    .weekdays = { "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
                  "воскресенье" },
    .weekdays_short = { "пн", "вт", "ср", "чт", "пт", "сб", "вс" },
    .weekday_glue = ", ",
    .yesterday = "вчера",
    .today = "сегодня",
    .tomorrow = "завтра",
  },
};

const RapportLocale *
rapport_locale_get (const char *lang)
{
  gsize length = lang != NULL ? strcspn (lang, "_-.@") : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    if (length == strlen (locales[i].lang) &&
        g_ascii_strncasecmp (lang, locales[i].lang, length) == 0)
      return &locales[i];
  return &locales[0];
}

const char *
rapport_locale_get_lang (const RapportLocale *self)
{
  return self->lang;
}

char *
rapport_locale_capitalize (const char *text)
{
  g_autofree char *first = NULL;
  const char *rest;

  if (*text == '\0')
    return g_strdup ("");
  rest = g_utf8_next_char (text);
  first = g_utf8_strup (text, rest - text);
  return g_strconcat (first, rest, NULL);
}
