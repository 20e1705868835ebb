/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ideas-model.h"

#include "rapport-agency.h"
#include "rapport-board-figures.h"
#include "rapport-board-publish.h"
#include "rapport-cards.h"
#include "rapport-format.h"
#include "rapport-let-go.h"
#include "rapport-public-scene.h"

#define MANY 1000

/* All that is shown of one board. It is read as a whole in another thread, and handed over
 * when that is done. */
typedef struct
{
  RapportScene *scene;
  RapportIdeasRows *rows;
  GHashTable *pictures; /* id of an attachment → RapportPicture; NULL where it can't be read */
  GHashTable *figures;  /* (nullable): word of a metric → RapportBoardFigure */
  GHashTable *votes;    /* (nullable): id of a card → its dots */
  const char *currency; /* interned */
  const char *language; /* static */
  RapportDay today;
  char *score;
  char *shape; /* of the board, when it was read */
} Contents;

struct _RapportIdeasModel
{
  GObject parent_instance;
  RapportLibrary *library;
  char *board_id;
  char *client_id;
  RapportIdeaBoard *board;
  Contents *contents;
  gboolean only_public;

  /* While it is read. */
  GCancellable *cancellable;
  Contents *reading;
  guint n_reading;
  GPtrArray *missed; /* RapportRecord that have changed meanwhile */

  /* What the client sees. */
  RapportBoardPublisher *publisher;
  RapportPublicScene *public_scene;
  RapportScene *public_shown; /* not owned: what was told of last */
  GCancellable *publishing;   /* until it is there */
};

enum
{
  LOADED,
  BOARD_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportIdeasModel, rapport_ideas_model, G_TYPE_OBJECT)

void
rapport_ideas_cell_clear (RapportIdeasCell *self)
{
  g_free (self->column);
  g_free (self->row);
  g_free (self->before);
}

static void
picture_free (gpointer picture)
{
  if (picture != NULL)
    rapport_picture_unref (picture);
}

static Contents *
contents_new (void)
{
  Contents *self = g_new0 (Contents, 1);

  self->scene = rapport_scene_new ();
  self->rows = rapport_ideas_rows_new ();
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  self->today = RAPPORT_DAY_NONE;
  return self;
}

static void
contents_free (gpointer data)
{
  Contents *self = data;

  g_object_unref (self->scene);
  rapport_ideas_rows_free (self->rows);
  g_hash_table_unref (self->pictures);
  g_clear_pointer (&self->figures, g_hash_table_unref);
  g_clear_pointer (&self->votes, g_hash_table_unref);
  g_free (self->score);
  g_free (self->shape);
  g_free (self);
}

/* Thousands of things take long to be freed. */
static void
contents_let_go (Contents *self)
{
  if (rapport_scene_get_n_items (self->scene) > MANY)
    rapport_let_go (self, contents_free);
  else
    contents_free (self);
}

/* What cards show besides words. */

static RapportPicture *
read_picture (RapportLibrary *library, const char *id)
{
  g_autoptr (RapportRecord) file = rapport_library_get (library, RAPPORT_TYPE_ATTACHMENT, id);
  GVariant *data = file != NULL ? rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA) : NULL;
  g_autoptr (GBytes) bytes = data != NULL ? g_variant_get_data_as_bytes (data) : NULL;

  return bytes != NULL ? rapport_picture_read (bytes, NULL) : NULL;
}

static void
need_picture (RapportIdeasModel *self, Contents *contents, const RapportSceneSource *card)
{
  const char *id = rapport_ideas_source_get_text (card, "image");

  if (*id != '\0' && !g_hash_table_contains (contents->pictures, id))
    g_hash_table_insert (contents->pictures, g_strdup (id), read_picture (self->library, id));
}

static void
need_figures (RapportIdeasModel *self, Contents *contents)
{
  g_autoptr (GPtrArray) cards = rapport_ideas_rows_get_all (contents->rows, RAPPORT_IDEAS_CARDS);
  g_autoptr (GHashTable) metrics = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **words = NULL;
  g_autoptr (RapportRecord) client = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&contents->figures, g_hash_table_unref);
  for (guint i = 0; i < cards->len; i++)
    {
      const char *metric = rapport_ideas_source_get_text (cards->pdata[i], "metric");

      if (*metric != '\0')
        g_hash_table_add (metrics, (gpointer) metric);
    }
  if (g_hash_table_size (metrics) == 0)
    return;
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->client_id);
  if (client == NULL)
    return;
  words = (const char **) g_hash_table_get_keys_as_array (metrics, NULL);
  contents->figures =
    rapport_board_figures_load (self->library, RAPPORT_CLIENT (client), words, &error);
  if (contents->figures == NULL)
    g_warning ("The figures of a board can't be read: %s", error->message);
}

static void
need_votes (RapportIdeasModel *self, Contents *contents)
{
  g_clear_pointer (&contents->votes, g_hash_table_unref);
  if (self->board_id != NULL)
    contents->votes = rapport_cards_count_votes (self->library, self->board_id);
}

static RapportPicture *
find_picture (const char *id, gpointer user_data)
{
  const Contents *contents = user_data;
  RapportPicture *picture = g_hash_table_lookup (contents->pictures, id);

  return picture != NULL ? rapport_picture_ref (picture) : NULL;
}

static void
find_figure (const char *metric, RapportSceneItem *item, gpointer user_data)
{
  const Contents *contents = user_data;
  const RapportBoardFigure *figure =
    contents->figures != NULL ? g_hash_table_lookup (contents->figures, metric) : NULL;

  if (figure != NULL)
    rapport_scene_say_figure (item, figure, contents->language, contents->currency);
}

static RapportSceneView
get_view (Contents *contents)
{
  return (RapportSceneView) {
    .language = contents->language,
    .today = contents->today,
    .score = contents->score,
    .votes = contents->votes,
    .user_data = contents,
    .find_picture = find_picture,
    .find_figure = find_figure,
  };
}

/* The board. */

RapportIdeaBoard *
rapport_ideas_model_get_board (RapportIdeasModel *self)
{
  return self->board;
}

const char *
rapport_ideas_model_get_board_id (RapportIdeasModel *self)
{
  return self->board_id;
}

RapportScene *
rapport_ideas_model_get_scene (RapportIdeasModel *self)
{
  return self->only_public && self->public_scene != NULL
           ? rapport_public_scene_get_scene (self->public_scene)
           : self->contents->scene;
}

RapportIdeasRows *
rapport_ideas_model_get_rows (RapportIdeasModel *self)
{
  return self->contents->rows;
}

gboolean
rapport_ideas_model_is_public (RapportIdeasModel *self)
{
  return self->only_public;
}

gboolean
rapport_ideas_model_is_loading (RapportIdeasModel *self)
{
  return self->cancellable != NULL || self->publishing != NULL;
}

gboolean
rapport_ideas_model_is_in_lanes (RapportIdeasModel *self)
{
  return self->board != NULL && rapport_record_has_word (RAPPORT_RECORD (self->board),
                                                         RAPPORT_IDEA_BOARD_LAYOUT, "matrix");
}

/* (transfer full): what of the board itself decides where its cards lie and what stands on them. */
static char *
tell_shape (RapportIdeasModel *self)
{
  RapportRecord *board = RAPPORT_RECORD (self->board);

  if (!rapport_ideas_model_is_in_lanes (self))
    return g_strdup_printf ("free|%s|%s", self->client_id,
                            rapport_record_get_text (board, RAPPORT_IDEA_BOARD_SCORE));
  return g_strdup_printf ("lanes|%s|%s|%s|%s", self->client_id,
                          rapport_record_get_text (board, RAPPORT_IDEA_BOARD_SCORE),
                          rapport_record_get_text (board, RAPPORT_IDEA_BOARD_COLUMNS),
                          rapport_record_get_text (board, RAPPORT_IDEA_BOARD_ROWS));
}

/* What the board itself says of how its cards are shown. */
static void
read_board (RapportIdeasModel *self, Contents *contents)
{
  g_autoptr (RapportRecord) board = NULL;
  g_autoptr (RapportRecord) client = NULL;
  const char *score;

  g_clear_object (&self->board);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&contents->score, g_free);
  g_set_str (&contents->shape, "");
  rapport_ideas_rows_set_board (contents->rows, NULL);
  if (self->board_id != NULL)
    board = rapport_library_get (self->library, RAPPORT_TYPE_IDEA_BOARD, self->board_id);
  if (board == NULL || rapport_record_get_value (board, RAPPORT_RECORD_TRASHED) != NULL)
    return;
  self->client_id = g_strdup (rapport_record_get_text (board, RAPPORT_IDEA_BOARD_CLIENT));
  score = rapport_record_get_text (board, RAPPORT_IDEA_BOARD_SCORE);
  contents->score = *score != '\0' ? g_strdup (score) : NULL;
  rapport_ideas_rows_set_board (contents->rows, board);
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->client_id);
  contents->currency =
    rapport_agency_get_currency (self->library, client != NULL ? RAPPORT_CLIENT (client) : NULL);
  contents->language = g_get_language_names ()[0];
  contents->today = rapport_format_today (self->library);
  self->board = RAPPORT_IDEA_BOARD (g_steal_pointer (&board));
  g_free (contents->shape);
  contents->shape = tell_shape (self);
}

/* Following what is done. */

/* What is to be shown, and the ids of what is not any more: each is brought to the scene at once.
 */
typedef struct
{
  GPtrArray *items;
  GPtrArray *gone;
} Shown;

static void
take_item (Shown *shown, const char *id, RapportSceneItem *item)
{
  if (item == NULL)
    g_ptr_array_add (shown->gone, g_strdup (id));
  else
    g_ptr_array_add (shown->items, item);
}

static void
show_card (RapportIdeasModel *self, Shown *shown, const char *id)
{
  Contents *contents = self->contents;
  const RapportSceneView view = get_view (contents);
  const RapportSceneSource *card = rapport_ideas_rows_get (contents->rows, RAPPORT_IDEAS_CARDS, id);

  take_item (shown, id,
             card != NULL ? rapport_scene_build_card (
                              &view, card, rapport_ideas_rows_get_work (contents->rows, card))
                          : NULL);
}

static void
show_work (RapportIdeasModel *self, Shown *shown, const char *id)
{
  g_autoptr (GPtrArray) cards = rapport_ideas_rows_get_cards_of (self->contents->rows, id);

  for (guint i = 0; i < cards->len; i++)
    show_card (self, shown, cards->pdata[i]);
}

static void
show_part (RapportIdeasModel *self, Shown *shown, RapportIdeasPart part, const char *id)
{
  Contents *contents = self->contents;
  const RapportSceneSource *source = rapport_ideas_rows_get (contents->rows, part, id);

  switch (part)
    {
    case RAPPORT_IDEAS_CARDS:
      show_card (self, shown, id);
      break;
    case RAPPORT_IDEAS_FRAMES:
      take_item (shown, id, source != NULL ? rapport_scene_build_frame (source) : NULL);
      break;
    case RAPPORT_IDEAS_EDGES:
      take_item (shown, id, source != NULL ? rapport_scene_build_edge (source) : NULL);
      break;
    case RAPPORT_IDEAS_WORKS:
      show_work (self, shown, id);
      break;
    default:
      break;
    }
}

/* TRUE where the record belongs to the board. */
static gboolean
put_row (RapportIdeasModel *self, RapportIdeasPart part, RapportRecord *record)
{
  static const char *const owners[RAPPORT_IDEAS_N_PARTS] = { "board", "board", "board", "board",
                                                             "client" };
  const RapportRecordInfo *info = rapport_record_get_info (record);
  const char *owner =
    rapport_record_get_text (record, (guint) rapport_record_info_find_field (info, owners[part]));
  const char *id = rapport_record_get_id (record);
  const gboolean ours =
    g_strcmp0 (owner, part == RAPPORT_IDEAS_WORKS ? self->client_id : self->board_id) == 0;

  if (!ours && rapport_ideas_rows_get (self->contents->rows, part, id) == NULL)
    return FALSE;
  rapport_ideas_rows_put (self->contents->rows, part, id, ours ? record : NULL);
  return TRUE;
}

typedef struct
{
  gboolean board;
  gboolean all; /* may lie otherwise */
  gboolean figures;
  gboolean votes;
  GPtrArray *parts; /* Part */
} Update;

typedef struct
{
  RapportIdeasPart part;
  char id[RAPPORT_ID_LENGTH + 1];
} Part;

static Part *
part_new (RapportIdeasPart part, const char *id)
{
  Part *changed = g_new0 (Part, 1);

  changed->part = part;
  g_strlcpy (changed->id, id, sizeof changed->id);
  return changed;
}

static void
note_record (RapportIdeasModel *self, Update *update, RapportIdeasPart part, RapportRecord *record)
{
  if (!put_row (self, part, record))
    return;
  g_ptr_array_add (update->parts, part_new (part, rapport_record_get_id (record)));
  update->all = update->all || part == RAPPORT_IDEAS_LANES;
  update->figures =
    update->figures || (part == RAPPORT_IDEAS_CARDS &&
                        *rapport_record_get_text (record, RAPPORT_PLACEMENT_METRIC) != '\0');
}

static void
note_votes_of (GHashTable *votes, GHashTable *others, Update *update)
{
  GHashTableIter iter;
  gpointer id, dots;

  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, &id, &dots))
    if (g_hash_table_lookup (others, id) != dots)
      g_ptr_array_add (update->parts, part_new (RAPPORT_IDEAS_CARDS, id));
}

/* The cards that have more dots or fewer than before. */
static void
note_votes (RapportIdeasModel *self, Update *update)
{
  g_autoptr (GHashTable) before = self->contents->votes != NULL
                                    ? g_hash_table_ref (self->contents->votes)
                                    : g_hash_table_new (g_str_hash, g_str_equal);

  need_votes (self, self->contents);
  if (self->contents->votes == NULL)
    return;
  note_votes_of (before, self->contents->votes, update);
  note_votes_of (self->contents->votes, before, update);
}

/* On a free board: just what has changed. */
static void
show_parts (RapportIdeasModel *self, GPtrArray *parts)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  Shown shown = { items, gone };

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      show_part (self, &shown, part->part, part->id);
    }
  rapport_scene_remove_all (self->contents->scene, gone);
  if (items->len > 0)
    rapport_scene_put_all (self->contents->scene, items);
}

/* Adds the ids of what looks otherwise now; of cards also those of a work item. */
static void
add_changed (RapportIdeasModel *self, GHashTable *changed, const Part *part)
{
  g_autoptr (GPtrArray) cards = NULL;

  if (part->part == RAPPORT_IDEAS_CARDS || part->part == RAPPORT_IDEAS_EDGES)
    g_hash_table_add (changed, g_strdup (part->id));
  if (part->part != RAPPORT_IDEAS_WORKS)
    return;
  cards = rapport_ideas_rows_get_cards_of (self->contents->rows, part->id);
  for (guint i = 0; i < cards->len; i++)
    g_hash_table_add (changed, g_strdup (cards->pdata[i]));
}

/* What stands on cards is another thing: on those with figures, or on all. */
static void
add_cards (RapportIdeasModel *self, GHashTable *changed, gboolean only_figures)
{
  g_autoptr (GPtrArray) cards =
    rapport_ideas_rows_get_all (self->contents->rows, RAPPORT_IDEAS_CARDS);

  for (guint i = 0; i < cards->len; i++)
    {
      const RapportSceneSource *card = cards->pdata[i];

      if (!only_figures || *rapport_ideas_source_get_text (card, "metric") != '\0')
        g_hash_table_add (changed, g_strdup (card->id));
    }
}

/* One change may move all; only what differs is put. @shaped: the board is not shown as before,
 * @weighed: what stands on its cards isn't. */
static void
show_all (RapportIdeasModel *self, const Update *update, gboolean shaped, gboolean weighed)
{
  Contents *contents = self->contents;
  const RapportSceneView view = get_view (contents);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < update->parts->len; i++)
    add_changed (self, changed, update->parts->pdata[i]);
  if (weighed || update->figures)
    add_cards (self, changed, !weighed);
  if (self->board != NULL)
    rapport_ideas_rows_refill (contents->rows, contents->scene, &view, changed,
                               !shaped && rapport_ideas_model_is_in_lanes (self));
  else
    rapport_scene_clear (contents->scene);
}

/* Whether more may lie otherwise than what has changed. */
static gboolean
moves_others (RapportIdeasModel *self, const Update *update, gboolean shaped)
{
  return shaped || update->figures ||
         (update->parts->len > 0 && (update->all || rapport_ideas_model_is_in_lanes (self)));
}

static void
need_pictures (RapportIdeasModel *self, const Update *update)
{
  for (guint i = 0; i < update->parts->len; i++)
    {
      const Part *part = update->parts->pdata[i];
      const RapportSceneSource *card =
        part->part == RAPPORT_IDEAS_CARDS
          ? rapport_ideas_rows_get (self->contents->rows, part->part, part->id)
          : NULL;

      if (card != NULL)
        need_picture (self, self->contents, card);
    }
}

static void
apply_update (RapportIdeasModel *self, Update *update)
{
  g_autofree char *shape = g_strdup (self->contents->shape);
  g_autofree char *score = g_strdup (self->contents->score);
  gboolean shaped;

  if (update->board)
    read_board (self, self->contents);
  shaped = g_strcmp0 (shape, self->contents->shape) != 0;
  if (update->figures)
    need_figures (self, self->contents);
  if (update->votes)
    note_votes (self, update);
  if (self->board == NULL && !update->board)
    return;
  need_pictures (self, update);
  if (moves_others (self, update, shaped))
    show_all (self, update, shaped, g_strcmp0 (score, self->contents->score) != 0);
  else
    show_parts (self, update->parts);
  if (update->board)
    g_signal_emit (self, signals[BOARD_CHANGED], 0);
}

static void
follow_record (RapportIdeasModel *self, Update *update, const RapportRecordChange *change)
{
  const RapportIdeasPart part = rapport_ideas_rows_find_part (change->info);
  g_autoptr (RapportRecord) record = NULL;

  if (change->info == &rapport_month_numbers_info || change->info == &rapport_client_metric_info)
    update->figures = update->figures || self->contents->figures != NULL;
  else if (change->info == &rapport_vote_info)
    update->votes = TRUE;
  else if (change->info == &rapport_idea_board_info)
    update->board = update->board || g_strcmp0 (change->id, self->board_id) == 0;
  if (part == RAPPORT_IDEAS_N_PARTS)
    return;
  record = rapport_library_get (self->library, change->info->get_type (), change->id);
  if (record == NULL)
    {
      rapport_ideas_rows_put (self->contents->rows, part, change->id, NULL);
      g_ptr_array_add (update->parts, part_new (part, change->id));
      update->all = TRUE;
      return;
    }
  if (self->cancellable != NULL)
    g_ptr_array_add (self->missed, g_object_ref (record));
  else
    note_record (self, update, part, record);
}

static void
committed_cb (RapportIdeasModel *self, RapportChangeSet *set)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  Update update = { .parts = parts };

  if (self->board_id == NULL)
    return;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    follow_record (self, &update, rapport_change_set_get_change (set, i));
  if (self->cancellable == NULL)
    apply_update (self, &update);
}

/* Reading it. */

/* When all of it is there. */
static void
tell_loaded (RapportIdeasModel *self)
{
  if (!rapport_ideas_model_is_loading (self))
    g_signal_emit (self, signals[LOADED], 0);
}

static void
stop_reading (RapportIdeasModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reading, contents_let_go);
  g_ptr_array_set_size (self->missed, 0);
  self->n_reading = 0;
}

/* What was done while it was read. */
static void
catch_up (RapportIdeasModel *self)
{
  g_autoptr (GPtrArray) missed = g_steal_pointer (&self->missed);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  Update update = { .parts = parts };

  self->missed = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < missed->len; i++)
    {
      RapportRecord *record = missed->pdata[i];

      note_record (self, &update, rapport_ideas_rows_find_part (rapport_record_get_info (record)),
                   record);
    }
  apply_update (self, &update);
}

static void
fill_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Contents *contents = task_data;
  const RapportSceneView view = get_view (contents);

  rapport_ideas_rows_fill (contents->rows, contents->scene, &view);
  /* Sorts them. */
  g_ptr_array_unref (rapport_scene_list (contents->scene));
  g_task_return_pointer (task, contents, NULL);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasModel) self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  Contents *contents = g_task_get_task_data (G_TASK (result));

  if (cancellable != self->cancellable)
    {
      contents_let_go (contents);
      return;
    }
  g_clear_pointer (&self->contents, contents_let_go);
  self->contents = contents;
  g_clear_object (&self->cancellable);
  catch_up (self);
  tell_loaded (self);
}

static void
fill (RapportIdeasModel *self)
{
  Contents *contents = g_steal_pointer (&self->reading);
  /* The thread may let go of its task last: the model is not to go with it, and there. */
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, filled_cb, g_object_ref (self));
  g_autoptr (GPtrArray) cards = rapport_ideas_rows_get_all (contents->rows, RAPPORT_IDEAS_CARDS);

  for (guint i = 0; i < cards->len; i++)
    need_picture (self, contents, cards->pdata[i]);
  need_figures (self, contents);
  need_votes (self, contents);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, contents, NULL);
  g_task_run_in_thread (task, fill_cb);
}

typedef struct
{
  RapportIdeasModel *model; /* owned */
  RapportIdeasPart part;
  GCancellable *cancellable; /* owned */
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (RapportIdeasModel) self = reading->model;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (cancellable != self->cancellable)
    return;
  if (rows != NULL)
    rapport_ideas_rows_take (self->reading->rows, reading->part, g_steal_pointer (&rows));
  else
    g_warning ("A board can't be read: %s", error->message);
  if (--self->n_reading == 0)
    fill (self);
}

static void
read_part (RapportIdeasModel *self, RapportIdeasPart part)
{
  g_autoptr (RapportQuery) query =
    rapport_ideas_rows_get_query (part, self->board_id, self->client_id);
  Reading *reading = g_new0 (Reading, 1);

  reading->model = g_object_ref (self);
  reading->part = part;
  reading->cancellable = g_object_ref (self->cancellable);
  self->n_reading++;
  rapport_library_find_rows_async (self->library, query, self->cancellable, read_cb, reading);
}

static void show_public (RapportIdeasModel *self);

void
rapport_ideas_model_show (RapportIdeasModel *self, const char *board_id)
{
  if (g_strcmp0 (self->board_id, board_id) == 0 && (self->board != NULL || board_id == NULL))
    return;
  stop_reading (self);
  g_set_str (&self->board_id, board_id);
  g_clear_pointer (&self->contents, contents_let_go);
  self->contents = contents_new ();
  self->reading = contents_new ();
  read_board (self, self->reading);
  show_public (self);
  if (self->board == NULL)
    {
      g_clear_pointer (&self->reading, contents_let_go);
      g_signal_emit (self, signals[LOADED], 0);
      return;
    }
  self->cancellable = g_cancellable_new ();
  /* What was done just now is not on the disk yet, where other threads read. */
  if (rapport_library_get_pending (self->library) > 0)
    rapport_library_flush (self->library, NULL);
  for (RapportIdeasPart part = 0; part < RAPPORT_IDEAS_N_PARTS; part++)
    read_part (self, part);
}

/* What the client sees. */

/* The first time, or when it is another scene. */
static void
public_shown_cb (gpointer user_data)
{
  RapportIdeasModel *self = user_data;
  RapportScene *scene = rapport_public_scene_get_scene (self->public_scene);
  const gboolean first = self->publishing != NULL || self->public_shown != scene;

  g_clear_object (&self->publishing);
  self->public_shown = scene;
  if (first)
    tell_loaded (self);
}

static void
public_changed_cb (RapportIdeasModel *self)
{
  rapport_public_scene_show_soon (self->public_scene,
                                  rapport_board_publisher_get_board (self->publisher), NULL,
                                  public_shown_cb, self);
}

typedef struct
{
  RapportIdeasModel *model;  /* owned */
  GCancellable *cancellable; /* owned */
} Publishing;

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Publishing *publishing = user_data;
  g_autoptr (RapportIdeasModel) self = publishing->model;
  g_autoptr (GCancellable) cancellable = publishing->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBoardPublisher) publisher = rapport_board_publisher_new_finish (result, &error);

  if (cancellable != self->publishing)
    return;
  if (publisher == NULL)
    {
      g_debug ("Nothing of the board is for the client: %s", error->message);
      public_shown_cb (self);
      return;
    }
  self->publisher = g_steal_pointer (&publisher);
  g_signal_connect_object (self->publisher, "changed", G_CALLBACK (public_changed_cb), self,
                           G_CONNECT_SWAPPED);
  public_changed_cb (self);
}

static void
stop_public (RapportIdeasModel *self)
{
  if (self->publishing != NULL)
    g_cancellable_cancel (self->publishing);
  g_clear_object (&self->publishing);
  g_clear_object (&self->publisher);
  g_clear_pointer (&self->public_scene, rapport_public_scene_free);
}

/* Nothing is there until it is published. */
static void
show_public (RapportIdeasModel *self)
{
  Publishing *publishing;

  stop_public (self);
  if (!self->only_public)
    return;
  self->public_scene = rapport_public_scene_new (NULL);
  self->public_shown = rapport_public_scene_get_scene (self->public_scene);
  if (self->board == NULL)
    return;
  self->publishing = g_cancellable_new ();
  publishing = g_new0 (Publishing, 1);
  publishing->model = g_object_ref (self);
  publishing->cancellable = g_object_ref (self->publishing);
  rapport_board_publisher_new_async (self->library, self->board_id, self->publishing, published_cb,
                                     publishing);
}

void
rapport_ideas_model_set_public (RapportIdeasModel *self, gboolean only_public)
{
  if (self->only_public == only_public)
    return;
  self->only_public = only_public;
  show_public (self);
  g_signal_emit (self, signals[LOADED], 0);
}

/* Lanes. */

/* The lane around a place, or the nearest. */
static RapportSceneItem *
find_lane (GPtrArray *all, gboolean column, double at)
{
  RapportSceneItem *nearest = NULL;
  double least = 0;

  for (guint i = 0; i < all->len; i++)
    {
      RapportSceneItem *item = all->pdata[i];
      double begin, end, far;

      if (item->column != column)
        continue;
      begin = column ? item->box.x : item->box.y;
      end = column ? rapport_box_right (&item->box) : rapport_box_bottom (&item->box);
      far = at < begin ? begin - at : at > end ? at - end : 0;
      if (nearest == NULL || far < least)
        {
          nearest = item;
          least = far;
        }
    }
  return nearest;
}

/* The first card of a cell that is read after a place. */
static char *
find_before (RapportScene *scene, const RapportBox *cell, double x, double y)
{
  g_autoptr (GPtrArray) cards = rapport_scene_get_inside (scene, cell);
  const RapportSceneItem *before = NULL;

  for (guint i = 0; i < cards->len; i++)
    {
      const RapportSceneItem *card = cards->pdata[i];
      const gboolean below = card->box.y > y;
      const gboolean beside =
        rapport_box_bottom (&card->box) >= y && card->box.x + card->box.width / 2 > x;

      if ((below || beside) && (before == NULL || card->box.y < before->box.y ||
                                (card->box.y == before->box.y && card->box.x < before->box.x)))
        before = card;
    }
  return before != NULL ? g_strdup (before->id) : NULL;
}

gboolean
rapport_ideas_model_find_cell (RapportIdeasModel *self, double x, double y, RapportIdeasCell *cell)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self);
  g_autoptr (GPtrArray) lanes = rapport_scene_get_lanes (scene);
  const RapportSceneItem *column = find_lane (lanes, TRUE, x);
  const RapportSceneItem *row = find_lane (lanes, FALSE, y);
  RapportBox bounds = rapport_scene_get_bounds (scene);

  *cell = (RapportIdeasCell) { 0 };
  if (!rapport_ideas_model_is_in_lanes (self) || (column == NULL && row == NULL))
    return FALSE;
  cell->column = g_strdup (column != NULL ? column->body : "");
  cell->row = g_strdup (row != NULL ? row->body : "");
  cell->box = bounds;
  if (column != NULL)
    {
      cell->box.x = column->box.x;
      cell->box.width = column->box.width;
      cell->box.y = 0;
      cell->box.height = rapport_box_bottom (&column->box);
    }
  if (row != NULL)
    {
      cell->box.y = row->box.y;
      cell->box.height = row->box.height;
    }
  cell->before = find_before (scene, &cell->box, x, y);
  return TRUE;
}

/* Life. */

static void
rapport_ideas_model_dispose (GObject *object)
{
  RapportIdeasModel *self = RAPPORT_IDEAS_MODEL (object);

  if (self->missed != NULL)
    stop_reading (self);
  stop_public (self);
  g_clear_object (&self->library);
  g_clear_object (&self->board);
  G_OBJECT_CLASS (rapport_ideas_model_parent_class)->dispose (object);
}

static void
rapport_ideas_model_finalize (GObject *object)
{
  RapportIdeasModel *self = RAPPORT_IDEAS_MODEL (object);

  g_clear_pointer (&self->contents, contents_let_go);
  g_ptr_array_unref (self->missed);
  g_free (self->board_id);
  g_free (self->client_id);
  G_OBJECT_CLASS (rapport_ideas_model_parent_class)->finalize (object);
}

static void
rapport_ideas_model_class_init (RapportIdeasModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_ideas_model_dispose;
  object_class->finalize = rapport_ideas_model_finalize;
  signals[LOADED] = g_signal_new ("loaded", RAPPORT_TYPE_IDEAS_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[BOARD_CHANGED] = g_signal_new ("board-changed", RAPPORT_TYPE_IDEAS_MODEL,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_ideas_model_init (RapportIdeasModel *self)
{
  self->contents = contents_new ();
  self->missed = g_ptr_array_new_with_free_func (g_object_unref);
}

RapportIdeasModel *
rapport_ideas_model_new (RapportLibrary *library)
{
  RapportIdeasModel *self = g_object_new (RAPPORT_TYPE_IDEAS_MODEL, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
