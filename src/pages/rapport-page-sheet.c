/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-page-sheet.h"

#include "rapport-thread.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MIN_WIDTH 120

/* Wider than this on the screen a page is not easier to read. */
#define NATURAL_WIDTH 780

struct _RapportPageSheet
{
  GtkWidget parent_instance;

  RapportPageLayout *layout;
  guint page;
  GdkTexture *texture;
  int texture_width; /* in pixels of the device; 0 when it shows another page */
  gboolean drawing;
};

G_DEFINE_FINAL_TYPE (RapportPageSheet, rapport_page_sheet, GTK_TYPE_WIDGET)

static double
get_ratio (RapportPageSheet *self)
{
  return self->layout != NULL ? self->layout->height / self->layout->width : sqrt (2);
}

static GtkSizeRequestMode
rapport_page_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_page_sheet_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  const int width = for_size > 0 ? for_size : NATURAL_WIDTH;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = (int) round (width * get_ratio (RAPPORT_PAGE_SHEET (widget)));
}

/* Drawing in another thread. */

typedef struct
{
  RapportPageLayout *layout;
  guint page;
  int width;
} Drawing;

static void
drawing_free (Drawing *drawing)
{
  rapport_page_layout_unref (drawing->layout);
  g_free (drawing);
}

static void
unmap_pixels (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static void
draw_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Drawing *drawing = data;
  const double scale = drawing->width / drawing->layout->width;
  const int height = (int) ceil (drawing->layout->height * scale);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, drawing->width, height);
  cairo_t *cr = cairo_create (image);
  const int stride = cairo_image_surface_get_stride (image);
  g_autoptr (GBytes) pixels = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, drawing->layout->pages->pdata[drawing->page], 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (image),
                                       (gsize) stride * (gsize) height, unmap_pixels, image);
  g_task_return_pointer (
    task,
    gdk_memory_texture_new (drawing->width, height, GDK_MEMORY_DEFAULT, pixels, (gsize) stride),
    g_object_unref);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportPageSheet *self = RAPPORT_PAGE_SHEET (source);
  const Drawing *drawing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  self->drawing = FALSE;
  if (texture == NULL || self->layout == NULL)
    return;
  g_set_object (&self->texture, texture);
  /* What has changed meanwhile makes the next look at it draw again. */
  self->texture_width =
    drawing->layout == self->layout && drawing->page == self->page ? drawing->width : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw (RapportPageSheet *self, int width)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, drawn_cb, NULL);
  Drawing *drawing = g_new0 (Drawing, 1);

  self->drawing = TRUE;
  drawing->layout = rapport_page_layout_ref (self->layout);
  drawing->page = self->page;
  drawing->width = width;
  g_task_set_task_data (task, drawing, (GDestroyNotify) drawing_free);
  rapport_thread_run (task, draw_thread);
}

/* Whether any of the sheet lies in what is scrolled to, or nearly so. */
static gboolean
is_near (GtkWidget *widget)
{
  GtkWidget *around = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  float height;

  if (around == NULL || !gtk_widget_compute_bounds (widget, around, &bounds))
    return TRUE;
  height = (float) gtk_widget_get_height (around);
  return bounds.origin.y < 2 * height && bounds.origin.y + bounds.size.height > -height;
}

static void
rapport_page_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportPageSheet *self = RAPPORT_PAGE_SHEET (widget);
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  const int width = gtk_widget_get_width (widget);
  const graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0, 0, (float) width, (float) gtk_widget_get_height (widget));
  const int pixels = (int) ceil (width * gdk_surface_get_scale (surface));

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &bounds);
  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture,
                                        self->texture_width == pixels ? GSK_SCALING_FILTER_NEAREST
                                                                      : GSK_SCALING_FILTER_LINEAR,
                                        &bounds);
  if (self->layout != NULL && !self->drawing && pixels > 0 && self->texture_width != pixels &&
      is_near (widget))
    draw (self, pixels);
}

static void
rapport_page_sheet_dispose (GObject *object)
{
  RapportPageSheet *self = RAPPORT_PAGE_SHEET (object);

  g_clear_pointer (&self->layout, rapport_page_layout_unref);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (rapport_page_sheet_parent_class)->dispose (object);
}

static void
rapport_page_sheet_class_init (RapportPageSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_page_sheet_dispose;
  widget_class->get_request_mode = rapport_page_sheet_get_request_mode;
  widget_class->measure = rapport_page_sheet_measure;
  widget_class->snapshot = rapport_page_sheet_snapshot;
  gtk_widget_class_set_css_name (widget_class, "page");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_page_sheet_init (RapportPageSheet *self)
{
}

GtkWidget *
rapport_page_sheet_new (void)
{
  return g_object_new (RAPPORT_TYPE_PAGE_SHEET, NULL);
}

void
rapport_page_sheet_show (RapportPageSheet *self, RapportPageLayout *layout, guint page)
{
  g_autofree char *label = g_strdup_printf (_ ("Page %u of %u"), page + 1, layout->pages->len);

  rapport_page_layout_ref (layout);
  g_clear_pointer (&self->layout, rapport_page_layout_unref);
  self->layout = layout;
  self->page = page;
  self->texture_width = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, layout->texts->pdata[page],
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
