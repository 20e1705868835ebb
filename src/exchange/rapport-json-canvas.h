/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is refused as a whole. */
#define RAPPORT_JSON_CANVAS_MAX_BYTES (64 * 1024 * 1024)
#define RAPPORT_JSON_CANVAS_MAX_NODES 100000
#define RAPPORT_JSON_CANVAS_MAX_EDGES 200000
/* What is cut, in bytes of one text. */
#define RAPPORT_JSON_CANVAS_MAX_TEXT (256 * 1024)

/* The key that Rapport's own fields travel under. */
#define RAPPORT_JSON_CANVAS_KEY "rapport"
/* What a card's picture is called there. */
#define RAPPORT_JSON_CANVAS_PICTURE "picture"

typedef enum
{
  RAPPORT_CANVAS_TEXT,
  RAPPORT_CANVAS_FILE,
  RAPPORT_CANVAS_LINK,
  RAPPORT_CANVAS_GROUP,
} RapportCanvasKind;

/**
 * RapportCanvasNode:
 * @id: as the file has it; never empty
 * @kind: what it is; a type that nobody knows is a text
 * @x: with the others in board units, within ±10 million
 * @colour: "#rrggbb", or %NULL
 * @text: Markdown of a text, the label of a group, or ""
 * @address: of a link; the path of a file, with its subpath; or ""
 * @own: (nullable): the object under %RAPPORT_JSON_CANVAS_KEY
 * @extra: (nullable): JSON of the keys that only the other program knows
 * @picture: (nullable): what it shows, as it can be kept; see rapport_json_canvas_read()
 * @picture_type: (nullable): its MIME type; static
 * @note: (nullable): Markdown of the note that it shows; see rapport_json_canvas_read()
 *
 * What lies on a canvas.
 */
typedef struct
{
  char *id;
  RapportCanvasKind kind;
  double x, y, width, height;
  char *colour;
  char *text;
  char *address;
  JsonObject *own;
  char *extra;
  GBytes *picture;
  const char *picture_type;
  char *note;
} RapportCanvasNode;

/**
 * RapportCanvasEdge:
 * @from: id of a node, which is there; @to as well
 * @from_side: (nullable): "top", "right", "bottom" or "left"
 *
 * A connector.
 */
typedef struct
{
  char *id;
  char *from;
  char *to;
  char *from_side;
  char *to_side;
  gboolean from_arrow;
  gboolean to_arrow;
  char *colour;
  char *label;
  JsonObject *own;
  char *extra;
} RapportCanvasEdge;

/**
 * RapportJsonCanvas:
 * @nodes: (element-type RapportCanvasNode): in the order of drawing
 * @edges: (element-type RapportCanvasEdge)
 * @own: (nullable): what Rapport says of the whole
 * @extra: (nullable): JSON of other keys of the whole
 * @n_dangling: connectors that were left out since an end was not there
 * @n_moved: nodes whose place or size was no number or too far away
 * @n_cut: texts that were longer than %RAPPORT_JSON_CANVAS_MAX_TEXT
 * @n_lost: pictures that are not there or can't be kept
 * @n_lost_notes: the same of notes
 * @has_pictures: whether pictures were looked for
 *
 * A file of JSON Canvas 1.0 (jsoncanvas.org, 2024-03-11). One thread at a time.
 */
typedef struct
{
  GPtrArray *nodes;
  GPtrArray *edges;
  JsonObject *own;
  char *extra;
  guint n_dangling;
  guint n_moved;
  guint n_cut;
  guint n_lost;
  guint n_lost_notes;
  gboolean has_pictures;
} RapportJsonCanvas;

RapportJsonCanvas *rapport_json_canvas_new (void);
void rapport_json_canvas_free (RapportJsonCanvas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportJsonCanvas, rapport_json_canvas_free)

/* (transfer none): a new one at the end, whose strings may be set. */
RapportCanvasNode *rapport_json_canvas_add_node (RapportJsonCanvas *self, const char *id);
RapportCanvasEdge *rapport_json_canvas_add_edge (RapportJsonCanvas *self, const char *id);

/**
 * rapport_json_canvas_parse:
 * @length: in bytes, or -1
 *
 * Reads a file whole or not at all: %NULL with a message for the user when it is
 * no JSON Canvas, is too large, or has two things of one id.
 */
RapportJsonCanvas *rapport_json_canvas_parse (const char *data, gssize length, GError **error);

/* (transfer full) (nullable): a picture as it can be kept, with what it is, a static word; %NULL
 * for what is none, is too large or more than a drawing. In any thread. */
typedef GBytes *(*RapportCanvasPrepare) (GBytes *file, const char **mime_type, GError **error);

/**
 * rapport_json_canvas_read:
 * @prepare: what makes of the bytes of a picture those that are kept
 *
 * The same of a file on the disk, with its pictures: those in the file itself, and those of
 * other programs, whose paths lead from the folder of the canvas, or from that of all notes
 * (which has a folder ".obsidian"); never out of it, nor over a symbolic link. Markdown notes that
 * lie there are read in the same way. May take seconds: for a thread.
 */
RapportJsonCanvas *rapport_json_canvas_read (GFile *file,
                                             RapportCanvasPrepare prepare,
                                             GCancellable *cancellable,
                                             GError **error);

/* Whether a path is one of a picture, by how it ends. */
gboolean rapport_json_canvas_is_picture (const char *path);

/* Whether it is one of a note, of which a heading may be named behind a "#". */
gboolean rapport_json_canvas_is_note (const char *path);

/* (transfer full) (nullable): what a card shows of a note with these bytes: all of it without
 * what stands there for programs, or what is below the heading that @address names, under the name
 * of the file where it has no heading itself. %NULL for what is no UTF-8. */
char *rapport_json_canvas_take_note (const char *address, const char *bytes, gsize length);

/* (transfer full): as a file, which rapport_json_canvas_parse() reads to the same. */
char *rapport_json_canvas_write (const RapportJsonCanvas *self);

G_END_DECLS
