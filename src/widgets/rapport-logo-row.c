/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-logo-row.h"

#include "rapport-logo.h"
#include "rapport-picture.h"
#include "rapport-thread.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* The largest that the preview is drawn, in pixels of the screen. */
#define PREVIEW_WIDTH  84
#define PREVIEW_HEIGHT 32

struct _RapportLogoRow
{
  AdwActionRow parent_instance;

  GtkWidget *preview;
  GtkWidget *spinner;
  GtkWidget *remove;
  GtkWidget *choose;

  RapportLibrary *library;
  RapportRecord *owner;
  char *shown; /* id of the attachment that is shown */
  RapportPicture *picture;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportLogoRow, rapport_logo_row, ADW_TYPE_ACTION_ROW)

/* What the thread reads, and what came of it. */
typedef struct
{
  GFile *file;   /* or NULL, and then */
  GBytes *bytes; /* of a logo that is kept */
  char *name;
  const char *mime_type;
  RapportPicture *picture;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->file);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_clear_pointer (&reading->picture, rapport_picture_unref);
  g_free (reading->name);
  g_free (reading);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  RapportLogoRow *self = user_data;
  double aspect, across, down;

  if (self->picture == NULL)
    return;
  aspect = rapport_picture_get_aspect (self->picture);
  across = MIN (width, height * aspect);
  down = across / aspect;
  cairo_translate (cr, (width - across) / 2, (height - down) / 2);
  rapport_picture_draw (self->picture, cr, across, down);
}

static void
show_picture (RapportLogoRow *self, RapportPicture *picture)
{
  g_clear_pointer (&self->picture, rapport_picture_unref);
  if (picture != NULL)
    self->picture = rapport_picture_ref (picture);
  gtk_widget_set_visible (gtk_widget_get_parent (self->preview), picture != NULL);
  gtk_widget_queue_draw (self->preview);
}

static void
say (RapportLogoRow *self, const char *words, gboolean wrong)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
begin (RapportLogoRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
}

/* The logo as it is. */

static void
preview_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  /* What can't be read any more shows nothing, as in the report. */
  reading->picture = rapport_picture_load (reading->bytes, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
preview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    show_picture (RAPPORT_LOGO_ROW (source), reading->picture);
}

static void
show_logo_cb (RapportLogoRow *self)
{
  g_autoptr (RapportRecord) file = rapport_logo_get (self->library, self->owner);
  GVariant *data = file != NULL ? rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA) : NULL;
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  say (self, data != NULL ? rapport_record_get_title (file) : _ ("PNG, JPEG or SVG"), FALSE);
  gtk_widget_set_visible (self->remove, data != NULL);
  if (data == NULL)
    {
      g_clear_pointer (&self->shown, g_free);
      show_picture (self, NULL);
      return;
    }
  if (g_strcmp0 (self->shown, rapport_record_get_id (file)) == 0)
    return;
  g_set_str (&self->shown, rapport_record_get_id (file));
  begin (self);
  reading = g_new0 (Reading, 1);
  reading->bytes = g_variant_get_data_as_bytes (data);
  task = g_task_new (self, self->cancellable, preview_cb, NULL);
  g_task_set_task_data (task, reading, reading_free);
  rapport_thread_run (task, preview_thread);
}

/* Another one. */

static gboolean
change (RapportLogoRow *self, const char *label, Reading *reading)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (GError) error = NULL;

  rapport_logo_set (transaction, self->library, self->owner,
                    reading != NULL ? reading->bytes : NULL, reading != NULL ? reading->name : NULL,
                    reading != NULL ? reading->mime_type : NULL);
  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

/* All of a file, unless it is too large to be a logo. */
static GBytes *
read_all (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (65536);
  gssize n;

  if (stream == NULL)
    return NULL;
  while (all->len <= RAPPORT_PICTURE_MAX_FILE)
    {
      n = g_input_stream_read (G_INPUT_STREAM (stream), piece, 65536, cancellable, error);
      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      g_byte_array_append (all, piece, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static void
prepare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) all = read_all (reading->file, cancellable, &error);

  if (all != NULL)
    reading->bytes = rapport_picture_prepare (all, &reading->mime_type, &error);
  if (reading->bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportLogoRow *self = RAPPORT_LOGO_ROW (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      gtk_widget_set_visible (self->spinner, FALSE);
      change (self, _ ("Choose the Logo"), g_task_get_task_data (G_TASK (result)));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_widget_set_visible (self->spinner, FALSE);
      say (self, error->message, TRUE);
    }
}

static void
take_file (RapportLogoRow *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_object_ref (file);
  reading->name = g_filename_display_name (base);
  begin (self);
  gtk_widget_set_visible (self->spinner, TRUE);
  task = g_task_new (self, self->cancellable, prepared_cb, NULL);
  g_task_set_task_data (task, reading, reading_free);
  rapport_thread_run (task, prepare_thread);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportLogoRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->library != NULL)
    take_file (self, file);
}

static void
choose_cb (RapportLogoRow *self)
{
  if (rapport_library_is_read_only (self->library))
    return;

  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (pictures, _ ("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  gtk_file_filter_add_mime_type (pictures, "image/jpeg");
  gtk_file_filter_add_mime_type (pictures, "image/svg+xml");
  g_list_store_append (filters, pictures);
  gtk_file_dialog_set_title (dialog, _ ("Choose the Logo"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

static void
remove_cb (RapportLogoRow *self)
{
  gtk_widget_grab_focus (self->choose);
  if (change (self, _ ("Remove the Logo"), NULL))
    rapport_toast_show_undo_of (GTK_WIDGET (self), _ ("Logo removed"), self->library,
                                rapport_record_get_client_id (self->owner));
}

static gboolean
drop_cb (RapportLogoRow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || rapport_library_is_read_only (self->library))
    return FALSE;
  take_file (self, files->data);
  return TRUE;
}

/* The object. */

static void
rapport_logo_row_dispose (GObject *object)
{
  RapportLogoRow *self = RAPPORT_LOGO_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->owner != NULL)
    g_signal_handlers_disconnect_by_data (self->owner, self);
  g_clear_object (&self->owner);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_logo_row_parent_class)->dispose (object);
}

static void
rapport_logo_row_finalize (GObject *object)
{
  RapportLogoRow *self = RAPPORT_LOGO_ROW (object);

  g_clear_pointer (&self->picture, rapport_picture_unref);
  g_free (self->shown);
  G_OBJECT_CLASS (rapport_logo_row_parent_class)->finalize (object);
}

static void
rapport_logo_row_class_init (RapportLogoRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_logo_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_logo_row_finalize;
}

/* Logos are made for paper, so they stand on a piece of it. */
static GtkWidget *
make_preview (RapportLogoRow *self)
{
  GtkWidget *paper = adw_bin_new ();

  self->preview = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->preview), PREVIEW_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->preview), PREVIEW_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->preview), draw_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (paper), self->preview);
  gtk_widget_add_css_class (paper, "logo-paper");
  gtk_widget_set_valign (paper, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (paper, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (paper), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return paper;
}

static GtkWidget *
add_button (RapportLogoRow *self, GtkWidget *button, GCallback clicked)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
rapport_logo_row_init (RapportLogoRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Logo"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);
  self->spinner = adw_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_preview (self));
  self->remove = add_button (self, gtk_button_new_from_icon_name ("user-trash-symbolic"),
                             G_CALLBACK (remove_cb));
  gtk_widget_set_tooltip_text (self->remove, _ ("Remove the Logo"));
  self->choose = add_button (self, gtk_button_new_from_icon_name ("document-open-symbolic"),
                             G_CALLBACK (choose_cb));
  gtk_widget_set_tooltip_text (self->choose, _ ("Choose a Picture…"));
  /* Not its activatable widget, which would be called by the row's title alone. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect (self, "activated", G_CALLBACK (choose_cb), NULL);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
rapport_logo_row_new (RapportLibrary *library, RapportRecord *owner)
{
  RapportLogoRow *self = g_object_new (RAPPORT_TYPE_LOGO_ROW, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  self->owner = g_object_ref (owner);
  g_signal_connect_swapped (owner, "changed", G_CALLBACK (show_logo_cb), self);
  show_logo_cb (self);
  gtk_widget_set_sensitive (self->choose, writable);
  gtk_widget_set_sensitive (self->remove, writable);
  return GTK_WIDGET (self);
}
