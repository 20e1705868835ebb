/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-parts.h"

#include "rapport-board-words.h"
#include "rapport-publish.h"

#include <string.h>

/* More than this share of a list is sorted anew as a whole. */
#define MANY 16

/* More than this is told as a whole. */
#define MOST_CHANGES 1000

/* What a card counts for, where it is seen and where it is not. */
typedef struct
{
  gboolean seen;
  char *uses[2];     /* (nullable): ref-strings: its work item and its file */
  char *metric;      /* (nullable): a ref-string */
  GPtrArray *values; /* (nullable): what it has in lanes: "field=value" */
} Tally;

/* What is known of one record. Of one that the client may not see: what must be known to leave out
 * what hangs on it. */
typedef struct
{
  char id[RAPPORT_ID_LENGTH + 1];
  RapportPublicRecord *copies[2]; /* without and with the parts of its score; NULL where it is
                                     not to be seen */
  char *order;                    /* (nullable) */
  RapportDay day;                 /* of a remark */
  char *ends[2];                  /* (nullable): ref-strings: what it points at */
  gboolean is_item;
  GPtrArray *values; /* (nullable) */
  gboolean fresh;    /* was put since it was settled last */
  gboolean seen;     /* as it was settled last */
  Tally tally;
} Part;

struct _RapportBoardParts
{
  char *client_id;
  gboolean scores;
  GHashTable *parts[RAPPORT_BOARD_N_KINDS];   /* id → Part */
  GHashTable *touched[RAPPORT_BOARD_N_KINDS]; /* ids of what is to be settled */
  GPtrArray *seen[RAPPORT_BOARD_N_KINDS];     /* Part, in their order */
  GHashTable *users;                          /* id → GArray of Pointer */

  /* How many cards… */
  GHashTable *used[2];       /* …that are seen point at a work item, at a file */
  GHashTable *metrics;       /* …that are seen show a metric */
  GHashTable *seen_values;   /* …that are seen lie in a lane */
  GHashTable *hidden_values; /* …that are not */

  /* Since the last board: id → RapportPublicRecord, or NULL where it is gone. */
  GHashTable *changes;
  gboolean all_changed; /* too much to be told */

  /* What boards share. */
  gboolean changed[RAPPORT_BOARD_N_KINDS];
  GPtrArray *lists[RAPPORT_BOARD_N_KINDS];
  GHashTable *tables[2]; /* work items, files */
};

/* Who points at something. */
typedef struct
{
  RapportBoardKind kind;
  Part *part;
} Pointer;

static const char *const score_parts[] = {
  "impact", "confidence", "ease", "reach", "effort", NULL
};

const RapportRecordInfo *
rapport_board_kind_get_info (RapportBoardKind kind)
{
  const RapportRecordInfo *const infos[RAPPORT_BOARD_N_KINDS] = {
    [RAPPORT_BOARD_WORKS] = &rapport_work_item_info,
    [RAPPORT_BOARD_FILES] = &rapport_attachment_info,
    [RAPPORT_BOARD_CARDS] = &rapport_placement_info,
    [RAPPORT_BOARD_FRAMES] = &rapport_frame_info,
    [RAPPORT_BOARD_EDGES] = &rapport_edge_info,
    [RAPPORT_BOARD_LANES] = &rapport_lane_info,
    [RAPPORT_BOARD_REMARKS] = &rapport_remark_info,
  };

  return infos[kind];
}

/* Counting. */

/* Whether it is the first that there is of it, or the last. */
static gboolean
count (GHashTable *table, const char *key, int n)
{
  int *counted = g_hash_table_lookup (table, key);

  if (counted == NULL)
    {
      counted = g_new0 (int, 1);
      g_hash_table_insert (table, g_strdup (key), counted);
    }
  *counted += n;
  if (*counted == 0)
    return g_hash_table_remove (table, key);
  return *counted == n;
}

static void
count_tally (RapportBoardParts *self, const Tally *tally, int n)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tally->uses); i++)
    if (tally->uses[i] != NULL && count (self->used[i], tally->uses[i], n))
      self->changed[i == 0 ? RAPPORT_BOARD_WORKS : RAPPORT_BOARD_FILES] = TRUE;
  if (tally->metric != NULL)
    count (self->metrics, tally->metric, n);
  for (guint i = 0; tally->values != NULL && i < tally->values->len; i++)
    if (count (tally->seen ? self->seen_values : self->hidden_values, tally->values->pdata[i], n))
      self->changed[RAPPORT_BOARD_LANES] = TRUE;
}

static void
tally_clear (Tally *tally)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tally->uses); i++)
    g_clear_pointer (&tally->uses[i], g_ref_string_release);
  g_clear_pointer (&tally->metric, g_ref_string_release);
  g_clear_pointer (&tally->values, g_ptr_array_unref);
}

/* Parts. */

static void
part_forget (Part *part)
{
  g_clear_object (&part->copies[0]);
  g_clear_object (&part->copies[1]);
  g_clear_pointer (&part->order, g_free);
  g_clear_pointer (&part->ends[0], g_ref_string_release);
  g_clear_pointer (&part->ends[1], g_ref_string_release);
  g_clear_pointer (&part->values, g_ptr_array_unref);
}

static void
part_free (gpointer data)
{
  Part *part = data;

  part_forget (part);
  tally_clear (&part->tally);
  g_free (part);
}

static Part *
find (RapportBoardParts *self, RapportBoardKind kind, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->parts[kind], id) : NULL;
}

static RapportPublicRecord *
get_copy (RapportBoardParts *self, const Part *part)
{
  return part->copies[self->scores];
}

static void
touch (RapportBoardParts *self, RapportBoardKind kind, const char *id)
{
  g_hash_table_add (self->touched[kind], g_strdup (id));
}

static void
touch_users (RapportBoardParts *self, const char *id)
{
  GArray *users = g_hash_table_lookup (self->users, id);

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const Pointer *user = &g_array_index (users, Pointer, i);

      touch (self, user->kind, user->part->id);
    }
}

static void
add_user (RapportBoardParts *self, RapportBoardKind kind, Part *part)
{
  const Pointer user = { kind, part };

  for (gsize i = 0; i < G_N_ELEMENTS (part->ends); i++)
    {
      GArray *users =
        part->ends[i] != NULL ? g_hash_table_lookup (self->users, part->ends[i]) : NULL;

      if (part->ends[i] == NULL)
        continue;
      if (users == NULL)
        {
          users = g_array_sized_new (FALSE, FALSE, sizeof (Pointer), 1);
          g_hash_table_insert (self->users, g_strdup (part->ends[i]), users);
        }
      g_array_append_val (users, user);
    }
}

static void
remove_user (RapportBoardParts *self, const Part *part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (part->ends); i++)
    {
      GArray *users =
        part->ends[i] != NULL ? g_hash_table_lookup (self->users, part->ends[i]) : NULL;

      for (guint j = users != NULL ? users->len : 0; j > 0; j--)
        if (g_array_index (users, Pointer, j - 1).part == part)
          g_array_remove_index_fast (users, j - 1);
      if (users != NULL && users->len == 0)
        g_hash_table_remove (self->users, part->ends[i]);
    }
}

/* What is told of a board: what is drawn of it. */
static void
note_change (RapportBoardParts *self, RapportBoardKind kind, const Part *part, gboolean seen)
{
  RapportPublicRecord *copy = seen ? get_copy (self, part) : NULL;

  if (self->all_changed ||
      (kind != RAPPORT_BOARD_CARDS && kind != RAPPORT_BOARD_FRAMES && kind != RAPPORT_BOARD_EDGES))
    return;
  g_hash_table_replace (self->changes, g_strdup (part->id),
                        copy != NULL ? g_object_ref (copy) : NULL);
  self->all_changed = g_hash_table_size (self->changes) > MOST_CHANGES;
}

/* Lists. */

static int
compare_parts (const Part *first, const Part *second)
{
  const int order = g_strcmp0 (first->order, second->order);

  if (order != 0)
    return order;
  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  /* Ids begin with the time at which they were made. */
  return strcmp (first->id, second->id);
}

static int
compare_parts_cb (gconstpointer a, gconstpointer b)
{
  return compare_parts (*(const Part *const *) a, *(const Part *const *) b);
}

/* Where it stands, or would. */
static guint
find_place (GPtrArray *list, const Part *part)
{
  guint from = 0, to = list->len;

  while (from < to)
    {
      const guint middle = from + (to - from) / 2;

      if (compare_parts (list->pdata[middle], part) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static gboolean
has_list (RapportBoardKind kind)
{
  return kind != RAPPORT_BOARD_WORKS && kind != RAPPORT_BOARD_FILES;
}

static void
leave (RapportBoardParts *self, RapportBoardKind kind, const Part *part)
{
  if (part->seen && has_list (kind))
    g_ptr_array_remove_index (self->seen[kind], find_place (self->seen[kind], part));
  self->changed[kind] = self->changed[kind] || part->seen;
}

/* Taking records in. */

static const char *
text_of (GVariant *value)
{
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

static char *
end_of (GVariant *value)
{
  const char *id = text_of (value);

  return *id != '\0' ? g_ref_string_new (id) : NULL;
}

/* A lane's value of a work item: "channel=Maps", "month=2026-11". */
static void
add_value (GPtrArray *values, const char *field, GVariant *value)
{
  g_autofree char *day = NULL;
  const char *text = text_of (value);

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    {
      day = rapport_day_to_string (g_variant_get_int32 (value));
      day[MIN (strlen (day), strlen ("2026-11"))] = '\0';
      text = day;
    }
  if (*text != '\0')
    g_ptr_array_add (values, g_strconcat (field, "=", text, NULL));
}

static GPtrArray *
list_values (RapportBoardKind kind, const RapportRow *row)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  GVariant *own = kind == RAPPORT_BOARD_CARDS ? row->values[RAPPORT_PLACEMENT_LANES] : NULL;
  GVariantIter iter;
  char *value;

  if (own != NULL)
    {
      g_variant_iter_init (&iter, own);
      while (g_variant_iter_next (&iter, "s", &value))
        g_ptr_array_add (values, value);
    }
  for (const RapportWord *word = rapport_lane_fields;
       kind == RAPPORT_BOARD_WORKS && word->word != NULL; word++)
    {
      const int field = rapport_record_info_find_field (&rapport_work_item_info, word->word);

      add_value (values, word->word, field >= 0 ? row->values[field] : NULL);
    }
  return values;
}

static void
take_ends (Part *part, RapportBoardKind kind, const RapportRow *row)
{
  switch (kind)
    {
    case RAPPORT_BOARD_CARDS:
      part->ends[0] = end_of (row->values[RAPPORT_PLACEMENT_ITEM]);
      part->ends[1] = end_of (row->values[RAPPORT_PLACEMENT_IMAGE]);
      part->is_item = g_str_equal (text_of (row->values[RAPPORT_PLACEMENT_KIND]), "item");
      break;
    case RAPPORT_BOARD_EDGES:
      part->ends[0] = end_of (row->values[RAPPORT_EDGE_FROM]);
      part->ends[1] = end_of (row->values[RAPPORT_EDGE_TO]);
      break;
    case RAPPORT_BOARD_REMARKS:
      part->ends[0] = end_of (row->values[RAPPORT_REMARK_PLACEMENT]);
      break;
    default:
      break;
    }
}

static gboolean
has_score (const RapportRow *row)
{
  for (const char *const *name = score_parts; *name != NULL; name++)
    if (row->values[rapport_record_info_find_field (&rapport_work_item_info, *name)] != NULL)
      return TRUE;
  return FALSE;
}

static void
take_copies (RapportBoardParts *self, Part *part, RapportBoardKind kind, const RapportRow *row)
{
  const RapportRecordInfo *info = rapport_board_kind_get_info (kind);
  const gboolean weighed = kind == RAPPORT_BOARD_WORKS && has_score (row);

  part->copies[0] = rapport_publish_row (info, row, self->client_id, weighed ? score_parts : NULL);
  if (part->copies[0] != NULL)
    part->copies[1] = weighed ? rapport_publish_row (info, row, self->client_id, NULL)
                              : g_object_ref (part->copies[0]);
}

static void
take_row (RapportBoardParts *self, Part *part, RapportBoardKind kind, const RapportRow *row)
{
  const int order = rapport_record_info_find_field (rapport_board_kind_get_info (kind), "order");
  GVariant *day = kind == RAPPORT_BOARD_REMARKS ? row->values[RAPPORT_REMARK_DAY] : NULL;

  take_copies (self, part, kind, row);
  take_ends (part, kind, row);
  part->order = order >= 0 ? g_strdup (text_of (row->values[order])) : NULL;
  part->day = day != NULL ? g_variant_get_int32 (day) : RAPPORT_DAY_NONE;
  part->values =
    kind == RAPPORT_BOARD_CARDS || kind == RAPPORT_BOARD_WORKS ? list_values (kind, row) : NULL;
  part->fresh = TRUE;
}

/* Whether it comes to stand elsewhere. */
static gboolean
is_moving (const Part *part, RapportBoardKind kind, const RapportRow *row)
{
  const int order = rapport_record_info_find_field (rapport_board_kind_get_info (kind), "order");

  return kind == RAPPORT_BOARD_REMARKS ||
         (order >= 0 && g_strcmp0 (part->order, text_of (row->values[order])) != 0);
}

static void
replace_row (RapportBoardParts *self, Part *part, RapportBoardKind kind, const RapportRow *row)
{
  GPtrArray *list = self->seen[kind];
  const gboolean moving = part->seen && has_list (kind) && is_moving (part, kind, row);

  if (moving)
    g_ptr_array_remove_index (list, find_place (list, part));
  remove_user (self, part);
  part_forget (part);
  take_row (self, part, kind, row);
  if (moving)
    g_ptr_array_insert (list, (int) find_place (list, part), part);
}

void
rapport_board_parts_put (RapportBoardParts *self, RapportBoardKind kind, const RapportRow *row)
{
  Part *part = find (self, kind, row->id);

  if (row->values[RAPPORT_RECORD_TRASHED] != NULL)
    {
      rapport_board_parts_remove (self, kind, row->id);
      return;
    }
  if (part == NULL)
    {
      part = g_new0 (Part, 1);
      g_strlcpy (part->id, row->id, sizeof part->id);
      take_row (self, part, kind, row);
      g_hash_table_insert (self->parts[kind], part->id, part);
    }
  else
    {
      replace_row (self, part, kind, row);
    }
  add_user (self, kind, part);
  touch (self, kind, part->id);
}

gboolean
rapport_board_parts_remove (RapportBoardParts *self, RapportBoardKind kind, const char *id)
{
  Part *part = find (self, kind, id);

  if (part == NULL)
    return FALSE;
  leave (self, kind, part);
  if (part->seen)
    note_change (self, kind, part, FALSE);
  count_tally (self, &part->tally, -1);
  remove_user (self, part);
  touch_users (self, id);
  g_hash_table_remove (self->touched[kind], id);
  return g_hash_table_remove (self->parts[kind], id);
}

gboolean
rapport_board_parts_has (RapportBoardParts *self, RapportBoardKind kind, const char *id)
{
  return find (self, kind, id) != NULL;
}

gboolean
rapport_board_parts_wants (RapportBoardParts *self, const char *id)
{
  return g_hash_table_contains (self->users, id);
}

GPtrArray *
rapport_board_parts_list_missing (RapportBoardParts *self, RapportBoardKind kind)
{
  GPtrArray *missing = g_ptr_array_new ();
  GHashTableIter iter;
  Part *card;

  g_hash_table_iter_init (&iter, self->parts[RAPPORT_BOARD_CARDS]);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &card))
    {
      char *id = card->ends[kind == RAPPORT_BOARD_WORKS ? 0 : 1];

      if (id != NULL && find (self, kind, id) == NULL &&
          (kind == RAPPORT_BOARD_WORKS || card->copies[0] != NULL))
        g_ptr_array_add (missing, id);
    }
  return missing;
}

/* Settling. */

static gboolean
is_seen (const Part *part)
{
  return part != NULL && part->copies[0] != NULL;
}

/* Cards are settled before what hangs on them. */
static gboolean
is_shown (RapportBoardParts *self, const char *card)
{
  const Part *part = find (self, RAPPORT_BOARD_CARDS, card);

  return part != NULL && part->seen;
}

/* With what it points at. */
static gboolean
is_to_be_seen (RapportBoardParts *self, RapportBoardKind kind, const Part *part)
{
  if (!is_seen (part))
    return FALSE;
  switch (kind)
    {
    case RAPPORT_BOARD_CARDS:
      return (!part->is_item || is_seen (find (self, RAPPORT_BOARD_WORKS, part->ends[0]))) &&
             (part->ends[1] == NULL || is_seen (find (self, RAPPORT_BOARD_FILES, part->ends[1])));
    case RAPPORT_BOARD_EDGES:
      return is_shown (self, part->ends[0]) && is_shown (self, part->ends[1]);
    case RAPPORT_BOARD_REMARKS:
      return is_shown (self, part->ends[0]);
    default:
      return TRUE;
    }
}

static char *
use (RapportBoardParts *self, RapportBoardKind kind, char *id)
{
  return is_seen (find (self, kind, id)) ? g_ref_string_acquire (id) : NULL;
}

static Tally
make_tally (RapportBoardParts *self, const Part *card, gboolean seen)
{
  const Part *work = find (self, RAPPORT_BOARD_WORKS, card->ends[0]);
  Tally tally = { .seen = seen,
                  .values = g_ptr_array_ref (work != NULL ? work->values : card->values) };
  const char *metric;

  if (!seen)
    return tally;
  tally.uses[0] = use (self, RAPPORT_BOARD_WORKS, card->ends[0]);
  tally.uses[1] = use (self, RAPPORT_BOARD_FILES, card->ends[1]);
  metric = rapport_public_record_get_text (card->copies[0], "metric");
  if (*metric != '\0' &&
      g_str_equal (rapport_public_record_get_text (card->copies[0], "kind"), "figure"))
    tally.metric = g_ref_string_new (metric);
  return tally;
}

/* The new one is counted first, so that what stays never falls to nothing. */
static void
tally_again (RapportBoardParts *self, Part *card, gboolean seen)
{
  Tally tally = make_tally (self, card, seen);

  count_tally (self, &tally, 1);
  count_tally (self, &card->tally, -1);
  tally_clear (&card->tally);
  card->tally = tally;
}

/* Where a list is @sorted it stays so; else it is left to be sorted. */
static void
settle_part (RapportBoardParts *self, RapportBoardKind kind, Part *part, gboolean sorted)
{
  const gboolean seen = is_to_be_seen (self, kind, part);
  const gboolean pointed_at = kind == RAPPORT_BOARD_WORKS || kind == RAPPORT_BOARD_FILES;

  if (kind == RAPPORT_BOARD_CARDS)
    tally_again (self, part, seen);
  if (seen != part->seen || (part->fresh && pointed_at))
    touch_users (self, part->id);
  if (pointed_at)
    self->changed[kind] |=
      g_hash_table_contains (self->used[kind == RAPPORT_BOARD_WORKS ? 0 : 1], part->id);
  else
    self->changed[kind] |= seen != part->seen || (part->fresh && seen);
  if (seen || part->seen)
    note_change (self, kind, part, seen);
  if (part->seen && !seen)
    leave (self, kind, part);
  else if (seen && !part->seen && has_list (kind))
    g_ptr_array_insert (self->seen[kind], sorted ? (int) find_place (self->seen[kind], part) : -1,
                        part);
  part->seen = seen;
  part->fresh = FALSE;
}

static void
settle_kind (RapportBoardParts *self, RapportBoardKind kind)
{
  GHashTable *touched = self->touched[kind];
  const guint n = g_hash_table_size (touched);
  const gboolean sorted = n < MANY || n < self->seen[kind]->len / MANY;
  GHashTableIter iter;
  const char *id;

  /* What goes is sought in a list that is sorted. */
  for (int entering = 0; entering < 2; entering++)
    {
      g_hash_table_iter_init (&iter, touched);
      while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
        {
          Part *part = find (self, kind, id);

          if (part != NULL && (is_to_be_seen (self, kind, part) && !part->seen) == entering)
            settle_part (self, kind, part, sorted);
        }
    }
  if (!sorted)
    g_ptr_array_sort (self->seen[kind], compare_parts_cb);
  g_hash_table_remove_all (touched);
}

static GPtrArray *
new_list (guint n)
{
  return g_ptr_array_new_full (n, g_object_unref);
}

static GPtrArray *
make_list (RapportBoardParts *self, RapportBoardKind kind)
{
  GPtrArray *seen = self->seen[kind];
  GPtrArray *list = new_list (seen->len);

  for (guint i = 0; i < seen->len; i++)
    g_ptr_array_add (list, g_object_ref (get_copy (self, seen->pdata[i])));
  return list;
}

/* Without those in which only cards lie that are not seen. */
static GPtrArray *
make_lanes (RapportBoardParts *self)
{
  GPtrArray *seen = self->seen[RAPPORT_BOARD_LANES];
  GPtrArray *list = new_list (seen->len);

  for (guint i = 0; i < seen->len; i++)
    {
      RapportPublicRecord *copy = get_copy (self, seen->pdata[i]);
      g_autofree char *key = g_strconcat (rapport_public_record_get_text (copy, "field"), "=",
                                          rapport_public_record_get_text (copy, "value"), NULL);

      if (g_hash_table_contains (self->seen_values, key) ||
          !g_hash_table_contains (self->hidden_values, key))
        g_ptr_array_add (list, g_object_ref (copy));
    }
  return list;
}

static GHashTable *
make_table (RapportBoardParts *self, RapportBoardKind kind, GHashTable *used)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      RapportPublicRecord *copy = get_copy (self, find (self, kind, id));

      g_hash_table_insert (table, (gpointer) rapport_public_record_get_id (copy),
                           g_object_ref (copy));
    }
  return table;
}

void
rapport_board_parts_settle (RapportBoardParts *self)
{
  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    settle_kind (self, kind);
  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    {
      if (!self->changed[kind])
        continue;
      self->changed[kind] = FALSE;
      if (!has_list (kind))
        {
          const int i = kind == RAPPORT_BOARD_WORKS ? 0 : 1;

          g_hash_table_unref (self->tables[i]);
          self->tables[i] = make_table (self, kind, self->used[i]);
          continue;
        }
      g_ptr_array_unref (self->lists[kind]);
      self->lists[kind] = kind == RAPPORT_BOARD_LANES ? make_lanes (self) : make_list (self, kind);
    }
}

void
rapport_board_parts_show_scores (RapportBoardParts *self, gboolean shown)
{
  if (self->scores == !!shown)
    return;
  self->scores = !!shown;
  self->all_changed = TRUE;
  self->changed[RAPPORT_BOARD_WORKS] = TRUE;
}

GPtrArray *
rapport_board_parts_list_metrics (RapportBoardParts *self)
{
  return g_hash_table_get_keys_as_ptr_array (self->metrics);
}

static void
share_list (GPtrArray **list, GPtrArray *from)
{
  g_ptr_array_unref (*list);
  *list = g_ptr_array_ref (from);
}

static void
share_table (GHashTable **table, GHashTable *from)
{
  g_hash_table_unref (*table);
  *table = g_hash_table_ref (from);
}

static void
change_free (gpointer record)
{
  g_clear_object (&record);
}

static GHashTable *
new_changes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);
}

void
rapport_board_parts_fill (RapportBoardParts *self, RapportPublicBoard *board)
{
  if (!self->all_changed)
    board->changes = g_hash_table_ref (self->changes);
  g_hash_table_unref (self->changes);
  self->changes = new_changes ();
  self->all_changed = FALSE;
  share_list (&board->placements, self->lists[RAPPORT_BOARD_CARDS]);
  share_list (&board->frames, self->lists[RAPPORT_BOARD_FRAMES]);
  share_list (&board->edges, self->lists[RAPPORT_BOARD_EDGES]);
  share_list (&board->lanes, self->lists[RAPPORT_BOARD_LANES]);
  share_list (&board->remarks, self->lists[RAPPORT_BOARD_REMARKS]);
  share_table (&board->works, self->tables[0]);
  share_table (&board->attachments, self->tables[1]);
}

/* Life. */

static GHashTable *
new_count (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

RapportBoardParts *
rapport_board_parts_new (const char *client_id)
{
  RapportBoardParts *self = g_new0 (RapportBoardParts, 1);

  self->client_id = g_strdup (client_id);
  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    {
      self->parts[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, part_free);
      self->touched[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->seen[kind] = g_ptr_array_new ();
      self->lists[kind] = new_list (0);
    }
  self->users =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->changes = new_changes ();
  self->all_changed = TRUE;
  self->metrics = new_count ();
  self->seen_values = new_count ();
  self->hidden_values = new_count ();
  for (gsize i = 0; i < G_N_ELEMENTS (self->used); i++)
    {
      self->used[i] = new_count ();
      self->tables[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
    }
  return self;
}

void
rapport_board_parts_free (RapportBoardParts *self)
{
  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    {
      g_hash_table_unref (self->parts[kind]);
      g_hash_table_unref (self->touched[kind]);
      g_ptr_array_unref (self->seen[kind]);
      g_ptr_array_unref (self->lists[kind]);
    }
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->metrics);
  g_hash_table_unref (self->seen_values);
  g_hash_table_unref (self->hidden_values);
  for (gsize i = 0; i < G_N_ELEMENTS (self->used); i++)
    {
      g_hash_table_unref (self->used[i]);
      g_hash_table_unref (self->tables[i]);
    }
  g_free (self->client_id);
  g_free (self);
}
