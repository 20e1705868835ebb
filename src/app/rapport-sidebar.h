/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SIDEBAR (rapport_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RapportSidebar, rapport_sidebar, RAPPORT, SIDEBAR, AdwNavigationPage)

/**
 * RapportSidebar:
 *
 * The rooms, then the key clients with this week's light. Choosing a row
 * activates the window's actions.
 */
void
rapport_sidebar_set_library (RapportSidebar *self, RapportLibrary *library, RapportLights *lights);

typedef enum
{
  RAPPORT_SIDEBAR_CLIENTS,
  RAPPORT_SIDEBAR_MEETINGS,
} RapportSidebarRoom;

/* Which room it is that is shown while no client is. */
void rapport_sidebar_set_room (RapportSidebar *self, RapportSidebarRoom room);

/* How many meetings there are today: a number beside their room. */
void rapport_sidebar_set_meetings_today (RapportSidebar *self, guint n);

/* Which row is where the user is: a client's, or the room's where it is "". */
void rapport_sidebar_select_client (RapportSidebar *self, const char *client_id);

/* Whether a board is presented: a button below leads to it. */
void rapport_sidebar_set_presenting (RapportSidebar *self, gboolean presenting);

/* Shows nothing but @client, and without its light; %NULL shows all again. */
void rapport_sidebar_confine (RapportSidebar *self, RapportClient *client);

void rapport_sidebar_popup_menu (RapportSidebar *self);

G_END_DECLS
