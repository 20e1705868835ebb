/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"
#include "rapport-public-board.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AUDIENCE_WINDOW (rapport_audience_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportAudienceWindow,
                      rapport_audience_window,
                      RAPPORT,
                      AUDIENCE_WINDOW,
                      AdwWindow)

/**
 * RapportAudienceWindow:
 *
 * The window that is shared on a call: one client's board as that client may see it, or
 * one of its frames, and what was said about it in this call. It is called by the client's
 * name and has nothing of the library but #RapportPublicBoard.
 *
 * Signals, for whoever presents: `step (int n)` when a key asks for the frame @n places
 * further, `pointed (double x, double y)` with a place of the board that the pointer is
 * over, `left` when it is over none any more, `ended` when the window was closed or
 * Escape pressed; it is still there then.
 */
GtkWidget *rapport_audience_window_new (GtkApplication *application);

/* As rapport_audience_view_show(). */
void rapport_audience_window_show (RapportAudienceWindow *self,
                                   RapportPublicBoard *board,
                                   const char *frame);

void rapport_audience_window_set_laser (RapportAudienceWindow *self, const RapportSpot *spot);

G_END_DECLS
