/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-matrix.h"

#define PADDING RAPPORT_MATRIX_PADDING

typedef struct
{
  double size;
  double at, length;
  gboolean named;
} Lane;

typedef struct
{
  guint column, row;
  RapportBox box;
} Card;

struct _RapportMatrix
{
  GArray *columns; /* Lane */
  GArray *rows;
  GArray *cards; /* Card */
};

RapportMatrix *
rapport_matrix_new (void)
{
  RapportMatrix *self = g_new (RapportMatrix, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Lane));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Lane));
  self->cards = g_array_new (FALSE, FALSE, sizeof (Card));
  return self;
}

void
rapport_matrix_free (RapportMatrix *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_array_unref (self->cards);
  g_free (self);
}

static Lane *
lane_at (GArray *lanes, guint i)
{
  return &g_array_index (lanes, Lane, i);
}

static guint
add_lane (GArray *lanes, double size, gboolean named)
{
  const Lane lane = { .size = size, .named = named };

  g_array_append_val (lanes, lane);
  return lanes->len - 1;
}

guint
rapport_matrix_add_column (RapportMatrix *self, double size)
{
  return add_lane (self->columns, size, TRUE);
}

guint
rapport_matrix_add_row (RapportMatrix *self, double size)
{
  return add_lane (self->rows, size, TRUE);
}

guint
rapport_matrix_add_card (RapportMatrix *self, guint column, guint row, double height)
{
  const Card card = { column, row, { 0, 0, 0, height } };

  g_array_append_val (self->cards, card);
  return self->cards->len - 1;
}

static guint
cards_beside (double width)
{
  const double room = width - PADDING;

  return MAX (1, (guint) (room / (RAPPORT_MATRIX_CARD + PADDING)));
}

/* How far each cell is filled: a line of cards is as high as its highest. */
typedef struct
{
  double line;   /* where the line of cards begins */
  double bottom; /* and ends, so far */
  guint in_line;
} Filling;

static void
put_card (RapportMatrix *self, Card *card, Filling *cell)
{
  const Lane *column = lane_at (self->columns, card->column);
  const guint beside = cards_beside (column->length);
  const double width = (column->length - PADDING * (beside + 1)) / beside;

  if (cell->in_line == beside)
    {
      cell->line = cell->bottom;
      cell->in_line = 0;
    }
  card->box.x = column->at + PADDING + cell->in_line * (width + PADDING);
  card->box.y = cell->line + PADDING;
  card->box.width = width;
  cell->bottom = MAX (cell->bottom, rapport_box_bottom (&card->box));
  cell->in_line++;
}

void
rapport_matrix_lay_out (RapportMatrix *self)
{
  g_autofree Filling *cells = NULL;
  double at = 0;

  if (self->columns->len == 0)
    add_lane (self->columns, 4 * RAPPORT_MATRIX_COLUMN, FALSE);
  if (self->rows->len == 0)
    add_lane (self->rows, 0, FALSE);
  for (guint i = 0; i < self->columns->len; i++)
    {
      Lane *lane = lane_at (self->columns, i);

      lane->at = at;
      lane->length =
        lane->size > 0 ? MAX (lane->size, RAPPORT_MATRIX_NARROWEST) : RAPPORT_MATRIX_COLUMN;
      at += lane->length;
    }
  cells = g_new0 (Filling, (gsize) self->columns->len * self->rows->len);
  for (guint i = 0; i < self->cards->len; i++)
    {
      Card *card = &g_array_index (self->cards, Card, i);

      card->column = MIN (card->column, self->columns->len - 1);
      card->row = MIN (card->row, self->rows->len - 1);
      put_card (self, card, &cells[(gsize) card->row * self->columns->len + card->column]);
    }
  at = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Lane *lane = lane_at (self->rows, i);

      lane->at = at;
      lane->length = MAX (lane->size, RAPPORT_MATRIX_ROW);
      for (guint j = 0; j < self->columns->len; j++)
        lane->length =
          MAX (lane->length, cells[(gsize) i * self->columns->len + j].bottom + PADDING);
      at += lane->length;
    }
  for (guint i = 0; i < self->cards->len; i++)
    {
      Card *card = &g_array_index (self->cards, Card, i);

      card->box.y += lane_at (self->rows, card->row)->at;
    }
}

RapportBox
rapport_matrix_get_card (RapportMatrix *self, guint card)
{
  return g_array_index (self->cards, Card, card).box;
}

static double
end_of (GArray *lanes)
{
  const Lane *last = lane_at (lanes, lanes->len - 1);

  return last->at + last->length;
}

RapportBox
rapport_matrix_get_column (RapportMatrix *self, guint column)
{
  const Lane *lane = lane_at (self->columns, column);
  const double head = lane->named ? RAPPORT_MATRIX_HEAD : 0;

  return (RapportBox) { lane->at, -head, lane->length, end_of (self->rows) + head };
}

RapportBox
rapport_matrix_get_row (RapportMatrix *self, guint row)
{
  const Lane *lane = lane_at (self->rows, row);
  const double side = lane->named ? RAPPORT_MATRIX_SIDE : 0;

  return (RapportBox) { -side, lane->at, end_of (self->columns) + side, lane->length };
}

RapportBox
rapport_matrix_get_cell (RapportMatrix *self, guint column, guint row)
{
  const Lane *across = lane_at (self->columns, column);
  const Lane *down = lane_at (self->rows, row);

  return (RapportBox) { across->at, down->at, across->length, down->length };
}

static guint
find_lane (GArray *lanes, double at)
{
  guint i = 0;

  while (i + 1 < lanes->len && at >= lane_at (lanes, i + 1)->at)
    i++;
  return i;
}

gboolean
rapport_matrix_find_cell (
  RapportMatrix *self, double x, double y, guint *column, guint *row, guint *before)
{
  if (self->columns->len == 0 || self->rows->len == 0)
    return FALSE;
  *column = find_lane (self->columns, x);
  *row = find_lane (self->rows, y);
  *before = 0;
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *card = &g_array_index (self->cards, Card, i);
      const RapportSpot centre = rapport_box_centre (&card->box);

      if (card->column != *column || card->row != *row)
        continue;
      /* Below its line, or behind its middle in the same line. */
      if (y > rapport_box_bottom (&card->box) || (y >= card->box.y && x > centre.x))
        (*before)++;
    }
  return TRUE;
}
