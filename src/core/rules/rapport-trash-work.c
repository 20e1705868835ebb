/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes long in the trash: restoring and erasing many records. */
#include "rapport-client-status.h"
#include "rapport-trash.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So long a turn of the main thread may take, in microseconds. */
#define TURN 8000

/* So many records go in one transaction; their ids are noted in the library. */
#define MOST_AT_ONCE 100

/* How often it is looked whether the disk has come after, in milliseconds. */
#define LOOK 100

/* Of the whole, what finding and erasing the rows counts for. */
#define FOUND  0.2
#define ERASED 0.8

typedef struct
{
  RapportLibrary *library;
  GPtrArray *items;
  GHashTable *ids;    /* of the items */
  GPtrArray *queries; /* of RapportQuery, for what hangs on the items */
  GArray *references; /* of int: the field of each query that points at an item */
  char *entry;        /* one step of undo */
  guint next;
  RapportTrashProgress progress;
  gpointer progress_data;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->library);
  g_ptr_array_unref (work->items);
  g_hash_table_unref (work->ids);
  g_ptr_array_unref (work->queries);
  g_array_unref (work->references);
  g_free (work->entry);
  g_free (work);
}

static void
add_item (Work *work, RapportTrashItem *item)
{
  if (g_hash_table_add (work->ids, (gpointer) rapport_trash_item_get_id (item)))
    g_ptr_array_add (work->items, item);
  else
    g_object_unref (item);
}

static GTask *
begin (RapportLibrary *library,
       GPtrArray *items,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->library = g_object_ref (library);
  work->items = g_ptr_array_new_with_free_func (g_object_unref);
  work->ids = g_hash_table_new (g_str_hash, g_str_equal);
  work->queries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_query_unref);
  work->references = g_array_new (FALSE, FALSE, sizeof (int));
  work->entry = rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));
  for (guint i = 0; i < items->len; i++)
    add_item (work, g_object_ref (items->pdata[i]));
  g_task_set_task_data (task, work, work_free);
  return task;
}

gboolean
rapport_trash_work_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static RapportRecord *
load (Work *work, RapportTrashItem *item)
{
  return rapport_library_get (work->library, rapport_trash_item_get_info (item)->get_type (),
                              rapport_trash_item_get_id (item));
}

static void
tell (Work *work, double done)
{
  if (work->progress != NULL)
    work->progress (done, work->progress_data);
}

/* Restoring. */

static void
restore_client (Work *work, RapportTransaction *transaction, RapportRecord *record)
{
  const char *id = rapport_record_get_client_id (record);
  g_autoptr (RapportRecord) client =
    *id != '\0' ? rapport_library_get (work->library, RAPPORT_TYPE_CLIENT, id) : NULL;

  if (client == NULL)
    return;
  if (rapport_record_is_trashed (client))
    rapport_transaction_restore (transaction, client);
  if (RAPPORT_IS_BASE_STEP (record))
    rapport_client_settle_status (transaction, work->library, RAPPORT_CLIENT (client));
}

static gboolean
restore_some (Work *work, GError **error)
{
  const gint64 until = g_get_monotonic_time () + TURN;
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (work->library, _ ("Restore from the trash"));

  rapport_transaction_set_entry (transaction, work->entry);
  rapport_transaction_set_client (transaction,
                                  rapport_trash_item_get_client_id (work->items->pdata[0]));
  while (work->next < work->items->len && g_get_monotonic_time () < until)
    {
      g_autoptr (RapportRecord) record = load (work, work->items->pdata[work->next++]);

      if (record == NULL)
        continue;
      rapport_transaction_restore (transaction, record);
      restore_client (work, transaction, record);
    }
  return rapport_transaction_commit (transaction, error);
}

static gboolean
restore_cb (gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (work->next < work->items->len && !restore_some (work, &error))
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }
  if (work->next < work->items->len)
    return G_SOURCE_CONTINUE;
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

void
rapport_trash_restore_async (RapportLibrary *library,
                             GPtrArray *items,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = begin (library, items, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_trash_restore_async);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, restore_cb, task, g_object_unref);
}

/* What hangs on a record: the field of a type that points at it. */
static const struct
{
  const RapportRecordInfo *info;
  guint field;
} hanging[] = {
  { &rapport_note_info, RAPPORT_NOTE_ABOUT },
  { &rapport_attachment_info, RAPPORT_ATTACHMENT_ABOUT },
  { &rapport_job_info, RAPPORT_JOB_CONTACT },
  { &rapport_section_info, RAPPORT_SECTION_REPORT },
  { &rapport_plan_line_info, RAPPORT_PLAN_LINE_WORK_ITEM },
  { &rapport_lane_info, RAPPORT_LANE_BOARD },
  { &rapport_placement_info, RAPPORT_PLACEMENT_BOARD },
  { &rapport_placement_info, RAPPORT_PLACEMENT_ITEM },
  { &rapport_frame_info, RAPPORT_FRAME_BOARD },
  { &rapport_edge_info, RAPPORT_EDGE_BOARD },
  { &rapport_edge_info, RAPPORT_EDGE_FROM },
  { &rapport_edge_info, RAPPORT_EDGE_TO },
  { &rapport_vote_info, RAPPORT_VOTE_PLACEMENT },
  { &rapport_remark_info, RAPPORT_REMARK_PLACEMENT },
  { &rapport_participant_info, RAPPORT_PARTICIPANT_MEETING },
  { &rapport_agenda_item_info, RAPPORT_AGENDA_ITEM_MEETING },
  { &rapport_minutes_line_info, RAPPORT_MINUTES_LINE_MEETING },
  { &rapport_summary_info, RAPPORT_SUMMARY_MEETING },
};

static void
add_query (Work *work, const RapportRecordInfo *info, guint field, const char *client_id)
{
  RapportQuery *query = rapport_query_new_for_info (info);
  const int reference = (int) field;

  if (client_id != NULL)
    rapport_query_where_text (query, field, client_id);
  else
    rapport_query_where (query, field, RAPPORT_TEST_DIFFERENT, NULL);
  rapport_query_set_fields (query, &field, 1);
  g_ptr_array_add (work->queries, rapport_query_include_trashed (query));
  g_array_append_val (work->references, reference);
}

static void
ask_for_all (Work *work)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < work->items->len; i++)
    for (guint j = 0; rapport_trash_item_get_info (work->items->pdata[i]) == &rapport_client_info &&
                      j < infos->len;
         j++)
      {
        const RapportRecordInfo *info = infos->pdata[j];

        if (info->client >= 0)
          add_query (work, info, (guint) info->client,
                     rapport_trash_item_get_id (work->items->pdata[i]));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (hanging); i++)
    add_query (work, hanging[i].info, hanging[i].field, NULL);
}

/* Erasing. */

/* What hangs on others goes first, and clients last of all: cut short, what is
 * left can still be found. */
static int
compare_cb (gconstpointer a, gconstpointer b)
{
  RapportTrashItem *first = *(RapportTrashItem *const *) a;
  RapportTrashItem *second = *(RapportTrashItem *const *) b;

  return (rapport_trash_item_get_info (first) == &rapport_client_info) -
         (rapport_trash_item_get_info (second) == &rapport_client_info);
}

static gboolean
erase_some (Work *work, GError **error)
{
  const gint64 until = g_get_monotonic_time () + TURN;
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (work->library, _ ("Delete for good"));

  rapport_transaction_set_entry (transaction, work->entry);
  rapport_transaction_set_client (transaction, "");
  for (guint n = 0; n < MOST_AT_ONCE && work->next < work->items->len &&
                    (n == 0 || g_get_monotonic_time () < until);
       n++)
    {
      g_autoptr (RapportRecord) record = load (work, work->items->pdata[work->next++]);

      if (record != NULL)
        rapport_transaction_erase (transaction, record);
    }
  return rapport_transaction_commit (transaction, error);
}

/* The disk comes after, and then the backups are rewritten. */
static gboolean
wait_cb (gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  const char *trouble = rapport_library_get_error (work->library);

  if (rapport_store_is_erasing (rapport_library_get_store (work->library)) && trouble == NULL)
    {
      tell (work, ERASED);
      return G_SOURCE_CONTINUE;
    }
  tell (work, 1);
  if (trouble != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", trouble);
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
erase_cb (gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (work->next < work->items->len && !erase_some (work, &error))
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }
  tell (work, FOUND + (ERASED - FOUND) * work->next / MAX (work->items->len, 1));
  if (work->next < work->items->len)
    return G_SOURCE_CONTINUE;
  g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK, wait_cb, g_object_ref (task), g_object_unref);
  return G_SOURCE_REMOVE;
}

static void ask_next (GTask *task);

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  RapportQuery *query = work->queries->pdata[work->next];
  const int field = g_array_index (work->references, int, work->next);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      if (row->values[field] != NULL &&
          g_hash_table_contains (work->ids, g_variant_get_string (row->values[field], NULL)))
        add_item (work, rapport_trash_item_new (rapport_query_get_info (query), row->id));
    }
  work->next++;
  tell (work, FOUND * work->next / work->queries->len);
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (work->next < work->queries->len)
    {
      rapport_library_find_rows_async (work->library, work->queries->pdata[work->next], NULL,
                                       asked_cb, g_object_ref (task));
      return;
    }
  work->next = 0;
  g_ptr_array_sort (work->items, compare_cb);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, erase_cb, g_object_ref (task), g_object_unref);
}

void
rapport_trash_erase_async (RapportLibrary *library,
                           GPtrArray *items,
                           RapportTrashProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = begin (library, items, cancellable, callback, user_data);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_set_source_tag (task, rapport_trash_erase_async);
  work->progress = progress;
  work->progress_data = progress_data;
  if (items->len > 0)
    ask_for_all (work);
  if (rapport_library_flush (library, &error))
    ask_next (task);
  else
    g_task_return_error (task, error);
}
