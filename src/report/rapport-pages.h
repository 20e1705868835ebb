/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The paper's size: "a4", "letter". */
typedef enum
{
  RAPPORT_PAPER_A4,
  RAPPORT_PAPER_LETTER,
} RapportPaper;

/* What @document is to be printed on. */
RapportPaper rapport_paper_of (RapportReportDocument *document);

/**
 * RapportPages:
 *
 * A report laid out: pages that are drawn, on the screen and into a PDF alike.
 * Immutable, counted by reference; belongs to the thread that made it, as the
 * fonts do.
 */
typedef struct _RapportPages RapportPages;

/**
 * rapport_pages_new:
 * @document: what the report says
 *
 * Lays @document out. There is always at least one page, however little there
 * is to say. Takes some milliseconds for ten pages.
 */
RapportPages *rapport_pages_new (RapportReportDocument *document, RapportPaper paper);
RapportPages *rapport_pages_ref (RapportPages *self);
void rapport_pages_unref (RapportPages *self);

guint rapport_pages_get_n_pages (RapportPages *self);

/* The size of each page in points (1/72 inch). */
void rapport_pages_get_size (RapportPages *self, double *width, double *height);

/* (transfer full): client and title in one line, as the PDF is called. */
char *rapport_pages_get_title (RapportPages *self);

/* Draws a page on white, one unit being a point; scale @cr before. */
void rapport_pages_draw (RapportPages *self, guint page, cairo_t *cr);

/* The page that the @section-th section of the document begins on, or -1 when
 * it is not shown. */
int rapport_pages_find_section (RapportPages *self, gsize section);

/* The section of the document that stands @y points below the head of @page, or
 * -1: what the reader points at. */
int rapport_pages_get_section_at (RapportPages *self, guint page, double y);

/* (transfer full): the words of a page in reading order, for those who do not
 * see it. */
char *rapport_pages_get_text (RapportPages *self, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPages, rapport_pages_unref)

G_END_DECLS
