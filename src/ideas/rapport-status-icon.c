/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-status-icon.h"

#include "rapport-scene-painter.h"

#include <adwaita.h>

#define SIZE 12

struct _RapportStatusIcon
{
  GtkWidget parent_instance;

  RapportSceneStatus status;
};

G_DEFINE_FINAL_TYPE (RapportStatusIcon, rapport_status_icon, GTK_TYPE_WIDGET)

static void
rapport_status_icon_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = SIZE + 4;
  *minimum_baseline = *natural_baseline = -1;
}

static void
rapport_status_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportStatusIcon *self = RAPPORT_STATUS_ICON (widget);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const RapportSceneStyle style = { adw_style_manager_get_dark (manager),
                                    adw_style_manager_get_high_contrast (manager) };
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  g_autoptr (RapportScenePainter) painter = rapport_scene_painter_new (&style);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  rapport_scene_draw_status (painter, cr, self->status, width / 2, height / 2, SIZE);
  cairo_destroy (cr);
}

static void
rapport_status_icon_class_init (RapportStatusIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = rapport_status_icon_measure;
  widget_class->snapshot = rapport_status_icon_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rapport_status_icon_init (RapportStatusIcon *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
rapport_status_icon_new (void)
{
  return g_object_new (RAPPORT_TYPE_STATUS_ICON, NULL);
}

void
rapport_status_icon_set_status (RapportStatusIcon *self, const char *word)
{
  self->status = rapport_scene_status_from_word (word);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
