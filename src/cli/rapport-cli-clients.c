/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-agency.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_clients (int argc, char **argv);

const RapportCliCommand rapport_cli_clients = {
  "clients",
  "FILE [--json]",
  N_ ("Lists the clients: name, status, account manager."),
  run_clients,
};

static const char *
owner_name (RapportLibrary *library, RapportRecord *client, RapportRecord **owner)
{
  *owner = rapport_library_get (library, RAPPORT_TYPE_MEMBER,
                                rapport_record_get_text (client, RAPPORT_CLIENT_OWNER));
  return *owner != NULL ? rapport_record_get_text (*owner, RAPPORT_MEMBER_NAME) : "";
}

static void
print_json (RapportLibrary *library, GPtrArray *clients)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < clients->len; i++)
    {
      RapportRecord *client = clients->pdata[i];
      g_autoptr (RapportRecord) owner = NULL;
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", rapport_record_get_id (client));
      json_object_set_string_member (object, "name",
                                     rapport_record_get_text (client, RAPPORT_CLIENT_NAME));
      json_object_set_string_member (object, "status",
                                     rapport_record_get_text (client, RAPPORT_CLIENT_STATUS));
      json_object_set_boolean_member (object, "key",
                                      rapport_record_get_boolean (client, RAPPORT_CLIENT_KEY));
      json_object_set_string_member (object, "owner", owner_name (library, client, &owner));
      json_object_set_string_member (
        object, "currency", rapport_agency_get_currency (library, RAPPORT_CLIENT (client)));
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  rapport_cli_print_json (node);
}

static void
print_lines (RapportLibrary *library, GPtrArray *clients)
{
  for (guint i = 0; i < clients->len; i++)
    {
      RapportRecord *client = clients->pdata[i];
      g_autoptr (RapportRecord) owner = NULL;
      g_autofree char *name =
        rapport_cli_one_line (rapport_record_get_text (client, RAPPORT_CLIENT_NAME));
      const RapportField *status = &rapport_record_get_info (client)->fields[RAPPORT_CLIENT_STATUS];

      g_print ("%s\t%s\t%s\n", name,
               rapport_field_get_word_label (
                 status, rapport_record_get_text (client, RAPPORT_CLIENT_STATUS)),
               owner_name (library, client, &owner));
    }
}

static RapportCliExit
run_clients (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json,
      N_ ("A list of objects with id, name, status, key, owner, currency"), NULL },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GError) error = NULL;

  if (!rapport_cli_parse (&rapport_cli_clients, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  library = rapport_cli_open (files[0], RAPPORT_OPEN_READ_ONLY, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  clients = rapport_library_find (library, query, &error);
  if (clients == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_LIBRARY;
    }
  if (json)
    print_json (library, clients);
  else
    print_lines (library, clients);
  return RAPPORT_CLI_OK;
}
