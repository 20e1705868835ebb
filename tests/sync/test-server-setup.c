/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database made ready for a team, and what is unsafe of one, on a server of the tests. */
#include "rapport-server-private.h"
#include "rapport-team-join.h"
#include "rapport-test-server.h"

#include <string.h>

#define ANNA  "0192f0c0-0000-7000-8000-00000000000a"
#define BORIS "0192f0c0-0000-7000-8000-00000000000b"
#define CAROL "0192f0c0-0000-7000-8000-00000000000c"

static void
test_versions (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    int expected;
  } cases[] = {
    { "3.5.0", "3.3.3", 1 },     { "3.3.3", "3.3.3", 0 }, { "3.3.2", "3.3.3", -1 },
    { "2.3.1", "3.0", -1 },      { "3.10", "3.9.9", 1 },  { "3", "3.0", 0 },
    { "3.5.1-rc1", "3.5.1", 0 }, { "", "3.0", -1 },       { "10.0", "9.9", 1 },
    { "x", "3.0", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const int found = server_compare_version (cases[i].a, cases[i].b);

      g_test_message ("%s and %s", cases[i].a, cases[i].b);
      g_assert_cmpint ((found > 0) - (found < 0), ==, cases[i].expected);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    const char *server; /* NULL: refused */
    const char *database;
  } cases[] = {
    { "https://couch.example.org/agency", "https://couch.example.org", "agency" },
    { "https://couch.example.org/agency//", "https://couch.example.org", "agency" },
    { "https://example.org/couch/agency_2-b", "https://example.org/couch", "agency_2-b" },
    { "http://127.0.0.1:5984/a", "http://127.0.0.1:5984", "a" },
    { "https://couch.example.org", NULL, NULL },
    { "https://couch.example.org/", NULL, NULL },
    { "https://couch.example.org/Agency", NULL, NULL },
    { "https://couch.example.org/_users", NULL, NULL },
    { "https://couch.example.org/1a", NULL, NULL },
    { "https://couch.example.org/a?b", NULL, NULL },
    { "agency", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *server = NULL;
      g_autofree char *database = NULL;
      g_autoptr (GError) error = NULL;
      const gboolean taken =
        rapport_server_split_address (cases[i].address, &server, &database, &error);

      g_test_message ("%s", cases[i].address);
      g_assert_cmpint (taken, ==, cases[i].server != NULL);
      g_assert_cmpstr (server, ==, cases[i].server);
      g_assert_cmpstr (database, ==, cases[i].database);
      g_assert_cmpint (error != NULL, ==, !taken);
    }
}

/* A server with its administrator. */

typedef struct
{
  RapportTestServer *server;
  char *address;
  RapportCouch *admin;
} Fixture;

static gboolean
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->server = rapport_test_server_or_skip ();
  if (fixture->server == NULL)
    return FALSE;
  fixture->address = g_strndup (rapport_test_server_get_uri (fixture->server),
                                strlen (rapport_test_server_get_uri (fixture->server)) - 1);
  fixture->admin = rapport_couch_new (fixture->address, RAPPORT_TEST_SERVER_ADMIN,
                                      RAPPORT_TEST_SERVER_PASSWORD, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
end (Fixture *fixture)
{
  g_clear_pointer (&fixture->admin, rapport_couch_free);
  g_clear_pointer (&fixture->address, g_free);
  g_clear_pointer (&fixture->server, rapport_test_server_free);
}

static GPtrArray *
init (Fixture *fixture)
{
  g_autoptr (GPtrArray) logins =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (logins, rapport_server_login_new ("anna+team@example.org", ANNA));
  g_ptr_array_add (logins, rapport_server_login_new ("boris", BORIS));
  rapport_server_init (fixture->admin, "agency", logins, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&logins);
}

static const RapportServerFinding *
find (GPtrArray *findings, const char *word)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((RapportServerFinding *) findings->pdata[i])->word, word))
      return findings->pdata[i];
  return NULL;
}

static GPtrArray *
check (Fixture *fixture, const char *database, const char *user, const char *secret)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings =
    rapport_server_check (fixture->address, database, user, secret, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((RapportServerFinding *) findings->pdata[i])->text);
  return findings;
}

static void
assert_weight (GPtrArray *findings, const char *word, RapportServerWeight weight)
{
  const RapportServerFinding *finding = find (findings, word);

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->weight, ==, weight);
}

/* "NAME:PASSWORD" of a login. */
static char *
sign_in (const RapportServerLogin *login, const char *password)
{
  return g_strconcat (login->name, ":", password, NULL);
}

static JsonNode *
make_client (const char *author)
{
  g_autofree char *text =
    g_strdup_printf ("{\"author\": \"%s\", \"at\": 1, \"schema\": 1, \"fields\": {}}", author);

  return json_from_string (text, NULL);
}

static guint
write_client (Fixture *fixture, const char *user, const char *author, const char *id)
{
  g_autofree char *path = g_strconcat ("/agency/client%3A", id, NULL);
  g_autoptr (JsonNode) client = make_client (author);

  return rapport_test_server_request_as (fixture->server, user, "PUT", path, client, NULL);
}

static void
test_init (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autofree char *anna = NULL;
  g_autofree char *boris = NULL;

  if (!begin (&fixture))
    return;
  logins = init (&fixture);
  anna = sign_in (logins->pdata[0], ((RapportServerLogin *) logins->pdata[0])->password);
  boris = sign_in (logins->pdata[1], ((RapportServerLogin *) logins->pdata[1])->password);
  g_assert_true (((RapportServerLogin *) logins->pdata[0])->made);
  g_assert_cmpstr (anna, !=, boris);
  rapport_test_server_put_user (fixture.server, "carol", "pw", NULL);
  g_assert_cmpuint (
    rapport_test_server_request_as (fixture.server, NULL, "GET", "/agency", NULL, NULL), ==, 401);
  g_assert_cmpuint (
    rapport_test_server_request_as (fixture.server, "carol:pw", "GET", "/agency", NULL, NULL), ==,
    403);
  g_assert_cmpuint (write_client (&fixture, anna, ANNA, ANNA), ==, 201);
  g_assert_cmpuint (write_client (&fixture, boris, BORIS, BORIS), ==, 201);
  g_assert_cmpuint (write_client (&fixture, boris, ANNA, "0192f0c0-0000-7000-8000-00000000000c"),
                    ==, 403);
  end (&fixture);
}

/* Passwords and documents stay, and so does whoever was let in by hand. */
static void
test_init_again (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char *anna = NULL;

  if (!begin (&fixture))
    return;
  first = init (&fixture);
  anna = sign_in (first->pdata[0], ((RapportServerLogin *) first->pdata[0])->password);
  g_assert_cmpuint (write_client (&fixture, anna, ANNA, ANNA), ==, 201);
  second = init (&fixture);
  g_assert_false (((RapportServerLogin *) second->pdata[0])->made);
  g_assert_cmpuint (rapport_test_server_request_as (fixture.server, anna, "GET",
                                                    "/agency/client%3A" ANNA, NULL, NULL),
                    ==, 200);
  end (&fixture);
}

static void
test_check (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!begin (&fixture))
    return;
  before = check (&fixture, "agency", RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD);
  assert_weight (before, "database", RAPPORT_SERVER_WRONG);
  logins = init (&fixture);
  findings = check (&fixture, "agency", RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD);
  assert_weight (findings, "tls", RAPPORT_SERVER_UNSAFE);
  assert_weight (findings, "open", RAPPORT_SERVER_FINE);
  assert_weight (findings, "members", RAPPORT_SERVER_FINE);
  assert_weight (findings, "rules", RAPPORT_SERVER_FINE);
  g_assert_null (find (findings, "database"));
  end (&fixture);
}

static void
test_check_unsafe (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  if (!begin (&fixture))
    return;
  /* For everybody who has an account, and nobody looks at what is written. */
  rapport_test_server_make_database (fixture.server, "loose", NULL);
  findings = check (&fixture, "loose", RAPPORT_TEST_SERVER_ADMIN, RAPPORT_TEST_SERVER_PASSWORD);
  assert_weight (findings, "members", RAPPORT_SERVER_UNSAFE);
  assert_weight (findings, "rules", RAPPORT_SERVER_UNSAFE);
  end (&fixture);
}

/* Circles, as the server has them and as members know them. */

#define CLIENT "0192f0c0-0000-7000-8000-0000000000c1"
#define SECOND "0192f0c0-0000-7000-8000-0000000000c2"
#define PLACE  "agency-circle-0000000000c1-1"

/* What is said of a client: how often it changed, and what of it the last time. */
#define CHANGED(client, changes, id, rest)                                                         \
  "\"" client "\": {\"round\": 1, \"changes\": " changes ", \"id\": \"" id "\"" rest "}"
#define IN_PLACE ", \"database\": \"" PLACE "\""

typedef struct
{
  const char *circles; /* of the document of the circles; NULL: there is none */
  const char *claims;  /* the same of members */
  gboolean has_place;
  const char *unsettled; /* NULL: nothing is found */
  const char *missing;   /* the same */
} CirclesCase;

static const CirclesCase circles_cases[] = {
  /* All is well. */
  { NULL, NULL, FALSE, NULL, NULL },
  { CHANGED (CLIENT, "1", "x", IN_PLACE), NULL, TRUE, NULL, NULL },
  { CHANGED (CLIENT, "2", "y", ""), NULL, FALSE, NULL, NULL },
  { CHANGED (CLIENT, "1", "x", IN_PLACE), CHANGED (CLIENT, "1", "x", IN_PLACE), TRUE, NULL, NULL },
  { CHANGED (CLIENT, "2", "y", IN_PLACE), CHANGED (CLIENT, "1", "x", ""), TRUE, NULL, NULL },
  { NULL, "\"nobody\": {\"round\": 1, \"changes\": 1}", FALSE, NULL, NULL },
  { NULL, "\"x\": {\"round\": 1, \"changes\": 1, \"database\": \"" PLACE "\"}", FALSE, NULL, NULL },
  { "\"x\": {\"round\": 1, \"changes\": 1, \"database\": \"agency-circle-x-1\"}", NULL, FALSE, NULL,
    NULL },
  /* Members know more. */
  { NULL, CHANGED (CLIENT, "1", "x", IN_PLACE), TRUE, "Of 1 client ", NULL },
  { NULL, CHANGED (CLIENT, "1", "x", IN_PLACE), FALSE, "Of 1 client ", NULL },
  { CHANGED (CLIENT, "1", "x", IN_PLACE), CHANGED (CLIENT, "2", "y", ""), TRUE, "Of 1 client ",
    NULL },
  { CHANGED (CLIENT, "1", "x", IN_PLACE), CHANGED (CLIENT, "2", "y", ""), FALSE, "Of 1 client ",
    NULL },
  { CHANGED (CLIENT, "1", "x", IN_PLACE),
    CHANGED (CLIENT, "2", "y", "") ", " CHANGED (SECOND, "1", "z", ""), TRUE, "Of 2 clients ",
    NULL },
  /* Neither comes after the other. */
  { CHANGED (CLIENT, "1", "x", IN_PLACE), CHANGED (CLIENT, "1", "y", IN_PLACE), TRUE,
    "Of 1 client ", NULL },
  /* The server has not got what it knows. */
  { CHANGED (CLIENT, "1", "x", IN_PLACE), NULL, FALSE, NULL, "The database of 1 client " },
  { CHANGED (CLIENT, "1", "x", IN_PLACE) ", " CHANGED (SECOND, "1", "z", IN_PLACE), NULL, FALSE,
    NULL, "The databases of 2 clients " },
  { CHANGED (CLIENT, "1", "x", IN_PLACE), CHANGED (SECOND, "1", "z", ""), FALSE, "Of 1 client ",
    "The database of 1 client " },
};

static void
put_circles (Fixture *fixture, const char *id, const char *clients)
{
  g_autofree char *text = g_strdup_printf ("{\"circles\": {%s}}", clients);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_free (
    rapport_test_server_put_document (fixture->server, "agency", id, json_node_dup_object (node)));
}

static void
assert_begins (GPtrArray *findings, const char *word, const char *beginning)
{
  const RapportServerFinding *finding = find (findings, word);

  if (beginning == NULL)
    {
      g_assert_null (finding);
      return;
    }
  assert_weight (findings, word, RAPPORT_SERVER_WRONG);
  g_assert_true (g_str_has_prefix (finding->text, beginning));
  g_assert_nonnull (strstr (finding->text, "rapportctl server circle URL --mend"));
}

/* An administrator is told, and so is a member who is in no circle. */
static void
test_check_circles (gconstpointer data)
{
  const CirclesCase *self = data;
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const RapportServerLogin *boris;

  if (!begin (&fixture))
    return;
  logins = init (&fixture);
  boris = logins->pdata[1];
  if (self->has_place)
    g_assert_true (rapport_server_init (fixture.admin, PLACE, none, NULL, &error));
  g_assert_no_error (error);
  if (self->circles != NULL)
    put_circles (&fixture, SERVER_CIRCLES, self->circles);
  if (self->claims != NULL)
    put_circles (&fixture, SERVER_CLAIMS, self->claims);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) findings =
        check (&fixture, "agency", i == 0 ? RAPPORT_TEST_SERVER_ADMIN : boris->name,
               i == 0 ? RAPPORT_TEST_SERVER_PASSWORD : boris->password);

      assert_begins (findings, "circles", self->unsettled);
      assert_begins (findings, "circle-databases", self->missing);
    }
  end (&fixture);
}

/* Joining. */

static gboolean
may_join (Fixture *fixture,
          const RapportServerLogin *login,
          const char *me,
          const char *password,
          GError **error)
{
  g_autoptr (RapportTeamJoin) join = g_new0 (RapportTeamJoin, 1);

  join->address = g_strconcat (fixture->address, "/agency", NULL);
  join->user = g_strdup (login->name);
  join->me = g_strdup (me);
  if (!rapport_team_join_check (join, password, NULL, error))
    return FALSE;
  g_assert_cmpstr (join->member, ==, login->member);
  return TRUE;
}

static void
put_member (Fixture *fixture, const char *name, JsonNode *document)
{
  g_autofree char *path = g_strconcat ("/agency/", name, NULL);

  g_assert_cmpuint (rapport_test_server_request (fixture->server, "PUT", path, document, NULL), ==,
                    201);
}

static void
test_join (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (JsonNode) database = json_from_string ("{\"identity\": \"x\", \"format\": 1}", NULL);
  g_autoptr (JsonNode) member = make_client (ANNA);
  g_autoptr (GError) error = NULL;
  const RapportServerLogin *anna;
  const RapportServerLogin *boris;

  if (!begin (&fixture))
    return;
  logins = init (&fixture);
  anna = logins->pdata[0];
  boris = logins->pdata[1];
  /* Into a new database an agency is brought, but not fetched from it. */
  g_assert_true (may_join (&fixture, anna, ANNA, anna->password, &error));
  g_assert_no_error (error);
  g_assert_false (may_join (&fixture, anna, "", anna->password, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_clear_error (&error);
  put_member (&fixture, "rapport%3Adatabase", database);
  put_member (&fixture, "member%3A" ANNA, member);
  g_assert_true (may_join (&fixture, anna, ANNA, anna->password, &error));
  /* Who is new is somebody of the agency. */
  g_assert_false (may_join (&fixture, boris, "", boris->password, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (may_join (&fixture, anna, "", anna->password, &error));
  g_assert_no_error (error);
  /* Of another agency; with another's account; with a wrong password. */
  g_assert_false (may_join (&fixture, boris, BORIS, boris->password, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (may_join (&fixture, boris, ANNA, boris->password, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (may_join (&fixture, anna, ANNA, "wrong", &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN);
  end (&fixture);
}

/* Members come and go. */

static guint
look_as (Fixture *fixture, const char *name, const char *password)
{
  g_autofree char *user = g_strconcat (name, ":", password, NULL);

  return rapport_test_server_request_as (fixture->server, user, "GET", "/agency", NULL, NULL);
}

/* A CouchDB remembers accounts, and hears of a change a moment later. */
static void
assert_let_in (Fixture *fixture, const char *name, const char *password, guint status)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (look_as (fixture, name, password) != status)
    g_assert_cmpint (g_get_monotonic_time (), <, end);
}

static char *
list_members (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) logins =
    rapport_server_find_members (fixture->admin, "agency", NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < logins->len; i++)
    {
      const RapportServerLogin *login = logins->pdata[i];

      g_string_append_printf (text, "%s=%s;", login->name, login->member);
    }
  return g_string_free_and_steal (text);
}

static void
test_members (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (RapportServerLogin) again = rapport_server_login_new ("boris", "");
  g_autoptr (RapportServerLogin) carol = rapport_server_login_new ("carol", CAROL);
  g_autoptr (RapportServerLogin) nobody = rapport_server_login_new ("nobody", "");
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *old;

  if (!begin (&fixture))
    return;
  logins = init (&fixture);
  old = ((RapportServerLogin *) logins->pdata[1])->password;
  /* The computer of Boris is lost; what Carol has by hand stays hers. */
  assert_let_in (&fixture, "boris", old, 200);
  g_assert_true (rapport_server_set_password (fixture.admin, "agency", again, NULL, &error));
  assert_let_in (&fixture, "boris", old, 401);
  assert_let_in (&fixture, "boris", again->password, 200);
  rapport_test_server_put_user (fixture.server, "carol", "pw", NULL);
  assert_let_in (&fixture, "carol", "pw", 403);
  g_assert_true (rapport_server_add_member (fixture.admin, "agency", carol, NULL, &error));
  g_assert_false (carol->made);
  assert_let_in (&fixture, "carol", "pw", 200);
  before = list_members (&fixture);
  g_assert_cmpstr (before, ==, "anna+team@example.org=" ANNA ";boris=" BORIS ";carol=" CAROL ";");
  g_assert_true (
    rapport_server_remove_member (fixture.admin, "agency", "boris", &others, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 0);
  assert_let_in (&fixture, "boris", again->password, 401);
  after = list_members (&fixture);
  g_assert_cmpstr (after, ==, "anna+team@example.org=" ANNA ";carol=" CAROL ";");
  g_assert_false (rapport_server_set_password (fixture.admin, "agency", nobody, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND);
  end (&fixture);
}

/* Who works for two databases is shut out of one. */
static void
test_two_databases (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (RapportServerLogin) boris = rapport_server_login_new ("boris", BORIS);
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  const char *password;

  if (!begin (&fixture))
    return;
  logins = init (&fixture);
  password = ((RapportServerLogin *) logins->pdata[1])->password;
  g_assert_true (rapport_server_init (fixture.admin, "second", none, NULL, &error));
  g_assert_true (rapport_server_add_member (fixture.admin, "second", boris, NULL, &error));
  g_assert_true (
    rapport_server_remove_member (fixture.admin, "agency", "boris", &others, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (others->pdata[0], ==, "second");
  assert_let_in (&fixture, "boris", password, 403);
  end (&fixture);
}

/* (transfer full): a document that says something and is erased; the path of what it said. */
static char *
write_and_erase (Fixture *fixture, const char *database, const char *id)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) said = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *path = NULL;
  char *earlier;

  json_object_set_string_member (object, "identity", "words that are to go");
  revision = rapport_test_server_put_document (fixture->server, database, id, object);
  path = g_strdup_printf ("/%s/%s?rev=%s", database, id, revision);
  g_assert_cmpuint (rapport_test_server_request (fixture->server, "DELETE", path, NULL, NULL), ==,
                    200);
  earlier = g_strdup (path);
  g_assert_cmpuint (rapport_test_server_request (fixture->server, "GET", earlier, NULL, &said), ==,
                    200);
  return earlier;
}

/* What was erased can be fetched by its revision until the databases are compacted: that of the
 * workspace and those of its clients, and nobody else's. */
static void
test_compact (void)
{
  Fixture fixture = { 0 };
  static const char *const databases[] = { "agency", "agency-circle-a-1", "agency-2" };
  char *paths[G_N_ELEMENTS (databases)] = { 0 };
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (RapportCouch) boris = NULL;
  g_autoptr (GError) error = NULL;

  if (!begin (&fixture))
    return;
  logins = init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      if (i > 0)
        rapport_test_server_make_database (fixture.server, databases[i], NULL);
      paths[i] = write_and_erase (&fixture, databases[i], i > 0 ? "x" : "_design/x");
    }
  boris = rapport_couch_new (fixture.address, "boris",
                             ((RapportServerLogin *) logins->pdata[1])->password, &error);
  none = rapport_server_compact (boris, "agency", NULL, &error);
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN);
  g_clear_error (&error);
  none = rapport_server_compact (fixture.admin, "nothing", NULL, &error);
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  done = rapport_server_compact (fixture.admin, "agency", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->len, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_assert_cmpuint (rapport_test_server_request (fixture.server, "GET", paths[i], NULL, NULL),
                        ==, i < 2 ? 404 : 200);
      g_free (paths[i]);
    }
  end (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/versions", test_versions);
  g_test_add_func ("/server/addresses", test_addresses);
  g_test_add_func ("/server/init", test_init);
  g_test_add_func ("/server/init-again", test_init_again);
  g_test_add_func ("/server/check", test_check);
  g_test_add_func ("/server/check-unsafe", test_check_unsafe);
  for (gsize i = 0; i < G_N_ELEMENTS (circles_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/server/check-circles/%zu", i);

      g_test_add_data_func (path, &circles_cases[i], test_check_circles);
    }
  g_test_add_func ("/server/join", test_join);
  g_test_add_func ("/server/members", test_members);
  g_test_add_func ("/server/two-databases", test_two_databases);
  g_test_add_func ("/server/compact", test_compact);
  return g_test_run ();
}
