/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-marks.h"
#include "rapport-library-file.h"

/* mark-library FILE CLIENT: writes the marked word into all of a library that this
 * client must not see, for a test that looks for it on the screen. */
int
main (int argc, char **argv)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  Agency agency = { .clock = clock };

  if (argc != 3)
    g_error ("mark-library FILE CLIENT");
  agency.store = rapport_library_file_open (argv[1], RAPPORT_OPEN_DEFAULT, clock, NULL, &error);
  g_assert_no_error (error);
  agency.library = rapport_library_new (RAPPORT_STORE (agency.store), clock);
  agency.client_id = argv[2];
  canary_mark_all (&agency);
  g_assert_true (rapport_library_flush (agency.library, &error));
  g_assert_no_error (error);
  g_clear_object (&agency.library);
  test_close (agency.store);
  return 0;
}
