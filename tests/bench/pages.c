/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report document to PDF and no more: bench-pages DOCUMENT.json REPORT.pdf */
#include "rapport-pdf.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (RapportPages) pages = NULL;
  gsize length;

  if (argc != 3)
    return 2;
  if (g_file_get_contents (argv[1], &json, &length, &error))
    document = rapport_report_document_from_json (json, (gssize) length, &error);
  if (document == NULL)
    {
      fprintf (stderr, "%s: %s\n", argv[1], error->message);
      return 1;
    }
  pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  if (rapport_pdf_write (pages, argv[2], &error))
    return 0;
  fprintf (stderr, "%s: %s\n", argv[2], error->message);
  return 1;
}
