/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-editor-private.h"

#include "rapport-format.h"
#include "rapport-report-builder.h"

#include <glib/gi18n-lib.h>

static char *
format (const RapportReportDifference *difference, RapportReportValue value, const char *currency)
{
  if (!value.known)
    return g_strdup (_ ("no data"));
  return rapport_locale_figure (rapport_format_locale (), difference->unit, value.value, currency,
                                RAPPORT_FIGURE_EXACT);
}

/* (nullable): a share may have changed by less than is written of it. */
static GtkWidget *
make_row (const RapportReportDifference *difference, const char *currency)
{
  const RapportMetric *metric = rapport_metric_lookup (difference->metric);
  GtkWidget *row;
  g_autofree char *then = format (difference, difference->sent, currency);
  g_autofree char *today = format (difference, difference->now, currency);
  g_autofree char *text = NULL;

  if (g_str_equal (then, today))
    return NULL;
  row = adw_action_row_new ();
  /* Translators: what a figure was in the report, and what it would be now */
  text = g_strdup_printf (_ ("Sent: %s · Today: %s"), then, today);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *difference->name == '\0' && metric != NULL
                                   ? rapport_metric_get_name (metric)
                                   : difference->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  return row;
}

static GtkWidget *
make_group (GPtrArray *differences, const char *currency)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("These figures have come in otherwise since. The report that was sent stays as it is."));
  for (guint i = 0; i < differences->len; i++)
    {
      GtkWidget *row = make_row (differences->pdata[i], currency);

      if (row != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

void
rapport_report_editor_compare (RapportReportEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) sent =
    rapport_report_build (self->library, self->report, &error);
  g_autoptr (GPtrArray) differences =
    sent != NULL ? rapport_report_list_differences (self->library, self->report, &error) : NULL;
  AdwDialog *dialog;
  GtkWidget *view;
  GtkWidget *page;

  if (differences == NULL)
    {
      g_warning ("comparing a sent report with its source: %s", error->message);
      return;
    }
  dialog = adw_dialog_new ();
  view = adw_toolbar_view_new ();
  page = adw_preferences_page_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_group (
                              differences, rapport_report_document_get_content (sent)->currency)));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Sent and Today"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
