/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-publish.h"

#include "rapport-agency.h"
#include "rapport-board-figures.h"
#include "rapport-board-parts.h"
#include "rapport-cards.h"
#include "rapport-let-go.h"
#include "rapport-library-private.h"
#include "rapport-publish.h"
#include "rapport-turns.h"
#include "rapport-voting.h"

#include <glib/gi18n-lib.h>

struct _RapportBoardPublisher
{
  GObject parent_instance;
  RapportLibrary *library;
  char *board_id;
  char *client_id; /* the same for ever */
  RapportBoardParts *parts;
  GHashTable *votes;  /* (nullable): id of a card → dots */
  gboolean new_votes; /* there are others by now */
  RapportPublicRecord *board_copy;
  GHashTable *figures;
  GPtrArray *figure_words; /* what they were loaded for, NULL when they are out of date */
  RapportPublicBoard *board;
  guint last_serial; /* of the board that was made last */
  GPtrArray *missed; /* Missed: what has changed while it is read, NULL when it is not */
};

typedef struct
{
  const RapportRecordInfo *info; /* NULL of what was erased */
  char id[RAPPORT_ID_LENGTH + 1];
} Missed;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBoardPublisher, rapport_board_publisher, G_TYPE_OBJECT)

/* Taking records in. */

static void
put_record (RapportBoardPublisher *self, RapportBoardKind kind, RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_board_kind_get_info (kind);
  g_autoptr (RapportRow) row = rapport_row_new (info, rapport_record_get_id (record));

  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = rapport_record_get_value (record, i);

      row->values[i] = value != NULL ? g_variant_ref (value) : NULL;
    }
  rapport_board_parts_put (self->parts, kind, row);
}

/* A work item or file that a card points at. */
static void
need (RapportBoardPublisher *self, RapportBoardKind kind, const char *id)
{
  g_autoptr (RapportRecord) record =
    rapport_library_get (self->library, rapport_board_kind_get_info (kind)->get_type (), id);

  if (record != NULL)
    put_record (self, kind, record);
}

/* (transfer full) (nullable): the records of a kind that may belong to the board; NULL for what is
 * asked for by the cards that point at it. Those in the trash as well, so that they need not be
 * asked for. */
static RapportQuery *
make_query (RapportBoardPublisher *self, RapportBoardKind kind)
{
  const RapportRecordInfo *info = rapport_board_kind_get_info (kind);
  const gboolean of_client = kind == RAPPORT_BOARD_WORKS || kind == RAPPORT_BOARD_REMARKS;
  RapportQuery *query;

  if (kind == RAPPORT_BOARD_FILES)
    return NULL;
  query = rapport_query_new_for_info (info);
  rapport_query_where_text (query,
                            of_client ? (guint) info->client
                                      : (guint) rapport_record_info_find_field (info, "board"),
                            of_client ? self->client_id : self->board_id);
  return kind == RAPPORT_BOARD_WORKS ? rapport_query_include_trashed (query) : query;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("This board, or its client, is not for the client’s eyes, so there is "
                          "nothing to show."));
  return FALSE;
}

/* What it publishes is of the client that the board was begun with: one that is given to another
 * client is nobody's. */
static gboolean
read_board (RapportBoardPublisher *self, GError **error)
{
  g_autoptr (RapportRecord) board =
    rapport_library_get (self->library, RAPPORT_TYPE_IDEA_BOARD, self->board_id);

  g_clear_object (&self->board_copy);
  if (board != NULL)
    {
      if (self->client_id == NULL)
        self->client_id = g_strdup (rapport_record_get_client_id (board));
      self->board_copy = rapport_publish (board, self->client_id);
    }
  if (self->board_copy == NULL)
    return refuse (error);
  if (self->parts == NULL)
    self->parts = rapport_board_parts_new (self->client_id);
  rapport_board_parts_show_scores (
    self->parts, rapport_public_record_get_boolean (self->board_copy, "show-score"));
  return TRUE;
}

/* Making the board. */

static gboolean
has_figures (RapportBoardPublisher *self, GPtrArray *metrics)
{
  if (self->figure_words == NULL || self->figure_words->len != metrics->len)
    return FALSE;
  for (guint i = 0; i < metrics->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->figure_words, metrics->pdata[i], g_str_equal,
                                           NULL))
      return FALSE;
  return TRUE;
}

static gboolean
load_figures (RapportBoardPublisher *self,
              RapportClient *client,
              GPtrArray *metrics,
              GError **error)
{
  g_autofree const char **words = g_new0 (const char *, metrics->len + 1);
  GHashTable *figures;

  for (guint i = 0; i < metrics->len; i++)
    words[i] = metrics->pdata[i];
  figures = rapport_board_figures_load (self->library, client, words, error);
  if (figures == NULL)
    return FALSE;
  g_clear_pointer (&self->figures, g_hash_table_unref);
  g_clear_pointer (&self->figure_words, g_ptr_array_unref);
  self->figures = figures;
  self->figure_words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < metrics->len; i++)
    g_ptr_array_add (self->figure_words, g_strdup (metrics->pdata[i]));
  return TRUE;
}

/* Loaded only when there are other cards that show figures, or other figures. */
static gboolean
take_figures (RapportBoardPublisher *self,
              RapportClient *client,
              RapportPublicBoard *board,
              GError **error)
{
  g_autoptr (GPtrArray) metrics = rapport_board_parts_list_metrics (self->parts);

  if (metrics->len > 0 && !has_figures (self, metrics) &&
      !load_figures (self, client, metrics, error))
    return FALSE;
  if (self->figures == NULL || metrics->len == 0)
    return TRUE;
  g_hash_table_unref (board->figures);
  board->figures = g_hash_table_ref (self->figures);
  return TRUE;
}

static void
take_score (RapportPublicBoard *board)
{
  const char *word = rapport_public_record_get_text (board->board, "score");

  if (*word != '\0' && rapport_public_record_get_boolean (board->board, "show-score"))
    board->score = g_intern_string (word);
}

/* While dots are given they stay as they were. */
static void
take_votes (RapportBoardPublisher *self, RapportPublicBoard *board)
{
  if (!rapport_public_record_get_boolean (board->board, "show-score"))
    return;
  if (self->votes == NULL ||
      (self->new_votes && !rapport_voting_is_open (rapport_voting_of (self->library))))
    {
      g_clear_pointer (&self->votes, g_hash_table_unref);
      self->votes = rapport_cards_count_public_votes (self->library, self->board_id);
      self->new_votes = FALSE;
    }
  g_hash_table_unref (board->votes);
  board->votes = g_hash_table_ref (self->votes);
}

static RapportPublicBoard *
make_board (RapportBoardPublisher *self, GError **error)
{
  g_autoptr (RapportPublicBoard) board = rapport_public_board_new (self->board_copy);
  g_autoptr (RapportClient) client =
    RAPPORT_CLIENT (rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->client_id));
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (self->library);

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
  take_votes (self, board);
  rapport_board_parts_settle (self->parts);
  if (!take_figures (self, client, board, error))
    return NULL;
  rapport_board_parts_fill (self->parts, board);
  board->before = self->last_serial;
  self->last_serial = board->serial;
  return g_steal_pointer (&board);
}

/* Following. */

static int
find_kind (const RapportRecordInfo *info)
{
  for (int kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    if (rapport_board_kind_get_info (kind) == info)
      return kind;
  return -1;
}

/* Whether a record that is there now belongs to the board, or something of it points at it. */
static gboolean
is_of_board (RapportBoardPublisher *self, RapportBoardKind kind, RapportRecord *record)
{
  const int board = rapport_record_info_find_field (rapport_board_kind_get_info (kind), "board");

  if (board >= 0)
    return g_str_equal (rapport_record_get_text (record, (guint) board), self->board_id);
  if (kind == RAPPORT_BOARD_REMARKS)
    return g_str_equal (rapport_record_get_client_id (record), self->client_id);
  return rapport_board_parts_has (self->parts, kind, rapport_record_get_id (record)) ||
         rapport_board_parts_wants (self->parts, rapport_record_get_id (record));
}

/* What the card points at now may be nothing that was read. */
static void
need_targets (RapportBoardPublisher *self, RapportRecord *card)
{
  static const struct
  {
    RapportBoardKind kind;
    guint field;
  } targets[] = {
    { RAPPORT_BOARD_WORKS, RAPPORT_PLACEMENT_ITEM },
    { RAPPORT_BOARD_FILES, RAPPORT_PLACEMENT_IMAGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const char *id = rapport_record_get_text (card, targets[i].field);

      if (*id != '\0' && !rapport_board_parts_has (self->parts, targets[i].kind, id))
        need (self, targets[i].kind, id);
    }
}

/* Whether the change may be seen. */
static gboolean
follow_part (RapportBoardPublisher *self, RapportBoardKind kind, const char *id)
{
  g_autoptr (RapportRecord) record =
    rapport_library_get (self->library, rapport_board_kind_get_info (kind)->get_type (), id);

  if (record == NULL || !is_of_board (self, kind, record))
    return rapport_board_parts_remove (self->parts, kind, id);
  put_record (self, kind, record);
  if (kind == RAPPORT_BOARD_CARDS)
    need_targets (self, record);
  return TRUE;
}

static void
forget_figures (RapportBoardPublisher *self)
{
  g_clear_pointer (&self->figure_words, g_ptr_array_unref);
}

static gboolean
follow_change (RapportBoardPublisher *self, const RapportRecordInfo *info, const char *id)
{
  const int kind = find_kind (info);

  if (kind >= 0)
    return follow_part (self, (RapportBoardKind) kind, id);
  if (info == &rapport_idea_board_info && g_str_equal (id, self->board_id))
    {
      read_board (self, NULL);
      return TRUE;
    }
  if (info == &rapport_month_numbers_info || info == &rapport_client_metric_info)
    {
      forget_figures (self);
      return self->figures != NULL;
    }
  if (info == &rapport_client_info)
    forget_figures (self);
  if (info == &rapport_vote_info)
    {
      self->new_votes = TRUE;
      return self->board_copy != NULL &&
             rapport_public_record_get_boolean (self->board_copy, "show-score") &&
             !rapport_voting_is_open (rapport_voting_of (self->library));
    }
  return info == &rapport_workspace_info ||
         (info == &rapport_client_info && g_str_equal (id, self->client_id));
}

static void
miss (RapportBoardPublisher *self, const RapportRecordInfo *info, const char *id)
{
  Missed *missed = g_new0 (Missed, 1);

  missed->info = info;
  g_strlcpy (missed->id, id, sizeof missed->id);
  g_ptr_array_add (self->missed, missed);
}

static void
publish_anew (RapportBoardPublisher *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->board, rapport_public_board_unref);
  if (self->board_copy != NULL)
    self->board = make_board (self, &error);
  if (error != NULL)
    g_message ("the board can't be shown to the client: %s", error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
committed_cb (RapportBoardPublisher *self, RapportChangeSet *set)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (self->missed != NULL)
        miss (self, change->info, change->id);
      else
        changed |= follow_change (self, change->info, change->id);
    }
  if (changed)
    publish_anew (self);
}

static void
voting_closed_cb (RapportBoardPublisher *self)
{
  if (self->new_votes && self->missed == NULL)
    publish_anew (self);
}

static void
follow (RapportBoardPublisher *self)
{
  g_signal_connect_object (self->library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_voting_of (self->library), "closed",
                           G_CALLBACK (voting_closed_cb), self, G_CONNECT_SWAPPED);
}

/* The object. */

static void
rapport_board_publisher_finalize (GObject *object)
{
  RapportBoardPublisher *self = RAPPORT_BOARD_PUBLISHER (object);

  if (self->board != NULL)
    rapport_let_go (self->board, (GDestroyNotify) rapport_public_board_unref);
  if (self->parts != NULL)
    rapport_let_go (self->parts, (GDestroyNotify) rapport_board_parts_free);
  g_clear_object (&self->board_copy);
  g_clear_pointer (&self->figures, g_hash_table_unref);
  g_clear_pointer (&self->votes, g_hash_table_unref);
  g_clear_pointer (&self->figure_words, g_ptr_array_unref);
  g_clear_pointer (&self->missed, g_ptr_array_unref);
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
}

static RapportBoardPublisher *
publisher_new (RapportLibrary *library, const char *board_id, GError **error)
{
  g_autoptr (RapportBoardPublisher) self = g_object_new (RAPPORT_TYPE_BOARD_PUBLISHER, NULL);

  self->library = g_object_ref (library);
  self->board_id = g_strdup (board_id);
  return read_board (self, error) ? g_steal_pointer (&self) : NULL;
}

RapportPublicBoard *
rapport_board_publisher_get_board (RapportBoardPublisher *self)
{
  return self->board;
}

/* At once. */

static void
put_rows (RapportBoardParts *parts, RapportBoardKind kind, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    rapport_board_parts_put (parts, kind, rows->pdata[i]);
}

static gboolean
read_kind (RapportBoardPublisher *self, RapportBoardKind kind, GError **error)
{
  g_autoptr (RapportQuery) query = make_query (self, kind);
  g_autoptr (GPtrArray) rows = NULL;

  if (query == NULL)
    return TRUE;
  rows = rapport_library_find_rows (self->library, query, error);
  if (rows == NULL)
    return FALSE;
  put_rows (self->parts, kind, rows);
  return TRUE;
}

static void
need_missing (RapportBoardPublisher *self, RapportBoardKind kind)
{
  g_autoptr (GPtrArray) missing = rapport_board_parts_list_missing (self->parts, kind);

  for (guint i = 0; i < missing->len; i++)
    need (self, kind, missing->pdata[i]);
}

RapportBoardPublisher *
rapport_board_publisher_new (RapportLibrary *library, const char *board_id, GError **error)
{
  g_autoptr (RapportBoardPublisher) self = publisher_new (library, board_id, error);

  if (self == NULL)
    return NULL;
  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    if (!read_kind (self, kind, error))
      return NULL;
  need_missing (self, RAPPORT_BOARD_WORKS);
  need_missing (self, RAPPORT_BOARD_FILES);
  self->board = make_board (self, error);
  if (self->board == NULL)
    return NULL;
  follow (self);
  return g_steal_pointer (&self);
}

RapportPublicBoard *
rapport_board_publish (RapportLibrary *library, const char *board_id, GError **error)
{
  g_autoptr (RapportBoardPublisher) publisher =
    rapport_board_publisher_new (library, board_id, error);

  return publisher != NULL ? rapport_public_board_ref (publisher->board) : NULL;
}

/* Without keeping anybody waiting: rows are read and copied by other threads, what cards point at
 * beside them in turns, and what has changed meanwhile, or was not on the disk, comes last. */

typedef struct
{
  RapportBoardPublisher *publisher; /* owned; alone has its parts while a thread is at them */
  GPtrArray *rows[RAPPORT_BOARD_N_KINDS];
  guint n_reading;
  GPtrArray *missing[2]; /* copied ids of work items, of files */
  GError *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    g_clear_pointer (&reading->rows[kind], g_ptr_array_unref);
  g_clear_pointer (&reading->missing[0], g_ptr_array_unref);
  g_clear_pointer (&reading->missing[1], g_ptr_array_unref);
  g_clear_error (&reading->error);
  g_object_unref (reading->publisher);
  g_free (reading);
}

static void
follow_missed (RapportBoardPublisher *self)
{
  g_autoptr (GPtrArray) missed = g_steal_pointer (&self->missed);

  for (guint i = 0; i < missed->len; i++)
    {
      const Missed *record = missed->pdata[i];

      if (record->info != NULL)
        follow_change (self, record->info, record->id);
      for (RapportBoardKind kind = 0; record->info == NULL && kind < RAPPORT_BOARD_N_KINDS; kind++)
        rapport_board_parts_remove (self->parts, kind, record->id);
    }
}

static void
finish (GTask *task)
{
  RapportBoardPublisher *self = ((Reading *) g_task_get_task_data (task))->publisher;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  follow_missed (self);
  if (self->board_copy != NULL)
    self->board = make_board (self, &error);
  else
    refuse (&error);
  if (self->board != NULL)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* One after the other. */
static gboolean
need_next_cb (gpointer user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);

  for (int i = 0; i < 2; i++)
    if (reading->missing[i]->len > 0 && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
      {
        GPtrArray *missing = reading->missing[i];

        need (reading->publisher, i == 0 ? RAPPORT_BOARD_WORKS : RAPPORT_BOARD_FILES,
              missing->pdata[missing->len - 1]);
        g_ptr_array_set_size (missing, (int) missing->len - 1);
        return TRUE;
      }
  finish (task);
  return FALSE;
}

static GPtrArray *
copy_missing (RapportBoardParts *parts, RapportBoardKind kind)
{
  g_autoptr (GPtrArray) missing = rapport_board_parts_list_missing (parts, kind);
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < missing->len; i++)
    g_ptr_array_add (copies, g_strdup (missing->pdata[i]));
  return copies;
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  RapportBoardParts *parts = reading->publisher->parts;

  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    {
      if (reading->rows[kind] != NULL)
        put_rows (parts, kind, reading->rows[kind]);
      g_clear_pointer (&reading->rows[kind], g_ptr_array_unref);
    }
  reading->missing[0] = copy_missing (parts, RAPPORT_BOARD_WORKS);
  reading->missing[1] = copy_missing (parts, RAPPORT_BOARD_FILES);
  rapport_board_parts_settle (parts);
  g_task_return_boolean (task, TRUE);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  rapport_turns_run (need_next_cb, user_data, g_object_unref);
}

typedef struct
{
  GTask *task;
  RapportBoardKind kind;
} Question;

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GTask) copying = NULL;

  reading->rows[question->kind] = rapport_library_find_rows_finish (
    RAPPORT_LIBRARY (source), result, reading->error == NULL ? &reading->error : NULL);
  if (--reading->n_reading > 0)
    return;
  if (reading->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reading->error));
      return;
    }
  copying = g_task_new (NULL, NULL, copied_cb, g_object_ref (task));
  g_task_set_source_tag (copying, rapport_board_publisher_new_async);
  g_task_set_task_data (copying, reading, NULL);
  g_task_run_in_thread (copying, copy_thread);
}

static void
miss_held_cb (const char *id, RapportRecord *record, gpointer user_data)
{
  miss (user_data, record != NULL ? rapport_record_get_info (record) : NULL, id);
}

static void
read_rows (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  RapportBoardPublisher *self = reading->publisher;

  for (RapportBoardKind kind = 0; kind < RAPPORT_BOARD_N_KINDS; kind++)
    {
      g_autoptr (RapportQuery) query = make_query (self, kind);
      Question *question;

      if (query == NULL)
        continue;
      question = g_new0 (Question, 1);
      question->task = g_object_ref (task);
      question->kind = kind;
      reading->n_reading++;
      rapport_library_find_rows_async (self->library, query, g_task_get_cancellable (task), rows_cb,
                                       question);
    }
}

void
rapport_board_publisher_new_async (RapportLibrary *library,
                                   const char *board_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  GError *error = NULL;
  RapportBoardPublisher *self = publisher_new (library, board_id, &error);
  Reading *reading;

  g_task_set_source_tag (task, rapport_board_publisher_new_async);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->publisher = self;
  g_task_set_task_data (task, reading, reading_free);
  self->missed = g_ptr_array_new_with_free_func (g_free);
  rapport_library_foreach_held (library, miss_held_cb, self);
  follow (self);
  read_rows (task);
}

RapportBoardPublisher *
rapport_board_publisher_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rapport_board_publisher_new_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
