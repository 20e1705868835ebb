/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fault 3 while a summary is sent: what is frozen is there with its letter, its words and its PDF
 * to the byte, or not at all; it waits, and is there once there is room. */
#include "fault-vfs.h"
#include "rapport-approval.h"
#include "rapport-minutes-publish.h"
#include "rapport-minutes.h"
#include "rapport-schedules.h"
#include "rules-support.h"

#include <string.h>

#define PDF_SIZE 300000

typedef struct
{
  Agency agency;
  RapportMeeting *meeting;
  gint64 sent; /* how many are known to be on the disk */
} Call;

static void
set_up (Call *call, gconstpointer data)
{
  RapportTransaction *transaction;
  g_auto (RapportLineWords) words = {
    .kind = "decision",
    .text = g_strdup ("No banners"),
    .title = g_strdup ("No banners"),
    .side = "",
    .who = g_strdup (""),
    .person = g_strdup (""),
  };

  agency_set_up (&call->agency, NULL);
  transaction = rapport_transaction_begin (call->agency.library, "Meeting");
  call->meeting =
    g_object_ref (rapport_meeting_add (transaction, call->agency.library, call->agency.client_id,
                                       "Weekly call", "2026-11-19T10:00[Europe/Moscow]", 60));
  agency_commit (transaction);
  transaction = rapport_transaction_begin (call->agency.library, "Say");
  rapport_minutes_add_line (transaction, call->agency.library, call->meeting, "", NULL, &words);
  agency_commit (transaction);
  g_assert_true (rapport_library_flush (call->agency.library, NULL));
}

static void
tear_down (Call *call, gconstpointer data)
{
  g_clear_object (&call->meeting);
  agency_tear_down (&call->agency, NULL);
}

/* The same bytes for the same number, and nothing that is packed well. */
static GBytes *
make_pdf (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  guint8 *data = g_malloc (PDF_SIZE);

  for (gsize i = 0; i < PDF_SIZE; i++)
    data[i] = (guint8) g_rand_int (rand);
  return g_bytes_new_take (data, PDF_SIZE);
}

/* (transfer full) */
static RapportSummary *
send (Call *call, GBytes *pdf)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (call->meeting));
  g_autoptr (RapportPublicMinutes) minutes =
    rapport_minutes_publish (call->agency.library, id, NULL);
  g_autofree char *document = rapport_public_minutes_to_json (minutes);
  const RapportFrozen frozen = { "Summary", "olga@example.com", document, "Hello!", pdf };
  RapportTransaction *transaction =
    rapport_transaction_begin (call->agency.library, "Send Summary");
  RapportSummary *summary = g_object_ref (
    rapport_approval_send (transaction, call->agency.library, call->meeting, &frozen));

  agency_commit (transaction);
  return summary;
}

/* What is on the disk now, as any other program reads it. */
static void
check_disk (Call *call)
{
  const char *path = call->agency.path;

  g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM summary"), ==, call->sent);
  g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM attachment"), ==, call->sent);
  g_assert_cmpint (
    test_get_integer (path, "SELECT count (*) FROM summary JOIN attachment ON attachment.id = "
                            "summary.pdf AND attachment.about = summary.id WHERE "
                            "length (attachment.data) = attachment.size AND "
                            "length (summary.document) > 100 AND summary.letter = 'Hello!'"),
    ==, call->sent);
  g_assert_cmpint (
    test_get_integer (path, "SELECT count (*) FROM change_set WHERE label = 'Send Summary'"), ==,
    call->sent);
}

static void
check_bytes (Call *call, RapportSummary *summary, GBytes *pdf)
{
  const char *id = rapport_record_get_text (RAPPORT_RECORD (summary), RAPPORT_SUMMARY_PDF);
  g_autoptr (RapportRecord) file =
    rapport_library_get (call->agency.library, RAPPORT_TYPE_ATTACHMENT, id);
  GVariant *data = rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA);

  g_assert_cmpmem (g_variant_get_data (data), g_variant_get_size (data),
                   g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
}

/* Whether the disk was full before it was saved. */
static gboolean
full_at (Call *call, guint n)
{
  g_autoptr (GBytes) pdf = make_pdf (n);
  g_autoptr (RapportSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  gboolean failed;

  fault_vfs_arm (FAULT_FULL, n);
  summary = send (call, pdf);
  failed = !rapport_library_flush (call->agency.library, &error);
  if (failed)
    {
      g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
      check_disk (call);
      /* On the screen it stays. */
      check_bytes (call, summary, pdf);
      fault_vfs_relent ();
      rapport_store_retry (RAPPORT_STORE (call->agency.store));
      g_assert_true (rapport_library_flush (call->agency.library, NULL));
    }
  fault_vfs_relent ();
  call->sent++;
  check_disk (call);
  check_bytes (call, summary, pdf);
  return failed;
}

static void
test_full (Call *call, gconstpointer data)
{
  guint n_failed = 0;

  for (guint n = 1; n < 120; n += n < 12 ? 1 : 9)
    n_failed += full_at (call, n);
  g_test_message ("%u of %" G_GINT64_FORMAT " met the full disk", n_failed, call->sent);
  g_assert_cmpuint (n_failed, >, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  /* That something could not be written is what is tried here. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_test_add ("/fault/summary/full", Call, NULL, set_up, test_full, tear_down);
  return g_test_run ();
}
