/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"

G_BEGIN_DECLS

/* How a matrix is laid out, in board units. */
#define RAPPORT_MATRIX_HEAD      48.0  /* height of the names of columns */
#define RAPPORT_MATRIX_SIDE      160.0 /* width of the names of rows */
#define RAPPORT_MATRIX_COLUMN    288.0 /* a column without a width of its own */
#define RAPPORT_MATRIX_ROW       144.0 /* the least height of a row */
#define RAPPORT_MATRIX_PADDING   12.0  /* between cards, and from the edge of a cell */
#define RAPPORT_MATRIX_CARD      240.0 /* a column gets another card beside for each of these */
#define RAPPORT_MATRIX_NARROWEST 132.0 /* no column is narrower */

/**
 * RapportMatrix:
 *
 * The places of a board that shows its cards in lanes. Columns stand side by side
 * from 0, rows below one another; the names of either are outside, above and at the left.
 * Cards fill their cell in the order in which they were added, side by side as
 * many as fit and then below; the row grows with its fullest cell.
 */
typedef struct _RapportMatrix RapportMatrix;

RapportMatrix *rapport_matrix_new (void);
void rapport_matrix_free (RapportMatrix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMatrix, rapport_matrix_free)

/* @size is the width of a column, or the least height of a row, 0 for the usual. */
guint rapport_matrix_add_column (RapportMatrix *self, double size);
guint rapport_matrix_add_row (RapportMatrix *self, double size);

/* A card of the height @height; its number, from 0. */
guint rapport_matrix_add_card (RapportMatrix *self, guint column, guint row, double height);

/* Works out the places of all that was added. With no column, or no row, there is
 * one without a name. */
void rapport_matrix_lay_out (RapportMatrix *self);

/* After that: where a card lies, the names of lanes, and the lanes as a whole
 * (the name of a column included, the height of all rows). */
RapportBox rapport_matrix_get_card (RapportMatrix *self, guint card);
RapportBox rapport_matrix_get_column (RapportMatrix *self, guint column);
RapportBox rapport_matrix_get_row (RapportMatrix *self, guint row);
RapportBox rapport_matrix_get_cell (RapportMatrix *self, guint column, guint row);

/* The cell at a place, the nearest one for places outside; FALSE without lanes. And the
 * number of cards of the cell that come before what is dropped there. */
gboolean rapport_matrix_find_cell (
  RapportMatrix *self, double x, double y, guint *column, guint *row, guint *before);

G_END_DECLS
