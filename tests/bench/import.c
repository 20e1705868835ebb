/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures an import: bench-import FILE. Prints a line "UNDERSTAND RUN MEMORY
 * ROWS": CPU seconds until the file is understood and until its figures are
 * there, the most memory that was taken in KiB, and the rows. */
#include "rapport-import.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* What getrusage() says includes the program that started this one. */
static guint64
peak (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[argc - 1]);
  g_autoptr (RapportImport) import = rapport_import_new_for_file (file);
  g_autoptr (RapportImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double begun = cpu (), understood;

  rapport_import_understand (import, NULL, &error);
  g_assert_no_error (error);
  understood = cpu ();
  result = rapport_import_run (import, NULL, &error);
  g_assert_no_error (error);
  printf ("%.3f %.3f %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", understood - begun,
          cpu () - understood, peak (), result->n_rows);
  return 0;
}
