/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What "report" and "digest" share: a document in the language asked for. */
#include "rapport-cli.h"

#include <glib/gi18n-lib.h>

gboolean
rapport_cli_check_language (const char *language)
{
  if (language == NULL || g_str_equal (language, "en") || g_str_equal (language, "ru"))
    return TRUE;
  rapport_cli_complain (_ ("the language is “en” or “ru”"));
  return FALSE;
}

RapportReportDocument *
rapport_cli_preview (RapportLibrary *library,
                     RapportClient *client,
                     const char *template,
                     RapportDay day,
                     const char *language,
                     GError **error)
{
  g_autoptr (RapportReportDocument) document =
    rapport_report_preview (library, client, template, day, error);
  RapportReportContent content;

  if (document == NULL || language == NULL)
    return g_steal_pointer (&document);
  content = *rapport_report_document_get_content (document);
  content.language = language;
  return rapport_report_document_new (&content, error);
}
