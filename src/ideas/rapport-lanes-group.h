/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_LANES_GROUP (rapport_lanes_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportLanesGroup,
                      rapport_lanes_group,
                      RAPPORT,
                      LANES_GROUP,
                      AdwPreferencesGroup)

/**
 * RapportLanesGroup:
 *
 * The lanes that a board has for one of its two fields, to be added, renamed, put into another
 * order and deleted. It follows the board and is not there while the board has no such field.
 */

/* Once. @axis is RAPPORT_IDEA_BOARD_COLUMNS or RAPPORT_IDEA_BOARD_ROWS. */
void rapport_lanes_group_bind (RapportLanesGroup *self,
                               RapportLibrary *library,
                               RapportIdeaBoard *board,
                               guint axis);

G_END_DECLS
