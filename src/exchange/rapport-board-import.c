/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-import-private.h"

#include "rapport-turns.h"

#include <glib/gi18n-lib.h>

/* Nobody reads more. */
#define MOST_REMARKS 1000

RapportBoardImport *
rapport_board_import_new (RapportLibrary *library,
                          const char *client_id,
                          const char *name,
                          gboolean (*step) (RapportBoardImport *self),
                          gpointer source,
                          GDestroyNotify free_source)
{
  RapportBoardImport *self = g_new0 (RapportBoardImport, 1);
  g_autofree char *label = g_strdup_printf (_ ("Import “%s”"), name);

  self->library = g_object_ref (library);
  self->client_id = g_strdup (client_id);
  self->transaction = rapport_transaction_begin (library, label);
  rapport_transaction_set_client (self->transaction, client_id);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  self->step = step;
  self->source = source;
  self->free_source = free_source;
  return self;
}

void
rapport_board_import_free (RapportBoardImport *self)
{
  g_clear_pointer (&self->transaction, rapport_transaction_free);
  self->free_source (self->source);
  g_ptr_array_unref (self->remarks);
  g_free (self->client_id);
  g_free (self->board_id);
  g_object_unref (self->library);
  g_free (self);
}

RapportRecord *
rapport_board_import_add (RapportBoardImport *self, GType type)
{
  RapportRecord *record = rapport_transaction_create (self->transaction, type);

  rapport_board_import_set (self, record, "client", self->client_id);
  rapport_board_import_set (self, record, "board", self->board_id);
  return record;
}

void
rapport_board_import_set (RapportBoardImport *self,
                          RapportRecord *record,
                          const char *field,
                          const char *text)
{
  const int at = rapport_record_info_find_field (rapport_record_get_info (record), field);

  if (at >= 0 && text != NULL && *text != '\0')
    rapport_transaction_set_text (self->transaction, record, (guint) at, text);
}

void
rapport_board_import_remark (RapportBoardImport *self, const char *format, ...)
{
  va_list args;

  if (self->remarks->len >= MOST_REMARKS)
    return;
  va_start (args, format);
  g_ptr_array_add (self->remarks, g_strdup_vprintf (format, args));
  va_end (args);
}

guint
rapport_board_import_get_n_cards (RapportBoardImport *self)
{
  return self->n_cards;
}

GPtrArray *
rapport_board_import_get_remarks (RapportBoardImport *self)
{
  return self->remarks;
}

/* Storing. */

char *
rapport_board_import_store (RapportBoardImport *self, GError **error)
{
  g_autoptr (RapportTransaction) transaction = NULL;

  while (self->step (self))
    ;
  transaction = g_steal_pointer (&self->transaction);
  if (!rapport_transaction_commit (transaction, error))
    return NULL;
  return g_strdup (self->board_id);
}

typedef struct
{
  RapportBoardImport *import;
  GTask *task;
} Turn;

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RapportBoardImport *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (rapport_transaction_commit_finish (self->library, result, &error))
    g_task_return_pointer (task, g_strdup (self->board_id), g_free);
  else
    g_task_return_error (task, error);
}

static gboolean
turn_cb (gpointer user_data)
{
  Turn *turn = user_data;
  RapportBoardImport *self = turn->import;
  GCancellable *cancellable = g_task_get_cancellable (turn->task);

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_error_if_cancelled (turn->task);
      g_clear_object (&turn->task);
      return FALSE;
    }
  if (self->step (self))
    return TRUE;
  rapport_transaction_commit_async (g_steal_pointer (&self->transaction), cancellable, committed_cb,
                                    g_steal_pointer (&turn->task));
  return FALSE;
}

static void
turn_free (gpointer user_data)
{
  Turn *turn = user_data;

  g_clear_object (&turn->task);
  g_free (turn);
}

void
rapport_board_import_store_async (RapportBoardImport *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->import = self;
  turn->task = g_task_new (self->library, cancellable, callback, user_data);
  g_task_set_source_tag (turn->task, rapport_board_import_store_async);
  g_task_set_task_data (turn->task, self, NULL);
  rapport_turns_run (turn_cb, turn, turn_free);
}

char *
rapport_board_import_store_finish (RapportBoardImport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
