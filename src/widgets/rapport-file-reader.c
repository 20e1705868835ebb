/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-file-reader.h"

#include <glib/gi18n-lib.h>

void
rapport_files_read_free (RapportFilesRead *self)
{
  g_ptr_array_unref (self->data);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static RapportFilesRead *
files_read_new (void)
{
  RapportFilesRead *self = g_new0 (RapportFilesRead, 1);

  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_file_data_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* Takes @problem. */
static void
refuse (RapportFilesRead *self, char *problem)
{
  g_ptr_array_add (self->problems, problem);
}

static void
refuse_size (RapportFilesRead *self, const char *name)
{
  refuse (self, g_strdup_printf (_ ("“%s” is larger than 4 MB"), name));
}

/* A file. */

/* (transfer full) (nullable): all of it, but never much more than is kept, however
 * long it says it is. */
static GBytes *
read_bytes (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *buffer = NULL;
  gsize size = 0;

  if (stream == NULL)
    return NULL;
  buffer = g_malloc (RAPPORT_FILE_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, RAPPORT_FILE_MAX_BYTES + 1, &size,
                                cancellable, error))
    return NULL;
  return g_bytes_new (buffer, size);
}

/* (transfer full): told by the name and the first bytes. */
static char *
guess_type (const char *name, GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *type = g_content_type_guess (name, data, MIN (size, 4096), NULL);

  return g_content_type_get_mime_type (type);
}

/* Whether it is worth reading: a folder, a pipe or a device is not. */
static gboolean
check_info (RapportFilesRead *self, GFileInfo *info, const char *name)
{
  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_DIRECTORY:
      refuse (self, g_strdup_printf (_ ("“%s” is a folder"), name));
      return FALSE;
    case G_FILE_TYPE_REGULAR:
      break;
    case G_FILE_TYPE_UNKNOWN:
    case G_FILE_TYPE_SYMBOLIC_LINK:
    case G_FILE_TYPE_SPECIAL:
    case G_FILE_TYPE_SHORTCUT:
    case G_FILE_TYPE_MOUNTABLE:
    default:
      refuse (self, g_strdup_printf (_ ("“%s” is not a file"), name));
      return FALSE;
    }
  if (g_file_info_get_size (info) > RAPPORT_FILE_MAX_BYTES)
    {
      refuse_size (self, name);
      return FALSE;
    }
  return TRUE;
}

static void
read_file (RapportFilesRead *self, GFile *file, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_file_get_basename (file);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                      "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                       G_FILE_QUERY_INFO_NONE, cancellable, &error);
  g_autofree char *name =
    rapport_file_clean_name (info != NULL ? g_file_info_get_display_name (info) : base);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *type = NULL;

  if (info != NULL && !check_info (self, info, name))
    return;
  if (info != NULL)
    bytes = read_bytes (file, cancellable, &error);
  if (bytes == NULL)
    {
      refuse (self, g_strdup_printf (_ ("“%s” can’t be read: %s"), name, error->message));
      return;
    }
  if (g_bytes_get_size (bytes) > RAPPORT_FILE_MAX_BYTES)
    refuse_size (self, name);
  else if (g_bytes_get_size (bytes) == 0)
    refuse (self, g_strdup_printf (_ ("“%s” is empty"), name));
  else
    {
      type = guess_type (name, bytes);
      g_ptr_array_add (self->data, rapport_file_data_new (name, type, bytes));
    }
}

/* What a thread works on. */
typedef struct
{
  GPtrArray *files;
  int *done;
  GdkTexture *texture;
  char *name;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_clear_object (&job->texture);
  g_free (job->name);
  g_free (job);
}

static void
return_read (GTask *task, RapportFilesRead *read)
{
  g_task_return_pointer (task, read, (GDestroyNotify) rapport_files_read_free);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (RapportFilesRead) read = files_read_new ();

  for (guint i = 0; i < job->files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      read_file (read, job->files->pdata[i], cancellable);
      if (job->done != NULL)
        g_atomic_int_inc (job->done);
    }
  if (!g_task_return_error_if_cancelled (task))
    return_read (task, g_steal_pointer (&read));
}

void
rapport_files_read_async (GPtrArray *files,
                          int *done,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->files = g_ptr_array_ref (files);
  job->done = done;
  g_task_set_source_tag (task, rapport_files_read_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_thread);
}

/* A picture. */

static void
texture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (RapportFilesRead) read = files_read_new ();
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (job->texture);

  if (g_bytes_get_size (bytes) > RAPPORT_FILE_MAX_BYTES)
    refuse_size (read, job->name);
  else
    g_ptr_array_add (read->data, rapport_file_data_new (job->name, "image/png", bytes));
  if (!g_task_return_error_if_cancelled (task))
    return_read (task, g_steal_pointer (&read));
}

void
rapport_files_read_texture_async (GdkTexture *texture,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->texture = g_object_ref (texture);
  job->name = g_strdup (name);
  g_task_set_source_tag (task, rapport_files_read_texture_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, texture_thread);
}

RapportFilesRead *
rapport_files_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
