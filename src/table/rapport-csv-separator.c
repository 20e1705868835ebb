/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-separator.h"

#include "rapport-csv-column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_BYTES (256 * 1024)
#define SAMPLE_ROWS  300
/* A known name of a column says as much as so many figures. */
#define KNOWN_WEIGHT 3

static guint
score_row (const RapportCsvRow *row)
{
  guint score = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_auto (RapportCsvHeader) header = { 0 };
      RapportCsvWord word;

      if (rapport_csv_cell_is_typed (row->cells[i]))
        {
          score++;
          continue;
        }
      rapport_csv_header_read (row->cells[i], &header);
      if (rapport_csv_words_lookup (&header, &word) && word.sure)
        score += KNOWN_WEIGHT;
    }
  return score;
}

/* Errors only end the sample: its last row is cut anywhere. */
static guint
score_separator (GBytes *sample, RapportCsvEncoding encoding, char separator)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (sample);
  g_autoptr (RapportCsvReader) reader = rapport_csv_reader_new (stream, encoding, separator);
  RapportCsvRow row;
  guint score = 0;

  for (guint n = 0; n < SAMPLE_ROWS && rapport_csv_reader_next (reader, &row, NULL, NULL); n++)
    if (row.n_cells > 1)
      score += score_row (&row);
  return score;
}

static gboolean
read_declaration (GBytes *sample, RapportCsvEncoding encoding, char *separator)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (sample);
  g_autoptr (RapportCsvReader) reader = rapport_csv_reader_new (stream, encoding, '\0');
  RapportCsvRow row;

  if (!rapport_csv_reader_next (reader, &row, NULL, NULL) || row.n_cells == 0 ||
      g_ascii_strncasecmp (row.cells[0], "sep=", strlen ("sep=")) != 0 || row.cells[0][4] == '\0' ||
      row.cells[0][5] != '\0' || strchr (RAPPORT_CSV_SEPARATORS, row.cells[0][4]) == NULL)
    return FALSE;
  *separator = row.cells[0][4];
  return TRUE;
}

gboolean
rapport_csv_separator_guess (GInputStream *stream,
                             RapportCsvEncoding encoding,
                             char *separator,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *bytes = g_malloc (SAMPLE_BYTES);
  g_autoptr (GBytes) sample = NULL;
  gsize n_read = 0;
  guint best = 0;

  if (!g_input_stream_read_all (stream, bytes, SAMPLE_BYTES, &n_read, cancellable, error))
    return FALSE;
  sample = g_bytes_new_take (g_steal_pointer (&bytes), n_read);
  *separator = ',';
  if (read_declaration (sample, encoding, separator))
    return TRUE;
  for (const char *p = RAPPORT_CSV_SEPARATORS; *p != '\0'; p++)
    {
      guint score = score_separator (sample, encoding, *p);

      if (score > best)
        {
          best = score;
          *separator = *p;
        }
    }
  return TRUE;
}

const char *
rapport_csv_separator_get_name (char separator)
{
  switch (separator)
    {
    case ';':
      return _ ("Semicolon");
    case '\t':
      return _ ("Tab");
    case ',':
      return _ ("Comma");
    case '|':
      return _ ("Vertical bar");
    default:
      return "";
    }
}

GStrv
rapport_csv_separator_list_names (const char *guess)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (guess != NULL)
    g_strv_builder_add (names, guess);
  for (const char *p = RAPPORT_CSV_SEPARATORS; *p != '\0'; p++)
    g_strv_builder_add (names, rapport_csv_separator_get_name (*p));
  return g_strv_builder_end (names);
}
