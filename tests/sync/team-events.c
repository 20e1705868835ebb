/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a team beside its work. */
#include "rapport-document.h"
#include "rapport-fault-proxy.h"
#include "rapport-records.h"
#include "rapport-server.h"
#include "store-support.h"
#include "team-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Machines. */

/* Copies the library's file, or puts the copy in its place: what kill -9 leaves. */
static void
copy_files (Member *member, const char *name, gboolean back)
{
  static const char *const ends[] = { "", "-wal" };
  g_autofree char *shared = g_strconcat (member->path, "-shm", NULL);

  if (back)
    g_unlink (shared);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *here = g_strconcat (member->path, ends[i], NULL);
      g_autofree char *copy = g_strconcat (member->path, name, ends[i], NULL);
      const char *from = back ? copy : here;
      const char *to = back ? here : copy;
      g_autofree char *bytes = NULL;
      gsize size = 0;

      g_unlink (to);
      if (g_file_get_contents (from, &bytes, &size, NULL))
        g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
    }
}

static void
put_back (Simulation *self, Member *member, const char *name)
{
  g_assert_true (rapport_library_flush (member->library, NULL));
  simulation_close_member (member);
  copy_files (member, name, TRUE);
  simulation_open_member (self, member);
  simulation_look (self, member, FALSE);
}

void
simulation_kill_member (Simulation *self, Member *member)
{
  g_autoptr (GPtrArray) places =
    rapport_store_get_sync_places (RAPPORT_STORE (member->store), NULL);
  const RapportSyncPlace *place = places->pdata[simulation_pick (self, places->len)];

  if (*place->address == '\0')
    return;
  simulation_choose_place (self, member, place->key);
  rapport_replicator_start (member->replicator, "pw", FALSE);
  for (guint n = simulation_pick (self, 60); n > 0; n--)
    if (rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_WORKING)
      g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_library_flush (member->library, NULL));
  copy_files (member, ".copy", FALSE);
  while (rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_WORKING)
    g_main_context_iteration (NULL, TRUE);
  put_back (self, member, ".copy");
}

/* Whether all that the member has is with the others. */
static gboolean
has_sent_all (Member *member)
{
  g_autoptr (GPtrArray) places =
    rapport_store_get_sync_places (RAPPORT_STORE (member->store), NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];
      RapportSyncCount count = { 0 };

      rapport_store_count_sync (RAPPORT_STORE (member->store), place->key, &count, NULL);
      if (*place->address == '\0' || count.waiting > 0 || count.blocked > 0)
        return FALSE;
    }
  return TRUE;
}

void
simulation_use_backup (Simulation *self, Member *member)
{
  g_assert_true (rapport_library_flush (member->library, NULL));
  if (!member->has_backup)
    {
      copy_files (member, ".back", FALSE);
      member->has_backup = TRUE;
      return;
    }
  /* What nobody else has is lost with the newer file: no program can help it. */
  rapport_fault_proxy_clear (self->proxy);
  if (!simulation_sync_member (self, member, G_MAXUINT) || !has_sent_all (member))
    return;
  put_back (self, member, ".back");
  self->put_back = TRUE;
  member->has_backup = FALSE;
}

void
simulation_set_clock (Simulation *self, Member *member)
{
  const gint64 spans[] = { DAY_USEC / 24, DAY_USEC, 400 * DAY_USEC, 3650 * DAY_USEC };
  const gint64 span = spans[simulation_pick (self, G_N_ELEMENTS (spans))];

  member->skew = simulation_chance (self, 0.5) ? span : -span;
}

/* The server. */

void
simulation_back_up_server (Simulation *self)
{
  g_autoptr (GPtrArray) databases = g_hash_table_get_keys_as_ptr_array (self->backups);

  for (guint i = 0; i < databases->len; i++)
    {
      const guint snapshot = rapport_test_server_snapshot (self->server, databases->pdata[i]);

      g_hash_table_insert (self->backups, g_strdup (databases->pdata[i]),
                           GUINT_TO_POINTER (snapshot + 1));
    }
}

/* A database that was not there yet is not there any more. */
static void
restore_database (Simulation *self, const char *database, guint backup)
{
  g_autofree char *path = g_strconcat ("/", database, NULL);

  if (backup > 0)
    rapport_test_server_restore (self->server, database, backup - 1);
  else
    rapport_test_server_request (self->server, "DELETE", path, NULL, NULL);
}

void
simulation_restore_server (Simulation *self)
{
  const guint which = self->scale->circles ? simulation_pick (self, 3) : 0;
  GHashTableIter iter;
  gpointer word;
  gpointer backup;

  g_hash_table_iter_init (&iter, self->backups);
  while (g_hash_table_iter_next (&iter, &word, &backup))
    if (which == 0 || (which == 1) == g_str_equal (word, self->database))
      restore_database (self, word, GPOINTER_TO_UINT (backup));
  /* What no member has had yet is lost with the server: no program can help it. */
  g_hash_table_iter_init (&iter, self->typed);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    {
      gboolean seen = FALSE;

      for (guint i = 0; i < self->members->len && !seen; i++)
        seen = g_hash_table_contains (((Member *) self->members->pdata[i])->seen, word);
      if (!seen)
        g_hash_table_add (self->gone, g_strdup (word));
    }
}

void
simulation_begin_fork (Simulation *self)
{
  Member *member = self->members->pdata[0];
  g_autoptr (RapportRecord) note = simulation_any_record (self, member, RAPPORT_TYPE_NOTE);

  if (note == NULL || self->forked != NULL)
    return;
  self->forked = g_strconcat ("note:", rapport_record_get_id (note), NULL);
  self->fork = rapport_test_server_get_document (self->server, self->database, self->forked);
  if (self->fork == NULL || json_object_has_member (self->fork, "_conflicts") ||
      !json_object_has_member (self->fork, "fields"))
    {
      g_clear_pointer (&self->fork, json_object_unref);
      g_clear_pointer (&self->forked, g_free);
    }
}

void
simulation_end_fork (Simulation *self)
{
  g_autofree char *word = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *body = NULL;
  g_autofree char *past = NULL;
  g_autofree char *revision = NULL;
  JsonObject *fields;

  if (self->fork == NULL)
    return;
  word = simulation_type_word (self, "a node", "another node's note");
  fields = json_object_get_object_member (self->fork, "fields");
  body =
    g_strconcat (json_object_get_string_member_with_default (fields, "body", ""), "\n", word, NULL);
  json_object_set_string_member (fields, "body", body);
  parent = g_strdup (json_object_get_string_member (self->fork, "_rev"));
  past = rapport_sync_known_join (
    json_object_get_string_member_with_default (self->fork, "past", ""), parent);
  json_object_set_string_member (self->fork, "past", past);
  json_object_set_string_member (self->fork, "replica", "elsewhere");
  json_object_remove_member (self->fork, "_id");
  json_object_remove_member (self->fork, "_rev");
  revision = rapport_test_server_fork (self->server, self->database, self->forked,
                                       (guint) rapport_sync_get_generation (parent) + 1, parent,
                                       g_steal_pointer (&self->fork));
  g_clear_pointer (&self->forked, g_free);
}

static const RapportFault bad_ways[] = {
  { RAPPORT_FAULT_STATUS, .amount = 500 },
  { RAPPORT_FAULT_STATUS, .amount = 503 },
  { RAPPORT_FAULT_STATUS, .amount = 429 },
  { RAPPORT_FAULT_CUT_BEFORE },
  { RAPPORT_FAULT_CUT_AFTER },
  { RAPPORT_FAULT_CUT_AFTER, "POST", "*/_bulk_docs" },
  { RAPPORT_FAULT_CUT_MID, "GET", "*/_changes*" },
  { RAPPORT_FAULT_CUT_MID, "POST", "*/_bulk_docs" },
  { RAPPORT_FAULT_TWICE, "POST", "*/_bulk_docs" },
  { RAPPORT_FAULT_REORDER, "GET", "*/_changes*" },
  { RAPPORT_FAULT_REPEAT, "GET", "*/_changes*" },
  { RAPPORT_FAULT_NULL_SEQS, "GET", "*/_changes*" },
  { RAPPORT_FAULT_ACCEPTED, "POST", "*/_bulk_docs" },
  { RAPPORT_FAULT_CUT_JSON, "GET", "*/_changes*" },
  { RAPPORT_FAULT_INVALID_JSON },
  { RAPPORT_FAULT_DEEP_JSON, "GET", "*/_changes*" },
};

void
simulation_spoil_the_way (Simulation *self)
{
  rapport_fault_proxy_clear (self->proxy);
  for (guint n = simulation_pick (self, 4); n > 0; n--)
    {
      RapportFault fault = bad_ways[simulation_pick (self, G_N_ELEMENTS (bad_ways))];

      fault.first = 1 + simulation_pick (self, 5);
      fault.times = 1 + simulation_pick (self, 2);
      rapport_fault_proxy_add (self->proxy, &fault);
    }
}

/* A newer version. */

/* What every document says beside its fields. */
static void
sign (JsonObject *object)
{
  json_object_set_string_member (object, "author", "newer");
  json_object_set_string_member (object, "replica", "newer");
  json_object_set_int_member (object, "at", TEST_NOW);
  json_object_set_int_member (object, "schema", RAPPORT_DOCUMENT_SCHEMA + 1);
}

static void
put_strange (Simulation *self, const char *name, const char *word)
{
  JsonObject *object = json_object_new ();
  JsonObject *fields = json_object_new ();

  sign (object);
  json_object_set_string_member (fields, "words", word);
  json_object_set_object_member (object, "fields", fields);
  g_free (rapport_test_server_put_document (self->server, self->database, name, object));
}

/* A record of a type that this version has not got. */
static void
write_strange (Simulation *self)
{
  g_autofree char *id = rapport_id_new (TEST_NOW);
  char *name = g_strconcat ("gadget:", id, NULL);
  char *word = g_strdup_printf ("gadget %u", g_hash_table_size (self->strange));

  put_strange (self, name, word);
  g_hash_table_insert (self->strange, name, word);
}

/* A field that this version has not got, of a record that it has. */
static void
write_strange_field (Simulation *self)
{
  Member *member = self->members->pdata[simulation_pick (self, self->members->len)];
  g_autoptr (RapportRecord) task = simulation_any_record (self, member, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *name = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *word = NULL;
  g_autofree char *mood = NULL;
  g_autofree char *past = NULL;
  JsonObject *fields;

  if (task == NULL)
    return;
  name = g_strconcat ("work_item:", rapport_record_get_id (task), NULL);
  object = rapport_test_server_get_document (self->server, self->database, name);
  if (object == NULL || json_object_has_member (object, "_conflicts"))
    return;
  word = simulation_type_word (self, "newer", "a field of a newer version");
  fields = json_object_get_object_member (object, "fields");
  mood =
    g_strconcat (json_object_get_string_member_with_default (fields, "mood", ""), " ", word, NULL);
  json_object_set_string_member (fields, "mood", mood);
  past = rapport_sync_known_join (json_object_get_string_member_with_default (object, "past", ""),
                                  json_object_get_string_member (object, "_rev"));
  json_object_set_string_member (object, "past", past);
  sign (object);
  g_free (rapport_test_server_put_document (self->server, self->database, name,
                                            json_object_ref (object)));
}

void
simulation_write_newer (Simulation *self)
{
  if (simulation_chance (self, 0.3))
    write_strange (self);
  else
    write_strange_field (self);
}

void
simulation_write_newer_again (Simulation *self)
{
  GHashTableIter iter;
  gpointer name;
  gpointer word;

  g_hash_table_iter_init (&iter, self->strange);
  while (g_hash_table_iter_next (&iter, &name, &word))
    {
      g_autoptr (JsonObject) object =
        rapport_test_server_get_document (self->server, self->database, name);

      if (object == NULL)
        put_strange (self, name, word);
    }
}

/* Circles. */

/* (transfer full): some of the team, at least one. */
static char **
choose_names (Simulation *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const guint sure = simulation_pick (self, self->members->len);

  for (guint i = 0; i < self->members->len; i++)
    if (i == sure || simulation_chance (self, 0.4))
      g_strv_builder_add (names, ((Member *) self->members->pdata[i])->name);
  return g_strv_builder_end (names);
}

static void
close_circle (Simulation *self, const char *client)
{
  g_autoptr (GError) error = NULL;

  rapport_server_close_circle (self->admin, self->database, client, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
simulation_move_client (Simulation *self)
{
  Member *member = self->members->pdata[simulation_pick (self, self->members->len)];
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);
  g_auto (GStrv) names = choose_names (self);
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (client == NULL)
    return;
  id = rapport_record_get_id (client);
  if (g_hash_table_contains (self->circles, id) && simulation_chance (self, 0.5))
    {
      close_circle (self, id);
      g_hash_table_remove (self->circles, id);
      return;
    }
  database = rapport_server_open_circle (
    self->admin, self->database, id, (const char *const *) names, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_hash_table_insert (self->circles, g_strdup (id), g_steal_pointer (&names));
  if (!g_hash_table_contains (self->backups, database))
    g_hash_table_insert (self->backups, g_steal_pointer (&database), NULL);
}

/* Which clients have a circle by what the server says. */
static void
look_at_circles (Simulation *self)
{
  g_autofree char *path = g_strconcat ("/", self->database, "/_design/rapport-circles", NULL);
  g_autoptr (JsonNode) answer = NULL;
  const guint status = rapport_test_server_request (self->server, "GET", path, NULL, &answer);
  JsonObject *circles =
    status == 200 ? json_object_get_object_member (json_node_get_object (answer), "circles") : NULL;
  JsonObjectIter iter;
  const char *client;
  JsonNode *circle;

  g_hash_table_remove_all (self->circles);
  if (circles == NULL)
    return;
  json_object_iter_init (&iter, circles);
  while (json_object_iter_next (&iter, &client, &circle))
    if (json_object_has_member (json_node_get_object (circle), "database"))
      g_hash_table_insert (self->circles, g_strdup (client), g_strsplit ("its members", "/", -1));
}

void
simulation_mend_circles (Simulation *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mended =
    rapport_server_mend_circles (self->admin, self->database, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < mended->len; i++)
    {
      const RapportServerMended *item = mended->pdata[i];

      if (!item->done)
        close_circle (self, item->client);
    }
  look_at_circles (self);
}

/* Whether a document of the database of all is of the client. */
static gboolean
is_of (const char *document, const char *client)
{
  g_autofree char *name = g_strconcat ("\"client:", client, "\"", NULL);
  g_autofree char *of = g_strconcat ("\"client\":\"", client, "\"", NULL);

  return strstr (document, name) != NULL || strstr (document, of) != NULL;
}

void
simulation_check_circles (Simulation *self)
{
  g_autofree char *path = g_strconcat ("/", self->database, "/_all_docs?include_docs=true", NULL);
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *rows;

  rapport_test_server_request (self->server, "GET", path, NULL, &answer);
  rows = json_object_get_array_member (json_node_get_object (answer), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autofree char *text = json_to_string (json_array_get_element (rows, i), FALSE);
      g_autofree char *who = NULL;
      GHashTableIter iter;
      gpointer client;
      gpointer names;

      g_hash_table_iter_init (&iter, self->circles);
      while (g_hash_table_iter_next (&iter, &client, &names))
        if (is_of (text, client))
          {
            g_autofree char *inside = g_strjoinv (", ", names);

            who = simulation_tell_who_has (self, text);
            g_error ("seed %u: not only %s see it:\n%s\n%s", self->seed, inside, text, who);
          }
    }
}

void
simulation_close_circles (Simulation *self)
{
  GHashTableIter iter;
  gpointer client;

  g_hash_table_iter_init (&iter, self->circles);
  while (g_hash_table_iter_next (&iter, &client, NULL))
    close_circle (self, client);
  g_hash_table_remove_all (self->circles);
}
