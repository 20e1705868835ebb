/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-model.h"
#include "rapport-records.h"
#include "rules-support.h"

#define MONTH (rapport_day_new (2026, 11, 1))

/* (transfer full) */
static RapportWorkItem *
add_line (Agency *agency, const char *title)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "add");
  RapportWorkItem *item =
    g_object_ref (rapport_plan_add (transaction, agency->library, agency->client_id, MONTH, title));

  agency_commit (g_steal_pointer (&transaction));
  return item;
}

static void
set_text (Agency *agency, RapportWorkItem *item, guint field, const char *text)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "set");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), field, text);
  agency_commit (g_steal_pointer (&transaction));
}

/* (transfer full): the titles, with "|" where a section begins. */
static char *
outline (RapportPlanModel *model)
{
  GString *text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportPlanEntry) entry = g_list_model_get_item (G_LIST_MODEL (model), i);
      guint start, end;

      gtk_section_model_get_section (GTK_SECTION_MODEL (model), i, &start, &end);
      g_assert_cmpint (start == i, ==, rapport_plan_entry_is_first (entry));
      g_assert_cmpint (end == i + 1, ==, rapport_plan_entry_is_last (entry));
      g_string_append (text, start == i ? "|" : " ");
      g_string_append (text, rapport_plan_entry_get_title (entry));
    }
  return g_string_free_and_steal (text);
}

static void
check_outline (RapportPlanModel *model, const char *expected)
{
  g_autofree char *found = NULL;

  rapport_plan_model_flush (model);
  found = outline (model);
  g_assert_cmpstr (found, ==, expected);
}

static char *
add_stage (Agency *agency, const char *name, const char *order)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "stage");
  RapportRecord *stage = rapport_transaction_create (transaction, RAPPORT_TYPE_STAGE);
  char *id = g_strdup (rapport_record_get_id (stage));

  rapport_transaction_set_text (transaction, stage, RAPPORT_STAGE_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, stage, RAPPORT_STAGE_NAME, name);
  rapport_transaction_set_text (transaction, stage, RAPPORT_STAGE_ORDER, order);
  agency_commit (g_steal_pointer (&transaction));
  return id;
}

static void
test_sections (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportPlanModel) model = rapport_plan_model_new (agency->library);
  g_autofree char *late = add_stage (agency, "Late", "b");
  g_autofree char *early = add_stage (agency, "Early", "a");
  g_autoptr (RapportWorkItem) a = add_line (agency, "a");
  g_autoptr (RapportWorkItem) b = add_line (agency, "b");
  g_autoptr (RapportWorkItem) c = add_line (agency, "c");

  rapport_plan_model_show (model, agency->client_id, MONTH + 14);
  check_outline (model, "|a b c");
  g_assert_true (rapport_plan_model_has_one_section (model));
  set_text (agency, a, RAPPORT_WORK_ITEM_STAGE, late);
  set_text (agency, c, RAPPORT_WORK_ITEM_STAGE, early);
  check_outline (model, "|c|a|b");
  g_assert_false (rapport_plan_model_has_one_section (model));
  set_text (agency, b, RAPPORT_WORK_ITEM_STATUS, "in-work");
  set_text (agency, a, RAPPORT_WORK_ITEM_STATUS, "done");
  rapport_plan_model_set_grouping (model, RAPPORT_PLAN_BY_STATUS);
  check_outline (model, "|b|c|a");
  set_text (agency, c, RAPPORT_WORK_ITEM_STATUS, "in-work");
  check_outline (model, "|b c|a");
  rapport_plan_model_show (model, NULL, MONTH);
  check_outline (model, "");
}

/* Rows that stay are the same objects, so that the keyboard stays on them. */
static void
test_rows_stay (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportPlanModel) model = rapport_plan_model_new (agency->library);
  g_autoptr (RapportWorkItem) a = add_line (agency, "a");
  g_autoptr (RapportPlanEntry) before = NULL;
  g_autoptr (RapportPlanEntry) after = NULL;
  g_autoptr (RapportWorkItem) b = NULL;
  guint position;

  rapport_plan_model_show (model, agency->client_id, MONTH);
  before = g_list_model_get_item (G_LIST_MODEL (model), 0);
  b = add_line (agency, "b");
  set_text (agency, a, RAPPORT_WORK_ITEM_TITLE, "a, renamed");
  check_outline (model, "|a, renamed b");
  after = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_true (before == after);
  g_assert_true (rapport_plan_model_find (
    model, rapport_record_get_id (RAPPORT_RECORD (rapport_plan_entry_get_line (after))),
    &position));
  g_assert_cmpuint (position, ==, 0);
}

/* What was taken out after the snapshot stands last, under its own heading. */
static void
test_dropped (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportPlanModel) model = rapport_plan_model_new (agency->library);
  g_autoptr (RapportWorkItem) a = NULL;
  g_autoptr (RapportWorkItem) b = NULL;
  g_autoptr (RapportPlanEntry) entry = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  agency_set_today (agency, "2026-10-30");
  a = add_line (agency, "a");
  b = add_line (agency, "b");
  agency_set_today (agency, "2026-11-02");
  g_assert_true (rapport_plan_take_snapshot (agency->library, agency->client_id, MONTH, &error));
  g_assert_no_error (error);
  rapport_plan_model_show (model, agency->client_id, MONTH);
  entry = g_list_model_get_item (G_LIST_MODEL (model), 0);
  transaction = rapport_transaction_begin (agency->library, "take out");
  rapport_plan_remove (transaction, rapport_plan_entry_get_line (entry));
  agency_commit (g_steal_pointer (&transaction));
  check_outline (model, "|b|a");
  g_assert_null (rapport_plan_model_get_neighbour (model, 0, 1));
}

/* A line whose item has not arrived says what was promised. */
static void
test_dangling (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportPlanModel) model = rapport_plan_model_new (agency->library);
  const char *key[] = { agency->client_id, "2026-11-01", "00000000-0000-8000-8000-000000000000",
                        NULL };
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "x");
  RapportRecord *line = rapport_transaction_ensure (transaction, RAPPORT_TYPE_PLAN_LINE, key);

  rapport_transaction_set_text (transaction, line, RAPPORT_PLAN_LINE_SNAPSHOT_TITLE, "promised");
  agency_commit (g_steal_pointer (&transaction));
  rapport_plan_model_show (model, agency->client_id, MONTH);
  check_outline (model, "|promised");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define add(name, test)                                                                            \
  g_test_add ("/plan/model/" name, Agency, NULL, agency_set_up, test, agency_tear_down)
  add ("sections", test_sections);
  add ("rows-stay", test_rows_stay);
  add ("dropped", test_dropped);
  add ("dangling", test_dangling);
  return g_test_run ();
}
