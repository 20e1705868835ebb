/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-reports.h"

#include "rapport-drops.h"
#include "rapport-numbers-view.h"
#include "rapport-reports-view.h"

#include <adwaita.h>

#define NUMBERS "rapport-numbers"
#define REPORTS "rapport-reports"

GtkWidget *
rapport_client_reports_new (RapportLibrary *library)
{
  GtkWidget *view = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 30);
  GtkWidget *numbers = rapport_numbers_view_new (library);
  GtkWidget *reports = rapport_reports_view_new (library);

  gtk_box_append (GTK_BOX (box), numbers);
  gtk_box_append (GTK_BOX (box), reports);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1100);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (view), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (view), clamp);
  /* There is room for all of a page that says there are no numbers: it need not scroll by itself.
   */
  gtk_scrollable_set_vscroll_policy (
    GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (view))),
    GTK_SCROLL_NATURAL);
  g_object_set_data (G_OBJECT (view), NUMBERS, numbers);
  g_object_set_data (G_OBJECT (view), REPORTS, reports);
  /* A file that is dropped anywhere here is brought in. */
  rapport_drops_take (view, rapport_drops_on_client);
  return view;
}

void
rapport_client_reports_set_client (GtkWidget *view, RapportClient *client)
{
  rapport_numbers_view_set_client (g_object_get_data (G_OBJECT (view), NUMBERS), client);
  rapport_reports_view_set_client (g_object_get_data (G_OBJECT (view), REPORTS), client);
}
