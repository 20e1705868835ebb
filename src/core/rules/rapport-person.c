/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
rapport_person_traces_free (RapportPersonTraces *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->references);
  g_ptr_array_unref (self->mentions);
  g_free (self);
}

/* What is looked for, and what becomes of it. */
typedef enum
{
  FATE_ERASED,
  FATE_UNSET,
  FATE_DOUBLE,
} Fate;

typedef struct
{
  const RapportRecordInfo *info;
  guint field;
  Fate fate;
} Question;

typedef struct
{
  RapportContact *contact;
  GArray *questions; /* of Question */
  guint next;
  RapportPersonTraces *traces;
  GHashTable *ids; /* of all traces */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->contact);
  g_array_unref (search->questions);
  g_clear_pointer (&search->traces, rapport_person_traces_free);
  g_hash_table_unref (search->ids);
  g_free (search);
}

static void
add_question (Search *search, const RapportRecordInfo *info, guint field, Fate fate)
{
  const Question question = { info, field, fate };

  g_array_append_val (search->questions, question);
}

/* Jobs are the person's; anything else that points at a contact stays. */
static void
add_questions (Search *search)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      for (guint j = 0; j < info->n_fields; j++)
        if (g_strcmp0 (info->fields[j].target, rapport_contact_info.name) == 0)
          add_question (search, info, j, info == &rapport_job_info ? FATE_ERASED : FATE_UNSET);
    }
  add_question (search, &rapport_note_info, RAPPORT_NOTE_ABOUT, FATE_ERASED);
  add_question (search, &rapport_attachment_info, RAPPORT_ATTACHMENT_ABOUT, FATE_ERASED);
  add_question (search, &rapport_contact_info, RAPPORT_CONTACT_CLIENT, FATE_DOUBLE);
}

static void
add_trace (Search *search, GPtrArray *traces, const RapportRecordInfo *info, const char *id)
{
  RapportTrashItem *item;

  if (g_hash_table_contains (search->ids, id))
    return;
  item = rapport_trash_item_new (info, id);
  g_hash_table_add (search->ids, (gpointer) rapport_trash_item_get_id (item));
  g_ptr_array_add (traces, item);
}

static gboolean
is_double (Search *search, RapportRow *row)
{
  GVariant *name = row->values[RAPPORT_CONTACT_NAME];
  g_autofree char *theirs =
    name != NULL ? g_utf8_casefold (g_variant_get_string (name, NULL), -1) : g_strdup ("");
  g_autofree char *ours =
    g_utf8_casefold (rapport_record_get_title (RAPPORT_RECORD (search->contact)), -1);

  return row->values[RAPPORT_RECORD_TRASHED] != NULL && g_str_equal (theirs, ours);
}

static void
take_rows (Search *search, const Question *question, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      if (question->fate == FATE_DOUBLE && !is_double (search, row))
        continue;
      add_trace (search,
                 question->fate == FATE_UNSET ? search->traces->references : search->traces->items,
                 question->info, row->id);
    }
}

/* Texts in which the name stands. */

static void
mentioned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) hits = rapport_store_search_finish (RAPPORT_STORE (source), result, &error);

  if (hits == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  while (hits->len > 0)
    {
      g_autoptr (RapportHit) hit = g_ptr_array_steal_index (hits, 0);

      if (search->traces->mentions->len < RAPPORT_PERSON_MENTIONS &&
          !g_hash_table_contains (search->ids, hit->id))
        g_ptr_array_add (search->traces->mentions, g_steal_pointer (&hit));
    }
  g_task_return_pointer (task, g_steal_pointer (&search->traces),
                         (GDestroyNotify) rapport_person_traces_free);
}

static void
search_mentions (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  RapportLibrary *library = g_task_get_source_object (task);
  RapportRecord *contact = RAPPORT_RECORD (search->contact);

  /* Some of the hits are the person's own. */
  rapport_store_search_async (rapport_library_get_store (library),
                              rapport_record_get_text (contact, RAPPORT_CONTACT_NAME), NULL,
                              RAPPORT_PERSON_MENTIONS + search->traces->items->len,
                              g_task_get_cancellable (task), mentioned_cb, g_object_ref (task));
}

static void ask_next (GTask *task);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_rows (search, &g_array_index (search->questions, Question, search->next), rows);
  search->next++;
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  RapportRecord *contact = RAPPORT_RECORD (search->contact);
  guint fields[] = { RAPPORT_RECORD_TRASHED, 0, RAPPORT_CONTACT_NAME };
  g_autoptr (RapportQuery) query = NULL;
  const Question *question;

  if (search->next == search->questions->len)
    {
      search_mentions (task);
      return;
    }
  question = &g_array_index (search->questions, Question, search->next);
  fields[1] = question->field;
  query = rapport_query_new_for_info (question->info);
  rapport_query_include_trashed (query);
  rapport_query_where_text (query, question->field,
                            question->fate == FATE_DOUBLE ? rapport_record_get_client_id (contact)
                                                          : rapport_record_get_id (contact));
  rapport_query_set_fields (query, fields, question->fate == FATE_DOUBLE ? 3 : 2);
  rapport_library_find_rows_async (g_task_get_source_object (task), query,
                                   g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

void
rapport_person_find_async (RapportLibrary *library,
                           RapportContact *contact,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, rapport_person_find_async);
  search->contact = g_object_ref (contact);
  search->questions = g_array_new (FALSE, FALSE, sizeof (Question));
  search->ids = g_hash_table_new (g_str_hash, g_str_equal);
  search->traces = g_new0 (RapportPersonTraces, 1);
  search->traces->items = g_ptr_array_new_with_free_func (g_object_unref);
  search->traces->references = g_ptr_array_new_with_free_func (g_object_unref);
  search->traces->mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_hit_free);
  g_task_set_task_data (task, search, search_free);
  add_trace (search, search->traces->items, &rapport_contact_info,
             rapport_record_get_id (RAPPORT_RECORD (contact)));
  add_questions (search);
  if (rapport_library_flush (library, &error))
    ask_next (task);
  else
    g_task_return_error (task, error);
}

RapportPersonTraces *
rapport_person_find_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Erasing. */

static void
unset_references (RapportTransaction *transaction, RapportRecord *record, const char *contact_id)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);

  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (info->fields[i].target, rapport_contact_info.name) == 0 &&
        g_str_equal (rapport_record_get_text (record, i), contact_id))
      rapport_transaction_set (transaction, record, i, NULL);
}

static RapportRecord *
load (RapportLibrary *library, RapportTrashItem *item)
{
  return rapport_library_get (library, rapport_trash_item_get_info (item)->get_type (),
                              rapport_trash_item_get_id (item));
}

static gboolean
erase (RapportLibrary *library, RapportPersonTraces *traces, GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (library, _ ("Erase a person"));
  const char *contact_id = rapport_trash_item_get_id (traces->items->pdata[0]);

  for (guint i = 0; i < traces->references->len; i++)
    {
      g_autoptr (RapportRecord) record = load (library, traces->references->pdata[i]);

      if (record != NULL)
        unset_references (transaction, record, contact_id);
    }
  for (guint i = 0; i < traces->items->len; i++)
    {
      g_autoptr (RapportRecord) record = load (library, traces->items->pdata[i]);

      if (record != NULL)
        rapport_transaction_erase (transaction, record);
    }
  return rapport_transaction_commit (transaction, error);
}

void
rapport_person_erase_async (RapportLibrary *library,
                            RapportPersonTraces *traces,
                            RapportTrashProgress progress,
                            gpointer progress_data,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  GError *error = NULL;

  if (!erase (library, traces, &error))
    {
      g_task_report_error (library, callback, user_data, rapport_person_erase_async, error);
      return;
    }
  /* Nothing more is to be erased, but the disk and the backups are waited for. */
  rapport_trash_erase_async (library, nothing, progress, progress_data, NULL, callback, user_data);
}
