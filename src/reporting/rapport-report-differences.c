/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-editor-private.h"

#include "rapport-format.h"
#include "rapport-report-builder.h"

#include <glib/gi18n-lib.h>

static const RapportReportFigure *
find_figure (const RapportReportContent *content, const char *metric)
{
  for (gsize i = 0; i < content->n_figures; i++)
    if (g_str_equal (content->figures[i].metric, metric))
      return &content->figures[i];
  return NULL;
}

static char *
format (const RapportReportFigure *figure, const char *currency)
{
  if (figure == NULL || !figure->value.known)
    return g_strdup (_ ("no data"));
  return rapport_locale_figure (rapport_format_locale (), figure->unit, figure->value.value,
                                currency, RAPPORT_FIGURE_EXACT);
}

static void
add_row (AdwPreferencesGroup *group,
         const RapportReportContent *content,
         const RapportReportFigure *sent,
         const RapportReportFigure *now)
{
  const RapportReportFigure *either = sent != NULL ? sent : now;
  const RapportMetric *metric = rapport_metric_lookup (either->metric);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *then = format (sent, content->currency);
  g_autofree char *today = format (now, content->currency);
  g_autofree char *text = NULL;

  /* Translators: what a figure was in the report, and what it would be now */
  text = g_strdup_printf (_ ("Sent: %s · Today: %s"), then, today);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *either->name == '\0' && metric != NULL
                                                              ? rapport_metric_get_name (metric)
                                                              : either->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
}

static gboolean
is_same (const RapportReportFigure *a, const RapportReportFigure *b)
{
  return a != NULL && b != NULL && a->value.known == b->value.known &&
         a->value.value == b->value.value;
}

static GtkWidget *
make_group (RapportReportDocument *sent, RapportReportDocument *now)
{
  const RapportReportContent *then = rapport_report_document_get_content (sent);
  const RapportReportContent *today = rapport_report_document_get_content (now);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("These figures have come in otherwise since. The report that was sent stays as it is."));
  for (gsize i = 0; i < then->n_figures; i++)
    {
      const RapportReportFigure *other = find_figure (today, then->figures[i].metric);

      if (!is_same (&then->figures[i], other))
        add_row (ADW_PREFERENCES_GROUP (group), then, &then->figures[i], other);
    }
  for (gsize i = 0; i < today->n_figures; i++)
    if (find_figure (then, today->figures[i].metric) == NULL)
      add_row (ADW_PREFERENCES_GROUP (group), then, NULL, &today->figures[i]);
  return group;
}

void
rapport_report_editor_compare (RapportReportEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) sent =
    rapport_report_build (self->library, self->report, &error);
  g_autoptr (RapportReportDocument) now =
    sent != NULL ? rapport_report_build_live (self->library, self->report, &error) : NULL;
  AdwDialog *dialog;
  GtkWidget *view;
  GtkWidget *page;

  if (now == NULL)
    {
      g_warning ("comparing a sent report with its source: %s", error->message);
      return;
    }
  dialog = adw_dialog_new ();
  view = adw_toolbar_view_new ();
  page = adw_preferences_page_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_group (sent, now)));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Sent and Today"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 480);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
