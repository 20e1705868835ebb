/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-reader.h"
#include "rapport-exchange-error.h"

#include <string.h>

#define BYTES(text) text, sizeof (text) - 1

/* Rows as "line:cell|cell\n", to compare with at a glance. */
static char *
read_all (
  const void *bytes, gsize n_bytes, RapportCsvEncoding encoding, char separator, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes, (gssize) n_bytes, NULL);
  g_autoptr (RapportCsvReader) reader = rapport_csv_reader_new (stream, encoding, separator);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  RapportCsvRow row;

  while (rapport_csv_reader_next (reader, &row, NULL, &local))
    {
      g_autofree char *cells = g_strjoinv ("|", (char **) row.cells);

      g_assert_cmpuint (g_strv_length ((char **) row.cells), ==, row.n_cells);
      g_string_append_printf (all, "%u:%s\n", row.line, cells);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    char separator;
    const char *rows;
  } cases[] = {
    { "a,b\nc,d\n", ',', "1:a|b\n2:c|d\n" },
    { "a,b\r\nc,d", ',', "1:a|b\n2:c|d\n" },
    { "a,b\rc,d\r", ',', "1:a|b\n2:c|d\n" },
    { "a;b,c\n", ';', "1:a|b,c\n" },
    { "a\tb\n\n\r\nc\n", '\t', "1:a|b\n2:\n3:\n4:c\n" },
    { "a,,b,\n,\n", ',', "1:a||b|\n2:|\n" },
    { "\"a,b\",\"c\"\"d\",\"\"\n", ',', "1:a,b|c\"d|\n" },
    { "\"one\ntwo\",3\nx\n", ',', "1:one\ntwo|3\n3:x\n" },
    { "\"one\r\ntwo\"\r\nx\r\n", ',', "1:one\r\ntwo\n3:x\n" },
    { "\"one\rtwo\"\rx\r", ',', "1:one\rtwo\n3:x\n" },
    { "a, \"b,c\" ,d\n", ',', "1:a|b,c|d\n" },
    { "a, b ,c\n", ',', "1:a| b |c\n" },
    { "5\" pipe,OOO \"Rose\",1\n", ',', "1:5\" pipe|OOO \"Rose\"|1\n" },
    { "\"\"\n", ',', "1:\n" },
    { "\n\n", ',', "1:\n2:\n" },
    { "x", ',', "1:x\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_all (cases[i].text, strlen (cases[i].text),
                                        RAPPORT_CSV_ENCODING_UTF_8, cases[i].separator, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    RapportCsvEncoding encoding;
    int code;
    const char *line;
  } cases[] = {
    { BYTES ("a,b\n1,\"2\n3,4\n"), RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_EXCHANGE_ERROR_QUOTE,
      "Line 2" },
    { BYTES ("a\n\"b\"c\n"), RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_EXCHANGE_ERROR_QUOTE, "Line 2" },
    { BYTES ("a\nb\0c\n"), RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, "Line 2" },
    { BYTES ("a\nb\n\377\n"), RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_EXCHANGE_ERROR_ENCODING,
      "Line 3" },
    { BYTES ("a\n\320"), RAPPORT_CSV_ENCODING_UTF_8, RAPPORT_EXCHANGE_ERROR_ENCODING, "Line 2" },
    { BYTES ("a\0\n\0b"), RAPPORT_CSV_ENCODING_UTF_16LE, RAPPORT_EXCHANGE_ERROR_ENCODING,
      "Line 2" },
    { BYTES ("a\0\n\0\0\330\n\0"), RAPPORT_CSV_ENCODING_UTF_16LE, RAPPORT_EXCHANGE_ERROR_ENCODING,
      "Line 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows =
        read_all (cases[i].text, cases[i].length, cases[i].encoding, ',', &error);

      g_assert_error (error, RAPPORT_EXCHANGE_ERROR, cases[i].code);
      g_assert_null (rows);
      g_assert_true (g_str_has_prefix (error->message, cases[i].line));
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    RapportCsvEncoding encoding;
    const char *rows;
  } cases[] = {
    { BYTES ("\357\273\277День;1\n"), RAPPORT_CSV_ENCODING_UTF_8, "1:День|1\n" },
    { BYTES ("День;1\n"), RAPPORT_CSV_ENCODING_UTF_8, "1:День|1\n" },
    { BYTES ("plain;1\n"), RAPPORT_CSV_ENCODING_UTF_8, "1:plain|1\n" },
    { BYTES ("\304\345\355\374;1\n\300\341;2"), RAPPORT_CSV_ENCODING_WINDOWS_1251,
      "1:День|1\n2:Аб|2\n" },
    { BYTES ("Cost;\2430.00\nCaf\351;\24412\n"), RAPPORT_CSV_ENCODING_WINDOWS_1252,
      "1:Cost|£0.00\n2:Café|¤12\n" },
    { BYTES ("\377\376\024\0045\004;\0001\000\n\000"), RAPPORT_CSV_ENCODING_UTF_16LE, "1:Де|1\n" },
    { BYTES ("\024\0045\004;\0001\000\n\0002\0003\0004\0005\000"), RAPPORT_CSV_ENCODING_UTF_16LE,
      "1:Де|1\n2:2345\n" },
    { BYTES ("\376\377\004\024\0045\000;\0001\000\n"), RAPPORT_CSV_ENCODING_UTF_16BE, "1:Де|1\n" },
    { BYTES ("\000a\000;\000b\000\n\330\075\336\001"), RAPPORT_CSV_ENCODING_UTF_16BE,
      "1:a|b\n2:😁\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream =
        g_memory_input_stream_new_from_data (cases[i].text, (gssize) cases[i].length, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;
      RapportCsvEncoding encoding = RAPPORT_CSV_ENCODING_GUESS;

      g_assert_true (rapport_csv_encoding_guess (stream, &encoding, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (rapport_csv_encoding_get_name (encoding), ==,
                       rapport_csv_encoding_get_name (cases[i].encoding));
      rows = read_all (cases[i].text, cases[i].length, encoding, ';', &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

/* A UTF-8 file with one spoilt letter is not taken for another encoding. */
static void
test_spoilt (void)
{
  const char text[] = "Дата;Кампания\n1;Двери\n2;Дв\320ери\n";
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, sizeof text - 1, NULL);
  g_autoptr (GError) error = NULL;
  RapportCsvEncoding encoding = RAPPORT_CSV_ENCODING_GUESS;

  g_assert_true (rapport_csv_encoding_guess (stream, &encoding, NULL, &error));
  g_assert_cmpuint (encoding, ==, RAPPORT_CSV_ENCODING_UTF_8);
  g_assert_null (read_all (text, sizeof text - 1, encoding, ';', &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_ENCODING);
  g_assert_true (g_str_has_prefix (error->message, "Line 3:"));
}

static void
test_not_text (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    int code;
  } cases[] = {
    { BYTES (""), RAPPORT_EXCHANGE_ERROR_EMPTY },
    { BYTES (" \r\n\t\n"), RAPPORT_EXCHANGE_ERROR_EMPTY },
    { BYTES ("\357\273\277\n"), RAPPORT_EXCHANGE_ERROR_EMPTY },
    { BYTES ("\377\376"), RAPPORT_EXCHANGE_ERROR_EMPTY },
    { BYTES ("PK\003\004abcdefgh"), RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
    { BYTES ("%PDF-1.7\n"), RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
    { BYTES ("a;b\nabcdefghijklmnopqrstuvwxyz\0\1\2\n"), RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
    { BYTES ("\211PNG\r\n\032\n\1\2\3\4\5\6\7"), RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream =
        g_memory_input_stream_new_from_data (cases[i].text, (gssize) cases[i].length, NULL);
      g_autoptr (GError) error = NULL;
      RapportCsvEncoding encoding;

      g_assert_false (rapport_csv_encoding_guess (stream, &encoding, NULL, &error));
      g_assert_error (error, RAPPORT_EXCHANGE_ERROR, cases[i].code);
    }
}

/* Letters and line breaks that fall on the edge of a piece of the file. */
static void
test_pieces (void)
{
  for (gsize padding = 65530; padding <= 65540; padding++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;

      for (gsize i = 0; i < padding; i++)
        g_string_append_c (text, 'x');
      g_string_append (text, ";\"я\"\"😀\"\r\nконец\r\n");
      rows = read_all (text->str, text->len, RAPPORT_CSV_ENCODING_UTF_8, ';', &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rows + 2 + padding, ==, "|я\"😀\n2:конец\n");
    }
}

static void
test_limits (void)
{
  g_autofree char *many = g_strnfill (RAPPORT_CSV_MAX_COLUMNS, ';');
  g_autofree char *exact = g_strnfill (RAPPORT_CSV_MAX_COLUMNS - 1, ';');
  g_autofree char *lengthy = g_strnfill (8 * 1024 * 1024, 'x');
  g_autofree char *endless = g_strnfill (RAPPORT_CSV_MAX_ROW_BYTES + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  endless[0] = '"';
  rows = read_all (exact, strlen (exact), RAPPORT_CSV_ENCODING_UTF_8, ';', &error);
  g_assert_no_error (error);
  g_clear_pointer (&rows, g_free);
  rows = read_all (lengthy, strlen (lengthy), RAPPORT_CSV_ENCODING_UTF_8, ';', &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (rows), ==, strlen (lengthy) + 3);
  g_assert_null (read_all (many, strlen (many), RAPPORT_CSV_ENCODING_UTF_8, ';', &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (
    read_all (endless, RAPPORT_CSV_MAX_ROW_BYTES + 1, RAPPORT_CSV_ENCODING_UTF_8, ';', &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_QUOTE);
}

static void
test_names (void)
{
  RapportCsvEncoding encoding;

  for (guint i = 1; i < RAPPORT_CSV_N_ENCODINGS; i++)
    {
      const char *name = rapport_csv_encoding_get_name ((RapportCsvEncoding) i);

      g_assert_true (rapport_csv_encoding_from_name (name, &encoding));
      g_assert_cmpuint (encoding, ==, i);
    }
  g_assert_true (rapport_csv_encoding_from_name ("windows-1251", &encoding));
  g_assert_false (rapport_csv_encoding_from_name ("latin-9", &encoding));
  g_assert_false (rapport_csv_encoding_from_name ("", &encoding));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/rows", test_rows);
  g_test_add_func ("/csv-reader/errors", test_errors);
  g_test_add_func ("/csv-reader/encodings", test_encodings);
  g_test_add_func ("/csv-reader/spoilt", test_spoilt);
  g_test_add_func ("/csv-reader/not-text", test_not_text);
  g_test_add_func ("/csv-reader/pieces", test_pieces);
  g_test_add_func ("/csv-reader/limits", test_limits);
  g_test_add_func ("/csv-reader/names", test_names);
  return g_test_run ();
}
