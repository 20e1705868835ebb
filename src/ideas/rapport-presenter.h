/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"
#include "rapport-library.h"
#include "rapport-presenter-step.h"
#include "rapport-public-board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PRESENTER (rapport_presenter_get_type ())
G_DECLARE_FINAL_TYPE (RapportPresenter, rapport_presenter, RAPPORT, PRESENTER, GObject)

/**
 * RapportPresenter:
 *
 * A board that is being presented to its client: the audience window, which of the frames it
 * shows, since when. It goes on whatever else the main window shows. What was shown when is
 * kept as records of the type showing, in a history of their own, so that undo does not go
 * over them. Main thread.
 *
 * Signals: `changed ()` after another frame is shown, or the board has changed; `laser-changed
 * ()`; `ended ()` once, when it is over.
 */

/* Opens the audience window with the first frame, or the whole board where there is none. A large
 * board is read first, which keeps nobody waiting. %NULL with an error in the user's words where
 * the client may see nothing of the board. */
void rapport_presenter_new_async (RapportLibrary *library,
                                  const char *board_id,
                                  GtkApplication *application,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
RapportPresenter *rapport_presenter_new_finish (GAsyncResult *result, GError **error);

RapportLibrary *rapport_presenter_get_library (RapportPresenter *self);
const char *rapport_presenter_get_board_id (RapportPresenter *self);
const char *rapport_presenter_get_client_id (RapportPresenter *self);

/* (transfer none) (nullable): what the client may see of the board. */
RapportPublicBoard *rapport_presenter_get_board (RapportPresenter *self);

/* (transfer none): of #RapportPresenterStep: the frames in their order, then the whole board,
 * which is skipped where there are frames. */
GListModel *rapport_presenter_get_steps (RapportPresenter *self);

guint rapport_presenter_get_position (RapportPresenter *self);
/* (transfer full) (nullable): what is shown, what comes next. */
RapportPresenterStep *rapport_presenter_get_current (RapportPresenter *self);
RapportPresenterStep *rapport_presenter_get_next (RapportPresenter *self);

void rapport_presenter_go (RapportPresenter *self, guint position);
/* Goes @n places further, past what is skipped; nowhere at the ends. */
void rapport_presenter_step (RapportPresenter *self, int n);

/* Remembered with the library for the next time. */
void rapport_presenter_set_skipped (RapportPresenter *self, guint position, gboolean skipped);

/* One place earlier, or later; it is the order of the board's frames. %FALSE where that is
 * not possible. */
gboolean rapport_presenter_move (RapportPresenter *self, guint position, gboolean later);

/* When it began, in microseconds. */
gint64 rapport_presenter_get_started (RapportPresenter *self);

gboolean rapport_presenter_has_laser (RapportPresenter *self);
void rapport_presenter_set_laser (RapportPresenter *self, gboolean on);
/* A place of the board, %NULL for none; nothing while the laser is off. */
void rapport_presenter_point (RapportPresenter *self, const RapportSpot *spot);
/* (nullable): where it points. */
const RapportSpot *rapport_presenter_get_spot (RapportPresenter *self);

/* What was said about a card in this call; @said_by may be "". */
gboolean rapport_presenter_remark (RapportPresenter *self,
                                   const char *card_id,
                                   const char *text,
                                   const char *said_by,
                                   GError **error);

gboolean rapport_presenter_is_over (RapportPresenter *self);

/* Closes the audience window. */
void rapport_presenter_end (RapportPresenter *self);

G_END_DECLS
