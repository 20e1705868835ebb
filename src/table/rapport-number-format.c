/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-number-format.h"

#include "rapport-csv-value.h"
#include "rapport-day.h"

#include <string.h>

#define LAST_DAY    2958465 /* 31 December 9999, from 1900 */
#define LEAP_1900   60      /* 29 February 1900, which never was */
#define DAY_SECONDS 86400

/* What the signs of a section say. */
typedef struct
{
  GString *literal;
  gboolean years;
  gboolean months;
  gboolean days;
  gboolean hours;
  gboolean percent;
  guint commas;
  RapportNumberFormat *format;
} Scan;

/* Letters between the places of digits: a currency, or of no interest. */
static void
flush (Scan *self)
{
  g_autofree char *text = g_strstrip (g_strdup (self->literal->str));

  g_string_truncate (self->literal, 0);
  if (*text != '\0' && *self->format->currency == '\0' &&
      strlen (text) < sizeof self->format->currency && rapport_csv_currency_lookup (text) != NULL)
    g_strlcpy (self->format->currency, text, sizeof self->format->currency);
}

/* "[$₽-419]", "[h]", "[Red]", "[>100]". */
static const char *
scan_brackets (Scan *self, const char *p)
{
  const char *end = strchr (p, ']');

  if (end == NULL)
    return p + strlen (p);
  if (p[1] == '$')
    {
      gsize length = (gsize) (end - p) - 2;
      const char *dash = memchr (p + 2, '-', length);

      flush (self);
      g_string_append_len (self->literal, p + 2, dash != NULL ? dash - (p + 2) : (gssize) length);
      flush (self);
    }
  else if (strchr ("hHmMsS", p[1]) != NULL && p[1] != '\0' &&
           strspn (p + 1, "hHmMsS") == (gsize) (end - p) - 1)
    self->hours = TRUE;
  return end + 1;
}

static const char *
scan_letter (Scan *self, const char *p)
{
  switch (g_ascii_tolower (*p))
    {
    case 'y':
      self->years = TRUE;
      break;
    case 'm':
      self->months = TRUE;
      break;
    case 'd':
      self->days = TRUE;
      break;
    case 'h':
    case 's':
      self->hours = TRUE;
      break;
    case '%':
      self->percent = TRUE;
      break;
    case '0':
    case '#':
    case '?':
      self->commas = 0;
      break;
    case ',':
      self->commas++;
      return p + 1;
    case '$':
      g_string_append_c (self->literal, '$');
      return p + 1;
    default:
      if ((guchar) *p >= 0x80)
        {
          const char *next = g_utf8_next_char (p);

          g_string_append_len (self->literal, p, next - p);
          return next;
        }
    }
  flush (self);
  return p + 1;
}

/* One sign, with what belongs to it. */
static const char *
scan (Scan *self, const char *p)
{
  const char *end;

  if (*p == '"')
    {
      end = strchr (p + 1, '"');
      if (end == NULL)
        return p + strlen (p);
      g_string_append_len (self->literal, p + 1, end - (p + 1));
      return end + 1;
    }
  if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
    {
      end = g_utf8_next_char (p + 1);
      if (*p == '\\')
        g_string_append_len (self->literal, p + 1, end - (p + 1));
      return end;
    }
  if (*p == '[')
    return scan_brackets (self, p);
  if (g_ascii_strncasecmp (p, "General", strlen ("General")) == 0)
    return p + strlen ("General");
  if (g_ascii_strncasecmp (p, "AM/PM", strlen ("AM/PM")) == 0)
    return p + strlen ("AM/PM");
  return scan_letter (self, p);
}

void
rapport_number_format_read (const char *code, RapportNumberFormat *format)
{
  g_autoptr (GString) literal = g_string_new (NULL);
  Scan self = { .literal = literal, .format = format };
  gboolean dated;

  memset (format, 0, sizeof *format);
  if (!g_utf8_validate (code, -1, NULL))
    return;
  for (const char *p = code; *p != '\0' && *p != ';';)
    p = scan (&self, p);
  flush (&self);
  /* "m" alone is a month, beside hours it is minutes. */
  dated = self.years || self.days || (self.months && !self.hours);
  if (dated)
    format->kind = self.hours                  ? RAPPORT_NUMBER_FORMAT_MOMENT
                   : self.months && !self.days ? RAPPORT_NUMBER_FORMAT_MONTH
                                               : RAPPORT_NUMBER_FORMAT_DAY;
  else if (self.hours)
    format->kind = RAPPORT_NUMBER_FORMAT_TIME;
  else if (self.percent)
    format->kind = RAPPORT_NUMBER_FORMAT_PERCENT;
  if (!dated && !self.hours)
    format->thousands = MIN (self.commas, 3);
}

void
rapport_number_format_read_built_in (guint id, RapportNumberFormat *format)
{
  memset (format, 0, sizeof *format);
  if (id == 9 || id == 10)
    format->kind = RAPPORT_NUMBER_FORMAT_PERCENT;
  else if (id == 17)
    format->kind = RAPPORT_NUMBER_FORMAT_MONTH;
  else if (id == 22)
    format->kind = RAPPORT_NUMBER_FORMAT_MOMENT;
  else if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
    format->kind = RAPPORT_NUMBER_FORMAT_TIME;
  else if ((id >= 14 && id <= 16) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    format->kind = RAPPORT_NUMBER_FORMAT_DAY;
}

static void
append_time (gint64 seconds, GString *text)
{
  g_string_append_printf (text, "%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

/* Days since the epoch of the workbook as a day; none for what is no day. */
static RapportDay
day_of (gint64 days, gboolean from_1904)
{
  if (from_1904)
    return rapport_day_new (1904, 1, 1) + (RapportDay) days;
  if (days == 0 || days == LEAP_1900)
    return RAPPORT_DAY_NONE;
  return rapport_day_new (1899, 12, days > LEAP_1900 ? 30 : 31) + (RapportDay) days;
}

static gboolean
append_date (const RapportNumberFormat *format, double value, gboolean from_1904, GString *text)
{
  gint64 seconds, days;
  RapportDay day;
  g_autofree char *shown = NULL;

  if (!(value >= 0 && value < LAST_DAY + 1))
    return FALSE;
  seconds = (gint64) (value * DAY_SECONDS + 0.5);
  if (format->kind == RAPPORT_NUMBER_FORMAT_TIME)
    {
      append_time (seconds, text);
      return TRUE;
    }
  days = seconds / DAY_SECONDS;
  seconds %= DAY_SECONDS;
  day = day_of (days, from_1904);
  if (day == RAPPORT_DAY_NONE)
    return FALSE;
  shown = rapport_day_to_string (day);
  g_string_append (text, shown);
  if (format->kind == RAPPORT_NUMBER_FORMAT_MONTH && day == rapport_day_month (day))
    g_string_truncate (text, text->len - strlen ("-01"));
  if (format->kind == RAPPORT_NUMBER_FORMAT_MOMENT && seconds > 0)
    {
      g_string_append_c (text, ' ');
      append_time (seconds, text);
    }
  return TRUE;
}

gboolean
rapport_number_format_show (const RapportNumberFormat *format,
                            const char *number,
                            gboolean from_1904,
                            GString *text)
{
  gboolean percent = format->kind == RAPPORT_NUMBER_FORMAT_PERCENT;

  if (format->kind >= RAPPORT_NUMBER_FORMAT_DAY)
    {
      char *end;
      double value = g_ascii_strtod (number, &end);

      if (end == number || *end != '\0')
        return FALSE;
      if (append_date (format, value, from_1904, text))
        return TRUE;
    }
  if (!rapport_decimal_append (number, (percent ? 2 : 0) - (int) format->thousands * 3, text))
    return FALSE;
  if (percent)
    g_string_append_c (text, '%');
  else if (*format->currency != '\0')
    g_string_append_printf (text, " %s", format->currency);
  return TRUE;
}
