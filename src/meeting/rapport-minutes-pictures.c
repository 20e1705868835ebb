/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-pictures.h"

#include "rapport-files.h"
#include "rapport-onlooker.h"
#include "rapport-picture.h"
#include "rapport-thread.h"

/* Sharp on dense screens, too. */
#define DENSITY 2

struct _RapportMinutesPictures
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportFileList *files;
  GHashTable *by_line;  /* id → GPtrArray of RapportFile, the oldest first */
  GHashTable *textures; /* digest → GdkTexture, NULL while it is read or can't be shown */
  GCancellable *reading;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RapportMinutesPictures, rapport_minutes_pictures, G_TYPE_OBJECT)

/* What the reader of pictures knows. */
static gboolean
is_picture (RapportFile *file)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/svg+xml", NULL };

  return g_strv_contains (types, rapport_file_get_mime_type (file));
}

static void
sort_files_cb (RapportMinutesPictures *self)
{
  g_hash_table_remove_all (self->by_line);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->files)); i > 0; i--)
    {
      g_autoptr (RapportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i - 1);
      GPtrArray *list = g_hash_table_lookup (self->by_line, rapport_file_get_about (file));

      if (rapport_onlooker_is_there (self->library) && !rapport_file_is_public (file))
        continue;
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (self->by_line, g_strdup (rapport_file_get_about (file)), list);
        }
      g_ptr_array_add (list, g_steal_pointer (&file));
    }
  g_signal_emit (self, changed_signal, 0);
}

guint
rapport_minutes_pictures_count_files (RapportMinutesPictures *self, const char *line_id)
{
  GPtrArray *list = g_hash_table_lookup (self->by_line, line_id);

  return list != NULL ? list->len : 0;
}

/* (transfer none) (nullable) */
static RapportFile *
get_picture (RapportMinutesPictures *self, const char *line_id, guint n)
{
  GPtrArray *list = g_hash_table_lookup (self->by_line, line_id);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (is_picture (list->pdata[i]) && n-- == 0)
      return list->pdata[i];
  return NULL;
}

guint
rapport_minutes_pictures_count (RapportMinutesPictures *self, const char *line_id)
{
  guint n = 0;

  while (get_picture (self, line_id, n) != NULL)
    n++;
  return n;
}

/* What a picture shows: bytes in a thread, then small in another. */

static GdkTexture *
draw (RapportPicture *picture)
{
  const double aspect = rapport_picture_get_aspect (picture);
  const double most = (double) RAPPORT_MINUTES_PICTURE_WIDTH / RAPPORT_MINUTES_PICTURE_HEIGHT;
  const double width =
    DENSITY * MIN (RAPPORT_MINUTES_PICTURE_WIDTH, RAPPORT_MINUTES_PICTURE_HEIGHT * aspect);
  const double height = DENSITY * RAPPORT_MINUTES_PICTURE_HEIGHT * MIN (1, most / aspect);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) width), MAX (1, (int) height));
  cairo_t *cr = cairo_create (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  rapport_picture_draw (picture, cr, MAX (1, (int) width), MAX (1, (int) height));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) stride * (gsize) cairo_image_surface_get_height (surface));
  texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                    cairo_image_surface_get_height (surface), GDK_MEMORY_DEFAULT,
                                    bytes, (gsize) stride);
  cairo_surface_destroy (surface);
  return texture;
}

static void
draw_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPicture) picture = rapport_picture_read (data, &error);

  if (picture != NULL)
    g_task_return_pointer (task, draw (picture), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* One that can't be shown keeps its place, and its row in the list of files. */
static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportMinutesPictures *self = RAPPORT_MINUTES_PICTURES (source);
  g_autofree char *digest = user_data;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (texture == NULL)
    return;
  g_hash_table_insert (self->textures, g_steal_pointer (&digest), texture);
  g_signal_emit (self, changed_signal, 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportMinutesPictures) self = user_data;
  RapportFile *file = RAPPORT_FILE (source);
  g_autoptr (GBytes) bytes = rapport_file_load_finish (file, result, NULL);
  g_autoptr (GTask) task = NULL;

  if (bytes == NULL || self->library == NULL)
    return;
  task = g_task_new (self, self->reading, drawn_cb, g_strdup (rapport_file_get_digest (file)));
  g_task_set_source_tag (task, loaded_cb);
  g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  rapport_thread_run (task, draw_thread);
}

GdkTexture *
rapport_minutes_pictures_get (RapportMinutesPictures *self, const char *line_id, guint n)
{
  RapportFile *file = get_picture (self, line_id, n);
  const char *digest = file != NULL ? rapport_file_get_digest (file) : NULL;

  if (file == NULL || g_hash_table_contains (self->textures, digest))
    return file != NULL ? g_hash_table_lookup (self->textures, digest) : NULL;
  g_hash_table_insert (self->textures, g_strdup (digest), NULL);
  rapport_file_load_async (file, self->library, self->reading, loaded_cb, g_object_ref (self));
  return NULL;
}

/* The object. */

static void
unref_texture (gpointer texture)
{
  g_clear_object ((GObject **) &texture);
}

static void
rapport_minutes_pictures_dispose (GObject *object)
{
  RapportMinutesPictures *self = RAPPORT_MINUTES_PICTURES (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->files);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_minutes_pictures_parent_class)->dispose (object);
}

static void
rapport_minutes_pictures_finalize (GObject *object)
{
  RapportMinutesPictures *self = RAPPORT_MINUTES_PICTURES (object);

  g_object_unref (self->reading);
  g_hash_table_unref (self->by_line);
  g_hash_table_unref (self->textures);
  G_OBJECT_CLASS (rapport_minutes_pictures_parent_class)->finalize (object);
}

static void
rapport_minutes_pictures_class_init (RapportMinutesPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_minutes_pictures_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_minutes_pictures_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_minutes_pictures_init (RapportMinutesPictures *self)
{
  self->by_line =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_texture);
  self->reading = g_cancellable_new ();
}

RapportMinutesPictures *
rapport_minutes_pictures_new (RapportLibrary *library)
{
  RapportMinutesPictures *self = g_object_new (RAPPORT_TYPE_MINUTES_PICTURES, NULL);

  self->library = g_object_ref (library);
  self->files = rapport_file_list_new (library);
  g_signal_connect_object (self->files, "read", G_CALLBACK (sort_files_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_onlooker_of (library), "changed", G_CALLBACK (sort_files_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

void
rapport_minutes_pictures_set_client (RapportMinutesPictures *self, const char *client_id)
{
  g_hash_table_remove_all (self->by_line);
  rapport_file_list_set_about (self->files, client_id, NULL);
}
