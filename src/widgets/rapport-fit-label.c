/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-fit-label.h"

#define MOST_WORDINGS 3

struct _RapportFitLabel
{
  GtkWidget parent_instance;

  GtkWidget *wordings[MOST_WORDINGS]; /* longest first */
  guint n_wordings;
};

G_DEFINE_FINAL_TYPE (RapportFitLabel, rapport_fit_label, GTK_TYPE_WIDGET)

/* There is always room for it, but where it is the only one. */
static void
measure_shortest (RapportFitLabel *self, int *minimum)
{
  GtkWidget *shortest = self->wordings[self->n_wordings - 1];
  int natural;

  gtk_widget_measure (shortest, GTK_ORIENTATION_HORIZONTAL, -1, minimum, &natural, NULL, NULL);
  if (self->n_wordings > 1)
    *minimum = natural;
}

static void
rapport_fit_label_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  RapportFitLabel *self = RAPPORT_FIT_LABEL (widget);

  /* All are one line of the same letters, so the first stands for their height. */
  gtk_widget_measure (self->wordings[0], orientation, -1, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_shortest (self, minimum);
  *natural = MAX (*minimum, *natural);
}

static gboolean
fits (GtkWidget *label, int width)
{
  int natural;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural <= width;
}

static void
rapport_fit_label_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportFitLabel *self = RAPPORT_FIT_LABEL (widget);
  gboolean found = FALSE;

  for (guint i = 0; i < self->n_wordings; i++)
    {
      const gboolean shown =
        !found && (i + 1 == self->n_wordings || fits (self->wordings[i], width));

      gtk_widget_set_child_visible (self->wordings[i], shown);
      if (shown)
        gtk_widget_allocate (self->wordings[i], width, height, baseline, NULL);
      found = found || shown;
    }
}

static void
rapport_fit_label_dispose (GObject *object)
{
  RapportFitLabel *self = RAPPORT_FIT_LABEL (object);

  for (guint i = 0; i < MOST_WORDINGS; i++)
    g_clear_pointer (&self->wordings[i], gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_fit_label_parent_class)->dispose (object);
}

static void
rapport_fit_label_class_init (RapportFitLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_fit_label_dispose;
  widget_class->measure = rapport_fit_label_measure;
  widget_class->size_allocate = rapport_fit_label_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
rapport_fit_label_init (RapportFitLabel *self)
{
  for (guint i = 0; i < MOST_WORDINGS; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
      gtk_widget_set_child_visible (label, FALSE);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
      self->wordings[i] = label;
    }
  self->n_wordings = 1;
}

GtkWidget *
rapport_fit_label_new (void)
{
  return g_object_new (RAPPORT_TYPE_FIT_LABEL, NULL);
}

void
rapport_fit_label_set (RapportFitLabel *self, const char *first, ...)
{
  const char *wording = first;
  va_list rest;

  self->n_wordings = 0;
  va_start (rest, first);
  for (; wording != NULL && self->n_wordings < MOST_WORDINGS; wording = va_arg (rest, const char *))
    gtk_label_set_text (GTK_LABEL (self->wordings[self->n_wordings++]), wording);
  va_end (rest);
  /* Those of before that are not said any more. */
  for (guint i = self->n_wordings; i < MOST_WORDINGS; i++)
    gtk_widget_set_child_visible (self->wordings[i], FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const char *
rapport_fit_label_get_text (RapportFitLabel *self)
{
  return gtk_label_get_text (GTK_LABEL (self->wordings[0]));
}
