/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-record.h"
#include "rapport-report-document.h"

G_BEGIN_DECLS

/**
 * RapportBoardFigure:
 * @metric: its word, as cards of the kind "figure" name it
 * @name: own name, which one of the client's own has; %NULL takes the label
 * @label: N_() its name, where it is a built-in one
 * @from: the first day of the latest month that it is known for; none where there is no data
 * @to: how far the figures of that month reach; its last day where all of it is in
 * @value: of these days
 * @previous: of the same part of the month before
 *
 * What a card says of a metric. A client sees only metrics that are not hidden.
 */
typedef struct
{
  char *metric;
  char *name;
  const char *label;
  RapportUnit unit;
  RapportGood good;
  RapportDay from;
  RapportDay to;
  RapportReportValue value;
  RapportReportValue previous;
} RapportBoardFigure;

void rapport_board_figure_free (RapportBoardFigure *self);

/**
 * RapportPublicBoard:
 * @client: whose board it is
 * @agency: (nullable): who made it
 * @board: the board itself
 * @score: how ideas are weighed, "ice" or "rice"; %NULL where the client does not see
 *   scores, and then no work item has a part of one
 * @placements: (element-type RapportPublicRecord): the cards that may be seen: what
 *   they point at may be seen as well
 * @frames: (element-type RapportPublicRecord): by their order
 * @edges: (element-type RapportPublicRecord): connectors of which both ends may be seen
 * @lanes: (element-type RapportPublicRecord): without those in which only cards lie that
 *   may not be seen
 * @remarks: (element-type RapportPublicRecord): what was said about these cards, by day
 * @works: id → the work items of these cards
 * @attachments: id → the files of cards that are pictures
 * @figures: word of a metric → RapportBoardFigure of the cards that show one
 * @votes: id of a card → its dots from all, as a guint; empty where the client sees no scores, and
 *   as it was before while dots are given
 * @language: of the client
 * @currency: of the client's figures
 * @today: when it was made
 * @serial: its number
 * @before: the number of the board that @changes are from
 * @changes: (nullable): id → RapportPublicRecord, or %NULL where it is gone: the cards, frames and
 *   connectors that are not as they were in the board @before, among them the cards whose work
 *   item or file is another one; %NULL where all may be
 *
 * All that a client may see of a board, and nothing else of the library: the audience
 * window, each export and rapportctl are made of this. Immutable; counted by reference;
 * usable from any thread. Made by rapport_board_publish() or, following the library, by
 * #RapportBoardPublisher; shown by rapport_public_scene_show().
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >: to be read only. */
  RapportPublicRecord *client;
  RapportPublicRecord *agency;
  RapportPublicRecord *board;
  const char *score;
  GPtrArray *placements;
  GPtrArray *frames;
  GPtrArray *edges;
  GPtrArray *lanes;
  GPtrArray *remarks;
  GHashTable *works;
  GHashTable *attachments;
  GHashTable *figures;
  GHashTable *votes;
  char *language;
  char *currency;
  RapportDay today;
  guint serial;
  guint before;
  GHashTable *changes;
} RapportPublicBoard;

/* (transfer full): empty, to be filled before anybody else has it. */
RapportPublicBoard *rapport_public_board_new (RapportPublicRecord *board);
RapportPublicBoard *rapport_public_board_ref (RapportPublicBoard *self);
void rapport_public_board_unref (RapportPublicBoard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPublicBoard, rapport_public_board_unref)

const char *rapport_public_board_get_title (RapportPublicBoard *self);

/* Whether things lie where they were put: also where the board is shown as a table or matrix
 * that has no lanes. */
gboolean rapport_public_board_is_free (RapportPublicBoard *self);

/* (transfer none) (nullable): the work item of a card. */
RapportPublicRecord *rapport_public_board_get_work (RapportPublicBoard *self,
                                                    RapportPublicRecord *placement);

/* (transfer full): the bytes of an attachment, or %NULL. */
GBytes *rapport_public_board_get_file (RapportPublicBoard *self, const char *attachment);

G_END_DECLS
