/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-service.h"

#include "rapport-sqlite.h"

#include <glib/gi18n-lib.h>

struct _RapportStoreService
{
  RapportStore *store;
  char *object;
  guint name_id;
  gboolean running;
  GDBusConnection *connection;
  guint object_id;
  GHashTable *pending; /* digest of a set's text to Pending */
};

/* A set that has been taken and is not on disk yet. A caller who was told of a
 * failure and asks again waits for the same one. */
typedef struct
{
  RapportChangeSet *set;
  GPtrArray *invocations;
} Pending;

static const char introspection[] =
  "<node><interface name='" RAPPORT_SERVICE_INTERFACE "'>"
  "<method name='Commit'><arg type='s' name='set' direction='in'/></method>"
  "<method name='SetLocal'><arg type='s' name='name' direction='in'/>"
  "<arg type='s' name='value' direction='in'/></method>"
  "</interface></node>";

static char *
name_by_digest (const char *prefix, const char *path)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_strdup_printf ("%sh%.16s", prefix, digest);
}

char *
rapport_store_service_get_name (const char *path)
{
  return name_by_digest ("io.github.rapport_app.Rapport.Library.", path);
}

char *
rapport_store_service_get_object (const char *path)
{
  return name_by_digest ("/io/github/rapport_app/Rapport/Library/", path);
}

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  rapport_change_set_unref (pending->set);
  g_ptr_array_unref (pending->invocations);
  g_free (pending);
}

static void
answer (Pending *pending, const GError *error)
{
  for (guint i = 0; i < pending->invocations->len; i++)
    if (error == NULL)
      g_dbus_method_invocation_return_value (pending->invocations->pdata[i], NULL);
    else
      g_dbus_method_invocation_return_gerror (pending->invocations->pdata[i], error);
  g_ptr_array_set_size (pending->invocations, 0);
}

static void
durable_cb (RapportStoreService *self, guint64 sequence)
{
  GHashTableIter iter;
  Pending *pending;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &pending))
    if (rapport_change_set_get_sequence (pending->set) <= sequence)
      {
        answer (pending, NULL);
        g_hash_table_iter_remove (&iter);
      }
}

static void
failed_cb (RapportStoreService *self, const GError *error)
{
  GHashTableIter iter;
  Pending *pending;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &pending))
    answer (pending, error);
}

static RapportChangeSet *
parse_set (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, error);

  if (node != NULL)
    return rapport_change_set_from_json (node, error);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the change set is empty");
  return NULL;
}

static void
take_set (RapportStoreService *self, const char *text, GDBusMethodInvocation *invocation)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (RapportChangeSet) set = NULL;
  g_autoptr (GError) error = NULL;
  Pending *pending = g_hash_table_lookup (self->pending, digest);

  if (pending != NULL)
    {
      g_ptr_array_add (pending->invocations, invocation);
      rapport_store_retry (self->store);
      return;
    }
  set = parse_set (text, &error);
  if (set == NULL)
    {
      g_dbus_method_invocation_return_gerror (invocation, error);
      return;
    }
  rapport_store_emit_foreign (self->store, set);
  if (rapport_change_set_get_sequence (set) == 0)
    {
      g_dbus_method_invocation_return_error_literal (invocation, RAPPORT_STORE_ERROR,
                                                     RAPPORT_STORE_ERROR_FAILED,
                                                     _ ("The change was not taken."));
      return;
    }
  pending = g_new0 (Pending, 1);
  pending->set = g_steal_pointer (&set);
  pending->invocations = g_ptr_array_new ();
  g_ptr_array_add (pending->invocations, invocation);
  g_hash_table_insert (self->pending, g_steal_pointer (&digest), pending);
  durable_cb (self, rapport_store_get_durable (self->store));
}

static void
method_call_cb (GDBusConnection *connection,
                const char *sender,
                const char *object_path,
                const char *interface_name,
                const char *method_name,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  RapportStoreService *self = user_data;
  const char *first, *second;

  if (g_str_equal (method_name, "Commit"))
    {
      g_variant_get (parameters, "(&s)", &first);
      take_set (self, first, invocation);
    }
  else
    {
      g_variant_get (parameters, "(&s&s)", &first, &second);
      rapport_store_set_local (self->store, first, second);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
bus_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  RapportStoreService *self = user_data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  self->connection = g_object_ref (connection);
  self->object_id = g_dbus_connection_register_object (
    connection, self->object, node->interfaces[0], &vtable, self, NULL, &error);
  if (self->object_id == 0)
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "the bus takes no object: %s", error->message);
}

static void
name_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  RapportStoreService *self = user_data;

  self->running = TRUE;
}

static void
name_lost_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  RapportStoreService *self = user_data;

  self->running = FALSE;
}

RapportStoreService *
rapport_store_service_new (RapportStore *store, const char *path)
{
  RapportStoreService *self = g_new0 (RapportStoreService, 1);
  g_autofree char *name = rapport_store_service_get_name (path);

  self->store = g_object_ref (store);
  self->object = rapport_store_service_get_object (path);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pending_free);
  g_signal_connect_swapped (store, "durable", G_CALLBACK (durable_cb), self);
  g_signal_connect_swapped (store, "failed", G_CALLBACK (failed_cb), self);
  self->name_id = g_bus_own_name (G_BUS_TYPE_SESSION, name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                  bus_acquired_cb, name_acquired_cb, name_lost_cb, self, NULL);
  return self;
}

void
rapport_store_service_free (RapportStoreService *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                         _ ("The program that held the library was closed."));

  g_signal_handlers_disconnect_by_data (self->store, self);
  g_bus_unown_name (self->name_id);
  if (self->object_id != 0)
    g_dbus_connection_unregister_object (self->connection, self->object_id);
  failed_cb (self, error);
  g_hash_table_unref (self->pending);
  g_clear_object (&self->connection);
  g_object_unref (self->store);
  g_free (self->object);
  g_free (self);
}

gboolean
rapport_store_service_is_running (RapportStoreService *self)
{
  return self->running;
}
