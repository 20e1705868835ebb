/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-trend-dialog.h"

#include "rapport-choice-row.h"
#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-year-strip.h"

#include <glib/gi18n-lib.h>

#define WEEK_DAYS    7
#define WEEKS_LISTED 12
#define STRIP_HEIGHT 120

struct _RapportTrendDialog
{
  AdwDialog parent_instance;

  RapportChoiceRow *member;
  RapportYearStrip *strip;
  AdwPreferencesGroup *weeks;
  GtkStack *states;
  GPtrArray *rows; /* of the weeks; not owned */

  RapportLibrary *library;
  RapportDay week;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (RapportTrendDialog, rapport_trend_dialog, ADW_TYPE_DIALOG)

static const RapportMark order[] = { RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW, RAPPORT_MARK_RED,
                                     RAPPORT_MARK_NONE };

/* The weeks in totals. */

static GtkWidget *
make_counts (const guint *counts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *text = rapport_locale_count (rapport_format_locale (), counts[order[i]]);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_width_chars (GTK_LABEL (label), 3);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), rapport_light_icon_new (order[i]));
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
add_week (RapportTrendDialog *self, const RapportTrend *trend, guint back)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *week = rapport_format_week (trend->week - (RapportDay) back * WEEK_DAYS,
                                               rapport_format_today (self->library));
  g_autofree char *counts = rapport_year_strip_describe_counts (trend->counts[back]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), week);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_counts (trend->counts[back]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, counts,
                                  -1);
  adw_preferences_group_add (self->weeks, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_trend (RapportTrendDialog *self, const RapportTrend *trend)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->weeks, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint back = 0; back < RAPPORT_TREND_WEEKS; back++)
    any = any || rapport_trend_count_marks (trend, back) > 0;
  for (guint back = 0; any && back < WEEKS_LISTED; back++)
    add_week (self, trend, back);
  gtk_widget_set_visible (GTK_WIDGET (self->weeks), any);
  rapport_year_strip_show_trend (self->strip, trend, rapport_format_today (self->library));
  gtk_stack_set_visible_child_name (self->states, any ? "trend" : "empty");
}

/* Reading. */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTrendDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree RapportTrend *trend =
    rapport_trend_read_finish (RAPPORT_LIBRARY (source), result, &error);

  if (trend != NULL && self->rows != NULL)
    show_trend (self, trend);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("reading a trend: %s", error->message);
}

static void
read_trend (RapportTrendDialog *self)
{
  const char *member = rapport_choice_row_get_value (self->member);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  rapport_trend_read_async (self->library, *member != '\0' ? member : NULL, self->week,
                            self->reading, read_cb, g_object_ref (self));
}

static void
chosen_cb (RapportTrendDialog *self)
{
  read_trend (self);
}

/* Life. */

static void
rapport_trend_dialog_dispose (GObject *object)
{
  RapportTrendDialog *self = RAPPORT_TREND_DIALOG (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_trend_dialog_parent_class)->dispose (object);
}

static void
rapport_trend_dialog_class_init (RapportTrendDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_trend_dialog_dispose;
}

static void
rapport_trend_dialog_init (RapportTrendDialog *self)
{
  self->rows = g_ptr_array_new ();
}

/* The lights with their words. */
static GtkWidget *
make_legend (void)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *label = gtk_label_new (rapport_mark_get_label (order[i]));

      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (entry), rapport_light_icon_new (order[i]));
      gtk_box_append (GTK_BOX (entry), label);
      adw_wrap_box_append (ADW_WRAP_BOX (box), entry);
    }
  return box;
}

static GtkWidget *
make_chart (RapportTrendDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *strip = rapport_year_strip_new ();

  self->strip = RAPPORT_YEAR_STRIP (strip);
  rapport_year_strip_set_height (self->strip, STRIP_HEIGHT);
  gtk_box_append (GTK_BOX (box), strip);
  gtk_box_append (GTK_BOX (box), make_legend ());
  return box;
}

static GtkWidget *
make_who (RapportTrendDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  GtkWidget *row = rapport_choice_row_new (_ ("Account manager"));

  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  self->member = RAPPORT_CHOICE_ROW (row);
  rapport_choice_row_offer_records (self->member, self->library, query, _ ("Everybody"));
  g_signal_connect_swapped (row, "chosen", G_CALLBACK (chosen_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
make_content (RapportTrendDialog *self)
{
  GtkWidget *toolbars = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *chart = adw_preferences_group_new ();
  GtkWidget *empty = gtk_label_new (_ ("Nothing has been marked yet"));

  gtk_widget_add_css_class (empty, "dimmed");
  self->states = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->states, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "reading");
  gtk_stack_add_named (self->states, make_chart (self), "trend");
  gtk_stack_add_named (self->states, empty, "empty");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (chart), _ ("52 Weeks"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (chart), GTK_WIDGET (self->states));
  self->weeks = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->weeks, _ ("Clients by Week"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_who (self)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (chart));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->weeks);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbars), page);
  return toolbars;
}

AdwDialog *
rapport_trend_dialog_new (RapportLibrary *library, RapportDay week, const char *member)
{
  RapportTrendDialog *self = g_object_new (RAPPORT_TYPE_TREND_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->week = week;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Trends"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), make_content (self));
  rapport_choice_row_set_value (self->member, member);
  read_trend (self);
  return ADW_DIALOG (self);
}
