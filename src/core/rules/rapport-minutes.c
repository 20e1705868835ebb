/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of minutes themselves: their words, their order, who sees them. */
#include "rapport-minutes-private.h"

#include "rapport-approval.h"
#include "rapport-standing.h"

#include <string.h>

void
rapport_line_words_clear (RapportLineWords *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->who, g_free);
  g_clear_pointer (&self->person, g_free);
  self->kind = NULL;
  self->side = NULL;
  self->due = RAPPORT_DAY_NONE;
}

RapportQuery *
rapport_minutes_query (const char *meeting_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_MINUTES_LINE);

  rapport_query_where_text (query, RAPPORT_MINUTES_LINE_MEETING, meeting_id);
  return rapport_query_order_by (query, RAPPORT_MINUTES_LINE_ORDER, FALSE);
}

const char *
rapport_minutes_get_text (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  return transaction != NULL ? rapport_transaction_get_text (transaction, record, field)
                             : rapport_record_get_text (record, field);
}

RapportDay
rapport_minutes_get_day (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = transaction != NULL ? rapport_transaction_get (transaction, record, field)
                                        : rapport_record_get_value (record, field);

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

RapportDay
rapport_minutes_get_meeting_day (RapportMeeting *meeting)
{
  const char *start = rapport_record_get_text (RAPPORT_RECORD (meeting), RAPPORT_MEETING_START);
  g_autofree char *day = g_strndup (start, strlen ("2026-11-22"));

  return rapport_day_parse (day);
}

RapportDay
rapport_minutes_day_of (RapportTransaction *transaction,
                        RapportLibrary *library,
                        RapportMinutesLine *line)
{
  const char *id =
    rapport_minutes_get_text (transaction, RAPPORT_RECORD (line), RAPPORT_MINUTES_LINE_MEETING);
  g_autoptr (RapportRecord) meeting = rapport_library_get (library, RAPPORT_TYPE_MEETING, id);
  RapportDay day =
    meeting != NULL ? rapport_minutes_get_meeting_day (RAPPORT_MEETING (meeting)) : 0;

  return day != RAPPORT_DAY_NONE ? day
                                 : rapport_clock_get_today (rapport_library_get_clock (library));
}

/* Locks. */

static gboolean
is_locked (RapportTransaction *transaction, RapportLibrary *library, RapportMinutesLine *line)
{
  RapportRecord *record = RAPPORT_RECORD (line);
  const char *meeting =
    rapport_transaction_get_text (transaction, record, RAPPORT_MINUTES_LINE_MEETING);
  GVariant *amendment =
    rapport_transaction_get (transaction, record, RAPPORT_MINUTES_LINE_AMENDMENT);

  return rapport_approval_is_locked (library, meeting,
                                     amendment != NULL ? (int) g_variant_get_int64 (amendment) : 0);
}

/* Order. Every line of the meeting with its item and place, read once for a transaction and kept
 * true while it adds, moves and takes out. */

typedef struct
{
  char id[RAPPORT_ID_LENGTH + 1];
  char *item;
  char *order;
} Place;

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_free (place->item);
  g_free (place->order);
}

static GArray *
read_places (RapportLibrary *library, const char *meeting_id)
{
  const RapportStand stand = { RAPPORT_TYPE_MINUTES_LINE, RAPPORT_MINUTES_LINE_MEETING,
                               meeting_id };
  const guint field = RAPPORT_MINUTES_LINE_ITEM;
  g_autoptr (GArray) standing = rapport_standing_list (library, &stand, &field, 1);
  GArray *places = g_array_new (FALSE, TRUE, sizeof (Place));

  g_array_set_clear_func (places, place_clear);
  for (guint i = 0; i < standing->len; i++)
    {
      RapportStanding *one = &g_array_index (standing, RapportStanding, i);
      Place place = { .order = g_strdup (one->order) };

      place.item =
        g_strdup (one->values[0] != NULL ? g_variant_get_string (one->values[0], NULL) : "");
      g_strlcpy (place.id, one->id, sizeof place.id);
      g_array_append_val (places, place);
    }
  return places;
}

static void
unref_places (gpointer data)
{
  g_array_unref (data);
}

static GArray *
get_places (RapportTransaction *transaction, RapportLibrary *library, const char *meeting_id)
{
  g_autofree char *name = g_strdup_printf ("minutes places %s", meeting_id);
  GArray *places = rapport_transaction_recall (transaction, name);

  if (places == NULL)
    {
      places = read_places (library, meeting_id);
      rapport_transaction_remember (transaction, name, places, unref_places);
    }
  return places;
}

static void
forget_place (GArray *places, const char *id)
{
  for (guint i = 0; i < places->len; i++)
    if (g_str_equal (g_array_index (places, Place, i).id, id))
      {
        g_array_remove_index (places, i);
        return;
      }
}

/* The index of the line @after, or -1 for the beginning. One that stands in another item, or is
 * not there, counts as the beginning, too. */
static int
find_after (GArray *places, const char *item, RapportMinutesLine *after)
{
  for (guint i = 0; after != NULL && i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (g_str_equal (place->id, rapport_record_get_id (RAPPORT_RECORD (after))))
        return g_str_equal (place->item, item) ? (int) i : -1;
    }
  return -1;
}

/* Gives @id a place behind @after. (transfer none): its order */
static const char *
take_place (GArray *places, const char *id, const char *item, RapportMinutesLine *after)
{
  const int index = find_after (places, item, after);
  const char *before = index >= 0 ? g_array_index (places, Place, index).order : NULL;
  Place place = { .item = g_strdup (item) };
  guint next = (guint) (index + 1);

  /* Two colleagues may have made the same order: nothing fits between the two. */
  while (next < places->len && (!g_str_equal (g_array_index (places, Place, next).item, item) ||
                                g_strcmp0 (g_array_index (places, Place, next).order, before) == 0))
    next++;
  place.order = rapport_order_key_between (
    before, next < places->len ? g_array_index (places, Place, next).order : NULL);
  g_strlcpy (place.id, id, sizeof place.id);
  g_array_insert_val (places, next, place);
  return g_array_index (places, Place, next).order;
}

static void
put (RapportTransaction *transaction,
     RapportLibrary *library,
     RapportRecord *line,
     const char *meeting_id,
     const char *item_id,
     RapportMinutesLine *after)
{
  GArray *places = get_places (transaction, library, meeting_id);

  forget_place (places, rapport_record_get_id (line));
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_ITEM, item_id);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_ORDER,
                                take_place (places, rapport_record_get_id (line), item_id, after));
}

/* Lines. */

RapportMinutesLine *
rapport_minutes_add_line (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportMeeting *meeting,
                          const char *item_id,
                          RapportMinutesLine *after,
                          const RapportLineWords *words)
{
  const char *meeting_id = rapport_record_get_id (RAPPORT_RECORD (meeting));
  const int amendment = rapport_approval_get_open_amendment (library, meeting_id);
  RapportRecord *line;

  if (rapport_approval_is_locked (library, meeting_id, amendment))
    return NULL;
  line = rapport_transaction_create (transaction, RAPPORT_TYPE_MINUTES_LINE);
  rapport_transaction_set_text (
    transaction, line, RAPPORT_MINUTES_LINE_CLIENT,
    rapport_record_get_text (RAPPORT_RECORD (meeting), RAPPORT_MEETING_CLIENT));
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_MEETING, meeting_id);
  rapport_transaction_set_integer (transaction, line, RAPPORT_MINUTES_LINE_AMENDMENT, amendment);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_AUTHOR,
                                rapport_library_get_me (library));
  put (transaction, library, line, meeting_id, item_id, after);
  rapport_minutes_set_words (transaction, library, RAPPORT_MINUTES_LINE (line), words);
  return RAPPORT_MINUTES_LINE (line);
}

gboolean
rapport_minutes_set_words (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMinutesLine *line,
                           const RapportLineWords *words)
{
  RapportRecord *record = RAPPORT_RECORD (line);
  g_autoptr (RapportRecord) target = NULL;
  g_auto (RapportLineWords) before = { NULL };

  if (is_locked (transaction, library, line))
    return FALSE;
  target = rapport_minutes_tie_find (transaction, library, line);
  rapport_minutes_tie_read (transaction, library, line, target, &before);
  rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_KIND, words->kind);
  rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_TEXT, words->text);
  rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_TITLE, words->title);
  rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_SIDE, words->side);
  rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_WHO, words->who);
  rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_PERSON, words->person);
  rapport_transaction_set_day (transaction, record, RAPPORT_MINUTES_LINE_DUE, words->due);
  rapport_minutes_tie_write (transaction, library, line, &before, words);
  return TRUE;
}

gboolean
rapport_minutes_move_line (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMinutesLine *line,
                           const char *item_id,
                           RapportMinutesLine *after)
{
  if (is_locked (transaction, library, line))
    return FALSE;
  if (after != line)
    put (transaction, library, RAPPORT_RECORD (line),
         rapport_transaction_get_text (transaction, RAPPORT_RECORD (line),
                                       RAPPORT_MINUTES_LINE_MEETING),
         item_id, after);
  return TRUE;
}

gboolean
rapport_minutes_remove_line (RapportTransaction *transaction,
                             RapportLibrary *library,
                             RapportMinutesLine *line)
{
  RapportRecord *record = RAPPORT_RECORD (line);
  g_autoptr (RapportRecord) target = NULL;

  if (is_locked (transaction, library, line))
    return FALSE;
  target = rapport_minutes_tie_find (transaction, library, line);
  if (target != NULL)
    rapport_minutes_tie_release (transaction, library, line, target);
  forget_place (
    get_places (transaction, library,
                rapport_transaction_get_text (transaction, record, RAPPORT_MINUTES_LINE_MEETING)),
    rapport_record_get_id (record));
  rapport_transaction_trash (transaction, record);
  return TRUE;
}

gboolean
rapport_minutes_restore_line (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportMinutesLine *line)
{
  if (is_locked (transaction, library, line))
    return FALSE;
  rapport_transaction_restore (transaction, RAPPORT_RECORD (line));
  rapport_minutes_tie_restore (transaction, library, line);
  return TRUE;
}

gboolean
rapport_minutes_line_is_private (RapportMinutesLine *line)
{
  return !rapport_record_has_word (RAPPORT_RECORD (line), RAPPORT_RECORD_AUDIENCE, "client");
}

gboolean
rapport_minutes_set_private (RapportTransaction *transaction,
                             RapportLibrary *library,
                             RapportMinutesLine *line,
                             gboolean is_private)
{
  if (is_locked (transaction, library, line))
    return FALSE;
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (line), RAPPORT_RECORD_AUDIENCE,
                                is_private ? "team" : "client");
  rapport_minutes_tie_set_audience (transaction, library, line);
  return TRUE;
}

gboolean
rapport_minutes_set_card (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportMinutesLine *line,
                          const char *placement_id)
{
  g_autoptr (RapportRecord) target = NULL;

  if (is_locked (transaction, library, line))
    return FALSE;
  target = rapport_minutes_tie_find (transaction, library, line);
  if (target == NULL || !RAPPORT_IS_REMARK (target))
    return FALSE;
  rapport_transaction_set_text (transaction, target, RAPPORT_REMARK_PLACEMENT, placement_id);
  return TRUE;
}

RapportPlacement *
rapport_minutes_get_card (RapportLibrary *library, RapportMinutesLine *line)
{
  g_autoptr (RapportRecord) target = rapport_minutes_tie_find (NULL, library, line);
  g_autoptr (RapportRecord) card = NULL;

  if (target == NULL || !RAPPORT_IS_REMARK (target))
    return NULL;
  card = rapport_library_get (library, RAPPORT_TYPE_PLACEMENT,
                              rapport_record_get_text (target, RAPPORT_REMARK_PLACEMENT));
  return card != NULL && !rapport_record_is_trashed (card)
           ? RAPPORT_PLACEMENT (g_steal_pointer (&card))
           : NULL;
}

gboolean
rapport_minutes_read_line (RapportLibrary *library,
                           RapportMinutesLine *line,
                           RapportLineWords *words)
{
  g_autoptr (RapportRecord) target = rapport_minutes_tie_find (NULL, library, line);

  return rapport_minutes_tie_read (NULL, library, line, target, words);
}

RapportRecord *
rapport_minutes_get_target (RapportLibrary *library, RapportMinutesLine *line)
{
  return rapport_minutes_tie_find (NULL, library, line);
}
