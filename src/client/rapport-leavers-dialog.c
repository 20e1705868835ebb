/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-leavers-dialog.h"

#include "rapport-format.h"
#include "rapport-people.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

/* Rows that are made at once; there is no scrolling through more. */
#define MOST 300

struct _RapportLeaversDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  char *client_id; /* NULL for all */

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (RapportLeaversDialog, rapport_leavers_dialog, ADW_TYPE_DIALOG)

static void
append (GString *text, const char *glue, const char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? glue : "", part);
}

/* (transfer full): "Romashka · Director · until March 2026", and below where they are
 * now. */
static char *
describe (RapportLeaversDialog *self, const RapportLeaver *leaver)
{
  RapportRecord *left = RAPPORT_RECORD (leaver->left);
  g_autofree char *month = rapport_locale_month (rapport_format_locale (),
                                                 rapport_record_get_day (left, RAPPORT_JOB_UNTIL));
  /* Translators: a job; %s is a month */
  g_autofree char *until = g_strdup_printf (C_ ("job", "until %s"), month);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) now = g_string_new (NULL);

  if (self->client_id == NULL)
    append (text, "", rapport_record_get_title (left));
  append (text, " · ", rapport_record_get_text (left, RAPPORT_JOB_POSITION));
  append (text, " · ", until);
  if (leaver->now != NULL)
    {
      append (now, "", rapport_record_get_title (RAPPORT_RECORD (leaver->now)));
      append (now, " · ",
              rapport_record_get_text (RAPPORT_RECORD (leaver->now), RAPPORT_JOB_POSITION));
    }
  if (now->len > 0)
    /* Translators: where somebody works who has left a client: company and position */
    g_string_append_printf (text, _ ("\nNow: %s"), now->str);
  else
    g_string_append_printf (text, "\n%s", _ ("Where they are now is not known"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
activated_cb (RapportLeaversDialog *self, GtkWidget *row)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "contact"));

  adw_dialog_close (ADW_DIALOG (self));
  if (window != NULL)
    gtk_widget_activate_action (window, "win.open-contact", "s", id);
}

static void
add_row (RapportLeaversDialog *self, const RapportLeaver *leaver)
{
  GtkWidget *row = adw_action_row_new ();
  RapportRecord *contact = RAPPORT_RECORD (leaver->contact);
  g_autofree char *subtitle = describe (self, leaver);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (contact));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "contact", g_strdup (rapport_record_get_id (contact)),
                          g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
}

static void
rapport_leavers_dialog_dispose (GObject *object)
{
  RapportLeaversDialog *self = RAPPORT_LEAVERS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_LEAVERS_DIALOG);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_leavers_dialog_parent_class)->dispose (object);
}

static void
rapport_leavers_dialog_class_init (RapportLeaversDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_leavers_dialog_dispose;
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/leavers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportLeaversDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportLeaversDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportLeaversDialog, group);
}

static void
rapport_leavers_dialog_init (RapportLeaversDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_leavers_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportLeaversDialog *self = g_object_new (RAPPORT_TYPE_LEAVERS_DIALOG, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leavers = NULL;

  self->library = g_object_ref (library);
  if (client != NULL)
    {
      self->client_id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (client)));
      adw_window_title_set_subtitle (self->window_title,
                                     rapport_record_get_title (RAPPORT_RECORD (client)));
    }
  leavers = rapport_people_find_left (library, self->client_id, &error);
  if (leavers == NULL)
    g_warning ("reading who left: %s", error->message);
  for (guint i = 0; leavers != NULL && i < leavers->len && i < MOST; i++)
    add_row (self, leavers->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack,
                                    leavers != NULL && leavers->len > 0 ? "some" : "none");
  return ADW_DIALOG (self);
}
