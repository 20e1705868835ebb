/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-canvas-private.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CANVAS_NODE (rapport_canvas_node_get_type ())
G_DECLARE_FINAL_TYPE (RapportCanvasNode, rapport_canvas_node, RAPPORT, CANVAS_NODE, GObject)

/**
 * RapportCanvasNode:
 *
 * What a screen reader meets on a canvas: a list of cards (a lane, a frame, or what lies in
 * none), or a card in it. It is no widget; thousands cost nothing until they are asked for.
 */

/* @id: of a lane, a frame or a card; "" for the list of what lies in none. */
RapportCanvasNode *
rapport_canvas_node_new (RapportCanvas *canvas, RapportCanvasNode *list, const char *id);

const char *rapport_canvas_node_get_id (RapportCanvasNode *self);

/* Says what the thing is now. */
void rapport_canvas_node_update (RapportCanvasNode *self);

/* Takes the cards of a list, (element-type RapportCanvasNode) (transfer full), and how it is
 * called. */
void rapport_canvas_node_set_cards (RapportCanvasNode *self, GPtrArray *cards, const char *name);

/* Where it stands among its siblings. */
void rapport_canvas_node_set_place (RapportCanvasNode *self, RapportCanvasNode *next);

/* The list that a card stands in now. */
void rapport_canvas_node_set_list (RapportCanvasNode *self, RapportCanvasNode *list);

/* (transfer none) (nullable): the cards of a list. */
GPtrArray *rapport_canvas_node_get_cards (RapportCanvasNode *self);

/* The canvas, or the thing on it, is gone. */
void rapport_canvas_node_forget (RapportCanvasNode *self);

G_END_DECLS
