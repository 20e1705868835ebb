/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-id-list.h"
#include "rapport-lights.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_MODEL (rapport_board_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardModel, rapport_board_model, RAPPORT, BOARD_MODEL, GObject)

#define RAPPORT_BOARD_COLUMNS (RAPPORT_MARK_RED + 1)

/**
 * RapportBoardModel:
 *
 * The clients that are asked for, parted by their light in one week, and kept
 * so. Signal `changed ()` after the columns have changed.
 */
RapportBoardModel *rapport_board_model_new (RapportLibrary *library, RapportLights *lights);

/* (transfer none) */
RapportIdList *rapport_board_model_get_column (RapportBoardModel *self, RapportMark mark);

/* The lights of another week. */
void rapport_board_model_set_lights (RapportBoardModel *self, RapportLights *lights);
RapportLights *rapport_board_model_get_lights (RapportBoardModel *self);

/**
 * RapportBoardFilter:
 * @status: a status of clients
 * @only_key: leaves out clients that are not key
 * @owner: (nullable): id of the member whose clients are asked for
 */
typedef struct
{
  const char *status;
  gboolean only_key;
  const char *owner;
} RapportBoardFilter;

void rapport_board_model_set_filter (RapportBoardModel *self, const RapportBoardFilter *filter);

/* Only clients in whose name, industry or city each of the words begins one. */
void rapport_board_model_set_search (RapportBoardModel *self, const char *words);

/* How many clients the filter lets through, before the search. */
guint rapport_board_model_get_total (RapportBoardModel *self);

G_END_DECLS
