/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-place-dialog.h"

#include "rapport-onlooker.h"
#include "rapport-record-list.h"
#include "rapport-records.h"
#include "rapport-scene-item.h"
#include "rapport-status-icon.h"
#include "rapport-ui-ideas.h"

#include <glib/gi18n-lib.h>

/* More are looked through in pieces. */
#define MOST_AT_ONCE 1000

struct _RapportPlaceDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  GHashTable *placed; /* ids of work items that lie on the board */
  GtkCustomFilter *filter;
  char *needle;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;
};

G_DEFINE_FINAL_TYPE (RapportPlaceDialog, rapport_place_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

static gboolean
is_offered_cb (gpointer item, gpointer user_data)
{
  RapportPlaceDialog *self = user_data;
  RapportRecord *work = item;
  g_autofree char *title = NULL;

  if (g_hash_table_contains (self->placed, rapport_record_get_id (work)))
    return FALSE;
  if (*self->needle == '\0')
    return TRUE;
  title = g_utf8_casefold (rapport_record_get_text (work, RAPPORT_WORK_ITEM_TITLE), -1);
  return strstr (title, self->needle) != NULL;
}

static GListModel *
get_model (RapportPlaceDialog *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (self->list));
}

static void
update_empty (RapportPlaceDialog *self)
{
  const gboolean found = g_list_model_get_n_items (get_model (self)) > 0;
  const gboolean sought = *self->needle != '\0';

  gtk_stack_set_visible_child_name (self->stack, found ? "list" : "empty");
  adw_status_page_set_title (self->empty,
                             sought ? _ ("Nothing Found") : _ ("Nothing to Put There"));
  adw_status_page_set_description (
    self->empty, sought ? _ ("No idea or task that is not on the board is called so.")
                        : _ ("Every idea and task of this client lies on the board already."));
}

static void
items_changed_cb (RapportPlaceDialog *self)
{
  update_empty (self);
}

static void
look_up (RapportPlaceDialog *self)
{
  g_free (self->needle);
  self->needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_empty (self);
}

static void
search_changed_cb (RapportPlaceDialog *self)
{
  look_up (self);
}

static void
choose (RapportPlaceDialog *self, guint position)
{
  g_autoptr (RapportRecord) work = g_list_model_get_item (get_model (self), position);

  if (work == NULL)
    return;
  g_hash_table_add (self->placed, g_strdup (rapport_record_get_id (work)));
  g_signal_emit (self, chosen_signal, 0, rapport_record_get_id (work));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_MORE_STRICT);
  update_empty (self);
}

static void
activated_cb (RapportPlaceDialog *self, guint position)
{
  choose (self, position);
}

/* Who types and presses Enter means what was typed last. */
static void
entry_activated_cb (RapportPlaceDialog *self)
{
  look_up (self);
  choose (self, 0);
}

static void
stopped_cb (RapportPlaceDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Rows. */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), rapport_status_icon_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  RapportRecord *work = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *title = rapport_record_get_text (work, RAPPORT_WORK_ITEM_TITLE);
  const char *word = rapport_record_get_text (work, RAPPORT_WORK_ITEM_STATUS);
  const char *status = rapport_scene_status_get_label (word);

  rapport_status_icon_set_status (RAPPORT_STATUS_ICON (icon), word);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (icon)), title);
  gtk_list_item_set_accessible_label (item, title);
  gtk_list_item_set_accessible_description (item, status != NULL ? _ (status) : word);
}

static void
find_placed (RapportPlaceDialog *self, const char *board_id)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rapport_query_where_text (query, RAPPORT_PLACEMENT_BOARD, board_id);
  rows = rapport_library_find_rows (self->library, query, &error);
  if (rows == NULL)
    g_warning ("The cards of a board can't be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *item = row->values[RAPPORT_PLACEMENT_ITEM];

      if (item != NULL)
        g_hash_table_add (self->placed, g_variant_dup_string (item, NULL));
    }
}

static void
show_items (RapportPlaceDialog *self, const char *client_id)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  RapportRecordList *items;
  GtkFilterListModel *offered;

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, TRUE);
  rapport_onlooker_narrow (self->library, query);
  items = rapport_record_list_new (self->library, query);
  self->filter = gtk_custom_filter_new (is_offered_cb, self, NULL);
  offered =
    gtk_filter_list_model_new (G_LIST_MODEL (items), GTK_FILTER (g_object_ref (self->filter)));
  gtk_filter_list_model_set_incremental (offered, g_list_model_get_n_items (G_LIST_MODEL (items)) >
                                                    MOST_AT_ONCE);
  g_signal_connect_object (offered, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (offered))));
  g_object_unref (factory);
  update_empty (self);
}

static void
rapport_place_dialog_dispose (GObject *object)
{
  RapportPlaceDialog *self = RAPPORT_PLACE_DIALOG (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PLACE_DIALOG);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_place_dialog_parent_class)->dispose (object);
}

static void
rapport_place_dialog_finalize (GObject *object)
{
  RapportPlaceDialog *self = RAPPORT_PLACE_DIALOG (object);

  g_hash_table_unref (self->placed);
  g_free (self->needle);
  G_OBJECT_CLASS (rapport_place_dialog_parent_class)->finalize (object);
}

static void
rapport_place_dialog_class_init (RapportPlaceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_place_dialog_dispose;
  object_class->finalize = rapport_place_dialog_finalize;
  chosen_signal = g_signal_new ("chosen", RAPPORT_TYPE_PLACE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  rapport_ui_ideas_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/ideas/place-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPlaceDialog, search);
  gtk_widget_class_bind_template_child (widget_class, RapportPlaceDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportPlaceDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RapportPlaceDialog, empty);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
}

static void
rapport_place_dialog_init (RapportPlaceDialog *self)
{
  self->placed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_place_dialog_new (RapportLibrary *library, const char *client_id, const char *board_id)
{
  RapportPlaceDialog *self = g_object_new (RAPPORT_TYPE_PLACE_DIALOG, NULL);

  self->library = g_object_ref (library);
  find_placed (self, board_id);
  show_items (self, client_id);
  return ADW_DIALOG (self);
}
