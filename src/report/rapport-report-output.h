/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-pages.h"

G_BEGIN_DECLS

/**
 * RapportOutput:
 * @RAPPORT_OUTPUT_PDF: pages; see rapport_pdf_make()
 * @RAPPORT_OUTPUT_HTML: one file for a browser; see rapport_report_html_make()
 * @RAPPORT_OUTPUT_XLSX: the figures; see rapport_report_xlsx_make()
 * @RAPPORT_OUTPUT_EML: a letter with the PDF; see rapport_letter_make_eml()
 * @RAPPORT_OUTPUT_TEXT: plain words; see rapport_report_text_make()
 *
 * A form in which a client can get a report. Their words are "pdf", "html",
 * "xlsx", "eml", "txt", which are the ends of names of files too. A new one needs
 * its reader in tests/rules/check-canary.py.
 */
typedef enum
{
  RAPPORT_OUTPUT_PDF,
  RAPPORT_OUTPUT_HTML,
  RAPPORT_OUTPUT_XLSX,
  RAPPORT_OUTPUT_EML,
  RAPPORT_OUTPUT_TEXT,
  RAPPORT_N_OUTPUTS
} RapportOutput;

const char *rapport_output_to_word (RapportOutput output);
gboolean rapport_output_from_word (const char *word, RapportOutput *output);

/* By the end of the file's name, in letters of either case. */
gboolean rapport_output_from_path (const char *path, RapportOutput *output);

/* "application/pdf". */
const char *rapport_output_get_mime_type (RapportOutput output);

/* (transfer full): client and title as the name of a file, with its end: no
 * more than 200 bytes, and nothing that some file system refuses. */
char *rapport_output_file_name (RapportReportDocument *document, RapportOutput output);

/**
 * rapport_output_make:
 * @pdf: (nullable): the PDF that was sent; it stands in for one made anew
 *
 * (transfer full): the report in that form. Equal documents give equal bytes,
 * with the same fonts installed. In any thread.
 */
GBytes *rapport_output_make (RapportReportDocument *document,
                             RapportOutput output,
                             RapportPaper paper,
                             GBytes *pdf,
                             GError **error);

/* Writes by way of a temporary file beside @path, which is flushed to the disk
 * and then renamed: whatever happens, a file that stood there is either untouched
 * or wholly replaced. @path is in the encoding of file names. */
gboolean rapport_output_write (GBytes *bytes, const char *path, GError **error);

G_END_DECLS
