/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files that the user has chosen: what is kept, and why the rest is not. */
#include "rapport-file-reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("rapport-reader-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GFile *
get_file (Fixture *fixture, const char *name)
{
  return g_file_new_build_filename (fixture->folder, name, NULL);
}

/* (transfer full): of @size bytes. */
static GFile *
write_file (Fixture *fixture, const char *name, gsize size)
{
  GFile *file = get_file (fixture, name);
  g_autofree char *contents = g_strnfill (size, 'x');
  g_autoptr (GError) error = NULL;

  g_file_replace_contents (file, contents, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  return file;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Takes @files. */
static RapportFilesRead *
read_files (GPtrArray *files, int *done, GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;

  rapport_files_read_async (files, done, cancellable, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_ptr_array_unref (files);
  return rapport_files_read_finish (result, NULL);
}

static GPtrArray *
list_of (GFile *file)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, file);
  return files;
}

static void
assert_refused (GFile *file, const char *problem)
{
  g_autoptr (RapportFilesRead) read = read_files (list_of (file), NULL, NULL);

  g_assert_nonnull (read);
  g_assert_cmpuint (read->data->len, ==, 0);
  g_assert_cmpuint (read->problems->len, ==, 1);
  g_test_message ("%s", (const char *) read->problems->pdata[0]);
  g_assert_true (g_str_has_prefix (read->problems->pdata[0], problem));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);

  assert_refused (g_file_new_for_path (fixture->folder), "“rapport-reader-");
  assert_refused (write_file (fixture, "film.mov", RAPPORT_FILE_MAX_BYTES + 1),
                  "“film.mov” is larger than 4 MB");
  assert_refused (write_file (fixture, "empty.txt", 0), "“empty.txt” is empty");
  assert_refused (get_file (fixture, "gone.txt"), "“gone.txt” can’t be read: ");
  /* A pipe would keep the reader for ever. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (get_file (fixture, "pipe"), "“pipe” is not a file");
  assert_refused (g_file_new_for_path ("/dev/zero"), "“zero” is not a file");
  g_assert_cmpint (symlink ("nothing", nowhere), ==, 0);
  assert_refused (get_file (fixture, "nowhere"), "“nowhere” ");
}

/* What can be read is, beside what can't. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GPtrArray *files = list_of (write_file (fixture, "largest.bin", RAPPORT_FILE_MAX_BYTES));
  g_autofree char *link = g_build_filename (fixture->folder, "link.txt", NULL);
  g_autoptr (RapportFilesRead) read = NULL;
  const RapportFileData *second;
  int done = 0;

  g_ptr_array_add (files, g_file_new_for_path (fixture->folder));
  g_ptr_array_add (files, write_file (fixture, "бриф.txt", 3));
  g_assert_cmpint (symlink ("бриф.txt", link), ==, 0);
  g_ptr_array_add (files, get_file (fixture, "link.txt"));
  read = read_files (files, &done, NULL);
  g_assert_cmpint (done, ==, 4);
  g_assert_cmpuint (read->data->len, ==, 3);
  g_assert_cmpuint (read->problems->len, ==, 1);
  second = read->data->pdata[1];
  g_assert_cmpstr (second->name, ==, "бриф.txt");
  g_assert_cmpstr (second->mime_type, ==, "text/plain");
  g_assert_cmpuint (g_bytes_get_size (second->bytes), ==, 3);
  /* "xxx" */
  g_assert_cmpstr (second->digest, ==,
                   "cd2eb0837c9b4c962c22d2ff8b5441b7b45805887f051d39bf133b583baf6860");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (read_files (list_of (write_file (fixture, "a.txt", 3)), NULL, cancellable));
}

static void
test_texture (void)
{
  static const guchar pixel[] = { 255, 0, 0, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixel, sizeof pixel);
  g_autoptr (GdkTexture) texture =
    gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, bytes, sizeof pixel);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RapportFilesRead) read = NULL;
  const RapportFileData *data;

  rapport_files_read_texture_async (texture, "Picture.png", NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  read = rapport_files_read_finish (result, NULL);
  g_assert_cmpuint (read->data->len, ==, 1);
  data = read->data->pdata[0];
  g_assert_cmpstr (data->name, ==, "Picture.png");
  g_assert_cmpmem (g_bytes_get_data (data->bytes, NULL), 4, "\x89PNG", 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file-reader/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/file-reader/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/file-reader/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add_func ("/file-reader/texture", test_texture);
  return g_test_run ();
}
