/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-reader.h"
#include "rapport-csv-writer.h"

static void
test_cells (void)
{
  static const struct
  {
    const char *cell;
    const char *written;
  } cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a;b", "\"a;b\"" },
    { "a,b", "a,b" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { " blank ", "\" blank \"" },
    { "=SUM(A1)", "'=SUM(A1)" },
    { "=1+1;\"x\"", "\"'=1+1;\"\"x\"\"\"" },
    { "+7 900 HELLO", "'+7 900 HELLO" },
    { "-cmd", "'-cmd" },
    { "@name", "'@name" },
    { "\tx", "\"'\tx\"" },
    { "\rx", "\"'\rx\"" },
    { "\nx", "\"'\nx\"" },
    { "＝1", "'＝1" },
    { "-5", "-5" },
    { "+1,234.50", "+1,234.50" },
    { "-12.5%", "-12.5%" },
    { "-5+1", "'-5+1" },
    { "-", "'-" },
    { "5=5", "5=5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *cells[] = { cases[i].cell, "x", NULL };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = g_strconcat (cases[i].written, ";x\r\n", NULL);

      rapport_csv_append_row (text, cells, ';');
      g_assert_cmpstr (text->str, ==, expected);
    }
}

static void
test_round_trip (void)
{
  const char *cells[] = { "", " a ", "\"", "x\r\ny", "; , \t |", "я 😀", NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *separator = RAPPORT_CSV_SEPARATORS; *separator != '\0'; separator++)
    {
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (RapportCsvReader) reader = NULL;
      RapportCsvRow row;

      g_string_truncate (text, 0);
      rapport_csv_append_row (text, cells, *separator);
      stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
      reader = rapport_csv_reader_new (stream, RAPPORT_CSV_ENCODING_UTF_8, *separator);
      g_assert_true (rapport_csv_reader_next (reader, &row, NULL, NULL));
      g_assert_cmpstrv (row.cells, cells);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/cells", test_cells);
  g_test_add_func ("/csv-writer/round-trip", test_round_trip);
  return g_test_run ();
}
