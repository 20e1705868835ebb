/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The Latin letter, digit or sign at the place of a key: what the display's
 * layouts say, else that of an English keyboard. 0 where there is none. */
guint rapport_latin_key_get (GdkDisplay *display, guint keycode, guint keyval);

G_END_DECLS
