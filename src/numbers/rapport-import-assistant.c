/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-assistant.h"

#include "rapport-csv-separator.h"
#include "rapport-exchange-error.h"
#include "rapport-format.h"
#include "rapport-import-form.h"
#include "rapport-import-memory.h"
#include "rapport-import-outcome.h"
#include "rapport-import-profiles.h"
#include "rapport-metric-dialog.h"
#include "rapport-plain.h"
#include "rapport-toast.h"
#include "rapport-ui-numbers.h"

#include <glib/gi18n-lib.h>

/* How often the bar of progress moves. */
#define PROGRESS_MS 100

struct _RapportImportAssistant
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  GFile *file;
  RapportImport *import;
  RapportImportResult *result; /* NULL unless it is that of what is shown */
  GCancellable *cancellable;
  guint progress_source;
  char *kind;       /* of file; NULL before it has been understood */
  char *own_source; /* what the source is called unless the user says otherwise */
  gboolean filling;
  gboolean stale; /* the user has corrected something while it was being read */

  AdwWindowTitle *window_title;
  GtkButton *accept;
  AdwBanner *memory;
  GtkStack *stack;
  GtkProgressBar *progress;
  AdwStatusPage *refused;
  GtkWidget *retry;
  AdwComboRow *retry_encoding;
  AdwComboRow *retry_separator;
  RapportImportForm *form;
  RapportImportOutcome *outcome;
};

enum
{
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportImportAssistant, rapport_import_assistant, ADW_TYPE_DIALOG)

static void understand (RapportImportAssistant *self);
static void run (RapportImportAssistant *self);

static void
set_ready (RapportImportAssistant *self, gboolean ready)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.accept", ready);
}

/* Reading. */

static gboolean
progress_cb (gpointer user_data)
{
  RapportImportAssistant *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, rapport_import_get_progress (self->import));
  return G_SOURCE_CONTINUE;
}

static GCancellable *
begin_reading (RapportImportAssistant *self)
{
  set_ready (self, FALSE);
  self->stale = FALSE;
  g_clear_pointer (&self->result, rapport_import_result_unref);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  return self->cancellable;
}

static void
end_reading (RapportImportAssistant *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->cancellable);
}

/* Whether another encoding or separator may make a table of it. */
static gboolean
may_be_retried (const GError *error)
{
  return g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_ENCODING) ||
         g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_QUOTE) ||
         g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE);
}

static void
refuse (RapportImportAssistant *self, const GError *error)
{
  gtk_widget_set_visible (self->retry, may_be_retried (error));
  rapport_plain_set_page_description (self->refused, error->message);
  gtk_stack_set_visible_child_name (self->stack, "refused");
}

static const char *
get_client_id (RapportImportAssistant *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

/* What importing would do, in figures. */
static void
show_result (RapportImportAssistant *self)
{
  const char *currency = *self->result->currency != '\0'
                           ? self->result->currency
                           : rapport_agency_get_currency (self->library, self->client);
  RapportImportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  if (!rapport_numbers_preview (self->library, get_client_id (self),
                                rapport_import_form_get_source (self->form), self->result->cells,
                                self->result->currency, &counts, &error))
    {
      rapport_import_outcome_show_trouble (self->outcome, "dialog-error-symbolic",
                                           _ ("This Can’t Be Imported"), error->message);
      set_ready (self, FALSE);
      return;
    }
  rapport_import_outcome_show_result (self->outcome, self->result, &counts, currency);
  set_ready (self, (counts.added > 0 || counts.changed > 0) &&
                     !rapport_library_is_read_only (self->library));
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportImportAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportImportResult) read =
    rapport_import_run_finish (RAPPORT_IMPORT (source), result, &error);

  if (self->import != RAPPORT_IMPORT (source))
    return;
  end_reading (self);
  if (self->stale)
    {
      run (self);
      return;
    }
  if (read == NULL)
    {
      rapport_import_outcome_show_trouble (self->outcome, "dialog-error-symbolic",
                                           _ ("This Can’t Be Imported"), error->message);
      return;
    }
  self->result = g_steal_pointer (&read);
  show_result (self);
}

/* Goes on with what the user has corrected, as far as it has to be read anew. */
static void
run (RapportImportAssistant *self)
{
  RapportImportGuess *guess = rapport_import_get_guess (self->import);

  if (guess == NULL)
    {
      understand (self);
      return;
    }
  rapport_import_form_show (self->form, self->import, rapport_format_today (self->library));
  rapport_import_outcome_show_rows (self->outcome, guess);
  gtk_stack_set_visible_child_name (self->stack, "ready");
  if (guess->needs_first_day)
    {
      set_ready (self, FALSE);
      rapport_import_outcome_show_trouble (
        self->outcome, "dialog-question-symbolic", _ ("Which Is the First Day?"),
        _ ("The file does not say what days its rows are. Choose the first one."));
      return;
    }
  rapport_import_outcome_wait (self->outcome);
  rapport_import_run_async (self->import, begin_reading (self), run_cb, g_object_ref (self));
}

/* What has been understood stays while a correction of it is tried, and when it
 * comes to nothing: another sheet may be the one. */
static gboolean
is_shown (RapportImportAssistant *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "ready") == 0;
}

/* What was chosen for the last file of this kind is chosen for this one. */
static void
remember (RapportImportAssistant *self)
{
  g_autofree char *choices = NULL;
  g_autofree char *source = NULL;

  self->kind = rapport_import_get_kind (self->import);
  choices = rapport_import_profile_find (self->library, get_client_id (self), self->kind);
  if (choices == NULL || !rapport_import_read_choices (self->import, choices, &source))
    return;
  if (source != NULL)
    rapport_import_form_set_source (self->form, source);
  adw_banner_set_revealed (self->memory, TRUE);
}

static void
start_over_cb (RapportImportAssistant *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_object_ref (self->file);

  if (!rapport_import_profile_save (self->library, get_client_id (self), self->kind, "", NULL,
                                    &error))
    g_warning ("forgetting the choices of an import: %s", error->message);
  rapport_import_assistant_open (self, file);
  /* The button that was pressed is gone. */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Before the import itself, so that undoing takes the import back first. */
static void
keep_choices (RapportImportAssistant *self, const char *file_name)
{
  const char *source = rapport_import_form_get_source (self->form);
  g_autofree char *choices = rapport_import_write_choices (
    self->import, g_strcmp0 (source, self->own_source) != 0 ? source : NULL);
  g_autoptr (GError) error = NULL;

  if (choices != NULL && !rapport_import_profile_save (self->library, get_client_id (self),
                                                       self->kind, file_name, choices, &error))
    g_warning ("keeping the choices of an import: %s", error->message);
}

static void
understood_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportImportAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean understood =
    rapport_import_understand_finish (RAPPORT_IMPORT (source), result, &error);

  if (self->import != RAPPORT_IMPORT (source))
    return;
  end_reading (self);
  if (understood && self->kind == NULL)
    remember (self);
  if (self->stale)
    understand (self);
  else if (understood)
    run (self);
  else if (is_shown (self))
    rapport_import_outcome_show_trouble (self->outcome, "dialog-error-symbolic",
                                         _ ("This Can’t Be Imported"), error->message);
  else
    refuse (self, error);
}

static void
understand (RapportImportAssistant *self)
{
  if (is_shown (self))
    rapport_import_outcome_wait (self->outcome);
  else
    gtk_stack_set_visible_child_name (self->stack, "reading");
  rapport_import_understand_async (self->import, begin_reading (self), understood_cb,
                                   g_object_ref (self));
}

static void
retry_cb (RapportImportAssistant *self)
{
  const guint encoding = adw_combo_row_get_selected (self->retry_encoding);
  const guint separator = adw_combo_row_get_selected (self->retry_separator);

  if (self->filling || self->import == NULL)
    return;
  rapport_import_set_encoding (self->import, (RapportCsvEncoding) encoding);
  rapport_import_set_separator (self->import,
                                separator > 0 ? RAPPORT_CSV_SEPARATORS[separator - 1] : '\0');
  understand (self);
}

/* The first entry of either is the guess that has been made. */
static void
fill_retry (RapportImportAssistant *self)
{
  g_auto (GStrv) encoding_names = rapport_csv_encoding_list_names (_ ("Guessed"));
  g_auto (GStrv) separator_names = rapport_csv_separator_list_names (_ ("Guessed"));
  g_autoptr (GtkStringList) encodings = gtk_string_list_new ((const char *const *) encoding_names);
  g_autoptr (GtkStringList) separators =
    gtk_string_list_new ((const char *const *) separator_names);

  self->filling = TRUE;
  adw_combo_row_set_model (self->retry_encoding, G_LIST_MODEL (encodings));
  adw_combo_row_set_model (self->retry_separator, G_LIST_MODEL (separators));
  self->filling = FALSE;
}

static void
changed_cb (RapportImportAssistant *self)
{
  /* One reading at a time: what is under way is given up and begun anew. */
  if (self->cancellable == NULL)
    {
      run (self);
      return;
    }
  self->stale = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static void
page_changed_cb (RapportImportAssistant *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->accept), is_shown (self));
}

/* The metrics of the client, as they are now. */
static void
take_metrics (RapportImportAssistant *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMetricSet) set =
    rapport_own_metrics_load (self->library, get_client_id (self), &error);

  if (set != NULL)
    rapport_import_set_metrics (self->import, set);
  else
    g_warning ("reading a client’s metrics: %s", error->message);
}

static void
metric_saved_cb (RapportImportAssistant *self, const char *word, GObject *dialog)
{
  const guint number = GPOINTER_TO_UINT (g_object_get_data (dialog, "number"));

  if (self->import == NULL || rapport_import_get_guess (self->import) == NULL)
    return;
  take_metrics (self);
  rapport_import_set_column (self->import, number, RAPPORT_COLUMN_METRIC, word);
  changed_cb (self);
}

static void
new_metric_cb (RapportImportAssistant *self, guint number, const char *title)
{
  AdwDialog *dialog = rapport_metric_dialog_new (self->library, self->client);

  rapport_metric_dialog_set_column (RAPPORT_METRIC_DIALOG (dialog), title);
  g_object_set_data (G_OBJECT (dialog), "number", GUINT_TO_POINTER (number));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (metric_saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
source_changed_cb (RapportImportAssistant *self)
{
  if (self->result != NULL)
    show_result (self);
}

/* Choosing a file. */

static void
stop (RapportImportAssistant *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_reading (self);
  g_clear_object (&self->import);
  g_clear_pointer (&self->result, rapport_import_result_unref);
  g_clear_pointer (&self->kind, g_free);
  adw_banner_set_revealed (self->memory, FALSE);
  set_ready (self, FALSE);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportImportAssistant *self = RAPPORT_IMPORT_ASSISTANT (widget);

  stop (self);
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportImportAssistant) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->library != NULL)
    rapport_import_assistant_open (self, file);
}

static void
choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (tables, _ ("Tables (XLSX, ODS, CSV, TSV)"));
  gtk_file_filter_add_suffix (tables, "xlsx");
  gtk_file_filter_add_suffix (tables, "xlsm");
  gtk_file_filter_add_suffix (tables, "ods");
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Choose an Export File"));
  gtk_file_dialog_open (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (widget));
}

static gboolean
dropped_cb (RapportImportAssistant *self, const GValue *value, double x, double y)
{
  GFile *file = g_value_get_object (value);

  if (file != NULL)
    rapport_import_assistant_open (self, file);
  return file != NULL;
}

/* Storing. */

static void
show_stored (RapportImportAssistant *self, const RapportImportCounts *counts)
{
  const guint n = counts->added + counts->changed;
  g_autofree char *number = rapport_locale_count (rapport_format_locale (), n);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%s figure imported", "%s figures imported", (gulong) n), number);
  GtkWidget *behind = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  if (behind != NULL)
    rapport_toast_show_undo (behind, text);
}

static void
accept (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportImportAssistant *self = RAPPORT_IMPORT_ASSISTANT (widget);
  g_autofree char *name = NULL;
  RapportImportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  if (self->result == NULL)
    return;
  name = g_file_get_basename (self->file);
  keep_choices (self, name);
  if (!rapport_numbers_import (self->library, get_client_id (self),
                               rapport_import_form_get_source (self->form), self->result->cells,
                               self->result->currency, name, &counts, &error))
    {
      rapport_import_outcome_show_trouble (self->outcome, "dialog-error-symbolic",
                                           _ ("This Can’t Be Imported"), error->message);
      set_ready (self, FALSE);
      return;
    }
  show_stored (self, &counts);
  g_signal_emit (self, signals[IMPORTED], 0, self->file);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The object. */

static void
rapport_import_assistant_closed (AdwDialog *dialog)
{
  stop (RAPPORT_IMPORT_ASSISTANT (dialog));
}

static void
rapport_import_assistant_dispose (GObject *object)
{
  RapportImportAssistant *self = RAPPORT_IMPORT_ASSISTANT (object);

  if (self->library != NULL)
    stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_IMPORT_ASSISTANT);
  g_clear_pointer (&self->own_source, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_import_assistant_parent_class)->dispose (object);
}

static void
rapport_import_assistant_class_init (RapportImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_import_assistant_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rapport_import_assistant_closed;
  signals[IMPORTED] = g_signal_new ("imported", RAPPORT_TYPE_IMPORT_ASSISTANT, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  g_type_ensure (RAPPORT_TYPE_IMPORT_FORM);
  g_type_ensure (RAPPORT_TYPE_IMPORT_OUTCOME);
  rapport_ui_numbers_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, accept);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, memory);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, refused);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, retry);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, retry_encoding);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, retry_separator);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, form);
  gtk_widget_class_bind_template_child (widget_class, RapportImportAssistant, outcome);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_metric_cb);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "import.accept", NULL, accept);
}

static void
rapport_import_assistant_init (RapportImportAssistant *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  set_ready (self, FALSE);
  page_changed_cb (self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

AdwDialog *
rapport_import_assistant_new (RapportLibrary *library, RapportClient *client)
{
  RapportImportAssistant *self = g_object_new (RAPPORT_TYPE_IMPORT_ASSISTANT, NULL);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  adw_window_title_set_subtitle (self->window_title,
                                 rapport_record_get_title (RAPPORT_RECORD (client)));
  return ADW_DIALOG (self);
}

void
rapport_import_assistant_open (RapportImportAssistant *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *source = rapport_numbers_guess_source (shown);

  stop (self);
  fill_retry (self);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  g_set_object (&self->file, file);
  self->import = rapport_import_new_for_file (file);
  take_metrics (self);
  adw_window_title_set_title (self->window_title, shown);
  rapport_import_form_set_source (self->form, source);
  g_set_str (&self->own_source, source);
  understand (self);
}
