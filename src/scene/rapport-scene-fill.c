/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-scene-fill.h"

#include <string.h>

/* The lanes of one direction: what they stand for, in their order. */
typedef struct
{
  const char *field; /* "" for none */
  GPtrArray *values; /* owned strings */
  GHashTable *index; /* value → its place, plus one */
} Axis;

typedef struct
{
  const RapportSceneSource *placement;
  RapportSceneItem *item; /* owned */
  RapportBox box;         /* where it is to lie */
  guint column, row;
  gboolean shown; /* @item is what is shown already, and is not to be changed */
} Card;

static const char *
text_of (const RapportSceneSource *source, const char *field)
{
  GVariant *value = source->get (source->data, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

static int
compare_order_cb (gconstpointer a, gconstpointer b)
{
  const RapportSceneSource *first = *(const RapportSceneSource *const *) a;
  const RapportSceneSource *second = *(const RapportSceneSource *const *) b;
  const int order = strcmp (text_of (first, "order"), text_of (second, "order"));

  return order != 0 ? order : strcmp (first->id, second->id);
}

static int
compare_cards_cb (gconstpointer a, gconstpointer b)
{
  const Card *first = a;
  const Card *second = b;

  const int order = g_strcmp0 (first->item->order, second->item->order);

  return order != 0 ? order : strcmp (first->item->id, second->item->id);
}

static const RapportSceneSource *
find_work (const RapportSceneRecords *records, const RapportSceneSource *placement)
{
  const char *id = text_of (placement, "item");

  return *id != '\0' ? g_hash_table_lookup (records->works, id) : NULL;
}

/* Lanes. */

static guint
get_lane (Axis *axis, const char *value)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (axis->index, value));

  if (at == 0)
    {
      g_ptr_array_add (axis->values, g_strdup (value));
      at = axis->values->len;
      g_hash_table_insert (axis->index, g_strdup (value), GUINT_TO_POINTER (at));
    }
  return at - 1;
}

static void
axis_init (Axis *axis, const RapportSceneRecords *records, const char *field)
{
  axis->field = field;
  axis->values = g_ptr_array_new_with_free_func (g_free);
  axis->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < records->lanes->len; i++)
    if (*field != '\0' && g_str_equal (text_of (records->lanes->pdata[i], "field"), field) &&
        *text_of (records->lanes->pdata[i], "value") != '\0')
      get_lane (axis, text_of (records->lanes->pdata[i], "value"));
}

static void
axis_clear (Axis *axis)
{
  g_ptr_array_unref (axis->values);
  g_hash_table_unref (axis->index);
}

/* Values that no lane stands for get one, what has no value the last. */
static guint
assign (Axis *axis, const RapportSceneSource *placement, const RapportSceneSource *work)
{
  g_autofree char *value = NULL;

  if (*axis->field == '\0')
    return 0;
  value = rapport_scene_get_lane (placement, work, axis->field);
  return *value != '\0' ? get_lane (axis, value) : G_MAXUINT;
}

static const RapportSceneSource *
find_lane (const RapportSceneRecords *records, const Axis *axis, const char *value)
{
  for (guint i = 0; i < records->lanes->len; i++)
    if (g_str_equal (text_of (records->lanes->pdata[i], "field"), axis->field) &&
        g_str_equal (text_of (records->lanes->pdata[i], "value"), value))
      return records->lanes->pdata[i];
  return NULL;
}

static double
size_of (const RapportSceneSource *lane)
{
  GVariant *value = lane != NULL ? lane->get (lane->data, "size") : NULL;

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return 0;
  return CLAMP ((double) g_variant_get_int64 (value) / 1e6, 0, RAPPORT_BOX_FARTHEST / 100);
}

static void
add_lanes (RapportMatrix *matrix,
           const RapportSceneRecords *records,
           const Axis *axis,
           gboolean columns)
{
  for (guint i = 0; i < axis->values->len; i++)
    {
      const double size = size_of (find_lane (records, axis, axis->values->pdata[i]));

      if (columns)
        rapport_matrix_add_column (matrix, size);
      else
        rapport_matrix_add_row (matrix, size);
    }
}

static void
make_lanes (GPtrArray *items,
            RapportMatrix *matrix,
            const RapportSceneView *view,
            const RapportSceneRecords *records,
            const Axis *axis,
            gboolean columns)
{
  for (guint i = 0; i < axis->values->len; i++)
    {
      const char *value = axis->values->pdata[i];
      const RapportSceneSource *lane = find_lane (records, axis, value);
      g_autofree char *id = lane != NULL
                              ? g_strdup (lane->id)
                              : g_strdup_printf ("%s%u", columns ? "column-" : "row-", i);
      RapportSceneItem *item = rapport_scene_item_new (RAPPORT_SCENE_LANE, id);

      item->column = columns;
      item->title =
        *value != '\0' ? rapport_scene_name_lane (view, axis->field, value) : g_strdup ("—");
      item->body = g_strdup (value);
      item->box =
        columns ? rapport_matrix_get_column (matrix, i) : rapport_matrix_get_row (matrix, i);
      if (lane != NULL)
        rapport_colour_parse (text_of (lane, "colour"), &item->colour);
      g_ptr_array_add (items, item);
    }
}

/* Cards. */

static void
card_clear (gpointer data)
{
  g_clear_pointer (&((Card *) data)->item, rapport_scene_item_unref);
}

/* What is already shown, where it still is true. */
typedef struct
{
  RapportScene *scene;
  GHashTable *changed;
} Before;

/* FALSE where the card can't be shown. */
static gboolean
make_card (const RapportSceneView *view,
           const RapportSceneRecords *records,
           const RapportSceneSource *placement,
           const Before *before,
           Card *card)
{
  RapportSceneItem *shown = NULL;

  *card = (Card) { .placement = placement, .box = rapport_scene_get_box (placement) };
  if (before != NULL && !g_hash_table_contains (before->changed, placement->id))
    shown = rapport_scene_get (before->scene, placement->id);
  card->shown = shown != NULL;
  card->item = shown != NULL
                 ? rapport_scene_item_ref (shown)
                 : rapport_scene_build_card (view, placement, find_work (records, placement));
  return card->item != NULL;
}

/* (transfer full) (element-type Card): those that can be shown, in their order.
 * @before: (nullable) */
static GArray *
build_cards (const RapportSceneView *view, const RapportSceneRecords *records, const Before *before)
{
  GArray *cards = g_array_new (FALSE, TRUE, sizeof (Card));

  g_array_set_clear_func (cards, card_clear);
  for (guint i = 0; i < records->placements->len; i++)
    {
      Card card;

      if (make_card (view, records, records->placements->pdata[i], before, &card))
        g_array_append_val (cards, card);
    }
  g_array_sort (cards, compare_cards_cb);
  return cards;
}

/* All cards go to @items, where they are to lie. */
static void
place_cards (GPtrArray *items, GArray *cards)
{
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = &g_array_index (cards, Card, i);

      if (card->shown && !rapport_box_equal (&card->box, &card->item->box))
        {
          RapportSceneItem *copy = rapport_scene_item_copy (card->item);

          rapport_scene_item_unref (card->item);
          card->item = copy;
          card->shown = FALSE;
        }
      if (!card->shown)
        card->item->box = card->box;
      g_ptr_array_add (items, g_steal_pointer (&card->item));
    }
}

static void
make_frames (GPtrArray *items, const RapportSceneRecords *records)
{
  for (guint i = 0; i < records->frames->len; i++)
    g_ptr_array_add (items, rapport_scene_build_frame (records->frames->pdata[i]));
}

static void
assign_all (const RapportSceneRecords *records, GArray *cards, Axis *columns, Axis *rows)
{
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = &g_array_index (cards, Card, i);
      const RapportSceneSource *work = find_work (records, card->placement);

      card->column = assign (columns, card->placement, work);
      card->row = assign (rows, card->placement, work);
    }
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = &g_array_index (cards, Card, i);

      if (card->column == G_MAXUINT)
        card->column = get_lane (columns, "");
      if (card->row == G_MAXUINT)
        card->row = get_lane (rows, "");
    }
}

/* Gives the cards their places in lanes, and makes these. */
static RapportMatrix *
lay_out (GPtrArray *items,
         const RapportSceneView *view,
         const RapportSceneRecords *records,
         GArray *cards)
{
  RapportMatrix *matrix = rapport_matrix_new ();
  Axis columns, rows;

  axis_init (&columns, records, text_of (records->board, "columns"));
  axis_init (&rows, records, text_of (records->board, "rows"));
  assign_all (records, cards, &columns, &rows);
  add_lanes (matrix, records, &columns, TRUE);
  add_lanes (matrix, records, &rows, FALSE);
  for (guint i = 0; i < cards->len; i++)
    {
      const Card *card = &g_array_index (cards, Card, i);

      rapport_matrix_add_card (matrix, card->column, card->row, card->box.height);
    }
  rapport_matrix_lay_out (matrix);
  for (guint i = 0; i < cards->len; i++)
    g_array_index (cards, Card, i).box = rapport_matrix_get_card (matrix, i);
  make_lanes (items, matrix, view, records, &columns, TRUE);
  make_lanes (items, matrix, view, records, &rows, FALSE);
  axis_clear (&columns);
  axis_clear (&rows);
  return matrix;
}

/* Everything but connectors goes to @items. */
static RapportMatrix *
make_all (GPtrArray *items,
          const RapportSceneView *view,
          const RapportSceneRecords *records,
          const Before *before)
{
  g_autoptr (GArray) cards = build_cards (view, records, before);
  RapportMatrix *matrix = NULL;

  g_ptr_array_sort (records->lanes, compare_order_cb);
  if (g_str_equal (text_of (records->board, "layout"), "free"))
    make_frames (items, records);
  else
    matrix = lay_out (items, view, records, cards);
  place_cards (items, cards);
  return matrix;
}

RapportMatrix *
rapport_scene_fill (RapportScene *scene,
                    const RapportSceneView *view,
                    const RapportSceneRecords *records)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  RapportMatrix *matrix = make_all (items, view, records, NULL);

  for (guint i = 0; i < records->edges->len; i++)
    g_ptr_array_add (items, rapport_scene_build_edge (records->edges->pdata[i]));
  rapport_scene_put_all (scene, items);
  return matrix;
}

/* Changing what is shown. */

static void
remove_others (RapportScene *scene, GPtrArray *items)
{
  g_autoptr (GPtrArray) shown = rapport_scene_find (scene, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (wanted, ((RapportSceneItem *) items->pdata[i])->id);
  for (guint i = 0; i < shown->len; i++)
    {
      const RapportSceneItem *item = shown->pdata[i];

      if (item->kind != RAPPORT_SCENE_EDGE && !g_hash_table_contains (wanted, item->id))
        rapport_scene_remove (scene, item->id);
    }
}

/* Of the connectors that were changed: one that is gone is not in the records any more. What is
 * still there stays selected, and is only put anew. */
static void
follow_connectors (RapportScene *scene,
                   GPtrArray *items,
                   const RapportSceneRecords *records,
                   GHashTable *changed)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < records->edges->len; i++)
    {
      const RapportSceneSource *edge = records->edges->pdata[i];

      if (!g_hash_table_contains (changed, edge->id))
        continue;
      g_hash_table_add (there, (gpointer) edge->id);
      g_ptr_array_add (items, rapport_scene_build_edge (edge));
    }
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const RapportSceneItem *item = rapport_scene_get (scene, id);

      if (item != NULL && item->kind == RAPPORT_SCENE_EDGE && !g_hash_table_contains (there, id))
        rapport_scene_remove (scene, id);
    }
}

void
rapport_scene_refill (RapportScene *scene,
                      const RapportSceneView *view,
                      const RapportSceneRecords *records,
                      GHashTable *changed)
{
  const Before before = { scene, changed };
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  g_autoptr (GPtrArray) differ =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  g_autoptr (RapportMatrix) matrix = make_all (items, view, records, &before);

  remove_others (scene, items);
  for (guint i = 0; i < items->len; i++)
    {
      RapportSceneItem *item = items->pdata[i];
      const RapportSceneItem *shown = rapport_scene_get (scene, item->id);

      if (shown != item && (shown == NULL || !rapport_scene_item_equal (shown, item)))
        g_ptr_array_add (differ, rapport_scene_item_ref (item));
    }
  follow_connectors (scene, differ, records, changed);
  if (differ->len > 0)
    rapport_scene_put_all (scene, differ);
}
