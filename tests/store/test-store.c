/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contract of RapportStore, kept by the SQLite store: what was committed is
 * what is read, by id and by query, now and after the file was opened again. */
#include "store-support.h"

#include "rapport-records.h"

#include <string.h>

#define N_RECORDS 300
#define N_SETS    400

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
  GRand *rand;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  fixture->store = test_open (fixture->path, fixture->clock);
  fixture->rand = g_rand_new_with_seed (20261122);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_close (fixture->store);
  test_assert_whole (fixture->path);
  g_object_unref (fixture->clock);
  g_rand_free (fixture->rand);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  test_close (fixture->store);
  fixture->store = test_open (fixture->path, fixture->clock);
}

/* The model: what each record must hold. */

typedef struct
{
  const RapportRecordInfo *info;
  gboolean there;
  GVariant **values;
  char *id;
} Model;

static Model *
make_models (GRand *rand)
{
  GPtrArray *infos = rapport_record_infos_get ();
  Model *models = g_new0 (Model, N_RECORDS);

  for (guint i = 0; i < N_RECORDS; i++)
    {
      models[i].info = infos->pdata[g_rand_int_range (rand, 0, (int) infos->len)];
      models[i].values = g_new0 (GVariant *, models[i].info->n_fields);
      models[i].id = rapport_id_new (TEST_NOW + i);
    }
  return models;
}

static void
free_models (Model *models)
{
  for (guint i = 0; i < N_RECORDS; i++)
    {
      for (guint field = 0; field < models[i].info->n_fields; field++)
        g_clear_pointer (&models[i].values[field], g_variant_unref);
      g_free (models[i].values);
      g_free (models[i].id);
    }
  g_free (models);
}

static void
change_model (Model *model, RapportChangeSet *set, GRand *rand)
{
  RapportRecordChange *change;

  if (model->there && g_rand_int_range (rand, 0, 20) == 0)
    {
      rapport_change_set_add_record (set, model->info, model->id, RAPPORT_OPERATION_ERASE);
      for (guint field = 0; field < model->info->n_fields; field++)
        g_clear_pointer (&model->values[field], g_variant_unref);
      model->there = FALSE;
      return;
    }
  change = rapport_change_set_add_record (set, model->info, model->id,
                                          model->there ? RAPPORT_OPERATION_CHANGE
                                                       : RAPPORT_OPERATION_CREATE);
  model->there = TRUE;
  for (guint i = 0; i < 6; i++)
    {
      guint field = (guint) g_rand_int_range (rand, 0, (int) model->info->n_fields);
      g_autoptr (GVariant) value = test_random_value (rand, &model->info->fields[field]);

      rapport_record_change_add_field (change, field, model->values[field], value);
      g_clear_pointer (&model->values[field], g_variant_unref);
      model->values[field] = g_steal_pointer (&value);
    }
}

static void
assert_as_model (Fixture *fixture, const Model *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportRow) row =
    rapport_store_load (RAPPORT_STORE (fixture->store), model->info, model->id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (row != NULL, ==, model->there);
  for (guint field = 0; row != NULL && field < model->info->n_fields; field++)
    {
      const RapportKind kind = model->info->fields[field].kind;

      if (kind == RAPPORT_KIND_BLOB)
        {
          /* Those come when they are asked for. */
          g_assert_null (row->values[field]);
          row->values[field] = rapport_store_load_blob (RAPPORT_STORE (fixture->store), model->info,
                                                        model->id, field, &error);
          g_assert_no_error (error);
        }
      g_assert_true (rapport_kind_equal (kind, row->values[field], model->values[field]));
    }
}

static void
fill_randomly (Fixture *fixture, Model *models)
{
  for (guint i = 0; i < N_SETS; i++)
    {
      RapportChangeSet *set = test_set_new ("Change", "", "");
      int n = g_rand_int_range (fixture->rand, 1, 8);
      int first = g_rand_int_range (fixture->rand, 0, N_RECORDS - 8);

      for (int j = first; j < first + n; j++)
        change_model (&models[j], set, fixture->rand);
      rapport_store_commit (RAPPORT_STORE (fixture->store), set);
      rapport_change_set_unref (set);
    }
}

static void
test_random_operations (Fixture *fixture, gconstpointer data)
{
  Model *models = make_models (fixture->rand);
  g_autoptr (GError) error = NULL;

  fill_randomly (fixture, models);
  g_assert_true (rapport_sqlite_store_drain (fixture->store, &error));
  for (guint i = 0; i < N_RECORDS; i++)
    assert_as_model (fixture, &models[i]);
  reopen (fixture);
  for (guint i = 0; i < N_RECORDS; i++)
    assert_as_model (fixture, &models[i]);
  free_models (models);
}

/* Queries: the store must find what rapport_query_matches() says. */

static RapportQuery *
random_query (GRand *rand, const RapportRecordInfo *info)
{
  RapportQuery *query = rapport_query_new_for_info (info);
  int n = g_rand_int_range (rand, 0, 3);

  for (int i = 0; i < n; i++)
    {
      guint field = (guint) g_rand_int_range (rand, 0, (int) info->n_fields);
      g_autoptr (GVariant) value = test_random_value (rand, &info->fields[field]);

      rapport_query_where (query, field, (RapportTest) g_rand_int_range (rand, 0, 6), value);
    }
  n = g_rand_int_range (rand, 0, 3);
  for (int i = 0; i < n; i++)
    rapport_query_order_by (query, (guint) g_rand_int_range (rand, 0, (int) info->n_fields),
                            g_rand_boolean (rand));
  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      return rapport_query_include_trashed (query);
    case 1:
      return rapport_query_only_trashed (query);
    default:
      return query;
    }
}

static guint
count_matches (RapportLibrary *library, const Model *models, RapportQuery *query, GHashTable *ids)
{
  guint n = 0;

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (RapportRecord) record = NULL;

      if (models[i].info != rapport_query_get_info (query))
        continue;
      record = rapport_library_get (library, models[i].info->get_type (), models[i].id);
      if (record == NULL || !rapport_query_matches (query, record))
        continue;
      g_assert_true (g_hash_table_contains (ids, models[i].id));
      n++;
    }
  return n;
}

static void
assert_query (RapportLibrary *library, const Model *models, RapportQuery *query)
{
  RapportStore *store = rapport_library_get_store (library);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rapport_store_query (store, query, &error);
  g_autoptr (GPtrArray) first = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (g_hash_table_add (ids, ((RapportRow *) rows->pdata[i])->id));
  g_assert_cmpuint (count_matches (library, models, query, ids), ==, rows->len);

  rapport_query_set_limit (query, 2);
  first = rapport_store_query (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->len, ==, MIN (rows->len, 2));
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpstr (((RapportRow *) first->pdata[i])->id, ==, ((RapportRow *) rows->pdata[i])->id);
}

static void
test_random_queries (Fixture *fixture, gconstpointer data)
{
  Model *models = make_models (fixture->rand);
  GPtrArray *infos = rapport_record_infos_get ();
  g_autoptr (RapportLibrary) library = NULL;

  fill_randomly (fixture, models);
  reopen (fixture);
  library = rapport_library_new (RAPPORT_STORE (fixture->store), fixture->clock);
  for (guint i = 0; i < 1500; i++)
    {
      const RapportRecordInfo *info =
        infos->pdata[g_rand_int_range (fixture->rand, 0, (int) infos->len)];
      g_autoptr (RapportQuery) query = random_query (fixture->rand, info);

      assert_query (library, models, query);
    }
  free_models (models);
}

static void
test_query_order (Fixture *fixture, gconstpointer data)
{
  static const int days[] = { 3, 0, 1, 2 };
  static const guint fields[] = { RAPPORT_WORK_ITEM_OUR_DATE };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);
  g_autoptr (GPtrArray) rows = NULL;
  RapportChangeSet *set = test_set_new ("Add", "", "");

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *id = rapport_id_new (TEST_NOW);

      test_set_add (set, &rapport_work_item_info, id, RAPPORT_OPERATION_CREATE,
                    RAPPORT_WORK_ITEM_OUR_DATE,
                    days[i] > 0 ? g_variant_new_int32 (rapport_day_new (2026, 1, days[i])) : NULL);
      test_set_add (set, &rapport_work_item_info, id, RAPPORT_OPERATION_CREATE,
                    RAPPORT_WORK_ITEM_TITLE, g_variant_new_string ("Task"));
    }
  test_commit (fixture->store, set);
  rapport_query_order_by (query, RAPPORT_WORK_ITEM_OUR_DATE, FALSE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_store_query (RAPPORT_STORE (fixture->store), query, NULL);
  g_assert_cmpuint (rows->len, ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      RapportRow *row = rows->pdata[i];

      g_assert_cmpint (g_variant_get_int32 (row->values[RAPPORT_WORK_ITEM_OUR_DATE]), ==,
                       rapport_day_new (2026, 1, (int) i + 1));
      g_assert_null (row->values[RAPPORT_WORK_ITEM_TITLE]);
    }
  g_assert_null (((RapportRow *) rows->pdata[3])->values[RAPPORT_WORK_ITEM_OUR_DATE]);
}

/* Text that means something to SQL, JSON or markup is text. */
static void
test_hostile_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (10000, 'x');
  const char *const names[] = {
    "'; DROP TABLE client; --", "<b>&amp;</b>",           "a\nb\r\tc", "\"%s%n\"",
    "שלום \u202eabc",           "😀👩‍👩‍👧", long_text
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = rapport_id_new (TEST_NOW);
      g_autoptr (RapportRow) row = NULL;
      g_autoptr (GPtrArray) hits = NULL;
      RapportChangeSet *set = test_set_new (names[i], "", id);

      test_set_add (set, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
                    g_variant_new_string (names[i]));
      test_commit (fixture->store, set);
      row = rapport_store_load (RAPPORT_STORE (fixture->store), &rapport_client_info, id, NULL);
      g_assert_cmpstr (g_variant_get_string (row->values[RAPPORT_CLIENT_NAME], NULL), ==, names[i]);
      hits = test_search (fixture->store, names[i], NULL, 0);
      g_assert_nonnull (hits);
    }
}

static void
test_locals (Fixture *fixture, gconstpointer data)
{
  RapportStore *store = RAPPORT_STORE (fixture->store);
  g_autofree char *before = rapport_store_get_local (store, "me");
  g_autofree char *at_once = NULL;
  g_autofree char *later = NULL;

  g_assert_null (before);
  rapport_store_set_local (store, "me", "somebody");
  at_once = rapport_store_get_local (store, "me");
  g_assert_cmpstr (at_once, ==, "somebody");
  reopen (fixture);
  later = rapport_store_get_local (RAPPORT_STORE (fixture->store), "me");
  g_assert_cmpstr (later, ==, "somebody");
}

static void
durable_cb (RapportStore *store, guint64 sequence, gpointer user_data)
{
  g_assert_cmpuint (sequence, >, *(guint64 *) user_data);
  *(guint64 *) user_data = sequence;
}

static void
test_durable_signal (Fixture *fixture, gconstpointer data)
{
  guint64 durable = 0, last = 0;

  g_signal_connect (fixture->store, "durable", G_CALLBACK (durable_cb), &durable);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = rapport_id_new (TEST_NOW);
      RapportChangeSet *set = test_set_new ("Add", "", "");

      test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                    g_variant_new_string ("text"));
      last = rapport_change_set_get_sequence (set);
      rapport_store_commit (RAPPORT_STORE (fixture->store), set);
      rapport_change_set_unref (set);
    }
  while (durable < last)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (rapport_store_get_durable (RAPPORT_STORE (fixture->store)), ==, last);
}

/* Quitting at once writes what is queued. */
static void
test_close_drains (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = rapport_id_new (TEST_NOW);
  g_autoptr (RapportRow) row = NULL;

  for (guint i = 0; i < 100; i++)
    {
      RapportChangeSet *set = test_set_new ("Change", "", "");

      test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                    g_variant_new_take_string (g_strdup_printf ("text %u", i)));
      rapport_store_commit (RAPPORT_STORE (fixture->store), set);
      rapport_change_set_unref (set);
    }
  g_assert_finalize_object (fixture->store);
  fixture->store = test_open (fixture->path, fixture->clock);
  row = rapport_store_load (RAPPORT_STORE (fixture->store), &rapport_note_info, id, NULL);
  g_assert_cmpstr (g_variant_get_string (row->values[RAPPORT_NOTE_BODY], NULL), ==, "text 99");
}

/* One delivery that comes twice counts once. */
static void
test_same_delivery (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = rapport_id_new (TEST_NOW);
  RapportChangeSet *first = test_set_new ("First", "", "");
  RapportChangeSet *second = test_set_new ("Second", "", "");
  g_autoptr (RapportChangeSet) again = rapport_change_set_ref (first);
  g_autoptr (RapportRow) row = NULL;
  g_autoptr (GPtrArray) history = NULL;

  test_set_add (first, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                g_variant_new_string ("first"));
  test_set_add (second, &rapport_note_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_NOTE_BODY,
                g_variant_new_string ("second"));
  test_commit (fixture->store, first);
  test_commit (fixture->store, second);
  rapport_change_set_set_sequence (again, rapport_change_set_get_sequence (again) + 2);
  test_commit (fixture->store, rapport_change_set_ref (again));
  row = rapport_store_load (RAPPORT_STORE (fixture->store), &rapport_note_info, id, NULL);
  g_assert_cmpstr (g_variant_get_string (row->values[RAPPORT_NOTE_BODY], NULL), ==, "second");
  history = rapport_store_history (RAPPORT_STORE (fixture->store), "", id, 0, NULL);
  g_assert_cmpuint (history->len, ==, 2);
}

#define ADD(name, func) g_test_add ("/store/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("random-operations", test_random_operations);
  ADD ("random-queries", test_random_queries);
  ADD ("query-order", test_query_order);
  ADD ("hostile-text", test_hostile_text);
  ADD ("locals", test_locals);
  ADD ("durable-signal", test_durable_signal);
  ADD ("close-drains", test_close_drains);
  ADD ("same-delivery", test_same_delivery);
  return g_test_run ();
}
