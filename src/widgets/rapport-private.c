/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-private.h"

#include "rapport-onlooker.h"

static void
changed_cb (GtkWidget *widget, RapportOnlooker *onlooker)
{
  gtk_widget_set_visible (widget, rapport_onlooker_get_client (onlooker) == NULL);
}

void
rapport_private_watch (gpointer object, RapportLibrary *library, GCallback changed)
{
  g_signal_connect_object (rapport_onlooker_of (library), "changed", changed, object,
                           G_CONNECT_SWAPPED);
}

void
rapport_private_hide (GtkWidget *widget, RapportLibrary *library)
{
  rapport_private_watch (widget, library, G_CALLBACK (changed_cb));
  changed_cb (widget, rapport_onlooker_of (library));
}
