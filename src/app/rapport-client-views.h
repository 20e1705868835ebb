/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"
#include "rapport-records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportClientView:
 * @name: "overview"; also the parameter of "win.show-view"
 * @title: N_() what the switcher says
 * @icon_name: what the switcher shows when it is narrow
 * @create: makes the view; the lights are the window's
 * @set_client: shows a client in what @create made
 * @is_for_calls: may be shown to the client: it follows #RapportOnlooker
 *
 * A view of a client. A feature with a new one adds a line to the table.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  GtkWidget *(*create) (RapportLibrary *library, RapportLights *lights);
  void (*set_client) (GtkWidget *view, RapportClient *client);
  gboolean is_for_calls;
} RapportClientView;

const RapportClientView *rapport_client_views_get (gsize *n);

/* (nullable) */
const RapportClientView *rapport_client_views_find (const char *name);

G_END_DECLS
