/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-scene-fill.h"

G_BEGIN_DECLS

/* What a board is made of. */
typedef enum
{
  RAPPORT_IDEAS_CARDS,
  RAPPORT_IDEAS_FRAMES,
  RAPPORT_IDEAS_EDGES,
  RAPPORT_IDEAS_LANES,
  RAPPORT_IDEAS_WORKS,
  RAPPORT_IDEAS_N_PARTS,
} RapportIdeasPart;

/**
 * RapportIdeasRows:
 *
 * The records of one board as rows, without an object for each: what a scene is filled from.
 * One thread at a time.
 */
typedef struct _RapportIdeasRows RapportIdeasRows;

RapportIdeasRows *rapport_ideas_rows_new (void);
void rapport_ideas_rows_free (RapportIdeasRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportIdeasRows, rapport_ideas_rows_free)

/* (transfer full): the records of a part: of the board, or the work items of its client. */
RapportQuery *
rapport_ideas_rows_get_query (RapportIdeasPart part, const char *board_id, const char *client_id);

/* The part that records of a type belong to; %RAPPORT_IDEAS_N_PARTS for none. */
RapportIdeasPart rapport_ideas_rows_find_part (const RapportRecordInfo *info);

/* @rows (element-type RapportRow) is (transfer full). */
void rapport_ideas_rows_take (RapportIdeasRows *self, RapportIdeasPart part, GPtrArray *rows);

/* As it is now; %NULL, or one in the trash, takes it out. */
void rapport_ideas_rows_put (RapportIdeasRows *self,
                             RapportIdeasPart part,
                             const char *id,
                             RapportRecord *record);

/* (nullable) (transfer none): valid until the row is put again. */
const RapportSceneSource *
rapport_ideas_rows_get (RapportIdeasRows *self, RapportIdeasPart part, const char *id);

/* (transfer none) (nullable): the work item of a card. */
const RapportSceneSource *rapport_ideas_rows_get_work (RapportIdeasRows *self,
                                                       const RapportSceneSource *card);

/* The ids of the cards that point at a work item, (transfer container). */
GPtrArray *rapport_ideas_rows_get_cards_of (RapportIdeasRows *self, const char *work_id);

/* (transfer container) (element-type RapportSceneSource) */
GPtrArray *rapport_ideas_rows_get_all (RapportIdeasRows *self, RapportIdeasPart part);

/* The board itself; %NULL for none. */
void rapport_ideas_rows_set_board (RapportIdeasRows *self, RapportRecord *board);

/* The words of a field of text, of a set or an enum: "" where there are none. */
const char *rapport_ideas_source_get_text (const RapportSceneSource *source, const char *field);

/* Brings a scene up to date that shows an earlier state; @changed: a set of ids, and @same_lanes,
 * as in rapport_scene_refill(). */
void rapport_ideas_rows_refill (RapportIdeasRows *self,
                                RapportScene *scene,
                                const RapportSceneView *view,
                                GHashTable *changed,
                                gboolean same_lanes);

/* Fills an empty scene with all of it. Other threads may do it while nothing is put. */
void
rapport_ideas_rows_fill (RapportIdeasRows *self, RapportScene *scene, const RapportSceneView *view);

G_END_DECLS
