/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-reading.h"

#include "rapport-archive.h"
#include "rapport-records.h"
#include "rapport-vcard.h"

/* Cards. */

typedef struct
{
  GPtrArray *people;
  GPtrArray *remarks;
} Cards;

static void
cards_free (Cards *cards)
{
  g_clear_pointer (&cards->people, g_ptr_array_unref);
  g_clear_pointer (&cards->remarks, g_ptr_array_unref);
  g_free (cards);
}

static void
read_cards (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) cards = rapport_vcards_read_file (data, cancellable, &error);
  Cards *result;

  if (cards == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  result = g_new0 (Cards, 1);
  result->people = rapport_vcards_to_people (cards, &result->remarks);
  g_task_return_pointer (task, result, (GDestroyNotify) cards_free);
}

void
rapport_intake_read_cards_async (GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_intake_read_cards_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_cards);
}

GPtrArray *
rapport_intake_read_cards_finish (GAsyncResult *result, GPtrArray **remarks, GError **error)
{
  Cards *cards = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *people;

  if (cards == NULL)
    return NULL;
  people = g_steal_pointer (&cards->people);
  *remarks = g_steal_pointer (&cards->remarks);
  cards_free (cards);
  return people;
}

/* Who is there already. */

typedef struct
{
  RapportIntakeBase *base;
  GPtrArray *newcomers;
  gboolean are_people;
  char *client_id;
} Search;

static void
search_free (Search *search)
{
  g_clear_pointer (&search->base, rapport_intake_base_unref);
  g_ptr_array_unref (search->newcomers);
  g_free (search->client_id);
  g_free (search);
}

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;

  g_task_return_pointer (
    task,
    search->are_people
      ? rapport_intake_new_for_people (search->base, search->newcomers, search->client_id)
      : rapport_intake_new_for_clients (search->base, search->newcomers),
    g_object_unref);
}

static void
base_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->base = rapport_intake_base_new_finish (result, &error);
  if (search->base == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, find);
}

void
rapport_intake_find_async (RapportLibrary *library,
                           GPtrArray *newcomers,
                           gboolean are_people,
                           const char *client_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->newcomers = g_ptr_array_ref (newcomers);
  search->are_people = are_people;
  search->client_id = g_strdup (client_id);
  g_task_set_source_tag (task, rapport_intake_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  rapport_intake_base_new_async (library, cancellable, base_cb, task);
}

RapportIntake *
rapport_intake_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Clients to choose from. */

void
rapport_intake_name_clients (RapportLibrary *library, GtkStringList *names, GPtrArray *ids)
{
  static const guint fields[] = { RAPPORT_CLIENT_NAME };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_query_where_archived (query, FALSE);
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  rows = rapport_library_find_rows (library, query, &error);
  if (rows == NULL)
    g_warning ("reading the clients: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *name = row->values[RAPPORT_CLIENT_NAME];

      gtk_string_list_append (names, name != NULL ? g_variant_get_string (name, NULL) : "");
      g_ptr_array_add (ids, g_strdup (row->id));
    }
}
