/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-archive FILE: a small library of the present version, packed, as the
 * tests of later versions keep it: tests/store/archive/version-N.rapport.gz.
 * Made once when a version is released, and before that when 0001.sql changes. */
#include "rapport-records.h"
#include "store-support.h"

#include <gio/gio.h>

static void
fill (RapportLibrary *library)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RapportTransaction) transaction =
        rapport_transaction_begin (library, "Add a note");
      RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
      g_autofree char *text = g_strdup_printf ("Archived note %u", i);

      rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, text);
      g_assert_true (rapport_transaction_commit (transaction, NULL));
    }
}

static void
pack (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_commandline_arg (to);
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) in = G_INPUT_STREAM (g_file_read (source, NULL, NULL));
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (in, gzip);
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) out =
    G_OUTPUT_STREAM (g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));

  g_assert_no_error (error);
  g_output_stream_splice (out, packed,
                          G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  RapportSqliteStore *store = test_open (path, clock);
  RapportLibrary *library = rapport_library_new (RAPPORT_STORE (store), clock);

  g_assert_cmpint (argc, ==, 2);
  fill (library);
  g_assert_true (rapport_library_flush (library, NULL));
  g_assert_finalize_object (library);
  test_close (store);
  pack (path, argv[1]);
  test_folder_free (folder);
  return 0;
}
