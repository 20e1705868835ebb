/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-minutes.h"

#include "rapport-agenda.h"
#include "rapport-minutes.h"
#include "rapport-publish.h"
#include "rapport-schedules.h"

#include <string.h>

/* Each is asked for by itself; more than these say nothing new to anybody. */
#define MOST_REMARKS 100
#define MOST_ITEMS   100
#define MOST_LINES   500

void
rapport_said_free (RapportSaid *self)
{
  g_free (self->line);
  g_free (self->meeting);
  g_free (self->text);
  g_free (self->who);
  g_free (self);
}

/* What is being put together. */
typedef struct
{
  RapportLibrary *library;
  const char *client;
  gboolean public_only;
  GHashTable *lines;    /* set of RapportRecord, owned */
  GHashTable *meetings; /* id → RapportRecord; NULL for one that is not shown */
} Gathering;

static gboolean
may_see (Gathering *self, RapportRecord *record)
{
  g_autoptr (RapportPublicRecord) copy = NULL;

  if (!self->public_only)
    return TRUE;
  copy = rapport_publish (record, self->client);
  return copy != NULL;
}

/* (transfer full) (element-type RapportRecord): never NULL; of this client alone. */
static GPtrArray *
find_pointing (
  Gathering *self, const RapportRecordInfo *info, guint field, const char *id, guint limit)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  rapport_query_where_text (query, field, id);
  rapport_query_where_text (query, (guint) info->client, self->client);
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, TRUE);
  rapport_query_set_limit (query, limit);
  found = rapport_library_find (self->library, query, &error);
  if (found == NULL)
    g_warning ("looking for what was said of a card: %s", error->message);
  return found != NULL ? found : g_ptr_array_new ();
}

static void
add_lines (Gathering *self, guint field, const char *id)
{
  g_autoptr (GPtrArray) lines =
    find_pointing (self, &rapport_minutes_line_info, field, id, MOST_LINES);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (self->lines, g_object_ref (lines->pdata[i]));
}

static void
add_lines_of_remarks (Gathering *self, RapportPlacement *card)
{
  g_autoptr (GPtrArray) remarks =
    find_pointing (self, &rapport_remark_info, RAPPORT_REMARK_PLACEMENT,
                   rapport_record_get_id (RAPPORT_RECORD (card)), MOST_REMARKS);

  for (guint i = 0; i < remarks->len; i++)
    add_lines (self, RAPPORT_MINUTES_LINE_TARGET, rapport_record_get_id (remarks->pdata[i]));
}

static void
add_lines_of_items (Gathering *self, const char *about)
{
  g_autoptr (GPtrArray) items =
    find_pointing (self, &rapport_agenda_item_info, RAPPORT_AGENDA_ITEM_ABOUT, about, MOST_ITEMS);

  for (guint i = 0; i < items->len; i++)
    if (!self->public_only || rapport_agenda_item_is_public (self->library, items->pdata[i]))
      add_lines (self, RAPPORT_MINUTES_LINE_ITEM, rapport_record_get_id (items->pdata[i]));
}

/* On an agenda by itself, or as what a question is about. */
static void
add_lines_about (Gathering *self, const char *about)
{
  g_autoptr (GPtrArray) questions =
    find_pointing (self, &rapport_question_info, RAPPORT_QUESTION_ABOUT, about, MOST_ITEMS);

  add_lines_of_items (self, about);
  for (guint i = 0; i < questions->len; i++)
    add_lines_of_items (self, rapport_record_get_id (questions->pdata[i]));
}

/* (transfer none) (nullable): the meeting of a line, where it may be shown. */
static RapportRecord *
find_meeting (Gathering *self, RapportRecord *line)
{
  const char *id = rapport_record_get_text (line, RAPPORT_MINUTES_LINE_MEETING);
  gpointer known = NULL;
  RapportRecord *meeting;

  if (g_hash_table_lookup_extended (self->meetings, id, NULL, &known))
    return known;
  meeting = rapport_library_get (self->library, RAPPORT_TYPE_MEETING, id);
  if (meeting != NULL &&
      (rapport_record_is_trashed (meeting) || !may_see (self, meeting) ||
       (self->public_only && rapport_record_has_word (meeting, RAPPORT_MEETING_KIND, "showing"))))
    g_clear_object (&meeting);
  g_hash_table_replace (self->meetings, g_strdup (id), meeting);
  return meeting;
}

/* As in the minutes that the client gets: neither what is private, nor below what is, nor what
 * became something private. */
static gboolean
is_shown (Gathering *self, RapportRecord *line)
{
  const char *item_id = rapport_record_get_text (line, RAPPORT_MINUTES_LINE_ITEM);
  g_autoptr (RapportRecord) target = NULL;
  g_autoptr (RapportRecord) item = NULL;

  if (!self->public_only)
    return TRUE;
  if (!may_see (self, line))
    return FALSE;
  target = rapport_minutes_get_target (self->library, RAPPORT_MINUTES_LINE (line));
  if (target != NULL && !may_see (self, target))
    return FALSE;
  if (*item_id == '\0')
    return TRUE;
  item = rapport_library_get (self->library, RAPPORT_TYPE_AGENDA_ITEM, item_id);
  return item != NULL && rapport_agenda_item_is_public (self->library, RAPPORT_AGENDA_ITEM (item));
}

/* (transfer full) (nullable): NULL where there is nothing to show. */
static RapportSaid *
make_said (Gathering *self, RapportRecord *line)
{
  RapportRecord *meeting = find_meeting (self, line);
  g_auto (RapportLineWords) words = { 0 };
  RapportSaid *said;

  if (meeting == NULL || !is_shown (self, line))
    return NULL;
  rapport_minutes_read_line (self->library, RAPPORT_MINUTES_LINE (line), &words);
  if (words.text == NULL || words.text[strspn (words.text, " \t\n")] == '\0')
    return NULL;
  said = g_new0 (RapportSaid, 1);
  said->line = g_strdup (rapport_record_get_id (line));
  said->meeting = rapport_meeting_get_title (self->library, RAPPORT_MEETING (meeting));
  said->day = rapport_minutes_get_meeting_day (RAPPORT_MEETING (meeting));
  said->kind = words.kind;
  said->text = g_strdup (words.text);
  said->who = g_strdup (words.who != NULL ? words.who : "");
  return said;
}

/* What was made of a line. */
typedef struct
{
  RapportRecord *line;
  RapportSaid *said;
} Made;

static int
compare_made_cb (gconstpointer a, gconstpointer b)
{
  const Made *one = a;
  const Made *other = b;
  static const guint by[] = { RAPPORT_MINUTES_LINE_MEETING, RAPPORT_MINUTES_LINE_ORDER };

  if (one->said->day != other->said->day)
    return one->said->day > other->said->day ? -1 : 1;
  for (gsize i = 0; i < G_N_ELEMENTS (by); i++)
    {
      const int order = strcmp (rapport_record_get_text (one->line, by[i]),
                                rapport_record_get_text (other->line, by[i]));

      if (order != 0)
        return order;
    }
  return strcmp (one->said->line, other->said->line);
}

/* (transfer full) (element-type RapportSaid) */
static GPtrArray *
make_all (Gathering *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_said_free);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (Made));
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    {
      const Made one = { line, make_said (self, line) };

      if (one.said != NULL)
        g_array_append_val (made, one);
    }
  g_array_sort (made, compare_made_cb);
  for (guint i = 0; i < made->len; i++)
    g_ptr_array_add (found, g_array_index (made, Made, i).said);
  return found;
}

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

GPtrArray *
rapport_card_minutes_find (RapportLibrary *library,
                           RapportPlacement *card,
                           RapportWorkItem *item,
                           gboolean public_only)
{
  RapportRecord *about = item != NULL ? RAPPORT_RECORD (item) : RAPPORT_RECORD (card);
  g_autoptr (GHashTable) lines =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, g_object_unref, NULL);
  g_autoptr (GHashTable) meetings =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_if_any);
  Gathering self = {
    .library = library,
    .client = rapport_record_get_client_id (RAPPORT_RECORD (card)),
    .public_only = public_only,
    .lines = lines,
    .meetings = meetings,
  };

  if (item != NULL)
    add_lines (&self, RAPPORT_MINUTES_LINE_TARGET, rapport_record_get_id (about));
  add_lines_of_remarks (&self, card);
  add_lines_about (&self, rapport_record_get_id (about));
  return make_all (&self);
}

gboolean
rapport_card_minutes_is_about (const RapportRecordInfo *info)
{
  return info == &rapport_minutes_line_info || info == &rapport_meeting_info ||
         info == &rapport_agenda_item_info || info == &rapport_question_info ||
         info == &rapport_remark_info;
}
