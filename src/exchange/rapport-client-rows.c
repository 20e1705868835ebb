/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-import-private.h"

#include "rapport-csv-column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_REMARKS 200

typedef struct
{
  GPtrArray *columns;
  RapportDateOrder order;
  GPtrArray *remarks;
  GPtrArray *rows;
  /* Folded name to row. */
  GHashTable *by_name;
  RapportNewClient *last;
} Reading;

void
rapport_client_rows_remark (GPtrArray *remarks, guint line, char *text)
{
  if (remarks != NULL && remarks->len < MAX_REMARKS)
    rapport_import_remarks_take (remarks, line, text);
  else
    g_free (text);
}

char *
rapport_client_line_get_text (const RapportClientLine *line,
                              GPtrArray *columns,
                              RapportClientColumnRole role,
                              const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const RapportClientColumn *column = g_ptr_array_index (columns, i);
      const char *cell = rapport_client_line_get (line, i);

      if (column->role == role && !rapport_csv_is_no_data (cell))
        g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", cell);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
text_of (Reading *self,
         const RapportClientLine *line,
         RapportClientColumnRole role,
         const char *separator)
{
  return rapport_client_line_get_text (line, self->columns, role, separator);
}

static void
fill (char **target, char *text)
{
  if (*target == NULL || **target == '\0')
    {
      g_free (*target);
      *target = text;
    }
  else
    g_free (text);
}

static void
take_status (Reading *self, const RapportClientLine *line, RapportNewClient *row)
{
  g_autofree char *text = text_of (self, line, RAPPORT_CLIENT_COLUMN_STATUS, " ");
  const char *word = rapport_client_words_status (text);
  g_autofree char *shown = NULL;

  if (word == NULL && *text != '\0')
    {
      shown = rapport_csv_shorten (text);
      rapport_client_rows_remark (self->remarks, line->line,
                                  g_strdup_printf (_ ("“%s” is no known status."), shown));
    }
  if (word != NULL && *row->status == '\0')
    row->status = word;
}

static void
take_since (Reading *self, const RapportClientLine *line, RapportNewClient *row)
{
  g_autofree char *text = text_of (self, line, RAPPORT_CLIENT_COLUMN_SINCE, " ");
  g_autofree char *shown = NULL;
  RapportCsvDate date;

  if (*text == '\0')
    return;
  if (rapport_csv_date_read (text, self->order, &date))
    {
      row->since = row->since == RAPPORT_DAY_NONE ? date.day : row->since;
      return;
    }
  shown = rapport_csv_shorten (text);
  rapport_client_rows_remark (self->remarks, line->line,
                              g_strdup_printf (_ ("“%s” is not a date."), shown));
}

static gboolean
is_same_person (const RapportNewPerson *one, const RapportNewPerson *other)
{
  g_autofree char *name = rapport_csv_fold (one->name);
  g_autofree char *other_name = rapport_csv_fold (other->name);

  return strcmp (name, other_name) == 0 && strcmp (one->email, other->email) == 0 &&
         strcmp (one->phone, other->phone) == 0;
}

static void
take_person (Reading *self, const RapportClientLine *line, RapportNewClient *row)
{
  RapportNewPerson *person = rapport_new_person_new ();

  person->line = line->line;
  fill (&person->name, text_of (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_NAME, " "));
  fill (&person->position, text_of (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_POSITION, " "));
  fill (&person->email, text_of (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL, ", "));
  fill (&person->phone, text_of (self, line, RAPPORT_CLIENT_COLUMN_CONTACT_PHONE, ", "));
  for (guint i = 0; i < row->people->len; i++)
    if (is_same_person (person, row->people->pdata[i]))
      g_set_str (&person->name, "");
  if (*person->name == '\0' &&
      ((*person->email == '\0' && *person->phone == '\0') || row->people->len > 0))
    {
      rapport_new_person_free (person);
      return;
    }
  g_ptr_array_add (row->people, person);
}

/* The row that the line belongs to: one of the same name, or, where there is
 * none, the one above. */
static RapportNewClient *
row_for (Reading *self, const RapportClientLine *line)
{
  g_autofree char *name = text_of (self, line, RAPPORT_CLIENT_COLUMN_NAME, " ");
  g_autofree char *folded = rapport_csv_fold (name);
  RapportNewClient *row;

  if (*folded == '\0')
    return self->last;
  row = g_hash_table_lookup (self->by_name, folded);
  if (row != NULL)
    return row;
  row = rapport_new_client_new (g_steal_pointer (&name));
  row->line = line->line;
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_name, g_steal_pointer (&folded), row);
  return row;
}

static gboolean
is_blank (const RapportClientLine *line)
{
  for (guint i = 0; i < line->n_cells; i++)
    if (*line->cells[i] != '\0')
      return FALSE;
  return TRUE;
}

static void
take_line (Reading *self, const RapportClientLine *line)
{
  RapportNewClient *row;

  if (is_blank (line))
    return;
  row = row_for (self, line);
  if (row == NULL)
    {
      rapport_client_rows_remark (self->remarks, line->line,
                                  g_strdup (_ ("The row names no client and is left out.")));
      return;
    }
  self->last = row;
  fill (&row->reason, text_of (self, line, RAPPORT_CLIENT_COLUMN_REASON, " "));
  fill (&row->site, text_of (self, line, RAPPORT_CLIENT_COLUMN_SITE, " "));
  fill (&row->city, text_of (self, line, RAPPORT_CLIENT_COLUMN_CITY, " "));
  fill (&row->industry, text_of (self, line, RAPPORT_CLIENT_COLUMN_INDUSTRY, " "));
  fill (&row->manager, text_of (self, line, RAPPORT_CLIENT_COLUMN_MANAGER, " "));
  fill (&row->notes, text_of (self, line, RAPPORT_CLIENT_COLUMN_NOTES, "\n"));
  take_status (self, line, row);
  take_since (self, line, row);
  take_person (self, line, row);
}

RapportDateOrder
rapport_client_rows_guess_order (GPtrArray *lines,
                                 guint header_line,
                                 GPtrArray *columns,
                                 RapportClientColumnRole role)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RapportClientLine *line = g_ptr_array_index (lines, i);
      g_autofree char *text = rapport_client_line_get_text (line, columns, role, " ");
      RapportCsvDate date;

      if (line->line <= header_line ||
          !rapport_csv_date_read (text, RAPPORT_DATE_ORDER_GUESS, &date) ||
          date.kind != RAPPORT_DATE_DAY)
        continue;
      if (date.month_day == RAPPORT_DAY_NONE && date.day_month != RAPPORT_DAY_NONE)
        return RAPPORT_DATE_ORDER_DAY_MONTH;
      if (date.day_month == RAPPORT_DAY_NONE && date.month_day != RAPPORT_DAY_NONE)
        return RAPPORT_DATE_ORDER_MONTH_DAY;
    }
  return RAPPORT_DATE_ORDER_GUESS;
}

GPtrArray *
rapport_client_rows_read (GPtrArray *lines,
                          guint header_line,
                          GPtrArray *columns,
                          RapportDateOrder order,
                          GPtrArray *remarks)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_client_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading self = { columns, order, remarks, rows, by_name, NULL };

  if (order == RAPPORT_DATE_ORDER_GUESS)
    self.order =
      rapport_client_rows_guess_order (lines, header_line, columns, RAPPORT_CLIENT_COLUMN_SINCE);
  for (guint i = 0; i < lines->len; i++)
    {
      const RapportClientLine *line = g_ptr_array_index (lines, i);

      if (line->line > header_line)
        take_line (&self, line);
    }
  return g_steal_pointer (&rows);
}
