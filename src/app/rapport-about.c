/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-about.h"

#include "config.h"

#include <glib/gi18n-lib.h>

AdwDialog *
rapport_about_dialog_new (void)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  adw_about_dialog_set_application_name (about, _ ("Rapport"));
  adw_about_dialog_set_application_icon (about, RAPPORT_APP_ID);
  adw_about_dialog_set_developer_name (about, _ ("The Rapport Contributors"));
  adw_about_dialog_set_version (about, RAPPORT_VERSION);
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (about,
                                 _ ("Clients, promises and reports of an agency, kept together."));
  return dialog;
}
