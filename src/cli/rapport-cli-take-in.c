/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-client-import.h"
#include "rapport-intake.h"
#include "rapport-vcard.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_take_in (int argc, char **argv);
static RapportCliExit run_contacts (int argc, char **argv);

const RapportCliCommand rapport_cli_take_in = {
  "import-clients",
  "FILE TABLE-OR-CARDS… [--client NAME] [--sheet NAME] [--leads] [--dry-run] [--json]",
  N_ ("Brings clients in from tables, and their people from vCards."),
  run_take_in,
};

const RapportCliCommand rapport_cli_contacts = {
  "import-contacts",
  "FILE --client NAME TABLE-OR-CARDS… [--sheet NAME] [--dry-run] [--json]",
  N_ ("Brings people in from tables and vCards, as contacts of one client."),
  run_contacts,
};

typedef struct
{
  gboolean people; /* also of tables */
  char *client;
  char *sheet;
  gboolean leads;
  gboolean dry_run;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->sheet);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* A file that has been read. */
typedef struct
{
  const char *path;
  gboolean are_people;
  GPtrArray *newcomers; /* of RapportNewClient or RapportNewPerson */
  GPtrArray *remarks;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->newcomers, g_ptr_array_unref);
  g_clear_pointer (&source->remarks, g_ptr_array_unref);
  g_free (source);
}

/* Reading. */

static GPtrArray *
read_table (GFile *file, const Options *options, GPtrArray **remarks, GError **error)
{
  g_autoptr (RapportClientImport) import = rapport_client_import_new_for_file (file);

  rapport_client_import_set_people (import, options->people);
  if (options->sheet != NULL)
    rapport_client_import_set_sheet (import, options->sheet);
  if (!rapport_client_import_read (import, NULL, error))
    return NULL;
  return rapport_client_import_run (import, remarks);
}

static GPtrArray *
read_cards (GFile *file, GPtrArray **remarks, GError **error)
{
  g_autoptr (GPtrArray) cards = rapport_vcards_read_file (file, NULL, error);

  return cards != NULL ? rapport_vcards_to_people (cards, remarks) : NULL;
}

/* All files are read before the first is stored, so that one that is refused
 * leaves nothing half done. */
static GPtrArray *
read_files (char **paths, const Options *options)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (source_free);

  for (char **path = paths; *path != NULL; path++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (*path);
      g_autoptr (GError) error = NULL;
      Source *source = g_new0 (Source, 1);

      g_ptr_array_add (sources, source);
      source->path = *path;
      source->are_people = options->people || rapport_vcards_is_named (file);
      source->newcomers = rapport_vcards_is_named (file)
                            ? read_cards (file, &source->remarks, &error)
                            : read_table (file, options, &source->remarks, &error);
      if (source->newcomers != NULL)
        continue;
      rapport_cli_complain_file (*path, error);
      return NULL;
    }
  return g_steal_pointer (&sources);
}

/* Saying what came of it. */

static const char *
get_choice_word (RapportIntakeItem *item)
{
  switch (rapport_intake_item_get_choice (item))
    {
    case RAPPORT_INTAKE_MERGE:
      return "merge";
    case RAPPORT_INTAKE_ADD:
      return "add";
    case RAPPORT_INTAKE_SKIP:
    default:
      return "skip";
    }
}

static void
add_count (JsonBuilder *json, const char *name, guint n)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, n);
}

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_doubles (JsonBuilder *json, RapportIntake *intake)
{
  GListModel *items = rapport_intake_get_items (intake);

  json_builder_set_member_name (json, "doubles");
  json_builder_begin_array (json);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RapportIntakeItem) item = g_list_model_get_item (items, i);

      if (*rapport_intake_item_get_match (item) == '\0')
        continue;
      json_builder_begin_object (json);
      add_count (json, "line", rapport_intake_item_get_line (item));
      add_string (json, "name", rapport_intake_item_get_title (item));
      add_string (json, "match", rapport_intake_item_get_match (item));
      add_string (json, "choice", get_choice_word (item));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_remarks (JsonBuilder *json, GPtrArray *remarks)
{
  json_builder_set_member_name (json, "remarks");
  json_builder_begin_array (json);
  for (guint i = 0; i < remarks->len; i++)
    {
      const RapportImportRemark *remark = remarks->pdata[i];

      json_builder_begin_object (json);
      add_count (json, "line", remark->line);
      add_string (json, "text", remark->text);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_result (JsonBuilder *json,
            const Source *source,
            RapportIntake *intake,
            const RapportIntakeCounts *counts)
{
  g_autofree char *file = g_filename_display_name (source->path);

  json_builder_begin_object (json);
  add_string (json, "file", file);
  add_count (json, "clients_added", counts->clients_added);
  add_count (json, "clients_merged", counts->clients_merged);
  add_count (json, "clients_same", counts->clients_same + counts->clients_skipped);
  add_count (json, "contacts_added", counts->people_added);
  add_count (json, "contacts_merged", counts->people_merged);
  add_count (json, "contacts_same", counts->people_same + counts->people_skipped);
  add_count (json, "contacts_without_client", counts->people_homeless);
  add_count (json, "members_added", counts->members_added);
  add_doubles (json, intake);
  add_remarks (json, source->remarks);
  json_builder_end_object (json);
}

static void
print_result (const Source *source, const RapportIntakeCounts *counts)
{
  g_print (_ ("%s: clients: %u new, %u merged, %u the same\n"), source->path, counts->clients_added,
           counts->clients_merged, counts->clients_same + counts->clients_skipped);
  g_print (_ ("  contacts: %u new, %u merged, %u the same, %u without a client\n"),
           counts->people_added, counts->people_merged,
           counts->people_same + counts->people_skipped, counts->people_homeless);
  if (counts->members_added > 0)
    g_print (
      ngettext ("  team: %u new member\n", "  team: %u new members\n", counts->members_added),
      counts->members_added);
  for (guint i = 0; i < source->remarks->len; i++)
    {
      const RapportImportRemark *remark = source->remarks->pdata[i];

      if (remark->line > 0)
        g_printerr (_ ("%s, line %u: %s\n"), source->path, remark->line, remark->text);
      else
        g_printerr ("%s: %s\n", source->path, remark->text);
    }
}

static gboolean
store (RapportLibrary *library,
       const char *client_id,
       const Source *source,
       const Options *options,
       JsonBuilder *json,
       GError **error)
{
  g_autoptr (RapportIntakeBase) base = rapport_intake_base_new (library, error);
  g_autofree char *name = g_path_get_basename (source->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *label = g_strdup_printf (_ ("Import “%s”"), shown);
  g_autoptr (RapportIntake) intake = NULL;
  RapportIntakeCounts counts;

  if (base == NULL)
    return FALSE;
  intake = source->are_people ? rapport_intake_new_for_people (base, source->newcomers, client_id)
                              : rapport_intake_new_for_clients (base, source->newcomers);
  rapport_intake_set_adds_managers (intake, TRUE);
  rapport_intake_set_adds_companies (intake, options->leads);
  if (options->dry_run)
    rapport_intake_count (intake, &counts);
  else if (!rapport_intake_store (intake, library, label, &counts, error))
    return FALSE;
  if (options->json)
    add_result (json, source, intake, &counts);
  else
    print_result (source, &counts);
  return TRUE;
}

static RapportCliExit
take_in (RapportLibrary *library, const char *client_id, char **paths, const Options *options)
{
  g_autoptr (GPtrArray) sources = read_files (paths, options);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (sources == NULL)
    return RAPPORT_CLI_INPUT;
  json_builder_begin_array (json);
  for (guint i = 0; i < sources->len; i++)
    {
      const Source *source = sources->pdata[i];
      g_autoptr (GError) error = NULL;

      if (store (library, client_id, source, options, json, &error))
        continue;
      rapport_cli_complain ("%s: %s", source->path, error->message);
      return RAPPORT_CLI_FAILED;
    }
  if (!rapport_cli_finish (library))
    return RAPPORT_CLI_FAILED;
  json_builder_end_array (json);
  if (options->json)
    rapport_cli_print_json (json_builder_get_root (json));
  return RAPPORT_CLI_OK;
}

static RapportCliExit
open_and_take_in (char **files, const Options *options)
{
  g_autoptr (RapportLibrary) library = rapport_cli_open (
    files[0], options->dry_run ? RAPPORT_OPEN_READ_ONLY : RAPPORT_OPEN_DEFAULT, NULL);
  g_autoptr (RapportClient) client = NULL;

  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  if (options->client != NULL)
    {
      client = rapport_cli_find_client (library, options->client);
      if (client == NULL)
        return RAPPORT_CLI_FAILED;
    }
  return take_in (library, client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : NULL,
                  files + 1, options);
}

#define SHEET_WORDS   N_ ("The sheet of a workbook; without it, the first with a table")
#define DRY_RUN_WORDS N_ ("Only says what would be done")
#define JSON_WORDS                                                                                 \
  N_ ("A list of objects, one a file: file, clients_added, clients_merged, clients_same, "         \
      "contacts_added, contacts_merged, contacts_same, contacts_without_client, members_added, "   \
      "doubles, remarks")

static RapportCliExit
run_take_in (int argc, char **argv)
{
  g_auto (Options) options = { FALSE };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client,
      N_ ("Whose people the cards are; without it, they go where their companies are clients"),
      "NAME" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, SHEET_WORDS, "NAME" },
    { "leads", 0, 0, G_OPTION_ARG_NONE, &options.leads,
      N_ ("Companies of people that are no clients become leads"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, DRY_RUN_WORDS, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, JSON_WORDS, NULL },
    { NULL },
  };
  g_auto (GStrv) files = NULL;

  if (!rapport_cli_parse (&rapport_cli_take_in, entries, argc, argv, 2, TRUE, &files))
    return RAPPORT_CLI_USAGE;
  return open_and_take_in (files, &options);
}

static RapportCliExit
run_contacts (int argc, char **argv)
{
  g_auto (Options) options = { .people = TRUE };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose contacts they become"),
      "NAME" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, SHEET_WORDS, "NAME" },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, DRY_RUN_WORDS, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, JSON_WORDS, NULL },
    { NULL },
  };
  g_auto (GStrv) files = NULL;

  if (!rapport_cli_parse (&rapport_cli_contacts, entries, argc, argv, 2, TRUE, &files))
    return RAPPORT_CLI_USAGE;
  if (options.client == NULL)
    {
      rapport_cli_complain (_ ("--client is missing"));
      return RAPPORT_CLI_USAGE;
    }
  return open_and_take_in (files, &options);
}
