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

/* (transfer none): the scene, the same for ever. */
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

G_END_DECLS
