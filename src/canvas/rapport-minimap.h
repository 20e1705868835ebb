/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-canvas.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINIMAP (rapport_minimap_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinimap, rapport_minimap, RAPPORT, MINIMAP, GtkWidget)

/**
 * RapportMinimap:
 *
 * The whole of a canvas, small, with what is in sight outlined. A press or a drag shows that
 * place. It is there only while not everything is in sight. The keyboard has no need of it, and a
 * screen reader passes it by.
 */
GtkWidget *rapport_minimap_new (RapportCanvas *canvas);

/* Whether the user wants it at all. */
void rapport_minimap_set_wanted (RapportMinimap *self, gboolean wanted);

G_END_DECLS
