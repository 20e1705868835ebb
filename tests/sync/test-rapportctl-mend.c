/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "rapportctl server circle URL --mend" in a process of its own, step by step as
 * data/server/README.md has it under "Restore": what it says on both streams, what it ends with,
 * and what it changes. */
#include "circle-support.h"

#include <string.h>

static const char *program;

#define ALL_KNOWN "The server knows of all clients who works with them\n"

/* What an administrator has to decide. */
#define UNDECIDED                                                                                  \
  "it is for you to say who works with it, by --client with --for NAME or --whole-team\n"

/* A member whose account the backup has not got. */
#define STRANGER                                                                                   \
  "CLIENT: 0192f0c0-0000-7000-8000-00000000000a works with it and has no account: “rapportctl "    \
  "server member add” makes one\n"

/* The program. */

typedef struct
{
  int status;
  char *out;
  char *err;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->out);
  g_free (said->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/* "rapportctl server @words[0] URL @words[1]…", with the password on its standard input; "member"
 * is two words. */
static Said
run_as (CircleTown *town, const char *password, const char *const *words)
{
  const guint n_before = g_str_equal (words[0], "member") ? 2 : 1;
  g_autofree char *address = sync_get_address (town->server, NULL);
  g_autofree char *line = g_strconcat (password, "\n", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Said said = { 0 };

  g_ptr_array_add (argv, (char *) program);
  g_ptr_array_add (argv, (char *) "server");
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i == n_before)
        g_ptr_array_add (argv, address);
      g_ptr_array_add (argv, (char *) words[i]);
    }
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, line, NULL, &said.out, &said.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  said.status = g_subprocess_get_exit_status (process);
  g_test_message ("%d\n%s%s", said.status, said.out, said.err);
  return said;
}

static Said
run (CircleTown *town, const char *const *words)
{
  return run_as (town, RAPPORT_TEST_SERVER_PASSWORD, words);
}

#define WORDS(...)                                                                                 \
  (const char *const[])                                                                            \
  {                                                                                                \
    __VA_ARGS__, NULL                                                                              \
  }
#define MEND(...) WORDS ("circle", "--user", RAPPORT_TEST_SERVER_ADMIN, "--mend", __VA_ARGS__)

/* It ends with @status and these lines, and complains of nothing. */
static void
assert_run (CircleTown *town, const char *const *words, int status, const char *out)
{
  g_auto (Said) said = run (town, words);

  g_assert_cmpstr (said.err, ==, "");
  g_assert_cmpstr (said.out, ==, out);
  g_assert_cmpint (said.status, ==, status);
}

/* It ends with @status and this complaint alone; @password is the one that is typed. */
static void
assert_complains (CircleTown *town,
                  const char *password,
                  const char *const *words,
                  int status,
                  const char *complaint)
{
  g_auto (Said) said = run_as (town, password, words);
  g_autofree char *line = g_strdup_printf ("rapportctl: %s\n", complaint);

  g_assert_cmpstr (said.out, ==, "");
  g_assert_cmpstr (said.err, ==, line);
  g_assert_cmpint (said.status, ==, status);
}

/* (transfer full): the one client of an answer in JSON. */
static JsonObject *
run_for_one (CircleTown *town, const char *const *words, int status)
{
  g_auto (Said) said = run (town, words);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (said.status, ==, status);
  g_assert_cmpstr (said.err, ==, "");
  node = json_from_string (said.out, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  return json_object_ref (json_array_get_object_element (json_node_get_array (node), 0));
}

/* What "server check" finds. (transfer full) (nullable) */
static char *
check (CircleTown *town, const char *word)
{
  /* A server of the tests is not encrypted, and that alone lets it end with 1. */
  g_auto (Said) said = run (town, WORDS ("check", "--user", RAPPORT_TEST_SERVER_ADMIN, "--json"));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (said.out, &error);
  JsonArray *findings;

  g_assert_no_error (error);
  findings = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (findings); i++)
    {
      JsonObject *finding = json_array_get_object_element (findings, i);

      if (g_str_equal (json_object_get_string_member (finding, "word"), word))
        return g_strdup (json_object_get_string_member (finding, "text"));
    }
  return NULL;
}

/* Of how many clients it says that the server knows less, and has less. */
static void
assert_check (CircleTown *town, guint n_unsettled, guint n_missing)
{
  g_autofree char *unsettled = check (town, "circles");
  g_autofree char *missing = check (town, "circle-databases");
  g_autofree char *less = g_strdup_printf ("Of %u client", n_unsettled);
  g_autofree char *none = g_strdup_printf (
    n_missing == 1 ? "The database of %u client " : "The databases of %u clients ", n_missing);

  g_assert_cmpint (unsettled != NULL, ==, n_unsettled > 0);
  g_assert_true (unsettled == NULL || g_str_has_prefix (unsettled, less));
  g_assert_cmpint (missing != NULL, ==, n_missing > 0);
  g_assert_true (missing == NULL || g_str_has_prefix (missing, none));
}

/* The server. */

/* (transfer full) (nullable) */
static JsonNode *
get (CircleTown *town, const char *path)
{
  JsonNode *answer = NULL;

  rapport_test_server_request (town->server, "GET", path, NULL, &answer);
  return answer;
}

/* (transfer full): everything that who works with a client depends on. */
static char *
get_state (CircleTown *town)
{
  static const char *const paths[] = {
    "/_all_dbs",       "/_users/_all_docs?include_docs=true", "/team/_design/rapport-circles",
    "/team/_security", "/team/_local/rapport-circles",
  };
  GString *state = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (JsonNode) node = get (town, paths[i]);
      g_autofree char *text = node != NULL ? json_to_string (node, TRUE) : NULL;

      g_string_append_printf (state, "%s: %s\n", paths[i], text != NULL ? text : "");
    }
  return g_string_free_and_steal (state);
}

/* (transfer full): who is let in to a database. */
static char *
get_names (CircleTown *town, const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) logins = rapport_server_find_members (town->admin, database, NULL, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < logins->len; i++)
    g_string_append_printf (names, "%s;", ((RapportServerLogin *) logins->pdata[i])->name);
  return g_string_free_and_steal (names);
}

static void
assert_names (CircleTown *town, const char *database, const char *names)
{
  g_autofree char *there = get_names (town, database);

  g_assert_cmpstr (there, ==, names);
}

/* An account has the role of a database as it had when the backup was made. */
static void
give_role (CircleTown *town, const char *name, const char *database)
{
  g_autofree char *id = g_strconcat ("org.couchdb.user:", name, NULL);
  JsonObject *account = rapport_test_server_get_document (town->server, "_users", id);
  g_autofree char *role = rapport_server_get_role (database);

  g_assert_nonnull (account);
  json_array_add_string_element (json_object_get_array_member (account, "roles"), role);
  g_free (rapport_test_server_put_document (town->server, "_users", id, account));
}

static void
remove_database (CircleTown *town, const char *database)
{
  g_autofree char *path = g_strconcat ("/", database, NULL);

  g_assert_cmpuint (rapport_test_server_request (town->server, "DELETE", path, NULL, NULL), ==,
                    200);
}

static void
remove_account (CircleTown *town, const char *name)
{
  g_autofree char *id = g_strconcat ("org.couchdb.user:", name, NULL);
  g_autoptr (JsonObject) account = rapport_test_server_get_document (town->server, "_users", id);
  g_autofree char *path =
    g_strdup_printf ("/_users/%s?rev=%s", id, json_object_get_string_member (account, "_rev"));

  g_assert_cmpuint (rapport_test_server_request (town->server, "DELETE", path, NULL, NULL), ==,
                    200);
}

/* (transfer full): one line of what is said of a client. */
static char *
make_line (const char *client, const char *names, const char *database)
{
  if (names == NULL)
    return g_strdup_printf ("%s: %s", client,
                            database == NULL ? "the whole team works with it\n" : UNDECIDED);
  return g_strdup_printf ("%s: only %s work with it (%s)\n", client, names, database);
}

static void
write_line (SyncMate *mate, const char *note, const char *line)
{
  g_autofree char *body = sync_get_body (mate, note);
  g_autofree char *more = g_strconcat (body, "\n", line, NULL);

  sync_set_body (mate, note, more);
}

static gboolean
has_logged (SyncMate *mate, const char *words)
{
  for (guint i = 0; i < mate->log->len; i++)
    if (strstr (mate->log->pdata[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* Looks at what would be done, in words and in JSON, and that nothing is. */
static void
assert_dry_run (CircleTown *town, int status, const char *out)
{
  g_autofree char *before = get_state (town);
  g_autofree char *after = NULL;

  assert_run (town, MEND ("--dry-run"), status, out);
  assert_run (town, MEND ("-n"), status, out);
  after = get_state (town);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_all_known (CircleTown *town)
{
  g_autofree char *before = get_state (town);
  g_autofree char *after = NULL;

  assert_run (town, MEND ("--dry-run"), 0, ALL_KNOWN);
  assert_run (town, MEND ("--dry-run", "--json"), 0, "[]\n");
  assert_run (town, MEND (NULL), 0, ALL_KNOWN);
  assert_run (town, MEND ("--json"), 0, "[]\n");
  assert_check (town, 0, 0);
  after = get_state (town);
  g_assert_cmpstr (after, ==, before);
}

/* Restored as a whole: the workspace, the accounts, and the client's database that the backup has
 * not got. Anna knew better, and syncs. (transfer full): the client's database. */
static char *
lose_circle (CircleTown *town)
{
  const guint backup = rapport_test_server_snapshot (town->server, "team");
  char *circle = circle_open (town, circle_members);

  circle_sync_all (town);
  write_line (town->mates[ANNA], town->note, SECRET);
  g_assert_true (sync_circles (town->mates[ANNA], -1));
  rapport_test_server_restore (town->server, "team", backup);
  remove_database (town, circle);
  give_role (town, "vera", circle);
  return circle;
}

/* Restored as a whole. */
static void
test_whole_server (CircleTown *town)
{
  g_autofree char *circle = lose_circle (town);
  g_autofree char *line = make_line (town->client, "anna, boris", circle);

  /* Nobody has synced yet, so nobody knows. */
  assert_all_known (town);
  circle_sync_some (town->mates[ANNA]);
  g_assert_true (has_logged (town->mates[ANNA], "was set back to an earlier time"));
  assert_check (town, 1, 0);
  assert_names (town, circle, "anna;boris;vera;");
  assert_dry_run (town, 0, line);
  assert_run (town, MEND (NULL), 0, line);
  assert_names (town, circle, "anna;boris;");
  assert_all_known (town);
  /* Who is in the circle fills it. */
  circle_assert_says (town, circle, SECRET, FALSE);
  for (guint i = 0; i < 2 * N_MATES; i++)
    circle_sync_some (town->mates[(i + BORIS) % N_MATES]);
  circle_assert_says (town, circle, SECRET, TRUE);
  circle_assert_moved (town);
  circle_assert_body (town->mates[VERA], town->note, NULL);
  sync_assert_equal (town->mates[ANNA], town->mates[BORIS]);
  g_assert_true (has_logged (town->mates[ANNA], "is settled again"));
}

/* The workspace alone, to a time at which only two worked with the client. */
static void
test_workspace (CircleTown *town)
{
  g_autofree char *circle = circle_open (town, circle_members);
  g_autofree char *line = make_line (town->client, NULL, NULL);
  guint backup;

  circle_sync_all (town);
  backup = rapport_test_server_snapshot (town->server, "team");
  circle_close (town);
  circle_sync_all (town);
  rapport_test_server_restore (town->server, "team", backup);
  circle_sync_some (town->mates[VERA]);
  assert_check (town, 1, 0);
  assert_dry_run (town, 0, line);
  assert_run (town, MEND (NULL), 0, line);
  assert_all_known (town);
  for (guint i = 0; i < 2 * N_MATES; i++)
    circle_sync_some (town->mates[i % N_MATES]);
  circle_sync_all (town);
  sync_assert_equal (town->mates[ANNA], town->mates[VERA]);
  circle_assert_says (town, "team", "second", TRUE);
}

/* A client's database alone: the server knows who works with the client, and has nothing of it. */
static void
test_database (CircleTown *town)
{
  g_autofree char *circle = circle_open (town, circle_members);
  g_autofree char *line = make_line (town->client, "anna, boris", circle);

  circle_sync_all (town);
  assert_all_known (town);
  remove_database (town, circle);
  assert_check (town, 0, 1);
  assert_dry_run (town, 0, line);
  assert_run (town, MEND (NULL), 0, line);
  assert_all_known (town);
  circle_assert_says (town, circle, "second", FALSE);
  circle_sync_some (town->mates[BORIS]);
  circle_assert_says (town, circle, "second", TRUE);
  circle_sync_all (town);
  circle_assert_body (town->mates[VERA], town->note, NULL);
}

/* Of two clients an administrator has changed one before anybody told what was lost. */
static void
test_forked (CircleTown *town)
{
  const char *const only_boris[] = { "boris", NULL };
  const guint backup = rapport_test_server_snapshot (town->server, "team");
  g_autofree char *circle = circle_open (town, circle_members);
  g_autoptr (GError) error = NULL;
  g_autofree char *other = rapport_server_open_circle (town->admin, "team", town->open_client,
                                                       only_boris, NULL, NULL, NULL, NULL, &error);
  g_autofree char *settled = make_line (town->open_client, "boris", other);
  g_autofree char *undecided = make_line (town->client, NULL, circle);
  const gboolean first = strcmp (town->client, town->open_client) < 0;
  g_autofree char *both =
    g_strconcat (first ? undecided : settled, first ? settled : undecided, NULL);
  g_auto (Said) changed = { 0 };

  g_assert_no_error (error);
  circle_sync_all (town);
  rapport_test_server_restore (town->server, "team", backup);
  changed = run (town, WORDS ("circle", "--user", RAPPORT_TEST_SERVER_ADMIN, "--client",
                              town->client, "--for", "anna", "--for", "vera"));
  g_assert_cmpint (changed.status, ==, 0);
  circle_sync_some (town->mates[BORIS]);
  assert_check (town, 2, 0);
  assert_dry_run (town, 1, both);
  assert_run (town, MEND (NULL), 1, both);
  assert_names (town, other, "boris;");
  /* It is as it was, and it stays so. */
  assert_names (town, circle, "anna;vera;");
  assert_check (town, 1, 0);
  assert_dry_run (town, 1, undecided);
  assert_run (town, MEND (NULL), 1, undecided);
  assert_names (town, circle, "anna;vera;");
  assert_run (
    town,
    WORDS ("circle", "--user", RAPPORT_TEST_SERVER_ADMIN, "--client", town->client, "--whole-team"),
    0, "The client is open to the whole team with everybody’s next sync\n");
  assert_all_known (town);
  for (guint i = 0; i < 2 * N_MATES; i++)
    circle_sync_some (town->mates[i % N_MATES]);
  circle_sync_all (town);
  circle_assert_says (town, "team", "second", TRUE);
  circle_assert_says (town, "team", "Василёк", FALSE);
  for (guint i = 0; i < N_MATES; i++)
    g_assert_cmpuint (sync_count_clients (town->mates[i]), ==, i == BORIS ? 2 : 1);
}

/* Changed more often since than was lost, what an administrator said last counts. */
static void
test_changed_more_often (CircleTown *town)
{
  const guint backup = rapport_test_server_snapshot (town->server, "team");
  const char *const words[] = { "circle",   "--user",     RAPPORT_TEST_SERVER_ADMIN,
                                "--client", town->client, "--for",
                                "vera",     NULL };
  g_autofree char *circle = circle_open (town, circle_members);

  circle_sync_all (town);
  rapport_test_server_restore (town->server, "team", backup);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Said) changed = run (town, words);

      g_assert_cmpint (changed.status, ==, 0);
    }
  circle_sync_some (town->mates[ANNA]);
  assert_all_known (town);
  assert_names (town, circle, "vera;");
}

/* The same for a script. */
static void
test_json (CircleTown *town)
{
  g_autofree char *circle = lose_circle (town);
  g_autoptr (JsonObject) possible = NULL;
  g_autoptr (JsonObject) done = NULL;
  JsonArray *names;

  circle_sync_some (town->mates[ANNA]);
  possible = run_for_one (town, MEND ("--dry-run", "--json"), 0);
  g_assert_true (json_object_get_boolean_member (possible, "possible"));
  g_assert_false (json_object_has_member (possible, "done"));
  done = run_for_one (town, MEND ("--json"), 0);
  g_assert_true (json_object_get_boolean_member (done, "done"));
  g_assert_false (json_object_has_member (done, "possible"));
  g_assert_cmpstr (json_object_get_string_member (done, "client"), ==, town->client);
  g_assert_cmpstr (json_object_get_string_member (done, "database"), ==, circle);
  names = json_object_get_array_member (done, "names");
  g_assert_cmpuint (json_array_get_length (names), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (names, 0), ==, "anna");
  g_assert_cmpstr (json_array_get_string_element (names, 1), ==, "boris");
  names = json_object_get_array_member (done, "without_account");
  g_assert_cmpuint (json_array_get_length (names), ==, 0);
}

/* The accounts were restored as well, to a time before Boris had one: he is named, and belongs to
 * the circle where he is given one first. */
static void
test_stranger (CircleTown *town)
{
  const char *boris = rapport_library_get_me (town->mates[BORIS]->library);
  g_autofree char *login = g_strconcat ("boris=", boris, NULL);
  g_autofree char *circle = lose_circle (town);
  g_autofree char *both = make_line (town->client, "anna, boris", circle);
  g_autoptr (JsonObject) possible = NULL;
  JsonArray *strangers;
  g_auto (Said) added = { 0 };

  remove_account (town, "boris");
  circle_sync_some (town->mates[ANNA]);
  possible = run_for_one (town, MEND ("--dry-run", "--json"), 0);
  strangers = json_object_get_array_member (possible, "without_account");
  g_assert_cmpuint (json_array_get_length (strangers), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (strangers, 0), ==, boris);
  added = run (town, WORDS ("member", "add", login, "--user", RAPPORT_TEST_SERVER_ADMIN));
  g_assert_cmpint (added.status, ==, 0);
  assert_dry_run (town, 0, both);
  assert_run (town, MEND (NULL), 0, both);
  assert_names (town, circle, "anna;boris;");
}

static void
test_json_undecided (CircleTown *town)
{
  const guint backup = rapport_test_server_snapshot (town->server, "team");
  g_autofree char *circle = circle_open (town, circle_members);
  g_autofree char *again = NULL;
  g_autoptr (JsonObject) possible = NULL;
  g_autoptr (JsonObject) done = NULL;

  circle_sync_all (town);
  rapport_test_server_restore (town->server, "team", backup);
  again = circle_open (town, circle_members);
  circle_sync_some (town->mates[ANNA]);
  possible = run_for_one (town, MEND ("--dry-run", "--json"), 1);
  g_assert_false (json_object_get_boolean_member (possible, "possible"));
  done = run_for_one (town, MEND ("--json"), 1);
  g_assert_false (json_object_get_boolean_member (done, "done"));
  g_assert_cmpstr (json_object_get_string_member (done, "client"), ==, town->client);
}

/* (transfer full): @pattern, in which CLIENT, NUMBER (the end of its id) and VERA stand for what
 * they are. */
static char *
fill (CircleTown *town, const char *pattern)
{
  GString *text = g_string_new (pattern);

  g_string_replace (text, "NUMBER", town->client + strlen (town->client) - 12, 0);
  g_string_replace (text, "CLIENT", town->client, 0);
  g_string_replace (text, "VERA", rapport_library_get_me (town->mates[VERA]->library), 0);
  return g_string_free_and_steal (text);
}

/* @revision: (inout): of the last that was laid down, or NULL. */
static void
lay_down (CircleTown *town, const char *text, char **revision)
{
  JsonObject *claims = json_object_new ();
  JsonNode *circles = json_from_string (text, NULL);

  g_assert_nonnull (circles);
  json_object_set_member (claims, "circles", circles);
  if (*revision != NULL)
    json_object_set_string_member (claims, "_rev", *revision);
  g_free (*revision);
  *revision =
    rapport_test_server_put_document (town->server, "team", "_local/rapport-circles", claims);
}

/* What members lay down may be anything: what can't be so is as if it were not there. */
static void
test_claims (CircleTown *town)
{
  static const struct
  {
    const char *circles;
    const char *out; /* NULL: nothing to settle */
    int status;
  } cases[] = {
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-NUMBER-1\", "
      "\"members\": [\"VERA\"]}}",
      "CLIENT: only vera work with it (team-circle-NUMBER-1)\n", 0 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1}}", "CLIENT: the whole team works with it\n", 0 },
    /* Hers is of the time before she came. */
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-NUMBER-1\", "
      "\"members\": [\"0192f0c0-0000-7000-8000-00000000000a\", \"VERA\"]}}",
      "CLIENT: only vera work with it (team-circle-NUMBER-1)\n" STRANGER, 0 },
    /* Nobody has an account any more. */
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-NUMBER-1\", "
      "\"members\": [\"0192f0c0-0000-7000-8000-00000000000a\", 7, null]}}",
      "CLIENT: " UNDECIDED STRANGER, 1 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"_users\"}}", NULL, 0 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team\"}}", NULL, 0 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-00000000000a-1\"}}",
      NULL, 0 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-NUMBER-2\"}}", NULL,
      0 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-NUMBER-1/x\"}}",
      NULL, 0 },
    { "{\"CLIENT\": {\"changes\": 0, \"round\": 1}}", NULL, 0 },
    { "{\"CLIENT\": {\"changes\": 1, \"round\": 0}}", NULL, 0 },
    { "{\"CLIENT\": {\"changes\": 9000000000000000000, \"round\": 1}}", NULL, 0 },
    { "{\"CLIENT\": {\"changes\": \"1\", \"round\": []}}", NULL, 0 },
    { "{\"CLIENT\": [1]}", NULL, 0 },
    { "{\"../team\": {\"changes\": 1, \"round\": 1}}", NULL, 0 },
    { "{\"x\": {\"changes\": 1, \"round\": 1, \"database\": \"team-circle-x-1\"}}", NULL, 0 },
    { "[\"CLIENT\"]", NULL, 0 },
  };
  g_autofree char *revision = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *circles = fill (town, cases[i].circles);
      g_autofree char *out = fill (town, cases[i].out != NULL ? cases[i].out : ALL_KNOWN);

      g_test_message ("%s", circles);
      lay_down (town, circles, &revision);
      assert_check (town, cases[i].out != NULL ? 1 : 0, 0);
      assert_run (town, MEND ("--dry-run"), cases[i].status, out);
    }
}

/* One that says so of a client's database is not that client because it comes first. */
static void
test_claimed_database (CircleTown *town)
{
  const guint before = rapport_test_server_snapshot (town->server, "team");
  g_autofree char *database = circle_open (town, circle_members);
  g_autofree char *vera = g_strdup (rapport_library_get_me (town->mates[VERA]->library));
  g_autofree char *revision = NULL;
  g_autofree char *pattern = g_strdup_printf (
    "{\"!\": {\"changes\": 1, \"round\": 1, \"database\": \"%s\"}, "
    "\"CLIENT\": {\"changes\": 1, \"round\": 1, \"database\": \"%s\", \"members\": []}}",
    database, database);
  g_autofree char *circles = fill (town, pattern);
  g_autoptr (RapportServerLogin) login = rapport_server_login_new ("vera", vera);
  g_autoptr (JsonNode) there = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  rapport_test_server_restore (town->server, "team", before);
  lay_down (town, circles, &revision);
  rapport_server_add_member (town->admin, database, login, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rapport_test_server_request (town->server, "GET",
                                                 "/team/_design/rapport-circles", NULL, &there),
                    ==, 200);
  text = json_to_string (there, FALSE);
  g_assert_nonnull (strstr (text, vera));
  g_assert_nonnull (strstr (text, database));
}

/* Who may not, and what is not meant: nothing is said on the way that a script reads, and nothing
 * is changed. */
static void
test_refused (CircleTown *town)
{
  static const struct
  {
    const char *words[8];
    const char *complaint;
  } misused[] = {
    { { "circle", "--mend" }, "--user is missing: an administrator’s account of the server" },
    { { "circle", "--user", "admin", "--mend", "--client", "x" },
      "--mend is for all clients, and stands alone" },
    { { "circle", "--user", "admin", "--mend", "--for", "anna" },
      "--mend is for all clients, and stands alone" },
    { { "circle", "--user", "admin", "--mend", "--whole-team" },
      "--mend is for all clients, and stands alone" },
    { { "circle", "--user", "admin", "--dry-run", "--whole-team" }, "--dry-run is for --mend" },
  };
  g_autofree char *circle = lose_circle (town);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  circle_sync_some (town->mates[ANNA]);
  before = get_state (town);
  assert_complains (town, "wrong", MEND (NULL), 1,
                    "The server does not know this name and password.");
  assert_complains (town, "wrong", MEND ("--dry-run", "--json"), 1,
                    "The server does not know this name and password.");
  assert_complains (town, "word", WORDS ("circle", "--user", "anna", "--mend"), 1,
                    "This account is not an administrator’s of the server. Only an administrator "
                    "decides who works with a client.");
  assert_complains (town, "word", WORDS ("circle", "--user", "anna", "--mend", "--dry-run"), 1,
                    "This account is not an administrator’s of the server. Only an administrator "
                    "decides who works with a client.");
  for (gsize i = 0; i < G_N_ELEMENTS (misused); i++)
    assert_complains (town, RAPPORT_TEST_SERVER_PASSWORD, misused[i].words, 2,
                      misused[i].complaint);
  after = get_state (town);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  circle_test_add ("/rapportctl-mend/whole-server", test_whole_server, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/workspace", test_workspace, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/database", test_database, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/forked", test_forked, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/changed-more-often", test_changed_more_often, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/json", test_json, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/stranger", test_stranger, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/json-undecided", test_json_undecided, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/claims", test_claims, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/claimed-database", test_claimed_database, FALSE, NULL);
  circle_test_add ("/rapportctl-mend/refused", test_refused, FALSE, NULL);
  return g_test_run ();
}
