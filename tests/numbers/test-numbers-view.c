/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find-widget.h"
#include "rapport-numbers-view.h"
#include "rapport-numbers.h"
#include "rules-support.h"

static void
import (Agency *agency, const RapportCell *figures, gsize n)
{
  g_autoptr (RapportCells) cells = rapport_cells_new (figures, n);
  RapportImportCounts counts;
  g_autoptr (GError) error = NULL;

  rapport_numbers_import (agency->library, agency->client_id, "test", cells, "", "test.csv",
                          &counts, &error);
  g_assert_no_error (error);
}

/* The menu has a stack too. */
static gboolean
is_stack_of_states (GtkWidget *widget, const char *text)
{
  return GTK_IS_STACK (widget) &&
         gtk_stack_get_child_by_name (GTK_STACK (widget), "other-month") != NULL;
}

static const char *
get_page (GtkWidget *view)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (find_widget (view, is_stack_of_states, NULL)));
}

static GtkWidget *
make_view (Agency *agency)
{
  GtkWidget *view = g_object_ref_sink (rapport_numbers_view_new (agency->library));

  rapport_numbers_view_set_client (RAPPORT_NUMBERS_VIEW (view), agency->client);
  return view;
}

/* Without figures there is one thing to do; figures that come in are shown in
 * their month. */
static void
test_states (Agency *agency, gconstpointer data)
{
  const RapportCell cells[] = {
    { rapport_day_new (2026, 10, 1), "", "leads", 3 * RAPPORT_MILLION },
    { rapport_day_new (2026, 10, 2), "", "leads", 4 * RAPPORT_MILLION },
  };
  g_autoptr (GtkWidget) view = make_view (agency);

  g_assert_cmpstr (get_page (view), ==, "empty");
  import (agency, cells, G_N_ELEMENTS (cells));
  wait_for (g_str_equal (get_page (view), "figures"));
  g_assert_cmpint (rapport_numbers_view_get_month (RAPPORT_NUMBERS_VIEW (view)), ==,
                   rapport_day_new (2026, 10, 1));
  gtk_widget_activate_action (view, "numbers.next-month", NULL);
  g_assert_cmpstr (get_page (view), ==, "other-month");
  gtk_widget_activate_action (view, "numbers.newest-month", NULL);
  g_assert_cmpstr (get_page (view), ==, "figures");
}

/* A tile says in words what it shows, its change like for like included. */
static void
test_tile (Agency *agency, gconstpointer data)
{
  const RapportCell cells[] = {
    { rapport_day_new (2026, 10, 1), "", "leads", 2 * RAPPORT_MILLION },
    { rapport_day_new (2026, 10, 20), "", "leads", 50 * RAPPORT_MILLION },
    { rapport_day_new (2026, 11, 1), "", "leads", 3 * RAPPORT_MILLION },
  };
  const char *said = "Leads: 3. +50% vs 1 October. No target";
  g_autoptr (GtkWidget) view = NULL;
  GtkWidget *tile;

  import (agency, cells, G_N_ELEMENTS (cells));
  view = make_view (agency);
  tile = find_widget (view, has_type_name, "RapportNumbersTile");
  g_assert_nonnull (tile);
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL, said);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  agency_test ("/numbers/view/states", test_states);
  agency_test ("/numbers/view/tile", test_tile);
  return g_test_run ();
}
