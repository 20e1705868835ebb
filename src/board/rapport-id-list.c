/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-id-list.h"

#include "rapport-records.h"

#include <gio/gio.h>

struct _RapportIdList
{
  GObject parent_instance;

  RapportLibrary *library;
  GPtrArray *ids;
};

static void rapport_id_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportIdList,
                               rapport_id_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rapport_id_list_model_init))

static GType
rapport_id_list_get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_RECORD;
}

static guint
rapport_id_list_get_n_items (GListModel *model)
{
  return RAPPORT_ID_LIST (model)->ids->len;
}

static gpointer
rapport_id_list_get_item (GListModel *model, guint position)
{
  RapportIdList *self = RAPPORT_ID_LIST (model);

  if (position >= self->ids->len)
    return NULL;
  return rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->ids->pdata[position]);
}

static void
rapport_id_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rapport_id_list_get_item_type;
  iface->get_n_items = rapport_id_list_get_n_items;
  iface->get_item = rapport_id_list_get_item;
}

static void
rapport_id_list_finalize (GObject *object)
{
  RapportIdList *self = RAPPORT_ID_LIST (object);

  g_clear_object (&self->library);
  g_ptr_array_unref (self->ids);
  G_OBJECT_CLASS (rapport_id_list_parent_class)->finalize (object);
}

static void
rapport_id_list_class_init (RapportIdListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_id_list_finalize;
}

static void
rapport_id_list_init (RapportIdList *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
}

RapportIdList *
rapport_id_list_new (RapportLibrary *library)
{
  RapportIdList *self = g_object_new (RAPPORT_TYPE_ID_LIST, NULL);

  self->library = g_object_ref (library);
  return self;
}

/* The number of equal ids at the head of both, or at the tail. */
static guint
count_same (GPtrArray *old, GPtrArray *new, gboolean from_end, guint most)
{
  guint same = 0;

  while (same < most)
    {
      const char *a = old->pdata[from_end ? old->len - 1 - same : same];
      const char *b = new->pdata[from_end ? new->len - 1 - same : same];

      if (!g_str_equal (a, b))
        break;
      same++;
    }
  return same;
}

void
rapport_id_list_take (RapportIdList *self, GPtrArray *ids)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->ids);
  const guint most = MIN (old->len, ids->len);
  const guint head = count_same (old, ids, FALSE, most);
  const guint tail = count_same (old, ids, TRUE, most - head);

  self->ids = ids;
  if (old->len != head + tail || ids->len != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                ids->len - head - tail);
}

gboolean
rapport_id_list_find (RapportIdList *self, const char *id, guint *position)
{
  return g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, position);
}
