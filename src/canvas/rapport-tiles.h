/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-scene-painter.h"
#include "rapport-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportTiles:
 *
 * A scene as squares of pixels that other threads have drawn. A frame of the screen puts
 * together what is there; what is missing is drawn meanwhile, nearest to the middle first, and
 * stands there in a coarser form until then. What changes in the scene makes its tiles stale:
 * they stay in sight until they are drawn again. Main thread only.
 */
typedef struct _RapportTiles RapportTiles;

/* @ready is called when there is something new to be shown. */
RapportTiles *rapport_tiles_new (void (*ready) (gpointer user_data), gpointer user_data);
void rapport_tiles_free (RapportTiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTiles, rapport_tiles_free)

void rapport_tiles_set_scene (RapportTiles *self, RapportScene *scene);
void rapport_tiles_set_style (RapportTiles *self, const RapportSceneStyle *style);

/* Things that are drawn by somebody else for the time being: (element-type utf8),
 * %NULL for none. */
void rapport_tiles_set_lifted (RapportTiles *self, GHashTable *ids);

/* Shows what @viewport sees, with @scale pixels of the screen for each of its. While
 * @moving, the zoom is about to change and no tiles are drawn for it. */
void rapport_tiles_snapshot (RapportTiles *self,
                             GtkSnapshot *snapshot,
                             const RapportViewport *viewport,
                             double scale,
                             gboolean moving);

/* Whether all that was to be seen in the last frame was drawn as it is now. */
gboolean rapport_tiles_are_settled (RapportTiles *self);

/* (nullable) (transfer none): a picture of the whole board, at most 1024 pixels wide and
 * high, and what part of the board it shows; %NULL until it is drawn. */
GdkTexture *rapport_tiles_get_overview (RapportTiles *self, RapportBox *box);

G_END_DECLS
