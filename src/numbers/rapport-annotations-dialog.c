/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-annotations-dialog.h"

#include "rapport-day-button.h"
#include "rapport-format.h"
#include "rapport-record-list.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-transaction.h"
#include "rapport-ui-numbers.h"

#include <glib/gi18n-lib.h>

#define RECORD "rapport-record"

struct _RapportAnnotationsDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportRecordList *records;

  AdwEntryRow *text;
  RapportDayButton *day;
  GtkWidget *add;
  GtkWidget *group;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (RapportAnnotationsDialog, rapport_annotations_dialog, ADW_TYPE_DIALOG)

static gboolean
commit (RapportAnnotationsDialog *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self->list), error->message);
  return FALSE;
}

static void
typed_cb (RapportAnnotationsDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));

  gtk_widget_set_sensitive (self->add, *text != '\0');
}

static void
add_cb (RapportAnnotationsDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
  const RapportDay day = rapport_day_button_get_day (self->day);
  g_autofree char *label = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportRecord *record;

  if (*text == '\0' || day == RAPPORT_DAY_NONE)
    return;
  label = g_strdup_printf (_ ("Add the annotation “%s”"), text);
  transaction = rapport_transaction_begin (self->library, label);
  record = rapport_transaction_create (transaction, RAPPORT_TYPE_ANNOTATION);
  rapport_transaction_set_text (transaction, record, RAPPORT_ANNOTATION_CLIENT,
                                rapport_record_get_id (RAPPORT_RECORD (self->client)));
  rapport_transaction_set_day (transaction, record, RAPPORT_ANNOTATION_DAY, day);
  rapport_transaction_set_text (transaction, record, RAPPORT_ANNOTATION_TEXT, text);
  if (commit (self, transaction))
    gtk_editable_set_text (GTK_EDITABLE (self->text), "");
}

/* Rows: changed in place. */

static void
day_picked_cb (RapportAnnotationsDialog *self, int day, GtkWidget *button)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Move an annotation"));

  if (day == RAPPORT_DAY_NONE)
    {
      /* What happened, happened on a day. */
      rapport_day_button_set_day (
        RAPPORT_DAY_BUTTON (button),
        rapport_record_get_day (g_object_get_data (G_OBJECT (button), RECORD),
                                RAPPORT_ANNOTATION_DAY));
      return;
    }
  rapport_transaction_set_day (transaction, g_object_get_data (G_OBJECT (button), RECORD),
                               RAPPORT_ANNOTATION_DAY, day);
  commit (self, transaction);
}

static void
delete_cb (RapportAnnotationsDialog *self, GtkWidget *button)
{
  RapportRecord *record = g_object_get_data (G_OBJECT (button), RECORD);
  const char *text = rapport_record_get_text (record, RAPPORT_ANNOTATION_TEXT);
  g_autofree char *label = g_strdup_printf (_ ("Delete the annotation “%s”"), text);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);

  rapport_transaction_trash (transaction, record);
  if (commit (self, transaction))
    rapport_toast_show_undo (GTK_WIDGET (self->list), _ ("Annotation deleted"));
}

static void
show_day_cb (RapportRecord *record, GParamSpec *pspec, RapportDayButton *button)
{
  rapport_day_button_set_day (button, rapport_record_get_day (record, RAPPORT_ANNOTATION_DAY));
}

static GtkWidget *
make_day_button (RapportAnnotationsDialog *self, RapportRecord *record)
{
  GtkWidget *day = rapport_day_button_new ();

  rapport_day_button_set_today (RAPPORT_DAY_BUTTON (day), rapport_format_today (self->library));
  rapport_day_button_set_name (RAPPORT_DAY_BUTTON (day), C_ ("step", "Day"));
  gtk_widget_set_valign (day, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (day), RECORD, g_object_ref (record), g_object_unref);
  show_day_cb (record, NULL, RAPPORT_DAY_BUTTON (day));
  g_signal_connect_object (record, "notify::day", G_CALLBACK (show_day_cb), day, 0);
  g_signal_connect_object (day, "picked", G_CALLBACK (day_picked_cb), self, G_CONNECT_SWAPPED);
  return day;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RapportAnnotationsDialog *self = user_data;
  RapportRecord *record = item;
  GtkWidget *row = rapport_text_row_new (_ ("What happened"));
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *delete = gtk_button_new_from_icon_name ("user-trash-symbolic");

  rapport_text_row_set_one_line (RAPPORT_TEXT_ROW (row));
  rapport_text_row_bind (RAPPORT_TEXT_ROW (row), self->library, RAPPORT_ANNOTATION_TEXT,
                         _ ("Change an annotation"));
  rapport_text_row_set_record (RAPPORT_TEXT_ROW (row), record);
  gtk_widget_set_valign (delete, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (delete, GTK_ALIGN_END);
  gtk_widget_set_hexpand (delete, TRUE);
  gtk_widget_set_tooltip_text (delete, _ ("Delete Annotation"));
  gtk_widget_add_css_class (delete, "flat");
  g_object_set_data_full (G_OBJECT (delete), RECORD, g_object_ref (record), g_object_unref);
  g_signal_connect_object (delete, "clicked", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (below), make_day_button (self, record));
  gtk_box_append (GTK_BOX (below), delete);
  rapport_text_row_append (RAPPORT_TEXT_ROW (row), below);
  return row;
}

static void
counted_cb (RapportAnnotationsDialog *self)
{
  gtk_widget_set_visible (self->group, g_list_model_get_n_items (G_LIST_MODEL (self->records)) > 0);
}

/* The object. */

static void
rapport_annotations_dialog_dispose (GObject *object)
{
  RapportAnnotationsDialog *self = RAPPORT_ANNOTATIONS_DIALOG (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_ANNOTATIONS_DIALOG);
  g_clear_object (&self->records);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_annotations_dialog_parent_class)->dispose (object);
}

static void
rapport_annotations_dialog_class_init (RapportAnnotationsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_annotations_dialog_dispose;
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  rapport_ui_numbers_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/annotations-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAnnotationsDialog, text);
  gtk_widget_class_bind_template_child (widget_class, RapportAnnotationsDialog, day);
  gtk_widget_class_bind_template_child (widget_class, RapportAnnotationsDialog, add);
  gtk_widget_class_bind_template_child (widget_class, RapportAnnotationsDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RapportAnnotationsDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
rapport_annotations_dialog_init (RapportAnnotationsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (self->add, FALSE);
}

AdwDialog *
rapport_annotations_dialog_new (RapportLibrary *library, RapportClient *client, RapportDay day)
{
  RapportAnnotationsDialog *self = g_object_new (RAPPORT_TYPE_ANNOTATIONS_DIALOG, NULL);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ANNOTATION);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  rapport_query_where_text (query, RAPPORT_ANNOTATION_CLIENT,
                            rapport_record_get_id (RAPPORT_RECORD (client)));
  rapport_query_order_by (query, RAPPORT_ANNOTATION_DAY, TRUE);
  self->records = rapport_record_list_new (library, query);
  rapport_day_button_set_today (self->day, rapport_format_today (library));
  rapport_day_button_set_name (self->day, C_ ("step", "Day"));
  rapport_day_button_set_day (self->day, day);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->records), make_row, self, NULL);
  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
  counted_cb (self);
  return ADW_DIALOG (self);
}
