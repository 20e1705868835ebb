/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"
#include "rapport-public-board.h"
#include "rapport-scene-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AUDIENCE_VIEW (rapport_audience_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportAudienceView, rapport_audience_view, RAPPORT, AUDIENCE_VIEW, GtkWidget)

/**
 * RapportAudienceView:
 *
 * A board, or one of its frames, as large as it fits, as the client sees it: nothing of what
 * lies beside the frame, neither while it is shown nor on the way to the next. It answers
 * no keys and no clicks. Its cards are told to assistive technology in reading order.
 *
 * Other threads draw, so that nobody waits: what was shown stays in sight meanwhile. Signal
 * `shown ()` when something else is in sight, and told.
 */
GtkWidget *rapport_audience_view_new (void);

/* @board: (nullable): what is shown, %NULL for nothing. @frame: (nullable): the id of one of
 * its frames, %NULL for the whole board. Another frame is moved to, smoothly where the
 * user has not turned that off; another copy of the same board takes the place of the one
 * before. */
void rapport_audience_view_show (RapportAudienceView *self,
                                 RapportPublicBoard *board,
                                 const char *frame);

/* The cards in sight, as one reads them. (transfer full) (element-type RapportSceneItem) */
GPtrArray *rapport_audience_view_get_cards (RapportAudienceView *self);

/* (nullable) (transfer none): the one of them with an id. */
const RapportSceneItem *rapport_audience_view_find_card (RapportAudienceView *self, const char *id);

/* Where on the board (@x, @y) of the widget is; %FALSE where nothing is shown. */
gboolean
rapport_audience_view_find_spot (RapportAudienceView *self, double x, double y, RapportSpot *spot);

/* The light of a pointer at a place of the board; %NULL puts it out. */
void rapport_audience_view_set_laser (RapportAudienceView *self, const RapportSpot *spot);

G_END_DECLS
