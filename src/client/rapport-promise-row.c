/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-promise-row.h"

#include "rapport-format.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportPromiseRow
{
  AdwActionRow parent_instance;

  RapportLibrary *library;
  RapportWorkItem *item;
  GtkWidget *check;
  GtkLabel *day;
};

G_DEFINE_FINAL_TYPE (RapportPromiseRow, rapport_promise_row, ADW_TYPE_ACTION_ROW)

static void
show_day (RapportPromiseRow *self)
{
  RapportDay today = rapport_format_today (self->library);
  RapportDay day =
    rapport_record_get_day (RAPPORT_RECORD (self->item), RAPPORT_WORK_ITEM_CLIENT_DATE);
  gboolean missed = rapport_work_item_is_missed (self->item, today);
  g_autofree char *text = rapport_format_day (day, today);
  g_autofree char *capital = rapport_locale_capitalize (text);
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);

  gtk_label_set_text (self->day, capital);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->day), full);
  if (missed)
    gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
}

/* (transfer full): "In work", "Missed · In work". */
static char *
describe_status (RapportPromiseRow *self)
{
  const RapportField *field = &rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS];
  const char *status = rapport_field_get_word_label (
    field, rapport_record_get_text (RAPPORT_RECORD (self->item), RAPPORT_WORK_ITEM_STATUS));

  if (rapport_work_item_is_missed (self->item, rapport_format_today (self->library)))
    return g_strdup_printf ("%s · %s", _ ("Missed"), status);
  return g_strdup (status);
}

static void
show_cb (RapportPromiseRow *self)
{
  RapportRecord *item = RAPPORT_RECORD (self->item);
  const char *title = rapport_record_get_title (item);
  g_autofree char *status = describe_status (self);
  /* Translators: a check box; %s is the title of a task */
  g_autofree char *name = g_strdup_printf (_ ("Done: %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  show_day (self);
}

static void
toggled_cb (RapportPromiseRow *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Mark as Done"));
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  rapport_work_item_set_status (transaction, self->library, self->item, "done");
  /* The row goes away with the commit, so it is the list that shows the toast. */
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show_undo (list, _ ("Marked as done"));
  else
    rapport_toast_show (list, error->message);
}

static void
rapport_promise_row_activate (AdwActionRow *row)
{
  RapportPromiseRow *self = RAPPORT_PROMISE_ROW (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-work-item", "s",
                              rapport_record_get_id (RAPPORT_RECORD (self->item)));
}

static void
rapport_promise_row_dispose (GObject *object)
{
  RapportPromiseRow *self = RAPPORT_PROMISE_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_promise_row_parent_class)->dispose (object);
}

static void
rapport_promise_row_class_init (RapportPromiseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_promise_row_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = rapport_promise_row_activate;
}

static void
rapport_promise_row_init (RapportPromiseRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->check);
  self->day = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->day), "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->day));
}

GtkWidget *
rapport_promise_row_new (RapportLibrary *library, RapportWorkItem *item)
{
  RapportPromiseRow *self = g_object_new (RAPPORT_TYPE_PROMISE_ROW, NULL);

  self->library = g_object_ref (library);
  self->item = g_object_ref (item);
  gtk_widget_set_sensitive (self->check, !rapport_library_is_read_only (library));
  g_signal_connect_object (item, "changed", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  show_cb (self);
  return GTK_WIDGET (self);
}
