/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: word forms, order, clients, what changes and what is in the trash;
 * and the totals, which are kept the same way. */
#include "store-support.h"

#include "rapport-cells.h"
#include "rapport-records.h"

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  fixture->store = test_open (fixture->path, fixture->clock);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_close (fixture->store);
  test_assert_whole (fixture->path);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static char *
add_note (Fixture *fixture, const char *client, const char *text)
{
  char *id = rapport_id_new (TEST_NOW);
  RapportChangeSet *set = test_set_new ("Add", "", client);

  test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_CLIENT,
                g_variant_new_string (client));
  test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                g_variant_new_string (text));
  test_commit (fixture->store, set);
  return id;
}

static void
change_note (Fixture *fixture, const char *id, guint field, GVariant *value)
{
  RapportChangeSet *set = test_set_new ("Change", "", "");

  test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CHANGE, field, value);
  test_commit (fixture->store, set);
}

static void
assert_hits (Fixture *fixture, const char *words, const char *client, const char *const *ids)
{
  g_autoptr (GPtrArray) hits = test_search (fixture->store, words, client, 0);
  guint n = 0;

  for (; ids[n] != NULL; n++)
    {
      g_assert_cmpuint (n, <, hits->len);
      g_assert_cmpstr (((RapportHit *) hits->pdata[n])->id, ==, ids[n]);
    }
  g_assert_cmpuint (hits->len, ==, n);
}

static guint
count_hits (Fixture *fixture, const char *words, guint limit)
{
  g_autoptr (GPtrArray) hits = test_search (fixture->store, words, NULL, limit);

  return hits->len;
}

static guint
count_client_hits (Fixture *fixture, const char *words, const char *client)
{
  g_autoptr (GPtrArray) hits = test_search (fixture->store, words, client, 0);

  return hits->len;
}

static void
put_client (
  Fixture *fixture, const char *id, RapportOperation operation, guint field, GVariant *value)
{
  RapportChangeSet *set = test_set_new ("Client", "", id);

  test_set_add (set, &rapport_client_info, id, operation, field, value);
  test_commit (fixture->store, set);
}

static void
test_word_forms (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *words;
    gboolean found;
  } cases[] = {
    { "Обсудили рекламные кампании клиента", "рекламная кампания", TRUE },
    { "Обсудили рекламные кампании клиента", "клиентам", TRUE },
    { "Обсудили рекламные кампании клиента", "рек", TRUE },
    { "Обсудили рекламные кампании клиента", "реклама бюджет", FALSE },
    { "Договорились о ёлочных скидках", "елочная скидка", TRUE },
    { "Weekly meetings about budgets", "meeting budget", TRUE },
    { "Weekly meetings about budgets", "mee", TRUE },
    { "Weekly meetings about budgets", "m", FALSE },
    { "Weekly meetings about budgets", "", FALSE },
    { "Weekly meetings about budgets", "\" OR *", FALSE },
    { "e-mail to office@example.org, 24/7", "office@example.org", TRUE },
    { "**Важно**: [смета](https://example.org) готова", "смету", TRUE },
    { "Код 155", "155", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = add_note (fixture, "", cases[i].text);
      const char *const expected[] = { cases[i].found ? id : NULL, NULL };
      RapportChangeSet *set = test_set_new ("Erase", "", "");

      assert_hits (fixture, cases[i].words, NULL, expected);
      rapport_change_set_add_record (set, &rapport_note_info, id, RAPPORT_OPERATION_ERASE);
      test_commit (fixture->store, set);
      assert_hits (fixture, cases[i].words, NULL, (const char *const[]) { NULL });
    }
}

static void
test_order_and_client (Fixture *fixture, gconstpointer data)
{
  const char *one = "01890000-0000-7000-8000-000000000001";
  const char *two = "01890000-0000-7000-8000-000000000002";
  g_autofree char *a = add_note (fixture, one, "budget a");
  g_autofree char *b = add_note (fixture, two, "budget b");
  g_autofree char *c = add_note (fixture, one, "budget c");

  assert_hits (fixture, "budget", NULL, (const char *const[]) { c, b, a, NULL });
  assert_hits (fixture, "budget", one, (const char *const[]) { c, a, NULL });
  assert_hits (fixture, "budget", two, (const char *const[]) { b, NULL });
  /* What was changed last stands first; what moves to another client is found there. */
  change_note (fixture, a, RAPPORT_NOTE_BODY, g_variant_new_string ("budget anew"));
  assert_hits (fixture, "budget", NULL, (const char *const[]) { a, c, b, NULL });
  change_note (fixture, c, RAPPORT_NOTE_CLIENT, g_variant_new_string (two));
  assert_hits (fixture, "budget", two, (const char *const[]) { c, b, NULL });
  /* In the trash nothing is found; out of it, it is again. */
  change_note (fixture, b, RAPPORT_RECORD_TRASHED, g_variant_new_int64 (TEST_NOW));
  assert_hits (fixture, "budget", two, (const char *const[]) { c, NULL });
  change_note (fixture, b, RAPPORT_RECORD_TRASHED, NULL);
  assert_hits (fixture, "budget", two, (const char *const[]) { b, c, NULL });
}

/* What belongs to a client in the archive or in the trash is found only by those
 * who ask about this client; those that come after it are not lost for it. */
static void
test_put_away (Fixture *fixture, gconstpointer data)
{
  static const guint fields[] = { RAPPORT_CLIENT_ARCHIVED, RAPPORT_RECORD_TRASHED };
  const char *one = "01890000-0000-7000-8000-000000000001";
  g_autofree char *a = add_note (fixture, "", "budget a");
  g_autofree char *b = add_note (fixture, one, "budget b");
  g_autofree char *c = add_note (fixture, one, "budget c");

  put_client (fixture, one, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
              g_variant_new_string ("Budget Ltd"));
  assert_hits (fixture, "budget", NULL, (const char *const[]) { one, c, b, a, NULL });
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      put_client (fixture, one, RAPPORT_OPERATION_CHANGE, fields[i],
                  g_variant_new_int64 (TEST_NOW));
      assert_hits (fixture, "budget", NULL, (const char *const[]) { a, NULL });
      g_assert_cmpuint (count_hits (fixture, "budget", 1), ==, 1);
      g_assert_cmpuint (count_client_hits (fixture, "budget", one), >=, 2);
      put_client (fixture, one, RAPPORT_OPERATION_CHANGE, fields[i], NULL);
    }
}

static void
test_snippet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3000, 'z');
  g_autofree char *text = g_strconcat ("Head\n", filler, " **agreed** on budgets ", filler, NULL);
  g_autofree char *id = add_note (fixture, "somebody", text);
  g_autoptr (GPtrArray) hits = test_search (fixture->store, "budget", NULL, 5);
  const RapportHit *hit;

  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->id, ==, id);
  g_assert_cmpstr (hit->title, ==, "Head");
  g_assert_cmpstr (hit->client, ==, "somebody");
  g_assert_nonnull (strstr (hit->snippet, "agreed on \001budgets\002 zzz"));
  g_assert_cmpint (g_utf8_strlen (hit->snippet, -1), <, 200);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = rapport_store_search_finish (RAPPORT_STORE (source), result, &error);

  g_assert_null (hits);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *id = add_note (fixture, "", "budget");
  gboolean done = FALSE;

  rapport_store_search_async (RAPPORT_STORE (fixture->store), "budget", NULL, 0, cancellable,
                              cancelled_cb, &done);
  g_cancellable_cancel (cancellable);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Totals. */

static void
put_month (Fixture *fixture,
           const char *id,
           RapportOperation operation,
           const RapportCell *cells,
           gsize n_cells)
{
  g_autoptr (RapportCells) all = rapport_cells_new (cells, n_cells);
  RapportChangeSet *set = test_set_new ("Import", "", "client");

  test_set_add (set, &rapport_month_numbers_info, id, operation, RAPPORT_MONTH_NUMBERS_CELLS,
                rapport_cells_to_variant (all));
  if (operation == RAPPORT_OPERATION_CREATE)
    {
      test_set_add (set, &rapport_month_numbers_info, id, operation, RAPPORT_MONTH_NUMBERS_CLIENT,
                    g_variant_new_string ("client"));
      test_set_add (set, &rapport_month_numbers_info, id, operation, RAPPORT_MONTH_NUMBERS_MONTH,
                    g_variant_new_int32 (rapport_day_new (2026, 10, 1)));
    }
  test_commit (fixture->store, set);
}

static gint64
get_total_by (Fixture *fixture, const char *client, RapportTotalsBy by, const char *metric)
{
  g_autoptr (GError) error = NULL;
  RapportDay month = rapport_day_new (2026, 10, 15);
  g_autoptr (GArray) totals =
    rapport_store_get_totals (RAPPORT_STORE (fixture->store), client, month, month, by, &error);
  gint64 found = -1;

  g_assert_no_error (error);
  for (guint i = 0; i < totals->len; i++)
    {
      const RapportTotal *total = &g_array_index (totals, RapportTotal, i);

      g_assert_cmpstr (total->client, ==, by & RAPPORT_TOTALS_BY_CLIENT ? "client" : "");
      g_assert_cmpint (total->month, ==,
                       by & RAPPORT_TOTALS_BY_MONTH ? rapport_day_new (2026, 10, 1)
                                                    : RAPPORT_DAY_NONE);
      if (!g_str_equal (total->metric, metric))
        continue;
      g_assert_cmpint (found, ==, -1);
      found = total->total;
    }
  return found;
}

/* The same, whatever it is told apart by. */
static gint64
get_total (Fixture *fixture, const char *metric)
{
  gint64 total = get_total_by (fixture, NULL, RAPPORT_TOTALS_BY_METRIC, metric);
  const RapportTotalsBy both = RAPPORT_TOTALS_BY_CLIENT | RAPPORT_TOTALS_BY_MONTH;

  g_assert_cmpint (get_total_by (fixture, "client", RAPPORT_TOTALS_BY_CLIENT, metric), ==, total);
  g_assert_cmpint (get_total_by (fixture, NULL, RAPPORT_TOTALS_BY_MONTH, metric), ==, total);
  g_assert_cmpint (get_total_by (fixture, NULL, both, metric), ==, total);
  g_assert_cmpint (get_total_by (fixture, "other", both, metric), ==, -1);
  return total;
}

static void
test_totals (Fixture *fixture, gconstpointer data)
{
  const RapportDay day = rapport_day_new (2026, 10, 5);
  const RapportCell cells[] = { { day, "a", "clicks", 5 * RAPPORT_MILLION },
                                { day, "b", "clicks", 7 * RAPPORT_MILLION },
                                { day + 1, "a", "ad-spend", 9 * RAPPORT_MILLION },
                                { day + 1, "a", "own \"metric\"", 3 } };
  const RapportCell fewer[] = { { day, "a", "clicks", 2 * RAPPORT_MILLION } };
  g_autofree char *first = rapport_id_new (TEST_NOW);
  g_autofree char *second = rapport_id_new (TEST_NOW);
  RapportChangeSet *set;

  put_month (fixture, first, RAPPORT_OPERATION_CREATE, cells, G_N_ELEMENTS (cells));
  g_assert_cmpint (get_total (fixture, "clicks"), ==, 12 * RAPPORT_MILLION);
  put_month (fixture, second, RAPPORT_OPERATION_CREATE, fewer, G_N_ELEMENTS (fewer));
  g_assert_cmpint (get_total (fixture, "clicks"), ==, 14 * RAPPORT_MILLION);
  g_assert_cmpint (get_total (fixture, "ad-spend"), ==, 9 * RAPPORT_MILLION);
  g_assert_cmpint (get_total (fixture, "own \"metric\""), ==, 3);
  put_month (fixture, first, RAPPORT_OPERATION_CHANGE, fewer, G_N_ELEMENTS (fewer));
  g_assert_cmpint (get_total (fixture, "clicks"), ==, 4 * RAPPORT_MILLION);
  g_assert_cmpint (get_total (fixture, "ad-spend"), ==, -1);
  set = test_set_new ("Trash", "", "client");
  test_set_add (set, &rapport_month_numbers_info, first, RAPPORT_OPERATION_CHANGE,
                RAPPORT_RECORD_TRASHED, g_variant_new_int64 (TEST_NOW));
  test_commit (fixture->store, set);
  g_assert_cmpint (get_total (fixture, "clicks"), ==, 2 * RAPPORT_MILLION);
}

/* What came over the network in one piece, which is made searchable later. */

#define MANY 300

/* (transfer full): the ids of the new notes. */
static GPtrArray *
pull_notes (Fixture *fixture, guint n, const char *word, gboolean trashed)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *set_id = rapport_id_new (TEST_NOW);
  const RapportChangeHead head = { .id = set_id,
                                   .label = "Changes by a colleague",
                                   .instant = TEST_NOW,
                                   .kind = RAPPORT_CHANGE_PULL };
  RapportChangeSet *set = test_set_new_from_head (&head);

  for (guint i = 0; i < n; i++)
    {
      char *id = rapport_id_new (TEST_NOW);

      test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                    g_variant_new_take_string (g_strdup_printf ("%s, часть %u", word, i)));
      if (trashed)
        test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_RECORD_TRASHED,
                      g_variant_new_int64 (TEST_NOW));
      g_ptr_array_add (ids, id);
    }
  rapport_change_set_set_note (set, rapport_sync_note_new ());
  test_commit (fixture->store, set);
  return ids;
}

static void
assert_nothing_waits (Fixture *fixture)
{
  rapport_sqlite_store_catch_up (fixture->store);
  test_close (fixture->store);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count (*) FROM local WHERE name = 'search-behind'"),
    ==, 0);
  fixture->store = test_open (fixture->path, fixture->clock);
}

/* Whoever looks for it finds it. */
static void
test_pulled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = pull_notes (fixture, MANY, "Смета Ромашки", FALSE);
  g_autoptr (GPtrArray) few = pull_notes (fixture, 1, "Смета Лютика", FALSE);
  const char *const only[] = { few->pdata[0], NULL };

  g_assert_cmpuint (count_hits (fixture, "сметы", 2 * MANY), ==, MANY + 1);
  g_assert_cmpuint (count_hits (fixture, "ромашка 299", 2 * MANY), ==, 1);
  assert_hits (fixture, "лютик", NULL, only);
  assert_nothing_waits (fixture);
  g_assert_cmpuint (count_hits (fixture, "сметы", 2 * MANY), ==, MANY + 1);
}

/* What was done to it before it was made searchable stays done. */
static void
test_pulled_and_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = pull_notes (fixture, MANY, "Смета", FALSE);
  g_autoptr (GPtrArray) trash = pull_notes (fixture, MANY, "Смета", TRUE);
  RapportChangeSet *erase = test_set_new ("Erase", "", "");
  const char *const changed[] = { ids->pdata[2], NULL };
  const char *const moved[] = { ids->pdata[3], NULL };

  rapport_change_set_add_record (erase, &rapport_note_info, ids->pdata[0], RAPPORT_OPERATION_ERASE);
  test_commit (fixture->store, erase);
  change_note (fixture, ids->pdata[1], RAPPORT_RECORD_TRASHED, g_variant_new_int64 (TEST_NOW));
  change_note (fixture, ids->pdata[2], RAPPORT_NOTE_BODY, g_variant_new_string ("Акт"));
  change_note (fixture, ids->pdata[3], RAPPORT_NOTE_CLIENT, g_variant_new_string (ids->pdata[4]));
  change_note (fixture, ids->pdata[5], RAPPORT_NOTE_BODY, g_variant_new_string (""));
  g_assert_cmpuint (count_hits (fixture, "смета", 2 * MANY), ==, MANY - 4);
  assert_hits (fixture, "акты", NULL, changed);
  assert_hits (fixture, "смета", ids->pdata[4], moved);
  assert_nothing_waits (fixture);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM search_entry"), ==,
                   MANY - 3);
}

/* As a crash leaves it: who opens the library next goes on from there. */
static void
test_pulled_and_killed (Fixture *fixture, gconstpointer data)
{
  static const guint done[] = { 0, 1, 100, MANY - 1, MANY };
  g_autoptr (GPtrArray) ids = pull_notes (fixture, MANY, "Смета", FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (done); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "DELETE FROM search WHERE rowid IN (SELECT number FROM search_entry ORDER BY number "
        "LIMIT -1 OFFSET %u);"
        "INSERT INTO local (name, value) VALUES ('search-behind', (SELECT ifnull (max (number), 0) "
        "FROM (SELECT number FROM search_entry ORDER BY number LIMIT %u)))",
        done[i], done[i]);

      assert_nothing_waits (fixture);
      test_close (fixture->store);
      test_run_sql (fixture->path, sql);
      fixture->store = test_open (fixture->path, fixture->clock);
      g_assert_cmpuint (count_hits (fixture, "смета", 2 * MANY), ==, MANY);
    }
  assert_nothing_waits (fixture);
}

/* Nobody looks for anything. */
static void
test_pulled_and_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = pull_notes (fixture, MANY, "Смета", FALSE);
  g_autoptr (GPtrArray) more = pull_notes (fixture, MANY, "Смета", FALSE);

  assert_nothing_waits (fixture);
  test_close (fixture->store);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM search_docsize"), ==,
                   2 * MANY);
  fixture->store = test_open (fixture->path, fixture->clock);
}

#define ADD(name, func) g_test_add ("/search/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pulled", test_pulled);
  ADD ("pulled-and-changed", test_pulled_and_changed);
  ADD ("pulled-and-killed", test_pulled_and_killed);
  ADD ("pulled-and-left", test_pulled_and_left);
  ADD ("word-forms", test_word_forms);
  ADD ("order-and-client", test_order_and_client);
  ADD ("put-away", test_put_away);
  ADD ("snippet", test_snippet);
  ADD ("cancel", test_cancel);
  ADD ("totals", test_totals);
  return g_test_run ();
}
