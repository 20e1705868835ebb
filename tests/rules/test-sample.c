/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made-up agency, for many seeds. */
#include "rapport-sample.h"
#include "rules-support.h"

#define SEEDS 12

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/names", test_names);
  g_test_add_func ("/sample/same-seed", test_same_seed);
  return g_test_run ();
}
