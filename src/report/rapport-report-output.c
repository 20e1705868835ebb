/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-output.h"

#include "rapport-pdf.h"
#include "rapport-report-html.h"
#include "rapport-report-letter.h"
#include "rapport-report-private.h"
#include "rapport-report-text.h"
#include "rapport-report-xlsx.h"

#include <string.h>

/* File systems count bytes, 255 of them at most. */
#define MOST_BYTES 190

static const struct
{
  const char *word;
  const char *mime_type;
} outputs[] = {
  [RAPPORT_OUTPUT_PDF] = { "pdf", "application/pdf" },
  [RAPPORT_OUTPUT_HTML] = { "html", "text/html" },
  [RAPPORT_OUTPUT_XLSX] = { "xlsx",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  [RAPPORT_OUTPUT_EML] = { "eml", "message/rfc822" },
  [RAPPORT_OUTPUT_TEXT] = { "txt", "text/plain" },
};

const char *
rapport_output_to_word (RapportOutput output)
{
  return outputs[output].word;
}

gboolean
rapport_output_from_word (const char *word, RapportOutput *output)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    if (g_str_equal (word, outputs[i].word))
      {
        *output = (RapportOutput) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
rapport_output_from_path (const char *path, RapportOutput *output)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');
  g_autofree char *end = dot != NULL && dot != name ? g_ascii_strdown (dot + 1, -1) : NULL;

  if (end == NULL)
    return FALSE;
  return rapport_output_from_word (g_str_equal (end, "htm") ? "html" : end, output);
}

const char *
rapport_output_get_mime_type (RapportOutput output)
{
  return outputs[output].mime_type;
}

char *
rapport_output_file_name (RapportReportDocument *document, RapportOutput output)
{
  g_autofree char *client = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  Report report;

  report_init_words (&report, rapport_report_document_get_content (document));
  client = report_name (report.content->client);
  title = report_title (&report);
  name = client[0] != '\0' ? g_strdup_printf ("%s. %s", client, title) : g_strdup (title);
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  if (strlen (name) > MOST_BYTES)
    *g_utf8_find_prev_char (name, name + MOST_BYTES) = '\0';
  /* A dot in front hides a file. */
  return g_strdup_printf ("%s%s.%s", name[0] == '.' ? "-" : "", name, outputs[output].word);
}

static GBytes *
make_pdf (RapportReportDocument *document, RapportPaper paper, GBytes *pdf, GError **error)
{
  g_autoptr (RapportPages) pages = NULL;

  if (pdf != NULL)
    return g_bytes_ref (pdf);
  pages = rapport_pages_new (document, paper);
  return rapport_pdf_make (pages, error);
}

static GBytes *
make_letter (RapportReportDocument *document, RapportPaper paper, GBytes *pdf, GError **error)
{
  g_autoptr (GBytes) attached = make_pdf (document, paper, pdf, error);
  g_autofree char *name = rapport_output_file_name (document, RAPPORT_OUTPUT_PDF);

  if (attached == NULL)
    return NULL;
  return rapport_letter_make_eml (document, NULL, attached, name, TRUE);
}

GBytes *
rapport_output_make (RapportReportDocument *document,
                     RapportOutput output,
                     RapportPaper paper,
                     GBytes *pdf,
                     GError **error)
{
  char *text;

  switch (output)
    {
    case RAPPORT_OUTPUT_PDF:
      return make_pdf (document, paper, pdf, error);
    case RAPPORT_OUTPUT_HTML:
      return rapport_report_html_make (document);
    case RAPPORT_OUTPUT_XLSX:
      return rapport_report_xlsx_make (document, error);
    case RAPPORT_OUTPUT_EML:
      return make_letter (document, paper, pdf, error);
    case RAPPORT_OUTPUT_TEXT:
      text = rapport_report_text_make (document);
      return g_bytes_new_take (text, strlen (text));
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
rapport_output_write (GBytes *bytes, const char *path, GError **error)
{
  return g_file_set_contents_full (
    path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}
