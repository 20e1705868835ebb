/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-clock.h"

#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>

/* A meeting that was begun and never ended does not run for days. */
#define LONGEST_MEETING (12 * 60 * 60)
/* Seconds after which what was counted is on the disk, whatever becomes of the program. */
#define KEPT_EVERY 60

struct _RapportMinutesClock
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportMeeting *meeting;
  char *item;
  gint64 since; /* when @item was begun to be talked about; 0 while nothing runs */
  guint tick;
};

enum
{
  SIGNAL_TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMinutesClock, rapport_minutes_clock, G_TYPE_OBJECT)

static gint64
get_now (RapportMinutesClock *self)
{
  return rapport_clock_get_now (rapport_library_get_clock (self->library));
}

static gint64
get_instant (RapportMinutesClock *self, guint field)
{
  return rapport_record_get_integer (RAPPORT_RECORD (self->meeting), field);
}

gint64
rapport_minutes_clock_get_total (RapportMinutesClock *self)
{
  const gint64 began = self->meeting != NULL ? get_instant (self, RAPPORT_MEETING_BEGAN) : 0;
  const gint64 ended = self->meeting != NULL ? get_instant (self, RAPPORT_MEETING_ENDED) : 0;

  if (began == 0)
    return 0;
  return MAX (0, (ended > 0 ? ended : get_now (self)) - began) / G_USEC_PER_SEC;
}

static gboolean
is_running (RapportMinutesClock *self)
{
  return self->meeting != NULL && get_instant (self, RAPPORT_MEETING_BEGAN) > 0 &&
         get_instant (self, RAPPORT_MEETING_ENDED) == 0 &&
         rapport_minutes_clock_get_total (self) < LONGEST_MEETING;
}

gint64
rapport_minutes_clock_get_spent (RapportMinutesClock *self, RapportAgendaItem *item)
{
  gint64 spent = rapport_record_get_integer (RAPPORT_RECORD (item), RAPPORT_AGENDA_ITEM_SPENT);

  if (self->since > 0 && g_strcmp0 (self->item, rapport_record_get_id (RAPPORT_RECORD (item))) == 0)
    spent += MAX (0, get_now (self) - self->since) / G_USEC_PER_SEC;
  return spent;
}

/* Keeps what was counted. */
static void
keep (RapportMinutesClock *self)
{
  g_autoptr (RapportRecord) item = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before, spent;

  if (self->since == 0 || self->item == NULL || *self->item == '\0')
    return;
  item = rapport_library_get (self->library, RAPPORT_TYPE_AGENDA_ITEM, self->item);
  if (item == NULL || rapport_library_is_read_only (self->library))
    return;
  before = rapport_record_get_integer (item, RAPPORT_AGENDA_ITEM_SPENT);
  spent = rapport_minutes_clock_get_spent (self, RAPPORT_AGENDA_ITEM (item));
  /* What is left of a second is counted the next time. */
  self->since = MIN (self->since + (spent - before) * G_USEC_PER_SEC, get_now (self));
  transaction = rapport_transaction_begin (self->library, _ ("Count the Time"));
  /* Nobody takes back the time that has gone by: it stands in no client's history. */
  rapport_transaction_set_client (transaction, rapport_record_get_id (item));
  rapport_transaction_set_integer (transaction, item, RAPPORT_AGENDA_ITEM_SPENT, spent);
  if (!rapport_transaction_commit (transaction, &error))
    g_warning ("the time of an item could not be kept: %s", error->message);
}

static gboolean
tick_cb (gpointer user_data)
{
  RapportMinutesClock *self = user_data;

  if (!is_running (self))
    {
      keep (self);
      self->since = 0;
      self->tick = 0;
    }
  else if (get_now (self) - self->since >= KEPT_EVERY * G_USEC_PER_SEC)
    keep (self);
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
  return self->tick != 0;
}

static void
follow_cb (RapportMinutesClock *self)
{
  const gboolean runs = is_running (self);

  if (runs && self->tick == 0)
    {
      self->since = get_now (self);
      self->tick = g_timeout_add_seconds (1, tick_cb, self);
    }
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}

void
rapport_minutes_clock_set_item (RapportMinutesClock *self, const char *item)
{
  if (g_strcmp0 (self->item, item) == 0)
    return;
  keep (self);
  g_set_str (&self->item, item);
  if (self->since > 0)
    self->since = get_now (self);
}

static void
stop (RapportMinutesClock *self)
{
  keep (self);
  self->since = 0;
  g_clear_handle_id (&self->tick, g_source_remove);
}

void
rapport_minutes_clock_set_meeting (RapportMinutesClock *self, RapportMeeting *meeting)
{
  if (self->meeting == meeting)
    return;
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_func (self->meeting, follow_cb, self);
  stop (self);
  g_set_str (&self->item, NULL);
  g_set_object (&self->meeting, meeting);
  if (meeting == NULL)
    return;
  g_signal_connect_object (meeting, "changed", G_CALLBACK (follow_cb), self, G_CONNECT_SWAPPED);
  follow_cb (self);
}

char *
rapport_minutes_clock_to_text (gint64 seconds)
{
  const int hours = (int) (seconds / 3600);
  const int minutes = (int) (seconds / 60 % 60);

  if (hours > 0)
    return g_strdup_printf ("%d:%02d:%02d", hours, minutes, (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d", minutes, (int) (seconds % 60));
}

static void
rapport_minutes_clock_dispose (GObject *object)
{
  RapportMinutesClock *self = RAPPORT_MINUTES_CLOCK (object);

  if (self->library != NULL)
    stop (self);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_minutes_clock_parent_class)->dispose (object);
}

static void
rapport_minutes_clock_finalize (GObject *object)
{
  g_free (RAPPORT_MINUTES_CLOCK (object)->item);
  G_OBJECT_CLASS (rapport_minutes_clock_parent_class)->finalize (object);
}

static void
rapport_minutes_clock_class_init (RapportMinutesClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_minutes_clock_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_minutes_clock_finalize;
  signals[SIGNAL_TICK] = g_signal_new ("tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_minutes_clock_init (RapportMinutesClock *self)
{
}

RapportMinutesClock *
rapport_minutes_clock_new (RapportLibrary *library)
{
  RapportMinutesClock *self = g_object_new (RAPPORT_TYPE_MINUTES_CLOCK, NULL);

  self->library = g_object_ref (library);
  return self;
}
