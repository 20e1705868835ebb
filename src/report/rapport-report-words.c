/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <math.h>
#include <string.h>

/* Changes beyond this say nothing but that almost nothing was there before. */
#define MAX_CHANGE 100
#define MAX_NAME   400

/* In millionths: less is rounded to nothing, as changes have one digit behind the point. */
#define SMALLEST_CHANGE 500.0

static gboolean
is_drawn (gunichar c, gboolean one_line)
{
  if (c == '\n' || c == '\t')
    return !one_line;
  if (g_unichar_iscntrl (c))
    return FALSE;
  /* Line and paragraph separators would begin lines of their own. */
  return c != 0x2028 && c != 0x2029 && c != 0xfeff && (c & 0xfffe) != 0xfffe;
}

/* What the user typed without characters that cannot be drawn. */
char *
report_clean (const char *text, gboolean one_line)
{
  GString *clean = g_string_sized_new (strlen (text));
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_drawn (c, one_line))
        {
          if (space && clean->len > 0)
            g_string_append_c (clean, ' ');
          space = FALSE;
          g_string_append_unichar (clean, c);
        }
      else
        space = space || c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029;
    }
  return g_string_free_and_steal (clean);
}

#define NO_BREAK_SPACE 0x00a0

/* The letter or digit before @p; 0 at the beginning. */
static gunichar
before (const char *text, const char *p)
{
  const char *previous = g_utf8_find_prev_char (text, p);

  return previous != NULL ? g_utf8_get_char (previous) : 0;
}

/* Whether the word that ends at @p is one Cyrillic letter: a preposition or a
 * conjunction, which belongs to what follows. */
static gboolean
ends_short_word (const char *text, const char *p)
{
  const char *letter = g_utf8_find_prev_char (text, p);
  gunichar c = letter != NULL ? g_utf8_get_char (letter) : 0;

  if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_CYRILLIC || !g_unichar_isalpha (c))
    return FALSE;
  c = before (text, letter);
  return c == 0 || !g_unichar_isalnum (c);
}

/* A day, an hour, a count of up to three digits belongs to its word. */
static gboolean
ends_short_number (const char *text, const char *p, gunichar next)
{
  int digits = 0;
  const char *digit = g_utf8_find_prev_char (text, p);

  while (digit != NULL && g_ascii_isdigit (*digit))
    {
      digits++;
      digit = g_utf8_find_prev_char (text, digit);
    }
  return digits > 0 && digits <= 3 && g_unichar_isalnum (next);
}

/* The same words with spaces that a line must not break at: before a dash, and
 * after what is too short to stand at a line's end. */
char *
report_set_spaces (const char *text)
{
  GString *set = g_string_sized_new (strlen (text) + 16);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      if (c == ' ' && p > text &&
          (next == 0x2014 || next == 0x2013 || ends_short_word (text, p) ||
           ends_short_number (text, p, next)))
        c = NO_BREAK_SPACE;
      g_string_append_unichar (set, c);
    }
  return g_string_free_and_steal (set);
}

/* A name: one line of it, and no more than any page has room for. */
char *
report_name (const char *text)
{
  g_autofree char *clean = report_clean (text, TRUE);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (clean, -1) <= MAX_NAME)
    return g_steal_pointer (&clean);
  cut = g_utf8_substring (clean, 0, MAX_NAME);
  return g_strconcat (cut, "…", NULL);
}

char *
report_metric_name (Report *self, const char *metric, const char *name)
{
  const RapportMetric *known = rapport_metric_lookup (metric);

  if (name[0] != '\0')
    return report_name (name);
  if (known != NULL)
    return g_strdup (rapport_catalog_text (self->catalog, known->label));
  return report_name (metric);
}

static const char *
name_word (const char *word, gpointer user_data)
{
  Report *self = user_data;
  const RapportMetric *known = rapport_metric_lookup (word);

  return known != NULL ? rapport_catalog_text (self->catalog, known->label) : NULL;
}

char *
report_formula (Report *self, const char *formula)
{
  if (formula[0] == '\0')
    return g_strdup ("");
  /* One of the client's own names built-in metrics by their words. */
  if (strchr (formula, '[') != NULL)
    return rapport_formula_name_words (formula, name_word, self);
  return g_strdup (rapport_catalog_text (self->catalog, formula));
}

static RapportDay
month_end (RapportDay day)
{
  return rapport_day_month (day) + rapport_day_days_in_month (day) - 1;
}

/* The period of the same kind @months before: half a month is compared with
 * the same half. FALSE where the period does not lie in months. */
static gboolean
shift_period (Report *self, int months, RapportDay *from, RapportDay *to)
{
  RapportDay first = self->content->from;
  RapportDay last = self->content->to;

  if (rapport_day_month (first) != rapport_day_month (last))
    return FALSE;
  *from = rapport_day_add_months (first, -months);
  *to = rapport_day_add_months (last, -months);
  if (*from == RAPPORT_DAY_NONE || *to == RAPPORT_DAY_NONE)
    return FALSE;
  if (last == month_end (last))
    *to = month_end (*to);
  return TRUE;
}

static char *
shifted_name (Report *self, int months, const char *otherwise)
{
  RapportDay from, to;
  g_autofree char *name = NULL;

  if (!shift_period (self, months, &from, &to))
    return g_strdup (otherwise);
  name = rapport_locale_period (self->locale, from, to);
  return rapport_locale_capitalize (name);
}

char *
report_period_name (Report *self)
{
  g_autofree char *name =
    rapport_locale_period (self->locale, self->content->from, self->content->to);

  return rapport_locale_capitalize (name);
}

char *
report_before_name (Report *self)
{
  return shifted_name (self, 1, rapport_catalog_text (self->catalog, "Period before"));
}

char *
report_year_before_name (Report *self)
{
  return shifted_name (self, 12, rapport_catalog_text (self->catalog, "Year before"));
}

char *
report_value (Report *self, RapportUnit unit, RapportReportValue value, RapportFigureStyle style)
{
  if (!value.known)
    return g_strdup (RAPPORT_LOCALE_NO_DATA);
  return rapport_locale_figure (self->locale, unit, value.value, self->currency, style);
}

char *
report_table_value (Report *self, RapportUnit unit, RapportReportValue value)
{
  const gboolean sum = unit == RAPPORT_UNIT_MONEY || unit == RAPPORT_UNIT_COUNT;

  return report_value (self, unit, value, sum ? RAPPORT_FIGURE_EXACT : RAPPORT_FIGURE_ROUNDED);
}

char *
report_change (Report *self, RapportUnit unit, RapportReportValue value, RapportReportValue before)
{
  double change;

  if (!value.known || !before.known)
    return NULL;
  if (unit == RAPPORT_UNIT_RATIO)
    {
      gint64 difference;

      if (__builtin_sub_overflow (value.value, before.value, &difference))
        return NULL;
      return rapport_locale_difference (self->locale, unit, difference, self->currency);
    }
  if (before.value == 0)
    return NULL;
  change = ((double) value.value - (double) before.value) / fabs ((double) before.value);
  if (!isfinite (change) || fabs (change) > MAX_CHANGE)
    return NULL;
  return rapport_locale_change (self->locale, (gint64) llround (change * RAPPORT_MILLION));
}

/* What is written as "0%" has got neither better nor worse. */
static gboolean
is_visible (RapportUnit unit, RapportReportValue value, RapportReportValue before)
{
  double change = (double) value.value - (double) before.value;

  if (unit != RAPPORT_UNIT_RATIO && before.value != 0)
    change *= RAPPORT_MILLION / fabs ((double) before.value);
  return fabs (change) >= SMALLEST_CHANGE;
}

static gboolean
is_judged (RapportUnit unit, RapportGood good, RapportReportValue value, RapportReportValue before)
{
  return value.known && before.known && good != RAPPORT_GOOD_NEITHER &&
         is_visible (unit, value, before);
}

gboolean
report_is_worse (RapportUnit unit,
                 RapportGood good,
                 RapportReportValue value,
                 RapportReportValue before)
{
  return is_judged (unit, good, value, before) &&
         (value.value > before.value) != (good == RAPPORT_GOOD_UP);
}

ReportTone
report_tone (RapportUnit unit,
             RapportGood good,
             RapportReportValue value,
             RapportReportValue before)
{
  if (!is_judged (unit, good, value, before))
    return TONE_NEITHER;
  return report_is_worse (unit, good, value, before) ? TONE_WORSE : TONE_BETTER;
}

const char *
report_judgement (Report *self,
                  RapportUnit unit,
                  RapportGood good,
                  RapportReportValue value,
                  RapportReportValue before)
{
  if (!is_judged (unit, good, value, before))
    return NULL;
  if (report_is_worse (unit, good, value, before))
    return rapport_catalog_text_in (self->catalog, "change", "worse");
  return rapport_catalog_text_in (self->catalog, "change", "better");
}

char *
report_title (Report *self)
{
  g_autofree char *period = NULL;

  if (self->content->title[0] != '\0')
    return report_clean (self->content->title, TRUE);
  period = rapport_locale_period (self->locale, self->content->from, self->content->to);
  /* Translators: %s is a period such as “November 2026”. */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "Report for %s"), period);
}

const char *
report_section_title (Report *self, RapportReportSectionType type)
{
  switch (type)
    {
    case RAPPORT_REPORT_SECTION_FIGURES:
      return rapport_catalog_text (self->catalog, "Figures");
    case RAPPORT_REPORT_SECTION_TREND:
      return rapport_catalog_text (self->catalog, "Over time");
    case RAPPORT_REPORT_SECTION_FUNNEL:
      return rapport_catalog_text (self->catalog, "Funnel");
    case RAPPORT_REPORT_SECTION_CHANNELS:
      return rapport_catalog_text (self->catalog, "Channels");
    case RAPPORT_REPORT_SECTION_WORK:
      return rapport_catalog_text (self->catalog, "Planned and done");
    case RAPPORT_REPORT_SECTION_WHY:
      return rapport_catalog_text (self->catalog, "Why");
    case RAPPORT_REPORT_SECTION_NEXT:
      return rapport_catalog_text (self->catalog, "What we propose next");
    case RAPPORT_REPORT_SECTION_DEFINITIONS:
      return rapport_catalog_text (self->catalog, "Definitions");
    case RAPPORT_REPORT_SECTION_PROBLEMS:
      return rapport_catalog_text (self->catalog, "Problems");
    case RAPPORT_REPORT_SECTION_PROPOSALS:
      return rapport_catalog_text (self->catalog, "What we propose");
    case RAPPORT_REPORT_SECTION_TILES:
    case RAPPORT_REPORT_SECTION_SUMMARY:
    case RAPPORT_REPORT_SECTION_CHART:
    case RAPPORT_REPORT_SECTION_TEXT:
    default:
      return "";
    }
}
