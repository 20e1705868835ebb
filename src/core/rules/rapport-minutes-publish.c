/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-publish.h"

#include "rapport-agency.h"
#include "rapport-agenda.h"
#include "rapport-minutes-picture-private.h"
#include "rapport-minutes.h"
#include "rapport-public-minutes-private.h"
#include "rapport-publish.h"
#include "rapport-schedules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportMinutesPublisher
{
  GObject parent_instance;
  RapportLibrary *library;
  char *meeting_id;
  RapportMeeting *meeting;
  GHashTable *items;   /* id → RapportRecord */
  GHashTable *lines;   /* id → RapportRecord */
  GHashTable *targets; /* id → RapportRecord, of lines and items: kept in memory */
  RapportShownFiles *files;
  RapportOccasions *occasions;
  RapportPublicMinutes *minutes;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMinutesPublisher, rapport_minutes_publisher, G_TYPE_OBJECT)

/* Whether the client may know of it at all. */
static gboolean
is_seen (RapportRecord *record, const char *client)
{
  g_autoptr (RapportPublicRecord) copy = record != NULL ? rapport_publish (record, client) : NULL;

  return copy != NULL;
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, why);
  return FALSE;
}

/* Reading. */

static gboolean
read_meeting (RapportMinutesPublisher *self, GError **error)
{
  g_autoptr (RapportRecord) meeting =
    rapport_library_get (self->library, RAPPORT_TYPE_MEETING, self->meeting_id);

  g_clear_object (&self->meeting);
  if (meeting != NULL)
    self->meeting = RAPPORT_MEETING (g_object_ref (meeting));
  if (meeting == NULL || rapport_record_is_trashed (meeting))
    return refuse (error, _ ("This meeting is not there any more."));
  if (*rapport_record_get_client_id (meeting) == '\0' ||
      rapport_record_has_word (meeting, RAPPORT_MEETING_KIND, "showing"))
    return refuse (error, _ ("This meeting is the agency’s own, so no client gets its minutes."));
  if (!is_seen (meeting, rapport_record_get_client_id (meeting)))
    return refuse (error, _ ("This meeting is not for the client’s eyes, so there is nothing to "
                             "send."));
  return TRUE;
}

static gboolean
read_records (
  RapportMinutesPublisher *self, GHashTable *records, GType type, guint field, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where_text (query, field, self->meeting_id);
  found = rapport_library_find (self->library, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_hash_table_replace (records, g_strdup (rapport_record_get_id (found->pdata[i])),
                          g_object_ref (found->pdata[i]));
  return found != NULL;
}

/* Making. */

static int
compare_order (RapportRecord *a, RapportRecord *b, guint field)
{
  const int order = strcmp (rapport_record_get_text (a, field), rapport_record_get_text (b, field));

  return order != 0 ? order : strcmp (rapport_record_get_id (a), rapport_record_get_id (b));
}

static int
compare_items_cb (gconstpointer a, gconstpointer b)
{
  return compare_order (*(RapportRecord *const *) a, *(RapportRecord *const *) b,
                        RAPPORT_AGENDA_ITEM_ORDER);
}

static int
compare_lines_cb (gconstpointer a, gconstpointer b)
{
  return compare_order (*(RapportRecord *const *) a, *(RapportRecord *const *) b,
                        RAPPORT_MINUTES_LINE_ORDER);
}

/* (transfer container): what is not in the trash, in order. */
static GPtrArray *
sort_records (GHashTable *records, GCompareFunc compare)
{
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (!rapport_record_is_trashed (record))
      g_ptr_array_add (sorted, record);
  g_ptr_array_sort (sorted, compare);
  return sorted;
}

/* (transfer none) (nullable): what a line became, kept in memory from now on. */
static RapportRecord *
find_target (RapportMinutesPublisher *self, RapportMinutesLine *line)
{
  const char *id = rapport_record_get_text (RAPPORT_RECORD (line), RAPPORT_MINUTES_LINE_TARGET);
  RapportRecord *target = *id != '\0' ? g_hash_table_lookup (self->targets, id) : NULL;

  if (*id == '\0' || target != NULL)
    return target;
  target = rapport_minutes_get_target (self->library, line);
  if (target != NULL)
    g_hash_table_replace (self->targets, g_strdup (id), target);
  return target;
}

/* For a task the client's date, and never ours; an edit of the plan shows here. */
static RapportDay
find_due (RapportRecord *target, const char *client, RapportDay said)
{
  g_autoptr (RapportPublicRecord) copy = NULL;

  if (target == NULL || !RAPPORT_IS_WORK_ITEM (target))
    return said;
  copy = rapport_publish (target, client);
  return copy != NULL ? rapport_public_record_get_day (copy, "client-date") : RAPPORT_DAY_NONE;
}

/* (transfer full) (nullable): NULL where the client may not see it, or what it became. */
static RapportPublicLine *
make_line (RapportMinutesPublisher *self, RapportMinutesLine *line, const char *client)
{
  RapportRecord *record = RAPPORT_RECORD (line);
  RapportRecord *target;
  g_auto (RapportLineWords) words = { 0 };
  RapportPublicLine *copy;

  if (!is_seen (record, client))
    return NULL;
  target = find_target (self, line);
  /* One in the trash was decided otherwise: the line says what was said, unless it is private. */
  if (target != NULL && !rapport_record_is_trashed (target) && !is_seen (target, client))
    return NULL;
  if (target != NULL && rapport_record_is_trashed (target) &&
      !rapport_record_has_word (target, RAPPORT_RECORD_AUDIENCE, "client"))
    return NULL;
  rapport_minutes_read_line (self->library, line, &words);
  copy = rapport_public_line_new ();
  g_set_str (&copy->id, rapport_record_get_id (record));
  g_set_str (&copy->kind, words.kind != NULL && *words.kind != '\0' ? words.kind : "text");
  g_set_str (&copy->text, words.text != NULL ? words.text : "");
  g_set_str (&copy->title, words.title != NULL ? words.title : "");
  g_set_str (&copy->side, words.side != NULL ? words.side : "");
  g_set_str (&copy->who, words.who != NULL ? words.who : "");
  copy->due = find_due (target != NULL && !rapport_record_is_trashed (target) ? target : NULL,
                        client, words.due);
  copy->amendment = (int) rapport_record_get_integer (record, RAPPORT_MINUTES_LINE_AMENDMENT);
  rapport_shown_files_give (self->files, copy);
  return copy;
}

/* (transfer full): id of the item, "" for none, → GPtrArray of RapportPublicLine. */
static GHashTable *
make_lines (RapportMinutesPublisher *self, const char *client)
{
  GHashTable *by_item =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) lines = sort_records (self->lines, compare_lines_cb);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *item = rapport_record_get_text (lines->pdata[i], RAPPORT_MINUTES_LINE_ITEM);
      RapportPublicLine *line = make_line (self, lines->pdata[i], client);
      GPtrArray *list = g_hash_table_lookup (by_item, item);

      if (line == NULL)
        continue;
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_public_line_free);
          g_hash_table_replace (by_item, g_strdup (item), list);
        }
      g_ptr_array_add (list, line);
    }
  return by_item;
}

/* Hands the lines over; those that nobody takes are not seen, as their item is not. */
static void
give_lines (GHashTable *by_item, const char *id, RapportPublicItem *item)
{
  g_autofree char *key = NULL;
  GPtrArray *lines = NULL;

  if (g_hash_table_steal_extended (by_item, id, (gpointer *) &key, (gpointer *) &lines))
    g_ptr_array_extend_and_steal (item->lines, lines);
}

static RapportPublicItem *
make_item (RapportMinutesPublisher *self, RapportAgendaItem *item)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  RapportPublicItem *copy = rapport_public_item_new ();

  g_free (copy->title);
  copy->title = rapport_agenda_item_get_title (self->library, item);
  g_set_str (&copy->id, rapport_record_get_id (record));
  g_set_str (&copy->kind, rapport_record_get_text (record, RAPPORT_AGENDA_ITEM_KIND));
  g_set_str (&copy->status, rapport_record_get_text (record, RAPPORT_AGENDA_ITEM_STATUS));
  copy->minutes = (int) rapport_record_get_integer (record, RAPPORT_AGENDA_ITEM_PLANNED);
  return copy;
}

/* Whether the lines of an item that does not stand on the agenda any more are shown all the
 * same: what is not known, or was private, might be what nobody should read. */
static gboolean
was_public (RapportMinutesPublisher *self, const char *id)
{
  g_autoptr (RapportRecord) item =
    rapport_library_get (self->library, RAPPORT_TYPE_AGENDA_ITEM, id);

  return item != NULL && rapport_record_is_trashed (item) &&
         rapport_record_has_word (item, RAPPORT_RECORD_AUDIENCE, "client");
}

/* Lines of no item, and of items that were taken off the agenda, stand at the end. */
static void
add_rest (RapportMinutesPublisher *self, RapportPublicMinutes *minutes, GHashTable *by_item)
{
  RapportPublicItem *rest = rapport_public_item_new ();
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (by_item), (GCompareFunc) strcmp);

  for (GList *l = ids; l != NULL; l = l->next)
    if (*(const char *) l->data == '\0' || was_public (self, l->data))
      give_lines (by_item, l->data, rest);
  g_ptr_array_add (minutes->items, rest);
  if (rest->lines->len == 0)
    g_ptr_array_set_size (minutes->items, (int) minutes->items->len - 1);
}

static void
add_items (RapportMinutesPublisher *self, RapportPublicMinutes *minutes, const char *client)
{
  g_autoptr (GPtrArray) items = sort_records (self->items, compare_items_cb);
  g_autoptr (GHashTable) by_item = make_lines (self, client);

  for (guint i = 0; i < items->len; i++)
    {
      RapportPublicItem *item;

      if (!is_seen (items->pdata[i], client) ||
          !rapport_agenda_item_is_public (self->library, items->pdata[i]))
        continue;
      item = make_item (self, items->pdata[i]);
      give_lines (by_item, item->id, item);
      g_ptr_array_add (minutes->items, item);
    }
  add_rest (self, minutes, by_item);
}

static char **
list_names (GPtrArray *people, const char *client, const char *side, gboolean present)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < people->len; i++)
    if (is_seen (people->pdata[i], client) &&
        rapport_record_has_word (people->pdata[i], RAPPORT_PARTICIPANT_SIDE, side) &&
        (!present || rapport_record_get_boolean (people->pdata[i], RAPPORT_PARTICIPANT_PRESENT)))
      g_strv_builder_add (names,
                          rapport_record_get_text (people->pdata[i], RAPPORT_PARTICIPANT_NAME));
  return g_strv_builder_end (names);
}

/* Those who were there; while that is not noted for anybody, those who are expected. */
static void
add_people (RapportMinutesPublisher *self, RapportPublicMinutes *minutes, const char *client)
{
  g_autoptr (GPtrArray) people = rapport_meeting_get_participants (self->library, self->meeting_id);
  gboolean present = FALSE;

  for (guint i = 0; i < people->len; i++)
    present |= rapport_record_get_boolean (people->pdata[i], RAPPORT_PARTICIPANT_PRESENT);
  g_strfreev (minutes->ours);
  g_strfreev (minutes->theirs);
  minutes->ours = list_names (people, client, "ours", present);
  minutes->theirs = list_names (people, client, "theirs", present);
}

static gboolean
is_occasion_seen (RapportMinutesPublisher *self,
                  const RapportOccasion *occasion,
                  const char *client)
{
  g_autoptr (RapportRecord) record = NULL;

  if (g_str_equal (occasion->kind, "showing") || !g_str_equal (occasion->status, "planned") ||
      g_strcmp0 (occasion->meeting, self->meeting_id) == 0)
    return FALSE;
  if (occasion->meeting != NULL)
    record = rapport_library_get (self->library, RAPPORT_TYPE_MEETING, occasion->meeting);
  else if (occasion->schedule != NULL)
    record = rapport_library_get (self->library, RAPPORT_TYPE_SCHEDULE, occasion->schedule);
  return is_seen (record, client);
}

/* The next one after this, or after now where this is long ago. */
static void
add_next (RapportMinutesPublisher *self, RapportPublicMinutes *minutes, const char *client)
{
  static const RapportDay spans[] = { 31, 335 }; /* most meet again within a month */
  RapportRecord *meeting = RAPPORT_RECORD (self->meeting);
  const gint64 end =
    rapport_local_time_get_instant (rapport_record_get_text (meeting, RAPPORT_MEETING_START)) +
    rapport_record_get_integer (meeting, RAPPORT_MEETING_LENGTH) * 60 * G_USEC_PER_SEC;
  const gint64 from = MAX (end, rapport_clock_get_now (rapport_library_get_clock (self->library)));
  RapportDay day = rapport_instant_to_day (from);

  if (self->occasions == NULL)
    self->occasions = rapport_occasions_new (self->library, client);
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr (GPtrArray) list = rapport_occasions_list (self->occasions, day, day + spans[i]);

      for (guint n = 0; n < list->len; n++)
        {
          const RapportOccasion *next = list->pdata[n];

          if (next->at < from || !is_occasion_seen (self, next, client))
            continue;
          g_set_str (&minutes->next, next->start);
          g_set_str (&minutes->next_title, next->title != NULL ? next->title : "");
          return;
        }
      day += spans[i] + 1;
    }
}

static void
add_language (RapportMinutesPublisher *self, RapportPublicMinutes *minutes, RapportClient *client)
{
  const char *own =
    rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_LANGUAGE);

  g_set_str (&minutes->language,
             *own != '\0' ? own : rapport_agency_get_language (self->library, client));
}

/* The field is the team's, what it holds may be anything: only a zone leaves the house. */
static void
add_zone (RapportPublicMinutes *minutes, RapportRecord *client)
{
  const char *name = rapport_record_get_text (client, RAPPORT_CLIENT_TIME_ZONE);
  GTimeZone *zone = *name != '\0' ? g_time_zone_new_identifier (name) : NULL;

  if (zone != NULL)
    g_set_str (&minutes->zone, name);
  g_clear_pointer (&zone, g_time_zone_unref);
}

/* (transfer full) (nullable) */
static RapportPublicMinutes *
make_minutes (RapportMinutesPublisher *self, GError **error)
{
  g_autoptr (RapportPublicMinutes) minutes = rapport_public_minutes_new ();
  const char *id = rapport_record_get_client_id (RAPPORT_RECORD (self->meeting));
  g_autoptr (RapportRecord) client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (self->library);

  if (client != NULL)
    minutes->client = rapport_publish (client, id);
  if (minutes->client == NULL)
    {
      refuse (error, _ ("This meeting is not for the client’s eyes, so there is nothing to send."));
      return NULL;
    }
  if (agency != NULL)
    minutes->agency = rapport_publish (RAPPORT_RECORD (agency), id);
  minutes->meeting = rapport_publish (RAPPORT_RECORD (self->meeting), id);
  g_free (minutes->title);
  minutes->title = rapport_meeting_get_title (self->library, self->meeting);
  g_set_str (&minutes->exclusions, rapport_public_record_get_text (minutes->client, "exclusions"));
  add_zone (minutes, client);
  minutes->today = rapport_clock_get_today (rapport_library_get_clock (self->library));
  add_language (self, minutes, RAPPORT_CLIENT (client));
  add_people (self, minutes, id);
  add_items (self, minutes, id);
  add_next (self, minutes, id);
  return g_steal_pointer (&minutes);
}

/* Following. */

/* A record of the meeting came, went or changed. */
static gboolean
follow_part (
  RapportMinutesPublisher *self, GHashTable *records, GType type, guint field, const char *id)
{
  g_autoptr (RapportRecord) record = rapport_library_get (self->library, type, id);

  if (record == NULL || !g_str_equal (rapport_record_get_text (record, field), self->meeting_id))
    return g_hash_table_remove (records, id);
  g_hash_table_replace (records, g_strdup (id), g_object_ref (record));
  return TRUE;
}

static gboolean
is_pointed_at (GHashTable *records, guint field, const char *id)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (g_str_equal (rapport_record_get_text (record, field), id))
      return TRUE;
  return FALSE;
}

/* What an item takes its title from, and what a line became, though it comes later. */
static gboolean
is_about (RapportMinutesPublisher *self, const char *id)
{
  return is_pointed_at (self->items, RAPPORT_AGENDA_ITEM_ABOUT, id) ||
         is_pointed_at (self->lines, RAPPORT_MINUTES_LINE_TARGET, id);
}

static gboolean
is_participant (RapportMinutesPublisher *self, const char *id)
{
  g_autoptr (RapportRecord) record =
    rapport_library_get (self->library, RAPPORT_TYPE_PARTICIPANT, id);

  return record == NULL ||
         g_str_equal (rapport_record_get_text (record, RAPPORT_PARTICIPANT_MEETING),
                      self->meeting_id);
}

static gboolean
follow_change (RapportMinutesPublisher *self, const RapportRecordChange *change)
{
  if (change->info == &rapport_minutes_line_info)
    return follow_part (self, self->lines, RAPPORT_TYPE_MINUTES_LINE, RAPPORT_MINUTES_LINE_MEETING,
                        change->id);
  if (change->info == &rapport_agenda_item_info)
    return follow_part (self, self->items, RAPPORT_TYPE_AGENDA_ITEM, RAPPORT_AGENDA_ITEM_MEETING,
                        change->id);
  if (change->info == &rapport_attachment_info)
    return rapport_shown_files_follow (self->files, self->library, change->id);
  if (change->info == &rapport_participant_info)
    return is_participant (self, change->id);
  if (change->info == &rapport_meeting_info || change->info == &rapport_schedule_info ||
      change->info == &rapport_client_info || change->info == &rapport_workspace_info)
    return TRUE;
  return g_hash_table_remove (self->targets, change->id) || is_about (self, change->id);
}

/* What came back into a document that says the same is no change. */
static gboolean
is_same (RapportPublicMinutes *a, RapportPublicMinutes *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  first = rapport_public_minutes_to_json (a);
  second = rapport_public_minutes_to_json (b);
  return g_str_equal (first, second);
}

static void
committed_cb (RapportMinutesPublisher *self, RapportChangeSet *set)
{
  g_autoptr (RapportPublicMinutes) before = NULL;
  gboolean changed = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    changed |= follow_change (self, rapport_change_set_get_change (set, i));
  if (!changed)
    return;
  before = g_steal_pointer (&self->minutes);
  if (read_meeting (self, NULL))
    self->minutes = make_minutes (self, NULL);
  if (!is_same (before, self->minutes))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
rapport_minutes_publisher_finalize (GObject *object)
{
  RapportMinutesPublisher *self = RAPPORT_MINUTES_PUBLISHER (object);

  g_hash_table_unref (self->items);
  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->targets);
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->files, rapport_shown_files_free);
  g_clear_object (&self->occasions);
  g_clear_pointer (&self->minutes, rapport_public_minutes_unref);
  g_free (self->meeting_id);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_minutes_publisher_parent_class)->finalize (object);
}

static void
rapport_minutes_publisher_class_init (RapportMinutesPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_minutes_publisher_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_minutes_publisher_init (RapportMinutesPublisher *self)
{
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

RapportMinutesPublisher *
rapport_minutes_publisher_new (RapportLibrary *library, const char *meeting_id, GError **error)
{
  g_autoptr (RapportMinutesPublisher) self = g_object_new (RAPPORT_TYPE_MINUTES_PUBLISHER, NULL);

  self->library = g_object_ref (library);
  self->meeting_id = g_strdup (meeting_id);
  if (!read_meeting (self, error) ||
      !read_records (self, self->items, RAPPORT_TYPE_AGENDA_ITEM, RAPPORT_AGENDA_ITEM_MEETING,
                     error) ||
      !read_records (self, self->lines, RAPPORT_TYPE_MINUTES_LINE, RAPPORT_MINUTES_LINE_MEETING,
                     error))
    return NULL;
  self->files = rapport_shown_files_new (
    self->library, rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)),
    g_hash_table_size (self->lines) > 0);
  self->minutes = make_minutes (self, error);
  if (self->minutes == NULL)
    return NULL;
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

RapportPublicMinutes *
rapport_minutes_publisher_get_minutes (RapportMinutesPublisher *self)
{
  return self->minutes;
}

RapportPublicMinutes *
rapport_minutes_publish (RapportLibrary *library, const char *meeting_id, GError **error)
{
  g_autoptr (RapportMinutesPublisher) publisher =
    rapport_minutes_publisher_new (library, meeting_id, error);

  return publisher != NULL ? rapport_public_minutes_ref (publisher->minutes) : NULL;
}
