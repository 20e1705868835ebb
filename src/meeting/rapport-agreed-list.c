/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agreed-list.h"

struct _RapportAgreedRow
{
  GObject parent_instance;
  GPtrArray *all; /* keeps the entry */
  const RapportAgreed *agreed;
};

G_DEFINE_FINAL_TYPE (RapportAgreedRow, rapport_agreed_row, G_TYPE_OBJECT)

static void
rapport_agreed_row_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_AGREED_ROW (object)->all, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_agreed_row_parent_class)->finalize (object);
}

static void
rapport_agreed_row_class_init (RapportAgreedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_agreed_row_finalize;
}

static void
rapport_agreed_row_init (RapportAgreedRow *self)
{
}

const RapportAgreed *
rapport_agreed_row_get (RapportAgreedRow *self)
{
  return self->agreed;
}

struct _RapportAgreedList
{
  GObject parent_instance;
  GPtrArray *found;
};

static GType
get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_AGREED_ROW;
}

static guint
get_n_items (GListModel *model)
{
  RapportAgreedList *self = RAPPORT_AGREED_LIST (model);

  return self->found != NULL ? self->found->len : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RapportAgreedList *self = RAPPORT_AGREED_LIST (model);
  RapportAgreedRow *row;

  if (position >= get_n_items (model))
    return NULL;
  row = g_object_new (RAPPORT_TYPE_AGREED_ROW, NULL);
  row->all = g_ptr_array_ref (self->found);
  row->agreed = self->found->pdata[position];
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static RapportDay
month_at (RapportAgreedList *self, guint position)
{
  const RapportAgreed *agreed = self->found->pdata[position];

  return agreed->day != RAPPORT_DAY_NONE ? rapport_day_month (agreed->day) : RAPPORT_DAY_NONE;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  RapportAgreedList *self = RAPPORT_AGREED_LIST (model);
  const guint n = get_n_items (G_LIST_MODEL (model));
  RapportDay month;

  if (position >= n)
    {
      *start = n;
      *end = G_MAXUINT;
      return;
    }
  month = month_at (self, position);
  for (*start = position; *start > 0 && month_at (self, *start - 1) == month; (*start)--)
    ;
  for (*end = position + 1; *end < n && month_at (self, *end) == month; (*end)++)
    ;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportAgreedList,
                               rapport_agreed_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

static void
rapport_agreed_list_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_AGREED_LIST (object)->found, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_agreed_list_parent_class)->finalize (object);
}

static void
rapport_agreed_list_class_init (RapportAgreedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_agreed_list_finalize;
}

static void
rapport_agreed_list_init (RapportAgreedList *self)
{
}

RapportAgreedList *
rapport_agreed_list_new (void)
{
  return g_object_new (RAPPORT_TYPE_AGREED_LIST, NULL);
}

void
rapport_agreed_list_set (RapportAgreedList *self, GPtrArray *found)
{
  const guint before = get_n_items (G_LIST_MODEL (self));

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, found->len);
}
