/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-server.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CIRCLE_STEPS (rapport_circle_steps_get_type ())
G_DECLARE_FINAL_TYPE (RapportCircleSteps,
                      rapport_circle_steps,
                      RAPPORT,
                      CIRCLE_STEPS,
                      AdwPreferencesGroup)

/* What is left when the server is done: this computer moves what it has. */
#define RAPPORT_CIRCLE_STEP_FOLLOW ((RapportServerStep) (RAPPORT_SERVER_STEP_MOVE + 1))

/* How far a change of who works with a client has come, a row for each step. */

/* None has begun; @whole_team: those of the way back. */
void rapport_circle_steps_reset (RapportCircleSteps *self, gboolean whole_team);

/* This one begins, and those before it are done. */
void rapport_circle_steps_reach (RapportCircleSteps *self, RapportServerStep step);

/* The one that had begun ended like this. */
void rapport_circle_steps_fail (RapportCircleSteps *self);
void rapport_circle_steps_finish (RapportCircleSteps *self);

/* What is still to be done in the last one; "" for nothing to say. */
void rapport_circle_steps_describe_follow (RapportCircleSteps *self, const char *text);

G_END_DECLS
