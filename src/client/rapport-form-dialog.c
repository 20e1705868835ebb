/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-form-dialog.h"

#include "rapport-early-keys.h"
#include "rapport-toast.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

struct _RapportFormDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  const RapportRecordInfo *info;
  RapportRecord *record; /* NULL for a new one */
  RapportForm *form;
  AdwPreferencesGroup *group;
  GtkWidget *required;
  GPtrArray *presets; /* of GVariant or NULL, one per field */
  char *trash_toast;
  char *history; /* id of a client, or NULL */
  gboolean added;

  AdwHeaderBar *header;
  GtkWidget *cancel;
  GtkWidget *add;
  AdwPreferencesPage *page;
  AdwToastOverlay *toasts;
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportFormDialog, rapport_form_dialog, ADW_TYPE_DIALOG)

/* The draft that was not added. */

static char *
get_draft_key (RapportFormDialog *self)
{
  const char *owner = "";

  if (self->info->client >= 0 && self->presets->pdata[self->info->client] != NULL)
    owner = g_variant_get_string (self->presets->pdata[self->info->client], NULL);
  return g_strconcat ("rapport-draft-", self->info->name, owner, NULL);
}

static gboolean
has_required (RapportFormDialog *self)
{
  g_autofree char *text = NULL;

  if (self->required == NULL)
    return TRUE;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->required))));
  return *text != '\0';
}

/* What is only typed half lies with the library until it is added. */
static void
keep_draft (RapportFormDialog *self)
{
  g_autofree char *key = get_draft_key (self);
  GPtrArray *values =
    self->added || !has_required (self) ? NULL : rapport_form_get_values (self->form);

  g_object_set_data_full (G_OBJECT (self->library), key, values,
                          values != NULL ? (GDestroyNotify) g_ptr_array_unref : NULL);
}

static void
closed_cb (RapportFormDialog *self)
{
  if (self->record == NULL && !rapport_library_is_read_only (self->library))
    keep_draft (self);
}

/* Adding. */

static void
edited_cb (RapportFormDialog *self)
{
  gtk_widget_set_sensitive (self->add, has_required (self) && rapport_form_is_valid (self->form) &&
                                         !rapport_library_is_read_only (self->library));
}

static void
add_cb (RapportFormDialog *self)
{
  /* Translators: what is undone; %s is a sort of record, "Contact" */
  g_autofree char *label =
    g_strdup_printf (_ ("Add %s"), g_dgettext (GETTEXT_PACKAGE, self->info->label));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  RapportRecord *record;

  if (!has_required (self) || !rapport_form_is_valid (self->form))
    return;
  if (self->history != NULL)
    rapport_transaction_set_client (transaction, self->history);
  record = rapport_transaction_create (transaction, self->info->get_type ());
  rapport_form_write (self->form, transaction, record);
  for (guint i = 0; i < self->info->n_fields; i++)
    if (self->presets->pdata[i] != NULL)
      rapport_transaction_set (transaction, record, i, self->presets->pdata[i]);
  id = g_strdup (rapport_record_get_id (record));
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self->page), error->message);
      return;
    }
  self->added = TRUE;
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (RapportFormDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
entry_activated_cb (RapportFormDialog *self)
{
  if (self->record == NULL)
    add_cb (self);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
trash_cb (RapportFormDialog *self)
{
  g_autofree char *label =
    g_strdup_printf (_ ("Delete %s"), g_dgettext (GETTEXT_PACKAGE, self->info->label));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  GtkWidget *around = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *toast = g_strdup (self->trash_toast);
  g_autoptr (GError) error = NULL;

  if (self->history != NULL)
    rapport_transaction_set_client (transaction, self->history);
  rapport_transaction_trash (transaction, self->record);
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self->page), error->message);
      return;
    }
  /* The dialog has closed itself: see below. */
  rapport_toast_show_undo (around, toast);
}

static void
record_changed_cb (RapportFormDialog *self)
{
  if (!rapport_record_is_trashed (self->record))
    return;
  g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The object. */

static void
unref_value (gpointer value)
{
  g_clear_pointer (&value, g_variant_unref);
}

static gboolean
rapport_form_dialog_grab_focus (GtkWidget *widget)
{
  return rapport_early_keys_hand_over (ADW_DIALOG (widget)) ||
         GTK_WIDGET_CLASS (rapport_form_dialog_parent_class)->grab_focus (widget);
}

static void
rapport_form_dialog_dispose (GObject *object)
{
  RapportFormDialog *self = RAPPORT_FORM_DIALOG (object);

  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_FORM_DIALOG);
  g_clear_object (&self->record);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_form_dialog_parent_class)->dispose (object);
}

static void
rapport_form_dialog_finalize (GObject *object)
{
  RapportFormDialog *self = RAPPORT_FORM_DIALOG (object);

  g_ptr_array_unref (self->presets);
  g_free (self->trash_toast);
  g_free (self->history);
  G_OBJECT_CLASS (rapport_form_dialog_parent_class)->finalize (object);
}

static void
rapport_form_dialog_class_init (RapportFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_form_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_form_dialog_finalize;
  widget_class->grab_focus = rapport_form_dialog_grab_focus;
  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportFormDialog, header);
  gtk_widget_class_bind_template_child (widget_class, RapportFormDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, RapportFormDialog, add);
  gtk_widget_class_bind_template_child (widget_class, RapportFormDialog, page);
  gtk_widget_class_bind_template_child (widget_class, RapportFormDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
rapport_form_dialog_init (RapportFormDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

RapportFormDialog *
rapport_form_dialog_new (RapportLibrary *library,
                         const RapportRecordInfo *info,
                         RapportRecord *record,
                         const char *title)
{
  RapportFormDialog *self = g_object_new (RAPPORT_TYPE_FORM_DIALOG, "title", title, NULL);

  self->library = g_object_ref (library);
  self->info = info;
  g_set_object (&self->record, record);
  self->form = rapport_form_new (library, info);
  self->presets = g_ptr_array_new_with_free_func (unref_value);
  g_ptr_array_set_size (self->presets, (int) info->n_fields);
  return self;
}

RapportForm *
rapport_form_dialog_get_form (RapportFormDialog *self)
{
  return self->form;
}

void
rapport_form_dialog_add_group (RapportFormDialog *self, const char *title)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    adw_preferences_group_set_title (self->group, title);
  adw_preferences_page_add (self->page, self->group);
}

AdwPreferencesGroup *
rapport_form_dialog_get_group (RapportFormDialog *self)
{
  return self->group;
}

void
rapport_form_dialog_add_foreign_group (RapportFormDialog *self, AdwPreferencesGroup *group)
{
  self->group = group;
  adw_preferences_page_add (self->page, group);
}

void
rapport_form_dialog_set_history (RapportFormDialog *self, const char *client_id)
{
  g_set_str (&self->history, client_id);
  rapport_form_set_history (self->form, client_id);
}

void
rapport_form_dialog_add_row (RapportFormDialog *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  if (ADW_IS_ENTRY_ROW (row))
    g_signal_connect_object (row, "entry-activated", G_CALLBACK (entry_activated_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

GtkWidget *
rapport_form_dialog_add_field (RapportFormDialog *self, guint field)
{
  GtkWidget *row = rapport_form_add_field (self->form, field);

  rapport_form_dialog_add_row (self, row);
  return row;
}

void
rapport_form_dialog_require (RapportFormDialog *self, GtkWidget *entry)
{
  self->required = entry;
}

void
rapport_form_dialog_preset (RapportFormDialog *self, guint field, GVariant *value)
{
  unref_value (self->presets->pdata[field]);
  self->presets->pdata[field] = g_variant_ref_sink (value);
}

void
rapport_form_dialog_offer_trash (RapportFormDialog *self, const char *label, const char *toast)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_add_css_class (row, "destructive-action");
  gtk_widget_set_sensitive (row, !rapport_library_is_read_only (self->library));
  g_set_str (&self->trash_toast, toast);
  g_signal_connect_object (row, "activated", G_CALLBACK (trash_cb), self, G_CONNECT_SWAPPED);
  rapport_form_dialog_add_group (self, NULL);
  adw_preferences_group_add (self->group, row);
}

void
rapport_form_dialog_offer_action (RapportFormDialog *self, const char *label, const char *action)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_add_css_class (row, "destructive-action");
  gtk_widget_set_sensitive (row, !rapport_library_is_read_only (self->library));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                    rapport_record_get_id (self->record));
  adw_preferences_group_add (self->group, row);
}

static GPtrArray *
get_draft (RapportFormDialog *self)
{
  g_autofree char *key = get_draft_key (self);

  return g_object_get_data (G_OBJECT (self->library), key);
}

gboolean
rapport_form_dialog_is_fresh (RapportFormDialog *self)
{
  return self->record == NULL && get_draft (self) == NULL;
}

static void
start_draft (RapportFormDialog *self)
{
  GPtrArray *kept = get_draft (self);

  rapport_form_begin_draft (self->form, kept != NULL ? (GVariant *const *) kept->pdata : NULL);
  adw_header_bar_set_show_start_title_buttons (self->header, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->header, FALSE);
  gtk_widget_set_visible (self->cancel, TRUE);
  gtk_widget_set_visible (self->add, TRUE);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->add);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  edited_cb (self);
}

void
rapport_form_dialog_start (RapportFormDialog *self)
{
  if (self->record == NULL)
    start_draft (self);
  else
    {
      rapport_form_set_record (self->form, self->record);
      g_signal_connect_object (self->record, "changed", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->required != NULL)
    rapport_early_keys_catch (ADW_DIALOG (self), self->required);
}
