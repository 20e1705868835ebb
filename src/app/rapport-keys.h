/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-window.h"

G_BEGIN_DECLS

/* Lets the keys of the table of actions work in a window, under any keyboard
 * layout: where a key gives no Latin letter, the letter at the same place of a
 * Latin keyboard counts. */
void rapport_keys_install (RapportWindow *window);

/* The Latin letter, digit or sign at the place of a key: what the display's
 * layouts say, else that of an English keyboard. 0 where there is none. */
guint rapport_keys_get_latin (GdkDisplay *display, guint keycode, guint keyval);

G_END_DECLS
