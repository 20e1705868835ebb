/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-import-private.h"

#include "rapport-csv-column.h"
#include "rapport-people.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Between the values of a cell, where Google exports several. */
#define SEVERAL " ::: "
/* Has a 29 February. */
#define ANY_YEAR "2000"
/* What Apple writes where the year is not known. */
#define NO_YEAR 1604

typedef struct
{
  GPtrArray *columns;
  RapportDateOrder order;
  GPtrArray *remarks;
} Reading;

static void
take (Reading *self,
      const RapportClientLine *line,
      RapportClientColumnRole role,
      const char *separator,
      char **target)
{
  g_autofree char *text = rapport_client_line_get_text (line, self->columns, role, separator);
  g_auto (GStrv) values = g_strsplit (text, SEVERAL, -1);

  g_free (*target);
  *target = g_strjoinv (separator, values);
}

/* One who is called differently in one column is called so. */
static void
take_name (Reading *self, const RapportClientLine *line, RapportNewPerson *person)
{
  static const RapportClientColumnRole parts[] = { RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME,
                                                   RAPPORT_CLIENT_COLUMN_CONTACT_MIDDLE_NAME,
                                                   RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME };
  g_autoptr (GString) name = g_string_new (NULL);

  take (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_NAME, " ", &person->name);
  if (*person->name != '\0')
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = rapport_client_line_get_text (line, self->columns, parts[i], " ");

      if (*part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  g_set_str (&person->name, name->str);
}

/* "--03-12", as Google has it. */
static RapportDay
read_dashes (const char *text)
{
  int month, day, end = 0;

  if (sscanf (text, "--%2d-%2d%n", &month, &day, &end) == 2 && text[end] == '\0')
    return rapport_birthday_new (0, month, day);
  return RAPPORT_DAY_NONE;
}

/* Days of exports begin in 1970, and birthdays before: another year is read in place of
 * the one that stands at @text + @at, and that is put back. */
static RapportDay
read_with_year (const char *text, gsize at, RapportDateOrder order)
{
  g_autofree char *other = g_strdup (text);
  char digits[] = { text[at], text[at + 1], text[at + 2], text[at + 3], '\0' };
  int year = (int) g_ascii_strtoll (digits, NULL, 10);
  int month, day;
  RapportCsvDate date;

  memcpy (other + at, ANY_YEAR, 4);
  if (!rapport_csv_date_read (other, order, &date) || date.kind != RAPPORT_DATE_DAY)
    return RAPPORT_DAY_NONE;
  rapport_day_split (date.day, NULL, &month, &day);
  return rapport_birthday_new (year == NO_YEAR ? 0 : year, month, day);
}

/* "12.03", "3/12", "12 марта", "March 12". */
static RapportDay
read_without_year (const char *text, RapportDateOrder order)
{
  static const char *const glues[] = { ".", "/", " ", ", " };
  g_autofree char *begin = g_strdup (text);
  const gsize length = strlen (begin);

  if (length > 0 && begin[length - 1] == '.')
    begin[length - 1] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (glues); i++)
    {
      g_autofree char *whole = g_strconcat (begin, glues[i], ANY_YEAR, NULL);
      RapportCsvDate date;
      int month, day;

      if (!rapport_csv_date_read (whole, order, &date) || date.kind != RAPPORT_DATE_DAY)
        continue;
      rapport_day_split (date.day, NULL, &month, &day);
      return rapport_birthday_new (0, month, day);
    }
  return RAPPORT_DAY_NONE;
}

/* Nobody is born in the future. */
static RapportDay
read_short_year (const char *text, RapportDateOrder order)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  RapportCsvDate date;
  int year, month, day;

  if (!rapport_csv_date_read (text, order, &date) || date.kind != RAPPORT_DATE_DAY)
    return RAPPORT_DAY_NONE;
  rapport_day_split (date.day, &year, &month, &day);
  return rapport_birthday_new (year > g_date_time_get_year (now) ? year - 100 : year, month, day);
}

static RapportDay
read_birthday (const char *text, RapportDateOrder order)
{
  gsize begin = 0, n = 0;
  RapportDay birthday;

  if (g_str_has_prefix (text, "--"))
    return read_dashes (text);
  for (gsize i = 0; text[i] != '\0'; i++)
    {
      n = strspn (text + i, "0123456789");
      begin = i;
      if (n == 4 || n == 8)
        return read_with_year (text, begin, order);
      i += n > 0 ? n - 1 : 0;
    }
  birthday = read_short_year (text, order);
  return birthday != RAPPORT_DAY_NONE ? birthday : read_without_year (text, order);
}

static void
take_birthday (Reading *self, const RapportClientLine *line, RapportNewPerson *person)
{
  g_autofree char *text =
    rapport_client_line_get_text (line, self->columns, RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY, " ");
  g_autofree char *shown = NULL;

  /* What Outlook writes for none. */
  if (*text == '\0' || strcmp (text, "0/0/00") == 0)
    return;
  person->birthday = read_birthday (text, self->order);
  if (person->birthday != RAPPORT_DAY_NONE)
    return;
  shown = rapport_csv_shorten (text);
  rapport_client_rows_remark (self->remarks, line->line,
                              g_strdup_printf (_ ("“%s” is not a date."), shown));
}

static void
take_line (Reading *self, const RapportClientLine *line, GPtrArray *people)
{
  g_autoptr (RapportNewPerson) person = rapport_new_person_new ();
  gboolean is_blank = TRUE;

  for (guint i = 0; i < line->n_cells; i++)
    is_blank = is_blank && *line->cells[i] == '\0';
  if (is_blank)
    return;
  person->line = line->line;
  take_name (self, line, person);
  take (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_POSITION, " ", &person->position);
  take (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL, ", ", &person->email);
  take (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_PHONE, ", ", &person->phone);
  take (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_COMPANY, " ", &person->organisation);
  take (self, line, RAPPORT_CLIENT_COLUMN_NOTES, "\n", &person->notes);
  take_birthday (self, line, person);
  if (*person->name != '\0' || *person->email != '\0')
    g_ptr_array_add (people, g_steal_pointer (&person));
  else
    rapport_client_rows_remark (self->remarks, line->line,
                                g_strdup (_ ("The row names nobody and is left out.")));
}

GPtrArray *
rapport_people_rows_read (GPtrArray *lines,
                          guint header_line,
                          GPtrArray *columns,
                          RapportDateOrder order,
                          GPtrArray *remarks)
{
  g_autoptr (GPtrArray) people =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_person_free);
  Reading self = { columns, order, remarks };

  if (order == RAPPORT_DATE_ORDER_GUESS)
    self.order = rapport_client_rows_guess_order (lines, header_line, columns,
                                                  RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY);
  for (guint i = 0; i < lines->len; i++)
    {
      const RapportClientLine *line = g_ptr_array_index (lines, i);

      if (line->line > header_line)
        take_line (&self, line, people);
    }
  return g_steal_pointer (&people);
}
