/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-agenda-output.h"
#include "rapport-logo.h"
#include "rapport-minutes-publish.h"
#include "rapport-pdf.h"
#include "rapport-report-output.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_agenda (int argc, char **argv);

const RapportCliCommand rapport_cli_agenda = {
  "agenda",
  "FILE --meeting ID [-o OUT.{pdf,md,txt}]",
  N_ ("Writes the agenda of a meeting as the client gets it: PDF, Markdown or plain text."),
  run_agenda,
};

typedef enum
{
  FORMAT_TEXT,
  FORMAT_MARKDOWN,
  FORMAT_PDF,
} Format;

static gboolean
find_format (const char *output, Format *format)
{
  static const struct
  {
    const char *end;
    Format format;
  } ends[] = { { ".txt", FORMAT_TEXT }, { ".md", FORMAT_MARKDOWN }, { ".pdf", FORMAT_PDF } };
  g_autofree char *name = output != NULL ? g_ascii_strdown (output, -1) : g_strdup (".txt");

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (name, ends[i].end))
      {
        *format = ends[i].format;
        return TRUE;
      }
  rapport_cli_complain (_ ("“%s” does not end in .pdf, .md or .txt"), output);
  return FALSE;
}

static GBytes *
make_pdf (RapportLibrary *library, RapportPublicMinutes *agenda, GError **error)
{
  g_autoptr (GBytes) client =
    rapport_logo_publish (library, agenda->client, rapport_public_record_get_id (agenda->client));
  g_autoptr (GBytes) agency = rapport_logo_publish (library, agenda->agency, NULL);
  const RapportAgendaLogos logos = { client, agency };
  g_autoptr (RapportReportDocument) document = rapport_agenda_document_new (agenda, &logos, error);

  return document != NULL ? rapport_output_make (document, RAPPORT_OUTPUT_PDF,
                                                 rapport_paper_of (document), NULL, error)
                          : NULL;
}

static GBytes *
make_bytes (RapportLibrary *library, const char *meeting, Format format, GError **error)
{
  g_autoptr (RapportPublicMinutes) agenda = rapport_minutes_publish (library, meeting, error);
  char *text;

  if (agenda == NULL)
    return NULL;
  if (format == FORMAT_PDF)
    return make_pdf (library, agenda, error);
  text =
    format == FORMAT_MARKDOWN ? rapport_agenda_markdown (agenda) : rapport_agenda_letter (agenda);
  return g_bytes_new_take (text, strlen (text));
}

static RapportCliExit
write_agenda (const char *path, const char *meeting, const char *output, Format format)
{
  g_autoptr (RapportLibrary) library = rapport_cli_open (path, RAPPORT_OPEN_READ_ONLY, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  bytes = make_bytes (library, meeting, format, &error);
  if (bytes != NULL && output == NULL)
    g_print ("%s", (const char *) g_bytes_get_data (bytes, NULL));
  else if (bytes != NULL && rapport_output_write (bytes, output, &error))
    g_print ("%s\n", output);
  if (error == NULL)
    return RAPPORT_CLI_OK;
  rapport_cli_complain ("%s", error->message);
  return RAPPORT_CLI_FAILED;
}

static RapportCliExit
run_agenda (int argc, char **argv)
{
  g_autofree char *meeting = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) files = NULL;
  Format format;
  const GOptionEntry entries[] = {
    { "meeting", 'm', 0, G_OPTION_ARG_STRING, &meeting, N_ ("The id of the meeting"), "ID" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("The file to write; otherwise the text is printed"), "OUT" },
    { NULL },
  };

  if (!rapport_cli_parse (&rapport_cli_agenda, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (meeting == NULL)
    {
      rapport_cli_complain (_ ("--meeting is needed"));
      return RAPPORT_CLI_USAGE;
    }
  if (!find_format (output, &format))
    return RAPPORT_CLI_USAGE;
  if (output != NULL && !rapport_cli_check_folder (output))
    return RAPPORT_CLI_FAILED;
  return write_agenda (files[0], meeting, output, format);
}
