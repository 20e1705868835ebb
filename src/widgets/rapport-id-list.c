/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-id-list.h"

struct _RapportIdList
{
  GObject parent_instance;

  RapportLibrary *library;
  GType type;
  GPtrArray *ids;
  GArray *sections; /* NULL where it is not parted */
};

static void rapport_id_list_model_init (GListModelInterface *iface);
static void rapport_id_list_section_model_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportIdList,
                               rapport_id_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rapport_id_list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                        rapport_id_list_section_model_init))

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
  return rapport_library_get (self->library, self->type, self->ids->pdata[position]);
}

static void
rapport_id_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rapport_id_list_get_item_type;
  iface->get_n_items = rapport_id_list_get_n_items;
  iface->get_item = rapport_id_list_get_item;
}

static void
rapport_id_list_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  RapportIdList *self = RAPPORT_ID_LIST (model);
  const guint n = self->ids->len;

  *start = position < n ? 0 : n;
  *end = position < n ? n : G_MAXUINT;
  for (guint i = 0; position < n && self->sections != NULL && i < self->sections->len; i++)
    {
      const guint at = g_array_index (self->sections, guint, i);

      if (at <= position)
        *start = at;
      else
        {
          *end = at;
          break;
        }
    }
}

static void
rapport_id_list_section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = rapport_id_list_get_section;
}

static void
rapport_id_list_finalize (GObject *object)
{
  RapportIdList *self = RAPPORT_ID_LIST (object);

  g_clear_object (&self->library);
  g_ptr_array_unref (self->ids);
  g_clear_pointer (&self->sections, g_array_unref);
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
rapport_id_list_new (RapportLibrary *library, GType type)
{
  RapportIdList *self = g_object_new (RAPPORT_TYPE_ID_LIST, NULL);

  self->library = g_object_ref (library);
  self->type = type;
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

static gboolean
sections_equal (GArray *a, GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint)) == 0;
}

void
rapport_id_list_take (RapportIdList *self, GPtrArray *ids, GArray *sections)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->ids);
  g_autoptr (GArray) old_sections = g_steal_pointer (&self->sections);
  const guint most = MIN (old->len, ids->len);
  const guint head = count_same (old, ids, FALSE, most);
  const guint tail = count_same (old, ids, TRUE, most - head);

  self->ids = ids;
  self->sections = sections;
  if (old->len != head + tail || ids->len != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                ids->len - head - tail);
  if (ids->len > 0 && !sections_equal (old_sections, sections))
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, ids->len);
}

const char *
rapport_id_list_get_id (RapportIdList *self, guint position)
{
  return position < self->ids->len ? self->ids->pdata[position] : NULL;
}

gboolean
rapport_id_list_find (RapportIdList *self, const char *id, guint *position)
{
  return g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, position);
}
