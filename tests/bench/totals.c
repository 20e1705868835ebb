/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the figures of a whole portfolio: bench-totals FOLDER ROUNDS. For
 * 1,000 clients, 60 months and 9 metrics it prints lines "BY-MONTH BY-CLIENT
 * RAW", in CPU seconds: the totals by month, the totals by client, and SQLite
 * adding up the same with a row for each metric, by month. */
#include "rapport-month-numbers.h"
#include "rapport-schema.h"
#include "rapport-sqlite.h"
#include "rapport-store-totals.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#define CLIENTS 1000
#define MONTHS  60

static const char *const metrics[] = { "clicks", "leads",     "qualified-leads",
                                       "sales",  "new-sales", "ad-spend",
                                       "fee",    "revenue",   "gross-profit" };

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
run (RapportSqlite *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rapport_sqlite_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
fill_month (RapportSqlite *db, int client, int month)
{
  g_autoptr (GString) totals = g_string_new (NULL);
  g_autofree char *id = g_strdup_printf ("0192aaaa-0000-7000-8000-%012x", client);
  g_autofree char *record = g_strdup_printf ("%08x-%04x-8000-8000-000000000000", client, month);
  g_autofree char *day = g_strdup_printf ("%04d-%02d-01", 2021 + month / 12, month % 12 + 1);
  sqlite3_stmt *stmt = rapport_sqlite_get (db, "INSERT INTO long_total VALUES (?, ?, ?, ?)", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      gint64 value = (gint64) (client * 7 + month * 3 + (int) i) * 1000000;

      g_string_append_printf (totals, "%c\"%s\":%" G_GINT64_FORMAT, i == 0 ? '{' : ',', metrics[i],
                              value);
      rapport_sqlite_bind_text (stmt, 1, id);
      rapport_sqlite_bind_text (stmt, 2, day);
      rapport_sqlite_bind_text (stmt, 3, metrics[i]);
      sqlite3_bind_int64 (stmt, 4, value);
      rapport_sqlite_run (db, stmt, NULL);
    }
  g_string_append_c (totals, '}');
  stmt = rapport_sqlite_get (
    db, "INSERT INTO month_total (record, client, month, totals) VALUES (?, ?, ?, ?)", NULL);
  rapport_sqlite_bind_text (stmt, 1, record);
  rapport_sqlite_bind_text (stmt, 2, id);
  rapport_sqlite_bind_text (stmt, 3, day);
  rapport_sqlite_bind_text (stmt, 4, totals->str);
  rapport_sqlite_run (db, stmt, NULL);
}

static RapportSqlite *
make_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  RapportSqlite *db;

  g_unlink (path);
  db = rapport_sqlite_open (path, RAPPORT_SQLITE_PLAIN, &error);
  g_assert_no_error (error);
  rapport_schema_migrate (db, &error);
  g_assert_no_error (error);
  run (db, "CREATE TABLE long_total (client TEXT, month TEXT, metric TEXT, total INTEGER)");
  run (db, "BEGIN");
  for (int client = 0; client < CLIENTS; client++)
    for (int month = 0; month < MONTHS; month++)
      fill_month (db, client, month);
  run (db, "CREATE INDEX long_total_month ON long_total (month, metric, total)");
  run (db, "COMMIT");
  return db;
}

static double
find (RapportSqlite *db, RapportTotalsBy by, guint expected)
{
  g_autoptr (GError) error = NULL;
  double start = cpu ();
  g_autoptr (GArray) totals = rapport_totals_find (db, NULL, rapport_day_new (2021, 1, 1),
                                                   rapport_day_new (2025, 12, 1), by, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (totals->len, ==, expected);
  return cpu () - start;
}

static double
find_raw (RapportSqlite *db)
{
  double start = cpu ();
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT month, metric, sum (total) FROM long_total GROUP BY month, metric", NULL);
  guint n = 0;

  while (rapport_sqlite_step (db, stmt, NULL) == RAPPORT_STEP_ROW)
    n++;
  g_assert_cmpuint (n, ==, MONTHS * G_N_ELEMENTS (metrics));
  return cpu () - start;
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr (RapportSqlite) db = NULL;

  if (argc != 3)
    return 2;
  path = g_build_filename (argv[1], "totals.rapport", NULL);
  db = make_library (path);
  for (int round = 0; round < atoi (argv[2]); round++)
    {
      double by_month = find (db, RAPPORT_TOTALS_BY_MONTH, MONTHS * G_N_ELEMENTS (metrics));
      double by_client = find (db, RAPPORT_TOTALS_BY_CLIENT, CLIENTS * G_N_ELEMENTS (metrics));

      g_print ("%.6f %.6f %.6f\n", by_month, by_client, find_raw (db));
    }
  return 0;
}
