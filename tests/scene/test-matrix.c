/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a board fills its lanes. */
#include "rapport-matrix.h"

#define PADDING RAPPORT_MATRIX_PADDING

static void
test_one_column (void)
{
  g_autoptr (RapportMatrix) matrix = rapport_matrix_new ();
  const guint first = rapport_matrix_add_column (matrix, 0);
  const guint wide = rapport_matrix_add_column (matrix, 2 * RAPPORT_MATRIX_CARD + 3 * PADDING);
  const guint row = rapport_matrix_add_row (matrix, 0);
  const guint next = rapport_matrix_add_row (matrix, 500);
  guint cards[5];
  guint column_found, row_found, before;
  RapportBox box;

  cards[0] = rapport_matrix_add_card (matrix, first, row, 100);
  cards[1] = rapport_matrix_add_card (matrix, first, row, 80);
  cards[2] = rapport_matrix_add_card (matrix, wide, row, 100);
  cards[3] = rapport_matrix_add_card (matrix, wide, row, 40);
  cards[4] = rapport_matrix_add_card (matrix, wide, row, 60);
  rapport_matrix_lay_out (matrix);

  /* One below the other, as wide as the lane. */
  box = rapport_matrix_get_card (matrix, cards[0]);
  g_assert_true (rapport_box_equal (
    &box, &(RapportBox) { PADDING, PADDING, RAPPORT_MATRIX_COLUMN - 2 * PADDING, 100 }));
  box = rapport_matrix_get_card (matrix, cards[1]);
  g_assert_cmpfloat (box.y, ==, 100 + 2 * PADDING);
  /* Two beside one another, the third below the higher of them. */
  box = rapport_matrix_get_card (matrix, cards[3]);
  g_assert_cmpfloat (box.y, ==, PADDING);
  g_assert_cmpfloat (box.width, ==, RAPPORT_MATRIX_CARD);
  box = rapport_matrix_get_card (matrix, cards[4]);
  g_assert_cmpfloat (box.x, ==, RAPPORT_MATRIX_COLUMN + PADDING);
  g_assert_cmpfloat (box.y, ==, 100 + 2 * PADDING);
  /* The row is as high as its fullest cell, the next one as the user wants. */
  box = rapport_matrix_get_row (matrix, row);
  g_assert_cmpfloat (box.height, ==, 180 + 3 * PADDING);
  box = rapport_matrix_get_cell (matrix, wide, next);
  g_assert_cmpfloat (box.y, ==, 180 + 3 * PADDING);
  g_assert_cmpfloat (box.height, ==, 500);
  box = rapport_matrix_get_column (matrix, wide);
  g_assert_cmpfloat (box.y, ==, -RAPPORT_MATRIX_HEAD);

  g_assert_true (rapport_matrix_find_cell (matrix, 20, 130, &column_found, &row_found, &before));
  g_assert_cmpuint (column_found, ==, first);
  g_assert_cmpuint (before, ==, 1);
  g_assert_true (rapport_matrix_find_cell (matrix, 20, 10, &column_found, &row_found, &before));
  g_assert_cmpuint (before, ==, 0);
  /* Between the two that stand beside one another. */
  g_assert_true (rapport_matrix_find_cell (matrix, RAPPORT_MATRIX_COLUMN + RAPPORT_MATRIX_CARD, 30,
                                           &column_found, &row_found, &before));
  g_assert_cmpuint (column_found, ==, wide);
  g_assert_cmpuint (before, ==, 1);
  /* Outside: the nearest. */
  g_assert_true (rapport_matrix_find_cell (matrix, -900, 9000, &column_found, &row_found, &before));
  g_assert_cmpuint (column_found, ==, first);
  g_assert_cmpuint (row_found, ==, next);
}

/* Cards never lie on one another, and each in its cell. */
static void
test_at_random (void)
{
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (RapportMatrix) matrix = rapport_matrix_new ();
      const guint columns = (guint) g_test_rand_int_range (1, 6);
      const guint rows = (guint) g_test_rand_int_range (1, 5);
      guint column[40], row[40];

      for (guint i = 0; i < columns; i++)
        rapport_matrix_add_column (matrix, g_test_rand_int_range (0, 900));
      for (guint i = 0; i < rows; i++)
        rapport_matrix_add_row (matrix, g_test_rand_int_range (0, 600));
      for (guint i = 0; i < 40; i++)
        {
          column[i] = (guint) g_test_rand_int_range (0, (int) columns);
          row[i] = (guint) g_test_rand_int_range (0, (int) rows);
          rapport_matrix_add_card (matrix, column[i], row[i], g_test_rand_int_range (20, 300));
        }
      rapport_matrix_lay_out (matrix);
      for (guint i = 0; i < 40; i++)
        {
          const RapportBox box = rapport_matrix_get_card (matrix, i);
          const RapportBox cell = rapport_matrix_get_cell (matrix, column[i], row[i]);
          const RapportBox room = rapport_box_grow (&cell, 0.001);

          g_assert_true (rapport_box_contains (&room, &box));
          for (guint j = 0; j < i; j++)
            {
              const RapportBox other = rapport_matrix_get_card (matrix, j);

              g_assert_false (rapport_box_intersects (&box, &other));
            }
        }
    }
}

static void
test_without_lanes (void)
{
  g_autoptr (RapportMatrix) matrix = rapport_matrix_new ();
  const guint card = rapport_matrix_add_card (matrix, 7, 7, 100);
  RapportBox box;

  rapport_matrix_lay_out (matrix);
  box = rapport_matrix_get_card (matrix, card);
  g_assert_cmpfloat (box.x, ==, PADDING);
  box = rapport_matrix_get_column (matrix, 0);
  g_assert_cmpfloat (box.y, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/one-column", test_one_column);
  g_test_add_func ("/matrix/at-random", test_at_random);
  g_test_add_func ("/matrix/without-lanes", test_without_lanes);
  return g_test_run ();
}
