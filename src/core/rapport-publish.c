/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-publish.h"

#include "rapport-public-record-private.h"

#include <string.h>

/* A record, or a row of one, by its fields. */
typedef struct
{
  const RapportRecordInfo *info;
  const char *id;
  RapportRecord *record;
  const RapportRow *row;
} Source;

static GVariant *
get_value (const Source *source, guint field)
{
  return source->record != NULL ? rapport_record_get_value (source->record, field)
                                : source->row->values[field];
}

static const char *
get_text (const Source *source, guint field)
{
  GVariant *value = get_value (source, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

static const char *
get_owner (const Source *source)
{
  switch (source->info->client)
    {
    case RAPPORT_CLIENT_NONE:
      return "";
    case RAPPORT_CLIENT_SELF:
      return source->id;
    default:
      return get_text (source, (guint) source->info->client);
    }
}

/* Whether the record may be seen by this client at all. */
static gboolean
belongs_to (const Source *source, const char *client_id)
{
  if (source->info->client == RAPPORT_CLIENT_NONE)
    return TRUE;
  return *client_id != '\0' && g_str_equal (get_owner (source), client_id);
}

static RapportPublicRecord *
copy_public (const Source *source, const char *const *except)
{
  const RapportRecordInfo *info = source->info;
  RapportAudience audience =
    rapport_audience_from_word (get_text (source, RAPPORT_RECORD_AUDIENCE));
  RapportPublicRecord *copy;

  if (audience != RAPPORT_AUDIENCE_CLIENT || get_value (source, RAPPORT_RECORD_TRASHED) != NULL)
    return NULL;
  copy = rapport_public_record_new (info->name, source->id);
  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = get_value (source, i);

      if (value != NULL && info->fields[i].audience == RAPPORT_AUDIENCE_CLIENT &&
          (except == NULL || !g_strv_contains (except, info->fields[i].name)))
        rapport_public_record_add (copy, info->fields[i].name, value);
    }
  return copy;
}

static Source
source_of (RapportRecord *record)
{
  return (Source) { rapport_record_get_info (record), rapport_record_get_id (record), record,
                    NULL };
}

RapportPublicRecord *
rapport_publish_except (RapportRecord *record, const char *client_id, const char *const *except)
{
  const Source source = source_of (record);

  return belongs_to (&source, client_id) ? copy_public (&source, except) : NULL;
}

RapportPublicRecord *
rapport_publish (RapportRecord *record, const char *client_id)
{
  return rapport_publish_except (record, client_id, NULL);
}

RapportPublicRecord *
rapport_publish_row (const RapportRecordInfo *info,
                     const RapportRow *row,
                     const char *client_id,
                     const char *const *except)
{
  const Source source = { info, row->id, NULL, row };

  return belongs_to (&source, client_id) ? copy_public (&source, except) : NULL;
}

RapportPublicRecord *
rapport_publish_shared (RapportRecord *record)
{
  const Source source = source_of (record);

  return *get_owner (&source) == '\0' ? copy_public (&source, NULL) : NULL;
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
