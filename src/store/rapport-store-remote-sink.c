/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-sink.h"

#include "rapport-store-batch.h"
#include "rapport-store-service.h"

/* How long the other process may take until a set is on its disk. */
#define TIMEOUT_MS 60000

typedef struct
{
  RapportSink parent;
  GDBusConnection *connection;
  char *path;
  char *name;
  char *object;
  RapportSink *own; /* once the other process has gone */
} RemoteSink;

/* What the file's sink puts off is this one's to make. */
static void
take_behind (RemoteSink *self)
{
  g_atomic_int_set (&self->parent.damaged, g_atomic_int_get (&self->own->damaged));
  g_atomic_int_set (&self->parent.behind, g_atomic_int_get (&self->own->behind));
}

/* The holder has gone: if its lock is free, this process is the writer now. */
static gboolean
become_writer (RemoteSink *self, GError **error)
{
  g_autoptr (RapportLibraryLock) lock = rapport_library_lock_take (self->path, error);
  g_autoptr (RapportSqlite) db = NULL;

  if (lock == NULL)
    return FALSE;
  db = rapport_sqlite_open (self->path, RAPPORT_SQLITE_WRITE, error);
  if (db == NULL || !rapport_batch_sweep (db, error))
    return FALSE;
  rapport_store_log (G_LOG_LEVEL_INFO, "the holder of the library has gone; writing to it now");
  self->own = rapport_file_sink_new (g_steal_pointer (&db), g_steal_pointer (&lock));
  g_atomic_int_set (&self->parent.remote, FALSE);
  take_behind (self);
  return TRUE;
}

static gboolean
is_gone (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
}

/* FALSE with @error, or with none when the sink itself can write now. */
static gboolean
call (RemoteSink *self, const char *method, GVariant *parameters, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    self->connection, self->name, self->object, RAPPORT_SERVICE_INTERFACE, method, parameters, NULL,
    G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT_MS, NULL, &local_error);

  if (answer != NULL)
    return TRUE;
  if (is_gone (local_error))
    {
      become_writer (self, error);
      return FALSE;
    }
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "the holder of the library answers: %s",
                     local_error->message);
  g_dbus_error_strip_remote_error (local_error);
  g_set_error_literal (error, RAPPORT_STORE_ERROR,
                       local_error->domain == RAPPORT_STORE_ERROR ? local_error->code
                                                                  : RAPPORT_STORE_ERROR_FAILED,
                       local_error->message);
  return FALSE;
}

/* Whether the set says something of sync alone. Who holds the library learns that by itself, and a
 * queue that waited for it would keep what is typed from the disk. */
static gboolean
is_note_alone (RapportChangeSet *set)
{
  return rapport_change_set_get_note (set) != NULL && rapport_change_set_get_size (set) == 0;
}

static gboolean
remote_sink_write (RapportSink *sink, RapportChangeSet *set, gboolean *whole, GError **error)
{
  RemoteSink *self = (RemoteSink *) sink;

  *whole = TRUE;
  if (self->own == NULL && is_note_alone (set))
    {
      if (rapport_library_lock_is_held (self->path) || !become_writer (self, NULL))
        {
          rapport_store_log (G_LOG_LEVEL_MESSAGE, "sync is left to the holder of the library");
          return TRUE;
        }
    }
  else if (self->own == NULL)
    {
      g_autoptr (JsonNode) node = rapport_change_set_to_json (set);
      g_autofree char *text = json_to_string (node, FALSE);

      if (call (self, "Commit", g_variant_new ("(s)", text), error))
        return TRUE;
    }
  if (self->own == NULL || !self->own->write (self->own, set, whole, error))
    return FALSE;
  take_behind (self);
  return TRUE;
}

static gboolean
remote_sink_write_local (RapportSink *sink, const char *name, const char *value, GError **error)
{
  RemoteSink *self = (RemoteSink *) sink;

  if (self->own == NULL &&
      call (self, "SetLocal", g_variant_new ("(ss)", name, value ? value : ""), error))
    return TRUE;
  return self->own != NULL && self->own->write_local (self->own, name, value, error);
}

static gboolean
remote_sink_compact (RapportSink *sink, gint64 before, gint64 keep, GError **error)
{
  return TRUE;
}

/* The process that erases tidies up itself. */
static gboolean
remote_sink_tidy (RapportSink *sink)
{
  RemoteSink *self = (RemoteSink *) sink;

  return self->own == NULL || self->own->tidy (self->own);
}

static gboolean
remote_sink_catch_up (RapportSink *sink)
{
  RemoteSink *self = (RemoteSink *) sink;
  const gboolean done = self->own->catch_up (self->own);

  take_behind (self);
  return done;
}

static void
remote_sink_free (RapportSink *sink)
{
  RemoteSink *self = (RemoteSink *) sink;

  if (self->own != NULL)
    self->own->free (self->own);
  g_clear_object (&self->connection);
  g_free (self->path);
  g_free (self->name);
  g_free (self->object);
  g_free (self);
}

RapportSink *
rapport_remote_sink_new (const char *path, GDBusConnection *connection)
{
  RemoteSink *self = g_new0 (RemoteSink, 1);

  self->parent.write = remote_sink_write;
  self->parent.write_local = remote_sink_write_local;
  self->parent.compact = remote_sink_compact;
  self->parent.tidy = remote_sink_tidy;
  self->parent.catch_up = remote_sink_catch_up;
  self->parent.free = remote_sink_free;
  self->parent.remote = TRUE;
  self->connection = g_object_ref (connection);
  self->path = g_strdup (path);
  self->name = rapport_store_service_get_name (path);
  self->object = rapport_store_service_get_object (path);
  return &self->parent;
}
