/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find-widget.h"
#include "rapport-pages-view.h"
#include "rapport-report-builder.h"
#include "rapport-report-editor.h"
#include "rapport-section-row.h"
#include "rapport-text-row.h"
#include "rules-support.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *editor;
  RapportPagesView *pages;
  RapportReport *report;
} Shown;

static void
show (Shown *shown, Agency *agency)
{
  AdwNavigationView *navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  g_autoptr (GError) error = NULL;

  shown->report =
    rapport_report_open (agency->library, agency->client, RAPPORT_REPORT_TEMPLATE_USUAL,
                         rapport_day_new (2026, 10, 1), &error);
  g_assert_no_error (error);
  shown->editor = rapport_report_editor_new (agency->library, shown->report);
  shown->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 1000, 700);
  adw_window_set_content (ADW_WINDOW (shown->window), GTK_WIDGET (navigation));
  adw_navigation_view_push (navigation, ADW_NAVIGATION_PAGE (shown->editor));
  gtk_window_present (GTK_WINDOW (shown->window));
  gtk_test_widget_wait_for_draw (shown->window);
  shown->pages =
    RAPPORT_PAGES_VIEW (find_widget (shown->editor, has_type_name, "RapportPagesView"));
  wait_for (rapport_pages_view_get_n_pages (shown->pages) > 0);
}

static void
hide (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_clear_object (&shown->report);
}

static const RapportReportContent *
get_content (Shown *shown)
{
  return rapport_report_document_get_content (rapport_pages_view_get_document (shown->pages));
}

/* What is written stands on the pages after a pause. */
static void
test_words (Agency *agency, gconstpointer data)
{
  GtkWidget *row;
  Shown shown;

  show (&shown, agency);
  row = find_widget (shown.editor, has_row_title, "Headline");
  rapport_text_row_set_text (RAPPORT_TEXT_ROW (row), "Leads <b>doubled</b>");
  wait_for (g_str_equal (get_content (&shown)->headline, "Leads <b>doubled</b>"));
  hide (&shown);
}

/* A section that is switched off or moved is so on the pages. */
static void
test_sections (Agency *agency, gconstpointer data)
{
  const RapportReportSection *first;
  GtkWidget *row;
  Shown shown;

  show (&shown, agency);
  first = &get_content (&shown)->sections[0];
  g_assert_cmpint (first->type, ==, RAPPORT_REPORT_SECTION_TILES);
  row = find_widget (shown.editor, has_row_title, "Main figures");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  wait_for (get_content (&shown)->sections[0].hidden);
  gtk_widget_activate_action (row, "order.down", NULL);
  wait_for (get_content (&shown)->sections[1].type == RAPPORT_REPORT_SECTION_TILES);
  g_assert_true (get_content (&shown)->sections[1].hidden);
  /* The last one has nowhere to go, and neither has the first. */
  row = find_widget (shown.editor, has_row_title, "Summary");
  wait_for (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == 0);
  gtk_widget_activate_action (row, "order.up", NULL);
  g_assert_cmpint (get_content (&shown)->sections[0].type, ==, RAPPORT_REPORT_SECTION_SUMMARY);
  hide (&shown);
}

static gboolean
is_offered (Shown *shown, const char *action)
{
  GtkWidget *button = find_widget (shown->editor, has_action, action);

  return gtk_widget_is_sensitive (button);
}

/* A report that was sent can't be written any more. */
static void
test_sent (Agency *agency, gconstpointer data)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GError) error = NULL;
  Shown shown;

  show (&shown, agency);
  g_assert_true (is_offered (&shown, "report.send"));
  rapport_report_send (agency->library, shown.report, rapport_pages_view_get_document (shown.pages),
                       pdf, &error);
  g_assert_no_error (error);
  wait_for (!is_offered (&shown, "report.send"));
  g_assert_null (find_widget (shown.editor, has_row_title, "Summary"));
  hide (&shown);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  agency_test ("/reporting/editor/words", test_words);
  agency_test ("/reporting/editor/sections", test_sections);
  agency_test ("/reporting/editor/sent", test_sent);
  return g_test_run ();
}
