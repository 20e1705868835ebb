/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-reports-view.h"

#include "rapport-format.h"
#include "rapport-new-report-dialog.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-record-list.h"
#include "rapport-report-builder.h"
#include "rapport-toast.h"
#include "rapport-ui-reporting.h"

#include <glib/gi18n-lib.h>

struct _RapportReportsView
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportRecordList *reports;
  RapportDay offered[2]; /* months whose report can be begun: this one, the last */

  GtkWidget *begin_box;
  AdwButtonRow *begin_this;
  AdwButtonRow *begin_last;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (RapportReportsView, rapport_reports_view, ADW_TYPE_BIN)

/* Rows. */

static void
show_state (GtkLabel *label, RapportRecord *report)
{
  const RapportRecordInfo *info = rapport_record_get_info (report);
  const char *word = rapport_record_get_text (report, RAPPORT_REPORT_STATE);
  const gboolean sent = g_str_equal (word, "sent");
  const gboolean approved = g_str_equal (word, "approved");

  gtk_label_set_text (label,
                      rapport_field_get_word_label (&info->fields[RAPPORT_REPORT_STATE], word));
  gtk_widget_remove_css_class (GTK_WIDGET (label), "accent");
  gtk_widget_remove_css_class (GTK_WIDGET (label), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (label), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (label), sent ? "accent" : approved ? "success" : "dimmed");
}

/* The headline, after the name of the template where that is not the usual one. */
static char *
describe (RapportLibrary *library, RapportRecord *report)
{
  const char *word = rapport_record_get_text (report, RAPPORT_REPORT_TEMPLATE);
  const char *headline = rapport_record_get_text (report, RAPPORT_REPORT_HEADLINE);
  g_autoptr (RapportReportTemplate) template = NULL;

  if (*headline == '\0')
    headline = _ ("No headline yet");
  if (g_str_equal (word, RAPPORT_REPORT_TEMPLATE_USUAL))
    return g_strdup (headline);
  template = rapport_report_template_find (library, word);
  return g_strdup_printf ("%s · %s", template->name, headline);
}

static void
report_changed_cb (AdwActionRow *row, RapportRecord *report)
{
  RapportLibrary *library = g_object_get_data (G_OBJECT (row), "library");
  const gint64 sent = rapport_record_get_integer (report, RAPPORT_REPORT_SENT_AT);
  GtkLabel *state = g_object_get_data (G_OBJECT (row), "state");
  g_autofree char *title = rapport_format_report (library, RAPPORT_REPORT (report));
  g_autofree char *about = describe (library, report);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, about);
  show_state (state, report);
  if (sent != 0)
    {
      g_autofree char *day =
        rapport_locale_date (rapport_format_locale (), rapport_instant_to_day (sent));
      g_autofree char *tip = g_strdup_printf (_ ("Sent on %s"), day);

      gtk_widget_set_tooltip_text (GTK_WIDGET (state), tip);
    }
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  RapportReportsView *self = user_data;
  RapportRecord *report = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_label_new (NULL);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_add_css_class (state, "caption-heading");
  g_object_set_data (G_OBJECT (row), "state", state);
  g_object_set_data_full (G_OBJECT (row), "library", g_object_ref (self->library), g_object_unref);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-report");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rapport_record_get_id (report));
  report_changed_cb (ADW_ACTION_ROW (row), report);
  g_signal_connect_object (report, "changed", G_CALLBACK (report_changed_cb), row,
                           G_CONNECT_SWAPPED);
  return row;
}

/* Beginning one. */

/* Whether there is one of the usual template. */
static gboolean
has_report (RapportReportsView *self, RapportDay month)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->reports));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportRecord) report = g_list_model_get_item (G_LIST_MODEL (self->reports), i);

      /* The newest come first. */
      if (rapport_record_get_day (report, RAPPORT_REPORT_PERIOD) < month)
        return FALSE;
      if (rapport_record_get_day (report, RAPPORT_REPORT_PERIOD) == month &&
          rapport_record_has_word (report, RAPPORT_REPORT_TEMPLATE, RAPPORT_REPORT_TEMPLATE_USUAL))
        return TRUE;
    }
  return FALSE;
}

static void
offer (RapportReportsView *self, AdwButtonRow *row, RapportDay month)
{
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);
  g_autofree char *title = g_strdup_printf (_ ("New Report for %s"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_visible (GTK_WIDGET (row), self->client != NULL && !has_report (self, month));
}

static void
update (RapportReportsView *self)
{
  const RapportDay month = rapport_day_month (rapport_format_today (self->library));
  const gboolean writable =
    !rapport_library_is_read_only (self->library) && !rapport_onlooker_is_there (self->library);

  self->offered[0] = month;
  self->offered[1] = rapport_day_add_months (month, -1);
  offer (self, self->begin_this, self->offered[0]);
  offer (self, self->begin_last, self->offered[1]);
  gtk_widget_set_visible (self->begin_box, writable);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          g_list_model_get_n_items (G_LIST_MODEL (self->reports)) > 0);
}

static void
items_changed_cb (RapportReportsView *self)
{
  update (self);
}

static void
begin (RapportReportsView *self, const char *template, RapportDay day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReport) report = NULL;

  if (self->client == NULL)
    return;
  report = rapport_report_open (self->library, self->client, template, day, &error);
  if (report == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-report", "s",
                              rapport_record_get_id (RAPPORT_RECORD (report)));
}

static void
begin_this_cb (RapportReportsView *self)
{
  begin (self, RAPPORT_REPORT_TEMPLATE_USUAL, self->offered[0]);
}

static void
begin_last_cb (RapportReportsView *self)
{
  begin (self, RAPPORT_REPORT_TEMPLATE_USUAL, self->offered[1]);
}

static void
chosen_cb (RapportReportsView *self, const char *template, int day)
{
  begin (self, template, (RapportDay) day);
}

static void
begin_another_cb (RapportReportsView *self)
{
  AdwDialog *dialog = rapport_new_report_dialog_new (self->library, self->client);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The object. */

static RapportQuery *
make_query (RapportLibrary *library, const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_REPORT);

  rapport_query_where_text (query, RAPPORT_REPORT_CLIENT, client_id);
  rapport_onlooker_narrow (library, query);
  return rapport_query_order_by (query, RAPPORT_REPORT_PERIOD, TRUE);
}

static void
rapport_reports_view_dispose (GObject *object)
{
  RapportReportsView *self = RAPPORT_REPORTS_VIEW (object);

  if (self->reports != NULL)
    g_signal_handlers_disconnect_by_data (self->reports, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_REPORTS_VIEW);
  g_clear_object (&self->reports);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_reports_view_parent_class)->dispose (object);
}

static void
rapport_reports_view_class_init (RapportReportsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_reports_view_dispose;
  rapport_ui_reporting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/reporting/reports-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportReportsView, begin_box);
  gtk_widget_class_bind_template_child (widget_class, RapportReportsView, begin_this);
  gtk_widget_class_bind_template_child (widget_class, RapportReportsView, begin_last);
  gtk_widget_class_bind_template_child (widget_class, RapportReportsView, list);
  gtk_widget_class_bind_template_callback (widget_class, begin_this_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_last_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_another_cb);
}

static void
rapport_reports_view_init (RapportReportsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
list_reports (RapportReportsView *self)
{
  const char *id =
    self->client != NULL ? rapport_record_get_id (RAPPORT_RECORD (self->client)) : "";
  g_autoptr (RapportQuery) query = make_query (self->library, id);

  rapport_record_list_set_query (self->reports, query);
  update (self);
}

static void
onlooker_changed_cb (RapportReportsView *self)
{
  list_reports (self);
}

GtkWidget *
rapport_reports_view_new (RapportLibrary *library)
{
  RapportReportsView *self = g_object_new (RAPPORT_TYPE_REPORTS_VIEW, NULL);
  g_autoptr (RapportQuery) query = make_query (library, "");

  self->library = g_object_ref (library);
  self->reports = rapport_record_list_new (library, query);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->reports), create_row, self, NULL);
  g_signal_connect_swapped (self->reports, "items-changed", G_CALLBACK (items_changed_cb), self);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  update (self);
  return GTK_WIDGET (self);
}

void
rapport_reports_view_set_client (RapportReportsView *self, RapportClient *client)
{
  if (g_set_object (&self->client, client))
    list_reports (self);
}
