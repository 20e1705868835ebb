/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-file-thumbnail.h"

#include "rapport-picture.h"
#include "rapport-thread.h"

/* Of the widget, and of the picture, which is sharp on dense screens too. */
#define SIDE    32
#define ICON    16
#define DENSITY 2
#define PIXELS  (SIDE * DENSITY)

/* So many small pictures are remembered; then it begins anew. */
#define MOST_REMEMBERED 200

/* Digest to GdkTexture. Main thread only. */
static GHashTable *remembered;

static void
remember (const char *digest, GdkTexture *texture)
{
  if (remembered == NULL)
    remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (g_hash_table_size (remembered) >= MOST_REMEMBERED)
    g_hash_table_remove_all (remembered);
  g_hash_table_insert (remembered, g_strdup (digest), g_object_ref (texture));
}

/* The whole picture in the middle of a square. */
static GdkTexture *
draw (RapportPicture *picture)
{
  const double aspect = rapport_picture_get_aspect (picture);
  const double width = aspect >= 1 ? PIXELS : PIXELS * aspect;
  const double height = aspect >= 1 ? PIXELS / aspect : PIXELS;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, PIXELS, PIXELS);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_translate (cr, (PIXELS - width) / 2, (PIXELS - height) / 2);
  rapport_picture_draw (picture, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * PIXELS);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (PIXELS, PIXELS, GDK_MEMORY_DEFAULT, bytes, PIXELS * 4);
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

static void
show (GtkImage *image, GdkTexture *texture)
{
  gtk_image_set_pixel_size (image, SIDE);
  gtk_image_set_from_paintable (image, GDK_PAINTABLE (texture));
}

/* A picture that can't be shown keeps its icon. */
static void
drawn_cb (GObject *image, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *digest = user_data;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (texture == NULL)
    return;
  remember (digest, texture);
  show (GTK_IMAGE (image), texture);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) image = user_data;
  RapportFile *file = RAPPORT_FILE (source);
  g_autoptr (GBytes) bytes = rapport_file_load_finish (file, result, NULL);
  g_autoptr (GTask) task = NULL;

  /* Nobody looks any more. */
  if (bytes == NULL || gtk_widget_get_root (image) == NULL)
    return;
  task = g_task_new (image, NULL, drawn_cb, g_strdup (rapport_file_get_digest (file)));
  g_task_set_source_tag (task, loaded_cb);
  g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  rapport_thread_run (task, draw_thread);
}

/* What the reader of pictures knows. */
static gboolean
is_picture (RapportFile *file)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/svg+xml", NULL };

  return g_strv_contains (types, rapport_file_get_mime_type (file));
}

static void
set_icon (GtkImage *image, RapportFile *file)
{
  g_autofree char *type = g_content_type_from_mime_type (rapport_file_get_mime_type (file));
  g_autoptr (GIcon) icon =
    g_content_type_get_symbolic_icon (type != NULL ? type : "application/octet-stream");

  gtk_image_set_from_gicon (image, icon);
}

GtkWidget *
rapport_file_thumbnail_new (RapportFile *file, RapportLibrary *library)
{
  GtkWidget *image = gtk_image_new ();
  GdkTexture *texture =
    remembered != NULL ? g_hash_table_lookup (remembered, rapport_file_get_digest (file)) : NULL;

  gtk_image_set_pixel_size (GTK_IMAGE (image), ICON);
  gtk_widget_set_size_request (image, SIDE, SIDE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  if (texture != NULL)
    {
      show (GTK_IMAGE (image), texture);
      return image;
    }
  set_icon (GTK_IMAGE (image), file);
  if (is_picture (file))
    rapport_file_load_async (file, library, NULL, loaded_cb, g_object_ref_sink (image));
  return image;
}
