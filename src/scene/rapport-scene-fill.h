/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-scene-build.h"

G_BEGIN_DECLS

/**
 * RapportSceneRecords:
 * @board: the board itself
 * @placements: (element-type RapportSceneSource), like the others
 * @works: id → RapportSceneSource of the work items that may be seen
 * @cards: id → the same as in @placements; only rapport_scene_refill() asks for it, and not for
 *   @placements
 * @connectors: the same as in @edges
 *
 * All that a board is made of. What is missing is not shown. The lanes are
 * brought into their order.
 */
typedef struct
{
  const RapportSceneSource *board;
  GPtrArray *placements;
  GPtrArray *frames;
  GPtrArray *edges;
  GPtrArray *lanes;
  GHashTable *works;
  GHashTable *cards;
  GHashTable *connectors;
} RapportSceneRecords;

/**
 * rapport_scene_fill:
 *
 * Shows a board in an empty scene, by its layout: each thing where it was put, or the
 * cards in the lanes of the fields that the board's columns and rows stand for. Lanes
 * stand in their order; values that cards have and no lane stands for follow as
 * lanes of their own, and at the end one without a name, where there are cards without
 * a value. Frames and their connectors are only on a free board.
 *
 * Returns: (transfer full) (nullable): the lanes, to find where a card was dropped; %NULL
 * when the board is free
 */
RapportMatrix *rapport_scene_fill (RapportScene *scene,
                                   const RapportSceneView *view,
                                   const RapportSceneRecords *records);

/**
 * rapport_scene_refill:
 * @changed: a set of ids: of the cards, and of the connectors, that were changed, or whose
 *   work item was
 * @same_lanes: the board is in lanes, and the scene shows it in those of the same fields
 *
 * The same for a scene that shows the board as it was before. Cards that have not changed are
 * not made again, only put elsewhere where they have to give way, and what is shown as it should
 * be is not touched: nothing is drawn but what differs. With @same_lanes nothing is asked of the
 * records of cards that have not changed: the lanes that they are in, and their order, are those
 * of the scene.
 */
void rapport_scene_refill (RapportScene *scene,
                           const RapportSceneView *view,
                           const RapportSceneRecords *records,
                           GHashTable *changed,
                           gboolean same_lanes);

G_END_DECLS
