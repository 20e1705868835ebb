/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar: rules worked out where they are asked for, and over them the meetings that
 * have a record, of which only those of the days in sight are held. */
#include "rapport-archive.h"
#include "rapport-library-private.h"
#include "rapport-schedules-private.h"

/* An occasion is at most so many days from its day in the schedule's zone... */
#define ZONES 2
/* ...and a holiday moves it by at most so many. */
#define LONGEST_HOLIDAY 31
/* More changes than this in one set, and all is read anew. */
#define MANY_CHANGES             64
#define MOST_OCCASIONS           100000
#define MICROSECONDS_OF_A_MINUTE (60 * (gint64) G_USEC_PER_SEC)

/* A schedule, parsed. */
typedef struct
{
  char *id;
  char *client;
  char *title;
  char *kind;
  char *zone_name;
  char *holidays;
  RapportRecurrence *rule;
  GTimeZone *zone;
  RapportDay first;
  int minute;
  int length;
} Plan;

struct _RapportOccasions
{
  GObject parent_instance;

  RapportLibrary *library;
  char *client;
  GHashTable *plans;    /* id to Plan */
  GHashTable *meetings; /* id to RapportOccasion: those of the days in sight */
  GHashTable *taken;    /* id of a schedule to the set of days that have a record */
  GHashTable *archived; /* set of ids of clients */
  GArray *holidays;
  RapportDay from; /* the days in sight; none: none yet */
  RapportDay to;
  int reach; /* how many more days to either side an occasion of them may be named by */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportOccasions, rapport_occasions, G_TYPE_OBJECT)

/* Occasions. */

RapportOccasion *
rapport_occasion_copy (const RapportOccasion *self)
{
  RapportOccasion *copy = g_memdup2 (self, sizeof *self);

  copy->schedule = g_strdup (self->schedule);
  copy->meeting = g_strdup (self->meeting);
  copy->client = g_strdup (self->client);
  copy->title = g_strdup (self->title);
  copy->kind = g_strdup (self->kind);
  copy->status = g_strdup (self->status);
  copy->start = g_strdup (self->start);
  return copy;
}

void
rapport_occasion_free (RapportOccasion *self)
{
  if (self == NULL)
    return;
  g_free (self->schedule);
  g_free (self->meeting);
  g_free (self->client);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->status);
  g_free (self->start);
  g_free (self);
}

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->id);
  g_free (plan->client);
  g_free (plan->title);
  g_free (plan->kind);
  g_free (plan->zone_name);
  g_free (plan->holidays);
  g_clear_pointer (&plan->rule, rapport_recurrence_free);
  g_clear_pointer (&plan->zone, g_time_zone_unref);
  g_free (plan);
}

/* Reading, from rows and records alike. */

typedef GVariant *(*GetValue) (gconstpointer source, guint field);

static GVariant *
get_row_value (gconstpointer source, guint field)
{
  return ((const RapportRow *) source)->values[field];
}

static GVariant *
get_record_value (gconstpointer source, guint field)
{
  return rapport_record_get_value ((RapportRecord *) source, field);
}

static const char *
get_text (GVariant *value)
{
  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static int
get_integer (GVariant *value)
{
  return value != NULL ? (int) CLAMP (g_variant_get_int64 (value), 0, G_MAXINT16) : 0;
}

/* %NULL where its time or its rule can't be read: it has no days then. */
static Plan *
plan_new (const char *id, gconstpointer source, GetValue get)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->id = g_strdup (id);
  plan->client = g_strdup (get_text (get (source, RAPPORT_SCHEDULE_CLIENT)));
  plan->title = g_strdup (get_text (get (source, RAPPORT_SCHEDULE_TITLE)));
  plan->kind = g_strdup (get_text (get (source, RAPPORT_SCHEDULE_KIND)));
  plan->holidays = g_strdup (get_text (get (source, RAPPORT_SCHEDULE_HOLIDAYS)));
  plan->length = get_integer (get (source, RAPPORT_SCHEDULE_LENGTH));
  plan->rule = rapport_recurrence_parse (get_text (get (source, RAPPORT_SCHEDULE_RULE)), NULL);
  if (plan->rule == NULL ||
      !rapport_local_time_parse (get_text (get (source, RAPPORT_SCHEDULE_START)), &plan->first,
                                 &plan->minute, &plan->zone_name))
    g_clear_pointer (&plan, plan_free);
  else
    plan->zone = rapport_zone_find (plan->zone_name);
  return plan;
}

static RapportOccasion *
meeting_new (const char *id, gconstpointer source, GetValue get)
{
  RapportOccasion *meeting = g_new0 (RapportOccasion, 1);
  const char *schedule = get_text (get (source, RAPPORT_MEETING_SCHEDULE));
  GVariant *occurrence = get (source, RAPPORT_MEETING_OCCURRENCE);
  int minute;

  meeting->meeting = g_strdup (id);
  meeting->schedule = *schedule != '\0' ? g_strdup (schedule) : NULL;
  meeting->client = g_strdup (get_text (get (source, RAPPORT_MEETING_CLIENT)));
  meeting->title = g_strdup (get_text (get (source, RAPPORT_MEETING_TITLE)));
  meeting->kind = g_strdup (get_text (get (source, RAPPORT_MEETING_KIND)));
  meeting->status = g_strdup (get_text (get (source, RAPPORT_MEETING_STATUS)));
  meeting->start = g_strdup (get_text (get (source, RAPPORT_MEETING_START)));
  meeting->length = get_integer (get (source, RAPPORT_MEETING_LENGTH));
  meeting->occurrence = occurrence != NULL ? g_variant_get_int32 (occurrence) : RAPPORT_DAY_NONE;
  if (rapport_local_time_parse (meeting->start, &meeting->day, &minute, NULL))
    {
      meeting->at = rapport_local_time_get_instant (meeting->start);
      meeting->day = rapport_instant_to_day (meeting->at);
    }
  else
    meeting->day = RAPPORT_DAY_NONE;
  return meeting;
}

/* What is held. */

static void
set_taken (RapportOccasions *self, const RapportOccasion *meeting, gboolean taken)
{
  gpointer day = GINT_TO_POINTER (meeting->occurrence);
  GHashTable *days;

  if (meeting->schedule == NULL || meeting->occurrence == RAPPORT_DAY_NONE)
    return;
  days = g_hash_table_lookup (self->taken, meeting->schedule);
  if (days == NULL && taken)
    {
      days = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->taken, g_strdup (meeting->schedule), days);
    }
  if (taken)
    g_hash_table_add (days, day);
  else if (days != NULL)
    g_hash_table_remove (days, day);
}

static void
drop_meeting (RapportOccasions *self, const char *id)
{
  RapportOccasion *meeting = g_hash_table_lookup (self->meetings, id);

  if (meeting == NULL)
    return;
  set_taken (self, meeting, FALSE);
  g_hash_table_remove (self->meetings, id);
}

/* @meeting: (transfer full) */
static void
hold_meeting (RapportOccasions *self, RapportOccasion *meeting)
{
  drop_meeting (self, meeting->meeting);
  set_taken (self, meeting, TRUE);
  g_hash_table_insert (self->meetings, meeting->meeting, meeting);
}

static gboolean
is_in_sight (RapportOccasions *self, RapportDay day)
{
  return day != RAPPORT_DAY_NONE && self->from != RAPPORT_DAY_NONE &&
         day >= self->from - ZONES - LONGEST_HOLIDAY && day <= self->to + ZONES + LONGEST_HOLIDAY;
}

static gboolean
is_ours (RapportOccasions *self, const char *client)
{
  return self->client == NULL || g_str_equal (self->client, client);
}

static RapportQuery *
query_of (RapportOccasions *self, GType type, guint client_field)
{
  RapportQuery *query = rapport_query_new (type);

  if (self->client != NULL && *self->client == '\0')
    rapport_query_where (query, client_field, RAPPORT_TEST_EQUAL, NULL);
  else if (self->client != NULL)
    rapport_query_where_text (query, client_field, self->client);
  return query;
}

/* What a query finds, as (id, source, get): rows of the disk, and what memory knows better. */
typedef void (*TakeFunc) (RapportOccasions *self,
                          const char *id,
                          gconstpointer source,
                          GetValue get);

typedef struct
{
  RapportOccasions *self;
  RapportQuery *query;
  GHashTable *seen;
  TakeFunc take;
} Reading;

static void
take_held_cb (const char *id, RapportRecord *record, gpointer user_data)
{
  Reading *reading = user_data;

  if (record != NULL && rapport_record_get_info (record) != rapport_query_get_info (reading->query))
    return;
  g_hash_table_add (reading->seen, (gpointer) id);
  if (record != NULL && rapport_query_matches (reading->query, record))
    reading->take (reading->self, id, record, get_record_value);
}

static void
read_all (RapportOccasions *self, RapportQuery *query, TakeFunc take)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows =
    rapport_store_query (rapport_library_get_store (self->library), query, &error);
  Reading reading = { self, query, seen, take };

  if (rows == NULL)
    g_warning ("reading the calendar: %s", error->message);
  rapport_library_foreach_held (self->library, take_held_cb, &reading);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      if (!g_hash_table_contains (seen, row->id))
        take (self, row->id, row, get_row_value);
    }
}

static void
take_plan (RapportOccasions *self, const char *id, gconstpointer source, GetValue get)
{
  Plan *plan = plan_new (id, source, get);

  if (plan != NULL)
    g_hash_table_replace (self->plans, plan->id, plan);
}

static void
take_meeting (RapportOccasions *self, const char *id, gconstpointer source, GetValue get)
{
  hold_meeting (self, meeting_new (id, source, get));
}

static void
take_archived (RapportOccasions *self, const char *id, gconstpointer source, GetValue get)
{
  g_hash_table_add (self->archived, g_strdup (id));
}

static void
read_plans (RapportOccasions *self)
{
  static const guint fields[] = {
    RAPPORT_SCHEDULE_CLIENT,   RAPPORT_SCHEDULE_TITLE,  RAPPORT_SCHEDULE_KIND,
    RAPPORT_SCHEDULE_START,    RAPPORT_SCHEDULE_LENGTH, RAPPORT_SCHEDULE_RULE,
    RAPPORT_SCHEDULE_HOLIDAYS,
  };
  g_autoptr (RapportQuery) query = query_of (self, RAPPORT_TYPE_SCHEDULE, RAPPORT_SCHEDULE_CLIENT);

  g_hash_table_remove_all (self->plans);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  read_all (self, query, take_plan);
}

/* A client's own calendar is there in the archive, too; that of all leaves it out. */
static void
read_archived (RapportOccasions *self)
{
  static const guint fields[] = { RAPPORT_CLIENT_ARCHIVED };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);

  g_hash_table_remove_all (self->archived);
  if (self->client != NULL)
    return;
  rapport_query_where_archived (query, TRUE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  read_all (self, query, take_archived);
}

static void
read_holidays (RapportOccasions *self)
{
  g_clear_pointer (&self->holidays, g_array_unref);
  self->holidays = rapport_agency_get_holidays (self->library);
}

static RapportQuery *
query_meetings (RapportOccasions *self)
{
  static const guint fields[] = {
    RAPPORT_MEETING_CLIENT, RAPPORT_MEETING_SCHEDULE, RAPPORT_MEETING_OCCURRENCE,
    RAPPORT_MEETING_TITLE,  RAPPORT_MEETING_KIND,     RAPPORT_MEETING_STATUS,
    RAPPORT_MEETING_START,  RAPPORT_MEETING_LENGTH,
  };
  RapportQuery *query = query_of (self, RAPPORT_TYPE_MEETING, RAPPORT_MEETING_CLIENT);

  return rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
}

static gboolean
moves_on_holidays (const Plan *plan)
{
  return g_str_equal (plan->holidays, "before") || g_str_equal (plan->holidays, "after");
}

static int
get_plan_reach (const Plan *plan)
{
  return ZONES + (moves_on_holidays (plan) ? LONGEST_HOLIDAY : 0);
}

static int
get_reach (RapportOccasions *self)
{
  int reach = ZONES;
  GHashTableIter iter;
  gpointer plan;

  g_hash_table_iter_init (&iter, self->plans);
  while (g_hash_table_iter_next (&iter, NULL, &plan))
    reach = MAX (reach, get_plan_reach (plan));
  return reach;
}

/* Of the schedules' days, those that are held on another one, out of sight. */
static void
read_moved (RapportOccasions *self, RapportTest test, const char *start)
{
  static const guint fields[] = { RAPPORT_MEETING_SCHEDULE, RAPPORT_MEETING_OCCURRENCE };
  g_autoptr (RapportQuery) query = query_meetings (self);

  rapport_query_where (query, RAPPORT_MEETING_START, test, g_variant_new_string (start));
  rapport_query_where_day (query, RAPPORT_MEETING_OCCURRENCE, RAPPORT_TEST_AT_LEAST,
                           self->from - self->reach);
  rapport_query_where_day (query, RAPPORT_MEETING_OCCURRENCE, RAPPORT_TEST_AT_MOST,
                           self->to + self->reach);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  read_all (self, query, take_meeting);
}

/* The records of meetings that are on these days, or would be by their schedule. */
static void
read_meetings (RapportOccasions *self, RapportDay from, RapportDay to)
{
  g_autoptr (RapportQuery) query = query_meetings (self);
  g_autofree char *first = rapport_day_to_string (from - ZONES);
  g_autofree char *last = rapport_day_to_string (to + ZONES + 1);

  g_hash_table_remove_all (self->meetings);
  g_hash_table_remove_all (self->taken);
  self->from = from;
  self->to = to;
  self->reach = get_reach (self);
  rapport_query_where (query, RAPPORT_MEETING_START, RAPPORT_TEST_AT_LEAST,
                       g_variant_new_string (first));
  rapport_query_where (query, RAPPORT_MEETING_START, RAPPORT_TEST_LESS,
                       g_variant_new_string (last));
  read_all (self, query, take_meeting);
  read_moved (self, RAPPORT_TEST_LESS, first);
  read_moved (self, RAPPORT_TEST_AT_LEAST, last);
}

/* Following commits. */

static void
follow_schedule (RapportOccasions *self, const RapportRecordChange *change)
{
  g_autoptr (RapportRecord) record = NULL;

  g_hash_table_remove (self->plans, change->id);
  if (change->operation != RAPPORT_OPERATION_ERASE)
    record = rapport_library_get (self->library, RAPPORT_TYPE_SCHEDULE, change->id);
  if (record != NULL && !rapport_record_is_trashed (record) &&
      is_ours (self, rapport_record_get_client_id (record)))
    take_plan (self, change->id, record, get_record_value);
}

static void
follow_meeting (RapportOccasions *self, const RapportRecordChange *change)
{
  g_autoptr (RapportRecord) record = NULL;
  g_autoptr (RapportOccasion) meeting = NULL;

  drop_meeting (self, change->id);
  if (change->operation != RAPPORT_OPERATION_ERASE)
    record = rapport_library_get (self->library, RAPPORT_TYPE_MEETING, change->id);
  if (record == NULL || rapport_record_is_trashed (record) ||
      !is_ours (self, rapport_record_get_client_id (record)))
    return;
  meeting = meeting_new (change->id, record, get_record_value);
  if (is_in_sight (self, meeting->day) || is_in_sight (self, meeting->occurrence))
    hold_meeting (self, g_steal_pointer (&meeting));
}

static gboolean
concerns (const RapportRecordChange *change)
{
  return change->info == &rapport_schedule_info || change->info == &rapport_meeting_info ||
         change->info == &rapport_workspace_info || change->info == &rapport_client_info;
}

static void
follow (RapportOccasions *self, const RapportRecordChange *change)
{
  if (change->info == &rapport_schedule_info)
    follow_schedule (self, change);
  else if (change->info == &rapport_meeting_info)
    follow_meeting (self, change);
  else if (change->info == &rapport_workspace_info)
    read_holidays (self);
  else if (change->info == &rapport_client_info)
    read_archived (self);
}

static void
forget (RapportOccasions *self)
{
  read_plans (self);
  read_archived (self);
  read_holidays (self);
  g_hash_table_remove_all (self->meetings);
  g_hash_table_remove_all (self->taken);
  self->from = self->to = RAPPORT_DAY_NONE;
}

static void
committed_cb (RapportOccasions *self, RapportChangeSet *set)
{
  const guint size = rapport_change_set_get_size (set);
  guint n = 0;

  for (guint i = 0; i < size; i++)
    n += concerns (rapport_change_set_get_change (set, i)) ? 1 : 0;
  if (n == 0)
    return;
  if (n > MANY_CHANGES)
    forget (self);
  else
    for (guint i = 0; i < size; i++)
      follow (self, rapport_change_set_get_change (set, i));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Listing. */

/* What is known of zones between two days. */
typedef struct
{
  RapportOccasions *self;
  RapportDay from;
  RapportDay to;
  GHashTable *steady; /* GTimeZone to gint64: the offset, where there is but one */
  GHashTable *asked;  /* set of GTimeZone */
  GTimeZone *here;
  GPtrArray *found;
} Listing;

static const gint64 *
get_steady (Listing *listing, GTimeZone *zone)
{
  if (g_hash_table_add (listing->asked, zone))
    {
      gint64 offset;

      if (rapport_zone_is_steady (zone, listing->from - ZONES - LONGEST_HOLIDAY,
                                  listing->to + ZONES + LONGEST_HOLIDAY, &offset))
        g_hash_table_insert (listing->steady, zone, g_memdup2 (&offset, sizeof offset));
    }
  return g_hash_table_lookup (listing->steady, zone);
}

static gint64
get_instant (Listing *listing, GTimeZone *zone, RapportDay day, int minute)
{
  const gint64 *offset = get_steady (listing, zone);

  if (offset == NULL)
    return rapport_zone_get_instant (zone, day, minute);
  return ((gint64) (day - rapport_day_new (1970, 1, 1)) * 24 * 60 + minute) *
           MICROSECONDS_OF_A_MINUTE -
         *offset * G_USEC_PER_SEC;
}

static void
add_planned (Listing *listing, const Plan *plan, RapportDay occurrence)
{
  RapportDay day = rapport_schedule_avoid (plan->holidays, occurrence, listing->self->holidays);
  RapportOccasion *occasion;
  RapportDay day_here;
  gint64 at;
  int minute;

  if (day == RAPPORT_DAY_NONE)
    return;
  at = get_instant (listing, plan->zone, day, plan->minute);
  rapport_zone_from_instant (listing->here, at, &day_here, &minute);
  if (day_here < listing->from || day_here > listing->to)
    return;
  occasion = g_new0 (RapportOccasion, 1);
  occasion->schedule = g_strdup (plan->id);
  occasion->client = g_strdup (plan->client);
  occasion->title = g_strdup (plan->title);
  occasion->kind = g_strdup (plan->kind);
  occasion->status = g_strdup ("planned");
  occasion->occurrence = occurrence;
  occasion->start = rapport_local_time_make (day, plan->minute, plan->zone_name);
  occasion->at = at;
  occasion->day = day_here;
  occasion->length = plan->length;
  g_ptr_array_add (listing->found, occasion);
}

static void
add_plan (Listing *listing, const Plan *plan)
{
  const int reach = get_plan_reach (plan);
  GHashTable *taken = g_hash_table_lookup (listing->self->taken, plan->id);
  g_autoptr (GArray) days = NULL;

  if (g_hash_table_contains (listing->self->archived, plan->client))
    return;
  days = rapport_recurrence_list (plan->rule, plan->first, listing->from - reach,
                                  listing->to + reach, MOST_OCCASIONS);
  for (guint i = 0; i < days->len; i++)
    {
      RapportDay day = g_array_index (days, RapportDay, i);

      if (taken == NULL || !g_hash_table_contains (taken, GINT_TO_POINTER (day)))
        add_planned (listing, plan, day);
    }
}

static void
add_meeting (Listing *listing, const RapportOccasion *meeting)
{
  const Plan *plan = meeting->schedule != NULL
                       ? g_hash_table_lookup (listing->self->plans, meeting->schedule)
                       : NULL;
  RapportOccasion *copy;

  if (meeting->day < listing->from || meeting->day > listing->to ||
      g_hash_table_contains (listing->self->archived, meeting->client))
    return;
  copy = rapport_occasion_copy (meeting);
  if (*copy->title == '\0' && plan != NULL)
    g_set_str (&copy->title, plan->title);
  g_ptr_array_add (listing->found, copy);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const RapportOccasion *left = a, *right = b;
  int order = (left->at > right->at) - (left->at < right->at);

  if (order == 0)
    order = g_utf8_collate (left->title, right->title);
  if (order == 0)
    order = g_strcmp0 (left->schedule, right->schedule);
  return order != 0 ? order : g_strcmp0 (left->meeting, right->meeting);
}

GPtrArray *
rapport_occasions_list (RapportOccasions *self, RapportDay from, RapportDay to)
{
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_occasion_free);
  g_autoptr (GHashTable) steady = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  Listing listing = { self, from, to, steady, asked, here, found };
  GHashTableIter iter;
  gpointer value;

  if (from <= RAPPORT_DAY_NONE || to < from)
    return g_steal_pointer (&found);
  if (self->from == RAPPORT_DAY_NONE || from < self->from || to > self->to ||
      get_reach (self) > self->reach)
    read_meetings (self, from, to);
  g_hash_table_iter_init (&iter, self->plans);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_plan (&listing, value);
  g_hash_table_iter_init (&iter, self->meetings);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_meeting (&listing, value);
  g_ptr_array_sort_values (found, compare_cb);
  return g_steal_pointer (&found);
}

RapportOccasion *
rapport_occasions_get_next (RapportOccasions *self, gint64 now)
{
  static const int steps[] = { 14, 62, 366 };
  const RapportDay today = rapport_instant_to_day (now);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) found = rapport_occasions_list (self, today - 1, today + steps[i]);

      for (guint k = 0; k < found->len; k++)
        {
          const RapportOccasion *occasion = found->pdata[k];

          if (g_str_equal (occasion->status, "planned") &&
              occasion->at + occasion->length * MICROSECONDS_OF_A_MINUTE > now)
            return rapport_occasion_copy (occasion);
        }
    }
  return NULL;
}

/* The object. */

static void
rapport_occasions_finalize (GObject *object)
{
  RapportOccasions *self = RAPPORT_OCCASIONS (object);

  g_hash_table_unref (self->plans);
  g_hash_table_unref (self->meetings);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->archived);
  g_clear_pointer (&self->holidays, g_array_unref);
  g_free (self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_occasions_parent_class)->finalize (object);
}

static void
rapport_occasions_class_init (RapportOccasionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_occasions_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_occasions_init (RapportOccasions *self)
{
  self->plans = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, plan_free);
  self->meetings =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rapport_occasion_free);
  self->taken =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->archived = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RapportOccasions *
rapport_occasions_new (RapportLibrary *library, const char *client)
{
  RapportOccasions *self = g_object_new (RAPPORT_TYPE_OCCASIONS, NULL);

  self->library = g_object_ref (library);
  self->client = g_strdup (client);
  forget (self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
