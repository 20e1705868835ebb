/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-ideas-rows.h"
#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-scene.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IDEAS_MODEL (rapport_ideas_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdeasModel, rapport_ideas_model, RAPPORT, IDEAS_MODEL, GObject)

/**
 * RapportIdeasCell:
 * @column: (owned): the value of the board's column field, "" for none
 * @row: (owned): of its row field
 * @before: (owned) (nullable): the card that something dropped there comes before
 *
 * Where something would be dropped in lanes.
 */
typedef struct
{
  char *column;
  char *row;
  char *before;
  RapportBox box;
} RapportIdeasCell;

void rapport_ideas_cell_clear (RapportIdeasCell *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportIdeasCell, rapport_ideas_cell_clear)

/**
 * RapportIdeasModel:
 *
 * One board of a client as a #RapportScene, kept true with each commit: all of it
 * for who works on it, or what the client may see. Signals: `loaded` when another board
 * is there as a whole; `board-changed` after the board's own fields have changed, or it is
 * gone. Main thread; the records are read in another one.
 */
RapportIdeasModel *rapport_ideas_model_new (RapportLibrary *library);

/* (nullable): %NULL for none. Until `loaded` the scene is empty. */
void rapport_ideas_model_show (RapportIdeasModel *self, const char *board_id);
const char *rapport_ideas_model_get_board_id (RapportIdeasModel *self);
/* (transfer none) (nullable): %NULL while there is none, or it was deleted. */
RapportIdeaBoard *rapport_ideas_model_get_board (RapportIdeasModel *self);

/* Only what the client may see of it. */
void rapport_ideas_model_set_public (RapportIdeasModel *self, gboolean only_public);
gboolean rapport_ideas_model_is_public (RapportIdeasModel *self);

/* (transfer none): until `loaded` is emitted again. */
RapportScene *rapport_ideas_model_get_scene (RapportIdeasModel *self);
/* (transfer none): what the board is made of, also what is not for the client; until `loaded` is
 * emitted again. */
RapportIdeasRows *rapport_ideas_model_get_rows (RapportIdeasModel *self);
gboolean rapport_ideas_model_is_loading (RapportIdeasModel *self);

/* Whether the cards lie in lanes. */
gboolean rapport_ideas_model_is_in_lanes (RapportIdeasModel *self);
/* FALSE where there are no lanes. */
gboolean
rapport_ideas_model_find_cell (RapportIdeasModel *self, double x, double y, RapportIdeasCell *cell);

G_END_DECLS
