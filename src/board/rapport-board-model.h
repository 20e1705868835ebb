/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-fields.h"
#include "rapport-id-list.h"
#include "rapport-lights.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_MODEL (rapport_board_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardModel, rapport_board_model, RAPPORT, BOARD_MODEL, GObject)

/**
 * RapportBoardView:
 * @RAPPORT_BOARD_VIEW_LIGHTS: a list for each #RapportMark
 * @RAPPORT_BOARD_VIEW_TABLE: one list, sorted
 * @RAPPORT_BOARD_VIEW_STATUSES: a list for each word of rapport_client_statuses; what
 *   the filter says of the status is left out of account
 *
 * How clients are laid out.
 */
typedef enum
{
  RAPPORT_BOARD_VIEW_LIGHTS,
  RAPPORT_BOARD_VIEW_TABLE,
  RAPPORT_BOARD_VIEW_STATUSES,
  RAPPORT_BOARD_N_VIEWS
} RapportBoardView;

#define RAPPORT_BOARD_MOST_LISTS 6

/**
 * RapportBoardModel:
 *
 * The clients that are asked for, parted as the view needs them, and kept so.
 * Signal `changed ()` after the lists have changed.
 */
RapportBoardModel *rapport_board_model_new (RapportLibrary *library, RapportLights *lights);

guint rapport_board_view_get_n_lists (RapportBoardView view);
/* (transfer none) */
RapportIdList *
rapport_board_model_get_list (RapportBoardModel *self, RapportBoardView view, guint index);

/* The lights of another week. */
void rapport_board_model_set_lights (RapportBoardModel *self, RapportLights *lights);
RapportLights *rapport_board_model_get_lights (RapportBoardModel *self);

/**
 * RapportBoardFilter:
 * @status: (nullable): a status of clients, or %NULL for all of them
 * @archived: asks for those in the archive, and for no others
 * @only_key: leaves out clients that are not key
 * @owner: (nullable): id of the member whose clients are asked for
 * @service: (nullable): id of a service that they get or got
 * @worse: whose light is worse than the last one before
 * @unmarked: who have no light in this week
 * @evidence: of whom the records have something to say
 */
typedef struct
{
  const char *status;
  gboolean archived;
  gboolean only_key;
  const char *owner;
  const char *service;
  gboolean worse;
  gboolean unmarked;
  gboolean evidence;
} RapportBoardFilter;

void rapport_board_model_set_filter (RapportBoardModel *self, const RapportBoardFilter *filter);

/* Only the lists of the view that is shown are kept up to date; those of another one
 * stay as they were when it was left. @filter (nullable): another one with it. */
void rapport_board_model_set_view (RapportBoardModel *self,
                                   RapportBoardView view,
                                   const RapportBoardFilter *filter);

/* Only clients in whose name, industry or city each of the words begins one. */
void rapport_board_model_set_search (RapportBoardModel *self, const char *words);

/* Whether the lists are parted by account manager, the groups in the order of
 * their names. */
void rapport_board_model_set_grouped (RapportBoardModel *self, gboolean grouped);

/* The order of the table; by name until it is set. */
void rapport_board_model_set_sort (RapportBoardModel *self,
                                   RapportBoardField field,
                                   gboolean descending);

/* How many clients the query finds, before the search and what is worked out. */
guint rapport_board_model_get_total (RapportBoardModel *self);

/* Whether what is asked for is still being read; the lists are as they were. */
gboolean rapport_board_model_is_waiting (RapportBoardModel *self);

G_END_DECLS
