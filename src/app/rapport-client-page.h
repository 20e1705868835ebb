/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLIENT_PAGE (rapport_client_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportClientPage,
                      rapport_client_page,
                      RAPPORT,
                      CLIENT_PAGE,
                      AdwNavigationPage)

/**
 * RapportClientPage:
 *
 * All that there is of one client, in views. A view is made when it is first
 * looked at, or prepared before.
 */
RapportClientPage *rapport_client_page_new (RapportLibrary *library, RapportLights *lights);

/* Makes a view that has not been looked at yet, so that looking at it takes less
 * time. %FALSE where all of them are made. */
gboolean rapport_client_page_prepare (RapportClientPage *self);

void rapport_client_page_set_client (RapportClientPage *self, RapportClient *client);

/* (nullable) */
RapportClient *rapport_client_page_get_client (RapportClientPage *self);

/* How many exports of the client wait to be imported: a banner says so. */
void rapport_client_page_set_offers (RapportClientPage *self, guint n);

/* Whether the client looks at it: then it shows only the views that are fit to be
 * seen, and neither light nor menu. */
void rapport_client_page_confine (RapportClientPage *self, gboolean confined);

/* Shows a view: "overview", "plan", "reports". */
void rapport_client_page_show_view (RapportClientPage *self, const char *name);

/* (nullable): a view that has been made. */
GtkWidget *rapport_client_page_get_view (RapportClientPage *self, const char *name);

G_END_DECLS
