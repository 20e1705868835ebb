/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ROOM (rapport_room_get_type ())
G_DECLARE_FINAL_TYPE (RapportRoom, rapport_room, RAPPORT, ROOM, GObject)

/* A room of the window as a row of the sidebar. @action takes no parameter. */
RapportRoom *rapport_room_new (const char *title, const char *icon_name, const char *action);

/* A number beside the title, 0 for none: signal `notify::count`. */
void rapport_room_set_count (RapportRoom *self, guint count);
guint rapport_room_get_count (RapportRoom *self);

const char *rapport_room_get_title (RapportRoom *self);
const char *rapport_room_get_icon_name (RapportRoom *self);
const char *rapport_room_get_action (RapportRoom *self);

G_END_DECLS
