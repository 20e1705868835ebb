/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up agency, for many seeds. */
#include "rapport-approval.h"
#include "rapport-boards.h"
#include "rapport-public-minutes.h"
#include "rapport-records.h"
#include "rapport-sample.h"
#include "rapport-schedules.h"
#include "rules-support.h"

#include <string.h>

#define SEEDS 4

static RapportLibrary *
make (guint32 seed, const char *language, char **folder)
{
  const RapportSampleOptions options = { .n_clients = 12,
                                         .n_months = 1,
                                         .seed = seed,
                                         .language = language,
                                         .today = rapport_day_new (2026, 11, 22) };
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  g_autofree char *path = NULL;
  RapportSqliteStore *store;
  RapportLibrary *library;
  g_autoptr (GError) error = NULL;

  *folder = test_folder_new ();
  path = g_build_filename (*folder, "sample.rapport", NULL);
  store = test_open (path, clock);
  library = rapport_library_new (RAPPORT_STORE (store), clock);
  g_object_unref (store);
  g_assert_true (rapport_sample_fill (library, &options, &error));
  g_assert_no_error (error);
  g_assert_true (rapport_library_flush (library, &error));
  return library;
}

/* Every person with the client, in order; fails where a client has two of one name. */
static char *
list_people (RapportLibrary *library)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONTACT);
  g_autoptr (GPtrArray) contacts = rapport_library_find (library, query, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < contacts->len; i++)
    {
      RapportRecord *contact = contacts->pdata[i];
      const char *client = rapport_record_get_client_id (contact);
      const char *name = rapport_record_get_title (contact);
      g_autoptr (RapportRecord) company =
        rapport_library_get (library, RAPPORT_TYPE_CLIENT, client);

      if (!g_hash_table_add (seen, g_strconcat (client, name, NULL)))
        g_error ("%s has two people called %s", rapport_record_get_title (company), name);
      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", rapport_record_get_title (company), name));
    }
  g_assert_cmpuint (contacts->len, >, 12);
  g_ptr_array_sort_values (lines, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
list_people_of (guint32 seed, const char *language)
{
  char *folder;
  RapportLibrary *library = make (seed, language, &folder);
  char *people = list_people (library);

  g_assert_finalize_object (library);
  test_folder_free (folder);
  return people;
}

static void
test_names (void)
{
  static const char *const languages[] = { "en", "ru" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint32 seed = 1; seed <= SEEDS; seed++)
      {
        g_autofree char *people = list_people_of (seed, languages[l]);

        g_assert_cmpuint (strlen (people), >, 0);
      }
}

static void
test_same_seed (void)
{
  g_autofree char *once = list_people_of (7, "en");
  g_autofree char *twice = list_people_of (7, "en");
  g_autofree char *other = list_people_of (8, "en");

  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpstr (once, !=, other);
}

/* Boards. */

/* Adds "kind: title" of each card and fails where its idea is not there or lies in no lane. */
static void
add_cards (RapportLibrary *library, RapportRecord *board, GString *text)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GPtrArray) stages =
    rapport_boards_get_lanes (library, rapport_record_get_id (board), "funnel-stage");

  rapport_query_where_text (query, RAPPORT_PLACEMENT_BOARD, rapport_record_get_id (board));
  rapport_query_order_by (query, RAPPORT_PLACEMENT_ORDER, FALSE);
  cards = rapport_library_find (library, query, NULL);
  g_assert_cmpuint (cards->len, >, 15);
  for (guint i = 0; i < cards->len; i++)
    {
      const char *kind = rapport_record_get_text (cards->pdata[i], RAPPORT_PLACEMENT_KIND);
      g_autoptr (RapportRecord) item =
        rapport_library_get (library, RAPPORT_TYPE_WORK_ITEM,
                             rapport_record_get_text (cards->pdata[i], RAPPORT_PLACEMENT_ITEM));
      gboolean in_lane = stages->len == 0;

      g_assert_true ((item != NULL) == g_str_equal (kind, "item"));
      for (guint j = 0; j < stages->len && item != NULL; j++)
        in_lane |=
          rapport_record_has_word (item, RAPPORT_WORK_ITEM_FUNNEL_STAGE,
                                   rapport_record_get_text (stages->pdata[j], RAPPORT_LANE_VALUE));
      g_assert_true (in_lane);
      if (item != NULL)
        g_assert_cmpstr (rapport_record_get_client_id (item), ==,
                         rapport_record_get_client_id (board));
      g_string_append_printf (
        text, "%s: %s\n", kind,
        item != NULL ? rapport_record_get_title (item)
                     : rapport_record_get_text (cards->pdata[i], RAPPORT_PLACEMENT_TEXT));
    }
}

static char *
list_boards_of (const char *language)
{
  char *folder;
  RapportLibrary *library = make (7, language, &folder);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_IDEA_BOARD);
  GPtrArray *boards = NULL;
  GString *text = g_string_new (NULL);

  rapport_query_order_by (query, RAPPORT_IDEA_BOARD_TITLE, FALSE);
  boards = rapport_library_find (library, query, NULL);
  g_assert_cmpuint (boards->len, >=, 4);
  for (guint i = 0; i < boards->len; i++)
    add_cards (library, boards->pdata[i], text);
  g_ptr_array_unref (boards);
  g_assert_finalize_object (library);
  test_folder_free (folder);
  return g_string_free (text, FALSE);
}

static void
test_boards (void)
{
  g_autofree char *once = list_boards_of ("en");
  g_autofree char *twice = list_boards_of ("en");
  g_autofree char *other = list_boards_of ("ru");

  g_assert_cmpuint (strlen (once), ==, strlen (twice));
  g_assert_nonnull (strstr (once, "item: Short videos with the specialist"));
  g_assert_nonnull (strstr (other, "item: Короткие видео со специалистом"));
  g_assert_null (strstr (other, "Short videos"));
}

/* Summaries. */

static guint
count_state (GPtrArray *summaries, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < summaries->len; i++)
    n += rapport_record_has_word (summaries->pdata[i], RAPPORT_SUMMARY_STATE, state);
  return n;
}

/* What the client got is there, to the byte, and was sent before it was answered. */
static void
check_summary (RapportLibrary *library, RapportRecord *summary)
{
  g_autoptr (RapportRecord) file = rapport_library_get (
    library, RAPPORT_TYPE_ATTACHMENT, rapport_record_get_text (summary, RAPPORT_SUMMARY_PDF));
  g_autoptr (RapportPublicMinutes) minutes = rapport_public_minutes_from_json (
    rapport_record_get_text (summary, RAPPORT_SUMMARY_DOCUMENT), NULL);
  const RapportDay sent =
    rapport_instant_to_day (rapport_record_get_integer (summary, RAPPORT_SUMMARY_SENT_AT));

  g_assert_nonnull (file);
  g_assert_nonnull (minutes);
  g_assert_cmpint (minutes->today, <=, sent);
  g_assert_cmpint (sent, <=, rapport_day_new (2026, 11, 22));
  g_assert_nonnull (strchr (rapport_record_get_text (summary, RAPPORT_SUMMARY_SENT_TO), '@'));
  if (!rapport_record_has_word (summary, RAPPORT_SUMMARY_STATE, "sent"))
    g_assert_cmpint (rapport_record_get_day (summary, RAPPORT_SUMMARY_ANSWERED), >=, sent);
}

/* A second version says otherwise than the first. */
static guint
count_corrected (GPtrArray *summaries, const char *language)
{
  guint n = 0;

  for (guint i = 0; i < summaries->len; i++)
    for (guint j = 0; j < summaries->len; j++)
      {
        RapportRecord *first = summaries->pdata[i];
        RapportRecord *second = summaries->pdata[j];

        if (g_strcmp0 (rapport_record_get_text (first, RAPPORT_SUMMARY_MEETING),
                       rapport_record_get_text (second, RAPPORT_SUMMARY_MEETING)) != 0 ||
            rapport_record_get_integer (first, RAPPORT_SUMMARY_VERSION) != 1 ||
            rapport_record_get_integer (second, RAPPORT_SUMMARY_VERSION) != 2)
          continue;
        g_assert_cmpstr (rapport_record_get_text (first, RAPPORT_SUMMARY_DOCUMENT), !=,
                         rapport_record_get_text (second, RAPPORT_SUMMARY_DOCUMENT));
        if (g_str_equal (language, "en"))
          g_assert_nonnull (
            strstr (rapport_record_get_text (second, RAPPORT_SUMMARY_LETTER), "(before: "));
        n++;
      }
  return n;
}

static void
test_summaries (void)
{
  static const char *const languages[] = { "en", "ru" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      char *folder;
      RapportLibrary *library = make (7, languages[l], &folder);
      g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_SUMMARY);
      g_autoptr (GPtrArray) summaries = rapport_library_find (library, query, NULL);
      g_autoptr (GPtrArray) waiting = rapport_approval_find_waiting (library, NULL);

      for (guint i = 0; i < summaries->len; i++)
        check_summary (library, summaries->pdata[i]);
      g_assert_cmpuint (count_state (summaries, "approved"), >, 10);
      g_assert_cmpuint (count_state (summaries, "sent"), >, 2);
      g_assert_cmpuint (count_state (summaries, "corrections"), >, 2);
      g_assert_cmpuint (count_corrected (summaries, languages[l]), >, 2);
      g_assert_cmpuint (waiting->len, >, 4);
      g_clear_pointer (&summaries, g_ptr_array_unref);
      g_clear_pointer (&waiting, g_ptr_array_unref);
      g_assert_finalize_object (library);
      test_folder_free (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/names", test_names);
  g_test_add_func ("/sample/same-seed", test_same_seed);
  g_test_add_func ("/sample/boards", test_boards);
  g_test_add_func ("/sample/summaries", test_summaries);
  return g_test_run ();
}
