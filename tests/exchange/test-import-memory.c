/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-memory.h"

#include <string.h>

static RapportImport *
understand (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  RapportImport *import = rapport_import_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;

  rapport_import_understand (import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static void
understand_again (RapportImport *import)
{
  g_autoptr (GError) error = NULL;

  if (rapport_import_get_guess (import) == NULL)
    rapport_import_understand (import, NULL, &error);
  g_assert_no_error (error);
}

#define AUGUST    "Day;Clicks;Cost;Seen\n01.08.2026;5;10,5;100\n02.08.2026;6;11,5;110\n"
#define SEPTEMBER "day ; clicks;COST;Seen\n01.09.2026;7;12,5;120\n02.09.2026;8;13,5;130\n"
#define OTHER     "Day;Cost;Clicks;Seen\n01.08.2026;10,5;5;100\n"

/* What a file is called by its columns, whatever days are in it. */
static void
test_kinds (void)
{
  g_autoptr (RapportImport) august = understand (AUGUST);
  g_autoptr (RapportImport) september = understand (SEPTEMBER);
  g_autoptr (RapportImport) other = understand (OTHER);
  g_autofree char *one = rapport_import_get_kind (august);
  g_autofree char *same = rapport_import_get_kind (september);
  g_autofree char *another = rapport_import_get_kind (other);

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, another);
}

static void
choose_nothing (RapportImport *import)
{
}

static void
choose_column (RapportImport *import)
{
  rapport_import_set_column (import, 4, RAPPORT_COLUMN_METRIC, "impressions");
  rapport_import_set_column (import, 2, RAPPORT_COLUMN_IGNORED, NULL);
}

static void
choose_reading (RapportImport *import)
{
  rapport_import_set_encoding (import, RAPPORT_CSV_ENCODING_WINDOWS_1251);
  rapport_import_set_separator (import, ';');
  rapport_import_set_header_line (import, 1);
  understand_again (import);
  rapport_import_set_column (import, 4, RAPPORT_COLUMN_METRIC, "impressions");
}

static void
choose_figures (RapportImport *import)
{
  rapport_import_set_decimal (import, RAPPORT_DECIMAL_POINT);
  rapport_import_set_date_order (import, RAPPORT_DATE_ORDER_MONTH_DAY);
  rapport_import_set_column_decimal (import, 3, RAPPORT_DECIMAL_COMMA);
}

/* What was chosen for one file is chosen for the next, and is then the same text. */
static void
test_round_trip (void)
{
  static const struct
  {
    void (*choose) (RapportImport *import);
    const char *source;
    gboolean kept;
  } cases[] = { { choose_nothing, NULL, FALSE },
                { choose_nothing, "Ads", TRUE },
                { choose_column, NULL, TRUE },
                { choose_reading, "Ads", TRUE },
                { choose_figures, NULL, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) august = understand (AUGUST);
      g_autoptr (RapportImport) september = understand (SEPTEMBER);
      g_autofree char *choices = NULL;
      g_autofree char *again = NULL;
      g_autofree char *source = NULL;

      cases[i].choose (august);
      choices = rapport_import_write_choices (august, cases[i].source);
      g_assert_cmpint (choices != NULL, ==, cases[i].kept);
      if (choices == NULL)
        continue;
      g_assert_true (rapport_import_read_choices (september, choices, &source));
      understand_again (september);
      again = rapport_import_write_choices (september, source);
      g_assert_cmpstr (again, ==, choices);
      g_assert_cmpstr (source, ==, cases[i].source);
    }
}

static void
test_column_is_chosen (void)
{
  g_autoptr (RapportImport) import = understand (SEPTEMBER);
  g_autofree char *source = NULL;
  const RapportImportColumn *column;

  g_assert_true (rapport_import_read_choices (
    import, "{\"columns\":[{\"number\":4,\"role\":\"metric\",\"metric\":\"impressions\"}]}",
    &source));
  column = rapport_import_get_guess (import)->columns->pdata[3];
  g_assert_cmpint (column->role, ==, RAPPORT_COLUMN_METRIC);
  g_assert_cmpstr (column->metric, ==, "impressions");
  g_assert_cmpint (column->confidence, ==, RAPPORT_CONFIDENCE_CHOSEN);
}

/* What doesn't fit is left out. */
static void
test_misfits (void)
{
  static const char *const misfits[] = {
    "",
    "no JSON",
    "[]",
    "{}",
    "{\"separator\":\"x\"}",
    "{\"separator\":5,\"encoding\":[],\"header-line\":\"a\",\"columns\":{}}",
    "{\"sheet\":\"not there\"}",
    "{\"encoding\":\"Klingon\"}",
    "{\"columns\":[5,null,{},{\"number\":0,\"role\":\"day\"},{\"number\":99,\"role\":\"day\"}]}",
    "{\"columns\":[{\"number\":1,\"role\":\"metric\",\"metric\":\"never heard of\"}]}",
    "{\"columns\":[{\"number\":1,\"role\":\"metric\",\"metric\":\"ctr\"}]}",
    "{\"table\":7,\"days\":9,\"decimal\":\"guess\",\"date-order\":\"odd\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (misfits); i++)
    {
      g_autoptr (RapportImport) import = understand (AUGUST);
      g_autofree char *source = NULL;
      g_autofree char *choices = NULL;

      g_test_message ("%s", misfits[i]);
      g_assert_false (rapport_import_read_choices (import, misfits[i], &source));
      g_assert_nonnull (rapport_import_get_guess (import));
      choices = rapport_import_write_choices (import, NULL);
      g_assert_null (choices);
    }
}

static RapportClientImport *
read_clients (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  RapportClientImport *import = rapport_client_import_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;

  rapport_client_import_read (import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

#define CLIENTS "Client;What;Since\nOne;Samara;01/02/2026\n"
#define MORE    "client;what;since\nTwo;Kazan;03/04/2026\n"

static void
test_clients (void)
{
  g_autoptr (RapportClientImport) one = read_clients (CLIENTS);
  g_autoptr (RapportClientImport) two = read_clients (MORE);
  g_autofree char *kind = rapport_client_import_get_kind (one);
  g_autofree char *same = rapport_client_import_get_kind (two);
  g_autofree char *nothing = rapport_client_import_write_choices (one);
  g_autofree char *choices = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (kind, ==, same);
  g_assert_null (nothing);
  rapport_client_import_set_separator (one, ';');
  rapport_client_import_read (one, NULL, &error);
  g_assert_no_error (error);
  rapport_client_import_set_column (one, 2, RAPPORT_CLIENT_COLUMN_CITY);
  rapport_client_import_set_date_order (one, RAPPORT_DATE_ORDER_MONTH_DAY);
  choices = rapport_client_import_write_choices (one);
  g_assert_true (rapport_client_import_read_choices (two, choices));
  /* The separator makes it necessary to read again. */
  g_assert_null (rapport_client_import_get_columns (two));
  rapport_client_import_read (two, NULL, &error);
  g_assert_no_error (error);
  again = rapport_client_import_write_choices (two);
  g_assert_cmpstr (again, ==, choices);
  rows = rapport_client_import_run (two, NULL);
  g_assert_cmpstr (((RapportNewClient *) rows->pdata[0])->city, ==, "Kazan");
  g_assert_cmpint (((RapportNewClient *) rows->pdata[0])->since, ==, rapport_day_new (2026, 3, 4));
  g_assert_false (rapport_client_import_read_choices (two, "no JSON"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-memory/kinds", test_kinds);
  g_test_add_func ("/import-memory/round-trip", test_round_trip);
  g_test_add_func ("/import-memory/column", test_column_is_chosen);
  g_test_add_func ("/import-memory/misfits", test_misfits);
  g_test_add_func ("/import-memory/clients", test_clients);
  return g_test_run ();
}
