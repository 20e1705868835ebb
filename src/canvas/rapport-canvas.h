/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-scene.h"
#include "rapport-snap.h"
#include "rapport-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CANVAS (rapport_canvas_get_type ())
G_DECLARE_FINAL_TYPE (RapportCanvas, rapport_canvas, RAPPORT, CANVAS, GtkWidget)

/* What a press of the pointer does. */
typedef enum
{
  RAPPORT_CANVAS_SELECT,
  RAPPORT_CANVAS_HAND,
  RAPPORT_CANVAS_IDEA,
  RAPPORT_CANVAS_NOTE,
  RAPPORT_CANVAS_FRAME,
  RAPPORT_CANVAS_CONNECT,
} RapportCanvasTool;

/**
 * RapportCanvasEdits:
 * @move: the things @ids (%NULL-ended) were moved or resized to @boxes
 * @drop: they were dropped on the lanes at (@x, @y)
 * @find_cell: the cell of the lanes at a place; FALSE where there is none
 * @size_lane: a lane is to be so wide, or so high
 * @move_lane: a lane is to stand before @before, or last with %NULL
 * @copy: copies of things are wanted, that far away
 * @connect: a connector from one card to another
 * @create: a thing of this kind at @box
 * @begin_text: (transfer full) (nullable): the text of a thing as it is to be written, %NULL
 *   where there is none to write. @lines is set where it may have several
 * @set_text: the user has typed
 * @end_text: the user has left the text
 * @open_menu: the menu of what is selected was asked for at a place of the widget
 *
 * What a user wants of the things on a canvas; each call is one step. The canvas itself changes
 * nothing: whoever owns the things does, and the scene follows. Members may be %NULL.
 */
typedef struct
{
  void (*move) (const char *const *ids, const RapportBox *boxes, gpointer user_data);
  void (*drop) (const char *const *ids, double x, double y, gpointer user_data);
  gboolean (*find_cell) (double x, double y, RapportBox *cell, gpointer user_data);
  void (*size_lane) (const char *id, double size, gpointer user_data);
  void (*move_lane) (const char *id, const char *before, gpointer user_data);
  void (*copy) (const char *const *ids, double dx, double dy, gpointer user_data);
  void (*connect) (const char *from,
                   RapportSide from_side,
                   const char *to,
                   RapportSide to_side,
                   gpointer user_data);
  void (*create) (RapportSceneKind kind, const RapportBox *box, gpointer user_data);
  char *(*begin_text) (const char *id, gboolean *lines, gpointer user_data);
  void (*set_text) (const char *id, const char *text, gpointer user_data);
  void (*end_text) (const char *id, gpointer user_data);
  void (*open_menu) (double x, double y, gpointer user_data);
} RapportCanvasEdits;

/**
 * RapportCanvas:
 *
 * A board to look at and to work on. It shows a #RapportScene and knows nothing else: no
 * record, no client; what the user wants goes to #RapportCanvasEdits.
 *
 * Properties: `zoom` (double, 1 is 100 %), `tool` (#RapportCanvasTool), `snapping` (boolean:
 * things that are moved align with others and with the grid). Signals: `selection-changed`;
 * `view-changed` after panning or zooming; `overview-changed` when there is another
 * picture of the whole.
 */
GtkWidget *rapport_canvas_new (void);

/* (nullable) */
void rapport_canvas_set_scene (RapportCanvas *self, RapportScene *scene);
RapportScene *rapport_canvas_get_scene (RapportCanvas *self);

/* Without, or with %NULL, nothing can be changed. @edits is not copied. */
void
rapport_canvas_set_edits (RapportCanvas *self, const RapportCanvasEdits *edits, gpointer user_data);

/* Whether things lie in lanes: they are dropped instead of moved. */
void rapport_canvas_set_in_lanes (RapportCanvas *self, gboolean in_lanes);

/* Pixels at the bottom that something else covers: what is fitted into the view keeps clear of
 * them. */
void rapport_canvas_set_inset (RapportCanvas *self, double inset);

/* The view. */
void rapport_canvas_get_viewport (RapportCanvas *self, RapportViewport *viewport);
void
rapport_canvas_set_viewport (RapportCanvas *self, const RapportViewport *viewport, gboolean fly);
double rapport_canvas_get_zoom (RapportCanvas *self);
/* In the middle. */
void rapport_canvas_set_zoom (RapportCanvas *self, double zoom);
void rapport_canvas_zoom_step (RapportCanvas *self, gboolean in);
void rapport_canvas_fit_all (RapportCanvas *self);
/* The upper edge of everything, as wide as fits but so that it can be read: how a table of lanes is
 * met first. */
void rapport_canvas_fit_top (RapportCanvas *self);
void rapport_canvas_fit_selected (RapportCanvas *self);
/* With the size that the canvas has then, as soon as it has one. Flies there unless motion is
 * reduced. */
void rapport_canvas_fit_box (RapportCanvas *self, const RapportBox *box);
/* Flies to a thing and selects it. */
void rapport_canvas_show (RapportCanvas *self, const char *id);
/* Whether all that is in sight is drawn as it is. */
gboolean rapport_canvas_is_settled (RapportCanvas *self);
/* (nullable) (transfer none): the whole board, small. */
GdkTexture *rapport_canvas_get_overview (RapportCanvas *self, RapportBox *box);

/* The selection. (transfer full): %NULL-ended ids. */
char **rapport_canvas_get_selected (RapportCanvas *self);
guint rapport_canvas_get_n_selected (RapportCanvas *self);
gboolean rapport_canvas_is_selected (RapportCanvas *self, const char *id);
/* What is not there is left out. */
void rapport_canvas_select (RapportCanvas *self, const char *const *ids);
void rapport_canvas_select_all (RapportCanvas *self);
/* (nullable) (transfer none): the thing that keys act on. */
const char *rapport_canvas_get_focused (RapportCanvas *self);
/* The keyboard goes to the connectors of the card that it is at, one after another, and then to
 * all others; or to the frame around it, and from a frame to the next. */
void rapport_canvas_walk_connectors (RapportCanvas *self);
void rapport_canvas_walk_frames (RapportCanvas *self);

RapportCanvasTool rapport_canvas_get_tool (RapportCanvas *self);
void rapport_canvas_set_tool (RapportCanvas *self, RapportCanvasTool tool);

/* Opens the editor on a thing, when that has a text that can be written. */
gboolean rapport_canvas_edit (RapportCanvas *self, const char *id);
gboolean rapport_canvas_is_editing (RapportCanvas *self);

G_END_DECLS
