/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trash empties itself, where the agency wants that. */
#include "rapport-agency.h"
#include "rapport-trash.h"

#include <gio/gio.h>

/* Remembered in this copy of the library: the day on which it was looked last. */
#define LOCAL_LOOKED "trash-looked"

typedef struct
{
  GPtrArray *items; /* that are old enough */
  GHashTable *sent; /* of ids: reports that were sent, their PDFs and clients */
} Emptying;

static void
emptying_free (gpointer data)
{
  Emptying *emptying = data;

  g_clear_pointer (&emptying->items, g_ptr_array_unref);
  g_hash_table_unref (emptying->sent);
  g_free (emptying);
}

static gint64
get_days (RapportLibrary *library)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);

  if (agency == NULL || rapport_library_is_read_only (library))
    return 0;
  return rapport_record_get_integer (RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_TRASH_DAYS);
}

/* Whether this is the first look of the day, which it is from now on. */
static gboolean
begin_day (RapportLibrary *library)
{
  RapportStore *store = rapport_library_get_store (library);
  g_autofree char *looked = rapport_store_get_local (store, LOCAL_LOOKED);
  g_autofree char *today =
    rapport_day_to_string (rapport_clock_get_today (rapport_library_get_clock (library)));

  if (g_strcmp0 (looked, today) == 0)
    return FALSE;
  rapport_store_set_local (store, LOCAL_LOOKED, today);
  return TRUE;
}

/* Whether something that a client was sent would go with it. */
static gboolean
was_sent (RapportLibrary *library, Emptying *emptying, RapportTrashItem *item)
{
  const RapportRecordInfo *info = rapport_trash_item_get_info (item);
  g_autoptr (RapportRecord) section = NULL;

  if (g_hash_table_contains (emptying->sent, rapport_trash_item_get_id (item)))
    return TRUE;
  if (info != &rapport_section_info)
    return FALSE;
  section = rapport_library_get (library, RAPPORT_TYPE_SECTION, rapport_trash_item_get_id (item));
  return section != NULL &&
         g_hash_table_contains (emptying->sent,
                                rapport_record_get_text (section, RAPPORT_SECTION_REPORT));
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (rapport_trash_work_finish (RAPPORT_LIBRARY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static const guint sent_fields[] = { RAPPORT_REPORT_STATE, RAPPORT_REPORT_PDF,
                                     RAPPORT_REPORT_CLIENT };

static void
note_sent (Emptying *emptying, RapportRow *row)
{
  g_hash_table_add (emptying->sent, g_strdup (row->id));
  for (gsize i = 1; i < G_N_ELEMENTS (sent_fields); i++)
    if (row->values[sent_fields[i]] != NULL)
      g_hash_table_add (emptying->sent, g_variant_dup_string (row->values[sent_fields[i]], NULL));
}

static void
reports_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Emptying *emptying = g_task_get_task_data (task);
  RapportLibrary *library = RAPPORT_LIBRARY (source);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = rapport_library_find_rows_finish (library, result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];
      GVariant *state = row->values[RAPPORT_REPORT_STATE];

      if (state != NULL && !g_str_equal (g_variant_get_string (state, NULL), "draft"))
        note_sent (emptying, row);
    }
  for (guint i = 0; i < emptying->items->len; i++)
    if (!was_sent (library, emptying, emptying->items->pdata[i]))
      g_ptr_array_add (gone, g_object_ref (emptying->items->pdata[i]));
  if (gone->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    rapport_trash_erase_async (library, gone, NULL, NULL, g_task_get_cancellable (task), erased_cb,
                               g_object_ref (task));
}

static void
trash_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Emptying *emptying = g_task_get_task_data (task);
  RapportLibrary *library = RAPPORT_LIBRARY (source);
  const gint64 before = rapport_clock_get_now (rapport_library_get_clock (library)) -
                        get_days (library) * G_TIME_SPAN_DAY;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_REPORT);
  GError *error = NULL;

  emptying->items = rapport_trash_read_finish (library, result, &error);
  if (emptying->items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = emptying->items->len; i > 0; i--)
    if (rapport_trash_item_get_instant (emptying->items->pdata[i - 1]) >= before)
      g_ptr_array_remove_index (emptying->items, i - 1);
  if (emptying->items->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  rapport_query_include_trashed (query);
  rapport_query_set_fields (query, sent_fields, G_N_ELEMENTS (sent_fields));
  rapport_library_find_rows_async (library, query, g_task_get_cancellable (task), reports_read_cb,
                                   g_object_ref (task));
}

void
rapport_trash_empty_async (RapportLibrary *library,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Emptying *emptying = g_new0 (Emptying, 1);

  g_task_set_source_tag (task, rapport_trash_empty_async);
  emptying->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, emptying, emptying_free);
  if (get_days (library) <= 0 || !begin_day (library))
    g_task_return_boolean (task, TRUE);
  else
    rapport_trash_read_async (library, cancellable, trash_read_cb, g_object_ref (task));
}
