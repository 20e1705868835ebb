/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-page-layout.h"

#include "rapport-pdf.h"

static RapportPageLayout *
layout_new (RapportPages *pages)
{
  RapportPageLayout *self = g_new0 (RapportPageLayout, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->title = rapport_pages_get_title (pages);
  rapport_pages_get_size (pages, &self->width, &self->height);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

RapportPageLayout *
rapport_page_layout_ref (RapportPageLayout *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_page_layout_unref (RapportPageLayout *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->texts);
  g_free (self->title);
  g_free (self);
}

static void
record_page (RapportPageLayout *self, RapportPages *pages, guint page)
{
  const cairo_rectangle_t extents = { 0, 0, self->width, self->height };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (surface);

  rapport_pages_draw (pages, page, cr);
  cairo_destroy (cr);
  g_ptr_array_add (self->pages, surface);
  g_ptr_array_add (self->texts, rapport_pages_get_text (pages, page));
}

static void
layout_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (data, rapport_paper_of (data));
  g_autoptr (RapportPageLayout) layout = layout_new (pages);

  for (guint i = 0; i < rapport_pages_get_n_pages (pages); i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      record_page (layout, pages, i);
    }
  g_task_return_pointer (task, g_steal_pointer (&layout),
                         (GDestroyNotify) rapport_page_layout_unref);
}

static void
run (RapportReportDocument *document,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data,
     GTaskThreadFunc thread)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, rapport_report_document_ref (document),
                        (GDestroyNotify) rapport_report_document_unref);
  g_task_run_in_thread (task, thread);
}

void
rapport_page_layout_make_async (RapportReportDocument *document,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  run (document, cancellable, callback, user_data, layout_thread);
}

RapportPageLayout *
rapport_page_layout_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pdf_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (data, rapport_paper_of (data));
  GError *error = NULL;
  GBytes *pdf = rapport_pdf_make (pages, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
rapport_page_layout_make_pdf_async (RapportReportDocument *document,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  run (document, cancellable, callback, user_data, pdf_thread);
}

GBytes *
rapport_page_layout_make_pdf_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  RapportReportDocument *document;
  RapportOutput output;
  GBytes *pdf;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  rapport_report_document_unref (making->document);
  g_clear_pointer (&making->pdf, g_bytes_unref);
  g_free (making);
}

static void
output_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;
  GBytes *bytes = rapport_output_make (making->document, making->output,
                                       rapport_paper_of (making->document), making->pdf, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
rapport_page_layout_make_output_async (RapportReportDocument *document,
                                       RapportOutput output,
                                       GBytes *pdf,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Making *making = g_new0 (Making, 1);

  making->document = rapport_report_document_ref (document);
  making->output = output;
  making->pdf = pdf != NULL ? g_bytes_ref (pdf) : NULL;
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, output_thread);
}

GBytes *
rapport_page_layout_make_output_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
