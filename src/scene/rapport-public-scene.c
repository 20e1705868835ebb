/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-public-scene.h"

#include "rapport-catalog.h"
#include "rapport-let-go.h"
#include "rapport-locale.h"

#include <gio/gio.h>
#include <math.h>

/* More than tenfold is no change that anybody reads as a share. */
#define MOST_CHANGE 9.995

/* The shortest side that a card has on a board, whatever is written. */
#define LEAST 24.0

typedef struct
{
  RapportPublicRecord *file;
  RapportPicture *picture; /* NULL where it can't be read */
} Picture;

/* More cards than these are built by another thread. */
#define MANY 1000

/* What another thread works out. */
typedef struct
{
  RapportPublicScene *self;  /* owned */
  RapportPublicScene *scene; /* owned: the board as a scene of its own */
  RapportPublicBoard *board; /* owned */
  char *frame;               /* owned */
  GHashTable *before;        /* owned: what was shown when it began */
  GPtrArray *changed;        /* (nullable): copies of items, where there was something before */
} Work;

struct _RapportPublicScene
{
  gatomicrefcount ref_count;
  char *language;
  RapportScene *scene;
  RapportPublicBoard *board;
  char *frame;
  GHashTable *items;    /* id → RapportSceneItem, as it was put */
  GHashTable *pictures; /* id of an attachment → Picture, read once */

  /* While another thread works. */
  gboolean working;
  gboolean freed;
  RapportPublicBoard *wanted; /* (nullable): what was asked for since */
  char *wanted_frame;
  gboolean cleared; /* nothing was asked for since */
  RapportPublicSceneShown shown;
  gpointer user_data;
};

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_object_unref (picture->file);
  g_clear_pointer (&picture->picture, rapport_picture_unref);
  g_free (picture);
}

static GHashTable *
new_items (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                (GDestroyNotify) rapport_scene_item_unref);
}

RapportPublicScene *
rapport_public_scene_new (const char *language)
{
  RapportPublicScene *self = g_new0 (RapportPublicScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->language = g_strdup (language);
  self->scene = rapport_scene_new ();
  self->items = new_items ();
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  return self;
}

static void
scene_unref (RapportPublicScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->board, rapport_public_board_unref);
  g_clear_pointer (&self->wanted, rapport_public_board_unref);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->pictures);
  g_object_unref (self->scene);
  g_free (self->wanted_frame);
  g_free (self->frame);
  g_free (self->language);
  g_free (self);
}

void
rapport_public_scene_free (RapportPublicScene *self)
{
  self->freed = TRUE;
  if (g_hash_table_size (self->items) > MANY)
    rapport_let_go (self, (GDestroyNotify) scene_unref);
  else
    scene_unref (self);
}

RapportScene *
rapport_public_scene_get_scene (RapportPublicScene *self)
{
  return self->scene;
}

/* Figures. */

/* (transfer full) (nullable): "+12%", "+0.4 pp"; NULL where it can't be said. */
static char *
say_change (const RapportBoardFigure *figure, const RapportLocale *locale)
{
  double change;

  if (!figure->value.known || !figure->previous.known)
    return NULL;
  if (figure->unit == RAPPORT_UNIT_RATIO)
    return rapport_locale_difference (locale, figure->unit,
                                      figure->value.value - figure->previous.value, NULL);
  if (figure->previous.value == 0)
    return NULL;
  change = ((double) figure->value.value - (double) figure->previous.value) /
           fabs ((double) figure->previous.value);
  if (fabs (change) > MOST_CHANGE)
    return NULL;
  return rapport_locale_change (locale, (gint64) llround (change * RAPPORT_MILLION));
}

void
rapport_scene_say_figure (RapportSceneItem *item,
                          const RapportBoardFigure *figure,
                          const char *language,
                          const char *currency)
{
  const RapportLocale *locale = rapport_locale_get (language);
  g_autofree char *period = NULL;
  g_autofree char *change = say_change (figure, locale);

  g_free (item->figure);
  g_free (item->change);
  item->change = NULL;
  if (item->title == NULL || *item->title == '\0')
    {
      g_free (item->title);
      item->title = g_strdup (
        figure->label != NULL ? rapport_catalog_text (rapport_catalog_get (language), figure->label)
                              : figure->name);
    }
  item->figure = figure->value.known
                   ? rapport_locale_figure (locale, figure->unit, figure->value.value, currency,
                                            RAPPORT_FIGURE_COMPACT)
                   : g_strdup (RAPPORT_LOCALE_NO_DATA);
  if (figure->from == RAPPORT_DAY_NONE)
    return;
  period = rapport_locale_period (locale, figure->from, figure->to);
  item->change =
    change != NULL ? g_strdup_printf ("%s · %s", period, change) : g_steal_pointer (&period);
}

/* What a scene asks for. */

static RapportPicture *
find_picture (const char *id, gpointer user_data)
{
  RapportPublicScene *self = user_data;
  RapportPublicRecord *file = g_hash_table_lookup (self->board->attachments, id);
  Picture *picture = g_hash_table_lookup (self->pictures, id);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return NULL;
  if (picture == NULL || picture->file != file)
    {
      picture = g_new0 (Picture, 1);
      picture->file = g_object_ref (file);
      bytes = rapport_public_board_get_file (self->board, id);
      picture->picture = bytes != NULL ? rapport_picture_read (bytes, NULL) : NULL;
      g_hash_table_replace (self->pictures, g_strdup (id), picture);
    }
  return picture->picture != NULL ? rapport_picture_ref (picture->picture) : NULL;
}

static const char *
get_language (RapportPublicScene *self)
{
  return self->language != NULL ? self->language : self->board->language;
}

static void
find_figure (const char *metric, RapportSceneItem *item, gpointer user_data)
{
  RapportPublicScene *self = user_data;
  const RapportBoardFigure *figure = g_hash_table_lookup (self->board->figures, metric);

  if (figure != NULL)
    rapport_scene_say_figure (item, figure, get_language (self), self->board->currency);
}

static GVariant *
get_value (gpointer data, const char *field)
{
  return rapport_public_record_get_value (data, field);
}

/* A frame shows where things were put, however the rest is shown. */
static GVariant *
get_value_free (gpointer data, const char *field)
{
  static GVariant *free_layout;

  if (!g_str_equal (field, "layout"))
    return get_value (data, field);
  if (g_once_init_enter_pointer (&free_layout))
    g_once_init_leave_pointer (&free_layout, g_variant_ref_sink (g_variant_new_string ("free")));
  return free_layout;
}

static RapportSceneSource
make_source (gpointer record)
{
  return (RapportSceneSource) { rapport_public_record_get_id (record), record, get_value, FALSE };
}

/* What is worth building: of a large board a frame has little. */

static gboolean
get_place (RapportPublicRecord *record, RapportBox *box)
{
  GVariant *value = rapport_public_record_get_value (record, "rectangle");
  const double *numbers;

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE ("(dddd)")))
    return FALSE;
  /* Of a fixed size: four numbers, one after the other. */
  numbers = g_variant_get_data (value);
  *box = (RapportBox) { numbers[0], numbers[1], numbers[2], numbers[3] };
  *box = rapport_box_tame (box, LEAST);
  return TRUE;
}

/* (nullable): around a frame, as far as the card may reach whose middle lies in it. NULL for
 * everything. */
static const RapportBox *
find_around (RapportPublicBoard *board, const char *frame, RapportBox *around)
{
  for (guint i = 0; frame != NULL && i < board->frames->len; i++)
    if (g_str_equal (rapport_public_record_get_id (board->frames->pdata[i]), frame) &&
        get_place (board->frames->pdata[i], around))
      {
        *around = rapport_box_grow (around, LEAST);
        return around;
      }
  return NULL;
}

/* A card without a place of its own is looked at more closely later. */
static gboolean
is_near (RapportPublicRecord *card, const RapportBox *around)
{
  RapportBox box;

  return around == NULL || !get_place (card, &box) || rapport_box_intersects (&box, around);
}

/* @near: (nullable): ids of cards: then without connectors that have an end elsewhere. */
static GPtrArray *
make_sources (GPtrArray *records, GHashTable *near)
{
  GPtrArray *sources = g_ptr_array_new_full (records->len, g_free);

  for (guint i = 0; i < records->len; i++)
    {
      RapportPublicRecord *record = records->pdata[i];
      const RapportSceneSource source = make_source (record);

      if (near == NULL ||
          (g_hash_table_contains (near, rapport_public_record_get_text (record, "from")) &&
           g_hash_table_contains (near, rapport_public_record_get_text (record, "to"))))
        g_ptr_array_add (sources, g_memdup2 (&source, sizeof source));
    }
  return sources;
}

/* The cards around @around, whose ids go into @near, and their work items into @works. */
static GPtrArray *
make_cards (RapportPublicBoard *board,
            const RapportBox *around,
            GHashTable *near,
            GHashTable *works)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < board->placements->len; i++)
    {
      RapportPublicRecord *card = board->placements->pdata[i];
      RapportPublicRecord *work = NULL;
      RapportSceneSource source;

      if (!is_near (card, around))
        continue;
      source = make_source (card);
      g_ptr_array_add (sources, g_memdup2 (&source, sizeof source));
      g_hash_table_add (near, (gpointer) rapport_public_record_get_id (card));
      work = rapport_public_board_get_work (board, card);
      if (work == NULL)
        continue;
      source = make_source (work);
      g_hash_table_insert (works, (gpointer) rapport_public_record_get_id (work),
                           g_memdup2 (&source, sizeof source));
    }
  return sources;
}

static RapportSceneView
get_view (RapportPublicScene *self)
{
  return (RapportSceneView) {
    .language = get_language (self),
    .today = self->board->today,
    .score = self->board->score,
    .votes = self->board->votes,
    .user_data = self,
    .find_picture = find_picture,
    .find_figure = find_figure,
  };
}

/* (transfer full): the board as a scene of its own, or at least what is in a frame of it. */
static RapportScene *
fill (RapportPublicScene *self, const char *frame)
{
  RapportPublicBoard *board = self->board;
  const RapportSceneView view = get_view (self);
  RapportBox box;
  const RapportBox *around = find_around (board, frame, &box);
  g_autoptr (GHashTable) near = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) works = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  RapportSceneSource source = make_source (board->board);
  g_autoptr (GPtrArray) placements = make_cards (board, around, near, works);
  g_autoptr (GPtrArray) frames = make_sources (board->frames, NULL);
  g_autoptr (GPtrArray) edges = make_sources (board->edges, around != NULL ? near : NULL);
  g_autoptr (GPtrArray) lanes = make_sources (board->lanes, NULL);
  const RapportSceneRecords records = {
    &source, placements, frames, edges, lanes, works, NULL, NULL
  };
  RapportScene *scene = rapport_scene_new ();
  g_autoptr (RapportMatrix) matrix = NULL;

  if (frame != NULL || rapport_public_board_is_free (board))
    source.get = get_value_free;
  matrix = rapport_scene_fill (scene, &view, &records);
  return scene;
}

/* Bringing the scene up to date. */

static void
take (GHashTable *wanted, RapportSceneItem *item)
{
  g_hash_table_replace (wanted, item->id, rapport_scene_item_ref (item));
}

/* id → RapportSceneItem of what lies in a frame. */
static void
take_frame (GHashTable *wanted, RapportScene *scene, const char *frame)
{
  RapportSceneItem *around = rapport_scene_get (scene, frame);
  g_autoptr (GPtrArray) inside = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (around == NULL || around->kind != RAPPORT_SCENE_FRAME)
    return;
  inside = rapport_scene_get_inside (scene, &around->box);
  all = rapport_scene_find (scene, NULL);
  take (wanted, around);
  for (guint i = 0; i < inside->len; i++)
    take (wanted, inside->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    {
      RapportSceneItem *item = all->pdata[i];

      if (item->kind == RAPPORT_SCENE_EDGE && g_hash_table_contains (wanted, item->from) &&
          g_hash_table_contains (wanted, item->to))
        take (wanted, item);
    }
}

static void
take_all (GHashTable *wanted, RapportScene *scene)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (scene, NULL);

  for (guint i = 0; i < all->len; i++)
    take (wanted, all->pdata[i]);
}

static void
remove_others (RapportPublicScene *self, GHashTable *wanted)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (wanted, id))
      g_ptr_array_add (gone, id);
  /* The ids are those of the items. */
  rapport_scene_remove_all (self->scene, gone);
  for (guint i = 0; i < gone->len; i++)
    g_hash_table_remove (self->items, gone->pdata[i]);
}

/* (transfer full): copies of what is not as it was before. */
static GPtrArray *
find_changed (GHashTable *items_before, GHashTable *wanted)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportSceneItem *item = value;
      const RapportSceneItem *before = g_hash_table_lookup (items_before, item->id);

      if (before == NULL || !rapport_scene_item_equal (before, item))
        g_ptr_array_add (items, rapport_scene_item_copy (item));
    }
  return items;
}

/* Empties @items. */
static void
put_changed (RapportPublicScene *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      RapportSceneItem *item = items->pdata[i];

      g_hash_table_replace (self->items, item->id, rapport_scene_item_ref (item));
    }
  if (items->len > 0)
    rapport_scene_put_all (self->scene, items);
}

static void
forget_pictures (RapportPublicScene *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->board->attachments, id))
      g_hash_table_iter_remove (&iter);
}

/* Another thread may be reading what was there. */
static void
clear (RapportPublicScene *self)
{
  g_clear_pointer (&self->board, rapport_public_board_unref);
  rapport_scene_clear (self->scene);
  if (g_hash_table_size (self->items) > MANY)
    rapport_let_go (self->items, (GDestroyNotify) g_hash_table_unref);
  else
    g_hash_table_unref (self->items);
  self->items = new_items ();
  g_hash_table_remove_all (self->pictures);
}

/* (transfer full): id → RapportSceneItem of what is to be shown of self's board. */
static GHashTable *
find_wanted (RapportPublicScene *self, const char *frame)
{
  GHashTable *wanted = new_items ();
  g_autoptr (RapportScene) scene = fill (self, frame);

  if (frame != NULL)
    take_frame (wanted, scene, frame);
  else
    take_all (wanted, scene);
  return wanted;
}

static void
set_board (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  rapport_public_board_ref (board);
  g_clear_pointer (&self->board, rapport_public_board_unref);
  self->board = board;
  g_set_str (&self->frame, frame);
}

static void
show_all (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GPtrArray) changed = NULL;

  set_board (self, board, frame);
  wanted = find_wanted (self, frame);
  remove_others (self, wanted);
  changed = find_changed (self->items, wanted);
  put_changed (self, changed);
  forget_pictures (self);
}

/* Following what a board tells of itself. */

static gboolean
has_same_figures (RapportPublicBoard *first, RapportPublicBoard *second)
{
  return first->figures == second->figures ||
         (g_hash_table_size (first->figures) == 0 && g_hash_table_size (second->figures) == 0);
}

static gboolean
has_same_votes (RapportPublicBoard *first, RapportPublicBoard *second)
{
  return first->votes == second->votes ||
         (g_hash_table_size (first->votes) == 0 && g_hash_table_size (second->votes) == 0);
}

/* Whether what is shown is shown by @board but for the changes that it tells. In lanes one card
 * moves others. */
static gboolean
can_follow (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  RapportPublicBoard *shown = self->board;

  return shown != NULL && board->changes != NULL && board->before == shown->serial &&
         g_strcmp0 (frame, self->frame) == 0 && board->board == shown->board &&
         (frame != NULL || rapport_public_board_is_free (board)) && board->score == shown->score &&
         board->today == shown->today && g_str_equal (board->language, shown->language) &&
         g_str_equal (board->currency, shown->currency) && has_same_figures (board, shown) &&
         has_same_votes (board, shown) &&
         (frame == NULL || !g_hash_table_contains (board->changes, frame));
}

/* (transfer full) (nullable): what is drawn of a record that has changed. */
static RapportSceneItem *
build (RapportPublicScene *self, RapportPublicRecord *record)
{
  const RapportSceneView view = get_view (self);
  const char *type = rapport_public_record_get_record_type (record);
  const RapportSceneSource source = make_source (record);
  RapportPublicRecord *work;
  RapportSceneSource work_source;

  if (g_str_equal (type, "frame"))
    return rapport_scene_build_frame (&source);
  if (g_str_equal (type, "edge"))
    return rapport_scene_build_edge (&source);
  work = rapport_public_board_get_work (self->board, record);
  if (work != NULL)
    work_source = make_source (work);
  return rapport_scene_build_card (&view, &source, work != NULL ? &work_source : NULL);
}

/* Whether it belongs to what is shown. */
static gboolean
is_inside (RapportPublicScene *self, const RapportSceneItem *item)
{
  const RapportSceneItem *frame =
    self->frame != NULL ? g_hash_table_lookup (self->items, self->frame) : NULL;
  const RapportSpot centre = rapport_box_centre (&item->box);

  if (self->frame == NULL)
    return TRUE;
  if (frame == NULL || item->kind == RAPPORT_SCENE_FRAME)
    return FALSE;
  return item->kind == RAPPORT_SCENE_EDGE ? g_hash_table_contains (self->items, item->from) &&
                                              g_hash_table_contains (self->items, item->to)
                                          : rapport_box_has (&frame->box, centre.x, centre.y);
}

static void
drop (RapportPublicScene *self, const char *id)
{
  if (g_hash_table_remove (self->items, id))
    rapport_scene_remove (self->scene, id);
}

/* FALSE where a card comes into the frame or leaves it, and connectors with it. */
static gboolean
follow (RapportPublicScene *self)
{
  g_autoptr (GPtrArray) changed =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  GHashTableIter iter;
  gpointer id, record;

  g_hash_table_iter_init (&iter, self->board->changes);
  while (g_hash_table_iter_next (&iter, &id, &record))
    {
      g_autoptr (RapportSceneItem) item = record != NULL ? build (self, record) : NULL;
      const RapportSceneItem *before = g_hash_table_lookup (self->items, id);
      const gboolean inside = item != NULL && is_inside (self, item);

      if (self->frame != NULL && inside != (before != NULL))
        return FALSE;
      if (!inside)
        drop (self, id);
      else if (before == NULL || !rapport_scene_item_equal (before, item))
        g_ptr_array_add (changed, g_steal_pointer (&item));
    }
  put_changed (self, changed);
  forget_pictures (self);
  return TRUE;
}

static void
show_at_once (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  const gboolean following = can_follow (self, board, frame);

  set_board (self, board, frame);
  if (!following || !follow (self))
    show_all (self, board, frame);
}

void
rapport_public_scene_show (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  g_return_if_fail (!self->working);
  if (board != NULL)
    show_at_once (self, board, frame);
  else
    clear (self);
}

/* In another thread. */

static void
work_free (gpointer data)
{
  Work *work = data;

  rapport_let_go (work->scene, (GDestroyNotify) scene_unref);
  scene_unref (work->self);
  rapport_public_board_unref (work->board);
  g_hash_table_unref (work->before);
  g_clear_pointer (&work->changed, g_ptr_array_unref);
  g_free (work->frame);
  g_free (work);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  rapport_public_scene_show (work->scene, work->board, work->frame);
  /* Sorts them. */
  g_ptr_array_unref (rapport_scene_list (work->scene->scene));
  if (g_hash_table_size (work->before) > 0)
    work->changed = find_changed (work->before, work->scene->items);
  g_task_return_boolean (task, TRUE);
}

static void begin_work (RapportPublicScene *self, RapportPublicBoard *board, const char *frame);

static void
take_table (GHashTable **table, GHashTable **from)
{
  GHashTable *before = *table;

  *table = *from;
  *from = before;
}

/* What was there before goes with the work. */
static void
take_work (RapportPublicScene *self, Work *work)
{
  RapportPublicScene *made = work->scene;
  RapportScene *scene = self->scene;

  if (work->changed == NULL)
    {
      self->scene = made->scene;
      made->scene = scene;
      take_table (&self->items, &made->items);
    }
  else
    {
      remove_others (self, made->items);
      put_changed (self, work->changed);
    }
  take_table (&self->pictures, &made->pictures);
  set_board (self, work->board, work->frame);
}

/* What was asked for meanwhile may be a step further; else all is done once more, as what is there
 * now may show what is to be hidden. */
static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  RapportPublicScene *self = work->self;
  g_autoptr (RapportPublicBoard) wanted = g_steal_pointer (&self->wanted);
  g_autofree char *frame = g_steal_pointer (&self->wanted_frame);

  self->working = FALSE;
  if (self->freed || self->cleared)
    return;
  if (wanted != NULL && (self->items != work->before || !can_follow (work->scene, wanted, frame)))
    {
      begin_work (self, wanted, frame);
      return;
    }
  take_work (self, work);
  if (wanted != NULL)
    show_at_once (self, wanted, frame);
  if (self->shown != NULL)
    self->shown (self->user_data);
}

static void
copy_pictures (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Picture *picture = value;
      Picture *copy = g_new0 (Picture, 1);

      copy->file = g_object_ref (picture->file);
      copy->picture = picture->picture != NULL ? rapport_picture_ref (picture->picture) : NULL;
      g_hash_table_insert (to, g_strdup (id), copy);
    }
}

static void
begin_work (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, worked_cb, NULL);
  Work *work = g_new0 (Work, 1);

  g_atomic_ref_count_inc (&self->ref_count);
  work->self = self;
  work->scene = rapport_public_scene_new (self->language);
  copy_pictures (self->pictures, work->scene->pictures);
  work->board = rapport_public_board_ref (board);
  work->frame = g_strdup (frame);
  work->before = g_hash_table_ref (self->items);
  self->working = TRUE;
  self->cleared = FALSE;
  g_task_set_source_tag (task, rapport_public_scene_show_soon);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, work_thread);
}

/* FALSE where another thread has to. */
static gboolean
show_quickly (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  if (board->placements->len <= MANY)
    {
      show_at_once (self, board, frame);
      return TRUE;
    }
  if (!can_follow (self, board, frame))
    return FALSE;
  set_board (self, board, frame);
  return follow (self);
}

void
rapport_public_scene_show_soon (RapportPublicScene *self,
                                RapportPublicBoard *board,
                                const char *frame,
                                RapportPublicSceneShown shown,
                                gpointer user_data)
{
  self->shown = shown;
  self->user_data = user_data;
  g_clear_pointer (&self->wanted, rapport_public_board_unref);
  self->cleared = self->working && board == NULL;
  if (board != NULL && self->working)
    {
      self->wanted = rapport_public_board_ref (board);
      g_set_str (&self->wanted_frame, frame);
      return;
    }
  if (board == NULL)
    {
      clear (self);
    }
  else if (!show_quickly (self, board, frame))
    {
      begin_work (self, board, frame);
      return;
    }
  if (shown != NULL)
    shown (user_data);
}

gboolean
rapport_public_scene_is_waiting (RapportPublicScene *self)
{
  return self->working;
}
