/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records-group.h"

#include "rapport-record-list.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

struct _RapportRecordsGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  const RapportRecordsKind *kind;
  char *client_id;

  GtkWidget *add;
  GtkListBox *list;
  GtkLabel *empty;
};

G_DEFINE_FINAL_TYPE (RapportRecordsGroup, rapport_records_group, ADW_TYPE_PREFERENCES_GROUP)

/* A row and what it is made from. */
typedef struct
{
  RapportRecordsGroup *group; /* outlives its rows */
  RapportRecord *record;
} RowData;

#define ROW_DATA "rapport-row"

static void
row_data_free (gpointer data)
{
  RowData *row = data;

  g_object_unref (row->record);
  g_free (row);
}

static void
fill_cb (AdwActionRow *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);

  row->group->kind->fill (widget, row->group->library, row->record);
}

static void
activated_cb (GtkWidget *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);
  const RapportRecordsKind *kind = row->group->kind;

  if (kind->dialog != NULL)
    adw_dialog_present (kind->dialog (row->group->library, row->group->client_id, row->record),
                        widget);
  else
    gtk_widget_activate_action (widget, kind->action, "s", kind->target);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RapportRecordsGroup *self = user_data;
  GtkWidget *widget = adw_action_row_new ();
  RowData *row = g_new0 (RowData, 1);

  row->group = self;
  row->record = g_object_ref (item);
  g_object_set_data_full (G_OBJECT (widget), ROW_DATA, row, row_data_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  if (self->kind->build != NULL)
    self->kind->build (ADW_ACTION_ROW (widget), self->library, row->record);
  fill_cb (ADW_ACTION_ROW (widget));
  g_signal_connect (widget, "activated", G_CALLBACK (activated_cb), NULL);
  g_signal_connect_object (item, "changed", G_CALLBACK (fill_cb), widget, G_CONNECT_SWAPPED);
  return widget;
}

static void
add_cb (RapportRecordsGroup *self)
{
  rapport_records_group_add (self);
}

static void
rapport_records_group_dispose (GObject *object)
{
  RapportRecordsGroup *self = RAPPORT_RECORDS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_RECORDS_GROUP);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_records_group_parent_class)->dispose (object);
}

static void
rapport_records_group_finalize (GObject *object)
{
  g_free (RAPPORT_RECORDS_GROUP (object)->client_id);
  G_OBJECT_CLASS (rapport_records_group_parent_class)->finalize (object);
}

static void
rapport_records_group_class_init (RapportRecordsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_records_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_records_group_finalize;
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/records-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, add);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, list);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, empty);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
rapport_records_group_init (RapportRecordsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rapport_records_group_set_up (RapportRecordsGroup *self,
                              RapportLibrary *library,
                              const RapportRecordsKind *kind)
{
  const char *title = g_dgettext (GETTEXT_PACKAGE, kind->title);

  self->library = g_object_ref (library);
  self->kind = kind;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_label_set_text (self->empty, g_dgettext (GETTEXT_PACKAGE, kind->empty));
  gtk_widget_set_visible (self->add, kind->add != NULL && !rapport_library_is_read_only (library));
  if (kind->add != NULL)
    gtk_widget_set_tooltip_text (self->add, g_dgettext (GETTEXT_PACKAGE, kind->add));
}

void
rapport_records_group_set_client (RapportRecordsGroup *self, RapportClient *client)
{
  const char *id = client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : NULL;
  g_autoptr (RapportQuery) query = NULL;
  g_autoptr (RapportRecordList) records = NULL;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_set_str (&self->client_id, id);
  if (id == NULL)
    return;
  query = self->kind->query (id);
  records = rapport_record_list_new (self->library, query);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (records), make_row, self, NULL);
}

void
rapport_records_group_add (RapportRecordsGroup *self)
{
  if (self->client_id != NULL && self->kind->dialog != NULL)
    adw_dialog_present (self->kind->dialog (self->library, self->client_id, NULL),
                        GTK_WIDGET (self));
}
