/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportChange:
 * @old_start: the first line that goes
 * @n_old: how many lines go
 * @new_start: the first line that comes
 * @n_new: how many lines come
 *
 * A change of a sequence of lines. Between two changes at least one line stays.
 */
typedef struct
{
  guint old_start;
  guint n_old;
  guint new_start;
  guint n_new;
} RapportChange;

/**
 * rapport_diff:
 *
 * What turns one sequence of line numbers into the other, by E. W. Myers, "An
 * O(ND) Difference Algorithm and Its Variations" (1986), in linear space. Least
 * possible, except where sequences of thousands of lines differ throughout.
 *
 * Returns: (transfer full) (element-type RapportChange): in order
 */
GArray *rapport_diff (const guint *old_lines, guint n_old, const guint *new_lines, guint n_new);

G_END_DECLS
