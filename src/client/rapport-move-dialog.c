/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-archive.h"
#include "rapport-choice-row.h"
#include "rapport-contact-dialog.h"
#include "rapport-day-button.h"
#include "rapport-format.h"
#include "rapport-people.h"
#include "rapport-plain.h"
#include "rapport-toast.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

#define RAPPORT_TYPE_MOVE_DIALOG (rapport_move_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportMoveDialog, rapport_move_dialog, RAPPORT, MOVE_DIALOG, AdwDialog)

struct _RapportMoveDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportRecord *contact;
  GtkWidget *near;

  AdwPreferencesGroup *group;
  RapportChoiceRow *client;
  AdwEntryRow *company;
  AdwEntryRow *position;
  AdwActionRow *since;
  RapportDayButton *day;
};

G_DEFINE_FINAL_TYPE (RapportMoveDialog, rapport_move_dialog, ADW_TYPE_DIALOG)

/* (transfer full) */
static char *
get_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
client_chosen_cb (RapportMoveDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->company),
                          *rapport_choice_row_get_value (self->client) == '\0');
}

static void
cancel_cb (RapportMoveDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The contact's own dialog was opened from the client that is left. */
static void
close_all (RapportMoveDialog *self)
{
  GtkWidget *below = gtk_widget_get_ancestor (self->near, ADW_TYPE_DIALOG);

  adw_dialog_close (ADW_DIALOG (self));
  if (below != NULL)
    adw_dialog_close (ADW_DIALOG (below));
}

static void
move_cb (RapportMoveDialog *self)
{
  const char *name = rapport_record_get_title (self->contact);
  g_autofree char *label = g_strdup_printf (_ ("%s has moved to another company"), name);
  g_autofree char *company = get_text (self->company);
  g_autofree char *position = get_text (self->position);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  const RapportMove move = { .client_id = rapport_choice_row_get_value (self->client),
                             .company = company,
                             .position = position,
                             .day = rapport_day_button_get_day (self->day) };
  g_autoptr (GtkWidget) window =
    GTK_WIDGET (g_object_ref (gtk_widget_get_root (GTK_WIDGET (self))));
  g_autoptr (GError) error = NULL;

  rapport_contact_move (transaction, self->library, RAPPORT_CONTACT (self->contact), &move);
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  close_all (self);
  rapport_toast_show_undo (window, label);
}

static void
rapport_move_dialog_dispose (GObject *object)
{
  RapportMoveDialog *self = RAPPORT_MOVE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_MOVE_DIALOG);
  g_clear_object (&self->near);
  g_clear_object (&self->contact);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_move_dialog_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), RapportMoveDialog, name)

static void
rapport_move_dialog_class_init (RapportMoveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_move_dialog_dispose;
  g_type_ensure (RAPPORT_TYPE_CHOICE_ROW);
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/move-dialog.ui");
  bind_child (group);
  bind_child (client);
  bind_child (company);
  bind_child (position);
  bind_child (since);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_cb);
}

static void
rapport_move_dialog_init (RapportMoveDialog *self)
{
  GtkWidget *button = rapport_day_button_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->day = RAPPORT_DAY_BUTTON (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  rapport_day_button_set_name (self->day,
                               adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->since)));
  adw_action_row_add_suffix (self->since, button);
}

/* All clients of the base but the one that is left: whoever has refused us may
 * be the next client. */
static void
offer_clients (RapportMoveDialog *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GtkExpression) name =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  rapport_query_where_archived (query, FALSE);
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  rapport_choice_row_offer_records (self->client, self->library, query, _ ("Not a client of ours"));
  adw_combo_row_set_expression (ADW_COMBO_ROW (self->client), name);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self->client),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self->client), TRUE);
  g_signal_connect_swapped (self->client, "chosen", G_CALLBACK (client_chosen_cb), self);
}

AdwDialog *
rapport_move_dialog_new (RapportLibrary *library, RapportContact *contact, GtkWidget *near)
{
  RapportMoveDialog *self = g_object_new (RAPPORT_TYPE_MOVE_DIALOG, NULL);
  RapportDay today = rapport_format_today (library);
  g_autofree char *description = NULL;

  self->library = g_object_ref (library);
  self->contact = RAPPORT_RECORD (g_object_ref (contact));
  self->near = g_object_ref (near);
  /* Translators: %s is a person */
  description = g_strdup_printf (_ ("%s stays in Rapport, with the job that ends."),
                                 rapport_record_get_title (self->contact));
  rapport_plain_set_group_description (self->group, description);
  offer_clients (self);
  rapport_day_button_set_today (self->day, today);
  rapport_day_button_set_day (self->day, today);
  return ADW_DIALOG (self);
}
