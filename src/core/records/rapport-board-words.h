/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"

G_BEGIN_DECLS

/* The words of boards of ideas and of what lies on them. */
extern const RapportWord rapport_board_layouts[];
extern const RapportWord rapport_card_kinds[];
extern const RapportWord rapport_edge_sides[];
extern const RapportWord rapport_edge_ends[];
extern const RapportWord rapport_score_methods[];

/* What the columns and rows of a matrix can stand for: fields of a work item of
 * the same name. */
extern const RapportWord rapport_lane_fields[];

G_END_DECLS
