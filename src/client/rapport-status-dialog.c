/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-status-dialog.h"

#include "rapport-format.h"
#include "rapport-status-form.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

struct _RapportStatusDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportClient *client;

  AdwNavigationView *navigation;
  AdwWindowTitle *window_title;
  AdwActionRow *now;
  GtkWidget *change;
  GtkWidget *add;
  GtkListBox *steps;
};

G_DEFINE_FINAL_TYPE (RapportStatusDialog, rapport_status_dialog, ADW_TYPE_DIALOG)

/* Words. */

char *
rapport_status_describe (const RapportStatusChange *change)
{
  const char *status = rapport_field_get_word_label (
    &rapport_client_info.fields[RAPPORT_CLIENT_STATUS], change->status);
  g_autofree char *day = rapport_locale_date (rapport_format_locale (), change->day);

  if (change->day == RAPPORT_DAY_NONE)
    return g_strdup (status);
  /* Translators: a status of a client and a day, "Left since 3 October 2026" */
  return g_strdup_printf (_ ("%s since %s"), status, day);
}

char *
rapport_status_describe_reason (const RapportStatusChange *change)
{
  const gboolean told = change->reason != NULL && *change->reason != '\0';
  g_autofree char *pitch = NULL;

  if (change->pitch <= 0)
    return g_strdup (told ? change->reason : "");
  /* Translators: how close a pitch came, of five */
  pitch = g_strdup_printf (_ ("pitch %d of 5"), change->pitch);
  if (!told)
    return rapport_locale_capitalize (pitch);
  return g_strdup_printf ("%s · %s", change->reason, pitch);
}

static void
fill_row (AdwActionRow *row, const RapportStatusChange *change)
{
  g_autofree char *title = rapport_status_describe (change);
  g_autofree char *reason = rapport_status_describe_reason (change);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, reason);
}

/* The way. */

static void
done_cb (RapportStatusDialog *self)
{
  adw_navigation_view_pop (self->navigation);
}

static RapportStatusForm *
open_form (RapportStatusDialog *self, RapportStatusFormTask task, RapportBaseStep *step)
{
  RapportStatusForm *form = rapport_status_form_new (self->library, self->client, task, step);

  g_signal_connect_object (form, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (form));
  return form;
}

#define ROW_STEP "rapport-step"

static void
step_activated_cb (RapportStatusDialog *self, GtkListBoxRow *row)
{
  open_form (self, RAPPORT_STATUS_FORM_EDIT, g_object_get_data (G_OBJECT (row), ROW_STEP));
}

static void
add_step_row (RapportStatusDialog *self, RapportBaseStep *step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  RapportStatusChange change;

  rapport_status_change_of_step (&change, step);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_object_set_data_full (G_OBJECT (row), ROW_STEP, g_object_ref (step), g_object_unref);
  fill_row (ADW_ACTION_ROW (row), &change);
  gtk_list_box_append (self->steps, row);
}

static void
show (RapportStatusDialog *self)
{
  RapportRecord *record = RAPPORT_RECORD (self->client);
  g_autoptr (GPtrArray) steps =
    rapport_client_get_steps (self->library, rapport_record_get_id (record), NULL);
  RapportStatusChange change;

  adw_window_title_set_subtitle (self->window_title, rapport_record_get_title (record));
  rapport_status_change_of_client (&change, self->client);
  fill_row (self->now, &change);
  /* The way ends with it, where it has been written down. */
  gtk_widget_set_visible (GTK_WIDGET (self->now), steps == NULL || steps->len == 0);
  gtk_list_box_remove_all (self->steps);
  for (guint i = steps != NULL ? steps->len : 0; i > 0; i--)
    add_step_row (self, steps->pdata[i - 1]);
}

/* A step is shown anew when it, or the client, has changed. */
static void
committed_cb (RapportStatusDialog *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->info == &rapport_base_step_info || change->info == &rapport_client_info)
        {
          show (self);
          return;
        }
    }
}

static void
change_cb (RapportStatusDialog *self)
{
  open_form (self, RAPPORT_STATUS_FORM_CHANGE, NULL);
}

static void
add_cb (RapportStatusDialog *self)
{
  open_form (self, RAPPORT_STATUS_FORM_ADD, NULL);
}

/* The object. */

static void
rapport_status_dialog_dispose (GObject *object)
{
  RapportStatusDialog *self = RAPPORT_STATUS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_STATUS_DIALOG);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_status_dialog_parent_class)->dispose (object);
}

static void
rapport_status_dialog_class_init (RapportStatusDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_status_dialog_dispose;
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/status-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportStatusDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusDialog, now);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusDialog, change);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusDialog, add);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusDialog, steps);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
rapport_status_dialog_init (RapportStatusDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->steps, "row-activated", G_CALLBACK (step_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

AdwDialog *
rapport_status_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportStatusDialog *self = g_object_new (RAPPORT_TYPE_STATUS_DIALOG, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  gtk_widget_set_sensitive (self->change, writable);
  gtk_widget_set_sensitive (self->add, writable);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return ADW_DIALOG (self);
}

void
rapport_status_dialog_change (RapportStatusDialog *self, const char *status)
{
  RapportStatusForm *form = open_form (self, RAPPORT_STATUS_FORM_CHANGE, NULL);

  if (status != NULL)
    rapport_status_form_set_status (form, status);
}
