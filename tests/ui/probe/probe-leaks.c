/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a library is known never to free is no leak of the program under test. GLib, built without
 * frame pointers, leaves no frame by which a suppression could name it; but as the probe is loaded
 * first, it stands before the library's function. */
#include <dlfcn.h>
#include <glib.h>

/* Of the sanitizer, in a build that has it. */
extern void __lsan_disable (void) __attribute__ ((weak));
extern void __lsan_enable (void) __attribute__ ((weak));

typedef gpointer (*AdapterNew) (gpointer buffer, gpointer checker);

gpointer spelling_text_buffer_adapter_new (gpointer buffer, gpointer checker);

/* libspelling before 0.4.9 (Debian 13 has 0.4.8): spelling_engine_dispose() leaves the region that
 * it keeps its marks in. */
gpointer
spelling_text_buffer_adapter_new (gpointer buffer, gpointer checker)
{
  const AdapterNew real = (AdapterNew) dlsym (RTLD_NEXT, G_STRFUNC);
  gpointer adapter;

  if (__lsan_disable != NULL)
    __lsan_disable ();
  adapter = real (buffer, checker);
  if (__lsan_enable != NULL)
    __lsan_enable ();
  return adapter;
}
