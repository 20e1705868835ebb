/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-trash.h"

#include <glib/gi18n-lib.h>

struct _RapportTrashItem
{
  GObject parent_instance;

  const RapportRecordInfo *info;
  char *id;
  char *title;
  char *client_id;
  char *client_name;
  RapportDay day;
  gint64 instant;
};

G_DEFINE_FINAL_TYPE (RapportTrashItem, rapport_trash_item, G_TYPE_OBJECT)

static void
rapport_trash_item_finalize (GObject *object)
{
  RapportTrashItem *self = RAPPORT_TRASH_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->client_id);
  g_free (self->client_name);
  G_OBJECT_CLASS (rapport_trash_item_parent_class)->finalize (object);
}

static void
rapport_trash_item_class_init (RapportTrashItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_trash_item_finalize;
}

static void
rapport_trash_item_init (RapportTrashItem *self)
{
}

RapportTrashItem *
rapport_trash_item_new (const RapportRecordInfo *info, const char *id)
{
  RapportTrashItem *self = g_object_new (RAPPORT_TYPE_TRASH_ITEM, NULL);

  self->info = info;
  self->id = g_strdup (id);
  self->title = g_strdup ("");
  self->client_id = g_strdup ("");
  self->client_name = g_strdup ("");
  return self;
}

const RapportRecordInfo *
rapport_trash_item_get_info (RapportTrashItem *self)
{
  return self->info;
}

const char *
rapport_trash_item_get_id (RapportTrashItem *self)
{
  return self->id;
}

const char *
rapport_trash_item_get_title (RapportTrashItem *self)
{
  return self->title;
}

RapportDay
rapport_trash_item_get_day (RapportTrashItem *self)
{
  return self->day;
}

const char *
rapport_trash_item_get_client_id (RapportTrashItem *self)
{
  return self->client_id;
}

const char *
rapport_trash_item_get_client_name (RapportTrashItem *self)
{
  return self->client_name;
}

gint64
rapport_trash_item_get_instant (RapportTrashItem *self)
{
  return self->instant;
}

/* Reading: one type after the other, then the names of the clients. */

typedef struct
{
  RapportLibrary *library;
  GPtrArray *items;
  guint next; /* of the types */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->library);
  g_ptr_array_unref (reading->items);
  g_free (reading);
}

static int
find_day_field (const RapportRecordInfo *info)
{
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if (info->fields[i].kind == RAPPORT_KIND_DAY)
      return (int) i;
  return -1;
}

static RapportQuery *
make_query (const RapportRecordInfo *info)
{
  const int wanted[] = { RAPPORT_RECORD_TRASHED, info->client,
                         rapport_record_info_get_title_field (info), find_day_field (info) };
  RapportQuery *query = rapport_query_new_for_info (info);
  guint fields[G_N_ELEMENTS (wanted)];
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (wanted[i] >= 0)
      fields[n++] = (guint) wanted[i];
  rapport_query_set_fields (query, fields, n);
  return rapport_query_only_trashed (query);
}

static const char *
text_of (RapportRow *row, int field)
{
  GVariant *value = field >= 0 ? row->values[field] : NULL;

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

static RapportTrashItem *
make_item (const RapportRecordInfo *info, RapportRow *row)
{
  RapportTrashItem *item = rapport_trash_item_new (info, row->id);
  const int day = find_day_field (info);
  g_auto (GStrv) lines =
    g_strsplit (text_of (row, rapport_record_info_get_title_field (info)), "\n", 2);

  g_set_str (&item->title, lines[0] != NULL ? g_strstrip (lines[0]) : "");
  g_set_str (&item->client_id,
             info->client == RAPPORT_CLIENT_SELF ? row->id : text_of (row, info->client));
  if (day >= 0 && row->values[day] != NULL)
    item->day = g_variant_get_int32 (row->values[day]);
  if (row->values[RAPPORT_RECORD_TRASHED] != NULL)
    item->instant = g_variant_get_int64 (row->values[RAPPORT_RECORD_TRASHED]);
  return item;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  RapportTrashItem *first = *(RapportTrashItem *const *) a;
  RapportTrashItem *second = *(RapportTrashItem *const *) b;
  int order = g_utf8_collate (first->client_name, second->client_name);

  if (order == 0)
    order = g_strcmp0 (first->client_id, second->client_id);
  /* The client before what is its. */
  if (order == 0)
    order = (second->info == &rapport_client_info) - (first->info == &rapport_client_info);
  if (order == 0)
    order = g_utf8_collate (g_dgettext (GETTEXT_PACKAGE, first->info->label),
                            g_dgettext (GETTEXT_PACKAGE, second->info->label));
  if (order == 0)
    order = (second->instant > first->instant) - (second->instant < first->instant);
  return order;
}

static void
name_clients (GPtrArray *items, GPtrArray *rows)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      g_hash_table_insert (names, row->id, (gpointer) text_of (row, RAPPORT_CLIENT_NAME));
    }
  for (guint i = 0; i < items->len; i++)
    {
      RapportTrashItem *item = items->pdata[i];
      const char *name = g_hash_table_lookup (names, item->client_id);

      g_set_str (&item->client_name, name != NULL ? name : "");
    }
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  name_clients (reading->items, rows);
  g_ptr_array_sort (reading->items, compare_cb);
  g_task_return_pointer (task, g_ptr_array_ref (reading->items),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void read_next (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  const RapportRecordInfo *info = rapport_record_infos_get ()->pdata[reading->next];
  GError *error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (reading->items, make_item (info, rows->pdata[i]));
  reading->next++;
  read_next (task);
}

static void
read_next (GTask *task)
{
  static const guint fields[] = { RAPPORT_CLIENT_NAME };
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (RapportQuery) query = NULL;

  if (reading->next < rapport_record_infos_get ()->len)
    {
      query = make_query (rapport_record_infos_get ()->pdata[reading->next]);
      rapport_library_find_rows_async (reading->library, query, g_task_get_cancellable (task),
                                       read_cb, g_object_ref (task));
      return;
    }
  query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  rapport_query_include_trashed (query);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_library_find_rows_async (reading->library, query, g_task_get_cancellable (task), named_cb,
                                   g_object_ref (task));
}

void
rapport_trash_read_async (RapportLibrary *library,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, rapport_trash_read_async);
  reading->library = g_object_ref (library);
  reading->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, reading, reading_free);
  if (rapport_library_flush (library, &error))
    read_next (task);
  else
    g_task_return_error (task, error);
}

GPtrArray *
rapport_trash_read_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
