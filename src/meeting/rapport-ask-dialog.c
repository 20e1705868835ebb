/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ask-dialog.h"

#include "rapport-archive.h"
#include "rapport-early-keys.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-question-about.h"
#include "rapport-queue.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportAskDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *keep;
  AdwEntryRow *text;
  AdwComboRow *kind;
  AdwComboRow *client;
  AdwActionRow *about;
  AdwSwitchRow *only_us;

  RapportLibrary *library;
  GPtrArray *client_ids; /* one for each that is offered */
  char *about_id;
};

G_DEFINE_FINAL_TYPE (RapportAskDialog, rapport_ask_dialog, ADW_TYPE_DIALOG)

static const char *const kinds[] = { "question", "problem", "topic" };

/* (nullable) */
static const char *
get_client_id (RapportAskDialog *self)
{
  const guint selected = adw_combo_row_get_selected (self->client);

  if (selected >= self->client_ids->len || *(char *) self->client_ids->pdata[selected] == '\0')
    return NULL;
  return self->client_ids->pdata[selected];
}

/* (transfer full) */
static char *
get_text (RapportAskDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
}

static void
edited_cb (RapportAskDialog *self)
{
  g_autofree char *text = get_text (self);

  gtk_widget_set_sensitive (self->keep, *text != '\0' && get_client_id (self) != NULL &&
                                          !rapport_library_is_read_only (self->library));
}

static void
cancel_cb (RapportAskDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
keep_cb (RapportAskDialog *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *client_id = g_strdup (get_client_id (self));
  GtkWidget *below = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (RapportLibrary) library = g_object_ref (self->library);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  RapportQuestion *question;

  if (!gtk_widget_get_sensitive (self->keep))
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Add to the Queue"));
  question =
    rapport_queue_add (transaction, self->library, client_id,
                       kinds[adw_combo_row_get_selected (self->kind)], text, self->about_id);
  if (adw_switch_row_get_active (self->only_us))
    rapport_transaction_set_text (transaction, RAPPORT_RECORD (question), RAPPORT_RECORD_AUDIENCE,
                                  "team");
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self->toasts), error->message);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  rapport_toast_show_undo_of (below, _ ("Kept for the next meeting"), library, client_id);
}

/* What is offered. */

static void
offer_kinds (RapportAskDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, rapport_question_kind_get_label (kinds[i]));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (labels));
}

static void
add_client (RapportAskDialog *self, GtkStringList *names, const char *id, const char *name)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (self->client_ids, g_strdup (id));
}

/* Names and ids are all that is read: there may be thousands. */
static void
add_all_clients (RapportAskDialog *self, GtkStringList *names)
{
  static const guint fields[] = { RAPPORT_CLIENT_NAME };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rapport_query_where_archived (query, FALSE);
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_library_find_rows (self->library, query, &error);
  if (rows == NULL)
    g_warning ("reading the clients: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *name = row->values[RAPPORT_CLIENT_NAME];

      add_client (self, names, row->id, name != NULL ? g_variant_get_string (name, NULL) : "");
    }
}

static void
offer_clients (RapportAskDialog *self, const char *client_id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *called = rapport_onlooker_get_client (rapport_onlooker_of (self->library));
  guint selected = 0;

  if (called != NULL)
    {
      g_autoptr (RapportRecord) client =
        rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, called);

      add_client (self, names, called, client != NULL ? rapport_record_get_title (client) : "");
      client_id = called;
    }
  else
    {
      /* Nobody is asked by mistake. */
      add_client (self, names, "", C_ ("client of a question", "Not chosen"));
      add_all_clients (self, names);
    }
  for (guint i = 0; i < self->client_ids->len; i++)
    if (g_strcmp0 (self->client_ids->pdata[i], client_id) == 0)
      selected = i;
  adw_combo_row_set_model (self->client, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->client, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->client), called == NULL);
}

/* The object. */

static gboolean
rapport_ask_dialog_grab_focus (GtkWidget *widget)
{
  return rapport_early_keys_hand_over (ADW_DIALOG (widget)) ||
         GTK_WIDGET_CLASS (rapport_ask_dialog_parent_class)->grab_focus (widget);
}

static void
rapport_ask_dialog_dispose (GObject *object)
{
  RapportAskDialog *self = RAPPORT_ASK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_ASK_DIALOG);
  g_clear_object (&self->library);
  g_clear_pointer (&self->client_ids, g_ptr_array_unref);
  g_clear_pointer (&self->about_id, g_free);
  G_OBJECT_CLASS (rapport_ask_dialog_parent_class)->dispose (object);
}

static void
rapport_ask_dialog_class_init (RapportAskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_ask_dialog_dispose;
  widget_class->grab_focus = rapport_ask_dialog_grab_focus;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/ask-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, keep);
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, text);
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, client);
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, about);
  gtk_widget_class_bind_template_child (widget_class, RapportAskDialog, only_us);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
rapport_ask_dialog_init (RapportAskDialog *self)
{
  self->client_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
  rapport_early_keys_catch (ADW_DIALOG (self), GTK_WIDGET (self->text));
}

AdwDialog *
rapport_ask_dialog_new (RapportLibrary *library,
                        const char *client_id,
                        const char *about,
                        const char *text)
{
  RapportAskDialog *self = g_object_new (RAPPORT_TYPE_ASK_DIALOG, NULL);
  g_autofree char *title = about != NULL ? rapport_question_about_get_title (library, about) : NULL;

  self->library = g_object_ref (library);
  self->about_id = g_strdup (about);
  offer_kinds (self);
  offer_clients (self, client_id);
  rapport_private_hide (GTK_WIDGET (self->only_us), library);
  if (title != NULL)
    adw_action_row_set_subtitle (self->about, title);
  gtk_widget_set_visible (GTK_WIDGET (self->about), title != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  edited_cb (self);
  return ADW_DIALOG (self);
}
