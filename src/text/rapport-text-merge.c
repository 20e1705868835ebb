/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-text-merge.h"

#include "rapport-diff.h"

#include <string.h>

/* A text cut into lines, and a number for each: equal lines, equal numbers. */
typedef struct
{
  char **lines;
  guint *numbers;
  guint n;
} Lines;

/* A stretch of lines of one text. */
typedef struct
{
  const Lines *lines;
  guint start;
  guint n;
} Stretch;

/* Agreed lines, or the three versions of a conflict. */
typedef struct
{
  gboolean is_conflict;
  Stretch agreed;
  Stretch base;
  Stretch ours;
  Stretch theirs;
} Piece;

struct _RapportMerge
{
  Lines base;
  Lines ours;
  Lines theirs;
  GArray *pieces;
  GArray *conflicts;
  char *text;
};

/* The changes of one side, and how far they have been taken in. */
typedef struct
{
  const Lines *lines;
  GArray *changes;
  guint next;
  /* Lines of this side less lines of the base, up to here. */
  int shift;
} Side;

static void
lines_init (Lines *self, const char *text, GHashTable *numbers)
{
  self->lines = g_strsplit (text, "\n", -1);
  /* An empty text is one empty line, as every text has one more than breaks. */
  if (self->lines[0] == NULL)
    {
      g_strfreev (self->lines);
      self->lines = g_new0 (char *, 2);
      self->lines[0] = g_strdup ("");
    }
  self->n = g_strv_length (self->lines);
  self->numbers = g_new (guint, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      gpointer number = g_hash_table_lookup (numbers, self->lines[i]);

      if (number == NULL)
        {
          number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, self->lines[i], number);
        }
      self->numbers[i] = GPOINTER_TO_UINT (number);
    }
}

/* The lines that both sides have, in their order, stand in for a base. */
static void
lines_init_common (Lines *self, const Lines *one, const Lines *other)
{
  g_autoptr (GArray) changes = rapport_diff (one->numbers, one->n, other->numbers, other->n);
  guint at = 0;

  self->lines = g_new0 (char *, one->n + 1);
  self->numbers = g_new (guint, one->n + 1);
  self->n = 0;
  for (guint i = 0; i <= changes->len; i++)
    {
      const RapportChange *change =
        i < changes->len ? &g_array_index (changes, RapportChange, i) : NULL;

      for (; at < (change != NULL ? change->old_start : one->n); at++)
        {
          self->lines[self->n] = g_strdup (one->lines[at]);
          self->numbers[self->n++] = one->numbers[at];
        }
      at += change != NULL ? change->n_old : 0;
    }
}

static void
lines_clear (Lines *self)
{
  g_strfreev (self->lines);
  g_free (self->numbers);
}

static gboolean
same_line (Stretch a, guint at_a, Stretch b, guint at_b)
{
  return a.lines->numbers[a.start + at_a] == b.lines->numbers[b.start + at_b];
}

static gboolean
same_stretch (Stretch a, Stretch b)
{
  if (a.n != b.n)
    return FALSE;
  for (guint i = 0; i < a.n; i++)
    if (!same_line (a, i, b, i))
      return FALSE;
  return TRUE;
}

static void
add_agreed (RapportTextMerge *self, Stretch lines)
{
  Piece piece = { .agreed = lines };

  if (lines.n > 0)
    g_array_append_val (self->pieces, piece);
}

/* What both sides begin or end with alike is agreed, and only the rest is not. */
static void
add_conflict (RapportTextMerge *self, Stretch base, Stretch ours, Stretch theirs)
{
  guint least = MIN (ours.n, theirs.n);
  guint head = 0, tail = 0;
  Piece piece;

  while (head < least && same_line (ours, head, theirs, head))
    head++;
  while (tail < least - head && same_line (ours, ours.n - 1 - tail, theirs, theirs.n - 1 - tail))
    tail++;
  add_agreed (self, (Stretch) { ours.lines, ours.start, head });
  piece = (Piece) { .is_conflict = TRUE,
                    .base = base,
                    .ours = { ours.lines, ours.start + head, ours.n - head - tail },
                    .theirs = { theirs.lines, theirs.start + head, theirs.n - head - tail } };
  g_array_append_val (self->pieces, piece);
  add_agreed (self, (Stretch) { ours.lines, ours.start + ours.n - tail, tail });
}

static const RapportChange *
next_change (const Side *side)
{
  if (side->next >= side->changes->len)
    return NULL;
  return &g_array_index (side->changes, RapportChange, side->next);
}

/* Takes in the next change if it touches what ends at *@end, and moves that. */
static gboolean
take_touching (Side *side, guint *end)
{
  const RapportChange *change = next_change (side);

  if (change == NULL || change->old_start > *end)
    return FALSE;
  *end = MAX (*end, change->old_start + change->n_old);
  side->shift += (int) change->n_new - (int) change->n_old;
  side->next++;
  return TRUE;
}

/* Where the lines of the base from @start on stand on this side. */
static guint
translate (const Side *side, guint start)
{
  return (guint) ((int) start + side->shift);
}

/* Takes in all changes that hang together from @start on; tells their end. */
static guint
merge_group (RapportTextMerge *self, Side *ours, Side *theirs, guint start)
{
  guint end = start;
  guint first_ours = translate (ours, start);
  guint first_theirs = translate (theirs, start);
  guint n_ours = ours->next, n_theirs = theirs->next;
  Stretch base, left, right;

  while (take_touching (ours, &end) || take_touching (theirs, &end))
    ;
  base = (Stretch) { &self->base, start, end - start };
  left = (Stretch) { ours->lines, first_ours, translate (ours, end) - first_ours };
  right = (Stretch) { theirs->lines, first_theirs, translate (theirs, end) - first_theirs };
  if (theirs->next == n_theirs || same_stretch (left, right))
    add_agreed (self, left);
  else if (ours->next == n_ours)
    add_agreed (self, right);
  else
    add_conflict (self, base, left, right);
  return end;
}

static void
merge (RapportTextMerge *self, Side *ours, Side *theirs)
{
  guint at = 0;

  while (TRUE)
    {
      const RapportChange *left = next_change (ours);
      const RapportChange *right = next_change (theirs);
      guint start = self->base.n;

      if (left != NULL)
        start = MIN (start, left->old_start);
      if (right != NULL)
        start = MIN (start, right->old_start);
      add_agreed (self, (Stretch) { &self->base, at, start - at });
      if (left == NULL && right == NULL)
        return;
      at = merge_group (self, ours, theirs, start);
    }
}

/* Appends lines to a text that is joined by breaks; *@first tells that nothing
 * stands in it yet. */
static RapportTextRange
append_lines (GString *out, Stretch lines, gboolean *first)
{
  RapportTextRange range = { out->len, out->len };

  for (guint i = 0; i < lines.n; i++)
    {
      if (!*first)
        g_string_append_c (out, '\n');
      *first = FALSE;
      if (i == 0)
        range.start = out->len;
      g_string_append (out, lines.lines->lines[lines.start + i]);
      range.end = out->len;
    }
  return range;
}

static char *
stretch_to_string (Stretch lines)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean first = TRUE;

  append_lines (out, lines, &first);
  return lines.n == 0 ? NULL : g_string_free_and_steal (g_steal_pointer (&out));
}

/* Which side stands first where both are kept: the same from either side. */
static gboolean
ours_first (const RapportTextConflict *conflict)
{
  return g_strcmp0 (conflict->ours, conflict->theirs) <= 0;
}

static void
append_conflict (GString *out,
                 const Piece *piece,
                 RapportTextConflict *conflict,
                 RapportTextChoice choice,
                 gboolean *first)
{
  if (choice == RAPPORT_TEXT_OURS || (choice == RAPPORT_TEXT_BOTH && ours_first (conflict)))
    conflict->ours_range = append_lines (out, piece->ours, first);
  if (choice != RAPPORT_TEXT_OURS)
    conflict->theirs_range = append_lines (out, piece->theirs, first);
  if (choice == RAPPORT_TEXT_BOTH && !ours_first (conflict))
    conflict->ours_range = append_lines (out, piece->ours, first);
}

static void
conflict_clear (gpointer data)
{
  RapportTextConflict *self = data;

  g_free ((char *) self->base);
  g_free ((char *) self->ours);
  g_free ((char *) self->theirs);
}

/* Lists the conflicts and writes the text that has both sides of each. */
static void
write_text (RapportTextMerge *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      RapportTextConflict conflict = { NULL };

      if (!piece->is_conflict)
        {
          append_lines (out, piece->agreed, &first);
          continue;
        }
      conflict.base = stretch_to_string (piece->base);
      conflict.ours = stretch_to_string (piece->ours);
      conflict.theirs = stretch_to_string (piece->theirs);
      append_conflict (out, piece, &conflict, RAPPORT_TEXT_BOTH, &first);
      g_array_append_val (self->conflicts, conflict);
    }
  self->text = g_string_free_and_steal (g_steal_pointer (&out));
}

RapportTextMerge *
rapport_text_merge_new (const char *base, const char *ours, const char *theirs)
{
  RapportTextMerge *self = g_new0 (RapportTextMerge, 1);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) our_changes = NULL;
  g_autoptr (GArray) their_changes = NULL;
  Side left, right;

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (RapportTextConflict));
  g_array_set_clear_func (self->conflicts, conflict_clear);
  lines_init (&self->ours, ours, numbers);
  lines_init (&self->theirs, theirs, numbers);
  if (base != NULL)
    lines_init (&self->base, base, numbers);
  else if (strcmp (ours, theirs) < 0)
    lines_init_common (&self->base, &self->ours, &self->theirs);
  else
    lines_init_common (&self->base, &self->theirs, &self->ours);
  our_changes = rapport_diff (self->base.numbers, self->base.n, self->ours.numbers, self->ours.n);
  their_changes =
    rapport_diff (self->base.numbers, self->base.n, self->theirs.numbers, self->theirs.n);
  left = (Side) { &self->ours, our_changes, 0, 0 };
  right = (Side) { &self->theirs, their_changes, 0, 0 };
  merge (self, &left, &right);
  write_text (self);
  return self;
}

void
rapport_text_merge_free (RapportTextMerge *self)
{
  lines_clear (&self->base);
  lines_clear (&self->ours);
  lines_clear (&self->theirs);
  g_array_unref (self->pieces);
  g_array_unref (self->conflicts);
  g_free (self->text);
  g_free (self);
}

const char *
rapport_text_merge_get_text (RapportTextMerge *self)
{
  return self->text;
}

guint
rapport_text_merge_get_n_conflicts (RapportTextMerge *self)
{
  return self->conflicts->len;
}

const RapportTextConflict *
rapport_text_merge_get_conflict (RapportTextMerge *self, guint index)
{
  g_return_val_if_fail (index < self->conflicts->len, NULL);
  return &g_array_index (self->conflicts, RapportTextConflict, index);
}

char *
rapport_text_merge_resolve (RapportTextMerge *self, const RapportTextChoice *choices)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean first = TRUE;
  guint index = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->is_conflict)
        {
          /* A copy: the ranges told are those of the text that has both. */
          RapportTextConflict conflict = *rapport_text_merge_get_conflict (self, index);

          append_conflict (out, piece, &conflict, choices[index++], &first);
        }
      else
        append_lines (out, piece->agreed, &first);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

char *
rapport_text_merge_lines (const char *base, const char *ours, const char *theirs, gboolean *clash)
{
  g_autoptr (RapportTextMerge) merge = rapport_text_merge_new (base, ours, theirs);

  *clash = rapport_text_merge_get_n_conflicts (merge) > 0;
  return g_strdup (rapport_text_merge_get_text (merge));
}
