/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trash: what lies there, how it comes back, and how it goes for good. */
#include "rapport-backup.h"
#include "rapport-client-status.h"
#include "rapport-person.h"
#include "rapport-record-list.h"
#include "rapport-trash.h"
#include "rules-support.h"

#include <string.h>

/* Waiting. */

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GPtrArray *
read_trash (Agency *agency)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  rapport_trash_read_async (agency->library, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  items = rapport_trash_read_finish (agency->library, result, &error);
  g_assert_no_error (error);
  return items;
}

static void
restore (Agency *agency, GPtrArray *items)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rapport_trash_restore_async (agency->library, items, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_trash_work_finish (agency->library, result, &error));
  g_assert_no_error (error);
}

static void
erase (Agency *agency, GPtrArray *items)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rapport_trash_erase_async (agency->library, items, NULL, NULL, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_trash_work_finish (agency->library, result, &error));
  g_assert_no_error (error);
}

/* Making. */

static RapportRecord *
add (Agency *agency, GType type, guint client_field, guint field, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *record = g_object_ref (rapport_transaction_create (transaction, type));

  rapport_transaction_set_text (transaction, record, client_field, agency->client_id);
  rapport_transaction_set_text (transaction, record, field, text);
  agency_commit (transaction);
  return record;
}

static RapportRecord *
add_contact (Agency *agency, const char *name)
{
  return add (agency, RAPPORT_TYPE_CONTACT, RAPPORT_CONTACT_CLIENT, RAPPORT_CONTACT_NAME, name);
}

static RapportRecord *
add_note (Agency *agency, RapportRecord *about, const char *text)
{
  RapportRecord *note =
    add (agency, RAPPORT_TYPE_NOTE, RAPPORT_NOTE_CLIENT, RAPPORT_NOTE_BODY, text);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");

  rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_ABOUT,
                                rapport_record_get_id (about));
  agency_commit (transaction);
  return note;
}

static void
put_into_trash (Agency *agency, RapportRecord *record)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Delete");

  rapport_transaction_trash (transaction, record);
  agency_commit (transaction);
}

static guint
count_contacts (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONTACT);

  rapport_query_include_trashed (query);
  return agency_count (agency, query);
}

/* What lies there. */

static void
test_reading (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) anna = add_contact (agency, "Anna");
  g_autoptr (RapportRecord) kept = add_contact (agency, "Boris");
  g_autoptr (RapportRecord) note = add_note (agency, kept, "First line\nsecond");
  g_autoptr (GPtrArray) empty = read_trash (agency);
  g_autoptr (GPtrArray) items = NULL;

  g_assert_cmpuint (empty->len, ==, 0);
  put_into_trash (agency, anna);
  put_into_trash (agency, note);
  put_into_trash (agency, RAPPORT_RECORD (agency->client));
  items = read_trash (agency);
  g_assert_cmpuint (items->len, ==, 3);
  /* The client first, then by kind. */
  g_assert_true (rapport_trash_item_get_info (items->pdata[0]) == &rapport_client_info);
  g_assert_cmpstr (rapport_trash_item_get_title (items->pdata[1]), ==, "Anna");
  g_assert_cmpstr (rapport_trash_item_get_title (items->pdata[2]), ==, "First line");
  for (guint i = 0; i < items->len; i++)
    {
      g_assert_cmpstr (rapport_trash_item_get_client_name (items->pdata[i]), ==,
                       rapport_record_get_title (RAPPORT_RECORD (agency->client)));
      g_assert_cmpint (rapport_trash_item_get_instant (items->pdata[i]), >, 0);
    }
}

/* How it comes back. */

static void
test_restoring (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *undone = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (RapportRecord) contact = add_contact (agency, "Somebody");

      put_into_trash (agency, contact);
    }
  items = read_trash (agency);
  g_assert_cmpuint (items->len, ==, 30);
  restore (agency, items);
  left = read_trash (agency);
  g_assert_cmpuint (left->len, ==, 0);
  /* As one step of undo. */
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  g_assert_nonnull (undone);
  g_clear_pointer (&left, g_ptr_array_unref);
  left = read_trash (agency);
  g_assert_cmpuint (left->len, ==, 30);
}

/* A record of a client in the trash brings it back. */
static void
test_restoring_with_client (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) anna = add_contact (agency, "Anna");
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = NULL;

  put_into_trash (agency, anna);
  put_into_trash (agency, RAPPORT_RECORD (agency->client));
  items = read_trash (agency);
  g_ptr_array_add (one, items->pdata[1]);
  restore (agency, one);
  g_assert_false (rapport_record_is_trashed (anna));
  g_assert_false (rapport_record_is_trashed (RAPPORT_RECORD (agency->client)));
}

static void
set_status (Agency *agency, const char *status, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");
  const RapportStatusChange change = { .status = status, .day = rapport_day_parse (day) };

  rapport_client_set_status (transaction, agency->library, agency->client, &change);
  agency_commit (transaction);
}

/* A step that comes back is where the client stands, if it is the last. */
static void
test_restoring_a_step (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;

  set_status (agency, "lead", "2026-01-01");
  set_status (agency, "paused", "2026-11-01");
  set_status (agency, "current", "2026-10-01");
  items = read_trash (agency);
  g_assert_cmpuint (items->len, ==, 1);
  restore (agency, items);
  g_assert_cmpstr (rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_STATUS),
                   ==, "paused");
}

/* How it goes for good. */

static void
test_erasing (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) anna = add_contact (agency, "Anna");
  g_autoptr (RapportRecord) boris = add_contact (agency, "Boris");
  g_autoptr (RapportRecord) about_anna = add_note (agency, anna, "Likes tea");
  g_autoptr (RapportRecord) about_boris = add_note (agency, boris, "Likes coffee");
  g_autoptr (RapportQuery) notes = rapport_query_new (RAPPORT_TYPE_NOTE);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) left = NULL;

  put_into_trash (agency, anna);
  items = read_trash (agency);
  g_clear_object (&anna);
  g_clear_object (&about_anna);
  erase (agency, items);
  left = read_trash (agency);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (count_contacts (agency), ==, 1);
  g_assert_cmpuint (agency_count (agency, notes), ==, 1);
  g_assert_false (rapport_store_is_erasing (rapport_library_get_store (agency->library)));
}

static void
assert_whole_cb (GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RapportRecord) record = g_list_model_get_item (list, i);

      g_assert_nonnull (record);
    }
}

/* A client goes with all that is its, whether it lies in the trash or not; lists
 * that show it never hand out what is not there. */
static void
test_erasing_a_client (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONTACT);
  g_autoptr (RapportRecordList) list = NULL;
  g_autoptr (RapportClient) other = agency_add_client (agency, "Another");
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (RapportRecord) contact = add_contact (agency, "Somebody");

      if (i == 0)
        put_into_trash (agency, contact);
    }
  list = rapport_record_list_new (agency->library, query);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_signal_connect (list, "items-changed", G_CALLBACK (assert_whole_cb), NULL);
  put_into_trash (agency, RAPPORT_RECORD (agency->client));
  items = read_trash (agency);
  g_assert_cmpuint (items->len, ==, 2);
  erase (agency, items);
  g_assert_cmpuint (count_contacts (agency), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (rapport_library_get (agency->library, RAPPORT_TYPE_CLIENT, agency->client_id));
  g_assert_false (rapport_record_is_trashed (RAPPORT_RECORD (other)));
}

/* A person. */

static RapportPersonTraces *
find_person (Agency *agency, RapportRecord *contact)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RapportPersonTraces *traces;

  rapport_person_find_async (agency->library, RAPPORT_CONTACT (contact), NULL, keep_result_cb,
                             &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  traces = rapport_person_find_finish (agency->library, result, &error);
  g_assert_no_error (error);
  return traces;
}

static void
erase_person (Agency *agency, RapportPersonTraces *traces)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rapport_person_erase_async (agency->library, traces, NULL, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_trash_work_finish (agency->library, result, &error));
  g_assert_no_error (error);
}

static void
erase_now (Agency *agency, RapportRecord *record)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Erase");

  rapport_transaction_erase (transaction, record);
  agency_commit (transaction);
}

static void
set_reference (Agency *agency, RapportRecord *record, guint field, RapportRecord *target)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Set");

  rapport_transaction_set_text (transaction, record, field, rapport_record_get_id (target));
  agency_commit (transaction);
}

static guint
count_files_with (const char *folder, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files_with (path, word);
      else if (g_file_get_contents (path, &bytes, &length, NULL) &&
               memmem (bytes, length, word, strlen (word)) != NULL)
        n++;
    }
  return n;
}

/* Whatever is theirs goes, from every file; what only points at them stays. In the
 * archive as well. */
static void
test_person (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) person = add_contact (agency, "Zinaida Evgrafova");
  g_autoptr (RapportRecord) doubled = add_contact (agency, "zinaida evgrafova");
  g_autoptr (RapportRecord) other = add_contact (agency, "Boris");
  g_autoptr (RapportRecord) note = add_note (agency, person, "Evgrafova likes tea");
  g_autoptr (RapportRecord) job =
    add (agency, RAPPORT_TYPE_JOB, RAPPORT_JOB_CLIENT, RAPPORT_JOB_COMPANY, "Evgrafova and Sons");
  g_autoptr (RapportRecord) claim =
    add (agency, RAPPORT_TYPE_CLAIM, RAPPORT_CLAIM_CLIENT, RAPPORT_CLAIM_TITLE, "Too late");
  g_autoptr (RapportRecord) mention = add_note (agency, other, "Boris knows Zinaida Evgrafova");
  g_autoptr (RapportPersonTraces) traces = NULL;
  g_autofree char *backup = NULL;
  RapportTransaction *transaction;

  set_reference (agency, job, RAPPORT_JOB_CONTACT, person);
  set_reference (agency, claim, RAPPORT_CLAIM_CONTACT, person);
  put_into_trash (agency, doubled);
  g_assert_true (rapport_library_flush (agency->library, NULL));
  backup = rapport_backup_make (agency->path, RAPPORT_BACKUP_BY_HAND, agency->clock, NULL, NULL);
  g_assert_nonnull (backup);
  traces = find_person (agency, person);
  g_assert_cmpuint (traces->items->len, ==, 4);
  g_assert_cmpuint (traces->references->len, ==, 1);
  g_assert_cmpuint (traces->mentions->len, ==, 1);
  g_assert_cmpstr (((RapportHit *) traces->mentions->pdata[0])->id, ==,
                   rapport_record_get_id (mention));
  /* By hand, as the user is told to; its history does not hold the name. */
  erase_now (agency, mention);
  transaction = rapport_transaction_begin (agency->library, "Archive");
  rapport_transaction_set_integer (transaction, RAPPORT_RECORD (agency->client),
                                   RAPPORT_CLIENT_ARCHIVED, 1);
  agency_commit (transaction);
  g_assert_cmpuint (count_files_with (agency->folder, "Evgrafova"), >=, 2);
  erase_person (agency, traces);
  g_assert_cmpuint (count_files_with (agency->folder, "Evgrafova"), ==, 0);
  g_assert_cmpuint (count_files_with (agency->folder, "evgrafova"), ==, 0);
  g_assert_cmpuint (count_contacts (agency), ==, 1);
  g_assert_cmpstr (rapport_record_get_text (claim, RAPPORT_CLAIM_CONTACT), ==, "");
  g_assert_cmpstr (rapport_record_get_text (claim, RAPPORT_CLAIM_TITLE), ==, "Too late");
}

/* It empties itself. */

static void
set_trash_days (Agency *agency, gint64 days)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Preferences");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);

  rapport_transaction_set_integer (transaction, RAPPORT_RECORD (workspace),
                                   RAPPORT_WORKSPACE_TRASH_DAYS, days);
  agency_commit (transaction);
}

static void
empty_trash (Agency *agency)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rapport_trash_empty_async (agency->library, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rapport_trash_work_finish (agency->library, result, &error));
  g_assert_no_error (error);
}

static void
test_emptying_itself (Agency *agency, gconstpointer data)
{
  static const struct
  {
    gint64 days;
    const char *today;
    guint left;
  } cases[] = {
    { 0, "2027-11-22", 2 },                           /* never */
    { 90, "2026-12-01", 2 }, { 90, "2027-02-20", 2 }, /* the ninetieth day */
    { 30, "2027-02-20", 2 },                          /* it looks once a day */
    { 90, "2027-02-21", 1 },                          /* what was deleted first has gone */
    { 90, "2027-03-02", 1 }, { 30, "2027-03-03", 0 },
  };
  g_autoptr (RapportRecord) anna = add_contact (agency, "Anna");
  g_autoptr (RapportRecord) boris = add_contact (agency, "Boris");

  put_into_trash (agency, anna);
  agency_set_today (agency, "2026-12-02");
  put_into_trash (agency, boris);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = NULL;

      agency_set_today (agency, cases[i].today);
      set_trash_days (agency, cases[i].days);
      empty_trash (agency);
      items = read_trash (agency);
      if (items->len != cases[i].left)
        g_error ("%" G_GINT64_FORMAT " days, %s: %u left", cases[i].days, cases[i].today,
                 items->len);
    }
}

/* As one entry of the log; and never what a client was sent. */
static void
test_emptying_keeps_what_was_sent (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) pdf = add (agency, RAPPORT_TYPE_ATTACHMENT, RAPPORT_ATTACHMENT_CLIENT,
                                       RAPPORT_ATTACHMENT_NAME, "report.pdf");
  g_autoptr (RapportRecord) file = add (agency, RAPPORT_TYPE_ATTACHMENT, RAPPORT_ATTACHMENT_CLIENT,
                                        RAPPORT_ATTACHMENT_NAME, "brief.pdf");
  g_autoptr (RapportRecord) sent =
    add (agency, RAPPORT_TYPE_REPORT, RAPPORT_REPORT_CLIENT, RAPPORT_REPORT_STATE, "sent");
  g_autoptr (RapportRecord) draft =
    add (agency, RAPPORT_TYPE_REPORT, RAPPORT_REPORT_CLIENT, RAPPORT_REPORT_STATE, "draft");
  g_autoptr (RapportRecord) part = add (agency, RAPPORT_TYPE_SECTION, RAPPORT_SECTION_CLIENT,
                                        RAPPORT_SECTION_REPORT, rapport_record_get_id (sent));
  RapportRecord *records[] = { pdf, file, sent, draft, part, RAPPORT_RECORD (agency->client) };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Send");
  g_autoptr (GPtrArray) items = NULL;

  rapport_transaction_set_text (transaction, sent, RAPPORT_REPORT_PDF, rapport_record_get_id (pdf));
  agency_commit (transaction);
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    put_into_trash (agency, records[i]);
  set_trash_days (agency, 30);
  agency_set_today (agency, "2027-03-01");
  empty_trash (agency);
  items = read_trash (agency);
  g_assert_cmpuint (items->len, ==, 4);
  for (guint i = 0; i < items->len; i++)
    {
      const char *id = rapport_trash_item_get_id (items->pdata[i]);

      g_assert_cmpstr (id, !=, rapport_record_get_id (file));
      g_assert_cmpstr (id, !=, rapport_record_get_id (draft));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/trash/reading", test_reading);
  agency_test ("/trash/restoring", test_restoring);
  agency_test ("/trash/restoring-with-client", test_restoring_with_client);
  agency_test ("/trash/restoring-a-step", test_restoring_a_step);
  agency_test ("/trash/erasing", test_erasing);
  agency_test ("/trash/erasing-a-client", test_erasing_a_client);
  agency_test ("/trash/person", test_person);
  agency_test ("/trash/emptying-itself", test_emptying_itself);
  agency_test ("/trash/emptying-keeps-what-was-sent", test_emptying_keeps_what_was_sent);
  return g_test_run ();
}
