/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which card comes before which: dropping into a cell, and to the front and back. */
#include "rapport-cards-private.h"

#include <string.h>

/* Dropping. */

typedef struct
{
  RapportTransaction *transaction;
  const char *const *fields; /* of the columns and rows */
  const char *const *values;
} Drop;

static int
compare_order_cb (gconstpointer a, gconstpointer b, gpointer transaction)
{
  RapportRecord *const *first = a;
  RapportRecord *const *second = b;
  const int order = strcmp (rapport_cards_get_order (transaction, *first),
                            rapport_cards_get_order (transaction, *second));

  return order != 0 ? order
                    : strcmp (rapport_record_get_id (*first), rapport_record_get_id (*second));
}

/* (transfer full): the things of a type that may be moved, in their order. */
static GPtrArray *
collect_movable (RapportTransaction *transaction,
                 GType type,
                 const char *board_id,
                 const char *const *ids)
{
  g_autoptr (GPtrArray) all = rapport_cards_collect (transaction, ids);
  GPtrArray *movable = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (all->pdata[i], type) &&
        !rapport_cards_is_locked (transaction, all->pdata[i]) &&
        g_str_equal (rapport_cards_get_board (transaction, all->pdata[i]), board_id))
      g_ptr_array_add (movable, g_object_ref (all->pdata[i]));
  g_ptr_array_sort_with_data (movable, compare_order_cb, transaction);
  return movable;
}

/* (transfer container): their ids, which belong to them. */
static GHashTable *
ids_of (GPtrArray *things)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < things->len; i++)
    g_hash_table_add (ids, (gpointer) rapport_record_get_id (things->pdata[i]));
  return ids;
}

static void
set_order (RapportTransaction *transaction, RapportRecord *thing, const char *order)
{
  rapport_transaction_set_text (transaction, thing, (guint) rapport_cards_get_fields (thing)->order,
                                order);
}

static void
put_into_lanes (const Drop *drop, RapportRecord *card)
{
  g_autoptr (RapportRecord) item = rapport_cards_get_item (drop->transaction, card);
  const gboolean has_item =
    *rapport_transaction_get_text (drop->transaction, card, RAPPORT_PLACEMENT_ITEM) != '\0';

  for (guint i = 0; i < 2; i++)
    {
      const char *field = drop->fields[i];
      const char *value = drop->values[i];

      if (*field == '\0' || value == NULL)
        continue;
      if (item != NULL)
        rapport_lane_set_item (drop->transaction, RAPPORT_WORK_ITEM (item), field, value);
      /* An idea that is not there has no value to set. */
      else if (!has_item && (*value == '\0' || rapport_lane_value_is_valid (field, value)))
        rapport_lane_set_own (drop->transaction, card, field, value);
    }
}

/* (transfer full) (nullable): the order of @before, or where that is moved itself, of the next one
 * that is not. */
static char *
find_below (RapportTransaction *transaction,
            const RapportStand *stand,
            const char *before,
            GHashTable *moved)
{
  g_autoptr (GArray) all = NULL;
  gboolean behind = FALSE;

  if (before == NULL)
    return NULL;
  if (!g_hash_table_contains (moved, before))
    {
      g_autoptr (RapportRecord) card = rapport_cards_find_in (transaction, before);

      if (card == NULL || !RAPPORT_IS_PLACEMENT (card) ||
          !g_str_equal (rapport_cards_get_board (transaction, card), stand->id))
        return NULL;
      return g_strdup (rapport_cards_get_order (transaction, card));
    }
  all = rapport_standing_list (rapport_transaction_get_library (transaction), stand, NULL, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const RapportStanding *standing = &g_array_index (all, RapportStanding, i);

      behind = behind || g_str_equal (standing->id, before);
      if (behind && !g_hash_table_contains (moved, standing->id))
        return g_strdup (standing->order);
    }
  return NULL;
}

void
rapport_cards_drop (RapportTransaction *transaction,
                    RapportLibrary *library,
                    RapportIdeaBoard *board,
                    const char *const *ids,
                    const char *column,
                    const char *row,
                    const char *before)
{
  RapportRecord *record = RAPPORT_RECORD (board);
  const char *board_id = rapport_record_get_id (record);
  const RapportStand stand = { RAPPORT_TYPE_PLACEMENT, RAPPORT_PLACEMENT_BOARD, board_id };
  const char *const fields[] = {
    rapport_transaction_get_text (transaction, record, RAPPORT_IDEA_BOARD_COLUMNS),
    rapport_transaction_get_text (transaction, record, RAPPORT_IDEA_BOARD_ROWS),
  };
  const char *const values[] = { column, row };
  const Drop drop = { transaction, fields, values };
  g_autoptr (GPtrArray) cards =
    collect_movable (transaction, RAPPORT_TYPE_PLACEMENT, board_id, ids);
  g_autoptr (GHashTable) moved = ids_of (cards);
  g_autofree char *below = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GPtrArray) orders = NULL;

  if (cards->len == 0)
    return;
  below = find_below (transaction, &stand, before, moved);
  last = rapport_standing_find_last (library, &stand, below, moved);
  orders = rapport_order_keys_between (last, below, cards->len);
  for (guint i = 0; i < cards->len; i++)
    {
      put_into_lanes (&drop, cards->pdata[i]);
      set_order (transaction, cards->pdata[i], orders->pdata[i]);
    }
}

/* To the front and back. */

/* One of a board, while they change places. */
typedef struct
{
  const char *id;
  char *order; /* owned */
  RapportPlace place;
  RapportRecord *moved; /* (nullable): one of those that are moved */
  gboolean has_place;
} Layer;

static void
layer_clear (gpointer data)
{
  g_free (((Layer *) data)->order);
}

static gboolean
overlap (const Layer *a, const Layer *b)
{
  return a->has_place && b->has_place && a->place.x < b->place.x + b->place.width &&
         b->place.x < a->place.x + a->place.width && a->place.y < b->place.y + b->place.height &&
         b->place.y < a->place.y + a->place.height;
}

static GArray *
make_layers (GArray *standings, GPtrArray *things)
{
  GArray *layers = g_array_new (FALSE, TRUE, sizeof (Layer));
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (layers, layer_clear);
  for (guint i = 0; i < things->len; i++)
    g_hash_table_insert (moved, (gpointer) rapport_record_get_id (things->pdata[i]),
                         things->pdata[i]);
  for (guint i = 0; i < standings->len; i++)
    {
      const RapportStanding *standing = &g_array_index (standings, RapportStanding, i);
      Layer layer = { .id = standing->id, .order = g_strdup (standing->order) };

      layer.moved = g_hash_table_lookup (moved, standing->id);
      if (standing->values[0] != NULL)
        {
          layer.has_place = TRUE;
          g_variant_get (standing->values[0], "(dddd)", &layer.place.x, &layer.place.y,
                         &layer.place.width, &layer.place.height);
        }
      g_array_append_val (layers, layer);
    }
  return layers;
}

/* How far the layer at @from goes by one step: past the next that it would hide or show
 * under @touching, else past the next. G_MAXUINT for nowhere. */
static guint
find_step (GArray *layers, guint from, int by, gboolean touching)
{
  const Layer *layer = &g_array_index (layers, Layer, from);

  for (guint i = from + (guint) by; i < layers->len; i += (guint) by)
    {
      const Layer *other = &g_array_index (layers, Layer, i);

      if (other->moved == NULL && (!touching || overlap (layer, other)))
        return i;
    }
  return G_MAXUINT;
}

/* Takes the layer at @from to the place @to, with an order between its new neighbours. */
static void
shift_layer (RapportTransaction *transaction, GArray *layers, guint from, guint to)
{
  Layer layer = g_array_index (layers, Layer, from);
  Layer *all = (Layer *) (gpointer) layers->data;
  const char *before, *after;

  if (from < to)
    memmove (all + from, all + from + 1, (to - from) * sizeof *all);
  else
    memmove (all + to + 1, all + to, (from - to) * sizeof *all);
  all[to] = layer;
  before = to > 0 ? all[to - 1].order : NULL;
  after = to + 1 < layers->len ? all[to + 1].order : NULL;
  g_free (all[to].order);
  all[to].order = rapport_order_key_between (before, after);
  set_order (transaction, layer.moved, all[to].order);
}

/* Those nearest to where it goes are first, so that they do not pass one another. */
static void
step_layers (RapportTransaction *transaction, GArray *layers, gboolean forward, gboolean touching)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const guint at = forward ? layers->len - 1 - i : i;
      guint to;

      if (g_array_index (layers, Layer, at).moved == NULL)
        continue;
      to = find_step (layers, at, forward ? 1 : -1, touching);
      if (to != G_MAXUINT)
        shift_layer (transaction, layers, at, to);
    }
}

static void
send_layers (RapportTransaction *transaction, GArray *layers, GPtrArray *things, gboolean front)
{
  const char *first = NULL;
  const char *last = NULL;
  g_autoptr (GPtrArray) orders = NULL;

  for (guint i = 0; i < layers->len; i++)
    {
      const Layer *layer = &g_array_index (layers, Layer, i);

      if (layer->moved != NULL)
        continue;
      if (first == NULL)
        first = layer->order;
      last = layer->order;
    }
  if (first == NULL)
    return;
  orders = rapport_order_keys_between (front ? last : NULL, front ? NULL : first, things->len);
  for (guint i = 0; i < things->len; i++)
    set_order (transaction, things->pdata[i], orders->pdata[i]);
}

static void
order_type (RapportTransaction *transaction,
            GType type,
            RapportRecord *board,
            const char *const *ids,
            RapportCardsOrder how)
{
  const char *board_id = rapport_record_get_id (board);
  g_autoptr (GPtrArray) things = collect_movable (transaction, type, board_id, ids);
  const RapportCardFields *fields;
  g_autoptr (GArray) standings = NULL;
  g_autoptr (GArray) layers = NULL;
  const gboolean to_neighbour = how == RAPPORT_CARDS_FORWARD || how == RAPPORT_CARDS_BACKWARD;
  gboolean touching;
  guint rectangle;

  if (things->len == 0)
    return;
  fields = rapport_cards_get_fields (things->pdata[0]);
  rectangle = (guint) fields->rectangle;
  touching =
    type == RAPPORT_TYPE_PLACEMENT && to_neighbour &&
    g_str_equal (rapport_transaction_get_text (transaction, board, RAPPORT_IDEA_BOARD_LAYOUT),
                 "free");
  standings = rapport_standing_list (rapport_transaction_get_library (transaction),
                                     &(RapportStand) { type, (guint) fields->board, board_id },
                                     &rectangle, touching ? 1 : 0);
  layers = make_layers (standings, things);
  if (to_neighbour)
    step_layers (transaction, layers, how == RAPPORT_CARDS_FORWARD, touching);
  else
    send_layers (transaction, layers, things, how == RAPPORT_CARDS_TO_FRONT);
}

void
rapport_cards_order (RapportTransaction *transaction,
                     RapportLibrary *library,
                     const char *board_id,
                     const char *const *ids,
                     RapportCardsOrder how)
{
  g_autoptr (RapportRecord) board =
    rapport_transaction_find (transaction, RAPPORT_TYPE_IDEA_BOARD, board_id);

  if (board == NULL)
    return;
  order_type (transaction, RAPPORT_TYPE_PLACEMENT, board, ids, how);
  order_type (transaction, RAPPORT_TYPE_FRAME, board, ids, how);
}
