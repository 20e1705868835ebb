/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-editor-private.h"

#include "rapport-report-builder.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

static void
keep (RapportReportEditor *self, const char *name)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Keep as Template"));
  g_autofree char *text = g_strdup_printf (_ ("“%s” is there for new reports"), name);
  g_autoptr (GError) error = NULL;

  /* It is nobody's but the agency's. */
  rapport_transaction_set_client (transaction, "");
  if (rapport_report_template_save (transaction, self->library, self->report, name, &error) !=
        NULL &&
      rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), text);
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
named_cb (AdwAlertDialog *dialog, const char *response, RapportReportEditor *self)
{
  AdwEntryRow *entry = g_object_get_data (G_OBJECT (dialog), "entry");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_str_equal (response, "keep") && *name != '\0' && self->library != NULL)
    keep (self, name);
}

static void
name_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "keep", *name != '\0');
}

static void
ask_for_name (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Keep as Template"),
    _ ("New reports can begin with the same sections, in this order, shown or hidden as they are "
       "here. The words stay with this report.")));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "keep", _ ("_Keep"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "keep", FALSE);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (named_cb), widget, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
rapport_report_editor_install_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "report.keep-template", NULL, ask_for_name);
}
