/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-files.h"

#include "rapport-file-reader.h"
#include "rapport-files-group.h"
#include "rapport-picture.h"
#include "rapport-thread.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

static const char *const pictures[] = { "image/png", "image/jpeg", "image/svg+xml", NULL };
static const char *const texts[] = { "text/plain", "text/plain;charset=utf-8", "text/html", NULL };

/* What is on its way to a line. */
typedef struct
{
  RapportMinutesBuffer *buffer;
  GtkTextMark *at; /* the line, wherever it goes meanwhile */
  int done;
} Taking;

static Taking *
taking_new (RapportMinutesBuffer *buffer, guint index)
{
  Taking *self = g_new0 (Taking, 1);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (buffer), &at, (int) index);
  self->buffer = g_object_ref (buffer);
  self->at = g_object_ref (gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (buffer), NULL, &at, TRUE));
  return self;
}

static void
taking_free (Taking *self)
{
  if (!gtk_text_mark_get_deleted (self->at))
    gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->buffer), self->at);
  g_object_unref (self->at);
  g_object_unref (self->buffer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static void
attach (Taking *self, GPtrArray *data)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &at, self->at);
  if (data->len > 0)
    rapport_minutes_buffer_attach (self->buffer, (guint) gtk_text_iter_get_line (&at), data);
}

/* Files. */

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) self = user_data;
  g_autoptr (RapportFilesRead) read = rapport_files_read_finish (result, NULL);

  if (read == NULL)
    return;
  attach (self, read->data);
  for (guint i = 0; i < read->problems->len; i++)
    rapport_minutes_buffer_tell (self->buffer, read->problems->pdata[i]);
}

void
rapport_minutes_files_take (RapportMinutesBuffer *buffer, guint index, GPtrArray *files)
{
  Taking *taking = taking_new (buffer, index);

  rapport_files_read_async (files, &taking->done, NULL, files_read_cb, taking);
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GtkTextIter at;

  if (value == NULL)
    return;
  for (GSList *list = g_value_get_boxed (value); list != NULL; list = list->next)
    g_ptr_array_add (files, g_object_ref (list->data));
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &at, self->at);
  rapport_minutes_files_take (self->buffer, (guint) gtk_text_iter_get_line (&at), files);
}

/* Pictures. Their bytes are looked at before anything makes pixels of them. */

static void
prepare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  const char *mime_type = NULL;
  g_autoptr (GBytes) kept = rapport_picture_prepare (data, &mime_type, &error);

  if (kept != NULL)
    g_task_return_pointer (task, rapport_file_data_new (_ ("Picture"), mime_type, kept),
                           (GDestroyNotify) rapport_file_data_free);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportFileData *file = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) data =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_file_data_free);

  if (file != NULL)
    g_ptr_array_add (data, file);
  else
    rapport_minutes_buffer_tell (self->buffer, error->message);
  attach (self, data);
}

static void
bytes_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) self = user_data;
  g_autoptr (GTask) task = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0)
    return;
  task = g_task_new (self->buffer, NULL, prepared_cb, self);
  g_task_set_source_tag (task, bytes_taken_cb);
  g_task_set_task_data (task,
                        g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source)),
                        (GDestroyNotify) g_bytes_unref);
  g_steal_pointer (&self);
  rapport_thread_run (task, prepare_thread);
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Taking) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      rapport_minutes_buffer_tell (self->buffer, error->message);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, NULL, bytes_taken_cb, g_steal_pointer (&self));
}

/* The clipboard. */

static gboolean
offers (GdkContentFormats *formats, const char *const *types)
{
  for (const char *const *type = types; *type != NULL; type++)
    if (gdk_content_formats_contain_mime_type (formats, *type))
      return TRUE;
  return FALSE;
}

/* (transfer full): with what can be made of what lies there. */
static GdkContentFormats *
list_formats (GdkClipboard *clipboard)
{
  return gdk_content_formats_union_serialize_mime_types (
    gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));
}

gboolean
rapport_minutes_files_can_paste (GdkClipboard *clipboard)
{
  g_autoptr (GdkContentFormats) formats = list_formats (clipboard);

  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard),
                                            GDK_TYPE_FILE_LIST) ||
         gdk_content_formats_contain_mime_type (formats, "text/uri-list") ||
         (offers (formats, pictures) && !offers (formats, texts));
}

void
rapport_minutes_files_paste (RapportMinutesBuffer *buffer, GdkClipboard *clipboard)
{
  g_autoptr (GdkContentFormats) formats = list_formats (clipboard);
  Taking *taking = taking_new (buffer, rapport_minutes_buffer_get_current_index (buffer));

  if (offers (formats, pictures))
    gdk_clipboard_read_async (clipboard, (const char **) pictures, G_PRIORITY_DEFAULT, NULL,
                              picture_read_cb, taking);
  else
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    list_read_cb, taking);
}

/* The files of a line. */

void
rapport_minutes_files_show (GtkWidget *near, RapportLibrary *library, RapportMinutesLine *line)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *frame = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *group = rapport_files_group_new ();

  rapport_files_group_set_library (RAPPORT_FILES_GROUP (group), library);
  rapport_files_group_set_about (RAPPORT_FILES_GROUP (group),
                                 rapport_record_get_client_id (RAPPORT_RECORD (line)),
                                 rapport_record_get_id (RAPPORT_RECORD (line)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (frame), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (frame), page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), frame);
  adw_dialog_set_title (dialog, _ ("Files of the Line"));
  adw_dialog_set_content_width (dialog, 460);
  adw_dialog_set_child (dialog, toasts);
  rapport_toast_set_dialog_overlay (dialog, ADW_TOAST_OVERLAY (toasts));
  adw_dialog_present (dialog, near);
}
