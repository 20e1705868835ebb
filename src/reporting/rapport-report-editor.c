/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-editor-private.h"

#include "rapport-entry-binding.h"
#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-report-builder.h"
#include "rapport-section-list.h"
#include "rapport-ui-reporting.h"

#include <glib/gi18n-lib.h>

/* Changes that come together are laid out together. What is typed has waited
 * for a pause already. */
#define REBUILD_MS 60

G_DEFINE_FINAL_TYPE (RapportReportEditor, rapport_report_editor, ADW_TYPE_NAVIGATION_PAGE)

static RapportRecord *
get_record (RapportReportEditor *self)
{
  return RAPPORT_RECORD (self->report);
}

gboolean
rapport_report_editor_is_draft (RapportReportEditor *self)
{
  return rapport_record_has_word (get_record (self), RAPPORT_REPORT_STATE, "draft");
}

/* What can be chosen. */

static void
show_language (RapportReportEditor *self)
{
  const char *language = rapport_record_get_text (get_record (self), RAPPORT_REPORT_LANGUAGE);

  for (guint i = 0; rapport_language_words[i].word != NULL; i++)
    if (g_str_equal (rapport_language_words[i].word, language))
      adw_combo_row_set_selected (self->language_row, i);
}

static void
fill_languages (RapportReportEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; rapport_language_words[i].word != NULL; i++)
    gtk_string_list_append (names, g_dgettext (GETTEXT_PACKAGE, rapport_language_words[i].label));
  self->filling = TRUE;
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  show_language (self);
  self->filling = FALSE;
}

static void
add_metric (GPtrArray *words, GtkStringList *names, const char *word, const char *name)
{
  const RapportMetric *metric = rapport_metric_lookup (word);

  if (*word == '\0' || g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL) ||
      (metric == NULL && *name == '\0'))
    return;
  g_ptr_array_add (words, g_strdup (word));
  gtk_string_list_append (names, *name != '\0' ? name : rapport_metric_get_name (metric));
}

static gboolean
has_same_words (GPtrArray *a, GPtrArray *b)
{
  gboolean same = a->len == b->len;

  for (guint i = 0; same && i < a->len; i++)
    same = g_str_equal (a->pdata[i], b->pdata[i]);
  return same;
}

/* What the chart may show: the figures of the report. */
static void
fill_metrics (RapportReportEditor *self, RapportReportDocument *document)
{
  const RapportReportContent *content = rapport_report_document_get_content (document);
  const char *chosen = rapport_record_get_text (get_record (self), RAPPORT_REPORT_CHART_METRIC);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (""));
  gtk_string_list_append (names, _ ("Main figure"));
  for (gsize i = 0; i < content->n_figures; i++)
    add_metric (words, names, content->figures[i].metric, content->figures[i].name);
  add_metric (words, names, chosen, "");
  self->filling = TRUE;
  /* One that may be open just now is left alone. */
  if (!has_same_words (words, self->metrics))
    {
      adw_combo_row_set_model (self->chart_row, G_LIST_MODEL (names));
      g_ptr_array_unref (self->metrics);
      self->metrics = g_steal_pointer (&words);
    }
  for (guint i = 0; i < self->metrics->len; i++)
    if (g_str_equal (self->metrics->pdata[i], chosen))
      adw_combo_row_set_selected (self->chart_row, i);
  self->filling = FALSE;
}

static void
set_text (RapportReportEditor *self, guint field, const char *text, const char *label)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_text (transaction, get_record (self), field, text);
  if (!rapport_transaction_commit (transaction, &error))
    g_warning ("changing a report: %s", error->message);
}

static void
chart_picked_cb (RapportReportEditor *self)
{
  const guint selected = adw_combo_row_get_selected (self->chart_row);

  if (!self->filling && selected < self->metrics->len)
    set_text (self, RAPPORT_REPORT_CHART_METRIC, self->metrics->pdata[selected],
              _ ("Choose the Chart"));
}

static void
language_picked_cb (RapportReportEditor *self)
{
  const guint selected = adw_combo_row_get_selected (self->language_row);

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION)
    set_text (self, RAPPORT_REPORT_LANGUAGE, rapport_language_words[selected].word,
              _ ("Choose the Report’s Language"));
}

static void
paper_picked_cb (RapportReportEditor *self, const char *word)
{
  set_text (self, RAPPORT_REPORT_PAPER, word, _ ("Choose the Paper"));
}

/* The pages follow the records. */

gboolean
rapport_report_editor_build (RapportReportEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) document =
    rapport_report_build (self->library, self->report, &error);

  if (document == NULL)
    {
      rapport_pages_view_set_error (self->pages, error->message);
      return FALSE;
    }
  fill_metrics (self, document);
  rapport_pages_view_set_document (self->pages, document);
  return TRUE;
}

static void
show_title (RapportReportEditor *self)
{
  g_autofree char *period = rapport_format_report (self->library, self->report);
  g_autoptr (RapportRecord) client = rapport_library_get (
    self->library, RAPPORT_TYPE_CLIENT, rapport_record_get_client_id (get_record (self)));

  adw_window_title_set_title (self->window_title, period);
  adw_window_title_set_subtitle (self->window_title,
                                 client != NULL ? rapport_record_get_title (client) : "");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), period);
}

static void
show_sent (RapportReportEditor *self)
{
  const gint64 instant = rapport_record_get_integer (get_record (self), RAPPORT_REPORT_SENT_AT);
  g_autofree char *day =
    rapport_locale_date (rapport_format_locale (), rapport_instant_to_day (instant));
  g_autofree char *text = NULL;

  text =
    rapport_record_has_word (get_record (self), RAPPORT_REPORT_STATE, "approved")
      ? g_strdup_printf (_ ("Sent on %s and approved by the client. Its figures are frozen."), day)
      : g_strdup_printf (_ ("Sent on %s. Its figures are frozen."), day);
  adw_banner_set_title (self->sent_banner, text);
  adw_banner_set_revealed (self->changed_banner,
                           rapport_report_differs (self->library, self->report));
}

/* A client who looks at the screen sees the pages alone. */
static void
show_pages_alone (RapportReportEditor *self)
{
  const gboolean alone = !rapport_onlooker_is_there (self->library);

  gtk_widget_set_visible (self->menu, alone);
  if (alone)
    return;
  adw_multi_layout_view_set_layout_name (self->layouts, "sent");
  gtk_widget_set_visible (self->export, FALSE);
  gtk_widget_set_visible (self->send, FALSE);
  adw_banner_set_revealed (self->sent_banner, FALSE);
  adw_banner_set_revealed (self->changed_banner, FALSE);
}

static void
show_state (RapportReportEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean draft = rapport_report_editor_is_draft (self);
  const gboolean writable = !rapport_library_is_read_only (self->library);
  const char *pdf = rapport_record_get_text (get_record (self), RAPPORT_REPORT_PDF);

  adw_multi_layout_view_set_layout_name (self->layouts, !draft         ? "sent"
                                                        : self->narrow ? "narrow"
                                                                       : "wide");
  gtk_widget_set_visible (self->export, !self->narrow && draft);
  gtk_widget_set_visible (self->send, !self->narrow && draft);
  gtk_widget_action_set_enabled (widget, "report.send", draft && writable && !self->sending);
  gtk_widget_action_set_enabled (widget, "report.export-pdf", !self->sending);
  rapport_report_editor_update_export (self);
  gtk_widget_action_set_enabled (widget, "report.save-sent", !draft && *pdf != '\0');
  gtk_widget_action_set_enabled (
    widget, "report.approve",
    writable && rapport_record_has_word (get_record (self), RAPPORT_REPORT_STATE, "sent"));
  adw_banner_set_revealed (self->sent_banner, !draft);
  adw_banner_set_revealed (self->changed_banner, FALSE);
  if (!draft)
    show_sent (self);
  show_pages_alone (self);
}

static void
show (RapportReportEditor *self)
{
  show_title (self);
  show_state (self);
  self->filling = TRUE;
  show_language (self);
  self->filling = FALSE;
  rapport_choice_row_set_value (self->paper_row,
                                rapport_record_get_text (get_record (self), RAPPORT_REPORT_PAPER));
  rapport_report_editor_build (self);
  rapport_report_editor_update_export (self);
}

static void
rebuild_cb (gpointer user_data)
{
  RapportReportEditor *self = user_data;

  self->rebuild = 0;
  /* Undoing its beginning takes a report away. */
  if (rapport_record_is_trashed (get_record (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
  else
    show (self);
}

static void
committed_cb (RapportReportEditor *self)
{
  if (self->rebuild == 0)
    self->rebuild = g_timeout_add_once (REBUILD_MS, rebuild_cb, self);
}

static void
narrow_cb (RapportReportEditor *self)
{
  self->narrow = TRUE;
  show_state (self);
}

static void
wide_cb (RapportReportEditor *self)
{
  self->narrow = FALSE;
  show_state (self);
}

static void
save_sent_cb (RapportReportEditor *self)
{
  rapport_report_editor_save_sent (self);
}

static void
compare_cb (RapportReportEditor *self)
{
  rapport_report_editor_compare (self);
}

/* The object. */

static void
rapport_report_editor_dispose (GObject *object)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_REPORT_EDITOR);
  g_clear_pointer (&self->metrics, g_ptr_array_unref);
  g_clear_object (&self->report);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_report_editor_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  rapport_ui_reporting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/reporting/report-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, menu);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, export);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, send);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, sent_banner);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, changed_banner);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, layouts);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, headline);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, title_row);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, chart_row);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, language_row);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, paper_row);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, sections);
  gtk_widget_class_bind_template_child (widget_class, RapportReportEditor, pages);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_sent_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, paper_picked_cb);
}

static void
rapport_report_editor_class_init (RapportReportEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_report_editor_dispose;
  g_type_ensure (RAPPORT_TYPE_PAGES_VIEW);
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  g_type_ensure (RAPPORT_TYPE_CHOICE_ROW);
  bind_template (widget_class);
  rapport_report_editor_install_files (widget_class);
  rapport_report_editor_install_export (widget_class);
  rapport_report_editor_install_template (widget_class);
}

static void
rapport_report_editor_init (RapportReportEditor *self)
{
  self->metrics = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

static void
onlooker_changed_cb (RapportReportEditor *self)
{
  show_state (self);
}

GtkWidget *
rapport_report_editor_new (RapportLibrary *library, RapportReport *report)
{
  RapportReportEditor *self = g_object_new (RAPPORT_TYPE_REPORT_EDITOR, NULL);
  RapportEntryBinding *title;

  self->library = g_object_ref (library);
  self->report = g_object_ref (report);
  rapport_text_row_bind (self->headline, library, RAPPORT_REPORT_HEADLINE, _ ("Write the Report"));
  rapport_text_row_set_record (self->headline, RAPPORT_RECORD (report));
  title = rapport_entry_binding_new (GTK_EDITABLE (self->title_row), library, RAPPORT_REPORT_TITLE,
                                     _ ("Rename the Report"));
  rapport_entry_binding_set_record (title, RAPPORT_RECORD (report));
  adw_preferences_group_add (self->sections, rapport_section_list_new (library, report));
  fill_languages (self);
  rapport_choice_row_offer_words (
    self->paper_row, &rapport_report_info.fields[RAPPORT_REPORT_PAPER], _ ("As usual"));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  show (self);
  return GTK_WIDGET (self);
}
