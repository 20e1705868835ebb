/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cells.h"

#include <string.h>

struct _RapportCells
{
  gatomicrefcount ref_count;
  GStringChunk *strings;
  GArray *cells;
};

static int
compare_cells (const RapportCell *a, const RapportCell *b)
{
  int order;

  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  order = strcmp (a->channel, b->channel);
  return order != 0 ? order : strcmp (a->metric, b->metric);
}

/* Equal keys stay in the order in which they were given. */
static int
compare_given (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RapportCell *left = *(const RapportCell *const *) a;
  const RapportCell *right = *(const RapportCell *const *) b;
  int order = compare_cells (left, right);

  if (order != 0)
    return order;
  return left < right ? -1 : left > right;
}

static RapportCells *
cells_empty (gsize n_reserved)
{
  RapportCells *self = g_new0 (RapportCells, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->strings = g_string_chunk_new (512);
  self->cells = g_array_sized_new (FALSE, FALSE, sizeof (RapportCell), (guint) n_reserved);
  return self;
}

static void
append_copy (RapportCells *self, const RapportCell *cell)
{
  RapportCell copy = *cell;

  copy.channel = g_string_chunk_insert_const (self->strings, cell->channel);
  copy.metric = g_string_chunk_insert_const (self->strings, cell->metric);
  g_array_append_val (self->cells, copy);
}

RapportCells *
rapport_cells_new (const RapportCell *cells, gsize n_cells)
{
  RapportCells *self = cells_empty (n_cells);
  g_autofree const RapportCell **order = g_new (const RapportCell *, n_cells + 1);

  for (gsize i = 0; i < n_cells; i++)
    order[i] = &cells[i];
  g_sort_array (order, n_cells, sizeof *order, compare_given, NULL);
  for (gsize i = 0; i < n_cells; i++)
    if (i + 1 == n_cells || compare_cells (order[i], order[i + 1]) != 0)
      append_copy (self, order[i]);
  return self;
}

RapportCells *
rapport_cells_ref (RapportCells *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_cells_unref (RapportCells *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_chunk_free (self->strings);
  g_array_unref (self->cells);
  g_free (self);
}

gsize
rapport_cells_get_size (RapportCells *self)
{
  return self->cells->len;
}

const RapportCell *
rapport_cells_get (RapportCells *self, gsize index)
{
  g_return_val_if_fail (index < self->cells->len, NULL);
  return &g_array_index (self->cells, RapportCell, index);
}

gboolean
rapport_cells_equal (RapportCells *a, RapportCells *b)
{
  if (a->cells->len != b->cells->len)
    return FALSE;
  for (gsize i = 0; i < a->cells->len; i++)
    {
      const RapportCell *left = rapport_cells_get (a, i);
      const RapportCell *right = rapport_cells_get (b, i);

      if (compare_cells (left, right) != 0 || left->value != right->value)
        return FALSE;
    }
  return TRUE;
}

/* The cell at *@index when it has @key, which it then steps over; else NULL. */
static const RapportCell *
take_if_equal (RapportCells *self, gsize *index, const RapportCell *key)
{
  const RapportCell *cell;

  if (self == NULL || *index >= self->cells->len)
    return NULL;
  cell = rapport_cells_get (self, *index);
  if (compare_cells (cell, key) != 0)
    return NULL;
  (*index)++;
  return cell;
}

/* The smaller of @best and the cell at @index. */
static const RapportCell *
smaller (const RapportCell *best, RapportCells *self, gsize index)
{
  const RapportCell *cell;

  if (self == NULL || index >= self->cells->len)
    return best;
  cell = rapport_cells_get (self, index);
  return best == NULL || compare_cells (cell, best) < 0 ? cell : best;
}

static gboolean
same_value (const RapportCell *a, const RapportCell *b)
{
  return a == b || (a != NULL && b != NULL && a->value == b->value);
}

static const RapportCell *
settle (const RapportCell *base, const RapportCell *ours, const RapportCell *theirs)
{
  if (same_value (base, ours))
    return theirs;
  if (same_value (base, theirs) || theirs == NULL)
    return ours;
  if (ours == NULL)
    return theirs;
  return ours->value >= theirs->value ? ours : theirs;
}

RapportCells *
rapport_cells_merge (RapportCells *base, RapportCells *ours, RapportCells *theirs)
{
  RapportCells *self = cells_empty (MAX (ours->cells->len, theirs->cells->len));
  gsize b = 0, o = 0, t = 0;
  const RapportCell *key;

  while ((key = smaller (smaller (smaller (NULL, base, b), ours, o), theirs, t)) != NULL)
    {
      const RapportCell *in_base = take_if_equal (base, &b, key);
      const RapportCell *in_ours = take_if_equal (ours, &o, key);
      const RapportCell *in_theirs = take_if_equal (theirs, &t, key);
      const RapportCell *result = settle (in_base, in_ours, in_theirs);

      if (result != NULL)
        append_copy (self, result);
    }
  return self;
}

RapportCells *
rapport_cells_overlay (RapportCells *base, RapportCells *top)
{
  RapportCells *self = cells_empty (base->cells->len + top->cells->len);
  gsize b = 0, t = 0;
  const RapportCell *key;

  while ((key = smaller (smaller (NULL, base, b), top, t)) != NULL)
    {
      const RapportCell *below = take_if_equal (base, &b, key);
      const RapportCell *above = take_if_equal (top, &t, key);

      append_copy (self, above != NULL ? above : below);
    }
  return self;
}

GVariant *
rapport_cells_to_variant (RapportCells *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(issx)"));
  for (gsize i = 0; i < self->cells->len; i++)
    {
      const RapportCell *cell = rapport_cells_get (self, i);

      g_variant_builder_add (&builder, "(issx)", cell->day, cell->channel, cell->metric,
                             cell->value);
    }
  return g_variant_builder_end (&builder);
}

RapportCells *
rapport_cells_from_variant (GVariant *variant)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RapportCell));
  GVariantIter iter;
  RapportCell cell;

  g_variant_iter_init (&iter, variant);
  while (
    g_variant_iter_next (&iter, "(i&s&sx)", &cell.day, &cell.channel, &cell.metric, &cell.value))
    g_array_append_val (cells, cell);
  return rapport_cells_new ((const RapportCell *) (gpointer) cells->data, cells->len);
}

char *
rapport_millionths_to_text (gint64 value)
{
  guint64 size = value < 0 ? 0 - (guint64) value : (guint64) value;
  char *text =
    g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, value < 0 ? "-" : "",
                     size / RAPPORT_MILLION, size % RAPPORT_MILLION);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == '.')
    text[--length] = '\0';
  return text;
}
