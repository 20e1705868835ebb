/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-server-private.h"

#include "rapport-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A record of this size has to get in. */
#define LEAST_DOCUMENT 8000000

typedef struct
{
  const char *database;
  RapportCouch *stranger;
  RapportCouch *account; /* NULL where there is none */
  GPtrArray *findings;
  GCancellable *cancellable;
} Checking;

static void
finding_free (gpointer data)
{
  RapportServerFinding *finding = data;

  g_free (finding->text);
  g_free (finding);
}

static void
find (Checking *self, RapportServerWeight weight, const char *word, const char *text)
{
  RapportServerFinding *finding = g_new0 (RapportServerFinding, 1);

  finding->weight = weight;
  finding->word = word;
  finding->text = g_strdup (text);
  g_ptr_array_add (self->findings, finding);
}

int
server_compare_version (const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0')
    {
      char *after_a;
      char *after_b;
      const guint64 x = g_ascii_strtoull (a, &after_a, 10);
      const guint64 y = g_ascii_strtoull (b, &after_b, 10);

      if (x != y)
        return x < y ? -1 : 1;
      if (after_a == a && after_b == b)
        return 0;
      a = after_a + (*after_a == '.');
      b = after_b + (*after_b == '.');
    }
  return 0;
}

static JsonNode *
ask (Checking *self, RapportCouch *as, const char *path, GError **error)
{
  return rapport_couch_request (as, "GET", path, NULL, self->cancellable, error);
}

/* Whether somebody may read what is at @path; FALSE as well where that can't be told. */
static gboolean
may_read (Checking *self, RapportCouch *as, const char *path)
{
  g_autoptr (JsonNode) node = ask (self, as, path, NULL);

  return node != NULL;
}

/* Whether a list of the object holds something. */
static gboolean
names_somebody (JsonObject *security, const char *member)
{
  JsonNode *node = security != NULL ? json_object_get_member (security, member) : NULL;
  JsonObject *group =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  static const char *const lists[] = { "names", "roles" };

  for (gsize i = 0; group != NULL && i < G_N_ELEMENTS (lists); i++)
    {
      JsonNode *list = json_object_get_member (group, lists[i]);

      if (list != NULL && JSON_NODE_HOLDS_ARRAY (list) &&
          json_array_get_length (json_node_get_array (list)) > 0)
        return TRUE;
    }
  return FALSE;
}

/* What is looked at. */

static void
check_tls (Checking *self, const char *address)
{
  if (g_str_has_prefix (address, "https://"))
    find (self, RAPPORT_SERVER_FINE, "tls", _ ("The way to the server is encrypted."));
  else
    find (self, RAPPORT_SERVER_UNSAFE, "tls",
          _ ("The way to the server is not encrypted (http://). That does for a server on this "
             "very computer, and nowhere else: put TLS before it."));
}

/* FALSE where it is no CouchDB at all. */
static gboolean
check_version (Checking *self, GError **error)
{
  RapportCouch *as = self->account != NULL ? self->account : self->stranger;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = ask (self, as, "", &local_error);
  const char *version = server_get_text (node, "version");
  g_autofree char *text = NULL;

  /* With require_valid_user a stranger is told nothing. */
  if (node == NULL && self->account == NULL &&
      g_error_matches (local_error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN))
    return TRUE;
  if (node == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (version == NULL || server_compare_version (version, SERVER_LEAST_VERSION) < 0)
    {
      text = g_strdup_printf (_ ("The server says it is CouchDB %s. Rapport needs %s or newer."),
                              version != NULL ? version : "?", SERVER_LEAST_VERSION);
      find (self, RAPPORT_SERVER_WRONG, "version", text);
    }
  else if (server_compare_version (version, SERVER_SAFE_VERSION) < 0)
    {
      /* Translators: two versions */
      text = g_strdup_printf (
        _ ("CouchDB %s has security holes that are known. Update it to %s or newer."), version,
        SERVER_SAFE_VERSION);
      find (self, RAPPORT_SERVER_UNSAFE, "version", text);
    }
  else
    {
      text = g_strdup_printf (_ ("CouchDB %s."), version);
      find (self, RAPPORT_SERVER_FINE, "version", text);
    }
  return TRUE;
}

static void
check_strangers (Checking *self)
{
  g_autofree char *path = g_strconcat (self->database, NULL);
  g_autoptr (JsonNode) session = ask (self, self->stranger, "_session", NULL);
  g_autofree char *text = session != NULL ? json_to_string (session, FALSE) : NULL;

  if (text != NULL && strstr (text, "\"_admin\"") != NULL)
    find (self, RAPPORT_SERVER_UNSAFE, "administrator",
          _ ("Everybody is an administrator of this server: it has no administrator’s account."));
  if (may_read (self, self->stranger, path))
    find (self, RAPPORT_SERVER_UNSAFE, "open",
          _ ("Anybody can read the database without signing in."));
  else
    find (self, RAPPORT_SERVER_FINE, "open", _ ("Nobody reads the database without signing in."));
  if (may_read (self, self->stranger, "_all_dbs"))
    find (self, RAPPORT_SERVER_UNSAFE, "list",
          _ ("Anybody can see which databases there are: set “require_valid_user”."));
}

static void
check_members (Checking *self)
{
  g_autofree char *path = g_strconcat (self->database, "/_security", NULL);
  g_autofree char *role = rapport_server_get_role (self->database);
  g_autoptr (JsonNode) node = ask (self, self->account, path, NULL);
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", role);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    find (self, RAPPORT_SERVER_NOTE, "members",
          _ ("This account can’t see who is a member of the database."));
  else if (!names_somebody (json_node_get_object (node), "members"))
    find (self, RAPPORT_SERVER_UNSAFE, "members",
          _ ("The database names no members, so every account of the server can read it."));
  else if (strstr (text, quoted) == NULL)
    find (self, RAPPORT_SERVER_NOTE, "members",
          _ ("The members of the database were chosen by hand: “rapportctl server init” would "
             "let accounts in by their role."));
  else
    find (self, RAPPORT_SERVER_FINE, "members", _ ("Only members get into the database."));
}

static void
check_rules (Checking *self)
{
  g_autofree char *path = g_strconcat (self->database, "/" SERVER_DESIGN, NULL);
  g_autofree char *code = server_read_validate ();
  gboolean failed;
  g_autoptr (JsonNode) node =
    server_get_optional (self->account, path, self->cancellable, &failed, NULL);
  const char *there = server_get_text (node, "validate_doc_update");

  if (failed)
    find (self, RAPPORT_SERVER_NOTE, "rules",
          _ ("This account can’t see the rules by which documents are looked at."));
  else if (there == NULL)
    find (self, RAPPORT_SERVER_UNSAFE, "rules",
          _ ("Documents are not looked at when they are written, so a member could sign with "
             "another’s name: run “rapportctl server init”."));
  else if (!g_str_equal (there, code))
    find (self, RAPPORT_SERVER_NOTE, "rules",
          _ ("The rules by which documents are looked at are of another version: run "
             "“rapportctl server init” of the newest Rapport that is in use."));
  else
    find (self, RAPPORT_SERVER_FINE, "rules",
          _ ("Each document is looked at, and signed by who writes it."));
}

/* (transfer full) (nullable): a setting, which administrators may read. */
static char *
get_setting (Checking *self, const char *name)
{
  g_autofree char *path = g_strconcat ("_node/_local/_config/", name, NULL);
  g_autoptr (JsonNode) node = ask (self, self->account, path, NULL);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? g_strdup (json_node_get_string (node))
           : NULL;
}

static void
check_settings (Checking *self)
{
  g_autofree char *valid = get_setting (self, "chttpd/require_valid_user");
  g_autofree char *size = get_setting (self, "couchdb/max_document_size");
  g_autofree char *cors = get_setting (self, "chttpd/enable_cors");

  if (valid != NULL && !g_str_equal (valid, "true"))
    find (self, RAPPORT_SERVER_NOTE, "settings",
          _ ("Strangers are told the server’s version: set “require_valid_user”."));
  if (size != NULL && g_ascii_strtoull (size, NULL, 10) < LEAST_DOCUMENT)
    find (self, RAPPORT_SERVER_WRONG, "settings",
          _ ("“max_document_size” is below 8000000: large records will be refused."));
  if (g_strcmp0 (cors, "true") == 0)
    find (self, RAPPORT_SERVER_NOTE, "settings",
          _ ("Pages of other web sites may ask this server (CORS). Rapport doesn’t need that."));
}

static void
check_cluster (Checking *self)
{
  g_autoptr (JsonNode) node = ask (self, self->account, "_membership", NULL);
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *all = object != NULL ? json_object_get_member (object, "all_nodes") : NULL;
  JsonNode *cluster = object != NULL ? json_object_get_member (object, "cluster_nodes") : NULL;

  if (all != NULL && cluster != NULL && JSON_NODE_HOLDS_ARRAY (all) &&
      JSON_NODE_HOLDS_ARRAY (cluster) &&
      json_array_get_length (json_node_get_array (all)) <
        json_array_get_length (json_node_get_array (cluster)))
    find (self, RAPPORT_SERVER_NOTE, "cluster", _ ("Some nodes of the cluster can’t be reached."));
}

/* (transfer full): the clients that the server or its members know to have, or to have had, a
 * database of their own. */
static GPtrArray *
find_clients (JsonNode *circles, JsonNode *claims)
{
  JsonNode *const both[] = { circles, claims };
  GPtrArray *clients = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      JsonObject *all = server_get_circles (both[i]);
      g_autoptr (GList) members = all != NULL ? json_object_get_members (all) : NULL;

      for (GList *l = members; l != NULL; l = l->next)
        if (rapport_id_is_valid (l->data) &&
            !g_ptr_array_find_with_equal_func (clients, l->data, g_str_equal, NULL))
          g_ptr_array_add (clients, g_strdup (l->data));
    }
  return clients;
}

/* Whether a client's database is missing; FALSE as well where that can't be told. */
static gboolean
is_missing (Checking *self, const char *database)
{
  gboolean failed;
  g_autoptr (JsonNode) node =
    server_get_optional (self->account, database, self->cancellable, &failed, NULL);

  return node == NULL && !failed;
}

static void
find_unsettled (Checking *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("Of %u client the server knows an older state of who works with it than colleagues’ "
              "computers: it was restored. “rapportctl server circle URL --mend” settles it.",
              "Of %u clients the server knows an older state of who works with them than "
              "colleagues’ computers: it was restored. “rapportctl server circle URL --mend” "
              "settles it.",
              n),
    n);

  find (self, RAPPORT_SERVER_WRONG, "circles", text);
}

static void
find_missing (Checking *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("The database of %u client is not there: the server was restored. “rapportctl server "
              "circle URL --mend” makes it again.",
              "The databases of %u clients are not there: the server was restored. “rapportctl "
              "server circle URL --mend” makes them again.",
              n),
    n);

  find (self, RAPPORT_SERVER_WRONG, "circle-databases", text);
}

/* What members know of circles, and the server does not; and what it knows, and has not got: it was
 * restored. */
static void
check_circles (Checking *self)
{
  g_autofree char *path = g_strconcat (self->database, "/" SERVER_CIRCLES, NULL);
  g_autofree char *claimed = g_strconcat (self->database, "/" SERVER_CLAIMS, NULL);
  g_autoptr (JsonNode) circles = ask (self, self->account, path, NULL);
  g_autoptr (JsonNode) claims = ask (self, self->account, claimed, NULL);
  g_autoptr (GPtrArray) clients = find_clients (circles, claims);
  JsonObject *all = server_get_circles (circles);
  guint n_unsettled = 0;
  guint n_missing = 0;

  for (guint i = 0; i < clients->len; i++)
    {
      const char *client = clients->pdata[i];
      JsonNode *there = all != NULL ? json_object_get_member (all, client) : NULL;
      const char *name = server_get_text (there, "database");

      if (!server_circle_is_settled (there, server_find_claim (claims, self->database, client)))
        n_unsettled++;
      else if (name != NULL && is_missing (self, name))
        n_missing++;
    }
  if (n_unsettled > 0)
    find_unsettled (self, n_unsettled);
  if (n_missing > 0)
    find_missing (self, n_missing);
}

static gboolean
check_account (Checking *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->database, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = ask (self, self->account, path, &local_error);

  if (node != NULL)
    {
      check_members (self);
      check_rules (self);
      check_circles (self);
    }
  else if (g_error_matches (local_error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    find (self, RAPPORT_SERVER_WRONG, "database",
          _ ("There is no such database: “rapportctl server init” makes it."));
  else if (g_error_matches (local_error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN))
    find (self, RAPPORT_SERVER_WRONG, "database",
          _ ("This account is not a member of the database."));
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  check_settings (self);
  check_cluster (self);
  return TRUE;
}

GPtrArray *
rapport_server_check (const char *address,
                      const char *database,
                      const char *user,
                      const char *secret,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (RapportCouch) stranger = rapport_couch_new (address, NULL, NULL, error);
  g_autoptr (RapportCouch) account = NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  Checking self = { database, stranger, NULL, findings, cancellable };

  if (stranger == NULL)
    return NULL;
  if (secret != NULL)
    {
      account = rapport_couch_new (address, user, secret, error);
      if (account == NULL)
        return NULL;
      self.account = account;
    }
  check_tls (&self, address);
  if (!check_version (&self, error))
    return NULL;
  check_strangers (&self);
  if (account != NULL && !check_account (&self, error))
    return NULL;
  return g_steal_pointer (&findings);
}
