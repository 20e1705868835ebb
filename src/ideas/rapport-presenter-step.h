/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PRESENTER_STEP (rapport_presenter_step_get_type ())
G_DECLARE_FINAL_TYPE (RapportPresenterStep,
                      rapport_presenter_step,
                      RAPPORT,
                      PRESENTER_STEP,
                      GObject)

/**
 * RapportPresenterStep:
 *
 * One thing that is presented: a frame of a board, or the whole board. Signal `changed ()`
 * when it is called otherwise, is skipped or not, is shown or not.
 */

/* @frame: (nullable): its id; %NULL for the whole board. */
RapportPresenterStep *rapport_presenter_step_new (const char *frame, const char *title);

const char *rapport_presenter_step_get_frame (RapportPresenterStep *self);
const char *rapport_presenter_step_get_title (RapportPresenterStep *self);
void rapport_presenter_step_set_title (RapportPresenterStep *self, const char *title);

/* Whether going from one to the next passes it over. */
gboolean rapport_presenter_step_is_skipped (RapportPresenterStep *self);
void rapport_presenter_step_set_skipped (RapportPresenterStep *self, gboolean skipped);

/* Whether the audience sees it. */
gboolean rapport_presenter_step_is_shown (RapportPresenterStep *self);
void rapport_presenter_step_set_shown (RapportPresenterStep *self, gboolean shown);

G_END_DECLS
