/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find-widget.h"
#include "rapport-import-assistant.h"
#include "rapport-import.h"
#include "rapport-numbers.h"
#include "rules-support.h"

#include <glib/gstdio.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *dialog;
} Shown;

static void
show (Shown *shown, Agency *agency)
{
  shown->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 900, 700);
  adw_window_set_content (ADW_WINDOW (shown->window), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  shown->dialog =
    g_object_ref_sink (GTK_WIDGET (rapport_import_assistant_new (agency->library, agency->client)));
  gtk_window_present (GTK_WINDOW (shown->window));
  adw_dialog_present (ADW_DIALOG (shown->dialog), shown->window);
  gtk_test_widget_wait_for_draw (shown->window);
}

static void
open_file (Shown *shown, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  rapport_import_assistant_open (RAPPORT_IMPORT_ASSISTANT (shown->dialog), file);
}

static void
open_sample (Shown *shown, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", "data", name, NULL);

  open_file (shown, path);
}

static gboolean
is_ready (Shown *shown)
{
  return gtk_widget_is_sensitive (find_widget (shown->dialog, has_action, "import.accept"));
}

static gboolean
says (Shown *shown, const char *title)
{
  return find_widget (shown->dialog, has_row_title, title) != NULL;
}

static const char *
get_page (Shown *shown)
{
  GtkWidget *stack = find_widget (shown->dialog, has_type_name, "GtkStack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
close_window (Shown *shown)
{
  /* One that has imported has closed itself. */
  if (gtk_widget_get_mapped (shown->dialog))
    adw_dialog_force_close (ADW_DIALOG (shown->dialog));
  g_clear_object (&shown->dialog);
  gtk_window_destroy (GTK_WINDOW (shown->window));
}

static guint
count_months (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MONTH_NUMBERS);

  return agency_count (agency, query);
}

static gint64
sum_of (Agency *agency, const char *metric, const char *day, int days)
{
  const RapportDay from = rapport_day_parse (day);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportNumbers) numbers =
    rapport_numbers_load (agency->library, agency->client, from, from + days, &error);
  gint64 sum = -1;

  g_assert_no_error (error);
  rapport_numbers_sum (numbers, metric, NULL, from, from + days, &sum);
  return sum;
}

/* The first day is asked for; until it is chosen nothing can be imported, and
 * nothing is stored before the user says so. */
static void
test_first_day (Agency *agency, gconstpointer data)
{
  Shown shown;

  show (&shown, agency);
  open_sample (&shown, "no-dates.csv");
  wait_for (says (&shown, "Which Is the First Day?"));
  g_assert_false (is_ready (&shown));
  g_signal_emit_by_name (find_widget (shown.dialog, has_type_name, "RapportDayButton"), "picked",
                         (int) rapport_day_new (2026, 10, 1));
  wait_for (is_ready (&shown));
  g_assert_cmpuint (count_months (agency), ==, 0);
  gtk_widget_activate_action (shown.dialog, "import.accept", NULL);
  g_assert_cmpuint (count_months (agency), ==, 1);
  g_assert_cmpint (sum_of (agency, "clicks", "2026-10-01", 0), ==, 166 * RAPPORT_MILLION);
  g_assert_cmpint (sum_of (agency, "ad-spend", "2026-10-02", 0), ==, 67160000);
  close_window (&shown);
}

static guint
count_shown (GtkWidget *widget, const char *title)
{
  guint n = has_row_title (widget, title) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_shown (child, title);
  return n;
}

/* A workbook offers its sheets where a text offers encodings; the first with a
 * table is read, and a choice reads another. */
static void
test_sheets (Agency *agency, gconstpointer data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "xlsx", "two-sheets.xlsx", NULL);
  Shown shown;
  AdwComboRow *sheets;

  show (&shown, agency);
  open_file (&shown, path);
  wait_for (is_ready (&shown));
  sheets = ADW_COMBO_ROW (find_widget (shown.dialog, has_row_title, "Sheet"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (sheets)));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (sheets)), ==, 3);
  g_assert_cmpuint (adw_combo_row_get_selected (sheets), ==, 1);
  g_assert_cmpuint (count_shown (shown.dialog, "Encoding"), ==, 0);
  g_assert_cmpuint (count_shown (shown.dialog, "Separator"), ==, 0);
  /* The cover holds no table; one can still go on to another sheet. */
  adw_combo_row_set_selected (sheets, 0);
  wait_for (!is_ready (&shown));
  adw_combo_row_set_selected (sheets, 2);
  wait_for (is_ready (&shown));
  gtk_widget_activate_action (shown.dialog, "import.accept", NULL);
  g_assert_cmpint (sum_of (agency, "leads", "2026-08-03", 0), ==, 7 * RAPPORT_MILLION);
  close_window (&shown);
}

/* The same file again has nothing new to import. */
static void
test_same_file_again (Agency *agency, gconstpointer data)
{
  g_autofree char *path = g_build_filename (agency->folder, "own.csv", NULL);
  Shown shown;

  g_assert_true (
    g_file_set_contents (path, "Date,Clicks,Leads\n2026-10-01,10,2\n2026-10-02,20,3\n", -1, NULL));
  show (&shown, agency);
  open_file (&shown, path);
  wait_for (is_ready (&shown));
  gtk_widget_activate_action (shown.dialog, "import.accept", NULL);
  close_window (&shown);
  g_assert_cmpint (sum_of (agency, "leads", "2026-10-01", 1), ==, 5 * RAPPORT_MILLION);
  show (&shown, agency);
  open_file (&shown, path);
  wait_for (says (&shown, "Nothing New"));
  g_assert_false (is_ready (&shown));
  close_window (&shown);
}

/* A column that is given another meaning is read with it. */
static void
test_column_corrected (Agency *agency, gconstpointer data)
{
  g_autofree char *path = g_build_filename (agency->folder, "own.csv", NULL);
  Shown shown;
  GtkWidget *row;

  g_assert_true (
    g_file_set_contents (path, "Date,Clicks,Leads\n2026-10-01,10,2\n2026-10-02,20,3\n", -1, NULL));
  show (&shown, agency);
  open_file (&shown, path);
  wait_for (is_ready (&shown));
  row = find_widget (find_widget (shown.dialog, has_type_name, "RapportImportForm"), has_row_title,
                     "Leads");
  g_assert_true (ADW_IS_COMBO_ROW (row));
  /* The first one is "Ignored". */
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_false (is_ready (&shown));
  wait_for (is_ready (&shown));
  gtk_widget_activate_action (shown.dialog, "import.accept", NULL);
  g_assert_cmpint (sum_of (agency, "clicks", "2026-10-01", 1), ==, 30 * RAPPORT_MILLION);
  g_assert_cmpint (sum_of (agency, "leads", "2026-10-01", 1), ==, 0);
  close_window (&shown);
}

static AdwComboRow *
find_shown_row (GtkWidget *widget, const char *title)
{
  AdwComboRow *row = NULL;

  if (has_row_title (widget, title) && gtk_widget_get_mapped (widget))
    return ADW_COMBO_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && row == NULL;
       child = gtk_widget_get_next_sibling (child))
    row = find_shown_row (child, title);
  return row;
}

/* What can't be read is refused as a whole, and what is wrong in one line is
 * said with that line; neither changes anything. */
static void
test_refused (Agency *agency, gconstpointer data)
{
  g_autofree char *path = g_build_filename (agency->folder, "bad.csv", NULL);
  Shown shown;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  show (&shown, agency);
  open_file (&shown, path);
  wait_for (g_strcmp0 (get_page (&shown), "refused") == 0);
  g_assert_false (is_ready (&shown));
  g_assert_null (find_shown_row (shown.dialog, "Encoding"));
  open_sample (&shown, "google-ads.tsv");
  wait_for (says (&shown, "This Can’t Be Imported"));
  g_assert_cmpstr (get_page (&shown), ==, "ready");
  g_assert_false (is_ready (&shown));
  g_assert_cmpuint (count_months (agency), ==, 0);
  close_window (&shown);
}

/* A file whose letters were guessed wrongly can be read with another encoding. */
static void
test_refused_by_encoding (Agency *agency, gconstpointer data)
{
  static const char text[] = "day;clicks;note\n2026-08-01;5;\303\251\303\251\303\251\n"
                             "2026-08-02;6;na\357ve\n";
  g_autofree char *path = g_build_filename (agency->folder, "latin.csv", NULL);
  Shown shown;
  AdwComboRow *row;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  show (&shown, agency);
  open_file (&shown, path);
  wait_for (g_strcmp0 (get_page (&shown), "refused") == 0);
  wait_for ((row = find_shown_row (shown.dialog, "Encoding")) != NULL);
  adw_combo_row_set_selected (row, RAPPORT_CSV_ENCODING_UTF_16LE);
  wait_for (g_strcmp0 (get_page (&shown), "refused") != 0);
  wait_for (g_strcmp0 (get_page (&shown), "refused") == 0);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, RAPPORT_CSV_ENCODING_UTF_16LE);
  adw_combo_row_set_selected (row, RAPPORT_CSV_ENCODING_WINDOWS_1252);
  wait_for (is_ready (&shown));
  gtk_widget_activate_action (shown.dialog, "import.accept", NULL);
  g_assert_cmpint (sum_of (agency, "clicks", "2026-08-01", 1), ==, 11 * RAPPORT_MILLION);
  close_window (&shown);
}

/* Closing while a file is being read gives it up. */
static void
test_closed_early (Agency *agency, gconstpointer data)
{
  Shown shown;

  show (&shown, agency);
  open_sample (&shown, "google-ads.tsv");
  g_object_add_weak_pointer (G_OBJECT (shown.dialog), (gpointer *) &shown.dialog);
  adw_dialog_force_close (ADW_DIALOG (shown.dialog));
  g_object_unref (shown.dialog);
  wait_for (shown.dialog == NULL);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  agency_test ("/numbers/import/first-day", test_first_day);
  agency_test ("/numbers/import/same-file-again", test_same_file_again);
  agency_test ("/numbers/import/column-corrected", test_column_corrected);
  agency_test ("/numbers/import/refused", test_refused);
  agency_test ("/numbers/import/refused-by-encoding", test_refused_by_encoding);
  agency_test ("/numbers/import/sheets", test_sheets);
  agency_test ("/numbers/import/closed-early", test_closed_early);
  return g_test_run ();
}
