/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "team-simulation.h"

#include "rapport-library-file.h"
#include "rapport-records.h"
#include "rapport-replicator-private.h"
#include "rapport-text-merge.h"
#include "rapport-transaction.h"
#include "store-support.h"
#include "team-model.h"

#include <glib/gstdio.h>

#define DAY_USEC    (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define MOST_ROUNDS 12

typedef struct
{
  char name[8];
  char *path;
  char id[RAPPORT_ID_LENGTH + 1];
  gint64 skew; /* of the clock, microseconds */
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportReplicator *replicator;
  GHashTable *seen; /* words before their eyes */
} Member;

typedef struct
{
  guint32 seed;
  GRand *rand;
  RapportTestServer *server;
  RapportFaultProxy *proxy;
  char *database;
  char *folder;
  GPtrArray *members;
  GHashTable *typed; /* words, with who typed them where */
  GHashTable *gone;  /* those that somebody took away who saw them */
  guint n_words;
  guint n_passes;
  char *forked; /* (nullable): name of a document, of which another node has an edit */
  JsonObject *fork;
} Simulation;

static gboolean
chance (Simulation *self, double share)
{
  return g_rand_double (self->rand) < share;
}

static guint
pick (Simulation *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
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

static void
open_member (Simulation *self, Member *member)
{
  member->store = test_open (member->path, member->clock);
  member->library = rapport_library_new (RAPPORT_STORE (member->store), member->clock);
  rapport_library_set_me (member->library, member->id);
  rapport_library_set_line_merge (member->library, rapport_text_merge_lines);
}

static void
close_member (Member *member)
{
  rapport_replicator_stop (member->replicator);
  g_clear_object (&member->replicator);
  g_assert_finalize_object (g_steal_pointer (&member->library));
  test_close (g_steal_pointer (&member->store));
}

static void
make_replicator (Simulation *self, Member *member)
{
  member->replicator = rapport_replicator_new (member->library, 1);
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
  open_member (self, member);
  member->seen = simulation_find_words ("");
  connect_place (self, member);
  make_replicator (self, member);
  g_ptr_array_add (self->members, member);
}

static void
member_free (gpointer data)
{
  Member *member = data;

  close_member (member);
  g_object_unref (member->clock);
  g_free (member->path);
  g_hash_table_unref (member->seen);
  g_free (member);
}

/* look: what the member sees now. With `edited`, what is not there any more they took away. */
static void
look (Simulation *self, Member *member, gboolean edited)
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

/* Edits. */

/* (transfer full): a string that nobody ever typed. */
static char *
type_word (Simulation *self, Member *member, const char *where)
{
  char *word = g_strdup_printf ("w%uq", ++self->n_words);

  g_hash_table_insert (self->typed, g_strdup (word),
                       g_strdup_printf ("%s, %s", member->name, where));
  return word;
}

static void
commit (RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

/* (transfer full) (nullable): any record of a type. */
static RapportRecord *
any_record (Simulation *self, Member *member, GType type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GPtrArray) records = rapport_library_find (member->library, query, NULL);

  return records->len > 0 ? g_object_ref (records->pdata[pick (self, records->len)]) : NULL;
}

static void
add_client (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a client");
  RapportRecord *client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
  g_autofree char *word = type_word (self, member, "name of a client");

  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_NAME, word);
  commit (transaction);
}

static void
add_task (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a task");
  g_autoptr (RapportRecord) client = any_record (self, member, RAPPORT_TYPE_CLIENT);
  RapportRecord *task = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *word = type_word (self, member, "title of a new task");

  if (client != NULL)
    rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_CLIENT,
                                  rapport_record_get_id (client));
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_TITLE, word);
  commit (transaction);
}

static void
set_title (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Name a task");
  g_autoptr (RapportRecord) task = any_record (self, member, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *word = NULL;

  if (task == NULL)
    return;
  word = type_word (self, member, "title");
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_TITLE, word);
  commit (transaction);
}

/* change_lines: a line is added somewhere, replaced or taken out. (transfer full) */
static char *
change_lines (Simulation *self, const char *text, const char *word)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  guint n = g_strv_length (lines);
  guint at;
  const char *line = word;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (changed, lines[i]);
  at = pick (self, n + 1);
  if (at < n && chance (self, 0.4))
    changed->pdata[at] = (gpointer) line;
  else
    g_ptr_array_insert (changed, (gint) at, (gpointer) line);
  if (changed->len > 3 && chance (self, 0.15))
    {
      at = pick (self, changed->len);
      if (changed->pdata[at] != line)
        g_ptr_array_remove_index (changed, at);
    }
  g_ptr_array_add (changed, NULL);
  return g_strjoinv ("\n", (char **) changed->pdata);
}

static void
write_lines (Simulation *self, Member *member, GType type, guint field, const char *where)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (member->library, "Write");
  g_autoptr (RapportRecord) record = any_record (self, member, type);
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;

  if (record == NULL)
    return;
  word = type_word (self, member, where);
  text = change_lines (self, rapport_record_get_text (record, field), word);
  rapport_transaction_set_text (transaction, record, field, text);
  commit (transaction);
}

static void
write_notes (Simulation *self, Member *member)
{
  write_lines (self, member, RAPPORT_TYPE_WORK_ITEM, RAPPORT_WORK_ITEM_NOTES, "notes of a task");
}

static void
write_note (Simulation *self, Member *member)
{
  write_lines (self, member, RAPPORT_TYPE_NOTE, RAPPORT_NOTE_BODY, "a note");
}

static void
add_note (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a note");
  g_autoptr (RapportRecord) client = any_record (self, member, RAPPORT_TYPE_CLIENT);
  RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
  g_autofree char *word = type_word (self, member, "a new note");

  if (client != NULL)
    rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_CLIENT,
                                  rapport_record_get_id (client));
  rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, word);
  commit (transaction);
}

/* The same record, by its natural key, whoever makes it. */
static void
mark_light (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (member->library, "Mark");
  g_autoptr (RapportRecord) client = any_record (self, member, RAPPORT_TYPE_CLIENT);
  g_autofree char *word = NULL;
  const char *parts[] = { NULL, "2026-11-16", "everybody", NULL };
  RapportRecord *light;

  if (client == NULL)
    return;
  parts[0] = rapport_record_get_id (client);
  word = type_word (self, member, "comment of a light");
  light = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, parts);
  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_MARK,
                                chance (self, 0.5) ? "green" : "red");
  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_COMMENT, word);
  commit (transaction);
}

static void
set_status (Simulation *self, Member *member)
{
  static const char *const statuses[] = { "idea", "planned", "in-work", "done" };
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Set a status");
  g_autoptr (RapportRecord) task = any_record (self, member, RAPPORT_TYPE_WORK_ITEM);

  if (task == NULL)
    return;
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_STATUS,
                                statuses[pick (self, G_N_ELEMENTS (statuses))]);
  rapport_transaction_set_integer (transaction, task, RAPPORT_WORK_ITEM_IMPACT,
                                   1 + pick (self, 10));
  commit (transaction);
}

static void
take_away (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Take away");
  g_autoptr (RapportRecord) record =
    any_record (self, member, chance (self, 0.5) ? RAPPORT_TYPE_WORK_ITEM : RAPPORT_TYPE_NOTE);

  if (record == NULL)
    return;
  if (chance (self, 0.5))
    rapport_transaction_trash (transaction, record);
  else
    rapport_transaction_erase (transaction, record);
  commit (transaction);
}

/* What it says stays in it. */
static void
settle (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Settle");
  g_autoptr (RapportRecord) conflict = any_record (self, member, RAPPORT_TYPE_CONFLICT);

  if (conflict == NULL)
    return;
  rapport_transaction_set (transaction, conflict, RAPPORT_CONFLICT_SETTLED,
                           g_variant_new_int64 (rapport_clock_get_now (member->clock)));
  rapport_transaction_set_text (transaction, conflict, RAPPORT_CONFLICT_SETTLED_BY, member->id);
  commit (transaction);
}

static void
undo (Simulation *self, Member *member)
{
  g_autoptr (RapportRecord) client = any_record (self, member, RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;

  /* There may be nothing to undo. */
  if (client != NULL)
    g_free (rapport_library_undo (member->library, rapport_record_get_id (client), FALSE, &error));
}

static const struct
{
  guint weight;
  void (*edit) (Simulation *self, Member *member);
} edits[] = {
  { 2, add_client },  { 12, add_task }, { 20, set_title },  { 25, write_notes },
  { 15, write_note }, { 8, add_note },  { 10, mark_light }, { 10, set_status },
  { 3, take_away },   { 5, undo },      { 4, settle },
};

static void
edit_something (Simulation *self, Member *member)
{
  guint total = 0;
  guint at;
  guint i = 0;

  for (guint n = 0; n < G_N_ELEMENTS (edits); n++)
    total += edits[n].weight;
  at = pick (self, total);
  while (at >= edits[i].weight)
    at -= edits[i++].weight;
  edits[i].edit (self, member);
  look (self, member, TRUE);
}

/* The network. */

/* One pass, with the answers that a user would give. Whether it got through. */
static gboolean
sync_member (Simulation *self, Member *member)
{
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
  look (self, member, FALSE);
  return rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_IDLE;
}

/* Copies the library's file, or puts the copy in its place: what kill -9 leaves. */
static void
copy_files (Member *member, gboolean back)
{
  static const char *const ends[] = { "", "-wal" };
  g_autofree char *shared = g_strconcat (member->path, "-shm", NULL);

  if (back)
    g_unlink (shared);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *here = g_strconcat (member->path, ends[i], NULL);
      g_autofree char *copy = g_strconcat (member->path, ".copy", ends[i], NULL);
      const char *from = back ? copy : here;
      const char *to = back ? here : copy;
      g_autofree char *bytes = NULL;
      gsize size = 0;

      g_unlink (to);
      if (g_file_get_contents (from, &bytes, &size, NULL))
        g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
    }
}

/* In the middle of a pass the member's machine goes dark: what was saved is there, and what the
 * server took meanwhile is not known. */
static void
kill_member (Simulation *self, Member *member)
{
  rapport_replicator_start (member->replicator, "pw", FALSE);
  for (guint n = pick (self, 30); n > 0; n--)
    if (rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_WORKING)
      g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_library_flush (member->library, NULL));
  copy_files (member, FALSE);
  while (rapport_replicator_get_state (member->replicator) == RAPPORT_REPLICATOR_WORKING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_library_flush (member->library, NULL));
  close_member (member);
  copy_files (member, TRUE);
  open_member (self, member);
  make_replicator (self, member);
  look (self, member, FALSE);
}

/* Another node of the cluster, which is cut off from now on, has an edit of some document. */
static void
begin_fork (Simulation *self)
{
  Member *member = self->members->pdata[0];
  g_autoptr (RapportRecord) note = any_record (self, member, RAPPORT_TYPE_NOTE);

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

/* The nodes meet again. */
static void
end_fork (Simulation *self)
{
  Member *member = self->members->pdata[0];
  g_autofree char *word = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *body = NULL;
  g_autofree char *past = NULL;
  g_autofree char *revision = NULL;
  JsonObject *fields;

  if (self->fork == NULL)
    return;
  word = type_word (self, member, "another node's note");
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

static void
spoil_the_way (Simulation *self)
{
  rapport_fault_proxy_clear (self->proxy);
  for (guint n = pick (self, 4); n > 0; n--)
    {
      RapportFault fault = bad_ways[pick (self, G_N_ELEMENTS (bad_ways))];

      fault.first = 1 + pick (self, 5);
      fault.times = 1 + pick (self, 2);
      rapport_fault_proxy_add (self->proxy, &fault);
    }
}

static void
work_a_day (Simulation *self, const SimulationScale *scale, guint day)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = self->members->pdata[i];

      rapport_clock_set (member->clock, TEST_NOW + member->skew + day * DAY_USEC);
      for (guint n = pick (self, scale->n_edits + 1); n > 0; n--)
        edit_something (self, member);
    }
  for (guint n = 0; n < self->members->len; n++)
    {
      if (scale->faults)
        spoil_the_way (self);
      if (chance (self, 0.5))
        sync_member (self, self->members->pdata[pick (self, self->members->len)]);
      if (scale->killed && chance (self, 0.1))
        kill_member (self, self->members->pdata[pick (self, self->members->len)]);
    }
}

/* The end. */

/* meet: everybody syncs on a good way until all have the same. (transfer full): that. */
static char *
meet (Simulation *self)
{
  g_autofree char *difference = NULL;

  rapport_fault_proxy_clear (self->proxy);
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      g_autofree char *first = NULL;
      gboolean equal = TRUE;

      for (guint i = 0; i < self->members->len; i++)
        {
          Member *member = self->members->pdata[i];

          if (!sync_member (self, member))
            g_error ("seed %u: %s can't sync: %s", self->seed, member->name,
                     rapport_replicator_get_message (member->replicator));
        }
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
  g_error ("seed %u: not equal after %u rounds:\n%s", self->seed, MOST_ROUNDS, difference);
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

static guint
count_conflicts (Simulation *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONFLICT);
  g_autoptr (GPtrArray) conflicts =
    rapport_library_find (((Member *) self->members->pdata[0])->library, query, NULL);

  return conflicts->len;
}

static void
set_up (Simulation *self, RapportTestServer *server, guint32 seed, const SimulationScale *scale)
{
  *self = (Simulation) { .seed = seed, .server = server };
  self->rand = g_rand_new_with_seed (seed);
  self->database = g_strdup_printf ("seed%u", seed);
  self->folder = test_folder_new ();
  self->proxy = rapport_fault_proxy_new (rapport_test_server_get_port (server), FALSE);
  self->members = g_ptr_array_new_with_free_func (member_free);
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rapport_test_server_make_database (server, self->database, NULL);
  for (guint i = 0; i < scale->n_members; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);
      g_autofree char *path = g_strconcat ("/_users/org.couchdb.user:", name, NULL);

      if (rapport_test_server_request (server, "GET", path, NULL, NULL) == 404)
        rapport_test_server_put_user (server, name, "pw", NULL);
      add_member (self, i);
    }
}

/* begin: what all have from the start, so that they meet in the same records. */
static void
begin (Simulation *self)
{
  Member *first = self->members->pdata[0];

  for (guint i = 0; i < 3; i++)
    add_client (self, first);
  for (guint i = 0; i < 6; i++)
    add_task (self, first);
  for (guint i = 0; i < 3; i++)
    add_note (self, first);
  for (guint i = 0; i < self->members->len; i++)
    g_assert_true (sync_member (self, self->members->pdata[i]));
}

static void
tear_down (Simulation *self)
{
  g_ptr_array_unref (self->members);
  rapport_fault_proxy_free (self->proxy);
  g_hash_table_unref (self->typed);
  g_hash_table_unref (self->gone);
  g_rand_free (self->rand);
  test_folder_free (self->folder);
  g_free (self->database);
}

SimulationResult
simulation_run (RapportTestServer *server, guint32 seed, const SimulationScale *scale)
{
  Simulation self;
  SimulationResult result = { 0 };
  g_autofree char *dump = NULL;
  g_autofree char *wrong = NULL;
  guint snapshot = 0;

  set_up (&self, server, seed, scale);
  begin (&self);
  for (guint day = 0; day < scale->n_days; day++)
    {
      if (scale->restored && day == scale->n_days / 3)
        snapshot = rapport_test_server_snapshot (server, self.database);
      if (scale->restored && day == 2 * scale->n_days / 3)
        rapport_test_server_restore (server, self.database, snapshot);
      if (scale->forked && chance (&self, 0.4))
        begin_fork (&self);
      work_a_day (&self, scale, day);
      /* What only a server had that is lost by the next day is gone, and nobody's fault. */
      if (chance (&self, 0.6) && !(scale->restored && day + 1 == 2 * scale->n_days / 3))
        end_fork (&self);
    }
  end_fork (&self);
  dump = meet (&self);
  check_words (&self, dump);
  wrong = rapport_fault_proxy_get_wrong (self.proxy);
  g_assert_cmpstr (wrong, ==, NULL);
  result.n_typed = self.n_words;
  result.n_passes = self.n_passes;
  result.n_conflicts = count_conflicts (&self);
  tear_down (&self);
  return result;
}
