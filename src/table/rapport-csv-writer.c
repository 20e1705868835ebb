/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-writer.h"

#include <string.h>

/* A sign, digits with their signs, perhaps a per cent sign: nothing to run. */
static gboolean
is_plain_number (const char *cell)
{
  gsize n_digits;

  if (*cell == '+' || *cell == '-')
    cell++;
  if (!g_ascii_isdigit (*cell))
    return FALSE;
  n_digits = strspn (cell, "0123456789., ");
  cell += n_digits;
  if (*cell == '%')
    cell++;
  return *cell == '\0';
}

static gboolean
is_dangerous (const char *cell)
{
  gunichar first = g_utf8_get_char (cell);

  switch (first)
    {
    case '=':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
      return TRUE;
    case '+':
    case '-':
      return !is_plain_number (cell);
    default:
      return FALSE;
    }
}

static void
append_cell (GString *text, const char *cell, char separator)
{
  gboolean quote = strpbrk (cell, "\"\r\n") != NULL || strchr (cell, separator) != NULL ||
                   g_ascii_isspace (cell[0]) ||
                   (*cell != '\0' && g_ascii_isspace (cell[strlen (cell) - 1]));

  if (quote)
    g_string_append_c (text, '"');
  if (is_dangerous (cell))
    g_string_append_c (text, '\'');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  if (quote)
    g_string_append_c (text, '"');
}

void
rapport_csv_append_row (GString *text, const char *const *cells, char separator)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, separator);
      append_cell (text, cells[i], separator);
    }
  g_string_append (text, "\r\n");
}
