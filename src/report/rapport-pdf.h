/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-pages.h"

G_BEGIN_DECLS

#define RAPPORT_PDF_ERROR (rapport_pdf_error_quark ())

/**
 * RapportPdfError:
 * @RAPPORT_PDF_ERROR_FAILED: the PDF could not be made; the message says why
 */
typedef enum
{
  RAPPORT_PDF_ERROR_FAILED,
} RapportPdfError;

GQuark rapport_pdf_error_quark (void);

/**
 * rapport_pdf_make:
 *
 * The pages as a PDF 1.7 with structure, language, outline and links, made to
 * PDF/UA-1. Equal documents give equal bytes, with the same fonts installed.
 */
GBytes *rapport_pdf_make (RapportPages *pages, GError **error);

/**
 * rapport_pdf_write:
 * @path: the file's name in the encoding of file names
 *
 * Writes what rapport_pdf_make() gives by way of a temporary file beside
 * @path, so that whatever happens a file that stood there is either untouched
 * or wholly replaced. Errors are those of rapport_pdf_make() and %G_FILE_ERROR.
 */
gboolean rapport_pdf_write (RapportPages *pages, const char *path, GError **error);

G_END_DECLS
