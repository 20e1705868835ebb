/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-board.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_BOARD_OUTPUT_ERROR (rapport_board_output_error_quark ())

/**
 * RapportBoardOutputError:
 * @RAPPORT_BOARD_OUTPUT_ERROR_EMPTY: there is nothing to draw
 * @RAPPORT_BOARD_OUTPUT_ERROR_NO_FRAME: a frame that was asked for is not there
 * @RAPPORT_BOARD_OUTPUT_ERROR_FAILED: the picture could not be made
 *
 * Messages are for the user.
 */
typedef enum
{
  RAPPORT_BOARD_OUTPUT_ERROR_EMPTY,
  RAPPORT_BOARD_OUTPUT_ERROR_NO_FRAME,
  RAPPORT_BOARD_OUTPUT_ERROR_FAILED,
} RapportBoardOutputError;

GQuark rapport_board_output_error_quark (void);

/**
 * RapportBoardView:
 * @language: (nullable): "en" or "ru", of our own words; %NULL for the client's
 * @frames: (nullable): ids of the frames to show, in this order, %NULL-ended. %NULL shows
 *   every frame, by their order; the board as a whole where it has none or is shown in
 *   lanes
 * @whole: the board as a whole, whatever frames it has
 * @cancellable: (nullable): what is cancelled fails with %G_IO_ERROR_CANCELLED, soon
 *
 * What of a board comes out. A frame shows the cards whose middle lies in it, cut at its
 * edges, and nothing of another one.
 */
typedef struct
{
  const char *language;
  const char *const *frames;
  gboolean whole;
  GCancellable *cancellable;
} RapportBoardView;

/* (transfer full) (nullable): the id of the frame of that title, case aside, or of
 * that id. */
char *rapport_board_find_frame (RapportPublicBoard *board, const char *title, GError **error);

/* (transfer full): client, board and frame as the name of a file with the end @end, as
 * that of rapport_output_file_name(). @frame is an id or %NULL. */
char *rapport_board_file_name (RapportPublicBoard *board, const char *frame, const char *end);

/**
 * rapport_board_make_pdf:
 * @n_pages: (out) (optional)
 *
 * (transfer full): a page for each frame, in landscape, or one for the whole, on the smallest
 * sheet from A4 to A0 on which it can be read. Made to PDF/UA-1 as reports are: with
 * a heading for each page, the cards in reading order with their words, outline and
 * links. Equal boards give equal bytes, with the same fonts installed. In any thread.
 */
GBytes *rapport_board_make_pdf (RapportPublicBoard *board,
                                const RapportBoardView *view,
                                guint *n_pages,
                                GError **error);

/* (transfer full): one picture, of the first frame asked for or else of the whole, one board
 * unit being a pixel. In any thread. */
GBytes *
rapport_board_make_svg (RapportPublicBoard *board, const RapportBoardView *view, GError **error);

/* No picture has more pixels. */
#define RAPPORT_BOARD_MAX_PIXELS 100000000

/**
 * rapport_board_make_png:
 * @scale: pixels for a board unit, such as 2
 * @used: (out) (optional): what it came to: less than @scale where the picture would have
 *   more than %RAPPORT_BOARD_MAX_PIXELS or be longer than 32,000 pixels
 *
 * (transfer full): the same in pixels. In any thread; a large one takes seconds.
 */
GBytes *rapport_board_make_png (RapportPublicBoard *board,
                                const RapportBoardView *view,
                                double scale,
                                double *used,
                                GError **error);

G_END_DECLS
