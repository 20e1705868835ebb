/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ideas-fields.h"

#include "rapport-format.h"
#include "rapport-markdown.h"
#include "rapport-metric.h"
#include "rapport-score.h"

#include <glib/gi18n-lib.h>

/* A cell is a line. */
#define LONGEST 300

static const RapportIdeasFieldInfo infos[RAPPORT_IDEAS_N_FIELDS] = {
  [RAPPORT_IDEAS_TITLE] = { "title", NULL, RAPPORT_WORK_ITEM_TITLE, RAPPORT_IDEAS_EDIT_TEXT, 280,
                            TRUE },
  [RAPPORT_IDEAS_STATUS] = { "status", NULL, RAPPORT_WORK_ITEM_STATUS, RAPPORT_IDEAS_EDIT_WORD, 168,
                             TRUE },
  [RAPPORT_IDEAS_FUNNEL_STAGE] = { "funnel-stage", NULL, RAPPORT_WORK_ITEM_FUNNEL_STAGE,
                                   RAPPORT_IDEAS_EDIT_LANE, 156, TRUE },
  [RAPPORT_IDEAS_CHANNEL] = { "channel", NULL, RAPPORT_WORK_ITEM_CHANNEL, RAPPORT_IDEAS_EDIT_LANE,
                              156, TRUE },
  [RAPPORT_IDEAS_SCORE] = { "score", N_ ("Score"), 0, RAPPORT_IDEAS_EDIT_NOT, 84, TRUE },
  [RAPPORT_IDEAS_VOTES] = { "votes", N_ ("Votes"), 0, RAPPORT_IDEAS_EDIT_NOT, 84, TRUE },
  [RAPPORT_IDEAS_MONTH] = { "month", NULL, RAPPORT_WORK_ITEM_MONTH, RAPPORT_IDEAS_EDIT_MONTH, 144,
                            TRUE },
  [RAPPORT_IDEAS_OUR_DATE] = { "our-date", NULL, RAPPORT_WORK_ITEM_OUR_DATE, RAPPORT_IDEAS_EDIT_DAY,
                               120, FALSE, TRUE },
  [RAPPORT_IDEAS_CLIENT_DATE] = { "client-date", N_ ("Client’s date"),
                                  RAPPORT_WORK_ITEM_CLIENT_DATE, RAPPORT_IDEAS_EDIT_DAY, 120,
                                  TRUE },
  [RAPPORT_IDEAS_DIRECTION] = { "direction", NULL, RAPPORT_WORK_ITEM_DIRECTION,
                                RAPPORT_IDEAS_EDIT_LANE, 144 },
  [RAPPORT_IDEAS_PORTRAIT] = { "portrait", NULL, RAPPORT_WORK_ITEM_PORTRAIT,
                               RAPPORT_IDEAS_EDIT_LANE, 144 },
  [RAPPORT_IDEAS_MOTIVE] = { "motive", NULL, RAPPORT_WORK_ITEM_MOTIVE, RAPPORT_IDEAS_EDIT_LANE,
                             144 },
  [RAPPORT_IDEAS_WHY] = { "why", NULL, RAPPORT_WORK_ITEM_WHY, RAPPORT_IDEAS_EDIT_NOT, 220 },
  [RAPPORT_IDEAS_EXPECTED] = { "expected", NULL, RAPPORT_WORK_ITEM_EXPECTED, RAPPORT_IDEAS_EDIT_NOT,
                               220 },
  [RAPPORT_IDEAS_RESULT] = { "result", NULL, RAPPORT_WORK_ITEM_RESULT, RAPPORT_IDEAS_EDIT_NOT,
                             220 },
  [RAPPORT_IDEAS_OWNER] = { "owner", NULL, RAPPORT_WORK_ITEM_OWNER, RAPPORT_IDEAS_EDIT_NOT, 132,
                            FALSE, TRUE },
  [RAPPORT_IDEAS_IMPACT] = { "impact", NULL, RAPPORT_WORK_ITEM_IMPACT, RAPPORT_IDEAS_EDIT_FIGURE,
                             96 },
  [RAPPORT_IDEAS_CONFIDENCE] = { "confidence", NULL, RAPPORT_WORK_ITEM_CONFIDENCE,
                                 RAPPORT_IDEAS_EDIT_FIGURE, 108 },
  [RAPPORT_IDEAS_EASE] = { "ease", NULL, RAPPORT_WORK_ITEM_EASE, RAPPORT_IDEAS_EDIT_FIGURE, 96 },
  [RAPPORT_IDEAS_REACH] = { "reach", NULL, RAPPORT_WORK_ITEM_REACH, RAPPORT_IDEAS_EDIT_FIGURE, 96 },
  [RAPPORT_IDEAS_EFFORT] = { "effort", NULL, RAPPORT_WORK_ITEM_EFFORT, RAPPORT_IDEAS_EDIT_FIGURE,
                             108 },
};

const RapportIdeasFieldInfo *
rapport_ideas_field_get_info (RapportIdeasField field)
{
  return &infos[field];
}

const char *
rapport_ideas_field_get_title (RapportIdeasField field)
{
  const RapportIdeasFieldInfo *info = &infos[field];

  return g_dgettext (GETTEXT_PACKAGE, info->title != NULL
                                        ? info->title
                                        : rapport_work_item_info.fields[info->field].label);
}

gboolean
rapport_ideas_field_is_figure (RapportIdeasField field)
{
  return field == RAPPORT_IDEAS_SCORE || field == RAPPORT_IDEAS_VOTES ||
         infos[field].edit == RAPPORT_IDEAS_EDIT_FIGURE;
}

/* Keys. */

RapportIdeasKey *
rapport_ideas_key_ref (RapportIdeasKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_ideas_key_unref (RapportIdeasKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->words, g_variant_unref);
  g_free (self->text);
  g_free (self);
}

static GVariant *
get_value (const RapportSceneSource *source, const char *field)
{
  return source != NULL ? source->get (source->data, field) : NULL;
}

static gint64
get_part (const RapportSceneSource *work, const char *field)
{
  GVariant *value = get_value (work, field);

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

static gboolean
get_score (const RapportSceneSource *work, const char *method, gint64 *score)
{
  const RapportScoreParts parts = {
    .impact = get_part (work, "impact"),
    .confidence = get_part (work, "confidence"),
    .ease = get_part (work, "ease"),
    .reach = get_part (work, "reach"),
    .effort = get_part (work, "effort"),
  };

  return rapport_score_work_out (method, &parts, score);
}

/* Where a word stands among those it may be: statuses go from an idea to its end. */
static gboolean
find_word (const RapportField *field, const char *text, gint64 *place)
{
  for (*place = 0; field->words[*place].word != NULL; (*place)++)
    if (g_str_equal (field->words[*place].word, text))
      return TRUE;
  return FALSE;
}

static void
set_value (RapportIdeasKey *key, RapportLibrary *library, RapportIdeasField field, GVariant *value)
{
  const RapportField *info = &rapport_work_item_info.fields[infos[field].field];

  key->unset = value == NULL;
  if (value == NULL)
    return;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    key->number = g_variant_get_int64 (value);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    key->number = g_variant_get_int32 (value);
  else if (info->kind == RAPPORT_KIND_ENUM)
    find_word (info, g_variant_get_string (value, NULL), &key->number);
  else if (info->kind == RAPPORT_KIND_REFERENCE)
    {
      g_autoptr (RapportRecord) member =
        rapport_library_get (library, RAPPORT_TYPE_MEMBER, g_variant_get_string (value, NULL));

      key->words = g_variant_ref_sink (
        g_variant_new_string (member != NULL ? rapport_record_get_title (member) : ""));
    }
  else
    key->words = g_variant_ref (value);
}

/* (transfer full): the first line that says something. */
static char *
first_line (const char *text)
{
  const char *start = text + strspn (text, " \t\r\n");
  const gsize length = strcspn (start, "\r\n");
  g_autofree char *line = g_strndup (start, length);

  if (g_utf8_strlen (line, -1) > LONGEST)
    return g_utf8_substring (line, 0, LONGEST);
  return g_steal_pointer (&line);
}

/* (transfer full): the first line of Markdown, without its marks. */
static char *
first_plain_line (const char *text)
{
  g_autofree char *plain = rapport_markdown_to_plain (text);

  return first_line (plain);
}

/* What a card is called that points at no work item. */
static void
set_own_words (RapportIdeasKey *key, const RapportSceneSource *card)
{
  GVariant *value;

  key->markdown = *rapport_ideas_source_get_text (card, "text") != '\0';
  value = get_value (card, key->markdown ? "text" : "address");
  key->unset = value == NULL;
  key->words = value != NULL ? g_variant_ref (value) : NULL;
}

RapportIdeasKey *
rapport_ideas_key_new (RapportLibrary *library,
                       RapportIdeasField field,
                       const RapportSceneSource *card,
                       const RapportSceneSource *work,
                       const char *method,
                       GHashTable *votes)
{
  RapportIdeasKey *key = g_new0 (RapportIdeasKey, 1);

  g_atomic_ref_count_init (&key->ref_count);
  if (field == RAPPORT_IDEAS_SCORE)
    key->unset = !get_score (work, method, &key->number);
  else if (field == RAPPORT_IDEAS_VOTES)
    {
      key->number = votes != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (votes, card->id)) : 0;
      key->unset = key->number == 0;
    }
  else if (field == RAPPORT_IDEAS_TITLE && work == NULL)
    set_own_words (key, card);
  else
    set_value (key, library, field,
               get_value (work, rapport_work_item_info.fields[infos[field].field].name));
  return key;
}

void
rapport_ideas_key_prepare (RapportIdeasKey *self)
{
  g_autofree char *plain = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL || self->text != NULL)
    return;
  if (self->markdown)
    plain = first_plain_line (g_variant_get_string (self->words, NULL));
  else
    plain = g_variant_dup_string (self->words, NULL);
  folded = g_utf8_casefold (plain, -1);
  self->unset = *plain == '\0';
  self->text = g_utf8_collate_key (folded, -1);
}

int
rapport_ideas_key_compare (const RapportIdeasKey *a, const RapportIdeasKey *b, gboolean descending)
{
  int order;

  if (a->unset || b->unset)
    return a->unset - b->unset;
  if (a->text != NULL && b->text != NULL)
    order = strcmp (a->text, b->text);
  else
    order = (a->number > b->number) - (a->number < b->number);
  return descending ? -order : order;
}

/* Words. */

static char *
say_score (RapportRecord *item, const char *method)
{
  const RapportScoreParts parts = {
    .impact = rapport_record_get_integer (item, RAPPORT_WORK_ITEM_IMPACT),
    .confidence = rapport_record_get_integer (item, RAPPORT_WORK_ITEM_CONFIDENCE),
    .ease = rapport_record_get_integer (item, RAPPORT_WORK_ITEM_EASE),
    .reach = rapport_record_get_integer (item, RAPPORT_WORK_ITEM_REACH),
    .effort = rapport_record_get_integer (item, RAPPORT_WORK_ITEM_EFFORT),
  };
  gint64 score;

  if (!rapport_score_work_out (method, &parts, &score))
    return g_strdup ("");
  return rapport_locale_decimal (rapport_format_locale (), score, 0, 1);
}

static char *
say_owner (RapportLibrary *library, const char *id)
{
  g_autoptr (RapportRecord) member =
    *id != '\0' ? rapport_library_get (library, RAPPORT_TYPE_MEMBER, id) : NULL;

  return g_strdup (member != NULL ? rapport_record_get_title (member) : "");
}

static char *
say_day (RapportLibrary *library, RapportIdeasField field, RapportDay day)
{
  g_autofree char *month = NULL;

  if (day == RAPPORT_DAY_NONE)
    return g_strdup ("");
  if (field != RAPPORT_IDEAS_MONTH)
    return rapport_format_day (day, rapport_format_today (library));
  month = rapport_locale_month (rapport_format_locale (), day);
  return rapport_locale_capitalize (month);
}

static char *
say_item (RapportLibrary *library, RapportIdeasField field, RapportRecord *item)
{
  const guint index = infos[field].field;
  const RapportField *info = &rapport_work_item_info.fields[index];

  switch (info->kind)
    {
    case RAPPORT_KIND_ENUM:
      return g_strdup (rapport_field_get_word_label (info, rapport_record_get_text (item, index)));
    case RAPPORT_KIND_REFERENCE:
      return say_owner (library, rapport_record_get_text (item, index));
    case RAPPORT_KIND_DAY:
      return say_day (library, field, rapport_record_get_day (item, index));
    case RAPPORT_KIND_DECIMAL:
      if (rapport_record_get_value (item, index) == NULL)
        return g_strdup ("");
      return rapport_locale_decimal (rapport_format_locale (),
                                     rapport_record_get_integer (item, index), 0, 6);
    default:
      return info->kind == RAPPORT_KIND_MARKDOWN
               ? first_plain_line (rapport_record_get_text (item, index))
               : first_line (rapport_record_get_text (item, index));
    }
}

static char *
say_votes (RapportRecord *card, GHashTable *votes)
{
  const guint dots =
    votes != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (votes, rapport_record_get_id (card)))
                  : 0;

  return dots > 0 ? rapport_locale_count (rapport_format_locale (), dots) : g_strdup ("");
}

char *
rapport_ideas_field_to_text (RapportLibrary *library,
                             RapportIdeasField field,
                             RapportRecord *card,
                             RapportRecord *item,
                             const char *method,
                             GHashTable *votes)
{
  const RapportMetric *metric;

  if (field == RAPPORT_IDEAS_VOTES)
    return say_votes (card, votes);
  if (item != NULL)
    return field == RAPPORT_IDEAS_SCORE ? say_score (item, method)
                                        : say_item (library, field, item);
  if (field != RAPPORT_IDEAS_TITLE)
    return g_strdup ("");
  if (*rapport_record_get_text (card, RAPPORT_PLACEMENT_TEXT) != '\0')
    return first_plain_line (rapport_record_get_text (card, RAPPORT_PLACEMENT_TEXT));
  if (*rapport_record_get_text (card, RAPPORT_PLACEMENT_ADDRESS) != '\0')
    return first_line (rapport_record_get_text (card, RAPPORT_PLACEMENT_ADDRESS));
  metric = rapport_metric_lookup (rapport_record_get_text (card, RAPPORT_PLACEMENT_METRIC));
  if (metric != NULL)
    return g_strdup (rapport_metric_get_name (metric));
  return g_strdup (
    rapport_field_get_word_label (&rapport_placement_info.fields[RAPPORT_PLACEMENT_KIND],
                                  rapport_record_get_text (card, RAPPORT_PLACEMENT_KIND)));
}
