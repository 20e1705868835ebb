/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-cli-secret.h"
#include "rapport-member.h"
#include "rapport-server.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run (int argc, char **argv);

const RapportCliCommand rapport_cli_server = {
  "server",
  "init|check|compact|circle URL [--user NAME] [--library FILE] [--client ID --for "
  "NAME|--whole-team|--mend]\n"
  "  rapportctl server member list|add|password|remove URL [NAME[=ID]]",
  N_ ("Makes a CouchDB database ready for a team, says what of it is unsafe, lets members in and "
      "out, gives clients a smaller circle, and frees the server of what was erased."),
  run,
};

typedef struct
{
  char *user;
  char *password_file;
  char *library;
  char **logins;
  char *client;
  char **names;
  gboolean whole_team;
  gboolean mend;
  gboolean dry_run;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->user);
  g_free (options->password_file);
  g_free (options->library);
  g_strfreev (options->logins);
  g_free (options->client);
  g_strfreev (options->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Checking. */

static const char *const weight_words[] = { "fine", "note", "unsafe", "wrong" };

static const char *
get_weight_label (RapportServerWeight weight)
{
  switch (weight)
    {
    case RAPPORT_SERVER_FINE:
      return C_ ("a finding", "Fine");
    case RAPPORT_SERVER_NOTE:
      return C_ ("a finding", "Note");
    case RAPPORT_SERVER_UNSAFE:
      return C_ ("a finding", "Unsafe");
    case RAPPORT_SERVER_WRONG:
    default:
      return C_ ("a finding", "Wrong");
    }
}

static void
print_findings (GPtrArray *findings, gboolean json)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const RapportServerFinding *finding = findings->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "weight", weight_words[finding->weight]);
      json_object_set_string_member (object, "word", finding->word);
      json_object_set_string_member (object, "text", finding->text);
      json_array_add_object_element (array, object);
      if (!json)
        g_print ("%s: %s\n", get_weight_label (finding->weight), finding->text);
    }
  if (json)
    rapport_cli_print_json (json_node_init_array (json_node_alloc (), array));
  json_array_unref (array);
}

static RapportCliExit
check (const char *server, const char *database, const char *secret, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings =
    rapport_server_check (server, database, options->user, secret, NULL, &error);
  RapportCliExit result = RAPPORT_CLI_OK;

  if (findings == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  print_findings (findings, options->json);
  for (guint i = 0; i < findings->len; i++)
    if (((RapportServerFinding *) findings->pdata[i])->weight >= RAPPORT_SERVER_UNSAFE)
      result = RAPPORT_CLI_FAILED;
  return result;
}

/* Making. */

static gboolean
is_name (const char *name)
{
  return *name != '\0' && *name != '_' && strchr (name, ':') == NULL;
}

/* "NAME=MEMBER-ID" */
static gboolean
add_login (GPtrArray *logins, const char *words)
{
  const char *equals = strchr (words, '=');
  g_autofree char *name = equals != NULL ? g_strndup (words, (gsize) (equals - words)) : NULL;

  if (name == NULL || !is_name (name) || !rapport_id_is_valid (equals + 1))
    {
      rapport_cli_complain (_ ("%s: a name, “=”, and the id of a member are expected"), words);
      return FALSE;
    }
  g_ptr_array_add (logins, rapport_server_login_new (name, equals + 1));
  return TRUE;
}

/* The address by which a member is written to, or what of the name is left in plain letters. */
static char *
make_name (RapportRecord *member)
{
  const char *email = rapport_record_get_text (member, RAPPORT_MEMBER_EMAIL);
  const char *id = rapport_record_get_id (member);

  if (*email != '\0' && strchr (email, ':') == NULL)
    return g_ascii_strdown (email, -1);
  return g_strconcat ("member-", id + strlen (id) - 8, NULL);
}

static gboolean
add_members (GPtrArray *logins, const char *path)
{
  g_autoptr (RapportLibrary) library = rapport_cli_open (path, RAPPORT_OPEN_READ_ONLY, NULL);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;

  if (library == NULL)
    return FALSE;
  members = rapport_library_find (library, query, &error);
  if (members == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return FALSE;
    }
  for (guint i = 0; i < members->len; i++)
    {
      g_autofree char *name = make_name (members->pdata[i]);

      if (rapport_record_get_boolean (members->pdata[i], RAPPORT_MEMBER_ACTIVE))
        g_ptr_array_add (
          logins, rapport_server_login_new (name, rapport_record_get_id (members->pdata[i])));
    }
  return TRUE;
}

static void
print_logins (GPtrArray *logins, gboolean json)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < logins->len; i++)
    {
      const RapportServerLogin *login = logins->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", login->name);
      json_object_set_string_member (object, "member", login->member);
      if (login->made)
        json_object_set_string_member (object, "password", login->password);
      json_array_add_object_element (array, object);
      if (!json && login->made)
        g_print ("%s  %s\n", login->name, login->password);
      else if (!json)
        /* Translators: %s is the name of an account */
        g_print (_ ("%s keeps the password it has\n"), login->name);
    }
  if (json)
    rapport_cli_print_json (json_node_init_array (json_node_alloc (), array));
  json_array_unref (array);
}

static RapportCliExit
init (const char *server, const char *database, const char *secret, const Options *options)
{
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  g_autoptr (RapportCouch) couch = NULL;
  g_autoptr (GError) error = NULL;

  for (char **words = options->logins; words != NULL && *words != NULL; words++)
    if (!add_login (logins, *words))
      return RAPPORT_CLI_USAGE;
  if (options->library != NULL && !add_members (logins, options->library))
    return RAPPORT_CLI_LIBRARY;
  couch = rapport_couch_new (server, options->user, secret, &error);
  if (couch == NULL || !rapport_server_init (couch, database, logins, NULL, &error))
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  print_logins (logins, options->json);
  if (!options->json)
    g_printerr (_ ("The database is ready. The passwords are not shown again.\n"));
  return RAPPORT_CLI_OK;
}

/* Members. */

static void
print_members (GPtrArray *logins, gboolean json)
{
  if (json)
    print_logins (logins, TRUE);
  for (guint i = 0; !json && i < logins->len; i++)
    {
      const RapportServerLogin *login = logins->pdata[i];
      g_autofree char *name = rapport_cli_one_line (login->name);

      g_print ("%s\t%s\n", name, login->member);
    }
}

static RapportCliExit
list (RapportCouch *couch, const char *database, const Options *options, GError **error)
{
  g_autoptr (GPtrArray) logins = rapport_server_find_members (couch, database, NULL, error);

  if (logins == NULL)
    return RAPPORT_CLI_FAILED;
  print_members (logins, options->json);
  return RAPPORT_CLI_OK;
}

/* Lets somebody in, or gives them another password. */
static RapportCliExit
let_in (RapportCouch *couch,
        const char *database,
        RapportServerLogin *login,
        const Options *options,
        GError **error)
{
  g_autoptr (GPtrArray) logins = g_ptr_array_new ();
  const gboolean done = *login->member != '\0'
                          ? rapport_server_add_member (couch, database, login, NULL, error)
                          : rapport_server_set_password (couch, database, login, NULL, error);

  if (!done)
    return RAPPORT_CLI_FAILED;
  g_ptr_array_add (logins, login);
  print_logins (logins, options->json);
  if (login->made && !options->json)
    g_printerr (_ ("The password is not shown again.\n"));
  return RAPPORT_CLI_OK;
}

static RapportCliExit
shut_out (RapportCouch *couch, const char *database, const char *name, GError **error)
{
  g_autoptr (GPtrArray) others = NULL;

  if (!rapport_server_remove_member (couch, database, name, &others, NULL, error))
    return RAPPORT_CLI_FAILED;
  if (others->len == 0)
    /* Translators: %s is the name of an account */
    g_printerr (_ ("%s is deleted.\n"), name);
  for (guint i = 0; i < others->len; i++)
    /* Translators: the names of an account and of a database */
    g_printerr (_ ("%s still gets into %s.\n"), name, (const char *) others->pdata[i]);
  return RAPPORT_CLI_OK;
}

/* (transfer full) (nullable): the account that a member of the library gets by this name. */
static RapportServerLogin *
find_login (const char *name, const char *library)
{
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);

  if (!add_members (logins, library))
    return NULL;
  for (guint i = 0; i < logins->len; i++)
    if (g_str_equal (((RapportServerLogin *) logins->pdata[i])->name, name))
      return g_ptr_array_steal_index (logins, i);
  rapport_cli_complain (_ ("%s: nobody of the library has this address"), name);
  return NULL;
}

/* (transfer full) (nullable): of "NAME=ID" or of a member of the library for add, and of "NAME"
 * otherwise; with a complaint. */
static RapportServerLogin *
read_member (const char *verb, const char *words, const Options *options)
{
  g_autoptr (GPtrArray) logins = g_ptr_array_new ();

  if (g_str_equal (verb, "add") && options->library != NULL && strchr (words, '=') == NULL)
    return find_login (words, options->library);
  if (g_str_equal (verb, "add"))
    return add_login (logins, words) ? logins->pdata[0] : NULL;
  if (is_name (words))
    return rapport_server_login_new (words, "");
  rapport_cli_complain (_ ("“%s” is not the name of an account"), words);
  return NULL;
}

static RapportCliExit
work_on_members (
  RapportCouch *couch, const char *database, char **words, const Options *options, GError **error)
{
  const char *verb = words[1];
  RapportServerLogin *login = NULL;
  RapportCliExit result;

  if (g_str_equal (verb, "list"))
    return list (couch, database, options, error);
  login = read_member (verb, words[3], options);
  if (login == NULL)
    return RAPPORT_CLI_USAGE;
  result = g_str_equal (verb, "remove") ? shut_out (couch, database, login->name, error)
                                        : let_in (couch, database, login, options, error);
  rapport_server_login_free (login);
  return result;
}

static RapportCliExit
member (const char *server,
        const char *database,
        const char *secret,
        char **words,
        const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCouch) couch = rapport_couch_new (server, options->user, secret, &error);
  RapportCliExit result = RAPPORT_CLI_FAILED;

  if (couch != NULL)
    result = work_on_members (couch, database, words, options, &error);
  if (error != NULL)
    rapport_cli_complain ("%s", error->message);
  return result;
}

/* Circles. */

static gboolean
check_circle (const Options *options)
{
  const gboolean named = options->names != NULL && options->names[0] != NULL;

  if (options->mend)
    {
      if (options->client == NULL && !named && !options->whole_team)
        return TRUE;
      rapport_cli_complain (_ ("--mend is for all clients, and stands alone"));
      return FALSE;
    }
  if (options->dry_run)
    rapport_cli_complain (_ ("--dry-run is for --mend"));
  else if (options->client == NULL || !rapport_id_is_valid (options->client))
    rapport_cli_complain (_ ("--client is missing: the id of a client"));
  else if (named == options->whole_team)
    rapport_cli_complain (_ ("--for NAME for each who works with the client, or --whole-team"));
  else
    return TRUE;
  return FALSE;
}

/* (transfer full): what was done about a client, as a line. */
static char *
describe_mended (const RapportServerMended *mended)
{
  g_autofree char *joined = NULL;
  g_autofree char *names = NULL;

  if (!mended->done)
    /* Translators: %s is the id of a client */
    return g_strdup_printf (_ ("%s: it is for you to say who works with it, by --client with "
                               "--for NAME or --whole-team"),
                            mended->client);
  if (mended->database == NULL)
    /* Translators: %s is the id of a client */
    return g_strdup_printf (_ ("%s: the whole team works with it"), mended->client);
  joined = g_strjoinv (", ", mended->names);
  names = rapport_cli_one_line (joined);
  /* Translators: the id of a client, the accounts of people, and the name of a database */
  return g_strdup_printf (_ ("%s: only %s work with it (%s)"), mended->client, names,
                          mended->database);
}

static void
print_mended (const RapportServerMended *mended)
{
  g_autofree char *line = describe_mended (mended);

  g_print ("%s\n", line);
  for (char **member = mended->strangers; *member != NULL; member++)
    /* Translators: the ids of a client and of a member */
    g_print (_ ("%s: %s works with it and has no account: “rapportctl server member add” makes "
                "one\n"),
             mended->client, *member);
}

/* (transfer full) */
static JsonArray *
make_array (char **words)
{
  JsonArray *array = json_array_new ();

  for (char **word = words; *word != NULL; word++)
    json_array_add_string_element (array, *word);
  return array;
}

static void
add_mended (JsonArray *array, const RapportServerMended *mended, const Options *options)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "client", mended->client);
  if (mended->database != NULL)
    json_object_set_string_member (object, "database", mended->database);
  json_object_set_array_member (object, "names", make_array (mended->names));
  json_object_set_array_member (object, "without_account", make_array (mended->strangers));
  json_object_set_boolean_member (object, options->dry_run ? "possible" : "done", mended->done);
  json_array_add_object_element (array, object);
}

/* Fails where something is left for the administrator to decide. */
static RapportCliExit
mend_circles (const char *server, const char *database, const char *secret, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCouch) couch = rapport_couch_new (server, options->user, secret, &error);
  g_autoptr (GPtrArray) all =
    couch != NULL ? rapport_server_mend_circles (couch, database, options->dry_run, NULL, &error)
                  : NULL;
  JsonArray *array;
  RapportCliExit end = RAPPORT_CLI_OK;

  if (all == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  array = json_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      add_mended (array, all->pdata[i], options);
      if (!((RapportServerMended *) all->pdata[i])->done)
        end = RAPPORT_CLI_FAILED;
      if (!options->json)
        print_mended (all->pdata[i]);
    }
  if (options->json)
    rapport_cli_print_json (json_node_init_array (json_node_alloc (), array));
  else if (all->len == 0)
    g_print (_ ("The server knows of all clients who works with them\n"));
  json_array_unref (array);
  return end;
}

static RapportCliExit
circle (const char *server, const char *database, const char *secret, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCouch) couch = rapport_couch_new (server, options->user, secret, &error);
  g_autofree char *name = NULL;
  gboolean done = FALSE;

  if (couch != NULL && options->whole_team)
    done = rapport_server_close_circle (couch, database, options->client, NULL, NULL, NULL, NULL,
                                        &error);
  else if (couch != NULL)
    {
      name = rapport_server_open_circle (couch, database, options->client,
                                         (const char *const *) options->names, NULL, NULL, NULL,
                                         NULL, &error);
      done = name != NULL;
    }
  if (!done)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  if (options->json)
    {
      JsonObject *object = json_object_new ();

      if (name != NULL)
        json_object_set_string_member (object, "database", name);
      json_object_set_string_member (object, "client", options->client);
      rapport_cli_print_json (json_node_init_object (json_node_alloc (), object));
      json_object_unref (object);
    }
  else if (name != NULL)
    g_print (_ ("%s: everybody’s copy moves what it has of the client there with its next sync\n"),
             name);
  else
    g_print (_ ("The client is open to the whole team with everybody’s next sync\n"));
  return RAPPORT_CLI_OK;
}

/* What was erased. */

static void
print_compacted (const RapportServerCompacted *compacted)
{
  g_autofree char *before = g_format_size ((guint64) compacted->before);
  g_autofree char *after = g_format_size ((guint64) compacted->after);

  /* Translators: the name of a database, and sizes such as 1.2 MB */
  g_print (_ ("%s: %s, %s before\n"), compacted->database, after, before);
}

static RapportCliExit
compact (const char *server, const char *database, const char *secret, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCouch) couch = rapport_couch_new (server, options->user, secret, &error);
  g_autoptr (GPtrArray) done =
    couch != NULL ? rapport_server_compact (couch, database, NULL, &error) : NULL;
  g_autoptr (JsonArray) array = json_array_new ();

  if (done == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  for (guint i = 0; i < done->len; i++)
    {
      const RapportServerCompacted *compacted = done->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "database", compacted->database);
      json_object_set_int_member (object, "before", compacted->before);
      json_object_set_int_member (object, "after", compacted->after);
      json_array_add_object_element (array, object);
      if (!options->json)
        print_compacted (compacted);
    }
  if (options->json)
    rapport_cli_print_json (json_node_init_array (json_node_alloc (), array));
  return RAPPORT_CLI_OK;
}

/* The command. */

/* Which word of them is the address; 0 with a complaint. */
static guint
find_address (char **words)
{
  static const char *const deeds[] = { "init", "check", "compact", "circle", NULL };
  static const char *const verbs[] = { "list", "add", "password", "remove", NULL };
  const guint n = g_strv_length (words);

  if (g_strv_contains (deeds, words[0]))
    {
      if (n == 2)
        return 1;
      rapport_cli_complain (_ ("one address is expected"));
      return 0;
    }
  if (!g_str_equal (words[0], "member") || !g_strv_contains (verbs, words[1]))
    rapport_cli_complain (_ ("“%s” is neither init, check, compact nor circle, nor member list, "
                             "add, password or remove"),
                          words[0]);
  else if (n != (g_str_equal (words[1], "list") ? 3 : 4))
    rapport_cli_complain (g_str_equal (words[1], "list")
                            ? _ ("one address is expected")
                            : _ ("an address and a name are expected"));
  else
    return 2;
  return 0;
}

static RapportCliExit
act (const char *server, const char *database, const char *secret, char **words, Options *options)
{
  if (g_str_equal (words[0], "member"))
    return member (server, database, secret, words, options);
  if (g_str_equal (words[0], "circle"))
    return options->mend ? mend_circles (server, database, secret, options)
                         : circle (server, database, secret, options);
  if (g_str_equal (words[0], "compact"))
    return compact (server, database, secret, options);
  return g_str_equal (words[0], "init") ? init (server, database, secret, options)
                                        : check (server, database, secret, options);
}

static RapportCliExit
run (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "user", 'u', 0, G_OPTION_ARG_STRING, &options.user,
      N_ ("Account of the server; its password is asked for on standard input"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file,
      N_ ("File with the password instead"), "FILE" },
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &options.library,
      N_ ("init: an account for each member of this library; member add: who has this address"),
      "FILE" },
    { "login", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.logins,
      N_ ("init: an account for this member"), "NAME=ID" },
    { "client", 0, 0, G_OPTION_ARG_STRING, &options.client,
      N_ ("circle: the client that only some work with"), "ID" },
    { "for", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.names,
      N_ ("circle: an account that works with the client"), "NAME" },
    { "whole-team", 0, 0, G_OPTION_ARG_NONE, &options.whole_team,
      N_ ("circle: everybody works with the client again"), NULL },
    { "mend", 0, 0, G_OPTION_ARG_NONE, &options.mend,
      N_ ("circle: after the server was restored, who works with which client"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("circle --mend: only says what would be done"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Answer as JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) words = NULL;
  g_autofree char *server = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;
  guint address;

  if (!rapport_cli_parse (&rapport_cli_server, entries, argc, argv, 2, TRUE, &words))
    return RAPPORT_CLI_USAGE;
  address = find_address (words);
  if (address == 0)
    return RAPPORT_CLI_USAGE;
  if (!rapport_server_split_address (words[address], &server, &database, &error))
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_USAGE;
    }
  if (g_str_equal (words[0], "circle") && !check_circle (&options))
    return RAPPORT_CLI_USAGE;
  if (options.user == NULL && !g_str_equal (words[0], "check"))
    {
      rapport_cli_complain (_ ("--user is missing: an administrator’s account of the server"));
      return RAPPORT_CLI_USAGE;
    }
  if (options.user != NULL && !rapport_cli_read_secret (options.password_file, &secret))
    return RAPPORT_CLI_INPUT;
  return act (server, database, secret, words, &options);
}
