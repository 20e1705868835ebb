/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

G_BEGIN_DECLS

/* A figure is stored as an integer of millionths, so that sums are exact. */
#define RAPPORT_MILLION G_GINT64_CONSTANT (1000000)

/* Millionths as a plain decimal, exact to the last figure: "1541.76", "-3".
 * (transfer full) */
char *rapport_millionths_to_text (gint64 value);

/**
 * RapportCell:
 * @day: the day that the figure belongs to
 * @channel: the advertising channel or campaign group, "" where the source has none
 * @metric: the word of a metric, such as "ad-spend"
 * @value: the figure in millionths of the metric's unit
 *
 * One figure of one day. The strings belong to whoever made the cell.
 */
typedef struct
{
  RapportDay day;
  const char *channel;
  const char *metric;
  gint64 value;
} RapportCell;

/**
 * RapportCells:
 *
 * An immutable, reference-counted list of cells, sorted by day, channel and
 * metric, in which each such key stands at most once. May be used from any
 * thread.
 */
typedef struct _RapportCells RapportCells;

/* Copies and sorts @cells. Of cells with the same key the last one stays. */
RapportCells *rapport_cells_new (const RapportCell *cells, gsize n_cells);
RapportCells *rapport_cells_ref (RapportCells *self);
void rapport_cells_unref (RapportCells *self);

gsize rapport_cells_get_size (RapportCells *self);

/* The @index-th cell; it lives as long as @self. */
const RapportCell *rapport_cells_get (RapportCells *self, gsize index);

gboolean rapport_cells_equal (RapportCells *a, RapportCells *b);

/* The cells of @base and @top; where both have a key, @top wins. */
RapportCells *rapport_cells_overlay (RapportCells *base, RapportCells *top);

/* Merges two edits of @base by cell: what only one side changed is taken from
 * that side; where both changed a cell, the higher value is taken, so that the
 * result does not depend on who is merged first. */
RapportCells *rapport_cells_merge (RapportCells *base, RapportCells *ours, RapportCells *theirs);

/* The GVariant form, of type "a(issx)", floating; and back. */
GVariant *rapport_cells_to_variant (RapportCells *self);
RapportCells *rapport_cells_from_variant (GVariant *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCells, rapport_cells_unref)

G_END_DECLS
