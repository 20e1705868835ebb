/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-trash-dialog.h"

#include "rapport-format.h"
#include "rapport-plain.h"
#include "rapport-shelf-row.h"
#include "rapport-toast.h"
#include "rapport-trash.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Changes that come together are read together, in milliseconds. */
#define PAUSE 100

struct _RapportTrashDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  GListStore *items;
  GtkFilterListModel *found;
  GtkFilter *filter;
  GtkMultiSelection *selection;
  char *words; /* folded */
  GCancellable *cancellable;
  guint refreshing;
  gboolean working;

  GtkEditable *entry;
  GtkWidget *empty_button;
  GtkStack *states;
  GtkWidget *reading;
  GtkWidget *results;
  GtkWidget *empty;
  GtkWidget *nothing;
  GtkWidget *working_page;
  GtkProgressBar *progress;
  AdwStatusPage *wrong;
  GtkListView *list;
  GtkActionBar *bar;
  GtkLabel *chosen;
  GtkWidget *restore_button;
  GtkWidget *erase_button;
};

G_DEFINE_FINAL_TYPE (RapportTrashDialog, rapport_trash_dialog, ADW_TYPE_DIALOG)

/* Words. */

/* (transfer full): what an item is called. */
static char *
name_item (RapportTrashItem *item)
{
  const char *title = rapport_trash_item_get_title (item);
  const char *kind = g_dgettext (GETTEXT_PACKAGE, rapport_trash_item_get_info (item)->label);
  const RapportDay day = rapport_trash_item_get_day (item);
  g_autofree char *date = rapport_locale_date (rapport_format_locale (), day);

  if (*title != '\0')
    return g_strdup (title);
  return *date != '\0' ? g_strdup_printf ("%s · %s", kind, date) : g_strdup (kind);
}

static char *
describe_item (RapportTrashItem *item)
{
  const RapportRecordInfo *info = rapport_trash_item_get_info (item);
  const char *kind = g_dgettext (GETTEXT_PACKAGE, info->label);
  const RapportDay day = rapport_instant_to_day (rapport_trash_item_get_instant (item));
  g_autofree char *date = rapport_locale_date (rapport_format_locale (), day);

  if (info == &rapport_client_info)
    /* Translators: %s is a day: a client in the trash and what belongs to it */
    return g_strdup_printf (_ ("Client, with all that is its · deleted on %s"), date);
  /* Translators: a kind of record, “Contact”, and a day */
  return g_strdup_printf (_ ("%s · deleted on %s"), kind, date);
}

static const char *
name_group (RapportTrashItem *item)
{
  const char *name = rapport_trash_item_get_client_name (item);

  if (*name != '\0')
    return name;
  return *rapport_trash_item_get_client_id (item) != '\0' ? _ ("A client that is gone")
                                                          : _ ("The agency");
}

/* Showing. */

static guint
count (GListModel *model)
{
  return g_list_model_get_n_items (model);
}

static void
show_state (RapportTrashDialog *self)
{
  GtkWidget *state = self->results;

  if (self->working)
    state = self->working_page;
  else if (count (G_LIST_MODEL (self->items)) == 0)
    state = self->empty;
  else if (count (G_LIST_MODEL (self->found)) == 0)
    state = self->nothing;
  gtk_widget_set_visible (self->empty_button,
                          state == self->results && !rapport_library_is_read_only (self->library));
  gtk_stack_set_visible_child (self->states, state);
}

static void
selection_changed_cb (RapportTrashDialog *self)
{
  g_autoptr (GtkBitset) chosen =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  const guint n = (guint) gtk_bitset_get_size (chosen);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u record chosen", "%u records chosen", n), n);

  gtk_label_set_label (self->chosen, text);
  gtk_action_bar_set_revealed (self->bar, n > 0 && !self->working &&
                                            !rapport_library_is_read_only (self->library));
}

/* The keyboard does not go away with the row it was in. */
static void
keep_focus (RapportTrashDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->entry)) ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->entry)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTrashDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    rapport_trash_read_finish (RAPPORT_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      rapport_plain_set_page_description (self->wrong, error->message);
      gtk_stack_set_visible_child (self->states, GTK_WIDGET (self->wrong));
      return;
    }
  g_list_store_splice (self->items, 0, count (G_LIST_MODEL (self->items)), items->pdata,
                       items->len);
  show_state (self);
  selection_changed_cb (self);
  keep_focus (self);
}

static void
read_trash (RapportTrashDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_trash_read_async (self->library, self->cancellable, read_cb, g_object_ref (self));
}

static void
refresh_cb (gpointer user_data)
{
  RapportTrashDialog *self = user_data;

  self->refreshing = 0;
  if (!self->working)
    read_trash (self);
}

static gboolean
is_concerned (RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->operation == RAPPORT_OPERATION_ERASE)
        return TRUE;
      for (guint j = 0; j < change->fields->len; j++)
        if (g_array_index (change->fields, RapportFieldChange, j).field == RAPPORT_RECORD_TRASHED)
          return TRUE;
    }
  return FALSE;
}

static void
committed_cb (RapportTrashDialog *self, RapportChangeSet *set)
{
  if (self->refreshing == 0 && is_concerned (set))
    self->refreshing = g_timeout_add_once (PAUSE, refresh_cb, self);
}

/* Searching. */

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean
is_found_cb (gpointer object, gpointer user_data)
{
  RapportTrashDialog *self = user_data;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL || *self->words == '\0')
    return TRUE;
  name = name_item (object);
  text =
    g_strjoin (" ", name, name_group (object),
               g_dgettext (GETTEXT_PACKAGE, rapport_trash_item_get_info (object)->label), NULL);
  folded = fold (text);
  return strstr (folded, self->words) != NULL;
}

static void
search_changed_cb (RapportTrashDialog *self)
{
  g_free (self->words);
  self->words = fold (gtk_editable_get_text (self->entry));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static void
stop_cb (RapportTrashDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Doing. */

/* The keyboard is in a row, or in the bar, that will be gone. */
static void
leave_row (RapportTrashDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* (transfer full): what is chosen, or all with @all. */
static GPtrArray *
gather (RapportTrashDialog *self, gboolean all)
{
  GListModel *model = all ? G_LIST_MODEL (self->items) : G_LIST_MODEL (self->selection);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count (model); i++)
    if (all || gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
      g_ptr_array_add (items, g_list_model_get_item (model, i));
  return items;
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTrashDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rapport_trash_work_finish (RAPPORT_LIBRARY (source), result, &error))
    rapport_toast_show_undo (GTK_WIDGET (self->list), _ ("Restored"));
  else
    rapport_toast_show (GTK_WIDGET (self->list), error->message);
}

static void
restore (RapportTrashDialog *self, GPtrArray *items)
{
  if (items->len == 0 || rapport_library_is_read_only (self->library))
    return;
  leave_row (self);
  rapport_trash_restore_async (self->library, items, NULL, restored_cb, g_object_ref (self));
}

static void
restore_cb (RapportTrashDialog *self)
{
  g_autoptr (GPtrArray) items = gather (self, FALSE);

  restore (self, items);
}

static void
progress_cb (double done, gpointer user_data)
{
  RapportTrashDialog *self = user_data;

  /* How long rewriting takes, nobody knows. */
  if (done > gtk_progress_bar_get_fraction (self->progress))
    gtk_progress_bar_set_fraction (self->progress, done);
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
end_work (RapportTrashDialog *self)
{
  self->working = FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  read_trash (self);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTrashDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean erased = rapport_trash_work_finish (RAPPORT_LIBRARY (source), result, &error);

  end_work (self);
  rapport_toast_show (GTK_WIDGET (self->list), erased ? _ ("Deleted for good") : error->message);
}

static void
erase (RapportTrashDialog *self, GPtrArray *items)
{
  self->working = TRUE;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_state (self);
  selection_changed_cb (self);
  rapport_trash_erase_async (self->library, items, progress_cb, self, NULL, erased_cb,
                             g_object_ref (self));
}

static void
answered_cb (AdwAlertDialog *question, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTrashDialog) self = user_data;
  GPtrArray *items = g_object_get_data (G_OBJECT (question), "items");

  if (g_str_equal (adw_alert_dialog_choose_finish (question, result), "delete"))
    erase (self, items);
}

static void
ask (RapportTrashDialog *self, GPtrArray *items)
{
  g_autofree char *heading = g_strdup_printf (
    ngettext ("Delete %u Record for Good?", "Delete %u Records for Good?", items->len), items->len);
  AdwDialog *question = adw_alert_dialog_new (
    heading, _ ("It goes with what hangs on it, also from the history, from search and from all "
                "backups. This can’t be undone."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "delete",
                                  _ ("_Delete for Good"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "delete",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "cancel");
  g_object_set_data_full (G_OBJECT (question), "items", g_ptr_array_ref (items),
                          (GDestroyNotify) g_ptr_array_unref);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (question), GTK_WIDGET (self), NULL,
                           (GAsyncReadyCallback) answered_cb, g_object_ref (self));
}

static void
erase_cb (RapportTrashDialog *self)
{
  g_autoptr (GPtrArray) items = gather (self, FALSE);

  ask (self, items);
}

static void
empty_cb (RapportTrashDialog *self)
{
  g_autoptr (GPtrArray) items = gather (self, TRUE);

  ask (self, items);
}

/* Rows. */

static void
row_restore_cb (GtkWidget *button, gpointer user_data)
{
  GtkListItem *item = user_data;
  RapportTrashDialog *self =
    RAPPORT_TRASH_DIALOG (gtk_widget_get_ancestor (button, RAPPORT_TYPE_TRASH_DIALOG));
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, gtk_list_item_get_item (item));
  restore (self, items);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = rapport_shelf_row_new ("edit-undo-symbolic", _ ("Restore"));

  g_signal_connect_object (rapport_shelf_row_get_button (row), "clicked",
                           G_CALLBACK (row_restore_cb), item, 0);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportTrashItem *deleted = gtk_list_item_get_item (item);
  g_autofree char *name = name_item (deleted);
  g_autofree char *text = describe_item (deleted);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, text);

  rapport_shelf_row_show (gtk_list_item_get_child (item), name, text);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
setup_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_header_set_child (header, label);
}

static void
bind_heading_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       name_group (gtk_list_header_get_item (header)));
}

/* The items come sorted; sections only want to know where one ends. */
static int
compare_groups_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RapportTrashItem *first = (RapportTrashItem *) a;
  RapportTrashItem *second = (RapportTrashItem *) b;
  int order = g_utf8_collate (rapport_trash_item_get_client_name (first),
                              rapport_trash_item_get_client_name (second));

  return order != 0 ? order
                    : g_strcmp0 (rapport_trash_item_get_client_id (first),
                                 rapport_trash_item_get_client_id (second));
}

/* The object. */

static void
rapport_trash_dialog_dispose (GObject *object)
{
  RapportTrashDialog *self = RAPPORT_TRASH_DIALOG (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_TRASH_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_object (&self->library);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (rapport_trash_dialog_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportTrashDialog, name)

static void
rapport_trash_dialog_class_init (RapportTrashDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_trash_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/trash-dialog.ui");
  bind_child (entry);
  bind_child (empty_button);
  bind_child (states);
  bind_child (reading);
  bind_child (results);
  bind_child (empty);
  bind_child (nothing);
  bind_child (working_page);
  bind_child (progress);
  bind_child (wrong);
  bind_child (list);
  bind_child (bar);
  bind_child (chosen);
  bind_child (restore_button);
  bind_child (erase_button);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
}

static void
make_list (RapportTrashDialog *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headings = gtk_signal_list_item_factory_new ();
  GtkSorter *groups = GTK_SORTER (gtk_custom_sorter_new (compare_groups_cb, NULL, NULL));
  GtkSortListModel *sections;

  g_signal_connect (rows, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (headings, "setup", G_CALLBACK (setup_heading_cb), NULL);
  g_signal_connect (headings, "bind", G_CALLBACK (bind_heading_cb), NULL);
  self->items = g_list_store_new (RAPPORT_TYPE_TRASH_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found_cb, self, NULL));
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                           g_object_ref (self->filter));
  sections = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->found)), NULL);
  gtk_sort_list_model_set_section_sorter (sections, groups);
  g_object_unref (groups);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (sections));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headings);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
rapport_trash_dialog_init (RapportTrashDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
}

AdwDialog *
rapport_trash_dialog_new (RapportLibrary *library)
{
  RapportTrashDialog *self = g_object_new (RAPPORT_TYPE_TRASH_DIALOG, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->empty_button, FALSE);
  read_trash (self);
  return ADW_DIALOG (self);
}
