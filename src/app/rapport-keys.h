/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-window.h"

G_BEGIN_DECLS

/* Lets the keys of the table of actions work in a window, under any keyboard
 * layout: where a key gives no Latin letter, the letter at the same place of a
 * Latin keyboard counts. */
void rapport_keys_install (RapportWindow *window);

G_END_DECLS
