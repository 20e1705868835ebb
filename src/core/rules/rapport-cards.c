/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cards-private.h"

#include <math.h>
#include <string.h>

/* What any board may hold (scene/ draws no farther), and the least side of a thing. */
#define FARTHEST 1e7
#define LEAST    24.0

static const RapportCardFields placement_fields = {
  RAPPORT_PLACEMENT_CLIENT, RAPPORT_PLACEMENT_BOARD,  RAPPORT_PLACEMENT_RECTANGLE,
  RAPPORT_PLACEMENT_ORDER,  RAPPORT_PLACEMENT_COLOUR, RAPPORT_PLACEMENT_GROUP,
  RAPPORT_PLACEMENT_LOCKED,
};

static const RapportCardFields frame_fields = {
  RAPPORT_FRAME_CLIENT, RAPPORT_FRAME_BOARD,  RAPPORT_FRAME_RECTANGLE,
  RAPPORT_FRAME_ORDER,  RAPPORT_FRAME_COLOUR, -1,
  RAPPORT_FRAME_LOCKED,
};

static const RapportCardFields edge_fields = {
  RAPPORT_EDGE_CLIENT, RAPPORT_EDGE_BOARD, -1, RAPPORT_EDGE_ORDER, RAPPORT_EDGE_COLOUR, -1, -1,
};

const RapportCardFields *
rapport_cards_get_fields (RapportRecord *thing)
{
  if (RAPPORT_IS_PLACEMENT (thing))
    return &placement_fields;
  return RAPPORT_IS_FRAME (thing) ? &frame_fields : &edge_fields;
}

/* Finding. */

RapportRecord *
rapport_cards_find (RapportLibrary *library, const char *id)
{
  RapportRecord *thing = rapport_library_get (library, RAPPORT_TYPE_PLACEMENT, id);

  if (thing == NULL)
    thing = rapport_library_get (library, RAPPORT_TYPE_FRAME, id);
  if (thing == NULL)
    thing = rapport_library_get (library, RAPPORT_TYPE_EDGE, id);
  return thing;
}

RapportRecord *
rapport_cards_find_in (RapportTransaction *transaction, const char *id)
{
  const GType types[] = { RAPPORT_TYPE_PLACEMENT, RAPPORT_TYPE_FRAME, RAPPORT_TYPE_EDGE };
  g_autoptr (RapportRecord) thing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (types) && thing == NULL; i++)
    thing = rapport_transaction_find (transaction, types[i], id);
  if (thing == NULL || rapport_transaction_is_trashed (transaction, thing))
    return NULL;
  return g_steal_pointer (&thing);
}

GPtrArray *
rapport_cards_collect (RapportTransaction *transaction, const char *const *ids)
{
  GPtrArray *things = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (; *ids != NULL; ids++)
    {
      g_autoptr (RapportRecord) thing = rapport_cards_find_in (transaction, *ids);

      if (thing != NULL && g_hash_table_add (seen, thing))
        g_ptr_array_add (things, g_steal_pointer (&thing));
    }
  return things;
}

const char *
rapport_cards_get_board (RapportTransaction *transaction, RapportRecord *thing)
{
  return rapport_transaction_get_text (transaction, thing,
                                       (guint) rapport_cards_get_fields (thing)->board);
}

const char *
rapport_cards_get_order (RapportTransaction *transaction, RapportRecord *thing)
{
  return rapport_transaction_get_text (transaction, thing,
                                       (guint) rapport_cards_get_fields (thing)->order);
}

gboolean
rapport_cards_is_locked (RapportTransaction *transaction, RapportRecord *thing)
{
  const int field = rapport_cards_get_fields (thing)->locked;

  return field >= 0 && rapport_transaction_get_boolean (transaction, thing, (guint) field);
}

/* Places. */

static gboolean
read_place (GVariant *value, RapportPlace *place)
{
  if (value == NULL)
    return FALSE;
  g_variant_get (value, "(dddd)", &place->x, &place->y, &place->width, &place->height);
  return TRUE;
}

gboolean
rapport_cards_get_place (RapportRecord *thing, RapportPlace *place)
{
  const int field = rapport_cards_get_fields (thing)->rectangle;

  return field >= 0 && read_place (rapport_record_get_value (thing, (guint) field), place);
}

gboolean
rapport_cards_get_place_in (RapportTransaction *transaction,
                            RapportRecord *thing,
                            RapportPlace *place)
{
  const int field = rapport_cards_get_fields (thing)->rectangle;

  return field >= 0 &&
         read_place (rapport_transaction_get (transaction, thing, (guint) field), place);
}

static double
tame (double value, double least, double most)
{
  return isnan (value) ? CLAMP (0, least, most) : CLAMP (value, least, most);
}

void
rapport_cards_set_place (RapportTransaction *transaction,
                         RapportRecord *thing,
                         const RapportPlace *place)
{
  const int field = rapport_cards_get_fields (thing)->rectangle;

  if (field >= 0)
    rapport_transaction_set (transaction, thing, (guint) field,
                             g_variant_new ("(dddd)", tame (place->x, -FARTHEST, FARTHEST),
                                            tame (place->y, -FARTHEST, FARTHEST),
                                            tame (place->width, LEAST, FARTHEST),
                                            tame (place->height, LEAST, FARTHEST)));
}

void
rapport_cards_place (RapportTransaction *transaction,
                     RapportLibrary *library,
                     const char *const *ids,
                     const RapportPlace *places)
{
  for (; *ids != NULL; ids++, places++)
    {
      g_autoptr (RapportRecord) thing = rapport_cards_find_in (transaction, *ids);

      if (thing != NULL && !rapport_cards_is_locked (transaction, thing))
        rapport_cards_set_place (transaction, thing, places);
    }
}

/* Making. */

RapportRecord *
rapport_cards_get_item (RapportTransaction *transaction, RapportRecord *placement)
{
  g_autoptr (RapportRecord) item = rapport_transaction_find (
    transaction, RAPPORT_TYPE_WORK_ITEM,
    rapport_transaction_get_text (transaction, placement, RAPPORT_PLACEMENT_ITEM));

  if (item == NULL || rapport_transaction_is_trashed (transaction, item) ||
      !g_str_equal (
        rapport_transaction_get_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT),
        rapport_transaction_get_text (transaction, placement, RAPPORT_PLACEMENT_CLIENT)))
    return NULL;
  return g_steal_pointer (&item);
}

RapportRecord *
rapport_cards_make_item (RapportTransaction *transaction, const char *client, const char *title)
{
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, client);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, title);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_STATUS, "idea");
  return item;
}

/* (transfer none) (nullable): a new thing on a board that is there, last of its type. */
static RapportRecord *
make_thing (RapportTransaction *transaction, GType type, const char *board_id)
{
  g_autoptr (RapportRecord) board =
    rapport_transaction_find (transaction, RAPPORT_TYPE_IDEA_BOARD, board_id);
  const RapportCardFields *fields;
  g_autofree char *order = NULL;
  RapportRecord *thing;

  if (board == NULL || rapport_transaction_is_trashed (transaction, board))
    return NULL;
  thing = rapport_transaction_create (transaction, type);
  fields = rapport_cards_get_fields (thing);
  order =
    rapport_standing_next (transaction, &(RapportStand) { type, (guint) fields->board, board_id });
  rapport_transaction_set_text (
    transaction, thing, (guint) fields->client,
    rapport_transaction_get_text (transaction, board, RAPPORT_IDEA_BOARD_CLIENT));
  rapport_transaction_set_text (transaction, thing, (guint) fields->board, board_id);
  rapport_transaction_set_text (transaction, thing, (guint) fields->order, order);
  return thing;
}

static void
give_item (RapportTransaction *transaction, RapportRecord *placement, const RapportNewCard *card)
{
  const char *client =
    rapport_transaction_get_text (transaction, placement, RAPPORT_PLACEMENT_CLIENT);
  const char *id = card->item;

  if (id == NULL || *id == '\0')
    id = rapport_record_get_id (rapport_cards_make_item (transaction, client, card->title));
  rapport_transaction_set_text (transaction, placement, RAPPORT_PLACEMENT_ITEM, id);
}

RapportPlacement *
rapport_cards_add (RapportTransaction *transaction,
                   RapportLibrary *library,
                   const char *board_id,
                   const RapportNewCard *card)
{
  RapportRecord *placement = make_thing (transaction, RAPPORT_TYPE_PLACEMENT, board_id);
  RapportPlace place = card->place;

  if (placement == NULL)
    return NULL;
  if (!(place.width > 0))
    place.width = RAPPORT_CARD_WIDTH;
  if (!(place.height > 0))
    place.height = RAPPORT_CARD_HEIGHT;
  rapport_transaction_set_text (transaction, placement, RAPPORT_PLACEMENT_KIND, card->kind);
  rapport_transaction_set_text (transaction, placement, RAPPORT_PLACEMENT_TEXT, card->text);
  rapport_transaction_set_text (transaction, placement, RAPPORT_PLACEMENT_ADDRESS, card->address);
  rapport_transaction_set_text (transaction, placement, RAPPORT_PLACEMENT_IMAGE, card->image);
  rapport_transaction_set_text (transaction, placement, RAPPORT_PLACEMENT_METRIC, card->metric);
  rapport_cards_set_place (transaction, placement, &place);
  if (g_str_equal (card->kind, "item"))
    give_item (transaction, placement, card);
  return RAPPORT_PLACEMENT (placement);
}

RapportFrame *
rapport_cards_add_frame (RapportTransaction *transaction,
                         RapportLibrary *library,
                         const char *board_id,
                         const char *title,
                         const RapportPlace *place)
{
  RapportRecord *frame = make_thing (transaction, RAPPORT_TYPE_FRAME, board_id);

  if (frame == NULL)
    return NULL;
  rapport_transaction_set_text (transaction, frame, RAPPORT_FRAME_TITLE, title);
  rapport_cards_set_place (transaction, frame, place);
  return RAPPORT_FRAME (frame);
}

/* Connectors. */

static gboolean
is_on_board (RapportTransaction *transaction, const char *board_id, const char *id)
{
  g_autoptr (RapportRecord) thing = rapport_cards_find_in (transaction, id);

  return thing != NULL && !RAPPORT_IS_EDGE (thing) &&
         g_str_equal (rapport_cards_get_board (transaction, thing), board_id);
}

static gboolean
is_connected (RapportTransaction *transaction,
              const char *board_id,
              const char *from,
              const char *to,
              const char *made)
{
  RapportLibrary *library = rapport_transaction_get_library (transaction);
  RapportRecord *before = rapport_transaction_recall (transaction, made);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_EDGE);
  g_autoptr (GPtrArray) edges = NULL;

  if (before != NULL && !rapport_transaction_is_trashed (transaction, before))
    return TRUE;
  rapport_query_where_text (query, RAPPORT_EDGE_FROM, from);
  rapport_query_where_text (query, RAPPORT_EDGE_TO, to);
  rapport_query_where_text (query, RAPPORT_EDGE_BOARD, board_id);
  edges = rapport_library_find (library, query, NULL);
  for (guint i = 0; edges != NULL && i < edges->len; i++)
    if (!rapport_transaction_is_trashed (transaction, edges->pdata[i]))
      return TRUE;
  return FALSE;
}

RapportEdge *
rapport_cards_connect (RapportTransaction *transaction,
                       RapportLibrary *library,
                       const char *board_id,
                       const char *from,
                       const char *to,
                       const char *from_side,
                       const char *to_side)
{
  g_autofree char *made = g_strdup_printf ("edge %s %s", from, to);
  RapportRecord *edge;

  if (g_strcmp0 (from, to) == 0 || !is_on_board (transaction, board_id, from) ||
      !is_on_board (transaction, board_id, to) ||
      is_connected (transaction, board_id, from, to, made))
    return NULL;
  edge = make_thing (transaction, RAPPORT_TYPE_EDGE, board_id);
  if (edge == NULL)
    return NULL;
  rapport_transaction_set_text (transaction, edge, RAPPORT_EDGE_FROM, from);
  rapport_transaction_set_text (transaction, edge, RAPPORT_EDGE_TO, to);
  rapport_transaction_set_text (transaction, edge, RAPPORT_EDGE_FROM_SIDE, from_side);
  rapport_transaction_set_text (transaction, edge, RAPPORT_EDGE_TO_SIDE, to_side);
  rapport_transaction_remember (transaction, made, g_object_ref (edge), g_object_unref);
  return RAPPORT_EDGE (edge);
}

/* Small changes of many. */

static void
set_all (RapportTransaction *transaction, const char *const *ids, gsize offset, GVariant *value)
{
  g_autoptr (GPtrArray) things = rapport_cards_collect (transaction, ids);
  g_autoptr (GVariant) owned = value != NULL ? g_variant_ref_sink (value) : NULL;

  for (guint i = 0; i < things->len; i++)
    {
      const int field = G_STRUCT_MEMBER (int, rapport_cards_get_fields (things->pdata[i]), offset);

      if (field >= 0)
        rapport_transaction_set (transaction, things->pdata[i], (guint) field, owned);
    }
}

void
rapport_cards_group (RapportTransaction *transaction,
                     RapportLibrary *library,
                     const char *const *ids,
                     gboolean together)
{
  g_autofree char *word =
    rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));

  /* One alone is no group. */
  if (together && (ids[0] == NULL || ids[1] == NULL))
    return;
  set_all (transaction, ids, G_STRUCT_OFFSET (RapportCardFields, group),
           together ? g_variant_new_string (word) : NULL);
}

void
rapport_cards_lock (RapportTransaction *transaction,
                    RapportLibrary *library,
                    const char *const *ids,
                    gboolean locked)
{
  set_all (transaction, ids, G_STRUCT_OFFSET (RapportCardFields, locked),
           g_variant_new_boolean (locked));
}

static gboolean
is_colour (const char *text)
{
  return text != NULL && text[0] == '#' && strlen (text) == 7 &&
         strspn (text + 1, "0123456789abcdefABCDEF") == 6;
}

void
rapport_cards_colour (RapportTransaction *transaction,
                      RapportLibrary *library,
                      const char *const *ids,
                      const char *colour)
{
  if (colour == NULL || *colour == '\0' || is_colour (colour))
    set_all (transaction, ids, G_STRUCT_OFFSET (RapportCardFields, colour),
             is_colour (colour) ? g_variant_new_string (colour) : NULL);
}
