/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-scene-item.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SCENE (rapport_scene_get_type ())
G_DECLARE_FINAL_TYPE (RapportScene, rapport_scene, RAPPORT, SCENE, GObject)

/**
 * RapportScene:
 *
 * All that lies on one board, found by id and by place. Signals, each at once:
 * `damaged (RapportBox *)`: what is drawn there has changed; `changed`: after
 * any change, once for each call. One thread; the items may go to others.
 */
RapportScene *rapport_scene_new (void);

/* Adds @item, or puts it in the place of the one with its id. Connectors of a
 * card follow it; one whose ends are not both there is kept and not found until
 * they are. @item is (transfer full). */
void rapport_scene_put (RapportScene *self, RapportSceneItem *item);

/* Many at once, with one signal for all. (element-type RapportSceneItem), whose
 * items are taken and which is left empty. */
void rapport_scene_put_all (RapportScene *self, GPtrArray *items);

/* Nothing when it is not there. */
void rapport_scene_remove (RapportScene *self, const char *id);
/* Many at once, with one signal for all. (element-type utf8) */
void rapport_scene_remove_all (RapportScene *self, GPtrArray *ids);
void rapport_scene_clear (RapportScene *self);

guint rapport_scene_get_n_items (RapportScene *self);

/* (transfer none) (nullable) */
RapportSceneItem *rapport_scene_get (RapportScene *self, const char *id);

/* (transfer full) (element-type RapportSceneItem): what intersects @box, or all
 * with %NULL, in the order of drawing. */
GPtrArray *rapport_scene_find (RapportScene *self, const RapportBox *box);

/* (transfer container) (element-type RapportSceneItem): all that is found, in the order of drawing;
 * valid until something changes. */
GPtrArray *rapport_scene_list (RapportScene *self);

/* (transfer full) (element-type RapportSceneItem): the lanes, in the order of drawing. */
GPtrArray *rapport_scene_get_lanes (RapportScene *self);

/* (transfer none) (nullable): the uppermost thing at (@x, @y). A connector is
 * within @reach of its way; a frame is hit at its title and its border, not
 * inside; lanes are not hit. */
RapportSceneItem *rapport_scene_hit (RapportScene *self, double x, double y, double reach);

/* (transfer none) (nullable): the uppermost frame around (@x, @y). */
RapportSceneItem *rapport_scene_frame_at (RapportScene *self, double x, double y);

/* (transfer full) (element-type RapportSceneItem): the cards whose centre lies in
 * a frame, in the order of drawing. */
GPtrArray *rapport_scene_get_inside (RapportScene *self, const RapportBox *frame);

/* Around everything; empty where there is nothing. */
RapportBox rapport_scene_get_bounds (RapportScene *self);

/* (transfer full) (element-type RapportSceneItem): the cards as one reads them:
 * by rows from above, in a row from the left. Cards belong to one row when the middle
 * of either lies within the height of the other. */
GPtrArray *rapport_scene_get_reading_order (RapportScene *self);

typedef enum
{
  RAPPORT_SCENE_UP,
  RAPPORT_SCENE_RIGHT,
  RAPPORT_SCENE_DOWN,
  RAPPORT_SCENE_BACK,
} RapportSceneDirection;

/* (transfer none) (nullable): the card that an arrow key goes to: the nearest whose
 * centre lies in that direction, what is straight ahead before what is aside. */
RapportSceneItem *rapport_scene_get_neighbour (RapportScene *self,
                                               const RapportSceneItem *item,
                                               RapportSceneDirection direction);

/* How high the title of a frame stands above it, and how far beyond their boxes
 * things may draw: names of frames, shadows, the ways of connectors. */
#define RAPPORT_SCENE_FRAME_TITLE 32.0
#define RAPPORT_SCENE_MARGIN      56.0

G_END_DECLS
