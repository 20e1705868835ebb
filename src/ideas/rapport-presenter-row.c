/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-presenter-row.h"

#include "rapport-toast.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ROW_DATA "rapport-presenter-row"

typedef struct
{
  RapportPresenter *presenter;
  RapportPresenterStep *step;
  GtkWidget *check;
  GtkWidget *shown;
} RowData;

static void
row_data_free (gpointer data)
{
  RowData *row = data;

  g_object_unref (row->presenter);
  g_object_unref (row->step);
  g_free (row);
}

static guint
find_position (RowData *row)
{
  GListModel *steps = rapport_presenter_get_steps (row->presenter);
  guint position = GTK_INVALID_LIST_POSITION;

  g_list_store_find (G_LIST_STORE (steps), row->step, &position);
  return position;
}

static void
toggled_cb (GtkWidget *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);

  rapport_presenter_set_skipped (row->presenter, find_position (row),
                                 !gtk_check_button_get_active (GTK_CHECK_BUTTON (row->check)));
}

static void
move (GtkWidget *widget, gboolean later)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);

  if (!rapport_presenter_move (row->presenter, find_position (row), later))
    rapport_toast_show (widget, _ ("The frame stays where it is"));
}

static void
earlier_cb (GtkWidget *widget)
{
  move (widget, FALSE);
}

static void
later_cb (GtkWidget *widget)
{
  move (widget, TRUE);
}

static void
show_cb (GtkWidget *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);
  const char *title = rapport_presenter_step_get_title (row->step);
  /* Translators: a check box; %s is the title of a frame that takes part in presenting */
  g_autofree char *name = g_strdup_printf (_ ("Present: %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check),
                               !rapport_presenter_step_is_skipped (row->step));
  gtk_widget_set_visible (row->shown, rapport_presenter_step_is_shown (row->step));
}

static GtkWidget *
add_button (GtkWidget *widget, const char *icon, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, widget, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
  return button;
}

GtkWidget *
rapport_presenter_row_new (RapportPresenter *presenter, RapportPresenterStep *step)
{
  GtkWidget *widget = adw_action_row_new ();
  RowData *row = g_new0 (RowData, 1);

  row->presenter = g_object_ref (presenter);
  row->step = g_object_ref (step);
  g_object_set_data_full (G_OBJECT (widget), ROW_DATA, row, row_data_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  row->check = gtk_check_button_new ();
  gtk_widget_set_valign (row->check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), row->check);
  row->shown = gtk_image_new_from_icon_name ("x-office-presentation-symbolic");
  gtk_widget_set_tooltip_text (row->shown, _ ("The audience sees it"));
  gtk_widget_add_css_class (row->shown, "accent");
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), row->shown);
  if (rapport_presenter_step_get_frame (step) != NULL)
    {
      add_button (widget, "go-up-symbolic", _ ("Earlier"), G_CALLBACK (earlier_cb));
      add_button (widget, "go-down-symbolic", _ ("Later"), G_CALLBACK (later_cb));
    }
  show_cb (widget);
  g_signal_connect_object (row->check, "toggled", G_CALLBACK (toggled_cb), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "changed", G_CALLBACK (show_cb), widget, G_CONNECT_SWAPPED);
  return widget;
}
