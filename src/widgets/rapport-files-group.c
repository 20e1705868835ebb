/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-files-group.h"

#include "rapport-file-reader.h"
#include "rapport-file-row.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* So many are seen at a glance, and so many more each time that is asked for. */
#define MOST_ROWS 5
#define MORE_ROWS 20

/* Before that nobody has begun to wait. */
#define PATIENCE_MS 300

struct _RapportFilesGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportFileList *files;
  GtkSliceListModel *shown;
  char *client_id;
  char *about_id; /* NULL: all of the client */

  GtkWidget *add;
  GtkListBox *list;
  GtkButton *more;

  GtkWidget *waiting;
  GtkProgressBar *progress;
  GCancellable *reading;
  guint ticking;
};

G_DEFINE_FINAL_TYPE (RapportFilesGroup, rapport_files_group, ADW_TYPE_PREFERENCES_GROUP)

/* One reading. It outlives the group where that is closed meanwhile. */
typedef struct
{
  RapportFilesGroup *group;
  char *client_id;
  char *about_id;
  int done; /* atomic */
  guint n;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->group);
  g_free (reading->client_id);
  g_free (reading->about_id);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* What is new. */

static void
show_count_cb (RapportFilesGroup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  guint shown = gtk_slice_list_model_get_size (self->shown);
  guint rest = n > shown ? n - shown : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("%u More", "%u More", rest), rest);

  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    n > 0 ? NULL : _ ("None yet: drop them here, paste them, or add them."));
  gtk_button_set_label (self->more, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more), rest > 0);
}

static void
more_cb (RapportFilesGroup *self)
{
  guint before = gtk_slice_list_model_get_size (self->shown);
  GtkListBoxRow *row;

  gtk_slice_list_model_set_size (self->shown, before + MORE_ROWS);
  show_count_cb (self);
  /* The keyboard goes on where the new ones begin. */
  row = gtk_list_box_get_row_at_index (self->list, (int) before);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* (transfer full) (nullable): what a file of the client is kept with, where that is not
 * the client itself. */
static char *
name_place (RapportFilesGroup *self, RapportFile *file)
{
  const GType types[] = { RAPPORT_TYPE_WORK_ITEM, RAPPORT_TYPE_CLAIM };
  const char *about = rapport_file_get_about (file);

  if (self->about_id != NULL || g_strcmp0 (about, self->client_id) == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (RapportRecord) record = rapport_library_get (self->library, types[i], about);

      if (record != NULL)
        return g_strdup (rapport_record_get_title (record));
    }
  return NULL;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  RapportFilesGroup *self = user_data;
  g_autofree char *place = name_place (self, item);

  return rapport_file_row_new (self->library, item, place);
}

/* Keeping. */

/* (transfer full): what undo says. */
static char *
make_label (GPtrArray *data)
{
  const RapportFileData *first = data->pdata[0];

  if (data->len == 1)
    return g_strdup_printf (_ ("Add File “%s”"), first->name);
  return g_strdup_printf (ngettext ("Add %u File", "Add %u Files", data->len), data->len);
}

/* All of them are one step of undo. */
static void
keep (RapportFilesGroup *self, Reading *reading, GPtrArray *data)
{
  g_autofree char *label = make_label (data);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_client (transaction, reading->client_id);
  for (guint i = 0; i < data->len; i++)
    rapport_file_attach (transaction, reading->client_id, reading->about_id, data->pdata[i]);
  /* They are seen in the list; nothing has to be said of them. */
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

/* The same bytes are kept once in a place; what they are called there stays. */
static void
drop_doubles (RapportFilesGroup *self, Reading *reading, RapportFilesRead *read)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < read->data->len;)
    {
      const RapportFileData *data = read->data->pdata[i];

      if (!rapport_file_list_has (self->files, reading->about_id, data->digest) &&
          !g_hash_table_contains (seen, data->digest))
        {
          g_hash_table_add (seen, data->digest);
          i++;
          continue;
        }
      g_ptr_array_add (read->problems, g_strdup_printf (_ ("“%s” is here already"), data->name));
      g_ptr_array_remove_index (read->data, i);
    }
}

static void
say_problems (RapportFilesGroup *self, GPtrArray *problems)
{
  g_autofree char *text = NULL;

  if (problems->len == 0)
    return;
  /* Translators: the first is why a file can't be added, such as “a.mov” is larger than 4 MB */
  text = problems->len == 1
           ? g_strdup (problems->pdata[0])
           : g_strdup_printf (ngettext ("%s, and %u more can’t be added",
                                        "%s, and %u more can’t be added", problems->len - 1),
                              (const char *) problems->pdata[0], problems->len - 1);
  rapport_toast_show (GTK_WIDGET (self), text);
}

static void
end_waiting (RapportFilesGroup *self)
{
  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_object (&self->reading);
  gtk_widget_set_visible (self->waiting, FALSE);
  gtk_widget_set_sensitive (self->add, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  RapportFilesGroup *self = reading->group;
  g_autoptr (RapportFilesRead) read = rapport_files_read_finish (result, NULL);

  if (self->library == NULL)
    return;
  end_waiting (self);
  if (read == NULL)
    return;
  drop_doubles (self, reading, read);
  if (read->data->len > 0)
    keep (self, reading, read->data);
  say_problems (self, read->problems);
}

static gboolean
tick_cb (gpointer user_data)
{
  Reading *reading = user_data;

  gtk_widget_set_visible (reading->group->waiting, TRUE);
  if (reading->n > 1)
    gtk_progress_bar_set_fraction (reading->group->progress,
                                   (double) g_atomic_int_get (&reading->done) / reading->n);
  else
    gtk_progress_bar_pulse (reading->group->progress);
  return G_SOURCE_CONTINUE;
}

/* (transfer none): owned by the callback that is to come. */
static Reading *
begin_reading (RapportFilesGroup *self, guint n)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->group = g_object_ref (self);
  reading->client_id = g_strdup (self->client_id);
  reading->about_id = g_strdup (self->about_id != NULL ? self->about_id : self->client_id);
  reading->n = n;
  self->reading = g_cancellable_new ();
  self->ticking = g_timeout_add (PATIENCE_MS, tick_cb, reading);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_sensitive (self->add, FALSE);
  return reading;
}

static gboolean
can_add (RapportFilesGroup *self)
{
  return self->client_id != NULL && self->reading == NULL &&
         !rapport_library_is_read_only (self->library);
}

void
rapport_files_group_add_files (RapportFilesGroup *self, GPtrArray *files)
{
  Reading *reading;

  if (!can_add (self) || files->len == 0)
    return;
  reading = begin_reading (self, files->len);
  rapport_files_read_async (files, &reading->done, self->reading, read_cb, reading);
}

static void
cancel_cb (RapportFilesGroup *self)
{
  g_cancellable_cancel (self->reading);
}

/* Where files come from. */

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportFilesGroup) self = user_data;
  g_autoptr (GListModel) chosen =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  if (self->library != NULL)
    rapport_files_group_add_files (self, files);
}

void
rapport_files_group_add (RapportFilesGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!can_add (self))
    return;
  gtk_file_dialog_set_title (dialog, _ ("Add Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 chosen_cb, g_object_ref (self));
}

static void
add_cb (RapportFilesGroup *self)
{
  rapport_files_group_add (self);
}

static void
add_list (RapportFilesGroup *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    g_ptr_array_add (files, g_object_ref (link->data));
  rapport_files_group_add_files (self, files);
}

static gboolean
dropped_cb (RapportFilesGroup *self, const GValue *value)
{
  if (!can_add (self))
    return FALSE;
  add_list (self, value);
  return TRUE;
}

static void
add_texture (RapportFilesGroup *self, GdkTexture *texture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  /* Translators: the name of a file; %s is a date and time */
  g_autofree char *name = g_strdup_printf (_ ("Picture %s.png"), moment);
  Reading *reading;

  if (!can_add (self))
    return;
  reading = begin_reading (self, 1);
  rapport_files_read_texture_async (texture, name, self->reading, read_cb, reading);
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportFilesGroup) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (value == NULL || self->library == NULL)
    return;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    add_list (self, value);
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    add_texture (self, g_value_get_object (value));
}

static void
paste_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportFilesGroup *self = RAPPORT_FILES_GROUP (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = G_TYPE_NONE;

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) ||
           gdk_content_formats_contain_mime_type (formats, "image/png"))
    type = GDK_TYPE_TEXTURE;
  if (type == G_TYPE_NONE)
    rapport_toast_show (widget, _ ("There is no file and no picture to paste"));
  else
    gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                    g_object_ref (self));
}

/* The object. */

static void
rapport_files_group_dispose (GObject *object)
{
  RapportFilesGroup *self = RAPPORT_FILES_GROUP (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_object (&self->shown);
  g_clear_object (&self->files);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_files_group_parent_class)->dispose (object);
}

static void
rapport_files_group_finalize (GObject *object)
{
  RapportFilesGroup *self = RAPPORT_FILES_GROUP (object);

  g_free (self->client_id);
  g_free (self->about_id);
  G_OBJECT_CLASS (rapport_files_group_parent_class)->finalize (object);
}

static void
rapport_files_group_class_init (RapportFilesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_files_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_files_group_finalize;
  gtk_widget_class_install_action (widget_class, "files.paste", NULL, paste_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "files.paste",
                                       NULL);
}

/* How far it has come, with a way out. */
static void
make_waiting (RapportFilesGroup *self)
{
  GtkWidget *progress = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->waiting = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->progress = GTK_PROGRESS_BAR (progress);
  gtk_progress_bar_set_text (self->progress, _ ("Reading files…"));
  gtk_progress_bar_set_show_text (self->progress, TRUE);
  gtk_widget_set_hexpand (progress, TRUE);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cancel, "flat");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (self->waiting), progress);
  gtk_box_append (GTK_BOX (self->waiting), cancel);
  gtk_widget_set_margin_top (self->waiting, 6);
  gtk_widget_set_visible (self->waiting, FALSE);
}

static void
make_list (RapportFilesGroup *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files"), -1);
  self->more = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->more), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->more), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "flat");
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
}

static void
rapport_files_group_init (RapportFilesGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  adw_preferences_group_set_title (group, _ ("Files"));
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (self->add, _ ("Add Files"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (group, self->add);
  make_list (self);
  make_waiting (self);
  adw_preferences_group_add (group, GTK_WIDGET (self->list));
  adw_preferences_group_add (group, GTK_WIDGET (self->more));
  adw_preferences_group_add (group, self->waiting);
  gtk_widget_add_css_class (GTK_WIDGET (self), "files");
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
rapport_files_group_new (void)
{
  return g_object_new (RAPPORT_TYPE_FILES_GROUP, NULL);
}

void
rapport_files_group_set_library (RapportFilesGroup *self, RapportLibrary *library)
{
  g_return_if_fail (self->library == NULL);
  self->library = g_object_ref (library);
  self->files = rapport_file_list_new (library);
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->files)), 0, MOST_ROWS);
  g_signal_connect_object (self->files, "read", G_CALLBACK (show_count_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), make_row, self, NULL);
  gtk_widget_set_visible (self->add, !rapport_library_is_read_only (library));
}

void
rapport_files_group_set_about (RapportFilesGroup *self, const char *client_id, const char *about_id)
{
  g_cancellable_cancel (self->reading);
  g_set_str (&self->client_id, client_id);
  g_set_str (&self->about_id, about_id);
  gtk_slice_list_model_set_size (self->shown, MOST_ROWS);
  /* Until it is known that there is none, nothing says so. */
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
  rapport_file_list_set_about (self->files, client_id, about_id);
}
