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
  const RapportSceneSource *placement; /* NULL where it stays in the lanes of the same values */
  RapportSceneItem *item;              /* owned */
  RapportBox box;                      /* where it is to lie */
  guint column, row;
  gboolean shown; /* @item is what is shown already, and is not to be changed */
  gboolean moved; /* it was that, and lies elsewhere now */
} Card;

static const char *
text_of (const RapportSceneSource *source, const char *field)
{
  GVariant *value = source->get (source->data, field);

  return value != NULL && g_str_equal (g_variant_get_type_string (value), "s")
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
  GPtrArray *items;    /* all that is shown, until something is changed */
  GHashTable *changed; /* items of @scene that are not true any more */
  GPtrArray *lanes;    /* (nullable): those that cards are in that have not changed */
  GPtrArray *gone;     /* ids of what is shown and is not to be */
} Before;

/* The lane of one direction that a place is in, as it is shown; NULL where there is none. */
static const RapportSceneItem *
find_shown_lane (const Before *before, const RapportBox *box, gboolean column)
{
  const RapportSpot spot = rapport_box_centre (box);

  for (guint i = 0; i < before->lanes->len; i++)
    {
      const RapportSceneItem *lane = before->lanes->pdata[i];

      if (lane->column == column &&
          (column ? spot.x >= lane->box.x && spot.x < rapport_box_right (&lane->box)
                  : spot.y >= lane->box.y && spot.y < rapport_box_bottom (&lane->box)))
        return lane;
    }
  return NULL;
}

static GArray *
new_cards (guint n)
{
  GArray *cards = g_array_sized_new (FALSE, TRUE, sizeof (Card), n);

  g_array_set_clear_func (cards, card_clear);
  return cards;
}

/* Nothing where it can't be shown. */
static void
make_card (GArray *cards,
           const RapportSceneView *view,
           const RapportSceneRecords *records,
           const RapportSceneSource *placement)
{
  Card card = { .placement = placement, .box = rapport_scene_get_box (placement) };

  card.item = rapport_scene_build_card (view, placement, find_work (records, placement));
  if (card.item != NULL)
    g_array_append_val (cards, card);
}

/* A card that is shown and has not changed; FALSE where it is not there any more. */
static gboolean
keep_card (RapportSceneItem *item,
           const Before *before,
           const RapportSceneRecords *records,
           Card *card)
{
  *card = (Card) { .item = item, .box = item->box, .shown = TRUE };
  if (g_hash_table_contains (before->changed, item))
    return FALSE;
  if (before->lanes == NULL)
    {
      card->placement = g_hash_table_lookup (records->cards, item->id);
      if (card->placement == NULL)
        return FALSE;
      card->box = rapport_scene_get_box (card->placement);
    }
  rapport_scene_item_ref (item);
  return TRUE;
}

/* (transfer full) (element-type Card): those that stay as they are, in their order, which is that
 * of drawing; the ids of the others go to those that are gone. */
static GArray *
keep_cards (const RapportSceneRecords *records, const Before *before)
{
  GArray *cards = new_cards (before->items->len);

  for (guint i = 0; i < before->items->len; i++)
    {
      RapportSceneItem *item = before->items->pdata[i];
      Card card;

      if (!rapport_scene_item_is_card (item))
        continue;
      if (keep_card (item, before, records, &card))
        g_array_append_val (cards, card);
      else
        g_ptr_array_add (before->gone, item->id);
    }
  return cards;
}

/* (transfer full) (element-type Card): those that are made anew, in their order: what has changed,
 * and what was not shown, where that is not just what can't be. */
static GArray *
make_cards (const RapportSceneView *view,
            const RapportSceneRecords *records,
            GHashTable *changed,
            const Before *before,
            guint n_kept)
{
  GArray *cards = new_cards (0);
  gboolean more;
  GHashTableIter iter;
  gpointer id;
  RapportSceneSource *placement;

  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if ((placement = g_hash_table_lookup (records->cards, id)) != NULL)
      make_card (cards, view, records, placement);
  more = before->lanes == NULL && n_kept + cards->len < g_hash_table_size (records->cards);
  g_hash_table_iter_init (&iter, records->cards);
  while (more && g_hash_table_iter_next (&iter, &id, (gpointer *) &placement))
    if (rapport_scene_get (before->scene, id) == NULL && !g_hash_table_contains (changed, id))
      make_card (cards, view, records, placement);
  g_array_sort (cards, compare_cards_cb);
  return cards;
}

static void
move_card (GArray *from, guint index, GArray *to)
{
  Card *card = &g_array_index (from, Card, index);

  g_array_append_val (to, *card);
  card->item = NULL;
}

/* (transfer full) (element-type Card): both, in their order. */
static GArray *
merge_cards (GArray *kept, GArray *made)
{
  GArray *cards = new_cards (kept->len + made->len);
  guint next = 0;

  for (guint i = 0; i < kept->len; i++)
    {
      while (next < made->len && compare_cards_cb (&g_array_index (made, Card, next),
                                                   &g_array_index (kept, Card, i)) < 0)
        move_card (made, next++, cards);
      move_card (kept, i, cards);
    }
  while (next < made->len)
    move_card (made, next++, cards);
  return cards;
}

/* (transfer full) (element-type Card): all that can be shown, in their order. */
static GArray *
build_cards (const RapportSceneView *view, const RapportSceneRecords *records)
{
  GArray *cards = new_cards (records->placements->len);

  for (guint i = 0; i < records->placements->len; i++)
    make_card (cards, view, records, records->placements->pdata[i]);
  g_array_sort (cards, compare_cards_cb);
  return cards;
}

/* What lies elsewhere now becomes another item; all is where it is to lie then. */
static void
place_cards (GArray *cards)
{
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = &g_array_index (cards, Card, i);

      if (!card->shown)
        {
          card->item->box = card->box;
        }
      else if (!rapport_box_equal (&card->box, &card->item->box))
        {
          RapportSceneItem *moved = rapport_scene_item_move (card->item, &card->box);

          rapport_scene_item_unref (card->item);
          card->item = moved;
          card->moved = TRUE;
        }
    }
}

static void
make_frames (GPtrArray *items, const RapportSceneRecords *records)
{
  for (guint i = 0; i < records->frames->len; i++)
    g_ptr_array_add (items, rapport_scene_build_frame (records->frames->pdata[i]));
}

/* The lane that the cards of one lane that is shown are in now. */
typedef struct
{
  const RapportSceneItem *shown;
  guint lane;
} Kept;

/* @all: of the lanes that were come upon before. */
static guint
keep_assigned (Axis *axis, const Before *before, const Card *card, gboolean column, GArray *all)
{
  Kept kept = { NULL, G_MAXUINT };

  if (*axis->field == '\0')
    return 0;
  kept.shown = find_shown_lane (before, &card->item->box, column);
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Kept, i).shown == kept.shown)
      return g_array_index (all, Kept, i).lane;
  if (kept.shown != NULL && *kept.shown->body != '\0')
    kept.lane = get_lane (axis, kept.shown->body);
  g_array_append_val (all, kept);
  return kept.lane;
}

static void
assign_all (const RapportSceneRecords *records,
            const Before *before,
            GArray *cards,
            Axis *columns,
            Axis *rows)
{
  g_autoptr (GArray) kept_columns = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GArray) kept_rows = g_array_new (FALSE, FALSE, sizeof (Kept));

  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = &g_array_index (cards, Card, i);
      const RapportSceneSource *work;

      if (card->placement == NULL)
        {
          card->column = keep_assigned (columns, before, card, TRUE, kept_columns);
          card->row = keep_assigned (rows, before, card, FALSE, kept_rows);
          continue;
        }
      work = find_work (records, card->placement);
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
         const Before *before,
         GArray *cards)
{
  RapportMatrix *matrix = rapport_matrix_new ();
  Axis columns, rows;

  axis_init (&columns, records, text_of (records->board, "columns"));
  axis_init (&rows, records, text_of (records->board, "rows"));
  assign_all (records, before, cards, &columns, &rows);
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

static gboolean
is_free (const RapportSceneRecords *records)
{
  return g_str_equal (text_of (records->board, "layout"), "free");
}

/* Everything but connectors: lanes or frames go to @items, and cards get where they are to lie. */
static RapportMatrix *
make_all (GPtrArray *items,
          const RapportSceneView *view,
          const RapportSceneRecords *records,
          const Before *before,
          GArray *cards)
{
  RapportMatrix *matrix = NULL;

  g_ptr_array_sort (records->lanes, compare_order_cb);
  if (is_free (records))
    make_frames (items, records);
  else
    matrix = lay_out (items, view, records, before, cards);
  place_cards (cards);
  return matrix;
}

RapportMatrix *
rapport_scene_fill (RapportScene *scene,
                    const RapportSceneView *view,
                    const RapportSceneRecords *records)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GArray) cards = build_cards (view, records);
  RapportMatrix *matrix = make_all (items, view, records, NULL, cards);

  for (guint i = 0; i < cards->len; i++)
    g_ptr_array_add (items, g_steal_pointer (&g_array_index (cards, Card, i).item));
  for (guint i = 0; i < records->edges->len; i++)
    g_ptr_array_add (items, rapport_scene_build_edge (records->edges->pdata[i]));
  rapport_scene_put_all (scene, items);
  return matrix;
}

/* Changing what is shown. */

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
}

/* Lanes and frames that are shown and are not to be, besides the cards. @made: (element-type Card):
 * what has changed, and is still there. */
static void
remove_others (RapportScene *scene, const Before *before, GPtrArray *items, GHashTable *made)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (wanted, ((RapportSceneItem *) items->pdata[i])->id);
  for (guint i = before->gone->len; i > 0; i--)
    if (g_hash_table_contains (made, before->gone->pdata[i - 1]))
      g_ptr_array_remove_index_fast (before->gone, i - 1);
  for (guint i = 0; i < before->items->len; i++)
    {
      RapportSceneItem *item = before->items->pdata[i];

      if (item->kind <= RAPPORT_SCENE_FRAME && !g_hash_table_contains (wanted, item->id))
        g_ptr_array_add (before->gone, item->id);
    }
  rapport_scene_remove_all (scene, before->gone);
}

/* Of the connectors that were changed: one that is gone is not in the records any more. What is
 * still there stays selected, and is only put anew. */
static void
follow_connectors (RapportScene *scene,
                   GPtrArray *items,
                   const RapportSceneRecords *records,
                   GHashTable *changed)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const RapportSceneSource *edge = g_hash_table_lookup (records->connectors, id);
      const RapportSceneItem *item = rapport_scene_get (scene, id);

      if (edge != NULL)
        g_ptr_array_add (items, rapport_scene_build_edge (edge));
      else if (item != NULL && item->kind == RAPPORT_SCENE_EDGE)
        g_ptr_array_add (gone, id);
    }
  rapport_scene_remove_all (scene, gone);
}

static void
add_different (GPtrArray *differ, RapportScene *scene, RapportSceneItem *item)
{
  const RapportSceneItem *shown = rapport_scene_get (scene, item->id);

  if (shown == NULL || !rapport_scene_item_equal (shown, item))
    g_ptr_array_add (differ, rapport_scene_item_ref (item));
}

/* (transfer full): the items that are shown of what has changed. */
static GHashTable *
find_changed (RapportScene *scene, GHashTable *ids)
{
  GHashTable *items = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      RapportSceneItem *item = rapport_scene_get (scene, id);

      if (item != NULL)
        g_hash_table_add (items, item);
    }
  return items;
}

/* (transfer full): ids of cards */
static GHashTable *
index_cards (GArray *cards)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cards->len; i++)
    g_hash_table_add (ids, g_array_index (cards, Card, i).item->id);
  return ids;
}

void
rapport_scene_refill (RapportScene *scene,
                      const RapportSceneView *view,
                      const RapportSceneRecords *records,
                      GHashTable *changed,
                      gboolean same_lanes)
{
  g_autoptr (GPtrArray) shown = rapport_scene_list (scene);
  g_autoptr (GPtrArray) lanes = rapport_scene_get_lanes (scene);
  g_autoptr (GHashTable) changed_items = find_changed (scene, changed);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  const Before before = { scene, shown, changed_items,
                          same_lanes && !is_free (records) ? lanes : NULL, gone };
  g_autoptr (GPtrArray) items = new_items ();
  g_autoptr (GPtrArray) differ = new_items ();
  g_autoptr (GArray) kept = keep_cards (records, &before);
  g_autoptr (GArray) made = make_cards (view, records, changed, &before, kept->len);
  g_autoptr (GHashTable) made_ids = index_cards (made);
  g_autoptr (GArray) cards = merge_cards (kept, made);
  g_autoptr (RapportMatrix) matrix = make_all (items, view, records, &before, cards);

  remove_others (scene, &before, items, made_ids);
  for (guint i = 0; i < items->len; i++)
    add_different (differ, scene, items->pdata[i]);
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = &g_array_index (cards, Card, i);

      if (card->moved)
        g_ptr_array_add (differ, g_steal_pointer (&card->item));
      else if (!card->shown)
        add_different (differ, scene, card->item);
    }
  follow_connectors (scene, differ, records, changed);
  if (differ->len > 0)
    rapport_scene_put_all (scene, differ);
}
