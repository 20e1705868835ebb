/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-output.h"
#include "rapport-public-scene.h"
#include "rapport-report-private.h"
#include "rapport-scene-painter.h"

G_BEGIN_DECLS

/* One page or picture: a frame, or the whole. */
typedef struct
{
  const char *frame; /* id, or NULL */
  char *title;
  RapportBox area; /* what is shown, in board units */
} BoardSheet;

/**
 * BoardDrawing:
 *
 * A board while it is drawn, sheet after sheet.
 */
typedef struct
{
  RapportPublicBoard *board;
  RapportPublicScene *view;
  RapportScenePainter *painter;
  RapportCatalog *catalog;
  const RapportLocale *locale;
  GArray *sheets;
  GCancellable *cancellable; /* (nullable) */
} BoardDrawing;

/* FALSE with an error. Always one sheet at least. */
gboolean board_drawing_init (BoardDrawing *self,
                             RapportPublicBoard *board,
                             const RapportBoardView *view,
                             gboolean one,
                             GError **error);
void board_drawing_clear (BoardDrawing *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BoardDrawing, board_drawing_clear)

/* (transfer none): the scene of a sheet, until the next is asked for. */
RapportScene *board_drawing_show (BoardDrawing *self, const BoardSheet *sheet);

/* Whether there is anything on it. */
gboolean board_drawing_is_empty (BoardDrawing *self, const BoardSheet *sheet);

G_END_DECLS
