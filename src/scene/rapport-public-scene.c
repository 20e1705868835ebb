/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-public-scene.h"

#include "rapport-catalog.h"
#include "rapport-locale.h"

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

struct _RapportPublicScene
{
  char *language;
  RapportScene *scene;
  RapportPublicBoard *board;
  GHashTable *items;    /* id → RapportSceneItem, as it was put */
  GHashTable *pictures; /* id of an attachment → Picture, read once */
};

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_object_unref (picture->file);
  g_clear_pointer (&picture->picture, rapport_picture_unref);
  g_free (picture);
}

RapportPublicScene *
rapport_public_scene_new (const char *language)
{
  RapportPublicScene *self = g_new0 (RapportPublicScene, 1);

  self->language = g_strdup (language);
  self->scene = rapport_scene_new ();
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) rapport_scene_item_unref);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  return self;
}

void
rapport_public_scene_free (RapportPublicScene *self)
{
  g_clear_pointer (&self->board, rapport_public_board_unref);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->pictures);
  g_object_unref (self->scene);
  g_free (self->language);
  g_free (self);
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

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE ("(dddd)")))
    return FALSE;
  g_variant_get (value, "(dddd)", &box->x, &box->y, &box->width, &box->height);
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

/* (transfer full): the board as a scene of its own, or at least what is in a frame of it. */
static RapportScene *
fill (RapportPublicScene *self, const char *frame)
{
  RapportPublicBoard *board = self->board;
  const RapportSceneView view = { get_language (self), board->today, board->score, self,
                                  find_picture,        find_figure };
  RapportBox box;
  const RapportBox *around = find_around (board, frame, &box);
  g_autoptr (GHashTable) near = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) works = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  RapportSceneSource source = make_source (board->board);
  g_autoptr (GPtrArray) placements = make_cards (board, around, near, works);
  g_autoptr (GPtrArray) frames = make_sources (board->frames, NULL);
  g_autoptr (GPtrArray) edges = make_sources (board->edges, around != NULL ? near : NULL);
  g_autoptr (GPtrArray) lanes = make_sources (board->lanes, NULL);
  const RapportSceneRecords records = { &source, placements, frames, edges, lanes, works };
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
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (wanted, id))
      {
        rapport_scene_remove (self->scene, id);
        g_hash_table_iter_remove (&iter);
      }
}

static void
put_changed (RapportPublicScene *self, GHashTable *wanted)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportSceneItem *item = value;
      const RapportSceneItem *before = g_hash_table_lookup (self->items, item->id);

      if (before != NULL && rapport_scene_item_equal (before, item))
        continue;
      g_ptr_array_add (items, rapport_scene_item_copy (item));
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

void
rapport_public_scene_show (RapportPublicScene *self, RapportPublicBoard *board, const char *frame)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                         (GDestroyNotify) rapport_scene_item_unref);
  g_autoptr (RapportScene) scene = NULL;

  g_clear_pointer (&self->board, rapport_public_board_unref);
  if (board == NULL)
    {
      rapport_scene_clear (self->scene);
      g_hash_table_remove_all (self->items);
      g_hash_table_remove_all (self->pictures);
      return;
    }
  self->board = rapport_public_board_ref (board);
  scene = fill (self, frame);
  if (frame != NULL)
    take_frame (wanted, scene, frame);
  else
    take_all (wanted, scene);
  remove_others (self, wanted);
  put_changed (self, wanted);
  forget_pictures (self);
}
