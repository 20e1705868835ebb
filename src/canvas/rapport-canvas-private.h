/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-canvas.h"
#include "rapport-tiles.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the pointer is doing. */
typedef enum
{
  RAPPORT_PRESS_NONE,
  RAPPORT_PRESS_THING, /* on something that may yet be dragged */
  RAPPORT_PRESS_MOVE,
  RAPPORT_PRESS_RESIZE,
  RAPPORT_PRESS_MARQUEE,
  RAPPORT_PRESS_PAN,
  RAPPORT_PRESS_CONNECT,
  RAPPORT_PRESS_NEW, /* a box is drawn for something new */
  RAPPORT_PRESS_LANE_SIZE,
  RAPPORT_PRESS_LANE_MOVE,
} RapportPress;

/* Things that are being moved: a picture of them, made once. */
typedef struct
{
  GPtrArray *items;    /* those that are moved, without connectors (owned) */
  GPtrArray *edges;    /* connectors with one end among them (owned) */
  GHashTable *ids;     /* of all that is lifted off the tiles (owned) */
  GdkTexture *texture; /* (owned) (nullable) */
  RapportBox texture_area;
  RapportBox bounds;  /* of the items, where they were */
  RapportBox *others; /* what they align with (owned) */
  gsize n_others;
  double dx, dy; /* in board units */
  RapportSnap snap;
  gboolean copying; /* the originals stay */
  RapportBox cell;  /* of the lanes, that it would drop into; empty for none */
} RapportLift;

struct _RapportCanvas
{
  GtkWidget parent_instance;

  RapportScene *scene;
  RapportTiles *tiles;
  gconstpointer overview; /* the one that was told of last; only to be compared */
  const RapportCanvasEdits *edits;
  gpointer edits_data;
  gboolean in_lanes;
  gboolean snapping;
  RapportCanvasTool tool;

  /* The view. */
  RapportViewport viewport;
  RapportSceneStyle style;
  RapportScenePainter *painter;
  AdwAnimation *flight;
  RapportViewport flight_from, flight_to;
  guint zoom_source;
  double pinch_zoom;
  RapportBox fit_box;
  gboolean fit_wanted;
  double inset;
  gboolean sized;

  /* The selection. */
  GHashTable *selected; /* owned ids */
  char *home;           /* the card whose connectors the keyboard goes over */
  char *focused;

  /* The pointer. */
  RapportPress press;
  double press_x, press_y; /* in the view */
  RapportSpot press_spot;
  double pointer_x, pointer_y;
  gboolean space_held;
  gboolean double_pressed; /* and not let go yet */
  gboolean was_selected;   /* what was pressed, before */
  double pan_x, pan_y;     /* of the press, so far */
  char *press_id;
  GHashTable *marquee_before; /* what was selected before it */
  RapportBox band;            /* the marquee, the box of something new, or the lane's line */
  RapportMovingEdges resizing;
  RapportSide connect_side;
  char *connect_to;
  RapportLift *lift;
  gboolean settling; /* the lift stays in sight until the tiles are drawn */
  guint autopan;

  /* The editor. */
  GtkWidget *editor; /* a GtkTextView in a frame, %NULL when nothing is written */
  char *edited;

  GPtrArray *nodes; /* (nullable): lists of cards, as a screen reader has asked for them */
  gboolean nodes_stale;
  guint nodes_source;
};

/* Pixels. */
#define RAPPORT_CANVAS_HANDLE 8.0
#define RAPPORT_CANVAS_REACH  6.0
#define RAPPORT_CANVAS_LEAST  48.0 /* of a side, in board units */
#define RAPPORT_CANVAS_GRID   12.0

/* The view. */
void rapport_canvas_view_changed (RapportCanvas *self);
void rapport_canvas_zoom_at (RapportCanvas *self, double zoom, double x, double y);
void rapport_canvas_pan (RapportCanvas *self, double dx, double dy);
void rapport_canvas_stop_flight (RapportCanvas *self);
/* What is not shown to anybody who looks: %NULL, or the item. */
RapportSceneItem *rapport_canvas_get_item (RapportCanvas *self, const char *id);
RapportSceneItem *rapport_canvas_hit (RapportCanvas *self, double x, double y);

/* The selection. */
void rapport_canvas_set_focused (RapportCanvas *self, const char *id);
/* With the others of its group. */
void rapport_canvas_select_one (RapportCanvas *self, const RapportSceneItem *item, gboolean add);
void rapport_canvas_toggle (RapportCanvas *self, const RapportSceneItem *item);
void rapport_canvas_selection_changed (RapportCanvas *self);
/* Around what is selected; FALSE where nothing is. */
gboolean rapport_canvas_get_selected_box (RapportCanvas *self, RapportBox *box);
/* (nullable): the only thing that is selected, when it can be resized. */
RapportSceneItem *rapport_canvas_get_resizable (RapportCanvas *self);

/* Moving. */
void rapport_canvas_lift (RapportCanvas *self);
void rapport_canvas_drag_lift (RapportCanvas *self, double dx, double dy, GdkModifierType state);
void rapport_canvas_drop_lift (RapportCanvas *self, gboolean apply);
void rapport_canvas_clear_lift (RapportCanvas *self);
void rapport_canvas_resize_to (RapportCanvas *self, RapportSpot spot, GdkModifierType state);
RapportMovingEdges rapport_canvas_find_handle (RapportCanvas *self, double x, double y);
/* The knob at the middle of a side of the card that the pointer is over, or %RAPPORT_SIDE_ANY. */
RapportSide rapport_canvas_find_knob (RapportCanvas *self, double x, double y);
RapportSpot rapport_canvas_get_knob (RapportCanvas *self, const RapportBox *box, RapportSide side);
/* Moves what is selected by keys. */
void rapport_canvas_nudge (RapportCanvas *self, double dx, double dy);

/* Lanes. (nullable): the lane whose heading, or (with @edge set to TRUE) whose far edge, is at a
 * place of the view. */
RapportSceneItem *
rapport_canvas_find_lane (RapportCanvas *self, double x, double y, gboolean *edge);
/* The lane that @item would stand before when let go at @spot; %NULL for the end. */
RapportSceneItem *rapport_canvas_find_lane_place (RapportCanvas *self,
                                                  const RapportSceneItem *item,
                                                  RapportSpot spot,
                                                  RapportBox *line);

/* Parts of the class. */
void rapport_canvas_accessible_init (GtkAccessibleInterface *iface);
/* After a change: they say what is now, soon. */
void rapport_canvas_renew_nodes (RapportCanvas *self);
void rapport_canvas_forget_nodes (RapportCanvas *self);
void rapport_canvas_add_controllers (RapportCanvas *self);
void rapport_canvas_add_keys (RapportCanvas *self);
void rapport_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void rapport_canvas_place_editor (RapportCanvas *self);
void rapport_canvas_close_editor (RapportCanvas *self);
void rapport_canvas_update_cursor (RapportCanvas *self);
void rapport_canvas_cancel_press (RapportCanvas *self);

G_END_DECLS
