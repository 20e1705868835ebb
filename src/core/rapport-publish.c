/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-publish.h"

#include "rapport-public-record-private.h"

#include <string.h>

/* Whether the record may be seen by this client at all. */
static gboolean
belongs_to (RapportRecord *record, const char *client_id)
{
  const char *owner = rapport_record_get_client_id (record);

  if (rapport_record_get_info (record)->client == RAPPORT_CLIENT_NONE)
    return TRUE;
  return *client_id != '\0' && g_str_equal (owner, client_id);
}

static RapportPublicRecord *
copy_public (RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  RapportAudience audience =
    rapport_audience_from_word (rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE));
  RapportPublicRecord *copy;

  if (audience != RAPPORT_AUDIENCE_CLIENT || rapport_record_is_trashed (record))
    return NULL;
  copy = rapport_public_record_new (info->name, rapport_record_get_id (record));
  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = rapport_record_get_value (record, i);

      if (value != NULL && info->fields[i].audience == RAPPORT_AUDIENCE_CLIENT)
        rapport_public_record_add (copy, info->fields[i].name, value);
    }
  return copy;
}

RapportPublicRecord *
rapport_publish (RapportRecord *record, const char *client_id)
{
  return belongs_to (record, client_id) ? copy_public (record) : NULL;
}

RapportPublicRecord *
rapport_publish_shared (RapportRecord *record)
{
  return *rapport_record_get_client_id (record) == '\0' ? copy_public (record) : NULL;
}

GPtrArray *
rapport_publish_all (RapportLibrary *library,
                     RapportQuery *query,
                     const char *client_id,
                     GError **error)
{
  g_autoptr (GPtrArray) records = rapport_library_find (library, query, error);
  g_autoptr (GPtrArray) copies = NULL;

  if (records == NULL)
    return NULL;
  copies = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    {
      RapportPublicRecord *copy = rapport_publish (records->pdata[i], client_id);

      if (copy != NULL)
        g_ptr_array_add (copies, copy);
    }
  return g_steal_pointer (&copies);
}
