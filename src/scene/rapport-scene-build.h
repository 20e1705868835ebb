/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"
#include "rapport-matrix.h"
#include "rapport-scene.h"

G_BEGIN_DECLS

/**
 * RapportSceneSource:
 * @get: (transfer none) (nullable): the value of a field by its name
 * @confidential: not for the client
 *
 * A record as a board shows it: a public copy for an audience or a page, or a
 * row of the library for who works on it. What it points at need not be there.
 */
typedef struct
{
  const char *id;
  gpointer data;
  GVariant *(*get) (gpointer data, const char *field);
  gboolean confidential;
} RapportSceneSource;

/**
 * RapportSceneView:
 * @language: of the words that are ours
 * @score: how ideas are weighed: "ice", "rice"; %NULL where scores are not shown
 * @votes: (nullable): id of a card → its dots, where those are shown
 * @find_picture: (nullable): (transfer full) (nullable): what an attachment shows
 * @find_figure: (nullable): puts the words of a metric's latest month and of its
 *   change into the item, both (transfer full)
 *
 * How a board is shown.
 */
typedef struct
{
  const char *language;
  RapportDay today;
  const char *score;
  GHashTable *votes;
  gpointer user_data;
  RapportPicture *(*find_picture) (const char *attachment, gpointer user_data);
  void (*find_figure) (const char *metric, RapportSceneItem *item, gpointer user_data);
} RapportSceneView;

/* (transfer full): a card. @work is the work item that it points at, %NULL where it points at
 * none or that is not to be seen; such a card of the kind "item" is %NULL. */
RapportSceneItem *rapport_scene_build_card (const RapportSceneView *view,
                                            const RapportSceneSource *placement,
                                            const RapportSceneSource *work);
RapportSceneItem *rapport_scene_build_frame (const RapportSceneSource *frame);
RapportSceneItem *rapport_scene_build_edge (const RapportSceneSource *edge);

/* Where a card or a frame was put. */
RapportBox rapport_scene_get_box (const RapportSceneSource *source);

/* (transfer full): what a card has in a field of rapport_lane_fields: that of its work
 * item, or among its own lanes; "" for nothing. */
char *rapport_scene_get_lane (const RapportSceneSource *placement,
                              const RapportSceneSource *work,
                              const char *field);

/* (transfer full): how a lane's value is called: a status by its word, "2026-11" as
 * "November 2026", all else as it is. */
char *rapport_scene_name_lane (const RapportSceneView *view, const char *field, const char *value);

G_END_DECLS
