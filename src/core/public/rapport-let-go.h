/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Frees in another thread, a little later, what takes long to be freed: ten thousands of
 * pieces that no thread has its own of. */
void rapport_let_go (gpointer data, GDestroyNotify destroy);

G_END_DECLS
