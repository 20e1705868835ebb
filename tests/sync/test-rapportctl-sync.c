/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "rapportctl sync" in a process of its own, as a script runs it. */
#include "rapport-server.h"
#include "sync-support.h"

#include <signal.h>
#include <string.h>

/* What it exits with, as rapport-cli.h has them. */
#define RAPPORT_CLI_OK      0
#define RAPPORT_CLI_FAILED  1
#define RAPPORT_CLI_LIBRARY 3

static const char *program;

/* (transfer full): what it printed; it must exit with @status. */
static char *
run_command (const char *command, int status, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autofree char *said = NULL;
  char *printed = NULL;
  int wait_status = 0;

  g_strv_builder_add_many (builder, program, command, NULL);
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &printed, &said, &wait_status,
                &error);
  g_assert_no_error (error);
  g_test_message ("%s", said);
  g_assert_true (WIFEXITED (wait_status));
  g_assert_cmpint (WEXITSTATUS (wait_status), ==, status);
  return printed;
}

static char *
run (int status, const char *const *words)
{
  return run_command ("sync", status, words);
}

static char *
write_password (const char *folder, const char *password)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "password", NULL);

  g_file_set_contents (path, password, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* A library that nobody holds. */
static char *
make_library (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  RapportSqliteStore *store = test_open (path, clock);
  g_autoptr (RapportLibrary) library = rapport_library_new (RAPPORT_STORE (store), clock);
  g_autofree char *me = rapport_id_new (TEST_NOW);

  rapport_library_set_me (library, me);
  g_assert_true (rapport_library_flush (library, NULL));
  g_clear_object (&library);
  test_close (store);
  return path;
}

/* A town with a library in it that is not connected yet. */
typedef struct
{
  SyncTown town;
  char *folder;
  char *library;
  char *password; /* the file with it */
  char *address;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  sync_town_set_up (&desk->town, NULL);
  if (desk->town.server == NULL)
    return;
  desk->folder = test_folder_new ();
  g_setenv ("XDG_STATE_HOME", desk->folder, TRUE);
  desk->library = make_library (desk->folder, "agency.rapport");
  desk->password = write_password (desk->folder, RAPPORT_TEST_SERVER_PASSWORD "\n");
  desk->address = sync_get_address (desk->town.server, NULL);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  if (desk->town.server == NULL)
    return;
  test_assert_whole (desk->library);
  g_free (desk->library);
  g_free (desk->password);
  g_free (desk->address);
  test_folder_free (desk->folder);
  sync_town_tear_down (&desk->town, NULL);
}

static void
test_script (Desk *desk, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *without = NULL;
  g_autofree char *wrong = NULL;

  if (desk->library == NULL)
    return;
  without = run (1, (const char *[]) { desk->library, "--password-file", desk->password, NULL });
  first = run (0, (const char *[]) { desk->library, "--connect", desk->address, "--user",
                                     RAPPORT_TEST_SERVER_ADMIN, "--password-file", desk->password,
                                     "--json", NULL });
  g_assert_nonnull (strstr (first, "\"up-to-date\""));
  g_assert_null (strstr (first, RAPPORT_TEST_SERVER_PASSWORD));
  second = run (0, (const char *[]) { desk->library, "--password-file", desk->password, NULL });
  g_assert_nonnull (strstr (second, "waiting: 0"));
  wrong = write_password (desk->folder, "wrong\n");
  g_assert_cmpstr (wrong, ==, desk->password);
  refused =
    run (1, (const char *[]) { desk->library, "--password-file", desk->password, "--json", NULL });
  g_assert_nonnull (strstr (refused, "\"sign-in\""));
  g_free (run (0, (const char *[]) { desk->library, "--forget", NULL }));
  g_free (run (1, (const char *[]) { desk->library, "--password-file", desk->password, NULL }));
  g_free (run (2, (const char *[]) { desk->library, "--once", "--follow", NULL }));
}

/* (transfer full): the id of a client that the library has now. */
static char *
add_client (const char *path)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  RapportSqliteStore *store = test_open (path, clock);
  g_autoptr (RapportLibrary) library = rapport_library_new (RAPPORT_STORE (store), clock);
  SyncMate mate = { .library = library };
  char *id = sync_add_client (&mate, "Northwind");

  g_assert_true (rapport_library_flush (library, NULL));
  g_clear_object (&library);
  test_close (store);
  return id;
}

/* An account of somebody of the team, with the administrator's password. */
static void
let_in (Desk *desk, const char *name)
{
  g_autofree char *member = rapport_id_new (TEST_NOW);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCouch) admin =
    rapport_couch_new (rapport_test_server_get_uri (desk->town.server), RAPPORT_TEST_SERVER_ADMIN,
                       RAPPORT_TEST_SERVER_PASSWORD, &error);
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  RapportServerLogin *login = rapport_server_login_new (name, member);
  g_autofree char *document = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) node = NULL;

  login->password = g_strdup (RAPPORT_TEST_SERVER_PASSWORD);
  g_ptr_array_add (logins, login);
  g_assert_true (rapport_server_init (admin, "team", logins, NULL, &error));
  g_assert_no_error (error);
  document = g_strdup_printf ("{\"author\": \"%s\", \"at\": 0, \"schema\": 7, "
                              "\"fields\": {\"name\": \"Vera\"}}",
                              member);
  node = json_from_string (document, NULL);
  id = g_strconcat ("member:", member, NULL);
  g_free (
    rapport_test_server_put_document (desk->town.server, "team", id, json_node_dup_object (node)));
}

/* A machine that has nothing yet joins by a file that is made, and not before it is let in. */
static void
test_join (Desk *desk, gconstpointer data)
{
  static const char question[] = "SELECT count (*) FROM client WHERE name = 'Northwind'";
  g_autofree char *path = NULL;
  g_autofree char *there = NULL;

  if (desk->library == NULL)
    return;
  there = add_client (desk->library);
  g_free (run (0, (const char *[]) { desk->library, "--connect", desk->address, "--user",
                                     RAPPORT_TEST_SERVER_ADMIN, "--password-file", desk->password,
                                     NULL }));
  path = g_build_filename (desk->folder, "new.rapport", NULL);
  g_free (run (3, (const char *[]) { path, "--password-file", desk->password, NULL }));
  g_free (run (1, (const char *[]) { path, "--connect", desk->address, "--user", "vera",
                                     "--password-file", desk->password, NULL }));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  let_in (desk, "vera");
  g_free (run (0, (const char *[]) { path, "--connect", desk->address, "--user", "vera",
                                     "--password-file", desk->password, NULL }));
  g_assert_cmpint (test_get_integer (path, question), ==, 1);
  test_assert_whole (path);
}

/* (transfer full): what stands at @member of the first record that the first database refused. */
static char *
get_refused (const char *printed, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (printed, &error);
  JsonObject *place;

  g_assert_no_error (error);
  place = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpint (json_object_get_int_member (place, "blocked"), ==, 1);
  return g_strdup (json_object_get_string_member (
    json_array_get_object_element (json_object_get_array_member (place, "refused"), 0), member));
}

/* What a rule of the server keeps out is named with a code that a script can go by, and with the
 * words of the rule. */
static void
test_refused (Desk *desk, gconstpointer data)
{
  static const char rule[] = "function (doc) { if (doc._id.indexOf('client:') === 0) { "
                             "throw ({ forbidden: 'no clients on Sundays' }); } }";
  JsonObject *design = json_object_new ();
  g_autofree char *revision = NULL;
  g_autofree char *client = NULL;
  g_autofree char *told = NULL;
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *detail = NULL;

  json_object_set_string_member (design, "validate_doc_update", rule);
  if (desk->library == NULL)
    {
      json_object_unref (design);
      return;
    }
  revision = rapport_test_server_put_document (desk->town.server, "team", "_design/odd", design);
  client = add_client (desk->library);
  told = run (1, (const char *[]) { desk->library, "--connect", desk->address, "--user",
                                    RAPPORT_TEST_SERVER_ADMIN, "--password-file", desk->password,
                                    "--json", NULL });
  id = get_refused (told, "id");
  code = get_refused (told, "code");
  reason = get_refused (told, "reason");
  detail = get_refused (told, "detail");
  g_assert_cmpstr (id, ==, client);
  g_assert_cmpstr (code, ==, "forbidden");
  g_assert_cmpstr (reason, ==, "A rule of the server forbids it.");
  g_assert_cmpstr (detail, ==, "no clients on Sundays");
}

/* A window has it open: that is said, to scripts too, and nothing is waited for. */
static void
test_held (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = make_library (folder, "held.rapport");
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  RapportSqliteStore *store = test_open (path, clock);
  g_autofree char *once = run (RAPPORT_CLI_LIBRARY, (const char *[]) { path, "--json", NULL });
  g_autofree char *followed =
    run (RAPPORT_CLI_LIBRARY, (const char *[]) { path, "--follow", NULL });

  g_assert_nonnull (strstr (once, "\"held\""));
  g_assert_cmpstr (followed, ==, "");
  test_close (store);
  test_folder_free (g_steal_pointer (&folder));
}

/* Reads lines of JSON until one has this state; what it says then. (transfer full) (nullable) */
static char *
read_until (GDataInputStream *lines, const char *state)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *object;

      g_assert_no_error (error);
      g_assert_nonnull (line);
      node = json_from_string (line, &error);
      g_assert_no_error (error);
      object = json_node_get_object (node);
      if (g_str_equal (json_object_get_string_member (object, "state"), state))
        return g_strdup (json_object_get_string_member_with_default (object, "message", NULL));
    }
}

/* Following, line by line, until it is told to end. A server that is being mended is not taken for
 * one that can't be reached. */
static void
test_follow (Desk *desk, gconstpointer data)
{
  static const RapportFault busy = { RAPPORT_FAULT_STATUS, NULL, "*_changes*", 0, 1, 503,
                                     "Retry-After: 0" };
  g_autofree char *by_proxy = NULL;
  g_autofree char *message = NULL;
  g_autofree char *nothing = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (desk->library == NULL)
    return;
  by_proxy = sync_get_address (desk->town.server, desk->town.proxy);
  rapport_fault_proxy_add (desk->town.proxy, &busy);
  process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "sync", desk->library,
                      "--connect", by_proxy, "--user", RAPPORT_TEST_SERVER_ADMIN, "--password-file",
                      desk->password, "--follow", "--json", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  message = read_until (lines, "delayed");
  g_assert_nonnull (strstr (message, "503"));
  nothing = read_until (lines, "up-to-date");
  g_assert_null (nothing);
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, RAPPORT_CLI_OK);
}

/* Where a user has to be asked it ends, and the last line says why. */
static void
test_follow_asks (Desk *desk, gconstpointer data)
{
  g_autofree char *message = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (desk->library == NULL)
    return;
  g_free (run (0, (const char *[]) { desk->library, "--connect", desk->address, "--user",
                                     RAPPORT_TEST_SERVER_ADMIN, "--password-file", desk->password,
                                     NULL }));
  rapport_test_server_recreate (desk->town.server, "team");
  process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "sync", desk->library,
                      "--password-file", desk->password, "--follow", "--json", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  message = read_until (lines, "stopped");
  g_assert_nonnull (message);
  more = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (more, ==, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, RAPPORT_CLI_FAILED);
}

/* A client moves to a database of its own, and back, with one command each and a sync. */
static void
test_circle (Desk *desk, gconstpointer data)
{
  g_autofree char *client = NULL;
  g_autofree char *document = NULL;
  g_autofree char *told = NULL;
  g_autofree char *synced = NULL;
  g_autofree char *back = NULL;

  if (desk->library == NULL)
    return;
  rapport_test_server_put_user (desk->town.server, "anna", "word", NULL);
  client = add_client (desk->library);
  document = g_strconcat ("client:", client, NULL);
  g_free (run (0, (const char *[]) { desk->library, "--connect", desk->address, "--user",
                                     RAPPORT_TEST_SERVER_ADMIN, "--password-file", desk->password,
                                     NULL }));
  g_free (run_command ("server", 2,
                       (const char *[]) { "circle", desk->address, "--user", "admin", NULL }));
  told =
    run_command ("server", 0,
                 (const char *[]) { "circle", desk->address, "--user", RAPPORT_TEST_SERVER_ADMIN,
                                    "--password-file", desk->password, "--client", client, "--for",
                                    "anna", "--json", NULL });
  g_assert_nonnull (strstr (told, "team-circle-"));
  synced =
    run (0, (const char *[]) { desk->library, "--password-file", desk->password, "--json", NULL });
  g_assert_nonnull (strstr (synced, "team-circle-"));
  g_assert_null (rapport_test_server_get_document (desk->town.server, "team", document));
  back =
    run_command ("server", 0,
                 (const char *[]) { "circle", desk->address, "--user", RAPPORT_TEST_SERVER_ADMIN,
                                    "--password-file", desk->password, "--client", client,
                                    "--whole-team", NULL });
  g_free (run (0, (const char *[]) { desk->library, "--password-file", desk->password, NULL }));
  json_object_unref (rapport_test_server_get_document (desk->town.server, "team", document));
  g_assert_cmpint (test_get_integer (desk->library, "SELECT count (*) FROM sync_place"), ==, 1);
}

int
main (int argc, char **argv)
{
  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  g_test_add ("/rapportctl/sync", Desk, NULL, set_up, test_script, tear_down);
  g_test_add ("/rapportctl/sync-join", Desk, NULL, set_up, test_join, tear_down);
  g_test_add ("/rapportctl/sync-follow", Desk, NULL, set_up, test_follow, tear_down);
  g_test_add ("/rapportctl/sync-follow-asks", Desk, NULL, set_up, test_follow_asks, tear_down);
  g_test_add ("/rapportctl/sync-refused", Desk, NULL, set_up, test_refused, tear_down);
  g_test_add_func ("/rapportctl/sync-held", test_held);
  g_test_add ("/rapportctl/circle", Desk, NULL, set_up, test_circle, tear_down);
  return g_test_run ();
}
