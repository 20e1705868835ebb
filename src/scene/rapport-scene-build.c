/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-scene-build.h"

#include "rapport-catalog.h"
#include "rapport-locale.h"
#include "rapport-score.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The least that a card may measure. */
#define LEAST 24.0

static const struct
{
  const char *word;
  RapportSceneKind kind;
} kinds[] = {
  { "item", RAPPORT_SCENE_IDEA },     { "note", RAPPORT_SCENE_NOTE },
  { "image", RAPPORT_SCENE_IMAGE },   { "link", RAPPORT_SCENE_LINK },
  { "figure", RAPPORT_SCENE_FIGURE },
};

/* Fields. */

/* @type is definite. */
static GVariant *
get (const RapportSceneSource *source, const char *field, const char *type)
{
  GVariant *value = source != NULL ? source->get (source->data, field) : NULL;

  return value != NULL && g_str_equal (g_variant_get_type_string (value), type) ? value : NULL;
}

static const char *
get_text (const RapportSceneSource *source, const char *field)
{
  GVariant *value = get (source, field, "s");

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static gboolean
get_boolean (const RapportSceneSource *source, const char *field)
{
  GVariant *value = get (source, field, "b");

  return value != NULL && g_variant_get_boolean (value);
}

static gint64
get_number (const RapportSceneSource *source, const char *field)
{
  GVariant *value = get (source, field, "x");

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

static RapportDay
get_day (const RapportSceneSource *source, const char *field)
{
  GVariant *value = get (source, field, "i");

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

RapportBox
rapport_scene_get_box (const RapportSceneSource *source)
{
  GVariant *value = get (source, "rectangle", "(dddd)");
  RapportBox box = { 0, 0, 240, 120 };

  /* Of a fixed size: four numbers, one after the other. */
  if (value != NULL && g_variant_get_size (value) == 4 * sizeof (double))
    {
      const double *numbers = g_variant_get_data (value);

      box = (RapportBox) { numbers[0], numbers[1], numbers[2], numbers[3] };
    }
  return rapport_box_tame (&box, LEAST);
}

static char *
copy_text (const RapportSceneSource *source, const char *field)
{
  const char *text = get_text (source, field);

  return *text != '\0' ? g_strdup (text) : NULL;
}

static RapportSceneItem *
begin (RapportSceneKind kind, const RapportSceneSource *source)
{
  RapportSceneItem *item = rapport_scene_item_new (kind, source->id);

  item->box = rapport_scene_get_box (source);
  item->order = copy_text (source, "order");
  item->group = copy_text (source, "group");
  item->locked = get_boolean (source, "locked");
  item->confidential = source->confidential;
  rapport_colour_parse (get_text (source, "colour"), &item->colour);
  return item;
}

/* What stands on a card. */

static const char *
name_status (const char *language, const char *word)
{
  const char *label = rapport_scene_status_get_label (word);

  return label != NULL ? rapport_catalog_text (rapport_catalog_get (language), label) : word;
}

/* "ICE 336", or %NULL. */
static char *
tell_score (const RapportSceneView *view, const RapportSceneSource *work)
{
  const RapportScoreParts parts = {
    get_number (work, "impact"), get_number (work, "confidence"), get_number (work, "ease"),
    get_number (work, "reach"),  get_number (work, "effort"),
  };
  g_autofree char *number = NULL;
  gint64 score;

  if (view->score == NULL || !rapport_score_work_out (view->score, &parts, &score))
    return NULL;
  number = rapport_locale_decimal (rapport_locale_get (view->language), score, 0,
                                   score < 10 * 1000000 ? 1 : 0);
  return g_strdup_printf ("%s %s", g_str_equal (view->score, "ice") ? "ICE" : "RICE", number);
}

/* By when, while it is still to be done. */
static char *
tell_date (const RapportSceneView *view, const RapportSceneSource *work, RapportSceneStatus status)
{
  const RapportDay day = get_day (work, "client-date");
  g_autofree char *text = NULL;

  if (day == RAPPORT_DAY_NONE || status == RAPPORT_SCENE_DONE || status >= RAPPORT_SCENE_GOOD)
    return NULL;
  text = rapport_locale_day_short (rapport_locale_get (view->language), day);
  /* Translators: by when something is to be done: "by 14 Nov" */
  return g_strdup_printf (rapport_catalog_text (rapport_catalog_get (view->language), N_ ("by %s")),
                          text);
}

static void
show_work (const RapportSceneView *view, const RapportSceneSource *work, RapportSceneItem *item)
{
  const char *result = get_text (work, "result");
  const char *status = get_text (work, "status");

  item->title = g_strdup (get_text (work, "title"));
  item->body = g_strdup (*result != '\0' ? result : get_text (work, "why"));
  item->confidential = item->confidential || work->confidential;
  if (*status != '\0')
    {
      item->status = rapport_scene_status_from_word (status);
      item->status_words = g_strdup (name_status (view->language, status));
    }
  item->when = tell_date (view, work, item->status);
  item->score = tell_score (view, work);
}

/* "example.org" of an address. */
static char *
get_host (const char *address)
{
  const char *begin = strstr (address, "://");

  begin = begin != NULL ? begin + 3 : address;
  return g_strndup (begin, strcspn (begin, "/?#"));
}

static void
show_votes (const RapportSceneView *view, RapportSceneItem *item)
{
  item->dots =
    view->votes != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (view->votes, item->id)) : 0;
  if (item->dots > 0)
    item->votes = g_strdup_printf (
      /* Translators: the dots that a card got in votes: “Votes: 5” */
      rapport_catalog_text (rapport_catalog_get (view->language), N_ ("Votes: %u")), item->dots);
}

RapportSceneItem *
rapport_scene_build_card (const RapportSceneView *view,
                          const RapportSceneSource *placement,
                          const RapportSceneSource *work)
{
  const char *word = get_text (placement, "kind");
  RapportSceneItem *item;
  RapportSceneKind kind = RAPPORT_SCENE_NOTE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (word, kinds[i].word))
      kind = kinds[i].kind;
  if (kind == RAPPORT_SCENE_IDEA && work == NULL)
    return NULL;
  item = begin (kind, placement);
  show_votes (view, item);
  switch (kind)
    {
    case RAPPORT_SCENE_IDEA:
      show_work (view, work, item);
      break;
    case RAPPORT_SCENE_LINK:
      item->title = copy_text (placement, "text");
      item->body = get_host (get_text (placement, "address"));
      break;
    case RAPPORT_SCENE_IMAGE:
      item->title = copy_text (placement, "text");
      if (view->find_picture != NULL)
        item->picture = view->find_picture (get_text (placement, "image"), view->user_data);
      break;
    case RAPPORT_SCENE_FIGURE:
      item->title = copy_text (placement, "text");
      if (view->find_figure != NULL)
        view->find_figure (get_text (placement, "metric"), item, view->user_data);
      break;
    default:
      item->body = copy_text (placement, "text");
    }
  return item;
}

RapportSceneItem *
rapport_scene_build_frame (const RapportSceneSource *frame)
{
  RapportSceneItem *item = begin (RAPPORT_SCENE_FRAME, frame);

  item->title = copy_text (frame, "title");
  return item;
}

RapportSceneItem *
rapport_scene_build_edge (const RapportSceneSource *edge)
{
  RapportSceneItem *item = begin (RAPPORT_SCENE_EDGE, edge);

  item->box = (RapportBox) { 0 };
  item->title = copy_text (edge, "label");
  g_strlcpy (item->from, get_text (edge, "from"), sizeof item->from);
  g_strlcpy (item->to, get_text (edge, "to"), sizeof item->to);
  item->from_side = rapport_side_from_word (get_text (edge, "from-side"));
  item->to_side = rapport_side_from_word (get_text (edge, "to-side"));
  item->from_arrow = g_str_equal (get_text (edge, "from-end"), "arrow");
  item->to_arrow = g_str_equal (get_text (edge, "to-end"), "arrow");
  return item;
}

/* Lanes. */

static char *
find_own_lane (const RapportSceneSource *placement, const char *field)
{
  GVariant *lanes = get (placement, "lanes", "as");
  g_autofree const char **all = lanes != NULL ? g_variant_get_strv (lanes, NULL) : NULL;
  const gsize length = strlen (field);

  for (gsize i = 0; all != NULL && all[i] != NULL; i++)
    if (g_str_has_prefix (all[i], field) && all[i][length] == '=')
      return g_strdup (all[i] + length + 1);
  return g_strdup ("");
}

char *
rapport_scene_get_lane (const RapportSceneSource *placement,
                        const RapportSceneSource *work,
                        const char *field)
{
  g_autofree char *day = NULL;

  if (work == NULL)
    return find_own_lane (placement, field);
  if (!g_str_equal (field, "month"))
    return g_strdup (get_text (work, field));
  if (get_day (work, field) == RAPPORT_DAY_NONE)
    return g_strdup ("");
  day = rapport_day_to_string (get_day (work, field));
  day[strlen ("2026-11")] = '\0';
  return g_steal_pointer (&day);
}

char *
rapport_scene_name_lane (const RapportSceneView *view, const char *field, const char *value)
{
  if (g_str_equal (field, "status"))
    return g_strdup (name_status (view->language, value));
  if (g_str_equal (field, "month") && rapport_month_parse (value) != RAPPORT_DAY_NONE)
    {
      g_autofree char *month =
        rapport_locale_month (rapport_locale_get (view->language), rapport_month_parse (value));

      return rapport_locale_capitalize (month);
    }
  return g_strdup (value);
}
