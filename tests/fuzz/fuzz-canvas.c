/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Canvas: refused with a message, or read and written the same. */
#include "fuzz.h"
#include "rapport-json-canvas.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportJsonCanvas) read =
    rapport_json_canvas_parse ((const char *) data, (gssize) size, &error);
  g_autoptr (RapportJsonCanvas) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  g_assert_true ((read == NULL) == (error != NULL));
  if (read == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  once = rapport_json_canvas_write (read);
  again = rapport_json_canvas_parse (once, -1, &error);
  g_assert_no_error (error);
  twice = rapport_json_canvas_write (again);
  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpuint (again->n_dangling + again->n_moved, ==, 0);
  return 0;
}
