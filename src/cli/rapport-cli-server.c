/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-cli-secret.h"
#include "rapport-member.h"
#include "rapport-server.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run (int argc, char **argv);

const RapportCliCommand rapport_cli_server = {
  "server",
  "init|check URL [--user NAME] [--library FILE]",
  N_ ("Makes a CouchDB database ready for a team, or says what of it is unsafe."),
  run,
};

typedef struct
{
  char *user;
  char *password_file;
  char *library;
  char **logins;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->user);
  g_free (options->password_file);
  g_free (options->library);
  g_strfreev (options->logins);
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

/* "NAME=MEMBER-ID" */
static gboolean
add_login (GPtrArray *logins, const char *words)
{
  const char *equals = strchr (words, '=');
  g_autofree char *name = equals != NULL ? g_strndup (words, (gsize) (equals - words)) : NULL;

  if (name == NULL || *name == '\0' || *name == '_' || strchr (name, ':') != NULL ||
      !rapport_id_is_valid (equals + 1))
    {
      rapport_cli_complain (_ ("--login %s: a name, “=”, and the id of a member are expected"),
                            words);
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
      N_ ("init: an account for each member of this library"), "FILE" },
    { "login", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.logins,
      N_ ("init: an account for this member"), "NAME=ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Answer as JSON"), NULL },
    { NULL },
  };
  g_auto (GStrv) words = NULL;
  g_autofree char *server = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;

  if (!rapport_cli_parse (&rapport_cli_server, entries, argc, argv, 2, FALSE, &words))
    return RAPPORT_CLI_USAGE;
  if (!g_str_equal (words[0], "init") && !g_str_equal (words[0], "check"))
    {
      rapport_cli_complain (_ ("“%s” is neither init nor check"), words[0]);
      return RAPPORT_CLI_USAGE;
    }
  if (!rapport_server_split_address (words[1], &server, &database, &error))
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_USAGE;
    }
  if (options.user == NULL && g_str_equal (words[0], "init"))
    {
      rapport_cli_complain (_ ("--user is missing: an administrator’s account of the server"));
      return RAPPORT_CLI_USAGE;
    }
  if (options.user != NULL && !rapport_cli_read_secret (options.password_file, &secret))
    return RAPPORT_CLI_INPUT;
  return g_str_equal (words[0], "init") ? init (server, database, secret, &options)
                                        : check (server, database, secret, &options);
}
