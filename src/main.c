/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "rapport-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static void
bind_translations (void)
{
  /* The tests run it from the build folder. */
  const char *folder = g_getenv ("RAPPORT_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : RAPPORT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (RapportApplication) application = NULL;

  bind_translations ();
  g_set_application_name (_ ("Rapport"));
  application = rapport_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
