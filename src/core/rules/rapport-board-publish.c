/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-publish.h"

#include "rapport-agency.h"
#include "rapport-board-figures.h"
#include "rapport-board-words.h"
#include "rapport-publish.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The types that a board is made of. */
typedef enum
{
  CARDS,
  FRAMES,
  EDGES,
  LANES,
  REMARKS,
  WORKS,
  FILES,
  N_KINDS
} Kind;

/* What is known of one record. Of one that the client may not see: what must
 * be known to leave out the lanes that only such cards lie in. */
typedef struct
{
  RapportPublicRecord *copy; /* NULL where it is not to be seen */
  char *order;
  char *points_at; /* of a card: its work item */
  char *image;     /* of a card: its file */
  gboolean is_item;
  char **lanes; /* "field=value" */
} Part;

struct _RapportBoardPublisher
{
  GObject parent_instance;
  RapportLibrary *library;
  char *board_id;
  char *client_id;
  GHashTable *parts[N_KINDS]; /* id → Part */
  RapportPublicRecord *board_copy;
  GHashTable *figures;
  char *figure_words; /* what they were loaded for, NULL when they are out of date */
  RapportPublicBoard *board;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBoardPublisher, rapport_board_publisher, G_TYPE_OBJECT)

static const char *const score_parts[] = {
  "impact", "confidence", "ease", "reach", "effort", NULL
};

static const RapportRecordInfo *
get_info (Kind kind)
{
  const RapportRecordInfo *const infos[N_KINDS] = {
    [CARDS] = &rapport_placement_info,  [FRAMES] = &rapport_frame_info,
    [EDGES] = &rapport_edge_info,       [LANES] = &rapport_lane_info,
    [REMARKS] = &rapport_remark_info,   [WORKS] = &rapport_work_item_info,
    [FILES] = &rapport_attachment_info,
  };

  return infos[kind];
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_object (&part->copy);
  g_free (part->order);
  g_free (part->points_at);
  g_free (part->image);
  g_strfreev (part->lanes);
  g_free (part);
}

/* Taking records in. */

static const char *
string_of (GVariant *value)
{
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

/* A lane's value of a work item: "channel=Maps", "month=2026-11". */
static void
add_lane (GStrvBuilder *lanes, const char *field, GVariant *value)
{
  g_autofree char *day = NULL;
  const char *text = string_of (value);

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    {
      day = rapport_day_to_string (g_variant_get_int32 (value));
      day[MIN (strlen (day), strlen ("2026-11"))] = '\0';
      text = day;
    }
  if (*text != '\0')
    g_strv_builder_take (lanes, g_strconcat (field, "=", text, NULL));
}

static char **
list_lanes (Kind kind, GVariant **values)
{
  g_autoptr (GStrvBuilder) lanes = g_strv_builder_new ();

  if (kind == CARDS && values[RAPPORT_PLACEMENT_LANES] != NULL)
    return g_variant_dup_strv (values[RAPPORT_PLACEMENT_LANES], NULL);
  for (const RapportWord *word = rapport_lane_fields; kind == WORKS && word->word != NULL; word++)
    {
      const int field = rapport_record_info_find_field (get_info (WORKS), word->word);

      add_lane (lanes, word->word, field >= 0 ? values[field] : NULL);
    }
  return g_strv_builder_end (lanes);
}

static const char *const *
get_except (RapportBoardPublisher *self, Kind kind)
{
  const gboolean shown =
    self->board_copy != NULL && rapport_public_record_get_boolean (self->board_copy, "show-score");

  return kind == WORKS && !shown ? score_parts : NULL;
}

/* What is asked for again after each commit. */
static void
take_card (Part *part, GVariant **values)
{
  part->points_at = g_strdup (string_of (values[RAPPORT_PLACEMENT_ITEM]));
  part->image = g_strdup (string_of (values[RAPPORT_PLACEMENT_IMAGE]));
  part->is_item = g_str_equal (string_of (values[RAPPORT_PLACEMENT_KIND]), "item");
}

/* @copy is (transfer full). */
static void
put_part (RapportBoardPublisher *self,
          Kind kind,
          const char *id,
          GVariant **values,
          RapportPublicRecord *copy)
{
  const int order = rapport_record_info_find_field (get_info (kind), "order");
  Part *part;

  if (values[RAPPORT_RECORD_TRASHED] != NULL)
    {
      g_clear_object (&copy);
      g_hash_table_remove (self->parts[kind], id);
      return;
    }
  part = g_new0 (Part, 1);
  part->copy = copy;
  if (order >= 0)
    part->order = g_strdup (string_of (values[order]));
  if (kind == CARDS)
    take_card (part, values);
  if (kind == CARDS || kind == WORKS)
    part->lanes = list_lanes (kind, values);
  g_hash_table_replace (self->parts[kind], g_strdup (id), part);
}

static void
put_record (RapportBoardPublisher *self, Kind kind, RapportRecord *record)
{
  const RapportRecordInfo *info = get_info (kind);
  g_autofree GVariant **values = g_new0 (GVariant *, info->n_fields);

  for (guint i = 0; i < info->n_fields; i++)
    values[i] = rapport_record_get_value (record, i);
  put_part (self, kind, rapport_record_get_id (record), values,
            rapport_publish_except (record, self->client_id, get_except (self, kind)));
}

static gboolean
read_rows (RapportBoardPublisher *self, Kind kind, guint field, const char *value, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (get_info (kind));
  g_autoptr (GPtrArray) rows = NULL;

  rapport_query_where_text (query, field, value);
  rows = rapport_library_find_rows (self->library, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      put_part (
        self, kind, row->id, row->values,
        rapport_publish_row (get_info (kind), row, self->client_id, get_except (self, kind)));
    }
  return rows != NULL;
}

/* A work item or file that a card points at; nothing where it is known. */
static void
need (RapportBoardPublisher *self, Kind kind, const char *id)
{
  g_autoptr (RapportRecord) record = NULL;

  if (*id == '\0' || g_hash_table_contains (self->parts[kind], id))
    return;
  record = rapport_library_get (self->library, get_info (kind)->get_type (), id);
  if (record != NULL)
    put_record (self, kind, record);
}

static void
need_all (RapportBoardPublisher *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->parts[CARDS]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Part *card = value;

      need (self, WORKS, card->points_at);
      if (card->copy != NULL)
        need (self, FILES, card->image);
    }
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("This board, or its client, is not for the client’s eyes, so there is "
                          "nothing to show."));
  return FALSE;
}

static gboolean
read_board (RapportBoardPublisher *self, GError **error)
{
  g_autoptr (RapportRecord) board =
    rapport_library_get (self->library, RAPPORT_TYPE_IDEA_BOARD, self->board_id);

  g_clear_object (&self->board_copy);
  if (board != NULL)
    {
      g_free (self->client_id);
      self->client_id = g_strdup (rapport_record_get_client_id (board));
      self->board_copy = rapport_publish (board, self->client_id);
    }
  return self->board_copy != NULL || refuse (error);
}

static gboolean
read_all (RapportBoardPublisher *self, GError **error)
{
  if (!read_rows (self, CARDS, RAPPORT_PLACEMENT_BOARD, self->board_id, error) ||
      !read_rows (self, FRAMES, RAPPORT_FRAME_BOARD, self->board_id, error) ||
      !read_rows (self, EDGES, RAPPORT_EDGE_BOARD, self->board_id, error) ||
      !read_rows (self, LANES, RAPPORT_LANE_BOARD, self->board_id, error) ||
      !read_rows (self, REMARKS, RAPPORT_REMARK_CLIENT, self->client_id, error) ||
      !read_rows (self, WORKS, RAPPORT_WORK_ITEM_CLIENT, self->client_id, error))
    return FALSE;
  need_all (self);
  return TRUE;
}

/* Making the board. */

static const Part *
find_part (RapportBoardPublisher *self, Kind kind, const char *id)
{
  return *id != '\0' ? g_hash_table_lookup (self->parts[kind], id) : NULL;
}

static gboolean
is_seen (const Part *part)
{
  return part != NULL && part->copy != NULL;
}

/* With what it points at. */
static gboolean
is_card_seen (RapportBoardPublisher *self, const Part *card)
{
  if (card->copy == NULL)
    return FALSE;
  if (card->is_item && !is_seen (find_part (self, WORKS, card->points_at)))
    return FALSE;
  return *card->image == '\0' || is_seen (find_part (self, FILES, card->image));
}

static int
compare_parts_cb (gconstpointer a, gconstpointer b)
{
  const Part *first = *(const Part *const *) a;
  const Part *second = *(const Part *const *) b;
  const int order = g_strcmp0 (first->order, second->order);

  return order != 0 ? order
                    : strcmp (rapport_public_record_get_id (first->copy),
                              rapport_public_record_get_id (second->copy));
}

/* (transfer container) (element-type Part): what can be seen, by its order. */
static GPtrArray *
list_seen (RapportBoardPublisher *self, Kind kind)
{
  GPtrArray *seen = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->parts[kind]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (kind == CARDS ? is_card_seen (self, value) : is_seen (value))
      g_ptr_array_add (seen, value);
  g_ptr_array_sort (seen, compare_parts_cb);
  return seen;
}

static void
take_all (RapportBoardPublisher *self, Kind kind, GPtrArray *records, GHashTable *ids)
{
  g_autoptr (GPtrArray) seen = list_seen (self, kind);

  for (guint i = 0; i < seen->len; i++)
    {
      RapportPublicRecord *copy = ((Part *) seen->pdata[i])->copy;

      g_ptr_array_add (records, g_object_ref (copy));
      if (ids != NULL)
        g_hash_table_add (ids, (gpointer) rapport_public_record_get_id (copy));
    }
}

static void
take_edges (RapportBoardPublisher *self, RapportPublicBoard *board, GHashTable *ids)
{
  g_autoptr (GPtrArray) seen = list_seen (self, EDGES);

  for (guint i = 0; i < seen->len; i++)
    {
      RapportPublicRecord *copy = ((Part *) seen->pdata[i])->copy;

      if (g_hash_table_contains (ids, rapport_public_record_get_text (copy, "from")) &&
          g_hash_table_contains (ids, rapport_public_record_get_text (copy, "to")))
        g_ptr_array_add (board->edges, g_object_ref (copy));
    }
}

static int
compare_days_cb (gconstpointer a, gconstpointer b)
{
  RapportPublicRecord *first = *(RapportPublicRecord *const *) a;
  RapportPublicRecord *second = *(RapportPublicRecord *const *) b;
  const RapportDay day = rapport_public_record_get_day (first, "day");
  const RapportDay other = rapport_public_record_get_day (second, "day");

  if (day != other)
    return day < other ? -1 : 1;
  /* Ids begin with the time at which they were made. */
  return strcmp (rapport_public_record_get_id (first), rapport_public_record_get_id (second));
}

static void
take_remarks (RapportBoardPublisher *self, RapportPublicBoard *board, GHashTable *ids)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->parts[REMARKS]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportPublicRecord *copy = ((Part *) value)->copy;

      if (copy != NULL &&
          g_hash_table_contains (ids, rapport_public_record_get_text (copy, "placement")))
        g_ptr_array_add (board->remarks, g_object_ref (copy));
    }
  g_ptr_array_sort (board->remarks, compare_days_cb);
}

/* The values that cards have: of those that are seen, or of the others. */
static void
collect_values (RapportBoardPublisher *self, const Part *card, GHashTable *seen, GHashTable *hidden)
{
  const Part *work = find_part (self, WORKS, card->points_at);
  char **lanes = work != NULL ? work->lanes : card->lanes;
  GHashTable *values = is_card_seen (self, card) ? seen : hidden;

  for (; *lanes != NULL; lanes++)
    g_hash_table_add (values, *lanes);
}

static void
take_lanes (RapportBoardPublisher *self, RapportPublicBoard *board)
{
  g_autoptr (GPtrArray) lanes = list_seen (self, LANES);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->parts[CARDS]);
  while (lanes->len > 0 && g_hash_table_iter_next (&iter, NULL, &value))
    collect_values (self, value, seen, hidden);
  for (guint i = 0; i < lanes->len; i++)
    {
      RapportPublicRecord *copy = ((Part *) lanes->pdata[i])->copy;
      g_autofree char *key = g_strconcat (rapport_public_record_get_text (copy, "field"), "=",
                                          rapport_public_record_get_text (copy, "value"), NULL);

      if (g_hash_table_contains (seen, key) || !g_hash_table_contains (hidden, key))
        g_ptr_array_add (board->lanes, g_object_ref (copy));
    }
}

/* What the cards point at. */
static void
take_targets (RapportBoardPublisher *self, RapportPublicBoard *board)
{
  for (guint i = 0; i < board->placements->len; i++)
    {
      const char *work = rapport_public_record_get_text (board->placements->pdata[i], "item");
      const char *file = rapport_public_record_get_text (board->placements->pdata[i], "image");
      const Part *part = find_part (self, WORKS, work);

      if (is_seen (part))
        g_hash_table_replace (board->works, g_strdup (work), g_object_ref (part->copy));
      part = find_part (self, FILES, file);
      if (is_seen (part))
        g_hash_table_replace (board->attachments, g_strdup (file), g_object_ref (part->copy));
    }
}

static char *
list_metrics (RapportPublicBoard *board)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < board->placements->len; i++)
    {
      RapportPublicRecord *card = board->placements->pdata[i];
      const char *metric = rapport_public_record_get_text (card, "metric");

      if (g_str_equal (rapport_public_record_get_text (card, "kind"), "figure") && *metric != '\0')
        g_string_append_printf (words, "%s\n", metric);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Only when there are other cards that show figures, or other figures. */
static gboolean
take_figures (RapportBoardPublisher *self,
              RapportClient *client,
              RapportPublicBoard *board,
              GError **error)
{
  g_autofree char *words = list_metrics (board);
  g_auto (GStrv) metrics = NULL;
  GHashTableIter iter;
  gpointer metric, figure;

  if (*words != '\0' && g_strcmp0 (words, self->figure_words) != 0)
    {
      metrics = g_strsplit (words, "\n", -1);
      g_clear_pointer (&self->figures, g_hash_table_unref);
      self->figures =
        rapport_board_figures_load (self->library, client, (const char *const *) metrics, error);
      if (self->figures == NULL)
        return FALSE;
      g_free (self->figure_words);
      self->figure_words = g_steal_pointer (&words);
    }
  if (self->figures == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, self->figures);
  while (g_hash_table_iter_next (&iter, &metric, &figure))
    g_hash_table_replace (board->figures, g_strdup (metric), rapport_board_figure_copy (figure));
  return TRUE;
}

static void
take_score (RapportPublicBoard *board)
{
  const char *word = rapport_public_record_get_text (board->board, "score");

  if (*word != '\0' && rapport_public_record_get_boolean (board->board, "show-score"))
    board->score = g_intern_string (word);
}

static RapportPublicBoard *
make_board (RapportBoardPublisher *self, GError **error)
{
  g_autoptr (RapportPublicBoard) board = rapport_public_board_new (self->board_copy);
  g_autoptr (RapportClient) client =
    RAPPORT_CLIENT (rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->client_id));
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (self->library);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  if (client != NULL)
    board->client = rapport_publish (RAPPORT_RECORD (client), self->client_id);
  if (board->client == NULL)
    {
      refuse (error);
      return NULL;
    }
  if (agency != NULL)
    board->agency = rapport_publish (RAPPORT_RECORD (agency), self->client_id);
  board->language = g_strdup (rapport_agency_get_language (self->library, client));
  board->currency = g_strdup (rapport_agency_get_currency (self->library, client));
  board->today = rapport_clock_get_today (rapport_library_get_clock (self->library));
  take_score (board);
  take_all (self, CARDS, board->placements, ids);
  take_remarks (self, board, ids);
  take_all (self, FRAMES, board->frames, ids);
  take_edges (self, board, ids);
  take_lanes (self, board);
  take_targets (self, board);
  if (!take_figures (self, client, board, error))
    return NULL;
  return g_steal_pointer (&board);
}

/* Following. */

static int
find_kind (const RapportRecordInfo *info)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    if (get_info (kind) == info)
      return kind;
  return -1;
}

/* Whether a record that is there now belongs to the board. */
static gboolean
is_of_board (RapportBoardPublisher *self, Kind kind, RapportRecord *record)
{
  const int board = rapport_record_info_find_field (get_info (kind), "board");

  if (board >= 0)
    return g_str_equal (rapport_record_get_text (record, (guint) board), self->board_id);
  return kind == REMARKS && g_str_equal (rapport_record_get_client_id (record), self->client_id);
}

/* Whether the change may be seen. */
static gboolean
follow_part (RapportBoardPublisher *self, Kind kind, const char *id)
{
  const gboolean known = g_hash_table_contains (self->parts[kind], id);
  g_autoptr (RapportRecord) record =
    rapport_library_get (self->library, get_info (kind)->get_type (), id);

  if (record == NULL || (!known && !is_of_board (self, kind, record)))
    return g_hash_table_remove (self->parts[kind], id);
  if (kind != WORKS && kind != FILES && !is_of_board (self, kind, record))
    return g_hash_table_remove (self->parts[kind], id);
  put_record (self, kind, record);
  return TRUE;
}

/* Its scores may be shown now, or not any more. */
static void
follow_board (RapportBoardPublisher *self)
{
  const gboolean shown = self->board_copy == NULL || get_except (self, WORKS) == NULL;

  if (!read_board (self, NULL))
    return;
  if (shown != (get_except (self, WORKS) == NULL))
    g_hash_table_remove_all (self->parts[WORKS]);
}

static gboolean
follow_change (RapportBoardPublisher *self, const RapportRecordChange *change)
{
  const int kind = find_kind (change->info);

  if (kind >= 0)
    return follow_part (self, (Kind) kind, change->id);
  if (change->info == &rapport_idea_board_info && g_str_equal (change->id, self->board_id))
    {
      follow_board (self);
      return TRUE;
    }
  if (change->info == &rapport_month_numbers_info || change->info == &rapport_client_metric_info)
    {
      g_clear_pointer (&self->figure_words, g_free);
      return self->figures != NULL;
    }
  if (change->info == &rapport_client_info)
    g_clear_pointer (&self->figure_words, g_free);
  return change->info == &rapport_workspace_info ||
         (change->info == &rapport_client_info && g_str_equal (change->id, self->client_id));
}

static void
committed_cb (RapportBoardPublisher *self, RapportChangeSet *set)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    changed |= follow_change (self, rapport_change_set_get_change (set, i));
  if (!changed)
    return;
  g_clear_pointer (&self->board, rapport_public_board_unref);
  if (self->board_copy != NULL)
    {
      need_all (self);
      self->board = make_board (self, &error);
    }
  if (error != NULL)
    g_message ("the board can't be shown to the client: %s", error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rapport_board_publisher_finalize (GObject *object)
{
  RapportBoardPublisher *self = RAPPORT_BOARD_PUBLISHER (object);

  for (int kind = 0; kind < N_KINDS; kind++)
    g_hash_table_unref (self->parts[kind]);
  g_clear_object (&self->board_copy);
  g_clear_pointer (&self->figures, g_hash_table_unref);
  g_clear_pointer (&self->board, rapport_public_board_unref);
  g_free (self->figure_words);
  g_free (self->board_id);
  g_free (self->client_id);
  g_object_unref (self->library);
  G_OBJECT_CLASS (rapport_board_publisher_parent_class)->finalize (object);
}

static void
rapport_board_publisher_class_init (RapportBoardPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_board_publisher_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_board_publisher_init (RapportBoardPublisher *self)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    self->parts[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, part_free);
}

RapportBoardPublisher *
rapport_board_publisher_new (RapportLibrary *library, const char *board_id, GError **error)
{
  g_autoptr (RapportBoardPublisher) self = g_object_new (RAPPORT_TYPE_BOARD_PUBLISHER, NULL);

  self->library = g_object_ref (library);
  self->board_id = g_strdup (board_id);
  if (!read_board (self, error) || !read_all (self, error))
    return NULL;
  self->board = make_board (self, error);
  if (self->board == NULL)
    return NULL;
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

RapportPublicBoard *
rapport_board_publisher_get_board (RapportBoardPublisher *self)
{
  return self->board;
}

RapportPublicBoard *
rapport_board_publish (RapportLibrary *library, const char *board_id, GError **error)
{
  g_autoptr (RapportBoardPublisher) publisher =
    rapport_board_publisher_new (library, board_id, error);

  return publisher != NULL ? rapport_public_board_ref (publisher->board) : NULL;
}
