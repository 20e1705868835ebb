/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-growth.h"

struct _RapportGrowth
{
  GObject parent_instance;

  GListModel *all;
  GtkAdjustment *scrolling;
  GtkSliceListModel *slice;
  guint step;
  guint growing;
};

G_DEFINE_FINAL_TYPE (RapportGrowth, rapport_growth, G_TYPE_OBJECT)

static gboolean
needs_more (RapportGrowth *self)
{
  const double page = gtk_adjustment_get_page_size (self->scrolling);
  const double end = gtk_adjustment_get_value (self->scrolling) + page;

  return gtk_slice_list_model_get_size (self->slice) < g_list_model_get_n_items (self->all) &&
         end + page >= gtk_adjustment_get_upper (self->scrolling);
}

/* After the frame that is being made, so that none of them takes long. */
static void
grow_cb (gpointer user_data)
{
  RapportGrowth *self = user_data;

  self->growing = 0;
  if (needs_more (self))
    rapport_growth_reach (self, gtk_slice_list_model_get_size (self->slice));
}

static void
scrolled_cb (RapportGrowth *self)
{
  if (self->growing == 0 && needs_more (self))
    self->growing = g_idle_add_once (grow_cb, self);
}

static void
rapport_growth_dispose (GObject *object)
{
  RapportGrowth *self = RAPPORT_GROWTH (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_object (&self->slice);
  g_clear_object (&self->scrolling);
  g_clear_object (&self->all);
  G_OBJECT_CLASS (rapport_growth_parent_class)->dispose (object);
}

static void
rapport_growth_class_init (RapportGrowthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_growth_dispose;
}

static void
rapport_growth_init (RapportGrowth *self)
{
}

RapportGrowth *
rapport_growth_new (GListModel *all, GtkAdjustment *scrolling, guint step)
{
  RapportGrowth *self = g_object_new (RAPPORT_TYPE_GROWTH, NULL);

  self->all = g_object_ref (all);
  self->scrolling = g_object_ref (scrolling);
  self->step = step;
  self->slice = gtk_slice_list_model_new (g_object_ref (all), 0, step);
  g_signal_connect_object (scrolling, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scrolling, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (all, "items-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

GListModel *
rapport_growth_get_model (RapportGrowth *self)
{
  return G_LIST_MODEL (self->slice);
}

void
rapport_growth_reach (RapportGrowth *self, guint position)
{
  if (position >= gtk_slice_list_model_get_size (self->slice))
    gtk_slice_list_model_set_size (self->slice, position + self->step);
}

void
rapport_growth_restart (RapportGrowth *self)
{
  gtk_adjustment_set_value (self->scrolling, 0);
  gtk_slice_list_model_set_size (self->slice, self->step);
}
