/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-pages-view.h"

#include "rapport-page-layout.h"
#include "rapport-page-sheet.h"
#include "rapport-plain.h"
#include "rapport-ui-pages.h"

#include <glib/gi18n-lib.h>

/* Waiting for longer than this shows a spinner. */
#define PATIENCE_MS 300

struct _RapportPagesView
{
  AdwBin parent_instance;

  RapportReportDocument *document;
  RapportPageLayout *layout;
  GCancellable *cancellable;
  guint patience;

  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkBox *sheets;
  AdwStatusPage *error;
};

enum
{
  LAID_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPagesView, rapport_pages_view, ADW_TYPE_BIN)

static void
stop_waiting (RapportPagesView *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
}

/* As many sheets as pages; those that are there keep their place, so that what
 * the user looks at does not jump. */
static void
show_layout (RapportPagesView *self)
{
  GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->sheets));

  for (guint i = 0; i < self->layout->pages->len; i++)
    {
      if (sheet == NULL)
        {
          sheet = rapport_page_sheet_new ();
          gtk_box_append (self->sheets, sheet);
        }
      rapport_page_sheet_show (RAPPORT_PAGE_SHEET (sheet), self->layout, i);
      sheet = gtk_widget_get_next_sibling (sheet);
    }
  while (sheet != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (sheet);

      gtk_box_remove (self->sheets, sheet);
      sheet = next;
    }
  gtk_stack_set_visible_child_name (self->stack, "pages");
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportPagesView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPageLayout) layout = rapport_page_layout_make_finish (result, &error);

  /* One that was cancelled has been replaced by another. */
  if (layout == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  stop_waiting (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->layout, rapport_page_layout_unref);
  self->layout = g_steal_pointer (&layout);
  show_layout (self);
  g_signal_emit (self, signals[LAID_OUT], 0);
}

static void
impatient_cb (gpointer user_data)
{
  RapportPagesView *self = user_data;

  self->patience = 0;
  if (self->layout == NULL)
    gtk_stack_set_visible_child_name (self->stack, "wait");
}

static void
cancel (RapportPagesView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_waiting (self);
}

/* Another part of what is scrolled to comes into sight. */
static void
scrolled_cb (RapportPagesView *self)
{
  for (GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->sheets)); sheet != NULL;
       sheet = gtk_widget_get_next_sibling (sheet))
    gtk_widget_queue_draw (sheet);
}

static void
rapport_pages_view_dispose (GObject *object)
{
  RapportPagesView *self = RAPPORT_PAGES_VIEW (object);

  cancel (self);
  g_clear_pointer (&self->layout, rapport_page_layout_unref);
  g_clear_pointer (&self->document, rapport_report_document_unref);
  G_OBJECT_CLASS (rapport_pages_view_parent_class)->dispose (object);
}

static void
rapport_pages_view_class_init (RapportPagesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_pages_view_dispose;
  rapport_ui_pages_get_resource ();
  signals[LAID_OUT] = g_signal_new ("laid-out", RAPPORT_TYPE_PAGES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/pages/pages-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPagesView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportPagesView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RapportPagesView, sheets);
  gtk_widget_class_bind_template_child (widget_class, RapportPagesView, error);
}

static void
rapport_pages_view_init (RapportPagesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

void
rapport_pages_view_set_document (RapportPagesView *self, RapportReportDocument *document)
{
  if (self->document != NULL && rapport_report_document_equal (self->document, document))
    return;
  rapport_report_document_ref (document);
  g_clear_pointer (&self->document, rapport_report_document_unref);
  self->document = document;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add_once (PATIENCE_MS, impatient_cb, self);
  rapport_page_layout_make_async (document, self->cancellable, laid_out_cb, g_object_ref (self));
}

void
rapport_pages_view_set_error (RapportPagesView *self, const char *message)
{
  cancel (self);
  g_clear_pointer (&self->document, rapport_report_document_unref);
  g_clear_pointer (&self->layout, rapport_page_layout_unref);
  rapport_plain_set_page_description (self->error, message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

RapportReportDocument *
rapport_pages_view_get_document (RapportPagesView *self)
{
  return self->document;
}

guint
rapport_pages_view_get_n_pages (RapportPagesView *self)
{
  return self->layout != NULL ? self->layout->pages->len : 0;
}
