/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-column.h"

#include <string.h>

char *
rapport_csv_shorten (const char *text)
{
  const char *end;

  if (strlen (text) <= RAPPORT_SAMPLE_LENGTH)
    return g_strdup (text);
  end = text + RAPPORT_SAMPLE_LENGTH;
  while ((*end & 0xC0) == 0x80)
    end--;
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

RapportCsvColumn *
rapport_csv_column_new (const char *title)
{
  RapportCsvColumn *self = g_new0 (RapportCsvColumn, 1);

  self->title = rapport_csv_shorten (title);
  g_strstrip (self->title);
  rapport_csv_header_read (title, &self->header);
  self->known = rapport_csv_words_lookup (&self->header, &self->word);
  return self;
}

void
rapport_csv_column_free (RapportCsvColumn *self)
{
  for (guint i = 0; i < self->n_samples; i++)
    g_free (self->samples[i]);
  rapport_csv_header_clear (&self->header);
  g_free (self->title);
  g_free (self);
}

void
rapport_csv_column_add_unit (RapportCsvColumn *self, const char *text)
{
  g_autofree char *both = g_strdup_printf ("%s (%s)", self->title, text);
  g_auto (RapportCsvHeader) header = { 0 };

  rapport_csv_header_read (both, &header);
  if (self->header.currency == NULL)
    self->header.currency = header.currency;
  if (self->header.shift == 0)
    self->header.shift = header.shift;
  self->header.percent = self->header.percent || header.percent;
  self->known = rapport_csv_words_lookup (&self->header, &self->word);
}

static void
add_currency (RapportCsvColumn *self, const char *code, guint line)
{
  for (guint i = 0; i < self->n_currencies; i++)
    if (self->currencies[i] == code || strcmp (self->currencies[i], code) == 0)
      return;
  if (self->n_currencies == 1)
    self->currency_line = line;
  if (self->n_currencies < RAPPORT_COLUMN_CURRENCIES)
    self->currencies[self->n_currencies++] = code;
}

static gboolean
is_near (RapportDay a, RapportDay b)
{
  return a != RAPPORT_DAY_NONE && b != RAPPORT_DAY_NONE && ABS (a - b) == 1;
}

static void
add_date (RapportCsvColumn *self, const RapportCsvDate *date, guint line)
{
  self->n_dates[date->kind]++;
  self->n_digits_only += date->digits_only;
  if (date->kind != RAPPORT_DATE_DAY || date->day_month == date->month_day)
    return;
  if (date->month_day == RAPPORT_DAY_NONE && self->day_first_line == 0)
    self->day_first_line = line;
  if (date->day_month == RAPPORT_DAY_NONE && self->month_first_line == 0)
    self->month_first_line = line;
  self->n_either += date->day_month != RAPPORT_DAY_NONE && date->month_day != RAPPORT_DAY_NONE;
  self->steps_day_month += is_near (self->previous_day_month, date->day_month);
  self->steps_month_day += is_near (self->previous_month_day, date->month_day);
  self->previous_day_month = date->day_month;
  self->previous_month_day = date->month_day;
}

/* Digits that could be a day: 20170601, or an hour of one. */
static gboolean
may_be_date (const char *cell)
{
  gsize length = strspn (cell, "0123456789");

  return cell[length] == '\0' && length >= 6 && length <= 14 && length % 2 == 0;
}

void
rapport_csv_column_add (RapportCsvColumn *self, const char *cell, guint line)
{
  RapportCsvValue value;
  RapportCsvDate date;

  if (*cell == '\0')
    return;
  rapport_csv_value_read (cell, RAPPORT_DECIMAL_GUESS, 0, &value);
  self->n_cells++;
  self->n_values[value.kind]++;
  if (self->n_samples < RAPPORT_COLUMN_SAMPLES && value.kind != RAPPORT_VALUE_NONE)
    self->samples[self->n_samples++] = rapport_csv_shorten (cell);
  if (value.kind == RAPPORT_VALUE_NUMBER || value.kind == RAPPORT_VALUE_PERCENT)
    self->n_hints[value.hint]++;
  if (*value.currency != '\0')
    add_currency (self, value.currency, line);
  if (self->word.role == RAPPORT_COLUMN_CURRENCY && value.kind == RAPPORT_VALUE_TEXT)
    {
      const char *code = rapport_csv_currency_lookup (cell);

      /* A currency that we do not know still differs from those that we do. */
      add_currency (self, code != NULL ? code : "?", line);
    }
  if ((value.kind == RAPPORT_VALUE_TEXT ||
       (value.kind == RAPPORT_VALUE_NUMBER && may_be_date (cell))) &&
      rapport_csv_date_read (cell, RAPPORT_DATE_ORDER_GUESS, &date))
    add_date (self, &date, line);
}

void
rapport_csv_column_add_total (RapportCsvColumn *self, const char *cell)
{
  RapportCsvValue value;

  rapport_csv_value_read (cell, RAPPORT_DECIMAL_GUESS, 0, &value);
  if (value.kind == RAPPORT_VALUE_NUMBER)
    self->n_hints[value.hint]++;
}

gboolean
rapport_csv_cell_is_typed (const char *cell)
{
  RapportCsvValue value;
  RapportCsvDate date;

  rapport_csv_value_read (cell, RAPPORT_DECIMAL_GUESS, 0, &value);
  return (value.kind != RAPPORT_VALUE_TEXT && value.kind != RAPPORT_VALUE_NONE) ||
         (value.kind == RAPPORT_VALUE_TEXT &&
          rapport_csv_date_read (cell, RAPPORT_DATE_ORDER_GUESS, &date));
}
