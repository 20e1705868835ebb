/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objects, transactions, lists, typing, undo: what every screen relies on. */
#include "rapport-record-list.h"
#include "rapport-records.h"
#include "rapport-text-merge.h"
#include "rapport-typing.h"
#include "rules-support.h"

#include <string.h>

static const char *
name_of (RapportClient *client)
{
  return rapport_record_get_text (RAPPORT_RECORD (client), RAPPORT_CLIENT_NAME);
}

static void
rename_client (Agency *agency, RapportClient *client, const char *name)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Rename");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (client), RAPPORT_CLIENT_NAME, name);
  agency_commit (transaction);
}

static void
set_notes (Agency *agency, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Write");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client),
                                RAPPORT_CLIENT_TEAM_NOTES, text);
  agency_commit (transaction);
}

static void
test_one_object (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) again =
    rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, agency->client_id);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) found = rapport_library_find (agency->library, query, NULL);

  g_assert_true (again == RAPPORT_RECORD (agency->client));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (found->pdata[0] == again);
  g_assert_null (rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, "no such id"));
  g_assert_null (rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, NULL));
  /* An id under another type is not there. */
  g_assert_null (rapport_library_get (agency->library, RAPPORT_TYPE_CONTACT, agency->client_id));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_transaction (Agency *agency, gconstpointer data)
{
  guint notified = 0, changed = 0;
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Try");
  RapportRecord *record = RAPPORT_RECORD (agency->client);

  g_signal_connect_swapped (record, "notify::name", G_CALLBACK (count_cb), &notified);
  g_signal_connect_swapped (record, "changed", G_CALLBACK (count_cb), &changed);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_NAME, "New name");
  g_assert_cmpstr (name_of (agency->client), ==, "Romashka");
  rapport_transaction_free (transaction);
  g_assert_cmpuint (notified, ==, 0);

  rename_client (agency, agency->client, "New name");
  g_assert_cmpstr (name_of (agency->client), ==, "New name");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (changed, ==, 1);

  /* What changes nothing is no change. */
  rename_client (agency, agency->client, "New name");
  g_assert_cmpuint (changed, ==, 1);
  agency_restart (agency);
  g_assert_cmpstr (name_of (agency->client), ==, "New name");
}

static void
test_hostile_text (Agency *agency, gconstpointer data)
{
  g_autofree char *lots = g_strnfill (100000, 'x');
  const char *const names[] = { "<b>bold</b> & \"quoted\"", "two\nlines\ttab",          "שלום עולם",
                                "😀👩‍👩‍👧",   "'); DROP TABLE client;--", lots };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      rename_client (agency, agency->client, names[i]);
      agency_restart (agency);
      g_assert_cmpstr (name_of (agency->client), ==, names[i]);
    }
  rename_client (agency, agency->client, "bad \xff utf-8");
  g_assert_true (g_utf8_validate (name_of (agency->client), -1, NULL));
}

static void
test_natural_key (Agency *agency, gconstpointer data)
{
  const char *key[] = { agency->client_id, "2026-11-16", "member", NULL };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Mark");
  RapportRecord *one = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key);
  RapportRecord *two = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key);
  g_autoptr (RapportRecord) light = g_object_ref (one);
  g_autoptr (RapportRecord) found = NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_LIGHT);

  g_assert_true (one == two);
  agency_commit (transaction);
  g_assert_cmpint (rapport_record_get_day (light, RAPPORT_LIGHT_WEEK), ==,
                   rapport_day_new (2026, 11, 16));
  found = rapport_library_get_by_key (agency->library, RAPPORT_TYPE_LIGHT, key);
  g_assert_true (found == light);

  transaction = rapport_transaction_begin (agency->library, "Take away");
  rapport_transaction_trash (transaction, light);
  agency_commit (transaction);
  g_assert_cmpuint (agency_count (agency, query), ==, 0);
  transaction = rapport_transaction_begin (agency->library, "Mark again");
  g_assert_true (rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key) == light);
  agency_commit (transaction);
  g_assert_cmpuint (agency_count (agency, query), ==, 1);
}

static void
test_erase (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) doomed = agency_add_client (agency, "Doomed");
  g_autofree char *id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (doomed)));
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Erase");
  g_autoptr (GError) error = NULL;

  rapport_transaction_erase (transaction, RAPPORT_RECORD (doomed));
  agency_commit (transaction);
  g_assert_null (rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, id));
  g_assert_null (rapport_library_undo (agency->library, id, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_object (&doomed);
  agency_restart (agency);
  g_assert_null (rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, id));
}

/* Undo and redo. */

static void
undo (Agency *agency, gboolean redo, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *offered =
    rapport_library_get_undo_label (agency->library, agency->client_id, redo);
  g_autofree char *done = rapport_library_undo (agency->library, agency->client_id, redo, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (offered, ==, label);
  g_assert_cmpstr (done, ==, label);
}

static void
test_undo (Agency *agency, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rename_client (agency, agency->client, "one");
  rename_client (agency, agency->client, "two");
  undo (agency, FALSE, "Rename");
  g_assert_cmpstr (name_of (agency->client), ==, "one");
  agency_restart (agency);
  undo (agency, FALSE, "Rename");
  g_assert_cmpstr (name_of (agency->client), ==, "Romashka");
  undo (agency, TRUE, "Rename");
  undo (agency, TRUE, "Rename");
  g_assert_cmpstr (name_of (agency->client), ==, "two");
  g_assert_null (rapport_library_undo (agency->library, agency->client_id, TRUE, &error));
  g_assert_nonnull (error);

  /* A new edit ends what could be redone. */
  undo (agency, FALSE, "Rename");
  rename_client (agency, agency->client, "three");
  g_assert_null (rapport_library_get_undo_label (agency->library, agency->client_id, TRUE));
  undo (agency, FALSE, "Rename");
  g_assert_cmpstr (name_of (agency->client), ==, "one");
}

static void
test_undo_of_others (Agency *agency, gconstpointer data)
{
  g_autofree char *me = g_strdup (rapport_library_get_me (agency->library));
  g_autoptr (GError) error = NULL;

  rename_client (agency, agency->client, "mine");
  rapport_library_set_me (agency->library, "somebody else");
  rename_client (agency, agency->client, "theirs");
  rapport_library_set_me (agency->library, me);
  /* What somebody has changed since is not overwritten. */
  g_assert_null (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (name_of (agency->client), ==, "theirs");
}

/* What somebody has written into other lines since stays, and the same lines are left alone. */
static void
test_undo_lines (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *before, *mine, *since, *undone;
  } cases[] = {
    { "one\ntwo\nthree", "one\nTWO\nthree", "one\nTWO\nthree\nfour", "one\ntwo\nthree\nfour" },
    { "one\ntwo\nthree", "one\nthree", "zero\none\nthree", "zero\none\ntwo\nthree" },
    { "one\ntwo\nthree", "one\nTWO\nthree", "one\nZWEI\nthree", NULL },
  };
  g_autofree char *me = g_strdup (rapport_library_get_me (agency->library));
  RapportRecord *client = RAPPORT_RECORD (agency->client);

  rapport_library_set_line_merge (agency->library, rapport_text_merge_lines);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *undone = NULL;

      set_notes (agency, cases[i].before);
      set_notes (agency, cases[i].mine);
      rapport_library_set_me (agency->library, "somebody else");
      set_notes (agency, cases[i].since);
      rapport_library_set_me (agency->library, me);
      undone = rapport_library_undo (agency->library, agency->client_id, FALSE, &error);
      g_assert_true ((undone == NULL) == (cases[i].undone == NULL));
      g_assert_cmpstr (rapport_record_get_text (client, RAPPORT_CLIENT_TEAM_NOTES), ==,
                       cases[i].undone != NULL ? cases[i].undone : cases[i].since);
    }
}

static void
test_undo_barrier (Agency *agency, gconstpointer data)
{
  RapportTransaction *transaction;

  rename_client (agency, agency->client, "sent");
  transaction = rapport_transaction_begin (agency->library, "Send");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_SITE,
                                "sent.example");
  rapport_transaction_set_barrier (transaction);
  agency_commit (transaction);
  g_assert_null (rapport_library_get_undo_label (agency->library, agency->client_id, FALSE));
  rename_client (agency, agency->client, "later");
  undo (agency, FALSE, "Rename");
  g_assert_cmpstr (name_of (agency->client), ==, "sent");
}

static void
test_undo_random (Agency *agency, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at;

  g_ptr_array_add (states, g_strdup ("Romashka"));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u", i);

      rename_client (agency, agency->client, name);
      g_ptr_array_add (states, g_steal_pointer (&name));
    }
  at = states->len - 1;
  for (guint i = 0; i < 60; i++)
    {
      gboolean redo = g_rand_boolean (random);

      if (redo ? at + 1 == states->len : at == 0)
        continue;
      undo (agency, redo, "Rename");
      at += redo ? 1 : -1;
      g_assert_cmpstr (name_of (agency->client), ==, states->pdata[at]);
    }
}

/* Doing again what could not be written. */

static RapportChangeSet *
unwritten_set (Agency *agency, guint field, const char *before, const char *after)
{
  g_autofree char *id = rapport_id_new (TEST_NOW);
  const RapportChangeHead head = { .id = id,
                                   .label = "Write",
                                   .author = rapport_library_get_me (agency->library),
                                   .client = agency->client_id };
  RapportChangeSet *set = rapport_change_set_new (&head);

  rapport_record_change_add_field (
    rapport_change_set_add_record (set, &rapport_client_info, agency->client_id,
                                   RAPPORT_OPERATION_CHANGE),
    field, before != NULL ? g_variant_new_string (before) : NULL, g_variant_new_string (after));
  return set;
}

static guint
reapply (Agency *agency, RapportChangeSet *set)
{
  g_autoptr (GError) error = NULL;
  guint n_clashes = 99;

  g_assert_true (rapport_library_reapply (agency->library, set, &n_clashes, &error));
  g_assert_no_error (error);
  return n_clashes;
}

static void
test_reapply (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportChangeSet) set =
    unwritten_set (agency, RAPPORT_CLIENT_NAME, "Romashka", "Vasilyok");
  guint64 before;

  g_assert_cmpuint (reapply (agency, set), ==, 0);
  g_assert_cmpstr (name_of (agency->client), ==, "Vasilyok");
  /* Once more is nothing more. */
  g_assert_true (rapport_library_flush (agency->library, NULL));
  before = rapport_store_get_durable (RAPPORT_STORE (agency->store));
  g_assert_cmpuint (reapply (agency, set), ==, 0);
  g_assert_true (rapport_library_flush (agency->library, NULL));
  g_assert_cmpuint (rapport_store_get_durable (RAPPORT_STORE (agency->store)), ==, before);
  undo (agency, FALSE, "Write");
  g_assert_cmpstr (name_of (agency->client), ==, "Romashka");
}

/* Both values of a field that was changed meanwhile are kept, the one that could
 * not be written for those alone who may see the field. */
static void
test_reapply_clash (Agency *agency, gconstpointer data)
{
  static const struct
  {
    guint field;
    const char *text;
    gboolean is_private;
  } cases[] = { { RAPPORT_CLIENT_NAME, "name in vain", FALSE },
                { RAPPORT_CLIENT_TEMPERAMENT, "temperament in vain", TRUE } };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_NOTE);

  rename_client (agency, agency->client, "changed since");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportChangeSet) set =
        unwritten_set (agency, cases[i].field, "Something else", cases[i].text);
      g_autoptr (GPtrArray) notes = NULL;
      RapportRecord *note;

      g_assert_cmpuint (reapply (agency, set), ==, 1);
      agency_restart (agency);
      notes = rapport_library_find (agency->library, query, NULL);
      g_assert_cmpuint (notes->len, ==, i + 1);
      note = notes->pdata[0];
      if (strstr (rapport_record_get_text (note, RAPPORT_NOTE_BODY), cases[i].text) == NULL)
        note = notes->pdata[notes->len - 1];
      g_assert_nonnull (strstr (rapport_record_get_text (note, RAPPORT_NOTE_BODY), cases[i].text));
      g_assert_cmpstr (rapport_record_get_text (note, RAPPORT_NOTE_CLIENT), ==, agency->client_id);
      g_assert_cmpstr (rapport_record_get_text (note, RAPPORT_NOTE_ABOUT), ==, agency->client_id);
      g_assert_true (rapport_record_get_boolean (note, RAPPORT_NOTE_PINNED));
      g_assert_true (g_str_equal (rapport_record_get_text (note, RAPPORT_RECORD_AUDIENCE), "me") ==
                     cases[i].is_private);
    }
  g_assert_cmpstr (name_of (agency->client), ==, "changed since");
}

/* Typing. */

static void
test_typing (Agency *agency, gconstpointer data)
{
  RapportTyping *typing = rapport_typing_new (agency->library, RAPPORT_RECORD (agency->client),
                                              RAPPORT_CLIENT_TEAM_NOTES, "Write a note");
  g_autoptr (GError) error = NULL;

  rapport_typing_set_text (typing, "a");
  rapport_typing_set_text (typing, "ab");
  g_assert_true (rapport_typing_flush (typing, &error));
  rapport_typing_set_text (typing, "abc");
  g_assert_cmpstr (
    rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_TEAM_NOTES), ==, "ab");
  /* Dropping it writes what is left. */
  g_assert_finalize_object (typing);
  agency_restart (agency);
  g_assert_cmpstr (
    rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_TEAM_NOTES), ==,
    "abc");
  /* All of it is one step. */
  undo (agency, FALSE, "Write a note");
  g_assert_cmpstr (
    rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_TEAM_NOTES), ==, "");
}

static gboolean
is_written (Agency *agency)
{
  return rapport_record_get_value (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_TEAM_NOTES) !=
         NULL;
}

static void
test_typing_pause (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportTyping) typing = rapport_typing_new (
    agency->library, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_TEAM_NOTES, "Write a note");

  rapport_typing_set_text (typing, "after a pause");
  g_assert_false (is_written (agency));
  while (!is_written (agency))
    g_main_context_iteration (NULL, TRUE);
}

/* Lists. */

static char *
names_in (RapportRecordList *list)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (RapportClient) client = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s|", name_of (client));
    }
  return g_string_free (names, FALSE);
}

static void
assert_names (RapportRecordList *list, const char *expected)
{
  g_autofree char *names = names_in (list);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_list (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (RapportRecordList) list = NULL;
  g_autoptr (RapportClient) anchor = NULL;
  g_autoptr (RapportClient) zebra = NULL;
  RapportTransaction *transaction;
  guint position;

  rapport_query_where_text (query, RAPPORT_CLIENT_STATUS, "current");
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  list = rapport_record_list_new (agency->library, query);
  assert_names (list, "Romashka|");
  zebra = agency_add_client (agency, "Zebra");
  anchor = agency_add_client (agency, "Anchor");
  assert_names (list, "Anchor|Romashka|Zebra|");
  rename_client (agency, anchor, "Tailor");
  assert_names (list, "Romashka|Tailor|Zebra|");
  g_assert_true (
    rapport_record_list_find (list, rapport_record_get_id (RAPPORT_RECORD (anchor)), &position));
  g_assert_cmpuint (position, ==, 1);

  transaction = rapport_transaction_begin (agency->library, "Pause");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (anchor), RAPPORT_CLIENT_STATUS,
                                "paused");
  rapport_transaction_trash (transaction, RAPPORT_RECORD (zebra));
  agency_commit (transaction);
  assert_names (list, "Romashka|");
  g_assert_false (
    rapport_record_list_find (list, rapport_record_get_id (RAPPORT_RECORD (anchor)), NULL));
}

static void
follow_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (
      mirror, (int) (position + i),
      g_strdup (rapport_record_list_get_id (RAPPORT_RECORD_LIST (model), position + i)));
}

/* Whoever follows the list's signals has the list. */
static void
test_list_random (Agency *agency, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (RapportRecordList) list = NULL;
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);

  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, TRUE);
  list = rapport_record_list_new (agency->library, query);
  g_ptr_array_add (mirror, g_strdup (agency->client_id));
  g_signal_connect (list, "items-changed", G_CALLBACK (follow_cb), mirror);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", g_rand_int_range (random, 0, 50));
      guint which = (guint) g_rand_int_range (random, 0, (gint32) clients->len + 1);

      if (which == clients->len || i < 10)
        g_ptr_array_add (clients, agency_add_client (agency, name));
      else
        rename_client (agency, clients->pdata[which], name);
    }
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (RapportRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autoptr (RapportRecord) next = g_list_model_get_item (G_LIST_MODEL (list), i + 1);

      g_assert_cmpstr (mirror->pdata[i], ==, rapport_record_list_get_id (list, i));
      if (next != NULL)
        g_assert_cmpint (rapport_query_compare (query, record, next), <, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/library/one-object", test_one_object);
  agency_test ("/library/transaction", test_transaction);
  agency_test ("/library/hostile-text", test_hostile_text);
  agency_test ("/library/natural-key", test_natural_key);
  agency_test ("/library/erase", test_erase);
  agency_test ("/undo/plain", test_undo);
  agency_test ("/undo/of-others", test_undo_of_others);
  agency_test ("/undo/lines", test_undo_lines);
  agency_test ("/undo/barrier", test_undo_barrier);
  agency_test ("/undo/random", test_undo_random);
  agency_test ("/reapply/plain", test_reapply);
  agency_test ("/reapply/clash", test_reapply_clash);
  agency_test ("/typing/one-step", test_typing);
  agency_test ("/typing/pause", test_typing_pause);
  agency_test ("/list/follows", test_list);
  agency_test ("/list/random", test_list_random);
  return g_test_run ();
}
