/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-pdf.h"

#include "rapport-report-private.h"

#include <cairo-pdf.h>
#include <config.h>

G_DEFINE_QUARK (rapport - pdf - error - quark, rapport_pdf_error)

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (const ReportPdf *facts, cairo_surface_t *surface)
{
  g_autofree char *date = rapport_day_to_string (facts->day);
  g_autofree char *stamp = g_strconcat (date, "T00:00:00Z", NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, facts->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, facts->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Rapport");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, stamp);
}

static void
add_outline (Flow *flow, cairo_surface_t *surface)
{
  for (guint i = 0; i < flow->outline->len; i++)
    {
      const FlowOutline *entry = &g_array_index (flow->outline, FlowOutline, i);
      g_autofree char *target = g_strdup_printf ("dest='s%u'", i);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, entry->title, target, 0);
    }
}

/* What is drawn, and by whom. */
typedef struct
{
  guint n_pages;
  ReportDrawPage draw;
  gpointer what;
} Drawn;

static void
draw_pages (const ReportPdf *facts, const Drawn *drawn, cairo_surface_t *surface, ReportTags *tags)
{
  cairo_t *cr = cairo_create (surface);

  report_tags_init (tags, facts->flow, cr);
  for (guint i = 0; i < drawn->n_pages; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i + 1);

      cairo_pdf_surface_set_page_label (surface, label);
      drawn->draw (drawn->what, i, cr, tags);
      if (i + 1 == drawn->n_pages)
        report_tags_finish (tags);
      cairo_show_page (cr);
    }
  add_outline (facts->flow, surface);
  cairo_destroy (cr);
}

static GBytes *
make_plain (const ReportPdf *facts, const Drawn *drawn, ReportTags *tags, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (append_cb, data, facts->page_width, facts->page_height);
  cairo_status_t status;

  set_metadata (facts, surface);
  draw_pages (facts, drawn, surface, tags);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, RAPPORT_PDF_ERROR, RAPPORT_PDF_ERROR_FAILED,
                           cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

void
report_pdf_clear (ReportPdf *facts)
{
  g_free (facts->title);
  g_free (facts->author);
}

GBytes *
report_pdf_make (
  const ReportPdf *facts, guint n_pages, ReportDrawPage draw, gpointer what, GError **error)
{
  const Drawn drawn = { n_pages, draw, what };
  ReportTags tags;
  g_autoptr (GBytes) plain = make_plain (facts, &drawn, &tags, error);
  GBytes *finished = plain != NULL ? report_pdf_finish (facts, &tags, plain, error) : NULL;

  report_tags_clear (&tags);
  return finished;
}

static void
draw_page (gpointer pages, guint page, cairo_t *cr, ReportTags *tags)
{
  report_draw_page (pages, page, cr, tags);
}

GBytes *
rapport_pdf_make (RapportPages *pages, GError **error)
{
  Report *report = &pages->report;
  g_auto (ReportPdf) facts = {
    .title = rapport_pages_get_title (pages),
    .author = report_clean (report->content->agency, TRUE),
    .language = rapport_locale_get_lang (report->locale),
    .day = report->content->data_date != RAPPORT_DAY_NONE ? report->content->data_date
                                                          : report->content->to,
    .page_width = report->page_width,
    .page_height = report->page_height,
    .flow = report->flow,
  };

  return report_pdf_make (&facts, rapport_pages_get_n_pages (pages), draw_page, pages, error);
}

gboolean
rapport_pdf_write (RapportPages *pages, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = rapport_pdf_make (pages, error);

  if (bytes == NULL)
    return FALSE;
  return g_file_set_contents_full (
    path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}
