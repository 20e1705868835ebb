/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-private.h"

const char *
rapport_intake_row_text (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

RapportDay
rapport_intake_row_day (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
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

static GPtrArray *
read_rows (RapportLibrary *library, GType type, const guint *fields, gsize n_fields, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);

  rapport_query_set_fields (query, fields, n_fields);
  return rapport_library_find_rows (library, query, error);
}

static gboolean
read_clients (RapportIntakeBase *self, RapportLibrary *library, GError **error)
{
  static const guint fields[] = {
    RAPPORT_CLIENT_NAME,     RAPPORT_CLIENT_STATUS,     RAPPORT_CLIENT_OWNER,
    RAPPORT_CLIENT_SINCE,    RAPPORT_CLIENT_SITE,       RAPPORT_CLIENT_CITY,
    RAPPORT_CLIENT_INDUSTRY, RAPPORT_CLIENT_TEAM_NOTES, RAPPORT_CLIENT_DISTINCT_FROM,
  };
  g_autoptr (GPtrArray) rows =
    read_rows (library, RAPPORT_TYPE_CLIENT, fields, G_N_ELEMENTS (fields), error);

  if (rows == NULL)
    return FALSE;
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      RapportKnownClient *client = g_new0 (RapportKnownClient, 1);

      client->row = rows->pdata[i];
      client->contacts = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (self->clients, client);
      g_hash_table_insert (self->client_ids, client->row->id, GUINT_TO_POINTER (i + 1));
    }
  return TRUE;
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

static gboolean
read_contacts (RapportIntakeBase *self, RapportLibrary *library, GError **error)
{
  static const guint fields[] = {
    RAPPORT_CONTACT_CLIENT, RAPPORT_CONTACT_NAME,          RAPPORT_CONTACT_POSITION,
    RAPPORT_CONTACT_EMAIL,  RAPPORT_CONTACT_PHONE,         RAPPORT_CONTACT_BIRTHDAY,
    RAPPORT_CONTACT_NOTES,  RAPPORT_CONTACT_DISTINCT_FROM,
  };

  self->contacts = read_rows (library, RAPPORT_TYPE_CONTACT, fields, G_N_ELEMENTS (fields), error);
  if (self->contacts == NULL)
    return FALSE;
  for (guint i = 0; i < self->contacts->len; i++)
    {
      const RapportRow *row = self->contacts->pdata[i];
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
  return TRUE;
}

RapportIntakeBase *
rapport_intake_base_new (RapportLibrary *library, GError **error)
{
  static const guint fields[] = { RAPPORT_MEMBER_NAME };
  g_autoptr (RapportIntakeBase) self = g_new0 (RapportIntakeBase, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->clients = g_ptr_array_new_with_free_func (known_client_free);
  self->client_ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_clients (self, library, error) || !read_contacts (self, library, error))
    return NULL;
  self->members = read_rows (library, RAPPORT_TYPE_MEMBER, fields, G_N_ELEMENTS (fields), error);
  return self->members != NULL ? g_steal_pointer (&self) : NULL;
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
