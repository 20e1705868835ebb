/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of cards, frames and connectors. */
#include "rapport-cards-private.h"

typedef struct
{
  RapportTransaction *transaction;
  const char *board;
  const char *client;
  double dx, dy;
  gboolean same_items;
  GHashTable *copies; /* id → RapportRecord, of cards and frames */
  GHashTable *groups; /* word → word */
  GHashTable *items;  /* id → id of the copy, so that two cards of one idea stay so */
  GPtrArray *result;
} Copying;

/* The fields of an idea that are true of another one like it. Dates, who does it, how it went, and
 * what it is part of belong to the first. */
static const guint item_fields[] = {
  RAPPORT_RECORD_AUDIENCE,        RAPPORT_WORK_ITEM_CLIENT,   RAPPORT_WORK_ITEM_TITLE,
  RAPPORT_WORK_ITEM_WHY,          RAPPORT_WORK_ITEM_EXPECTED, RAPPORT_WORK_ITEM_NOTES,
  RAPPORT_WORK_ITEM_FUNNEL_STAGE, RAPPORT_WORK_ITEM_CHANNEL,  RAPPORT_WORK_ITEM_MONTH,
  RAPPORT_WORK_ITEM_DIRECTION,    RAPPORT_WORK_ITEM_PORTRAIT, RAPPORT_WORK_ITEM_MOTIVE,
  RAPPORT_WORK_ITEM_METRIC,       RAPPORT_WORK_ITEM_LINKS,    RAPPORT_WORK_ITEM_IMPACT,
  RAPPORT_WORK_ITEM_CONFIDENCE,   RAPPORT_WORK_ITEM_EASE,     RAPPORT_WORK_ITEM_REACH,
  RAPPORT_WORK_ITEM_EFFORT,
};

static void
copy_field (RapportTransaction *transaction, RapportRecord *from, RapportRecord *to, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, from, field);

  /* Most fields of most cards hold nothing, as those of a new one do. */
  if (value != NULL || rapport_record_get_info (from)->fields[field].initial != NULL)
    rapport_transaction_set (transaction, to, field, value);
}

/* (transfer none): the id of a copy of the card's work item, or of that itself. */
static const char *
copy_item (Copying *copying, RapportRecord *placement)
{
  const char *id =
    rapport_transaction_get_text (copying->transaction, placement, RAPPORT_PLACEMENT_ITEM);
  const char *known = g_hash_table_lookup (copying->items, id);
  g_autoptr (RapportRecord) item = NULL;
  RapportRecord *copy;

  if (copying->same_items || known != NULL)
    return known != NULL ? known : id;
  item = rapport_cards_get_item (copying->transaction, placement);
  if (item == NULL)
    return id;
  copy = rapport_cards_make_item (copying->transaction, copying->client, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (item_fields); i++)
    copy_field (copying->transaction, item, copy, item_fields[i]);
  g_hash_table_insert (copying->items, g_strdup (id), (gpointer) rapport_record_get_id (copy));
  return rapport_record_get_id (copy);
}

static const char *
copy_group (Copying *copying, const char *group)
{
  const char *known = g_hash_table_lookup (copying->groups, group);
  char *word;

  if (*group == '\0' || known != NULL)
    return *group != '\0' ? known : "";
  word = rapport_id_new (rapport_clock_get_now (
    rapport_library_get_clock (rapport_transaction_get_library (copying->transaction))));
  g_hash_table_insert (copying->groups, g_strdup (group), word);
  return word;
}

/* All that stands in its own record, but for where it belongs, and with a free hand to move it. */
static RapportRecord *
copy_record (Copying *copying, RapportRecord *thing)
{
  const RapportRecordInfo *info = rapport_record_get_info (thing);
  const RapportCardFields *fields = rapport_cards_get_fields (thing);
  RapportTransaction *transaction = copying->transaction;
  RapportRecord *copy = rapport_transaction_create (transaction, info->get_type ());
  const RapportStand stand = { info->get_type (), (guint) fields->board, copying->board };
  g_autofree char *order = rapport_standing_next (transaction, &stand);

  copy_field (transaction, thing, copy, RAPPORT_RECORD_AUDIENCE);
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if ((int) i != fields->locked)
      copy_field (transaction, thing, copy, i);
  rapport_transaction_set_text (transaction, copy, (guint) fields->board, copying->board);
  rapport_transaction_set_text (transaction, copy, (guint) fields->order, order);
  g_ptr_array_add (copying->result, g_object_ref (copy));
  return copy;
}

static void
copy_thing (Copying *copying, RapportRecord *thing)
{
  RapportRecord *copy = copy_record (copying, thing);
  const RapportCardFields *fields = rapport_cards_get_fields (thing);
  RapportPlace place;

  if (rapport_cards_get_place_in (copying->transaction, thing, &place))
    {
      place.x += copying->dx;
      place.y += copying->dy;
      rapport_cards_set_place (copying->transaction, copy, &place);
    }
  if (fields->group >= 0)
    rapport_transaction_set_text (
      copying->transaction, copy, (guint) fields->group,
      copy_group (copying, rapport_transaction_get_text (copying->transaction, thing,
                                                         (guint) fields->group)));
  if (RAPPORT_IS_PLACEMENT (thing))
    rapport_transaction_set_text (copying->transaction, copy, RAPPORT_PLACEMENT_ITEM,
                                  copy_item (copying, thing));
  g_hash_table_insert (copying->copies, (gpointer) rapport_record_get_id (thing), copy);
}

static void
copy_edge (Copying *copying, RapportRecord *edge)
{
  RapportTransaction *transaction = copying->transaction;
  RapportRecord *from = g_hash_table_lookup (
    copying->copies, rapport_transaction_get_text (transaction, edge, RAPPORT_EDGE_FROM));
  RapportRecord *to = g_hash_table_lookup (
    copying->copies, rapport_transaction_get_text (transaction, edge, RAPPORT_EDGE_TO));
  RapportRecord *copy;

  if (from == NULL || to == NULL)
    return;
  copy = copy_record (copying, edge);
  rapport_transaction_set_text (transaction, copy, RAPPORT_EDGE_FROM, rapport_record_get_id (from));
  rapport_transaction_set_text (transaction, copy, RAPPORT_EDGE_TO, rapport_record_get_id (to));
}

static gboolean
is_of_client (Copying *copying, RapportRecord *thing)
{
  return g_str_equal (
    rapport_transaction_get_text (copying->transaction, thing,
                                  (guint) rapport_cards_get_fields (thing)->client),
    copying->client);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer transaction)
{
  RapportRecord *const *first = a;
  RapportRecord *const *second = b;

  return g_strcmp0 (rapport_cards_get_order (transaction, *first),
                    rapport_cards_get_order (transaction, *second));
}

GPtrArray *
rapport_cards_copy (RapportTransaction *transaction,
                    RapportLibrary *library,
                    const char *board_id,
                    const char *const *ids,
                    double dx,
                    double dy,
                    gboolean same_items)
{
  g_autoptr (RapportRecord) board =
    rapport_transaction_find (transaction, RAPPORT_TYPE_IDEA_BOARD, board_id);
  g_autoptr (GPtrArray) things = rapport_cards_collect (transaction, ids);
  g_autoptr (GHashTable) copies = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *result = g_ptr_array_new_with_free_func (g_object_unref);
  Copying copying = {
    transaction, board_id, NULL, dx, dy, same_items, copies, groups, items, result
  };
  g_autoptr (GPtrArray) edges = NULL;

  if (board == NULL || rapport_transaction_is_trashed (transaction, board))
    return result;
  copying.client = rapport_transaction_get_text (transaction, board, RAPPORT_IDEA_BOARD_CLIENT);
  g_ptr_array_sort_with_data (things, compare_cb, transaction);
  for (guint i = 0; i < things->len; i++)
    if (!RAPPORT_IS_EDGE (things->pdata[i]) && is_of_client (&copying, things->pdata[i]))
      copy_thing (&copying, things->pdata[i]);
  edges = rapport_cards_find_edges (transaction, things);
  for (guint i = 0; i < edges->len; i++)
    if (is_of_client (&copying, edges->pdata[i]))
      copy_edge (&copying, edges->pdata[i]);
  return result;
}
