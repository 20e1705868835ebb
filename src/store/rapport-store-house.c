/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-house.h"

#include "rapport-backup.h"
#include "rapport-sqlite.h"

/* After opening, in seconds: when the first frames are long drawn. */
#define BEGIN_AFTER  2
#define BACKUP_AFTER 20

/* How often it is asked whether a backup is due. */
#define BACKUP_LOOK (G_TIME_SPAN_HOUR)

typedef enum
{
  WORK_NONE,
  WORK_BEGIN,
  WORK_BACKUP,
} Work;

struct _RapportHouse
{
  char *library;
  RapportClock *clock;
  RapportHouseFunc func;
  gpointer user_data;
  GMainContext *context;
  GSource *begin_timer;
  GSource *backup_timer;
  GSource *done_source;
  GCancellable *cancellable;
  GThread *thread;
  Work work; /* of the thread, or just done */
  gboolean damaged;
  gboolean unchecked;
  gboolean settled; /* backups may begin */
  gint64 looked_at;
};

/* The thread's work. */

static gboolean
read_through (RapportHouse *self, GError **error)
{
  g_autoptr (RapportSqlite) db = rapport_sqlite_open (self->library, RAPPORT_SQLITE_QUERY, error);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (db == NULL)
    return FALSE;
  rapport_sqlite_set_cancellable (db, self->cancellable);
  stmt = rapport_sqlite_prepare (db, "PRAGMA quick_check (1)", error);
  if (stmt == NULL || rapport_sqlite_step (db, stmt, error) != RAPPORT_STEP_ROW)
    return FALSE;
  self->damaged = !g_str_equal (rapport_sqlite_column_text (stmt, 0), "ok");
  return TRUE;
}

static void
check (RapportHouse *self)
{
  g_autoptr (GError) error = NULL;

  if (read_through (self, &error))
    return;
  self->damaged = rapport_sqlite_is_damage (error);
  if (!self->damaged && !g_cancellable_is_cancelled (self->cancellable))
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "reading the library through did not work");
}

static void
back_up (RapportHouse *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!rapport_backup_is_due (self->library, self->clock))
    return;
  path = rapport_backup_make (self->library, RAPPORT_BACKUP_DAILY, self->clock, NULL, &error);
  if (path == NULL)
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "the daily backup did not work: %s", error->message);
}

static gboolean done_cb (gpointer user_data);

static gpointer
house_thread (gpointer user_data)
{
  RapportHouse *self = user_data;

  if (self->work == WORK_BACKUP)
    back_up (self);
  else
    {
      rapport_backup_sweep (self->library);
      if (self->unchecked)
        check (self);
    }
  g_source_attach (self->done_source, self->context);
  return NULL;
}

/* The main thread's. */

static void
begin (RapportHouse *self, Work work)
{
  if (self->thread != NULL)
    return;
  self->work = work;
  self->done_source = g_idle_source_new ();
  g_source_set_callback (self->done_source, done_cb, self, NULL);
  self->thread = g_thread_new ("rapport-house", house_thread, self);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
begin_backup_if_due (RapportHouse *self)
{
  gint64 now = rapport_clock_get_now (self->clock);

  if (!self->settled || self->unchecked || self->thread != NULL ||
      ABS (now - self->looked_at) < BACKUP_LOOK)
    return;
  self->looked_at = now;
  if (!rapport_backup_is_due (self->library, self->clock))
    return;
  self->func (RAPPORT_HOUSE_BACKUP, self->user_data);
  begin (self, WORK_BACKUP);
}

static gboolean
done_cb (gpointer user_data)
{
  RapportHouse *self = user_data;

  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->done_source, g_source_unref);
  if (self->work == WORK_BEGIN && self->unchecked)
    {
      self->unchecked = self->damaged;
      self->func (self->damaged ? RAPPORT_HOUSE_DAMAGED : RAPPORT_HOUSE_WHOLE, self->user_data);
    }
  /* The time may have come meanwhile. */
  begin_backup_if_due (self);
  return G_SOURCE_REMOVE;
}

static gboolean
begin_timer_cb (gpointer user_data)
{
  RapportHouse *self = user_data;

  clear_source (&self->begin_timer);
  begin (self, WORK_BEGIN);
  return G_SOURCE_REMOVE;
}

static gboolean
backup_timer_cb (gpointer user_data)
{
  RapportHouse *self = user_data;

  clear_source (&self->backup_timer);
  self->settled = TRUE;
  begin_backup_if_due (self);
  return G_SOURCE_REMOVE;
}

static GSource *
make_timer (RapportHouse *self, guint seconds, GSourceFunc func)
{
  GSource *source = g_timeout_source_new_seconds (seconds);

  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

RapportHouse *
rapport_house_new (const char *library,
                   RapportClock *clock,
                   gboolean unchecked,
                   RapportHouseFunc func,
                   gpointer user_data)
{
  RapportHouse *self = g_new0 (RapportHouse, 1);

  self->library = g_strdup (library);
  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->unchecked = unchecked;
  /* So that the first look is one, whatever the clock says. */
  self->looked_at = G_MININT64 / 2;
  self->begin_timer = make_timer (self, BEGIN_AFTER, begin_timer_cb);
  self->backup_timer = make_timer (self, BACKUP_AFTER, backup_timer_cb);
  return self;
}

void
rapport_house_free (RapportHouse *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->thread, g_thread_join);
  clear_source (&self->done_source);
  clear_source (&self->begin_timer);
  clear_source (&self->backup_timer);
  g_object_unref (self->cancellable);
  g_object_unref (self->clock);
  g_main_context_unref (self->context);
  g_free (self->library);
  g_free (self);
}

void
rapport_house_look (RapportHouse *self)
{
  begin_backup_if_due (self);
}

gboolean
rapport_house_is_backup_due (RapportHouse *self)
{
  return !self->unchecked && rapport_backup_is_due (self->library, self->clock);
}

static void
finish (RapportHouse *self)
{
  if (self->thread == NULL)
    return;
  g_thread_join (g_steal_pointer (&self->thread));
  g_source_destroy (self->done_source);
  done_cb (self);
}

void
rapport_house_work (RapportHouse *self)
{
  finish (self);
  if (self->begin_timer != NULL)
    begin_timer_cb (self);
  finish (self);
  if (self->backup_timer != NULL)
    backup_timer_cb (self);
  finish (self);
}
