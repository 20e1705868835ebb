/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records-group.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-record-list.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

struct _RapportRecordsGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  const RapportRecordsKind *kind;
  char *owner_id;

  RapportRecordList *records;
  GtkSorter *sorter;
  GtkSliceListModel *shown;
  guint resorting;

  GtkWidget *lock;
  GtkWidget *add;
  GtkMenuButton *menu;
  GtkListBox *list;
  GtkLabel *empty;
  GtkButton *more;
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

/* Once after all records of a set have changed, and not while their rows are
 * being told of it. */
static void
resort_cb (gpointer user_data)
{
  RapportRecordsGroup *self = user_data;

  self->resorting = 0;
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
fill (AdwActionRow *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);

  row->group->kind->fill (widget, row->group->library, row->record);
}

static void
changed_cb (AdwActionRow *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);
  RapportRecordsGroup *self = row->group;

  fill (widget);
  if (self->sorter != NULL && self->resorting == 0)
    self->resorting = g_idle_add_once (resort_cb, self);
}

static void
activated_cb (GtkWidget *widget)
{
  RowData *row = g_object_get_data (G_OBJECT (widget), ROW_DATA);
  const RapportRecordsKind *kind = row->group->kind;

  if (kind->dialog != NULL)
    adw_dialog_present (kind->dialog (row->group->library, row->group->owner_id, row->record),
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
  /* A dialog has fields that are not for clients. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget),
                                    self->kind->dialog == NULL ||
                                      !rapport_onlooker_is_there (self->library));
  if (self->kind->is_private)
    gtk_widget_add_css_class (widget, "private-row");
  if (self->kind->build != NULL)
    self->kind->build (ADW_ACTION_ROW (widget), self->library, row->record);
  fill (ADW_ACTION_ROW (widget));
  g_signal_connect (widget, "activated", G_CALLBACK (activated_cb), NULL);
  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), widget, G_CONNECT_SWAPPED);
  return widget;
}

static void
add_cb (RapportRecordsGroup *self)
{
  rapport_records_group_add (self);
}

/* How many are shown. */

#define MORE 20

static void
count_cb (RapportRecordsGroup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  guint shown = self->shown != NULL ? gtk_slice_list_model_get_size (self->shown) : n;
  guint rest = n > shown ? n - shown : 0;
  /* Translators: a button below a list: so many are not shown */
  g_autofree char *label = g_strdup_printf (ngettext ("%u More", "%u More", rest), rest);

  if (self->kind->is_quiet)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
      adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (self),
        n > 0 ? NULL : g_dgettext (GETTEXT_PACKAGE, self->kind->empty));
    }
  gtk_button_set_label (self->more, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more), rest > 0);
}

static void
more_cb (RapportRecordsGroup *self)
{
  guint before = gtk_slice_list_model_get_size (self->shown);
  GtkListBoxRow *row;

  gtk_slice_list_model_set_size (self->shown, before + MORE);
  count_cb (self);
  /* The keyboard goes on where the new ones begin. */
  row = gtk_list_box_get_row_at_index (self->list, (int) before);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
forget (RapportRecordsGroup *self)
{
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_func (self->records, count_cb, self);
  g_clear_handle_id (&self->resorting, g_source_remove);
  g_clear_object (&self->shown);
  g_clear_object (&self->sorter);
  g_clear_object (&self->records);
}

static void
rapport_records_group_dispose (GObject *object)
{
  RapportRecordsGroup *self = RAPPORT_RECORDS_GROUP (object);

  forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_RECORDS_GROUP);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_records_group_parent_class)->dispose (object);
}

static void
rapport_records_group_finalize (GObject *object)
{
  g_free (RAPPORT_RECORDS_GROUP (object)->owner_id);
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
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, lock);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, add);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, menu);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, list);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportRecordsGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
rapport_records_group_init (RapportRecordsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_up_menu (RapportRecordsGroup *self, const char *title)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gsize i = 0; i < self->kind->n_menu; i++)
    g_menu_append (menu, g_dgettext (GETTEXT_PACKAGE, self->kind->menu[i].label),
                   self->kind->menu[i].action);
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu), title);
}

static void
show_buttons (RapportRecordsGroup *self)
{
  const gboolean writable = !rapport_library_is_read_only (self->library);
  const gboolean alone = !rapport_onlooker_is_there (self->library);

  gtk_widget_set_visible (self->add, self->kind->add != NULL && writable && alone);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), self->kind->n_menu > 0 && alone);
}

static void
onlooker_changed_cb (RapportRecordsGroup *self)
{
  g_autofree char *owner = g_strdup (self->owner_id);

  show_buttons (self);
  rapport_records_group_set_owner (self, owner);
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
  gtk_widget_set_visible (self->lock, kind->is_private);
  gtk_label_set_text (self->empty, g_dgettext (GETTEXT_PACKAGE, kind->empty));
  if (kind->add != NULL)
    gtk_widget_set_tooltip_text (self->add, g_dgettext (GETTEXT_PACKAGE, kind->add));
  set_up_menu (self, title);
  show_buttons (self);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RapportRecordsGroup *self = user_data;

  return self->kind->compare ((gpointer) a, (gpointer) b, rapport_format_today (self->library));
}

/* (transfer full): the records as they are shown. */
static GListModel *
make_model (RapportRecordsGroup *self)
{
  GListModel *model = G_LIST_MODEL (g_object_ref (self->records));

  if (self->kind->compare != NULL)
    {
      self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, self, NULL));
      model = G_LIST_MODEL (gtk_sort_list_model_new (model, g_object_ref (self->sorter)));
    }
  if (self->kind->most == 0)
    return model;
  self->shown = gtk_slice_list_model_new (model, 0, self->kind->most);
  return G_LIST_MODEL (g_object_ref (self->shown));
}

void
rapport_records_group_set_owner (RapportRecordsGroup *self, const char *owner_id)
{
  g_autoptr (RapportQuery) query = NULL;
  g_autoptr (GListModel) model = NULL;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  forget (self);
  g_set_str (&self->owner_id, owner_id);
  if (owner_id == NULL)
    return;
  query = self->kind->query (owner_id);
  rapport_onlooker_narrow (self->library, query);
  self->records = rapport_record_list_new (self->library, query);
  model = make_model (self);
  g_signal_connect_swapped (self->records, "items-changed", G_CALLBACK (count_cb), self);
  gtk_list_box_bind_model (self->list, model, make_row, self, NULL);
  count_cb (self);
}

void
rapport_records_group_set_client (RapportRecordsGroup *self, RapportClient *client)
{
  rapport_records_group_set_owner (
    self, client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : NULL);
}

void
rapport_records_group_add (RapportRecordsGroup *self)
{
  if (self->owner_id != NULL && self->kind->dialog != NULL)
    adw_dialog_present (self->kind->dialog (self->library, self->owner_id, NULL),
                        GTK_WIDGET (self));
}
