/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target each file of its corpus: replay-NAME FOLDER. */
#include "fuzz.h"

#include <gio/gio.h>
#include <locale.h>

static void
test_file (gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_file_get_contents (user_data, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const uint8_t *) data, length), ==, 0);
  /* A prefix breaks where a whole file does not. */
  for (gsize part = 1; part < 32; part++)
    g_assert_cmpint (LLVMFuzzerTestOneInput ((const uint8_t *) data, length * part / 32), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/corpus/", name, NULL);

      g_ptr_array_add (paths, g_build_filename (argv[1], name, NULL));
      g_test_add_data_func (test, paths->pdata[paths->len - 1], test_file);
    }
  g_assert_cmpuint (paths->len, >, 0);
  return g_test_run ();
}
