/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-assistant.h"

#include "rapport-cards-form.h"
#include "rapport-clients-form.h"
#include "rapport-csv-separator.h"
#include "rapport-exchange-error.h"
#include "rapport-format.h"
#include "rapport-import-memory.h"
#include "rapport-import-profiles.h"
#include "rapport-intake-outcome.h"
#include "rapport-intake-reading.h"
#include "rapport-plain.h"
#include "rapport-toast.h"
#include "rapport-ui-intake.h"
#include "rapport-vcard.h"

#include <glib/gi18n-lib.h>

/* How often the bar of progress moves. */
#define PROGRESS_MS 100

/* So many are imported before an eye could read that they are. */
#define FEW 200

/* Rows of the file that are enough to see whether it was understood. */
#define ROWS_SHOWN 6
/* Of a wide table, so many columns are shown. */
#define COLUMNS_SHOWN 40

struct _RapportIntakeAssistant
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  char *client_id; /* whose people are to come in, or NULL */
  GFile *file;
  RapportClientImport *import; /* of a table; NULL for cards */
  GPtrArray *people;           /* of cards, once they have been read */
  GPtrArray *remarks;
  RapportIntake *intake;     /* NULL unless it is that of what is shown */
  GCancellable *cancellable; /* of what is under way */
  char *kind;                /* of table; NULL before it has been read */
  guint progress_source;
  gboolean filling;
  gboolean stale; /* the user has corrected something meanwhile */
  gboolean storing;

  AdwWindowTitle *window_title;
  GtkButton *accept;
  AdwBanner *memory;
  GtkStack *stack;
  AdwStatusPage *choose;
  AdwStatusPage *waiting;
  GtkProgressBar *progress;
  AdwStatusPage *refused;
  GtkWidget *retry;
  AdwComboRow *retry_encoding;
  AdwComboRow *retry_separator;
  AdwClamp *forms;
  RapportClientsForm *clients_form;
  RapportCardsForm *cards_form;
  RapportIntakeOutcome *outcome;
};

G_DEFINE_FINAL_TYPE (RapportIntakeAssistant, rapport_intake_assistant, ADW_TYPE_DIALOG)

static void understand (RapportIntakeAssistant *self);
static void go_on (RapportIntakeAssistant *self);

static void
set_ready (RapportIntakeAssistant *self, gboolean ready)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.accept", ready);
}

/* Reading, one thing at a time. */

static gboolean
progress_cb (gpointer user_data)
{
  RapportIntakeAssistant *self = user_data;

  if (self->storing)
    gtk_progress_bar_set_fraction (self->progress, rapport_intake_get_progress (self->intake));
  else if (self->import != NULL)
    gtk_progress_bar_set_fraction (self->progress,
                                   rapport_client_import_get_progress (self->import));
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static GCancellable *
begin_waiting (RapportIntakeAssistant *self)
{
  set_ready (self, FALSE);
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  return self->cancellable;
}

static GCancellable *
begin (RapportIntakeAssistant *self)
{
  g_clear_object (&self->intake);
  return begin_waiting (self);
}

static void
show_waiting (RapportIntakeAssistant *self, const char *title)
{
  adw_status_page_set_title (self->waiting, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_stack_set_visible_child_name (self->stack, "reading");
}

static void
end (RapportIntakeAssistant *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->cancellable);
  self->storing = FALSE;
}

/* Whether what has come is of what is under way: the user may have opened
 * another file, or closed this one. */
static gboolean
is_awaited (RapportIntakeAssistant *self, GAsyncResult *result)
{
  return self->cancellable != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable;
}

/* What has been understood stays while a correction of it is tried. */
static gboolean
is_shown (RapportIntakeAssistant *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "ready") == 0;
}

static void
show_trouble (RapportIntakeAssistant *self, const char *text)
{
  rapport_intake_outcome_show_trouble (self->outcome, "dialog-error-symbolic",
                                       _ ("This Can’t Be Imported"), text, NULL);
}

/* Whether another encoding or separator may make a table of it. */
static gboolean
may_be_retried (RapportIntakeAssistant *self, const GError *error)
{
  return self->import != NULL &&
         (g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_ENCODING) ||
          g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_QUOTE) ||
          g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE));
}

static void
refuse (RapportIntakeAssistant *self, const GError *error)
{
  if (is_shown (self))
    {
      show_trouble (self, error->message);
      return;
    }
  gtk_widget_set_visible (self->retry, may_be_retried (self, error));
  rapport_plain_set_page_description (self->refused, error->message);
  gtk_stack_set_visible_child_name (self->stack, "refused");
}

/* Who is there already. */

/* Cards always do, a table does in a client. */
static gboolean
brings_people (RapportIntakeAssistant *self)
{
  return self->import == NULL || rapport_client_import_is_people (self->import);
}

static void
show_found (RapportIntakeAssistant *self)
{
  rapport_intake_outcome_show (self->outcome, self->intake, self->remarks,
                               self->import == NULL &&
                                 rapport_cards_form_get_client (self->cards_form) == NULL);
  set_ready (self, rapport_intake_outcome_has_changes (self->outcome) &&
                     !rapport_library_is_read_only (self->library));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIntakeAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportIntake) intake = rapport_intake_find_finish (result, &error);

  if (!is_awaited (self, result))
    return;
  end (self);
  if (self->stale)
    go_on (self);
  else if (intake == NULL)
    show_trouble (self, error->message);
  else
    {
      self->intake = g_steal_pointer (&intake);
      show_found (self);
    }
}

static void
find (RapportIntakeAssistant *self, GPtrArray *newcomers)
{
  const gboolean are_people = brings_people (self);
  const char *client_id =
    self->import == NULL ? rapport_cards_form_get_client (self->cards_form) : self->client_id;

  rapport_intake_find_async (self->library, newcomers, are_people, client_id, self->cancellable,
                             found_cb, g_object_ref (self));
}

/* A table. */

static void
show_preview (RapportIntakeAssistant *self)
{
  RapportTablePreview *preview = rapport_intake_outcome_get_preview (self->outcome);
  GPtrArray *columns = rapport_client_import_get_columns (self->import);
  g_autoptr (GPtrArray) rows = rapport_client_import_get_preview (self->import, ROWS_SHOWN);

  rapport_table_preview_clear (preview);
  for (guint i = 0; i < columns->len && i < COLUMNS_SHOWN; i++)
    {
      const RapportClientColumn *column = columns->pdata[i];

      rapport_table_preview_add_column (
        preview, column->title, rapport_client_import_get_role_label (self->import, column->role),
        column->role != RAPPORT_CLIENT_COLUMN_IGNORED, FALSE);
    }
  for (guint i = 0; i < rows->len; i++)
    rapport_table_preview_add_row (preview, rows->pdata[i]);
}

static gboolean
has_name_column (RapportIntakeAssistant *self)
{
  GPtrArray *columns = rapport_client_import_get_columns (self->import);

  for (guint i = 0; i < columns->len; i++)
    {
      const RapportClientColumn *column = columns->pdata[i];

      if (column->role == (brings_people (self) ? RAPPORT_CLIENT_COLUMN_CONTACT_NAME
                                                : RAPPORT_CLIENT_COLUMN_NAME) ||
          (column->role >= RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME &&
           column->role <= RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME))
        return TRUE;
    }
  return FALSE;
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIntakeAssistant) self = user_data;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clients =
    rapport_client_import_run_finish (RAPPORT_CLIENT_IMPORT (source), result, &remarks, &error);

  if (!is_awaited (self, result))
    return;
  if (clients != NULL && clients->len > 0 && !self->stale)
    {
      g_clear_pointer (&self->remarks, g_ptr_array_unref);
      self->remarks = g_steal_pointer (&remarks);
      find (self, clients);
      return;
    }
  end (self);
  if (self->stale)
    go_on (self);
  else if (clients == NULL)
    show_trouble (self, error->message);
  else
    rapport_intake_outcome_show_trouble (
      self->outcome, "dialog-error-symbolic", _ ("This Can’t Be Imported"),
      brings_people (self) ? _ ("No row of the file names anybody.")
                           : _ ("No row of the file names a client."),
      remarks);
}

static void
run_table (RapportIntakeAssistant *self)
{
  rapport_clients_form_show (self->clients_form, self->import);
  show_preview (self);
  gtk_stack_set_visible_child_name (self->stack, "ready");
  if (!has_name_column (self))
    {
      set_ready (self, FALSE);
      rapport_intake_outcome_show_trouble (
        self->outcome, "dialog-question-symbolic", _ ("Which Column Is the Name?"),
        brings_people (self)
          ? _ ("No column was taken for the names of people. Choose one under Columns.")
          : _ ("No column was taken for the names of clients. Choose one under Columns."),
        NULL);
      return;
    }
  rapport_intake_outcome_wait (self->outcome);
  rapport_client_import_run_async (self->import, begin (self), run_cb, g_object_ref (self));
}

/* What was chosen for the last table of this kind is chosen for this one. */
static void
remember (RapportIntakeAssistant *self)
{
  g_autofree char *choices = NULL;

  self->kind = rapport_client_import_get_kind (self->import);
  choices = rapport_import_profile_find (self->library, "", self->kind);
  if (choices != NULL && rapport_client_import_read_choices (self->import, choices))
    adw_banner_set_revealed (self->memory, TRUE);
}

static void
start_over_cb (RapportIntakeAssistant *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_object_ref (self->file);

  if (!rapport_import_profile_save (self->library, "", self->kind, "", NULL, &error))
    g_warning ("forgetting the choices of an import: %s", error->message);
  rapport_intake_assistant_open (self, file);
  /* The button that was pressed is gone. */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Before the import itself, so that undoing takes the import back first. */
static void
keep_choices (RapportIntakeAssistant *self, const char *file_name)
{
  g_autofree char *choices =
    self->import != NULL ? rapport_client_import_write_choices (self->import) : NULL;
  g_autoptr (GError) error = NULL;

  if (choices != NULL &&
      !rapport_import_profile_save (self->library, "", self->kind, file_name, choices, &error))
    g_warning ("keeping the choices of an import: %s", error->message);
}

static void
table_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIntakeAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean read;

  if (!is_awaited (self, result))
    return;
  read = rapport_client_import_read_finish (RAPPORT_CLIENT_IMPORT (source), result, &error);
  end (self);
  if (read && self->kind == NULL)
    remember (self);
  if (self->stale)
    understand (self);
  else if (read)
    go_on (self);
  else
    refuse (self, error);
}

/* Cards. */

static void
run_cards (RapportIntakeAssistant *self)
{
  rapport_cards_form_show (self->cards_form, self->people->len + self->remarks->len);
  gtk_stack_set_visible_child_name (self->stack, "ready");
  if (self->people->len == 0)
    {
      rapport_intake_outcome_show_trouble (self->outcome, "dialog-error-symbolic",
                                           _ ("This Can’t Be Imported"),
                                           _ ("No card of the file names anybody."), self->remarks);
      return;
    }
  rapport_intake_outcome_wait (self->outcome);
  begin (self);
  find (self, self->people);
}

static void
cards_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIntakeAssistant) self = user_data;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = rapport_intake_read_cards_finish (result, &remarks, &error);

  if (!is_awaited (self, result))
    return;
  end (self);
  if (people == NULL)
    {
      refuse (self, error);
      return;
    }
  self->people = g_steal_pointer (&people);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  self->remarks = g_steal_pointer (&remarks);
  run_cards (self);
}

/* Either. */

static void
understand (RapportIntakeAssistant *self)
{
  if (is_shown (self))
    rapport_intake_outcome_wait (self->outcome);
  else
    show_waiting (self, _ ("Reading the File"));
  if (self->import != NULL)
    rapport_client_import_read_async (self->import, begin (self), table_read_cb,
                                      g_object_ref (self));
  else
    rapport_intake_read_cards_async (self->file, begin (self), cards_read_cb, g_object_ref (self));
}

/* Goes on with what the user has corrected, as far as it has to be read anew. */
static void
go_on (RapportIntakeAssistant *self)
{
  if (self->import == NULL)
    run_cards (self);
  else if (rapport_client_import_get_columns (self->import) == NULL)
    understand (self);
  else
    run_table (self);
}

static void
changed_cb (RapportIntakeAssistant *self)
{
  if (self->cancellable == NULL)
    {
      go_on (self);
      return;
    }
  self->stale = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static void
outcome_changed_cb (RapportIntakeAssistant *self)
{
  set_ready (self, rapport_intake_outcome_has_changes (self->outcome) &&
                     !rapport_library_is_read_only (self->library));
}

static void
page_changed_cb (RapportIntakeAssistant *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->accept), is_shown (self));
}

/* What could not be read is tried in another way. */

static void
retry_cb (RapportIntakeAssistant *self)
{
  const guint encoding = adw_combo_row_get_selected (self->retry_encoding);
  const guint separator = adw_combo_row_get_selected (self->retry_separator);

  if (self->filling || self->import == NULL)
    return;
  rapport_client_import_set_encoding (self->import, (RapportCsvEncoding) encoding);
  rapport_client_import_set_separator (
    self->import, separator > 0 ? RAPPORT_CSV_SEPARATORS[separator - 1] : '\0');
  understand (self);
}

/* The first entry of either is the guess that has been made. */
static void
fill_retry (RapportIntakeAssistant *self)
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

/* Choosing a file. */

static void
stop (RapportIntakeAssistant *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end (self);
  g_clear_object (&self->import);
  g_clear_object (&self->intake);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->kind, g_free);
  adw_banner_set_revealed (self->memory, FALSE);
  set_ready (self, FALSE);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportIntakeAssistant *self = RAPPORT_INTAKE_ASSISTANT (widget);

  /* What was to be imported is there still. */
  if (self->storing)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  stop (self);
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIntakeAssistant) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->library != NULL)
    rapport_intake_assistant_open (self, file);
}

static void
add_filter (GListStore *filters, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (gsize i = 0; suffixes != NULL && suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  g_list_store_append (filters, filter);
}

static void
choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const tables[] = { "xlsx", "xlsm", "ods",   "csv", "tsv",
                                        "txt",  "vcf",  "vcard", NULL };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (widget);

  add_filter (filters, _ ("Tables and cards (XLSX, ODS, CSV, TSV, VCF)"), tables);
  add_filter (filters, _ ("All files"), NULL);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Choose a File"));
  gtk_file_dialog_open (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (widget));
}

static gboolean
dropped_cb (RapportIntakeAssistant *self, const GValue *value, double x, double y)
{
  GFile *file = g_value_get_object (value);

  if (file != NULL)
    rapport_intake_assistant_open (self, file);
  return file != NULL;
}

/* Storing. */

static void
show_stored (RapportIntakeAssistant *self, const RapportIntakeCounts *counts)
{
  const guint n_clients = counts->clients_added + counts->clients_merged;
  const guint n_people = counts->people_added + counts->people_merged;
  const guint n = brings_people (self) ? n_people : n_clients;
  g_autofree char *number = rapport_locale_count (rapport_format_locale (), n);
  const char *format = brings_people (self)
                         ? ngettext ("%s contact imported", "%s contacts imported", (gulong) n)
                         : ngettext ("%s client imported", "%s clients imported", (gulong) n);
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strconcat (around[0], number, around[1], NULL);
  GtkWidget *behind = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  if (behind != NULL)
    rapport_toast_show_undo (behind, text);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIntakeAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportIntakeCounts counts;
  const gboolean stored =
    rapport_intake_store_finish (RAPPORT_INTAKE (source), result, &counts, &error);

  if (!is_awaited (self, result))
    return;
  end (self);
  if (stored)
    {
      show_stored (self, &counts);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "ready");
  if (self->stale)
    go_on (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_ready (self, TRUE);
  else
    show_trouble (self, error->message);
}

static void
accept (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportIntakeAssistant *self = RAPPORT_INTAKE_ASSISTANT (widget);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *label = NULL;

  if (self->intake == NULL || self->cancellable != NULL)
    return;
  name = g_file_get_basename (self->file);
  shown = g_filename_display_name (name);
  label = g_strdup_printf (_ ("Import “%s”"), shown);
  keep_choices (self, shown);
  rapport_intake_store_async (self->intake, self->library, label, begin_waiting (self), stored_cb,
                              g_object_ref (self));
  self->storing = TRUE;
  if (g_list_model_get_n_items (rapport_intake_get_items (self->intake)) > FEW)
    show_waiting (self, _ ("Importing"));
}

/* The object. */

static void
rapport_intake_assistant_closed (AdwDialog *dialog)
{
  stop (RAPPORT_INTAKE_ASSISTANT (dialog));
}

static void
rapport_intake_assistant_dispose (GObject *object)
{
  RapportIntakeAssistant *self = RAPPORT_INTAKE_ASSISTANT (object);

  if (self->library != NULL)
    stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_INTAKE_ASSISTANT);
  g_clear_object (&self->clients_form);
  g_clear_object (&self->cards_form);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_intake_assistant_parent_class)->dispose (object);
}

static void
rapport_intake_assistant_class_init (RapportIntakeAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_intake_assistant_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rapport_intake_assistant_closed;
  g_type_ensure (RAPPORT_TYPE_INTAKE_OUTCOME);
  rapport_ui_intake_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/intake-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, accept);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, memory);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, choose);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, waiting);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, refused);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, retry);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, retry_encoding);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, retry_separator);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, forms);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeAssistant, outcome);
  gtk_widget_class_bind_template_callback (widget_class, outcome_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_install_action (widget_class, "intake.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "intake.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "intake.accept", NULL, accept);
}

static void
rapport_intake_assistant_init (RapportIntakeAssistant *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->remarks = g_ptr_array_new ();
  self->clients_form = g_object_ref_sink (g_object_new (RAPPORT_TYPE_CLIENTS_FORM, NULL));
  self->cards_form = g_object_ref_sink (g_object_new (RAPPORT_TYPE_CARDS_FORM, NULL));
  g_signal_connect_object (self->clients_form, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cards_form, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  set_ready (self, FALSE);
  page_changed_cb (self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

AdwDialog *
rapport_intake_assistant_new (RapportLibrary *library, RapportClient *client)
{
  RapportIntakeAssistant *self = g_object_new (RAPPORT_TYPE_INTAKE_ASSISTANT, NULL);

  self->library = g_object_ref (library);
  if (client != NULL)
    {
      self->client_id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (client)));
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Import Contacts"));
      adw_window_title_set_title (self->window_title, _ ("Import Contacts"));
      adw_window_title_set_subtitle (self->window_title,
                                     rapport_record_get_title (RAPPORT_RECORD (client)));
      adw_status_page_set_description (
        self->choose, _ ("A table of people as XLSX, ODS or CSV, or cards as VCF, as address "
                         "books, mail programs and customer lists export them. Drop the file "
                         "here, or choose it."));
    }
  return ADW_DIALOG (self);
}

void
rapport_intake_assistant_open (RapportIntakeAssistant *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  const gboolean is_cards = rapport_vcards_is_named (file);

  stop (self);
  fill_retry (self);
  show_waiting (self, _ ("Reading the File"));
  g_set_object (&self->file, file);
  adw_window_title_set_title (self->window_title, shown);
  if (is_cards)
    {
      rapport_cards_form_set_up (self->cards_form, self->library, self->client_id);
      adw_clamp_set_child (self->forms, GTK_WIDGET (self->cards_form));
    }
  else
    {
      self->import = rapport_client_import_new_for_file (file);
      rapport_client_import_set_people (self->import, self->client_id != NULL);
      adw_clamp_set_child (self->forms, GTK_WIDGET (self->clients_form));
    }
  rapport_intake_outcome_show_preview (self->outcome, !is_cards);
  understand (self);
}
