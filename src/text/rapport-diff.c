/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-diff.h"

/* From here on the search goes on from the best point found so far, which
 * keeps the time in proportion to the number of lines. */
#define MAX_DISTANCE 1024

/* The lines of one side that the other has too, where they stand, and which of
 * all its lines change. */
typedef struct
{
  guint *lines;
  guint *places;
  int n;
  gboolean *changed;
} Side;

/* The furthest points reached, by diagonal: from the start, and from the end. */
typedef struct
{
  Side old_side;
  Side new_side;
  int *forward;
  int *backward;
} Search;

/* A part of both sides that is still to be compared. */
typedef struct
{
  int x;
  int y;
  int n;
  int m;
} Box;

/* A stretch of equal lines, perhaps empty, that a shortest way goes through. */
typedef struct
{
  int x;
  int y;
  int u;
  int v;
} Snake;

static gboolean
equal_at (const Search *self, const Box *box, int x, int y)
{
  return self->old_side.lines[box->x + x] == self->new_side.lines[box->y + y];
}

static int
lowest_diagonal (int distance, int m)
{
  return -(distance - 2 * MAX (0, distance - m));
}

static int
highest_diagonal (int distance, int n)
{
  return distance - 2 * MAX (0, distance - n);
}

/* Where diagonal @k is entered when it may take @distance changes. */
static int
enter (const int *reached, int distance, int k)
{
  if (k == -distance || (k != distance && reached[k - 1] < reached[k + 1]))
    return reached[k + 1];
  return reached[k - 1] + 1;
}

static gboolean
step_forward (Search *self, const Box *box, int distance, Snake *snake)
{
  int delta = box->n - box->m;

  for (int k = lowest_diagonal (distance, box->m); k <= highest_diagonal (distance, box->n); k += 2)
    {
      int x = enter (self->forward, distance, k);
      int start = x;

      while (x < box->n && x - k < box->m && equal_at (self, box, x, x - k))
        x++;
      self->forward[k] = x;
      if (delta % 2 != 0 && ABS (delta - k) < distance && x + self->backward[delta - k] >= box->n)
        {
          *snake = (Snake) { start, start - k, x, x - k };
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
step_backward (Search *self, const Box *box, int distance, Snake *snake)
{
  int n = box->n;
  int m = box->m;
  int delta = n - m;

  for (int k = lowest_diagonal (distance, m); k <= highest_diagonal (distance, n); k += 2)
    {
      int x = enter (self->backward, distance, k);
      int start = x;

      while (x < n && x - k < m && equal_at (self, box, n - 1 - x, m - 1 - (x - k)))
        x++;
      self->backward[k] = x;
      if (delta % 2 == 0 && ABS (delta - k) <= distance && x + self->forward[delta - k] >= n)
        {
          *snake = (Snake) { n - x, m - (x - k), n - start, m - (start - k) };
          return TRUE;
        }
    }
  return FALSE;
}

/* The point that the search from the start has carried furthest. */
static void
best_so_far (const Search *self, const Box *box, int distance, Snake *snake)
{
  int best = -1;

  for (int k = lowest_diagonal (distance, box->m); k <= highest_diagonal (distance, box->n); k += 2)
    {
      int x = MIN (self->forward[k], box->n);

      if (x - k > box->m || 2 * x - k <= best)
        continue;
      best = 2 * x - k;
      *snake = (Snake) { x, x - k, x, x - k };
    }
}

/* A snake in the middle of a shortest way through @box, both sides of which
 * have lines and differ at both ends. */
static void
find_middle (Search *self, const Box *box, Snake *snake)
{
  int most = MIN ((box->n + box->m + 1) / 2, MAX_DISTANCE);

  self->forward[1] = 0;
  self->backward[1] = 0;
  for (int distance = 0; distance <= most; distance++)
    if (step_forward (self, box, distance, snake) || step_backward (self, box, distance, snake))
      return;
  best_so_far (self, box, most, snake);
}

static void
mark (Side *side, int start, int n)
{
  for (int i = start; i < start + n; i++)
    side->changed[side->places[i]] = TRUE;
}

static void
trim (const Search *self, Box *box)
{
  while (box->n > 0 && box->m > 0 && equal_at (self, box, 0, 0))
    *box = (Box) { box->x + 1, box->y + 1, box->n - 1, box->m - 1 };
  while (box->n > 0 && box->m > 0 && equal_at (self, box, box->n - 1, box->m - 1))
    *box = (Box) { box->x, box->y, box->n - 1, box->m - 1 };
}

/* Each half takes half the changes, so this goes no deeper than their logarithm. */
static void
compare (Search *self, Box box)
{
  while (TRUE)
    {
      Snake snake = { 0, 0, 0, 0 };

      trim (self, &box);
      if (box.n == 0 || box.m == 0)
        break;
      find_middle (self, &box, &snake);
      compare (self, (Box) { box.x, box.y, snake.x, snake.y });
      box = (Box) { box.x + snake.u, box.y + snake.v, box.n - snake.u, box.m - snake.v };
    }
  mark (&self->old_side, box.x, box.n);
  mark (&self->new_side, box.y, box.m);
}

/* Lines that the other side does not have are changed for sure. */
static void
side_init (Side *self, const guint *lines, guint n, const guint *others, guint n_others)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_others; i++)
    g_hash_table_add (set, GUINT_TO_POINTER (others[i]));
  self->lines = g_new (guint, n + 1);
  self->places = g_new (guint, n + 1);
  self->changed = g_new0 (gboolean, n + 1);
  self->n = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_hash_table_contains (set, GUINT_TO_POINTER (lines[i])))
        {
          self->changed[i] = TRUE;
          continue;
        }
      self->lines[self->n] = lines[i];
      self->places[self->n++] = i;
    }
}

static void
side_clear (Side *self)
{
  g_free (self->lines);
  g_free (self->places);
  g_free (self->changed);
}

static GArray *
collect (const Search *self, guint n_old, guint n_new)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (RapportChange));
  guint x = 0, y = 0;

  while (x < n_old || y < n_new)
    {
      RapportChange change = { x, 0, y, 0 };

      while (x < n_old && self->old_side.changed[x])
        x++;
      while (y < n_new && self->new_side.changed[y])
        y++;
      change.n_old = x - change.old_start;
      change.n_new = y - change.new_start;
      if (change.n_old + change.n_new > 0)
        g_array_append_val (changes, change);
      x += x < n_old;
      y += y < n_new;
    }
  return changes;
}

GArray *
rapport_diff (const guint *old_lines, guint n_old, const guint *new_lines, guint n_new)
{
  Search self;
  GArray *changes;
  g_autofree int *forward = NULL;
  g_autofree int *backward = NULL;
  gsize size;

  side_init (&self.old_side, old_lines, n_old, new_lines, n_new);
  side_init (&self.new_side, new_lines, n_new, old_lines, n_old);
  size = (gsize) self.old_side.n + (gsize) self.new_side.n + 3;
  forward = g_new0 (int, size);
  backward = g_new0 (int, size);
  /* Diagonals run from minus the new lines to the old ones, and one beyond. */
  self.forward = forward + self.new_side.n + 1;
  self.backward = backward + self.new_side.n + 1;
  compare (&self, (Box) { 0, 0, self.old_side.n, self.new_side.n });
  changes = collect (&self, n_old, n_new);
  side_clear (&self.old_side);
  side_clear (&self.new_side);
  return changes;
}
