/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-marking.h"

#include "rapport-archive.h"
#include "rapport-record-list.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define WEEK_DAYS 7

/* The day and the hour. */

static int
get_weekday (RapportLibrary *library)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  const gint64 weekday =
    agency != NULL
      ? rapport_record_get_integer (RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_MARKING_WEEKDAY)
      : 0;

  if (weekday >= 1 && weekday <= WEEK_DAYS)
    return (int) weekday;
  return (int) g_ascii_strtoll (
    rapport_workspace_info.fields[RAPPORT_WORKSPACE_MARKING_WEEKDAY].initial, NULL, 10);
}

RapportDay
rapport_marking_get_day (RapportLibrary *library, RapportDay day)
{
  return rapport_day_week (day) + get_weekday (library) - 1;
}

static gint64
get_moment (RapportDay day)
{
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day_of_month;

  rapport_day_split (day, &year, &month, &day_of_month);
  moment = g_date_time_new_local (year, month, day_of_month, RAPPORT_MARKING_HOUR, 0, 0);
  return g_date_time_to_unix_usec (moment);
}

gint64
rapport_marking_get_next (RapportLibrary *library, gint64 now, RapportDay reminded)
{
  const RapportDay today = rapport_instant_to_day (now);
  const RapportDay day = rapport_marking_get_day (library, today);

  if (today < day || (today == day && reminded != today))
    return MAX (now, get_moment (day));
  return get_moment (day + WEEK_DAYS);
}

/* Who is not marked. */

struct _RapportUnmarked
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportLights *lights;
  RapportRecordList *mine;
  RapportRecordList *all;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportUnmarked, rapport_unmarked, G_TYPE_OBJECT)

static void
changed_cb (RapportUnmarked *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rapport_unmarked_finalize (GObject *object)
{
  RapportUnmarked *self = RAPPORT_UNMARKED (object);

  g_clear_object (&self->mine);
  g_clear_object (&self->all);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_unmarked_parent_class)->finalize (object);
}

static void
rapport_unmarked_class_init (RapportUnmarkedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_unmarked_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_unmarked_init (RapportUnmarked *self)
{
}

static RapportRecordList *
make_list (RapportUnmarked *self, const char *owner)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  RapportRecordList *list;

  rapport_query_where_text (query, RAPPORT_CLIENT_STATUS, "current");
  rapport_query_where (query, RAPPORT_CLIENT_KEY, RAPPORT_TEST_EQUAL, g_variant_new_boolean (TRUE));
  rapport_query_where_archived (query, FALSE);
  if (owner != NULL)
    rapport_query_where_text (query, RAPPORT_CLIENT_OWNER, owner);
  list = rapport_record_list_new (self->library, query);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return list;
}

RapportUnmarked *
rapport_unmarked_new (RapportLibrary *library, RapportLights *lights)
{
  RapportUnmarked *self = g_object_new (RAPPORT_TYPE_UNMARKED, NULL);

  self->library = g_object_ref (library);
  self->lights = g_object_ref (lights);
  self->mine = make_list (self, rapport_library_get_me (library));
  self->all = make_list (self, NULL);
  g_signal_connect_object (lights, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
rapport_unmarked_is_mine (RapportUnmarked *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->mine)) > 0;
}

guint
rapport_unmarked_get_count (RapportUnmarked *self)
{
  RapportRecordList *list = rapport_unmarked_is_mine (self) ? self->mine : self->all;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (rapport_lights_get_mark (self->lights, rapport_record_list_get_id (list, i), 0) ==
        RAPPORT_MARK_NONE)
      n++;
  return n;
}

char *
rapport_unmarked_describe (RapportUnmarked *self)
{
  const guint n = rapport_unmarked_get_count (self);

  if (n == 0)
    return g_strdup ("");
  if (rapport_unmarked_is_mine (self))
    return g_strdup_printf (ngettext ("%u of your clients is not marked this week",
                                      "%u of your clients are not marked this week", n),
                            n);
  return g_strdup_printf (
    ngettext ("%u client is not marked this week", "%u clients are not marked this week", n), n);
}
