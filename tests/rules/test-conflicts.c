/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What colleagues changed, taken over while somebody works; and what is to be settled then. */
#include "rapport-conflicts.h"
#include "rapport-onlooker.h"
#include "rapport-records.h"
#include "rapport-sync-take.h"
#include "rapport-text-merge.h"
#include "rules-support.h"

#include <string.h>

#define NOTE  "0192f0c0-0000-7000-8000-000000000001"
#define BORIS "0192f0c0-0000-7000-8000-00000000000b"

static void
flush (Agency *agency)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_library_flush (agency->library, &error));
  g_assert_no_error (error);
}

static RapportSyncPlace *
get_place (Agency *agency)
{
  g_autoptr (GPtrArray) places =
    rapport_store_get_sync_places (RAPPORT_STORE (agency->store), NULL);

  return places->len > 0 ? rapport_sync_place_copy (places->pdata[0]) : NULL;
}

static void
connect_agency (Agency *agency)
{
  const RapportChangeHead head = { .id = NOTE, .label = "", .kind = RAPPORT_CHANGE_PULL };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  rapport_library_set_line_merge (agency->library, rapport_text_merge_lines);
  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->replica, "here");
  rapport_change_set_set_note (set, note);
  rapport_library_apply (agency->library, set);
  flush (agency);
}

/* (transfer full) */
static RapportDocument *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  RapportDocument *document;

  g_assert_no_error (error);
  document = rapport_document_read_node (node, &error);
  g_assert_no_error (error);
  return document;
}

/* Boris's @text of the note (%NULL: it is deleted), from the database. */
static RapportSyncTaken
receive (Agency *agency, const char *revision, const char *past, const char *text)
{
  g_autoptr (RapportSyncPlace) place = get_place (agency);
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_document_free);
  g_autofree char *fields =
    text != NULL
      ? g_strdup_printf ("\"fields\":{\"audience\":\"team\",\"client\":\"%s\",\"body\":\"%s\"}",
                         agency->client_id, text)
      : g_strdup ("\"_deleted\":true");
  g_autofree char *json =
    g_strdup_printf ("{\"_id\":\"note:" NOTE "\",\"_rev\":\"%s\",\"past\":\"%s\",\"at\":5,"
                     "\"schema\":7,\"author\":\"" BORIS "\",%s}",
                     revision, past, fields);
  g_autoptr (GError) error = NULL;
  RapportSyncTaken taken;

  flush (agency);
  g_ptr_array_add (documents, parse (json));
  g_assert_true (rapport_sync_take (agency->library, place, documents, revision, &taken, &error));
  g_assert_no_error (error);
  flush (agency);
  g_clear_pointer (&place, rapport_sync_place_free);
  place = get_place (agency);
  g_assert_cmpstr (place->since, ==, revision);
  return taken;
}

static RapportRecord *
get_note (Agency *agency)
{
  return rapport_library_get (agency->library, RAPPORT_TYPE_NOTE, NOTE);
}

static void
write_note (Agency *agency, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Write");
  g_autoptr (RapportRecord) note = get_note (agency);

  rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, text);
  agency_commit (transaction);
}

static void
assert_note (Agency *agency, const char *text)
{
  g_autoptr (RapportRecord) note = get_note (agency);

  g_assert_nonnull (note);
  g_assert_cmpstr (rapport_record_get_text (note, RAPPORT_NOTE_BODY), ==, text);
}

static gboolean
waits (Agency *agency)
{
  static const char *const ids[] = { NOTE, NULL };
  g_autoptr (GPtrArray) entries =
    rapport_store_get_sync_entries (RAPPORT_STORE (agency->store), ids, NULL);

  return entries->len > 0 && ((RapportSyncEntry *) entries->pdata[0])->waiting;
}

/* (transfer full): the only open one. */
static RapportConflict *
get_conflict (Agency *agency)
{
  g_autoptr (GPtrArray) open = rapport_conflicts_find_open (agency->library, NULL, NULL, NULL);

  g_assert_cmpuint (open->len, ==, 1);
  return g_object_ref (open->pdata[0]);
}

static guint
count_open (Agency *agency)
{
  g_autoptr (GPtrArray) open =
    rapport_conflicts_find_open (agency->library, agency->client_id, NOTE, NULL);

  return open->len;
}

/* Each case: what Boris had sent, what is written here, and what comes of the second delivery. */
static const struct
{
  const char *what;
  const char *ours;
  const char *revision, *past, *theirs;
  const char *result;
  guint n_clashes;
  gboolean waits;
} cases[] = {
  { "nothing of ours", NULL, "2-b", "1-a", "a\\nb\\nC", "a\nb\nC", 0, FALSE },
  { "the same delivery", "A\nb\nc", "1-a", "", "a\\nb\\nc", "A\nb\nc", 0, TRUE },
  { "other lines", "A\nb\nc", "2-b", "1-a", "a\\nb\\nC", "A\nb\nC", 0, TRUE },
  { "the same line", "a\nX\nc", "2-b", "1-a", "a\\nY\\nc", "a\nX\nY\nc", 1, TRUE },
  { "both the same", "a\nX\nc", "2-b", "1-a", "a\\nX\\nc", "a\nX\nc", 0, FALSE },
  { "made beside ours", NULL, "3-d", "2-c 0-z", "a\\nd", "a\nb\nc\nd", 1, TRUE },
  { "erased", NULL, "2-b", "1-a", NULL, NULL, 0, FALSE },
  { "erased, and edited here", "A\nb\nc", "2-b", "1-a", NULL, "A\nb\nc", 1, TRUE },
  { "an older tombstone", NULL, "1-Z", "", NULL, "a\nb\nc", 0, TRUE },
};

static void
test_take (Agency *agency, gconstpointer data)
{
  connect_agency (agency);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportSyncTaken taken;

      g_test_message ("%s", cases[i].what);
      taken = receive (agency, "1-a", "", "a\\nb\\nc");
      g_assert_cmpuint (taken.n_new, ==, 1);
      g_assert_false (waits (agency));
      if (cases[i].ours != NULL)
        write_note (agency, cases[i].ours);
      taken = receive (agency, cases[i].revision, cases[i].past, cases[i].theirs);
      if (cases[i].result != NULL)
        assert_note (agency, cases[i].result);
      g_assert_cmpuint (taken.n_clashes, ==, cases[i].n_clashes);
      g_assert_cmpint (waits (agency), ==, cases[i].waits);
      /* Once more, it changes nothing. */
      taken = receive (agency, cases[i].revision, cases[i].past, cases[i].theirs);
      g_assert_cmpuint (taken.n_new + taken.n_changed + taken.n_erased + taken.n_clashes, ==, 0);
      agency_tear_down (agency, NULL);
      agency_set_up (agency, NULL);
      connect_agency (agency);
    }
}

static void
test_history (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) sets = NULL;
  g_autofree char *label = NULL;
  const RapportChangeHead *head;

  connect_agency (agency);
  receive (agency, "1-a", "", "a");
  write_note (agency, "a\nb");
  receive (agency, "2-b", "1-a", "0\\na");
  flush (agency);
  sets = rapport_store_history (RAPPORT_STORE (agency->store), agency->client_id, NOTE, 10, NULL);
  g_assert_cmpuint (sets->len, ==, 3);
  head = rapport_change_set_get_head (sets->pdata[0]);
  g_assert_cmpstr (head->author, ==, BORIS);
  g_assert_cmpint (head->kind, ==, RAPPORT_CHANGE_PULL);
  /* One's own change under a colleague's is taken back, and his stays. */
  assert_note (agency, "0\na\nb");
  label = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  g_assert_cmpstr (label, ==, "Write");
  assert_note (agency, "0\na");
}

static void
make_clash (Agency *agency)
{
  connect_agency (agency);
  receive (agency, "1-a", "", "a\\nb");
  write_note (agency, "a\nX");
  receive (agency, "2-b", "1-a", "a\\nY");
  assert_note (agency, "a\nX\nY");
}

static void
test_settle (Agency *agency, gconstpointer data)
{
  static const struct
  {
    RapportConflictChoice choice;
    const char *own;
    const char *since; /* written after the merge */
    const char *result;
  } choices[] = {
    { RAPPORT_CONFLICT_STANDS_AS_IT_IS, NULL, NULL, "a\nX\nY" },
    { RAPPORT_CONFLICT_TAKE_FIRST, NULL, NULL, "a\nX" },
    { RAPPORT_CONFLICT_TAKE_SECOND, NULL, NULL, "a\nY" },
    { RAPPORT_CONFLICT_TAKE_SECOND, NULL, "0\na\nX\nY", "0\na\nY" },
    { RAPPORT_CONFLICT_TAKE_OWN, "mine", NULL, "mine" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (RapportConflict) conflict = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *label = NULL;

      make_clash (agency);
      conflict = get_conflict (agency);
      if (choices[i].since != NULL)
        write_note (agency, choices[i].since);
      g_assert_true (rapport_conflict_settle (
        agency->library, conflict, choices[i].choice,
        choices[i].own != NULL ? g_variant_new_string (choices[i].own) : NULL, &error));
      g_assert_no_error (error);
      assert_note (agency, choices[i].result);
      g_assert_cmpuint (count_open (agency), ==, 0);
      g_assert_false (rapport_conflict_settle (agency->library, conflict,
                                               RAPPORT_CONFLICT_TAKE_FIRST, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      /* Undo opens it again. */
      label = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
      g_assert_nonnull (label);
      assert_note (agency, choices[i].since != NULL ? choices[i].since : "a\nX\nY");
      g_assert_cmpuint (count_open (agency), ==, 1);
      g_clear_object (&conflict);
      agency_tear_down (agency, NULL);
      agency_set_up (agency, NULL);
    }
}

static void
test_details (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportConflict) conflict = NULL;
  g_autoptr (RapportConflictDetails) details = NULL;
  RapportTransaction *transaction;

  make_clash (agency);
  conflict = get_conflict (agency);
  details = rapport_conflict_get_details (agency->library, conflict);
  g_assert_cmpstr (details->field->name, ==, "body");
  g_assert_cmpstr (g_variant_get_string (details->base, NULL), ==, "a\nb");
  g_assert_cmpstr (g_variant_get_string (details->first, NULL), ==, "a\nX");
  g_assert_cmpstr (g_variant_get_string (details->second, NULL), ==, "a\nY");
  g_assert_cmpstr (g_variant_get_string (details->now, NULL), ==, "a\nX\nY");
  g_assert_cmpstr (details->first_by, ==, "Anna");
  g_assert_cmpstr (details->second_by, ==, "");
  /* Nothing of it in a call. */
  rapport_onlooker_set_client (rapport_onlooker_of (agency->library), agency->client_id);
  g_assert_null (rapport_conflict_get_details (agency->library, conflict));
  g_assert_cmpuint (count_open (agency), ==, 0);
  rapport_onlooker_set_client (rapport_onlooker_of (agency->library), NULL);
  g_assert_cmpuint (count_open (agency), ==, 1);
  /* What is gone needs no settling. */
  transaction = rapport_transaction_begin (agency->library, "Delete");
  rapport_transaction_trash (transaction, details->record);
  agency_commit (transaction);
  g_assert_cmpuint (count_open (agency), ==, 0);
}

static void
test_deletion (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportConflict) conflict = NULL;
  g_autoptr (RapportConflictDetails) details = NULL;
  g_autoptr (RapportRecord) note = NULL;
  g_autoptr (GError) error = NULL;

  connect_agency (agency);
  receive (agency, "1-a", "", "a");
  write_note (agency, "b");
  receive (agency, "2-b", "1-a", NULL);
  conflict = get_conflict (agency);
  details = rapport_conflict_get_details (agency->library, conflict);
  g_assert_null (details->field);
  g_assert_cmpstr (details->second_by, ==, "Anna");
  g_assert_true (
    rapport_conflict_settle (agency->library, conflict, RAPPORT_CONFLICT_TAKE_FIRST, NULL, &error));
  note = get_note (agency);
  g_assert_true (rapport_record_is_trashed (note));
  g_assert_cmpuint (count_open (agency), ==, 0);
}

/* A colleague's change comes while somebody types. */
static void
test_typing (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) note = NULL;
  RapportTyping *typing;

  connect_agency (agency);
  receive (agency, "1-a", "", "a\\nb\\nc");
  note = get_note (agency);
  typing = rapport_typing_new (agency->library, note, RAPPORT_NOTE_BODY, "Type");
  rapport_typing_set_text (typing, "a1\nb\nc");
  receive (agency, "2-b", "1-a", "a\\nb\\nC");
  assert_note (agency, "a\nb\nC");
  g_assert_true (rapport_typing_flush (typing, NULL));
  assert_note (agency, "a1\nb\nC");
  /* The editor goes on with what it shows. */
  rapport_typing_set_text (typing, "a12\nb\nc");
  g_assert_true (rapport_typing_flush (typing, NULL));
  assert_note (agency, "a12\nb\nC");
  g_assert_cmpuint (count_open (agency), ==, 0);
  rapport_typing_set_text (typing, "a12\nb\ncc");
  g_object_unref (typing);
  assert_note (agency, "a12\nb\nC\ncc");
  g_assert_cmpuint (count_open (agency), ==, 1);
}

/* The same, and the colleague erases it. */
static void
test_typing_erased (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) note = NULL;
  RapportTyping *typing;

  connect_agency (agency);
  receive (agency, "1-a", "", "a");
  note = get_note (agency);
  typing = rapport_typing_new (agency->library, note, RAPPORT_NOTE_BODY, "Type");
  rapport_typing_set_text (typing, "ab");
  receive (agency, "2-b", "1-a", NULL);
  rapport_typing_set_text (typing, "abc");
  g_assert_true (rapport_typing_flush (typing, NULL));
  assert_note (agency, "abc");
  rapport_typing_set_text (typing, "abcd");
  g_object_unref (typing);
  flush (agency);
  assert_note (agency, "abcd");
  g_assert_true (waits (agency));
  g_assert_cmpuint (count_open (agency), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/sync-take/cases", test_take);
  agency_test ("/sync-take/history", test_history);
  agency_test ("/sync-take/typing", test_typing);
  agency_test ("/sync-take/typing-erased", test_typing_erased);
  agency_test ("/conflicts/settle", test_settle);
  agency_test ("/conflicts/details", test_details);
  agency_test ("/conflicts/deletion", test_deletion);
  return g_test_run ();
}
