/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "team-simulation.h"

#include "rapport-files.h"
#include "rapport-records.h"
#include "rapport-replicator-private.h"
#include "rapport-server.h"
#include "rapport-text-merge.h"
#include "store-support.h"
#include "team-model.h"
#include "team-private.h"

#include "rapport-sync-decide.h"

#include <string.h>

#define MOST_ROUNDS 12

gboolean
simulation_chance (Simulation *self, double share)
{
  return g_rand_double (self->rand) < share;
}

guint
simulation_pick (Simulation *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

char *
simulation_type_word (Simulation *self, const char *who, const char *where)
{
  char *word = g_strdup_printf ("w%uq", ++self->n_words);

  g_hash_table_insert (self->typed, g_strdup (word), g_strdup_printf ("%s, %s", who, where));
  return word;
}

RapportRecord *
simulation_any_record (Simulation *self, Member *member, GType type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GPtrArray) records = rapport_library_find (member->library, query, NULL);

  return records->len > 0 ? g_object_ref (records->pdata[simulation_pick (self, records->len)])
                          : NULL;
}

/* Members. */

static void
connect_place (Simulation *self, Member *member)
{
  g_autofree char *id = rapport_id_new (rapport_clock_get_now (member->clock));
  const RapportChangeHead head = { .id = id,
                                   .label = "Connect",
                                   .author = member->id,
                                   .client = "",
                                   .instant = rapport_clock_get_now (member->clock) };
  RapportChangeSet *set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();
  g_autoptr (GError) error = NULL;

  note->place = rapport_sync_place_new ();
  g_free (note->place->address);
  note->place->address =
    g_strconcat (rapport_fault_proxy_get_uri (self->proxy), self->database, NULL);
  g_set_str (&note->place->user, member->name);
  g_set_str (&note->place->replica, member->name);
  rapport_change_set_set_note (set, note);
  rapport_library_apply (member->library, set);
  rapport_change_set_unref (set);
  g_assert_true (rapport_library_flush (member->library, &error));
  g_assert_no_error (error);
}

/* The clock of the third member is wrong by ten years, that of the others by minutes. */
static gint64
get_skew (Simulation *self, guint number)
{
  const gint64 minutes = g_rand_int_range (self->rand, -600, 600);

  return number == 2 ? -3650 * DAY_USEC : minutes * 60 * G_USEC_PER_SEC / 10;
}

void
simulation_open_member (Simulation *self, Member *member)
{
  member->store = test_open (member->path, member->clock);
  member->library = rapport_library_new (RAPPORT_STORE (member->store), member->clock);
  rapport_library_set_me (member->library, member->id);
  rapport_library_set_line_merge (member->library, rapport_text_merge_lines);
  simulation_choose_place (self, member, 1);
}

void
simulation_close_member (Member *member)
{
  rapport_replicator_stop (member->replicator);
  g_clear_object (&member->replicator);
  g_assert_finalize_object (g_steal_pointer (&member->library));
  test_close (g_steal_pointer (&member->store));
}

void
simulation_choose_place (Simulation *self, Member *member, gint64 place)
{
  g_clear_object (&member->replicator);
  member->replicator = rapport_replicator_new (member->library, place);
  replicator_set_patience (member->replicator, 1, 6, g_rand_int (self->rand));
}

static void
add_member (Simulation *self, guint number)
{
  Member *member = g_new0 (Member, 1);
  g_autofree char *file = g_strdup_printf ("%u.rapport", number);
  const char *parts[] = { member->name, NULL };
  g_autofree char *id = NULL;

  g_snprintf (member->name, sizeof member->name, "m%u", number);
  id = rapport_id_from_key ("member", parts);
  g_strlcpy (member->id, id, sizeof member->id);
  member->skew = get_skew (self, number);
  member->clock = rapport_clock_new_fixed (TEST_NOW + member->skew);
  member->path = g_build_filename (self->folder, file, NULL);
  simulation_open_member (self, member);
  member->seen = simulation_find_words ("");
  connect_place (self, member);
  g_ptr_array_add (self->members, member);
}

static void
member_free (gpointer data)
{
  Member *member = data;

  simulation_close_member (member);
  g_object_unref (member->clock);
  g_free (member->path);
  g_hash_table_unref (member->seen);
  g_free (member);
}

void
simulation_look (Simulation *self, Member *member, gboolean edited)
{
  g_autofree char *dump = simulation_dump (member->library);
  GHashTable *seen = simulation_find_words (dump);
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, member->seen);
  while (edited && g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (seen, word))
      g_hash_table_add (self->gone, g_strdup (word));
  g_hash_table_unref (member->seen);
  member->seen = seen;
}

/* The network. */

/* One pass with one database. */
static gboolean
sync_place (Simulation *self, Member *member, gint64 place)
{
  simulation_choose_place (self, member, place);
  for (guint tries = 0; tries < 5; tries++)
    {
      rapport_replicator_start (member->replicator, "pw", FALSE);
      while (rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_WORKING)
        g_main_context_iteration (NULL, TRUE);
      self->n_passes++;
      if (rapport_replicator_get_question (member->replicator) == RAPPORT_REPLICATOR_NO_QUESTION)
        break;
      rapport_replicator_allow (member->replicator);
    }
  return rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_IDLE;
}

/* Places come and go meanwhile. */
gboolean
simulation_sync_member (Simulation *self, Member *member, guint most)
{
  gboolean through = TRUE;
  guint n = 0;

  for (guint i = 0; n < most && through; i++)
    {
      g_autoptr (GPtrArray) places =
        rapport_store_get_sync_places (RAPPORT_STORE (member->store), NULL);
      const RapportSyncPlace *place = i < places->len ? places->pdata[i] : NULL;

      if (place == NULL)
        break;
      if (*place->address == '\0')
        continue;
      through = sync_place (self, member, place->key);
      n++;
    }
  simulation_look (self, member, FALSE);
  return through;
}

static Member *
any_member (Simulation *self)
{
  return self->members->pdata[simulation_pick (self, self->members->len)];
}

static void
let_things_happen (Simulation *self)
{
  const SimulationScale *scale = self->scale;

  if (scale->killed && simulation_chance (self, 0.1))
    simulation_kill_member (self, any_member (self));
  if (scale->rewound && simulation_chance (self, 0.1))
    simulation_use_backup (self, any_member (self));
  if (scale->clocks && simulation_chance (self, 0.05))
    simulation_set_clock (self, any_member (self));
  if (scale->newer && simulation_chance (self, 0.3))
    simulation_write_newer (self);
  if (scale->circles && simulation_chance (self, 0.1))
    simulation_move_client (self);
}

static void
work_a_day (Simulation *self, guint day)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = self->members->pdata[i];

      rapport_clock_set (member->clock, TEST_NOW + member->skew + day * DAY_USEC);
      for (guint n = simulation_pick (self, self->scale->n_edits + 1); n > 0; n--)
        simulation_edit_something (self, member);
    }
  for (guint n = 0; n < self->members->len; n++)
    {
      if (self->scale->faults)
        simulation_spoil_the_way (self);
      if (simulation_chance (self, 0.5))
        simulation_sync_member (self, any_member (self),
                                self->scale->circles ? 1 + simulation_pick (self, 5) : G_MAXUINT);
      let_things_happen (self);
    }
}

/* The end. */

static void
sync_all (Simulation *self)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = self->members->pdata[i];

      if (!simulation_sync_member (self, member, G_MAXUINT))
        g_error ("seed %u: %s can't sync: %s", self->seed, member->name,
                 rapport_replicator_get_message (member->replicator));
    }
}

char *
simulation_tell_who_has (Simulation *self, const char *line)
{
  GString *text = g_string_new (NULL);
  const char *colon = strchr (line, ':') + 1;
  g_autofree char *id = g_strndup (strchr (colon, ':') + 1, RAPPORT_ID_LENGTH);
  const char *const ids[] = { id, NULL };

  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = self->members->pdata[i];
      RapportStore *store = RAPPORT_STORE (member->store);
      g_autoptr (GPtrArray) entries = rapport_store_get_sync_entries (store, ids, NULL);
      g_autoptr (GPtrArray) places = rapport_store_get_sync_places (store, NULL);

      for (guint j = 0; j < entries->len; j++)
        {
          const RapportSyncEntry *entry = entries->pdata[j];

          g_string_append_printf (
            text, "%s: in place %d, %s (%s), waiting %d, %s%s, client %s\n", member->name,
            (int) entry->place, entry->revision, entry->known, entry->waiting,
            entry->row != NULL ? "here" : "gone", entry->blocked != NULL ? entry->blocked : "",
            entry->row != NULL ? rapport_sync_get_client (entry->info, entry->row) : "");
        }
      for (guint j = 0; j < places->len; j++)
        {
          const RapportSyncPlace *place = places->pdata[j];

          g_string_append_printf (text, "  place %d: %s, client %s\n", (int) place->key,
                                  place->address, place->client);
        }
    }
  return g_string_free_and_steal (text);
}

/* meet: everybody syncs on a good way until all have the same. (transfer full): that. */
static char *
meet (Simulation *self)
{
  const gint64 began = g_get_monotonic_time ();
  g_autofree char *difference = NULL;
  g_autofree char *who = NULL;

  for (guint round = 0; round < MOST_ROUNDS || rapport_test_server_lags (self->server, began);
       round++)
    {
      g_autofree char *first = NULL;
      gboolean equal = TRUE;

      sync_all (self);
      for (guint i = 0; i < self->members->len; i++)
        {
          g_autofree char *dump = simulation_dump (((Member *) self->members->pdata[i])->library);

          if (first == NULL)
            first = g_steal_pointer (&dump);
          else if (!g_str_equal (first, dump))
            {
              equal = FALSE;
              g_free (difference);
              difference = simulation_tell_difference (first, dump);
            }
        }
      if (equal)
        return g_steal_pointer (&first);
    }
  who = simulation_tell_who_has (self, difference);
  g_error ("seed %u: not equal after %u rounds:\n%s\n%s", self->seed, MOST_ROUNDS, difference, who);
}

static void
check_words (Simulation *self, const char *dump)
{
  g_autoptr (GHashTable) there = simulation_find_words (dump);
  GHashTableIter iter;
  gpointer word;
  gpointer where;

  g_hash_table_iter_init (&iter, self->typed);
  while (g_hash_table_iter_next (&iter, &word, &where))
    if (!g_hash_table_contains (there, word) && !g_hash_table_contains (self->gone, word))
      g_error ("seed %u: %s (%s) is lost", self->seed, (char *) word, (char *) where);
}

/* The bytes of each file are those that its record names. */
static void
check_files (Simulation *self, Member *member)
{
  g_autoptr (RapportQuery) query =
    rapport_query_include_trashed (rapport_query_new (RAPPORT_TYPE_ATTACHMENT));
  g_autoptr (GPtrArray) files = rapport_library_find (member->library, query, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const char *id = rapport_record_get_id (files->pdata[i]);
      g_autoptr (GVariant) value = rapport_store_load_blob (
        RAPPORT_STORE (member->store), &rapport_attachment_info, id, RAPPORT_ATTACHMENT_DATA, NULL);
      g_autoptr (GBytes) bytes = value != NULL ? g_variant_get_data_as_bytes (value) : NULL;
      g_autofree char *digest =
        bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

      if (g_strcmp0 (digest,
                     rapport_record_get_text (files->pdata[i], RAPPORT_ATTACHMENT_DIGEST)) != 0)
        g_error ("seed %u: %s has not got the file %s", self->seed, member->name,
                 rapport_record_get_text (files->pdata[i], RAPPORT_ATTACHMENT_NAME));
    }
}

/* Whether a record of the member names the bytes that are in a document. */
static gboolean
is_named (Member *member, const char *document)
{
  g_autoptr (RapportQuery) query =
    rapport_query_include_trashed (rapport_query_new (RAPPORT_TYPE_ATTACHMENT));
  g_autoptr (GPtrArray) files = rapport_library_find (member->library, query, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const char *digest = rapport_record_get_text (files->pdata[i], RAPPORT_ATTACHMENT_DIGEST);

      if (strncmp (document + strlen ("blob:"), digest, strlen (digest)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* No bytes are there of files that were erased; but a server or a library that was put back knows
 * nothing of erasing them. */
static void
check_erased_files (Simulation *self)
{
  g_autofree char *path =
    g_strconcat ("/", self->database, "/_all_docs?startkey=%22blob:%22&endkey=%22blob%3B%22", NULL);
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *rows;

  if (self->scale->restored || self->put_back)
    return;
  rapport_test_server_request (self->server, "GET", path, NULL, &answer);
  rows = json_object_get_array_member (json_node_get_object (answer), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *id =
        json_object_get_string_member (json_array_get_object_element (rows, i), "id");

      if (!is_named (self->members->pdata[0], id))
        g_error ("seed %u: %s is still on the server", self->seed, id);
    }
}

/* What nobody of this version can read is with all, and with the server, as it was. */
static void
check_strange (Simulation *self, Member *member)
{
  GHashTableIter iter;
  gpointer name;
  gpointer words;

  g_hash_table_iter_init (&iter, self->strange);
  while (g_hash_table_iter_next (&iter, &name, &words))
    {
      const char *const ids[] = { strchr (name, ':') + 1, NULL };
      g_autoptr (GPtrArray) entries =
        rapport_store_get_sync_entries (RAPPORT_STORE (member->store), ids, NULL);
      g_autoptr (JsonObject) object =
        rapport_test_server_get_document (self->server, self->database, name);

      if (entries->len != 1 || object == NULL ||
          strstr (((RapportSyncEntry *) entries->pdata[0])->raw, words) == NULL)
        g_error ("seed %u: %s has lost “%s”", self->seed, member->name, (char *) words);
    }
}

static void
check_members (Simulation *self)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      check_files (self, self->members->pdata[i]);
      check_strange (self, self->members->pdata[i]);
    }
}

static guint
count_conflicts (Simulation *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONFLICT);
  g_autoptr (GPtrArray) conflicts =
    rapport_library_find (((Member *) self->members->pdata[0])->library, query, NULL);

  return conflicts->len;
}

/* The database with an account for each member. */
static void
make_database (Simulation *self)
{
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = self->members->pdata[i];
      RapportServerLogin *login = rapport_server_login_new (member->name, member->id);

      login->password = g_strdup ("pw");
      g_ptr_array_add (logins, login);
    }
  self->admin = rapport_couch_new (rapport_test_server_get_uri (self->server),
                                   RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD, &error);
  g_assert_no_error (error);
  rapport_server_init (self->admin, self->database, logins, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Simulation *self, RapportTestServer *server, guint32 seed, const SimulationScale *scale)
{
  *self = (Simulation) { .seed = seed, .scale = scale, .server = server };
  self->rand = g_rand_new_with_seed (seed);
  /* The ids decide what is chosen: they are the seed's, too. */
  g_random_set_seed (seed);
  self->database = g_strdup_printf ("seed%u", seed);
  self->folder = test_folder_new ();
  self->proxy = rapport_fault_proxy_new (rapport_test_server_get_port (server), FALSE);
  self->members = g_ptr_array_new_with_free_func (member_free);
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->circles =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->backups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (self->backups, g_strdup (self->database), NULL);
  self->strange = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < scale->n_members; i++)
    add_member (self, i);
  make_database (self);
  simulation_make_first_records (self, self->members->pdata[0]);
  for (guint i = 0; i < self->members->len; i++)
    g_assert_true (simulation_sync_member (self, self->members->pdata[i], G_MAXUINT));
}

static void
tear_down (Simulation *self)
{
  g_ptr_array_unref (self->members);
  rapport_couch_free (self->admin);
  rapport_fault_proxy_free (self->proxy);
  g_hash_table_unref (self->typed);
  g_hash_table_unref (self->gone);
  g_hash_table_unref (self->circles);
  g_hash_table_unref (self->backups);
  g_hash_table_unref (self->strange);
  g_rand_free (self->rand);
  test_folder_free (self->folder);
  g_free (self->database);
}

static void
work_for_days (Simulation *self)
{
  const SimulationScale *scale = self->scale;

  for (guint day = 0; day < scale->n_days; day++)
    {
      if (scale->restored && day == scale->n_days / 3)
        simulation_back_up_server (self);
      if (scale->restored && day == 2 * scale->n_days / 3)
        simulation_restore_server (self);
      if (scale->forked && simulation_chance (self, 0.4))
        simulation_begin_fork (self);
      work_a_day (self, day);
      if (simulation_chance (self, 0.6))
        simulation_end_fork (self);
    }
  simulation_end_fork (self);
  rapport_fault_proxy_clear (self->proxy);
}

/* Everybody has told the server what they know, and it has been put right by that. */
static void
put_right (Simulation *self)
{
  for (guint i = 0; i < self->members->len; i++)
    simulation_sync_member (self, self->members->pdata[i], G_MAXUINT);
  simulation_mend_circles (self);
}

/* Nothing of a client is where those can see it who are not in its circle; then it is open to all
 * again. */
static void
end_circles (Simulation *self)
{
  if (self->scale->circles && self->scale->restored)
    put_right (self);
  for (guint round = 0; self->scale->circles && round < 3; round++)
    sync_all (self);
  simulation_check_circles (self);
  simulation_close_circles (self);
}

SimulationResult
simulation_run (RapportTestServer *server, guint32 seed, const SimulationScale *scale)
{
  Simulation self;
  SimulationResult result = { 0 };
  g_autofree char *dump = NULL;
  g_autofree char *wrong = NULL;

  set_up (&self, server, seed, scale);
  work_for_days (&self);
  end_circles (&self);
  simulation_write_newer_again (&self);
  dump = meet (&self);
  check_words (&self, dump);
  check_members (&self);
  check_erased_files (&self);
  wrong = rapport_fault_proxy_get_wrong (self.proxy);
  g_assert_cmpstr (wrong, ==, NULL);
  result.n_typed = self.n_words;
  result.n_passes = self.n_passes;
  result.n_conflicts = count_conflicts (&self);
  tear_down (&self);
  return result;
}
