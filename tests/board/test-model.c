/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-model.h"
#include "rapport-records.h"
#include "rapport-table-layout.h"
#include "rules-support.h"

#define DAY(text) rapport_day_parse (text)

typedef struct
{
  const char *name;
  const char *status;
  const char *owner; /* name of a member */
  gboolean key;
  gboolean archived;
  const char *last_contact;
  const char *before; /* the light of the week before */
  const char *now;
  const char *city;
} Sample;

/* "Romashka" is there already: current, key, nobody's. */
static const Sample samples[] = {
  { "Atlas", "current", "Vera", TRUE, FALSE, "2026-11-20", "green", "red", "Perm" },
  { "Boreas", "current", "Anna", TRUE, FALSE, "2026-10-01", "red", "green", "Tver" },
  { "Cedar", "current", "Vera", FALSE, FALSE, "2026-11-21", NULL, "yellow", NULL },
  { "Delta", "paused", "Anna", TRUE, FALSE, NULL, NULL, NULL, "Perm" },
  { "Echo", "current", "Anna", TRUE, TRUE, NULL, NULL, "green", NULL },
  { "Fox", "left", "Vera", FALSE, FALSE, NULL, "green", NULL, NULL },
};

static GHashTable *members; /* name to id */

static void
add_member (Agency *agency, const char *name)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Member");
  RapportRecord *member = rapport_transaction_create (transaction, RAPPORT_TYPE_MEMBER);

  rapport_transaction_set_text (transaction, member, RAPPORT_MEMBER_NAME, name);
  g_hash_table_insert (members, g_strdup (name), g_strdup (rapport_record_get_id (member)));
  agency_commit (transaction);
}

static void
add_light (RapportTransaction *transaction, const char *client, const Sample *sample, gboolean now)
{
  const char *mark = now ? sample->now : sample->before;
  const char *key[] = { client, now ? "2026-11-16" : "2026-11-09",
                        g_hash_table_lookup (members, sample->owner), NULL };

  if (mark != NULL)
    rapport_transaction_set_text (transaction,
                                  rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key),
                                  RAPPORT_LIGHT_MARK, mark);
}

static void
add_sample (Agency *agency, const Sample *sample)
{
  g_autoptr (RapportClient) client = agency_add_client (agency, sample->name);
  RapportRecord *record = RAPPORT_RECORD (client);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Fill");

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS, sample->status);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_OWNER,
                                g_hash_table_lookup (members, sample->owner));
  rapport_transaction_set_boolean (transaction, record, RAPPORT_CLIENT_KEY, sample->key);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_CITY, sample->city);
  rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_LAST_CONTACT,
                               rapport_day_parse (sample->last_contact));
  if (sample->archived)
    rapport_transaction_set (transaction, record, RAPPORT_CLIENT_ARCHIVED,
                             g_variant_new_int64 (TEST_NOW));
  add_light (transaction, rapport_record_get_id (record), sample, FALSE);
  add_light (transaction, rapport_record_get_id (record), sample, TRUE);
  agency_commit (transaction);
}

static RapportBoardModel *
make_model (Agency *agency)
{
  g_autoptr (RapportLights) lights = NULL;

  g_clear_pointer (&members, g_hash_table_unref);
  members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_member (agency, "Vera");
  g_hash_table_insert (members, g_strdup ("Anna"),
                       g_strdup (rapport_library_get_me (agency->library)));
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    add_sample (agency, &samples[i]);
  lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));
  return rapport_board_model_new (agency->library, lights);
}

/* What is still being read in another thread holds the library. */
static void
drop_model (Agency *agency, RapportBoardModel *model)
{
  g_object_unref (model);
  while (G_OBJECT (agency->library)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for (RapportBoardModel *model)
{
  while (rapport_board_model_is_waiting (model))
    g_main_context_iteration (NULL, TRUE);
}

/* The first letters of the clients of each list, with "/" between the lists and
 * "|" where another section begins. */
static void
check_lists (RapportBoardModel *model, RapportBoardView view, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  wait_for (model);
  for (guint i = 0; i < rapport_board_view_get_n_lists (view); i++)
    {
      RapportIdList *list = rapport_board_model_get_list (model, view, i);

      if (i > 0)
        g_string_append_c (text, '/');
      for (guint at = 0; at < g_list_model_get_n_items (G_LIST_MODEL (list)); at++)
        {
          g_autoptr (RapportRecord) client = g_list_model_get_item (G_LIST_MODEL (list), at);
          guint start, end;

          gtk_section_model_get_section (GTK_SECTION_MODEL (list), at, &start, &end);
          if (start == at && at > 0)
            g_string_append_c (text, '|');
          g_string_append_len (text, rapport_record_get_title (client), 1);
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_filters (Agency *agency, gconstpointer data)
{
  RapportBoardModel *model = make_model (agency);
  const struct
  {
    RapportBoardFilter filter;
    const char *lights; /* not marked, green, yellow, red */
    const char *statuses;
  } cases[] = {
    { { .status = "current", .only_key = TRUE }, "R/B//A", "/ABR/D///" },
    { { .status = "current" }, "R/B/C/A", "/ABCR/D//F/" },
    { { .status = "paused" }, "D///", "/ABCR/D//F/" },
    { { .status = NULL }, "DFR/B/C/A", "/ABCR/D//F/" },
    { { .status = NULL, .archived = TRUE }, "/E//", "/E////" },
    { { .status = "current", .unmarked = TRUE }, "R///", "/R/D//F/" },
    { { .status = "current", .worse = TRUE }, "///A", "/A////" },
    { { .status = "current", .evidence = TRUE }, "/B//", "/B////" },
    { { .status = "current", .owner = g_hash_table_lookup (members, "Vera") },
      "//C/A",
      "/AC///F/" },
    { { .status = "current", .service = "none has it" }, "///", "/////" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rapport_board_model_set_filter (model, &cases[i].filter);
      rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_LIGHTS, NULL);
      check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, cases[i].lights);
      rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_STATUSES, NULL);
      check_lists (model, RAPPORT_BOARD_VIEW_STATUSES, cases[i].statuses);
    }
  drop_model (agency, model);
}

/* A view that is left stays as it was, and is right again when one comes back. */
static void
test_views (Agency *agency, gconstpointer data)
{
  RapportBoardModel *model = make_model (agency);
  const RapportBoardFilter key = { .status = "current", .only_key = TRUE };
  const RapportBoardFilter base = { .owner = g_hash_table_lookup (members, "Vera") };
  RapportTransaction *transaction;

  rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_LIGHTS, &key);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "R/B//A");
  rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_STATUSES, &base);
  check_lists (model, RAPPORT_BOARD_VIEW_STATUSES, "/AC///F/");
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "R/B//A");
  transaction = rapport_transaction_begin (agency->library, "Gone");
  rapport_transaction_trash (transaction, RAPPORT_RECORD (agency->client));
  agency_commit (transaction);
  rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_LIGHTS, &key);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "/B//A");
  transaction = rapport_transaction_begin (agency->library, "Erased");
  rapport_transaction_erase (transaction, RAPPORT_RECORD (agency->client));
  agency_commit (transaction);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "/B//A");
  check_lists (model, RAPPORT_BOARD_VIEW_STATUSES, "/////");
  drop_model (agency, model);
}

static void
test_service (Agency *agency, gconstpointer data)
{
  RapportBoardModel *model = make_model (agency);
  const RapportBoardFilter filter = { .status = "current", .service = "ads" };
  RapportTransaction *transaction;
  RapportRecord *project;

  rapport_board_model_set_filter (model, &filter);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "///");
  transaction = rapport_transaction_begin (agency->library, "Service");
  project = rapport_transaction_create (transaction, RAPPORT_TYPE_PROJECT);
  rapport_transaction_set_text (transaction, project, RAPPORT_PROJECT_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, project, RAPPORT_PROJECT_SERVICE, "ads");
  agency_commit (transaction);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "R///");
  drop_model (agency, model);
}

static void
test_words (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *statuses;
  } cases[] = {
    { "at", "/A////" }, { "perm", "/A/D///" }, { "PERM del", "//D///" },
    { "erm", "/////" }, { " ", "/ABR/D///" },
  };
  RapportBoardModel *model = make_model (agency);

  rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_STATUSES, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rapport_board_model_set_search (model, cases[i].words);
      check_lists (model, RAPPORT_BOARD_VIEW_STATUSES, cases[i].statuses);
    }
  drop_model (agency, model);
}

static void
test_groups (Agency *agency, gconstpointer data)
{
  RapportBoardModel *model = make_model (agency);
  const RapportBoardFilter filter = { .status = NULL };
  RapportTransaction *transaction;

  rapport_board_model_set_filter (model, &filter);
  rapport_board_model_set_grouped (model, TRUE);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "D|F|R/B/C/A");
  rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_TABLE, NULL);
  check_lists (model, RAPPORT_BOARD_VIEW_TABLE, "BD|ACF|R");
  rapport_board_model_set_sort (model, RAPPORT_BOARD_NAME, TRUE);
  check_lists (model, RAPPORT_BOARD_VIEW_TABLE, "DB|FCA|R");
  /* Whose client it is is followed. */
  transaction = rapport_transaction_begin (agency->library, "Owner");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_OWNER,
                                g_hash_table_lookup (members, "Anna"));
  agency_commit (transaction);
  check_lists (model, RAPPORT_BOARD_VIEW_TABLE, "RDB|FCA");
  rapport_board_model_set_grouped (model, FALSE);
  check_lists (model, RAPPORT_BOARD_VIEW_TABLE, "RFDCBA");
  drop_model (agency, model);
}

static void
test_sort (Agency *agency, gconstpointer data)
{
  static const struct
  {
    RapportBoardField field;
    gboolean descending;
    const char *order;
  } cases[] = {
    { RAPPORT_BOARD_NAME, FALSE, "ABCR" },        { RAPPORT_BOARD_NAME, TRUE, "RCBA" },
    { RAPPORT_BOARD_LIGHT, FALSE, "RBCA" },       { RAPPORT_BOARD_LIGHT, TRUE, "ACBR" },
    { RAPPORT_BOARD_OWNER, FALSE, "BACR" },       { RAPPORT_BOARD_OWNER, TRUE, "RACB" },
    { RAPPORT_BOARD_EVIDENCE, TRUE, "BACR" },     { RAPPORT_BOARD_EVIDENCE, FALSE, "ACRB" },
    { RAPPORT_BOARD_LAST_CONTACT, TRUE, "RCAB" },
  };
  RapportBoardModel *model = make_model (agency);
  const RapportBoardFilter filter = { .status = "current" };

  rapport_board_model_set_filter (model, &filter);
  rapport_board_model_set_view (model, RAPPORT_BOARD_VIEW_TABLE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rapport_board_model_set_sort (model, cases[i].field, cases[i].descending);
      check_lists (model, RAPPORT_BOARD_VIEW_TABLE, cases[i].order);
    }
  drop_model (agency, model);
}

/* What is worked out follows the records. */
static void
test_follows (Agency *agency, gconstpointer data)
{
  RapportBoardModel *model = make_model (agency);
  const RapportBoardFilter filter = { .status = "current", .evidence = TRUE };
  RapportTransaction *transaction;

  rapport_board_model_set_filter (model, &filter);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "/B//");
  transaction = rapport_transaction_begin (agency->library, "Contact");
  rapport_transaction_set_day (transaction, RAPPORT_RECORD (agency->client),
                               RAPPORT_CLIENT_LAST_CONTACT, DAY ("2026-10-10"));
  agency_commit (transaction);
  check_lists (model, RAPPORT_BOARD_VIEW_LIGHTS, "R/B//");
  drop_model (agency, model);
}

static void
test_field_ids (void)
{
  for (guint i = 0; i < RAPPORT_BOARD_N_FIELDS; i++)
    {
      RapportBoardField field;

      g_assert_true (rapport_board_field_from_id (
        rapport_board_field_get_info ((RapportBoardField) i)->id, &field));
      g_assert_cmpuint (field, ==, i);
    }
  g_assert_false (rapport_board_field_from_id ("of tomorrow", &(RapportBoardField) { 0 }));
}

/* What was remembered is what there will be, however old it is or spoilt. */
static void
test_layout (void)
{
#define REST ",-last-contact,-key,-status,-status-day,-reason,-since,-industry,-city"
  static const struct
  {
    const char *text;
    const char *layout;
  } cases[] = {
    { NULL, "name,light,weeks,evidence,owner,next-contact" REST },
    { "", "name,light,weeks,evidence,owner,next-contact" REST },
    /* As it was written before there was an order. */
    { "name,light,owner", "name,light,owner,-weeks,-evidence,-next-contact" REST },
    { "owner:200,name:300,-light,weeks",
      "owner:200,name:300,-light,weeks,-evidence,-next-contact" REST },
    { "-name,-light", "name,-light,-weeks,-evidence,-owner,-next-contact" REST },
    { "light", "name,light,-weeks,-evidence,-owner,-next-contact" REST },
    { "name:1,light:99999,weeks:-5,evidence:abc,owner:",
      "name:40,light:1200,weeks,evidence,owner,-next-contact" REST },
    { "name,name:200,nonsense,,:,light,name",
      "name,light,-weeks,-evidence,-owner,-next-contact" REST },
  };
#undef REST

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) layout = rapport_table_layout_parse (cases[i].text);
      g_autofree char *text = rapport_table_layout_to_text (layout);
      g_autoptr (GArray) again = rapport_table_layout_parse (text);

      g_assert_cmpstr (text, ==, cases[i].layout);
      g_assert_cmpuint (again->len, ==, RAPPORT_BOARD_N_FIELDS);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  agency_test ("/board/filters", test_filters);
  agency_test ("/board/service", test_service);
  agency_test ("/board/views", test_views);
  agency_test ("/board/search", test_words);
  agency_test ("/board/groups", test_groups);
  agency_test ("/board/sort", test_sort);
  agency_test ("/board/follows", test_follows);
  g_test_add_func ("/board/field-ids", test_field_ids);
  g_test_add_func ("/board/layout", test_layout);
  result = g_test_run ();
  g_clear_pointer (&members, g_hash_table_unref);
  return result;
}
