/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-output.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportPageLayout:
 * @title: what a file with these pages is called
 * @width: of a page in points; @height: the same
 * @pages: (element-type cairo_surface_t): recordings of the pages
 * @texts: (element-type utf8): their words in reading order
 *
 * The pages of a report, laid out in another thread. Immutable; counted by
 * reference. Each recording is to be read by one thread at a time.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *title;
  double width;
  double height;
  GPtrArray *pages;
  GPtrArray *texts;
} RapportPageLayout;

RapportPageLayout *rapport_page_layout_ref (RapportPageLayout *self);
void rapport_page_layout_unref (RapportPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPageLayout, rapport_page_layout_unref)

/* Lays @document out in a thread. Ends early when cancelled. */
void rapport_page_layout_make_async (RapportReportDocument *document,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full): %NULL when it was cancelled. */
RapportPageLayout *rapport_page_layout_make_finish (GAsyncResult *result, GError **error);

/* The PDF of @document, made in a thread. */
void rapport_page_layout_make_pdf_async (RapportReportDocument *document,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* (transfer full) */
GBytes *rapport_page_layout_make_pdf_finish (GAsyncResult *result, GError **error);

/* @document in another form, made in a thread; @pdf, which may be NULL, stands in
 * for one made anew. */
void rapport_page_layout_make_output_async (RapportReportDocument *document,
                                            RapportOutput output,
                                            GBytes *pdf,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/* (transfer full) */
GBytes *rapport_page_layout_make_output_finish (GAsyncResult *result, GError **error);

G_END_DECLS
