/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-exchange-error.h"
#include "rapport-import.h"

#include <string.h>

static RapportImport *
import_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return rapport_import_new_for_bytes (bytes);
}

static RapportImport *
import_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", "data", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return rapport_import_new_for_file (file);
}

static RapportImportGuess *
understand (RapportImport *import)
{
  g_autoptr (GError) error = NULL;
  gboolean understood = rapport_import_understand (import, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (understood);
  return rapport_import_get_guess (import);
}

static RapportImportResult *
run (RapportImport *import)
{
  g_autoptr (GError) error = NULL;
  RapportImportResult *result = rapport_import_run (import, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static gint64
total_of (const RapportImportResult *result, const char *metric)
{
  for (guint i = 0; i < result->totals->len; i++)
    {
      const RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);

      if (g_str_equal (total->metric, metric))
        return total->sum;
    }
  return -1;
}

static const RapportImportColumn *
column (RapportImportGuess *guess, guint number)
{
  g_assert_cmpuint (number, <=, guess->columns->len);
  return g_ptr_array_index (guess->columns, number - 1);
}

/* The file is refused with this code and, where given, this line. */
static void
assert_refused (RapportImport *import, int code, const char *begins)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportImportResult) result = rapport_import_run (import, NULL, &error);

  g_assert_null (result);
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, code);
  if (begins != NULL && !g_str_has_prefix (error->message, begins))
    g_error ("“%s” does not begin with “%s”", error->message, begins);
}

static void
test_guesses (void)
{
  static const struct
  {
    const char *name;
    RapportCsvEncoding encoding;
    char separator;
    guint header_line;
    guint table;
    guint n_tables;
    RapportDateOrder order;
    RapportDecimal decimal;
    const char *currency;
    const char *period_first;
  } cases[] = {
    { "analytics-overview.csv", RAPPORT_CSV_ENCODING_UTF_8, ',', 14, 1, 2,
      RAPPORT_DATE_ORDER_MONTH_DAY, RAPPORT_DECIMAL_GUESS, "", "2017-05-26" },
    { "analytics-4.csv", RAPPORT_CSV_ENCODING_UTF_8, ',', 10, 0, 2, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_GUESS, "", "2024-02-27" },
    { "google-ads.tsv", RAPPORT_CSV_ENCODING_UTF_16LE, '\t', 3, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_POINT, "EUR", "2026-08-01" },
    { "meta-ads.csv", RAPPORT_CSV_ENCODING_UTF_8, ',', 1, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_POINT, "USD", NULL },
    { "direct.csv", RAPPORT_CSV_ENCODING_UTF_8, ';', 5, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_COMMA, "RUB", "2026-08-01" },
    { "agency-sheet-1251.csv", RAPPORT_CSV_ENCODING_WINDOWS_1251, ';', 1, 0, 1,
      RAPPORT_DATE_ORDER_GUESS, RAPPORT_DECIMAL_COMMA, "RUB", NULL },
    { "ads-uk-1252.csv", RAPPORT_CSV_ENCODING_WINDOWS_1252, ',', 1, 0, 1,
      RAPPORT_DATE_ORDER_DAY_MONTH, RAPPORT_DECIMAL_POINT, "GBP", NULL },
    { "shop-us.tsv", RAPPORT_CSV_ENCODING_UTF_8, '\t', 1, 0, 1, RAPPORT_DATE_ORDER_MONTH_DAY,
      RAPPORT_DECIMAL_POINT, "USD", NULL },
    { "words-ru.csv", RAPPORT_CSV_ENCODING_UTF_16BE, ';', 1, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_COMMA, "", NULL },
    { "two-headers.csv", RAPPORT_CSV_ENCODING_UTF_8, ';', 2, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_COMMA, "RUB", NULL },
    { "period-campaigns.csv", RAPPORT_CSV_ENCODING_UTF_8, ',', 4, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_POINT, "", "2026-08-01" },
    { "micros.csv", RAPPORT_CSV_ENCODING_UTF_8, ';', 2, 0, 1, RAPPORT_DATE_ORDER_GUESS,
      RAPPORT_DECIMAL_GUESS, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_fixture (cases[i].name);
      RapportImportGuess *guess = understand (import);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (guess->encoding, ==, cases[i].encoding);
      g_assert_cmpint (guess->separator, ==, cases[i].separator);
      g_assert_cmpuint (rapport_import_guess_get_table (guess)->header_line, ==,
                        cases[i].header_line);
      g_assert_cmpuint (guess->table, ==, cases[i].table);
      g_assert_cmpuint (guess->tables->len, ==, cases[i].n_tables);
      g_assert_cmpuint (guess->date_order, ==, cases[i].order);
      g_assert_cmpuint (guess->decimal, ==, cases[i].decimal);
      g_assert_cmpstr (guess->currency, ==, cases[i].currency);
      g_assert_cmpint (guess->period_first, ==, rapport_day_parse (cases[i].period_first));
      g_assert_false (guess->needs_first_day);
    }
}

static void
test_roles (void)
{
  static const struct
  {
    RapportColumnRole role;
    const char *metric;
  } roles[] = {
    { RAPPORT_COLUMN_DAY, NULL },          { RAPPORT_COLUMN_LAST_DAY, NULL },
    { RAPPORT_COLUMN_CHANNEL, NULL },      { RAPPORT_COLUMN_IGNORED, NULL },
    { RAPPORT_COLUMN_IGNORED, NULL },      { RAPPORT_COLUMN_METRIC, "impressions" },
    { RAPPORT_COLUMN_RATIO, NULL },        { RAPPORT_COLUMN_METRIC, "clicks" },
    { RAPPORT_COLUMN_IGNORED, NULL },      { RAPPORT_COLUMN_RATIO, NULL },
    { RAPPORT_COLUMN_METRIC, "ad-spend" }, { RAPPORT_COLUMN_METRIC, "leads" },
    { RAPPORT_COLUMN_RATIO, NULL },
  };
  g_autoptr (RapportImport) import = import_fixture ("meta-ads.csv");
  RapportImportGuess *guess = understand (import);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_assert_cmpuint (column (guess, i + 1)->role, ==, roles[i].role);
      g_assert_cmpstr (column (guess, i + 1)->metric, ==, roles[i].metric);
    }
  g_assert_cmpstr (column (guess, 11)->currency, ==, "USD");
  g_assert_cmpuint (column (guess, 11)->confidence, ==, RAPPORT_CONFIDENCE_HIGH);
  g_assert_cmpstr (column (guess, 8)->samples[0], !=, NULL);
  g_assert_cmpuint (rapport_import_guess_get_table (guess)->preview->len, ==, 13);
}

/* Given up before and while a workbook is read; read to its end otherwise. */
static void
test_workbook_cancelled (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "xlsx", "two-sheets.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RapportImport) import = rapport_import_new_for_file (file);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RapportImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rapport_import_understand (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (rapport_import_get_guess (import));
  understand (import);
  g_assert_null (rapport_import_run (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  result = run (import);
  g_assert_cmpfloat (rapport_import_get_progress (import), ==, 1);
  g_assert_cmpint (total_of (result, "clicks"), ==, 30 * RAPPORT_MILLION);
}

#define MANY_ROWS 1000000
/* In KiB. What the sanitizers keep aside is not ours. */
#ifdef __SANITIZE_ADDRESS__
#define MOST_MEMORY G_MAXUINT64
#else
#define MOST_MEMORY (32 * 1024)
#endif

/* In KiB: what is taken now, or the most that was taken. */
static guint64
read_memory (const char *what)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, what);
  return line != NULL ? g_ascii_strtoull (line + strlen (what), NULL, 10) : 0;
}

static GBytes *
write_million (void)
{
  GString *text = g_string_sized_new (24 * MANY_ROWS);

  g_string_append (text, "Day,Channel,Clicks\n");
  for (guint i = 0; i < MANY_ROWS; i++)
    g_string_append_printf (text, "2026-%02u-%02u,Channel %u,3\n", i % 12 + 1, i % 28 + 1, i % 20);
  return g_string_free_to_bytes (text);
}

typedef struct
{
  RapportImport *import;
  GCancellable *cancellable;
  double last;
  double cancel_at;
  guint n_steps;
  GAsyncResult *result;
} Watch;

static gboolean
watch_cb (gpointer user_data)
{
  Watch *watch = user_data;
  const double progress = rapport_import_get_progress (watch->import);

  g_assert_cmpfloat (progress, >=, 0);
  g_assert_cmpfloat (progress, <=, 1);
  watch->n_steps += progress != watch->last;
  watch->last = progress;
  if (progress > watch->cancel_at && progress < 1)
    g_cancellable_cancel (watch->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Watch *) user_data)->result = g_object_ref (result);
}

/* A million rows: how far it is can be seen, it can be given up on the way, and it
 * takes no more memory than a few of them. */
static void
test_million (void)
{
  g_autoptr (GBytes) bytes = write_million ();
  g_autoptr (RapportImport) import = rapport_import_new_for_bytes (bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RapportImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { .import = import, .cancellable = cancellable, .cancel_at = 0.2 };
  const guint64 before = read_memory ("VmRSS:");
  guint watching;

  rapport_import_understand_async (import, cancellable, watched_cb, &watch);
  watching = g_idle_add (watch_cb, &watch);
  while (watch.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watching);
  g_assert_false (rapport_import_understand_finish (import, watch.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.n_steps, >, 5);
  g_clear_object (&watch.result);
  understand (import);
  result = run (import);
  g_assert_cmpint (total_of (result, "clicks"), ==, 3 * (gint64) MANY_ROWS * RAPPORT_MILLION);
  g_test_message ("%" G_GUINT64_FORMAT " KiB", read_memory ("VmHWM:") - before);
  g_assert_cmpuint (read_memory ("VmHWM:") - before, <, MOST_MEMORY);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *begins;
  } cases[] = {
    { "", RAPPORT_EXCHANGE_ERROR_EMPTY, NULL },
    { "Hello, world.\nThis is a letter.\n", RAPPORT_EXCHANGE_ERROR_NO_TABLE, NULL },
    { "day,clicks\n", RAPPORT_EXCHANGE_ERROR_COLUMN, NULL },
    { "day,clicks\nTotal,5\n", RAPPORT_EXCHANGE_ERROR_COLUMN, NULL },
    { "day,clicks\n2026-08-01,--\n2026-08-02,n/a\n", RAPPORT_EXCHANGE_ERROR_COLUMN, NULL },
    { "day,note\n2026-08-01,x\n", RAPPORT_EXCHANGE_ERROR_COLUMN, NULL },
    { "day,clicks\n2026-08-01,\"5\n2026-08-02,6\n", RAPPORT_EXCHANGE_ERROR_QUOTE, "Line 2:" },
    { "day,clicks\n2026-08-01,5\n2026-08-02,many\n", RAPPORT_EXCHANGE_ERROR_VALUE, "Line 3, " },
    { "day,clicks\n2026-08-01,5\n2026-08-02,6%\n", RAPPORT_EXCHANGE_ERROR_VALUE, "Line 3, " },
    { "day,cost\n2026-08-01,1.50\n2026-08-02,1.75\n2026-08-03,2,5\n", RAPPORT_EXCHANGE_ERROR_VALUE,
      "Line 4:" },
    { "day;cost\n2026-08-01;1.50\n2026-08-02;1.75\n2026-08-03;2,5\n", RAPPORT_EXCHANGE_ERROR_VALUE,
      "Line 4, " },
    { "day,clicks,cost\n2026-08-01,5,1\n2026-08-02,6\n", RAPPORT_EXCHANGE_ERROR_VALUE, "Line 3:" },
    { "day,clicks\n2026-08-01,5\n2026-18-02,6\n", RAPPORT_EXCHANGE_ERROR_DAY, "Line 3:" },
    { "day,clicks\n2026-08-01,5\n30/30/2026,6\n", RAPPORT_EXCHANGE_ERROR_DAY, "Line 3:" },
    { "day,clicks\n30/08/2026,5\n08/31/2026,6\n", RAPPORT_EXCHANGE_ERROR_DAY, "Line 3:" },
    { "day,campaign,clicks\n2026-08-01,A,5\n,B,6\n", RAPPORT_EXCHANGE_ERROR_DAY, "Line 3:" },
    { "day,campaign,clicks\n2026-08-01,A,5\n,B,5\n", RAPPORT_EXCHANGE_ERROR_DAY, "Line 3:" },
    { "day,goal,clicks\n2026-08-01,form,5\n,form,6\n2026-08-02,form,6\n",
      RAPPORT_EXCHANGE_ERROR_DAY, "Line 3:" },
    { "week,clicks\n2026-W31,5\n", RAPPORT_EXCHANGE_ERROR_DAY, NULL },
    { "Week,clicks\n2026-08-03,5\n2026-08-10,6\n", RAPPORT_EXCHANGE_ERROR_DAY, NULL },
    { "Period,clicks\n28.07.2026 - 03.08.2026,5\n", RAPPORT_EXCHANGE_ERROR_DAY, "Line 2:" },
    { "clicks,cost\n5,1\n6,2\n", RAPPORT_EXCHANGE_ERROR_FIRST_DAY, NULL },
    { "day,clicks\n2026-08-01,99999999999999999999\n", RAPPORT_EXCHANGE_ERROR_VALUE, "Line 2, " },
    { "day,clicks\n2026-08-01,9000000000000\n2026-08-01,9000000000000\n",
      RAPPORT_EXCHANGE_ERROR_TOO_LARGE, "Line 3:" },
    { "day,cost,revenue\n2026-08-01,$5,€6\n", RAPPORT_EXCHANGE_ERROR_CURRENCY, NULL },
    { "day,currency,cost\n2026-08-01,USD,5\n2026-08-01,EUR,5\n", RAPPORT_EXCHANGE_ERROR_CURRENCY,
      NULL },
    { "<html><body>Sign in</body></html>", RAPPORT_EXCHANGE_ERROR_NOT_TEXT, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_text (cases[i].text);

      g_test_message ("%s", cases[i].text);
      assert_refused (import, cases[i].code, cases[i].begins);
    }
}

static void
test_refused_files (void)
{
  g_autofree char *wide = g_strnfill (100 * 1000, ',');
  g_autoptr (GBytes) odd = g_bytes_new_static ("\377\376d\000;\000c\000\n\000001", 11);
  g_autoptr (GBytes) zero = g_bytes_new_static ("day;clicks\n2026-08-01;\0005\n", 24);
  g_autoptr (RapportImport) of_wide = import_text (wide);
  g_autoptr (RapportImport) of_odd = rapport_import_new_for_bytes (odd);
  g_autoptr (RapportImport) of_zero = rapport_import_new_for_bytes (zero);
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (RapportImport) of_folder = rapport_import_new_for_file (folder);
  g_autoptr (GError) error = NULL;

  assert_refused (of_wide, RAPPORT_EXCHANGE_ERROR_TOO_LARGE, "Line 1:");
  assert_refused (of_odd, RAPPORT_EXCHANGE_ERROR_ENCODING, "Line 2:");
  assert_refused (of_zero, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, "Line 2:");
  g_assert_false (rapport_import_understand (of_folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_totals (void)
{
  static const struct
  {
    const char *text;
    gint64 clicks;
    guint n_skipped;
    guint warning_line;
  } cases[] = {
    { "day,clicks\n2026-08-01,5\n2026-08-02,6\n,11\n", 11, 1, 0 },
    { "day,clicks\n2026-08-01,5\n2026-08-02,6\n,12\n", 11, 1, 4 },
    { "day,clicks\n2026-08-01,5\n2026-08-02,6\n\nTotal,\"11\"\n", 11, 1, 0 },
    { "day,clicks\nTotal: account,12\n2026-08-01,5\n2026-08-02,6\n", 11, 1, 2 },
    { "Дата;Клики\n01.08.2026;5\n02.08.2026;6\nИТОГО:;11\n", 11, 1, 0 },
    { "day,campaign,clicks\n2026-08-01,A,5\n2026-08-01,B,1\n2026-08-01,Total,6\n"
      "2026-08-02,A,7\n2026-08-02,Total,7\nTotal,,13\n",
      13, 3, 0 },
    { "day,campaign,clicks\n2026-08-01,A,5\n2026-08-01,Total wellness,6\n", 11, 0, 0 },
    { "day,campaign,clicks\n2026-08-02,,11\n2026-08-01,A,5\n2026-08-02,B,6\n", 11, 1, 0 },
    { "day,campaign,clicks\n2026-08-02,,1\n2026-08-01,A,5\n2026-08-02,B,6\n", 12, 0, 0 },
    { "campaign,clicks,cost\nA,5,1\nTotal,5,1\n", 5, 1, 0 },
    { "reporting starts,reporting ends,clicks\n2026-08-01,2026-08-31,5\n", 5, 0, 2 },
    { "Дата;Клики\n01.08.2026;5\n02.08.2026;6\nСреднее;5,5\n", 11, 1, 0 },
    { "day,clicks,cost\n2026-08-01,5,1\nData are preliminary,,\n", 5, 1, 0 },
    { "day,clicks\n2026-08-01,5\n\nday,clicks\n2026-08-02,6\n", 11, 0, 0 },
    { "day,total cost,clicks\n2026-08-01,1,5\n\nTotal revenue,clicks,day\n1,6,x\n", 5, 0, 0 },
    { "day,campaign,clicks\n,,11,Grand total\n2026-08-01,A,5\n2026-08-02,B,6\n", 11, 1, 0 },
    { "day,campaign,goal,clicks\n,,form,11\n2026-08-01,A,form,5\n2026-08-02,B,form,6\n", 11, 1, 0 },
    { "day,campaign,clicks\n2026-08-01,A,5\n2026-08-02,B,6\nTotal: search,,5\nTotal: account,,11\n",
      11, 2, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_text (cases[i].text);
      g_autoptr (RapportImportResult) result = NULL;
      guint line = 0;

      g_test_message ("%s", cases[i].text);
      rapport_import_set_first_day (import, rapport_day_new (2026, 8, 1));
      result = run (import);
      g_assert_cmpint (total_of (result, "clicks"), ==, cases[i].clicks * RAPPORT_MILLION);
      g_assert_cmpuint (result->n_skipped, ==, cases[i].n_skipped);
      for (guint j = 0; j < result->warnings->len && line == 0; j++)
        line = ((RapportImportRemark *) g_ptr_array_index (result->warnings, j))->line;
      g_assert_cmpuint (line, ==, cases[i].warning_line);
    }
}

static void
test_decimals (void)
{
  static const struct
  {
    const char *text;
    RapportDecimal decimal;
    gboolean doubtful;
    gint64 sum;
  } cases[] = {
    { "day;cost\n2026-08-01;1,234\n2026-08-02;2,345\n", RAPPORT_DECIMAL_POINT, TRUE, 3579000000 },
    { "day;cost\n2026-08-01;1,234\n2026-08-02;12345\n", RAPPORT_DECIMAL_COMMA, FALSE, 12346234000 },
    { "day;cost\n2026-08-01;1,234\n2026-08-02;2,5\n", RAPPORT_DECIMAL_COMMA, FALSE, 3734000 },
    { "day;cost\n2026-08-01;1,234\n2026-08-02;1,234.5\n", RAPPORT_DECIMAL_POINT, FALSE,
      2468500000 },
    { "day;cost;revenue\n2026-08-01;1,234;0,5\n", RAPPORT_DECIMAL_COMMA, FALSE, 1234000 },
    { "day;cost\n2026-08-01;1.234\n2026-08-02;2.345\n", RAPPORT_DECIMAL_POINT, TRUE, 3579000 },
    { "day;cost;revenue\n2026-08-01;1.234;0,5\n", RAPPORT_DECIMAL_COMMA, FALSE, 1234000000 },
    { "day;cost\n2026-08-01;1 541,76\n2026-08-02;(0,76)\n", RAPPORT_DECIMAL_COMMA, FALSE,
      1541000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_text (cases[i].text);
      const RapportImportColumn *cost = column (understand (import), 2);
      g_autoptr (RapportImportResult) result = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (cost->decimal, ==, cases[i].decimal);
      g_assert_cmpint (cost->decimal_doubtful, ==, cases[i].doubtful);
      result = run (import);
      g_assert_cmpint (total_of (result, "ad-spend"), ==, cases[i].sum);
    }
}

static void
test_counts_have_no_fractions (void)
{
  g_autoptr (RapportImport) import =
    import_text ("day;clicks;cost\n2026-08-01;1.234;10,50\n2026-08-02;950;1.234,00\n");
  g_autoptr (RapportImportResult) result = NULL;

  understand (import);
  result = run (import);
  g_assert_cmpint (total_of (result, "clicks"), ==, 2184000000);
  g_assert_cmpint (total_of (result, "ad-spend"), ==, 1244500000);
}

static void
test_orders (void)
{
  static const struct
  {
    const char *text;
    RapportDateOrder order;
    gboolean doubtful;
    const char *first_day;
  } cases[] = {
    { "date,clicks\n3/4/2026,5\n", RAPPORT_DATE_ORDER_MONTH_DAY, TRUE, "2026-03-04" },
    { "Дата,Клики\n3/4/2026,5\n", RAPPORT_DATE_ORDER_DAY_MONTH, TRUE, "2026-04-03" },
    { "date,cost\n3/4/2026,£5\n", RAPPORT_DATE_ORDER_DAY_MONTH, TRUE, "2026-04-03" },
    { "date,clicks\n3/4/2026,5\n16/4/2026,5\n", RAPPORT_DATE_ORDER_DAY_MONTH, FALSE, "2026-04-03" },
    { "date,clicks\n3/4/2026,5\n3/24/2026,5\n", RAPPORT_DATE_ORDER_MONTH_DAY, FALSE, "2026-03-04" },
    { "date,clicks\n1/4/2026,5\n2/4/2026,5\n3/4/2026,5\n", RAPPORT_DATE_ORDER_DAY_MONTH, FALSE,
      "2026-04-01" },
    { "Дата,Клики\n4/1/2026,5\n4/2/2026,5\n4/3/2026,5\n", RAPPORT_DATE_ORDER_MONTH_DAY, FALSE,
      "2026-04-01" },
    { "reporting starts,reporting ends,clicks\n3/4/2026,3/31/2026,5\n",
      RAPPORT_DATE_ORDER_MONTH_DAY, FALSE, "2026-03-04" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_text (cases[i].text);
      RapportImportGuess *guess = understand (import);
      g_autoptr (RapportImportResult) result = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (guess->date_order, ==, cases[i].order);
      g_assert_cmpint (guess->date_order_doubtful, ==, cases[i].doubtful);
      result = run (import);
      g_assert_cmpint (result->first_day, ==, rapport_day_parse (cases[i].first_day));
    }
}

static void
test_corrections (void)
{
  g_autoptr (RapportImport) import =
    import_text ("date,campaign,clicks,views,cost,spare\n3/4/2026,A,5,9,\"1,234\",1\n");
  RapportImportGuess *guess = understand (import);
  g_autoptr (RapportImportResult) result = NULL;

  g_assert_null (column (guess, 4)->metric);
  rapport_import_set_column (import, 4, RAPPORT_COLUMN_METRIC, "clicks");
  guess = rapport_import_get_guess (import);
  g_assert_cmpstr (column (guess, 4)->metric, ==, "clicks");
  g_assert_cmpuint (column (guess, 4)->confidence, ==, RAPPORT_CONFIDENCE_CHOSEN);
  g_assert_null (column (guess, 3)->metric);
  rapport_import_set_column (import, 6, RAPPORT_COLUMN_METRIC, "clicks");
  rapport_import_set_column (import, 2, RAPPORT_COLUMN_IGNORED, NULL);
  rapport_import_set_date_order (import, RAPPORT_DATE_ORDER_DAY_MONTH);
  rapport_import_set_decimal (import, RAPPORT_DECIMAL_COMMA);
  result = run (import);
  g_assert_cmpint (total_of (result, "clicks"), ==, 10 * RAPPORT_MILLION);
  g_assert_cmpint (total_of (result, "ad-spend"), ==, 1234000);
  g_assert_cmpint (result->first_day, ==, rapport_day_new (2026, 4, 3));
  g_assert_cmpstr (rapport_cells_get (result->cells, 0)->channel, ==, "");
  rapport_import_set_column_decimal (import, 5, RAPPORT_DECIMAL_POINT);
  g_clear_pointer (&result, rapport_import_result_unref);
  result = run (import);
  g_assert_cmpint (total_of (result, "ad-spend"), ==, 1234 * RAPPORT_MILLION);
}

static void
test_reading_anew (void)
{
  g_autoptr (RapportImport) import =
    import_text ("x;y\nday,a;clicks\n2026-08-01;5\n2026-08-02;6\n\nday;clicks\n2026-09-01;7\n");
  g_autoptr (RapportImportResult) result = NULL;

  understand (import);
  rapport_import_set_header_line (import, 6);
  g_assert_null (rapport_import_get_guess (import));
  understand (import);
  result = run (import);
  g_assert_cmpint (total_of (result, "clicks"), ==, 7 * RAPPORT_MILLION);
  g_clear_pointer (&result, rapport_import_result_unref);
  rapport_import_set_header_line (import, RAPPORT_CSV_HEADER_GUESS);
  rapport_import_set_separator (import, ',');
  assert_refused (import, RAPPORT_EXCHANGE_ERROR_NO_TABLE, NULL);
  rapport_import_set_separator (import, ';');
  understand (import);
  g_assert_cmpint (rapport_import_get_guess (import)->separator, ==, ';');
  rapport_import_set_separator (import, '\0');
  rapport_import_set_encoding (import, RAPPORT_CSV_ENCODING_WINDOWS_1251);
  understand (import);
  g_assert_cmpuint (rapport_import_get_guess (import)->encoding, ==,
                    RAPPORT_CSV_ENCODING_WINDOWS_1251);
  rapport_import_set_table (import, 1);
  result = run (import);
  g_assert_cmpint (total_of (result, "clicks"), ==, 7 * RAPPORT_MILLION);
}

static void
test_map (void)
{
  g_autoptr (RapportImport) import =
    import_text ("Day,Money out,Money in,Same,Same\n2026-08-01,5,6,7,8\n");
  g_autoptr (RapportImportResult) result = NULL;
  static const struct
  {
    const char *column;
    const char *word;
    gboolean good;
  } cases[] = {
    { "money OUT", "ad-spend", TRUE }, { "3", "revenue", TRUE }, { "Same", "sales", FALSE },
    { "5", "new_sales", TRUE },        { "0", "sales", FALSE },  { "6", "sales", FALSE },
    { "Nothing", "sales", FALSE },     { "4", "cpc", FALSE },    { "4", "nonsense", FALSE },
    { "4", "ignore", TRUE },           { "Day", "day", TRUE },   { "", "sales", FALSE },
  };

  understand (import);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s=%s", cases[i].column, cases[i].word);
      g_assert_cmpint (rapport_import_map (import, cases[i].column, cases[i].word, &error), ==,
                       cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_COLUMN);
    }
  result = run (import);
  g_assert_cmpint (total_of (result, "ad-spend"), ==, 5 * RAPPORT_MILLION);
  g_assert_cmpint (total_of (result, "revenue"), ==, 6 * RAPPORT_MILLION);
  g_assert_cmpint (total_of (result, "new-sales"), ==, 8 * RAPPORT_MILLION);
  g_assert_cmpuint (result->totals->len, ==, 3);
}

/* What a table without days is taken for. */
static void
test_days (void)
{
  static const struct
  {
    const char *text;
    RapportImportDays days;
    guint n_cells;
  } cases[] = {
    { "clicks,cost\n5,1\n6,2\n", RAPPORT_IMPORT_DAYS_SEQUENCE, 4 },
    { "weekday,clicks\nMonday,5\nTuesday,6\n", RAPPORT_IMPORT_DAYS_SEQUENCE, 2 },
    { "keyword,clicks\ndoors,5\noak doors,6\n,11\n", RAPPORT_IMPORT_DAYS_PERIOD, 1 },
    { "campaign,clicks\nA,5\nB,6\nA,1\n", RAPPORT_IMPORT_DAYS_PERIOD, 2 },
    { "day,clicks\n2026-08-01,5\n2026-08-02,6\n", RAPPORT_IMPORT_DAYS_COLUMN, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_text (cases[i].text);
      g_autoptr (RapportImportResult) result = NULL;

      g_test_message ("%s", cases[i].text);
      rapport_import_set_first_day (import, rapport_day_new (2026, 8, 1));
      g_assert_cmpuint (understand (import)->days, ==, cases[i].days);
      result = run (import);
      g_assert_cmpuint (rapport_cells_get_size (result->cells), ==, cases[i].n_cells);
    }
}

static void
test_currencies (void)
{
  static const struct
  {
    const char *text;
    const char *currency;
    gint64 revenue;
  } cases[] = {
    { "day,cost,revenue\n2026-08-01,1,$2.50\n", "USD", 2500000 },
    { "day,currency code,cost,revenue\n2026-08-01,CAD,$1,$2.50\n", "CAD", 2500000 },
    { "Дата;Расход, руб.;Продажи, ₽\n01.08.2026;1;2,5\n", "RUB", 2500000 },
    { "Day,Cost,Sales\n2026-08-01,1,2.50\n2026-08-02,1,10.75\n", "", 13250000 },
    { "Day,Cost,Sales\n2026-08-01,1,2\n2026-08-02,1,10\n", "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportImport) import = import_text (cases[i].text);
      g_autoptr (RapportImportResult) result = run (import);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (result->currency, ==, cases[i].currency);
      g_assert_cmpint (total_of (result, "revenue"), ==, cases[i].revenue);
    }
}

static void
test_without_header (void)
{
  g_autoptr (RapportImport) import = import_text ("2026-08-01,5,1.5\n2026-08-02,6,2.5\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportImportResult) result = NULL;
  RapportImportGuess *guess = understand (import);

  g_assert_cmpuint (rapport_import_guess_get_table (guess)->header_line, ==, 0);
  g_assert_cmpuint (column (guess, 1)->role, ==, RAPPORT_COLUMN_DAY);
  g_assert_true (rapport_import_map (import, "3", "ad-spend", &error));
  result = run (import);
  g_assert_cmpint (total_of (result, "ad-spend"), ==, 4 * RAPPORT_MILLION);
  g_assert_cmpuint (result->n_rows, ==, 2);
}

static void
test_duplicates (void)
{
  g_autoptr (RapportImport) import = import_text ("day,clicks,clicks\n2026-08-01,5,6\n");
  RapportImportGuess *guess = understand (import);
  g_autoptr (RapportImportResult) result = run (import);

  g_assert_cmpuint (guess->warnings->len, ==, 1);
  g_assert_cmpint (total_of (result, "clicks"), ==, 5 * RAPPORT_MILLION);
}

static void
test_no_data (void)
{
  g_autoptr (RapportImport) import =
    import_text ("day;clicks;cost\n2026-08-01;5;--\n2026-08-02;n/a;0\n2026-08-03;;\n");
  g_autoptr (RapportImportResult) result = run (import);

  g_assert_cmpuint (rapport_cells_get_size (result->cells), ==, 2);
  g_assert_cmpstr (rapport_cells_get (result->cells, 0)->metric, ==, "clicks");
  g_assert_cmpstr (rapport_cells_get (result->cells, 1)->metric, ==, "ad-spend");
  g_assert_cmpint (rapport_cells_get (result->cells, 1)->value, ==, 0);
}

static void
test_first_day (void)
{
  g_autoptr (RapportImport) import = import_fixture ("no-dates.csv");
  g_autoptr (RapportImportResult) result = NULL;

  g_assert_true (understand (import)->needs_first_day);
  assert_refused (import, RAPPORT_EXCHANGE_ERROR_FIRST_DAY, NULL);
  rapport_import_set_first_day (import, rapport_day_new (2026, 2, 24));
  g_assert_false (rapport_import_get_guess (import)->needs_first_day);
  result = run (import);
  g_assert_cmpint (result->first_day, ==, rapport_day_new (2026, 2, 24));
  g_assert_cmpint (result->last_day, ==, rapport_day_new (2026, 3, 5));
}

/* The same file gives the same cells, whichever way it is read. */
static void
test_twice (void)
{
  g_autoptr (RapportImport) a = import_fixture ("direct.csv");
  g_autoptr (RapportImport) b = import_fixture ("direct.csv");
  g_autoptr (RapportImportResult) first = run (a);
  g_autoptr (RapportImportResult) second = run (b);
  g_autoptr (RapportImportResult) third = run (b);
  g_autoptr (RapportCells) both = rapport_cells_overlay (first->cells, third->cells);

  g_assert_true (rapport_cells_equal (first->cells, second->cells));
  g_assert_true (rapport_cells_equal (first->cells, both));
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **done)
{
  while (*done == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (done);
}

static void
test_async (void)
{
  g_autoptr (RapportImport) import = import_fixture ("vk.csv");
  g_autoptr (RapportImport) other = import_fixture ("vk.csv");
  g_autoptr (RapportImportResult) result = NULL;
  g_autoptr (RapportImportResult) expected = run (other);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) understood = NULL;
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  GAsyncResult *done = NULL;

  rapport_import_understand_async (import, NULL, done_cb, &done);
  understood = wait_for (&done);
  g_assert_true (rapport_import_understand_finish (import, understood, &error));
  rapport_import_run_async (import, NULL, done_cb, &done);
  finished = wait_for (&done);
  result = rapport_import_run_finish (import, finished, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_cells_equal (result->cells, expected->cells));
  g_assert_cmpfloat (rapport_import_get_progress (import), ==, 1.0);
  g_cancellable_cancel (cancellable);
  rapport_import_run_async (import, cancellable, done_cb, &done);
  cancelled = wait_for (&done);
  g_assert_null (rapport_import_run_finish (import, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_changed (void)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("rapport-XXXXXX.csv", &stream, &error);
  g_autoptr (RapportImport) import = NULL;
  const char *before = "day,clicks\n2026-08-01,5\n";
  const char *after = "day,clicks\n2026-08-01,5\n2026-08-02,6\n";

  g_assert_no_error (error);
  g_assert_true (g_file_replace_contents (file, before, strlen (before), NULL, FALSE,
                                          G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error));
  import = rapport_import_new_for_file (file);
  understand (import);
  g_assert_true (g_file_replace_contents (file, after, strlen (after), NULL, FALSE,
                                          G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, &error));
  assert_refused (import, RAPPORT_EXCHANGE_ERROR_CHANGED, NULL);
  g_assert_true (g_file_delete (file, NULL, &error));
  g_assert_null (rapport_import_run (import, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/guesses", test_guesses);
  g_test_add_func ("/import/roles", test_roles);
  g_test_add_func ("/import/workbook-cancelled", test_workbook_cancelled);
  g_test_add_func ("/import/refused", test_refused);
  g_test_add_func ("/import/refused-files", test_refused_files);
  g_test_add_func ("/import/totals", test_totals);
  g_test_add_func ("/import/decimals", test_decimals);
  g_test_add_func ("/import/counts-have-no-fractions", test_counts_have_no_fractions);
  g_test_add_func ("/import/orders", test_orders);
  g_test_add_func ("/import/corrections", test_corrections);
  g_test_add_func ("/import/reading-anew", test_reading_anew);
  g_test_add_func ("/import/map", test_map);
  g_test_add_func ("/import/days", test_days);
  g_test_add_func ("/import/currencies", test_currencies);
  g_test_add_func ("/import/without-header", test_without_header);
  g_test_add_func ("/import/duplicates", test_duplicates);
  g_test_add_func ("/import/no-data", test_no_data);
  g_test_add_func ("/import/first-day", test_first_day);
  g_test_add_func ("/import/million", test_million);
  g_test_add_func ("/import/twice", test_twice);
  g_test_add_func ("/import/async", test_async);
  g_test_add_func ("/import/changed", test_changed);
  return g_test_run ();
}
