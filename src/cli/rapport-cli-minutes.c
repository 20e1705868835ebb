/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said at a meeting, and what was agreed with a client. */
#include "rapport-cli.h"

#include "rapport-agreements.h"
#include "rapport-logo.h"
#include "rapport-minutes-output.h"
#include "rapport-minutes-picture.h"
#include "rapport-minutes-publish.h"
#include "rapport-report-output.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static RapportCliExit run_minutes (int argc, char **argv);
static RapportCliExit run_agreements (int argc, char **argv);

const RapportCliCommand rapport_cli_minutes = {
  "minutes",
  "FILE --meeting ID -o OUT.{pdf,md,html,txt}",
  N_ ("Writes the minutes of a meeting as the client gets them."),
  run_minutes,
};

const RapportCliCommand rapport_cli_agreements = {
  "agreements",
  "FILE --client NAME [--search WORDS] [--json]",
  N_ ("Lists what was agreed with a client, the newest first."),
  run_agreements,
};

/* Minutes. */

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_minutes (RapportLibrary *library,
              RapportPublicMinutes *minutes,
              const char *output,
              GError **error)
{
  g_autoptr (GBytes) client =
    rapport_logo_publish (library, minutes->client, rapport_public_record_get_id (minutes->client));
  g_autoptr (GBytes) agency = rapport_logo_publish (library, minutes->agency, NULL);
  g_autoptr (GHashTable) pictures = rapport_minutes_pictures_table_new ();
  const RapportMinutesEdition edition = {
    .version = 1, .client_logo = client, .agency_logo = agency, .pictures = pictures
  };
  g_autoptr (RapportReportDocument) document = NULL;
  RapportOutput form;

  if (g_str_has_suffix (output, ".md"))
    return take_text (rapport_minutes_markdown (minutes, &edition));
  if (g_str_has_suffix (output, ".txt"))
    {
      g_autofree char *greeting = rapport_minutes_greeting (minutes);

      return take_text (rapport_minutes_letter (minutes, &edition, greeting));
    }
  rapport_output_from_path (output, &form);
  rapport_minutes_pictures_publish (library, minutes, pictures);
  document = rapport_minutes_document_new (minutes, &edition, error);
  return document != NULL
           ? rapport_output_make (document, form, rapport_paper_of (document), NULL, error)
           : NULL;
}

static RapportCliExit
write_minutes (const char *path, const char *meeting, const char *output)
{
  g_autoptr (RapportLibrary) library = rapport_cli_open (path, RAPPORT_OPEN_READ_ONLY, NULL);
  g_autoptr (RapportPublicMinutes) minutes = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  minutes = rapport_minutes_publish (library, meeting, &error);
  if (minutes != NULL)
    bytes = make_minutes (library, minutes, output, &error);
  if (bytes != NULL && rapport_output_write (bytes, output, &error))
    {
      g_print ("%s\n", output);
      return RAPPORT_CLI_OK;
    }
  rapport_cli_complain ("%s", error->message);
  return RAPPORT_CLI_FAILED;
}

static gboolean
is_known (const char *output)
{
  static const char *const ends[] = { ".pdf", ".md", ".html", ".txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (output, ends[i]))
      return TRUE;
  rapport_cli_complain (_ ("“%s” does not end in .pdf, .md, .html or .txt"), output);
  return FALSE;
}

static RapportCliExit
run_minutes (int argc, char **argv)
{
  g_autofree char *meeting = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "meeting", 'm', 0, G_OPTION_ARG_STRING, &meeting, N_ ("The id of the meeting"), "ID" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "OUT" },
    { NULL },
  };

  if (!rapport_cli_parse (&rapport_cli_minutes, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (meeting == NULL || output == NULL)
    {
      rapport_cli_complain (_ ("--meeting and --output are needed"));
      return RAPPORT_CLI_USAGE;
    }
  if (!is_known (output))
    return RAPPORT_CLI_USAGE;
  if (!rapport_cli_check_folder (output))
    return RAPPORT_CLI_FAILED;
  return write_minutes (files[0], meeting, output);
}

/* Agreements. */

static void
add_member (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_agreed (JsonBuilder *builder, const RapportAgreed *agreed)
{
  g_autofree char *day = rapport_day_to_string (agreed->day);
  g_autofree char *due = rapport_day_to_string (agreed->due);

  json_builder_begin_object (builder);
  add_member (builder, "id", agreed->record);
  add_member (builder, "kind", agreed->kind);
  add_member (builder, "day", day);
  add_member (builder, "text", agreed->text);
  add_member (builder, "side", agreed->side);
  add_member (builder, "who", agreed->who);
  add_member (builder, "due", due);
  add_member (builder, "status", agreed->status);
  json_builder_set_member_name (builder, "open");
  json_builder_add_boolean_value (builder, agreed->open);
  add_member (builder, "meeting", agreed->meeting);
  add_member (builder, "line", agreed->line);
  add_member (builder, "where", agreed->where);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    add_agreed (builder, found->pdata[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static void
print_lines (GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const RapportAgreed *agreed = found->pdata[i];
      g_autofree char *day = rapport_day_to_string (agreed->day);
      g_autofree char *due = rapport_day_to_string (agreed->due);
      g_autofree char *text = rapport_cli_one_line (agreed->text);
      g_autofree char *who = rapport_cli_one_line (agreed->who);
      g_autofree char *where = rapport_cli_one_line (agreed->where);

      g_print ("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", day, agreed->kind, agreed->status, text, who, due,
               where);
    }
}

static RapportCliExit
run_agreements (int argc, char **argv)
{
  g_autofree char *name = NULL;
  g_autofree char *search = NULL;
  gboolean json = FALSE;
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  RapportAgreedFilter filter = { 0 };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &name, N_ ("The client"), "NAME" },
    { "search", 's', 0, G_OPTION_ARG_STRING, &search, N_ ("Only what holds these words"), "WORDS" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  if (!rapport_cli_parse (&rapport_cli_agreements, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (name == NULL)
    {
      rapport_cli_complain (_ ("--client is needed"));
      return RAPPORT_CLI_USAGE;
    }
  library = rapport_cli_open (files[0], RAPPORT_OPEN_READ_ONLY, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, name);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  filter.client = rapport_record_get_id (RAPPORT_RECORD (client));
  filter.search = search;
  found = rapport_agreements_find (library, &filter, &error);
  if (found == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  (json ? print_json : print_lines) (found);
  return RAPPORT_CLI_OK;
}
