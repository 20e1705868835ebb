/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are kept with records: their names, their bytes, and the live list. */
#include "rapport-files.h"
#include "rapport-logo.h"
#include "rules-support.h"

#include <string.h>

static void
test_clean_name (void)
{
  static const struct
  {
    const char *name, *clean;
  } cases[] = {
    { "brief.pdf", "brief.pdf" },
    { "  Бриф № 1.pdf ", "Бриф № 1.pdf" },
    { "../../etc/passwd", "..-..-etc-passwd" },
    { "a\\b", "a-b" },
    { "two\nlines\t.txt", "twolines.txt" },
    { "", "file" },
    { NULL, "file" },
    { ".", "file" },
    { "..", "file" },
    { " \n ", "file" },
    { ".profile", ".profile" },
    /* A mark of direction makes "exe.gnp" look like "png.exe" turned round. */
    { "photo\xe2\x80\xae"
      "gnp.exe",
      "photognp.exe" },
    { "family 👩‍👧.png", "family 👩‍👧.png" },
    { "broken\xff.txt", "broken\xef\xbf\xbd.txt" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = rapport_file_clean_name (cases[i].name);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_long_name (void)
{
  static const char *const endings[] = { ".pdf", "", ".an ending that is a sentence" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      GString *name = g_string_new (NULL);
      g_autofree char *long_name = NULL;
      g_autofree char *clean = NULL;

      for (guint j = 0; j < 300; j++)
        g_string_append (name, "ж");
      g_string_append (name, endings[i]);
      long_name = g_string_free_and_steal (name);
      clean = rapport_file_clean_name (long_name);
      g_assert_cmpuint (strlen (clean), <=, 200);
      g_assert_cmpuint (strlen (clean), >, 190);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_true (strlen (endings[i]) > 16 || g_str_has_suffix (clean, endings[i]));
    }
}

/* Keeping. */

static char *
attach (Agency *agency, const char *about, const char *name, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RapportFileData) data = rapport_file_data_new (name, "text/plain", bytes);
  RapportRecord *record = rapport_file_attach (transaction, agency->client_id, about, data);
  char *id = g_strdup (rapport_record_get_id (record));

  agency_commit (transaction);
  return id;
}

static void
read_cb (gboolean *is_read)
{
  *is_read = TRUE;
}

/* Waits until @list has been read once more. */
static void
wait_read (RapportFileList *list)
{
  gboolean is_read = FALSE;
  gulong handler = g_signal_connect_swapped (list, "read", G_CALLBACK (read_cb), &is_read);

  while (!is_read)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (list, handler);
}

/* Lets @list go, and waits for what it is still reading. */
static void
drop_list (RapportFileList *list)
{
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  while (list != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* "brief.txt, draft.txt" */
static char *
describe (RapportFileList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (RapportFile) file = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? ", " : "", rapport_file_get_name (file),
                              rapport_file_is_public (file) ? "*" : "");
    }
  return g_string_free_and_steal (text);
}

static void
assert_list (RapportFileList *list, const char *expected)
{
  g_autofree char *found = NULL;

  wait_read (list);
  found = describe (list);
  g_assert_cmpstr (found, ==, expected);
}

static void
loaded_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  GBytes **bytes = user_data;
  g_autoptr (GError) error = NULL;

  *bytes = rapport_file_load_finish (RAPPORT_FILE (file), result, &error);
  g_assert_no_error (error);
}

static void
assert_bytes (Agency *agency, RapportFileList *list, guint position, const char *text)
{
  g_autoptr (RapportFile) file = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_autoptr (GBytes) expected = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (file);
  rapport_file_load_async (file, agency->library, NULL, loaded_cb, &bytes);
  while (bytes == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_bytes_equal (bytes, expected));
  g_assert_cmpint (rapport_file_get_size (file), ==, (gint64) strlen (text));
}

static void
change (Agency *agency, const char *id, guint field, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Change");
  g_autoptr (RapportRecord) record =
    rapport_library_get (agency->library, RAPPORT_TYPE_ATTACHMENT, id);

  if (field == RAPPORT_RECORD_TRASHED)
    rapport_transaction_trash (transaction, record);
  else
    rapport_transaction_set_text (transaction, record, field, text);
  agency_commit (transaction);
}

static void
test_list (Agency *agency, gconstpointer data)
{
  RapportFileList *all = rapport_file_list_new (agency->library);
  RapportFileList *of_task = rapport_file_list_new (agency->library);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  rapport_file_list_set_about (all, agency->client_id, NULL);
  assert_list (all, "");
  first = attach (agency, agency->client_id, "brief.txt", "Who buys?");
  assert_list (all, "brief.txt");
  /* The newest comes first. */
  agency_set_today (agency, "2026-11-23");
  second = attach (agency, "a task", "draft.txt", "Buy!");
  assert_list (all, "draft.txt, brief.txt");
  rapport_file_list_set_about (of_task, agency->client_id, "a task");
  assert_list (of_task, "draft.txt");
  drop_list (of_task);
  assert_bytes (agency, all, 0, "Buy!");
  assert_bytes (agency, all, 1, "Who buys?");

  change (agency, first, RAPPORT_ATTACHMENT_NAME, "Brief.txt");
  assert_list (all, "draft.txt, Brief.txt");
  change (agency, first, RAPPORT_RECORD_AUDIENCE, "client");
  assert_list (all, "draft.txt, Brief.txt*");
  change (agency, second, RAPPORT_RECORD_TRASHED, NULL);
  assert_list (all, "Brief.txt*");
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  assert_list (all, "draft.txt, Brief.txt*");
  drop_list (all);
}

static void
test_doubles (Agency *agency, gconstpointer data)
{
  RapportFileList *list = rapport_file_list_new (agency->library);
  g_autofree char *id = attach (agency, agency->client_id, "brief.txt", "Who buys?");
  g_autoptr (RapportRecord) record =
    rapport_library_get (agency->library, RAPPORT_TYPE_ATTACHMENT, id);
  const char *digest = rapport_record_get_text (record, RAPPORT_ATTACHMENT_DIGEST);

  g_assert_cmpstr (digest, ==, "b8bbe269178d4dd6026de4bd2cac256e255215a1a39ce0a3cc025dc1dd03773a");
  g_assert_true (rapport_library_flush (agency->library, NULL));
  rapport_file_list_set_about (list, agency->client_id, NULL);
  wait_read (list);
  g_assert_true (rapport_file_list_has (list, agency->client_id, digest));
  /* Elsewhere they may be kept once more. */
  g_assert_false (rapport_file_list_has (list, "a task", digest));
  g_assert_false (rapport_file_list_has (list, agency->client_id, "another"));
  drop_list (list);
}

/* A logo is no file of the client, and what was one before lies in the trash. */
static void
test_logo (Agency *agency, gconstpointer data)
{
  RapportFileList *list = rapport_file_list_new (agency->library);
  g_autofree char *id = attach (agency, agency->client_id, "brief.txt", "Who buys?");

  for (guint i = 0; i < 2; i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Logo");
      g_autoptr (GBytes) picture = g_bytes_new_static (i == 0 ? "one" : "two", 3);

      rapport_logo_set (transaction, agency->library, RAPPORT_RECORD (agency->client), picture,
                        "logo.svg", "image/svg+xml");
      agency_commit (transaction);
    }
  g_assert_true (rapport_library_flush (agency->library, NULL));
  rapport_file_list_set_about (list, agency->client_id, NULL);
  assert_list (list, "brief.txt");
  drop_list (list);
}

#define BIG (1024 * 1024)

static RapportRecord *
get_attachment (Agency *agency, const char *id)
{
  RapportRecord *record = rapport_library_get (agency->library, RAPPORT_TYPE_ATTACHMENT, id);

  g_assert_nonnull (record);
  return record;
}

static void
assert_big (Agency *agency, const char *id, char expected)
{
  g_autoptr (RapportRecord) record = get_attachment (agency, id);
  GVariant *data = rapport_record_get_value (record, RAPPORT_ATTACHMENT_DATA);
  const char *bytes;

  g_assert_nonnull (data);
  bytes = g_variant_get_data (data);
  g_assert_cmpuint (g_variant_get_size (data), ==, BIG);
  g_assert_cmpint (bytes[0], ==, expected);
  g_assert_cmpint (bytes[BIG - 1], ==, expected);
}

/* What a file is called changes without its bytes, which are there when they are
 * asked for, whatever has happened to the rest. */
static void
test_bytes_stay_away (Agency *agency, gconstpointer data)
{
  g_autofree char *text = g_strnfill (BIG, 'x');
  g_autofree char *id = attach (agency, agency->client_id, "big.bin", text);
  g_autoptr (GBytes) other = g_bytes_new_take (g_strnfill (BIG, 'y'), BIG);
  RapportTransaction *transaction = NULL;
  g_autoptr (RapportRecord) record = NULL;
  g_autoptr (RapportRow) row = NULL;
  g_autofree char *undone = NULL;
  gint64 start;

  agency_restart (agency);
  row = rapport_store_load (rapport_library_get_store (agency->library), &rapport_attachment_info,
                            id, NULL);
  g_assert_null (row->values[RAPPORT_ATTACHMENT_DATA]);
  start = g_get_monotonic_time ();
  record = get_attachment (agency, id);
  transaction = rapport_transaction_begin (agency->library, "Rename");
  rapport_transaction_set_text (transaction, record, RAPPORT_ATTACHMENT_NAME, "renamed.bin");
  agency_commit (transaction);
  g_test_message ("renaming 1 MB on the main thread: %.2f ms",
                  (double) (g_get_monotonic_time () - start) / 1000);
  assert_big (agency, id, 'x');
  g_clear_object (&record);
  g_assert_true (rapport_library_flush (agency->library, NULL));
  assert_big (agency, id, 'x');

  record = get_attachment (agency, id);
  transaction = rapport_transaction_begin (agency->library, "Replace");
  rapport_transaction_set (transaction, record, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, other, TRUE));
  agency_commit (transaction);
  assert_big (agency, id, 'y');
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  g_assert_cmpstr (undone, ==, "Replace");
  assert_big (agency, id, 'x');

  transaction = rapport_transaction_begin (agency->library, "Delete");
  rapport_transaction_trash (transaction, record);
  agency_commit (transaction);
  g_clear_object (&record);
  agency_restart (agency);
  assert_big (agency, id, 'x');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/clean-name", test_clean_name);
  g_test_add_func ("/files/long-name", test_long_name);
  agency_test ("/files/list", test_list);
  agency_test ("/files/doubles", test_doubles);
  agency_test ("/files/logo", test_logo);
  agency_test ("/files/bytes-stay-away", test_bytes_stay_away);
  return g_test_run ();
}
