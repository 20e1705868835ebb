/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-board.h"
#include "rapport-scene-fill.h"

G_BEGIN_DECLS

/**
 * RapportPublicScene:
 *
 * What a client sees of a board, as a drawing. For the audience window:
 *
 *   publisher = rapport_board_publisher_new (library, board_id, &error);
 *   view = rapport_public_scene_new (NULL);
 *   rapport_public_scene_show (view, rapport_board_publisher_get_board (publisher), NULL);
 *   … rapport_public_scene_get_scene (view) goes to the canvas …
 *   on "changed" of the publisher: rapport_public_scene_show() again, which puts only
 *   what has changed; with a board of %NULL everything goes.
 *
 * One thread at a time.
 */
typedef struct _RapportPublicScene RapportPublicScene;

/* @language: of our own words; %NULL for that of the client */
RapportPublicScene *rapport_public_scene_new (const char *language);
void rapport_public_scene_free (RapportPublicScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPublicScene, rapport_public_scene_free)

/* (transfer none): the scene; the same for ever, but see rapport_public_scene_show_soon(). */
RapportScene *rapport_public_scene_get_scene (RapportPublicScene *self);

/**
 * rapport_public_scene_show:
 * @board: (nullable): kept by reference
 * @frame: (nullable): the id of a frame: then there is nothing but it, the cards whose
 *   middle lies in it, and the connectors between these
 */
void
rapport_public_scene_show (RapportPublicScene *self, RapportPublicBoard *board, const char *frame);

/* Puts the words of a metric's figure and of its change into the item of a card; its name
 * as title where the card has none. */
void rapport_scene_say_figure (RapportSceneItem *item,
                               const RapportBoardFigure *figure,
                               const char *language,
                               const char *currency);

/* Told when something else is shown. */
typedef void (*RapportPublicSceneShown) (gpointer user_data);

/**
 * rapport_public_scene_show_soon:
 * @shown: (nullable): called when it is shown
 *
 * As rapport_public_scene_show(), without keeping anybody waiting. What takes little is done at
 * once, and @shown called before this returns: a board of usual size, a change of what is
 * shown. A large board is worked out by another thread, and what was shown
 * stays until then; the first time, rapport_public_scene_get_scene() is another one
 * afterwards. What is asked for meanwhile is shown instead, never what it takes the place of:
 * something of that may have been hidden since. %NULL takes everything away at once. Main
 * thread; after rapport_public_scene_free() nothing is called.
 */
void rapport_public_scene_show_soon (RapportPublicScene *self,
                                     RapportPublicBoard *board,
                                     const char *frame,
                                     RapportPublicSceneShown shown,
                                     gpointer user_data);

/* Whether another thread works on what is to be shown. */
gboolean rapport_public_scene_is_waiting (RapportPublicScene *self);

G_END_DECLS
