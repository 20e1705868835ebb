/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-private.h"

const char *
rapport_intake_row_text (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static void
known_client_free (gpointer data)
{
  RapportKnownClient *client = data;

  rapport_row_free (client->row);
  g_array_unref (client->contacts);
  g_free (client->emails);
  g_free (client->phones);
  g_free (client);
}

/* What is read of each type, in this order. */
static const guint client_fields[] = {
  RAPPORT_CLIENT_NAME,     RAPPORT_CLIENT_STATUS,     RAPPORT_CLIENT_OWNER,
  RAPPORT_CLIENT_SINCE,    RAPPORT_CLIENT_SITE,       RAPPORT_CLIENT_CITY,
  RAPPORT_CLIENT_INDUSTRY, RAPPORT_CLIENT_TEAM_NOTES, RAPPORT_CLIENT_DISTINCT_FROM,
};
static const guint contact_fields[] = {
  RAPPORT_CONTACT_CLIENT, RAPPORT_CONTACT_NAME,          RAPPORT_CONTACT_POSITION,
  RAPPORT_CONTACT_EMAIL,  RAPPORT_CONTACT_PHONE,         RAPPORT_CONTACT_BIRTHDAY,
  RAPPORT_CONTACT_NOTES,  RAPPORT_CONTACT_DISTINCT_FROM,
};
static const guint member_fields[] = { RAPPORT_MEMBER_NAME };

enum
{
  CLIENTS,
  CONTACTS,
  MEMBERS,
  N_PARTS
};

static RapportQuery *
make_query (guint part)
{
  const struct
  {
    GType type;
    const guint *fields;
    gsize n_fields;
  } parts[N_PARTS] = {
    { RAPPORT_TYPE_CLIENT, client_fields, G_N_ELEMENTS (client_fields) },
    { RAPPORT_TYPE_CONTACT, contact_fields, G_N_ELEMENTS (contact_fields) },
    { RAPPORT_TYPE_MEMBER, member_fields, G_N_ELEMENTS (member_fields) },
  };

  return rapport_query_set_fields (rapport_query_new (parts[part].type), parts[part].fields,
                                   parts[part].n_fields);
}

/* Takes the rows. */
static void
take_clients (RapportIntakeBase *self, GPtrArray *rows)
{
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      RapportKnownClient *client = g_new0 (RapportKnownClient, 1);

      client->row = rows->pdata[i];
      client->contacts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (self->clients, client);
      g_hash_table_insert (self->client_ids, client->row->id, GUINT_TO_POINTER (i + 1));
    }
  g_ptr_array_unref (rows);
}

/* What the contacts of a client are reached by tells the client, too. */
static void
add_words (char **list, const char *words)
{
  if (*words == '\0')
    return;
  if (*list == NULL)
    *list = g_strdup (words);
  else
    {
      g_autofree char *before = g_steal_pointer (list);

      *list = g_strconcat (before, ",", words, NULL);
    }
}

static void
take_contacts (RapportIntakeBase *self, GPtrArray *rows)
{
  self->contacts = rows;
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      const guint home = rapport_intake_base_find_client (
        self, rapport_intake_row_text (row, RAPPORT_CONTACT_CLIENT));
      RapportKnownClient *client;

      if (home == RAPPORT_INTAKE_NONE)
        continue;
      client = self->clients->pdata[home];
      g_array_append_val (client->contacts, i);
      add_words (&client->emails, rapport_intake_row_text (row, RAPPORT_CONTACT_EMAIL));
      add_words (&client->phones, rapport_intake_row_text (row, RAPPORT_CONTACT_PHONE));
    }
}

typedef struct
{
  GPtrArray *rows[N_PARTS];
} Parts;

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&parts->rows[i], g_ptr_array_unref);
  g_free (parts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parts, parts_free)

static RapportIntakeBase *
base_new (Parts *parts)
{
  RapportIntakeBase *self = g_new0 (RapportIntakeBase, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->clients = g_ptr_array_new_with_free_func (known_client_free);
  self->client_ids = g_hash_table_new (g_str_hash, g_str_equal);
  take_clients (self, g_steal_pointer (&parts->rows[CLIENTS]));
  take_contacts (self, g_steal_pointer (&parts->rows[CONTACTS]));
  self->members = g_steal_pointer (&parts->rows[MEMBERS]);
  return self;
}

RapportIntakeBase *
rapport_intake_base_new (RapportLibrary *library, GError **error)
{
  g_autoptr (Parts) parts = g_new0 (Parts, 1);

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autoptr (RapportQuery) query = make_query (i);

      parts->rows[i] = rapport_library_find_rows (library, query, error);
      if (parts->rows[i] == NULL)
        return NULL;
    }
  return base_new (parts);
}

/* In another thread. */

static void ask_next (GTask *task);

static void
build_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, base_new (data), (GDestroyNotify) rapport_intake_base_unref);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Parts *parts = g_task_get_task_data (task);
  GError *error = NULL;
  guint part = 0;

  while (parts->rows[part] != NULL)
    part++;
  parts->rows[part] = rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);
  if (parts->rows[part] == NULL)
    g_task_return_error (task, error);
  else if (part + 1 < N_PARTS)
    ask_next (task);
  else
    g_task_run_in_thread (task, build_thread);
}

static void
ask_next (GTask *task)
{
  const Parts *parts = g_task_get_task_data (task);
  g_autoptr (RapportQuery) query = NULL;
  guint part = 0;

  while (parts->rows[part] != NULL)
    part++;
  query = make_query (part);
  rapport_library_find_rows_async (g_task_get_source_object (task), query,
                                   g_task_get_cancellable (task), asked_cb, g_object_ref (task));
}

/* What is still on its way to the disk would be missing. */
static void
pending_cb (RapportLibrary *library, GParamSpec *pspec, GTask *task)
{
  const char *trouble = rapport_library_get_error (library);

  if (trouble == NULL && rapport_library_get_pending (library) > 0 &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;
  g_signal_handlers_disconnect_by_func (library, pending_cb, task);
  if (trouble != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", trouble);
  else if (!g_task_return_error_if_cancelled (task))
    ask_next (task);
  g_object_unref (task);
}

void
rapport_intake_base_new_async (RapportLibrary *library,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_intake_base_new_async);
  g_task_set_task_data (task, g_new0 (Parts, 1), parts_free);
  g_signal_connect (library, "notify::pending", G_CALLBACK (pending_cb), task);
  g_signal_connect (library, "notify::error", G_CALLBACK (pending_cb), task);
  pending_cb (library, NULL, task);
}

RapportIntakeBase *
rapport_intake_base_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

RapportIntakeBase *
rapport_intake_base_ref (RapportIntakeBase *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_intake_base_unref (RapportIntakeBase *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->client_ids);
  g_ptr_array_unref (self->clients);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self);
}

const RapportKnownClient *
rapport_intake_base_get_client (RapportIntakeBase *self, guint index)
{
  return index < self->clients->len ? self->clients->pdata[index] : NULL;
}

const RapportRow *
rapport_intake_base_get_contact (RapportIntakeBase *self, guint index)
{
  return index < self->contacts->len ? self->contacts->pdata[index] : NULL;
}

guint
rapport_intake_base_find_client (RapportIntakeBase *self, const char *id)
{
  const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->client_ids, id));

  return found > 0 ? found - 1 : RAPPORT_INTAKE_NONE;
}

const char *
rapport_intake_base_find_member (RapportIntakeBase *self, const char *name)
{
  g_autofree char *folded = rapport_duplicate_fold_person (name);

  for (guint i = 0; i < self->members->len; i++)
    {
      const RapportRow *row = self->members->pdata[i];
      g_autofree char *other =
        rapport_duplicate_fold_person (rapport_intake_row_text (row, RAPPORT_MEMBER_NAME));

      if (g_str_equal (folded, other))
        return row->id;
    }
  return NULL;
}
