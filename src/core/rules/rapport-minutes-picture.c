/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-picture-private.h"

#include "rapport-files.h"
#include "rapport-public-minutes-private.h"
#include "rapport-publish.h"

#include <string.h>

/* One that is marked for the client. */
typedef struct
{
  char *about;
  gint64 created;
  RapportPublicPicture *picture;
} Shown;

struct _RapportShownFiles
{
  char *client;
  GHashTable *by_id; /* id → Shown */
};

static void
shown_free (gpointer data)
{
  Shown *self = data;

  g_free (self->about);
  rapport_public_picture_free (self->picture);
  g_free (self);
}

/* What report/ and the window of the client can draw. */
static gboolean
is_drawn (const char *mime_type)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/svg+xml", NULL };

  return g_strv_contains (types, mime_type);
}

static const char *
text_of (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : "";
}

static void
take_row (RapportShownFiles *self, const RapportRow *row)
{
  GVariant *created = row->values[RAPPORT_RECORD_CREATED];
  Shown *shown;

  if (!is_drawn (text_of (row, RAPPORT_ATTACHMENT_MIME_TYPE)))
    return;
  shown = g_new0 (Shown, 1);
  shown->about = g_strdup (text_of (row, RAPPORT_ATTACHMENT_ABOUT));
  shown->created = created != NULL ? g_variant_get_int64 (created) : 0;
  shown->picture = rapport_public_picture_new (row->id, text_of (row, RAPPORT_ATTACHMENT_NAME),
                                               text_of (row, RAPPORT_ATTACHMENT_DIGEST));
  g_hash_table_replace (self->by_id, g_strdup (row->id), shown);
}

static void
read_files (RapportShownFiles *self, RapportLibrary *library)
{
  static const guint fields[] = { RAPPORT_RECORD_CREATED, RAPPORT_ATTACHMENT_ABOUT,
                                  RAPPORT_ATTACHMENT_NAME, RAPPORT_ATTACHMENT_MIME_TYPE,
                                  RAPPORT_ATTACHMENT_DIGEST };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ATTACHMENT);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rapport_query_where_text (query, RAPPORT_ATTACHMENT_CLIENT, self->client);
  rapport_query_where_text (query, RAPPORT_RECORD_AUDIENCE, "client");
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_library_find_rows (library, query, &error);
  if (rows == NULL)
    g_warning ("the pictures of minutes can't be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    take_row (self, rows->pdata[i]);
}

RapportShownFiles *
rapport_shown_files_new (RapportLibrary *library, const char *client_id, gboolean wanted)
{
  RapportShownFiles *self = g_new0 (RapportShownFiles, 1);

  self->client = g_strdup (client_id);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shown_free);
  if (wanted)
    read_files (self, library);
  return self;
}

void
rapport_shown_files_free (RapportShownFiles *self)
{
  g_hash_table_unref (self->by_id);
  g_free (self->client);
  g_free (self);
}

static int
compare_shown_cb (gconstpointer a, gconstpointer b)
{
  const Shown *first = *(const Shown *const *) a;
  const Shown *second = *(const Shown *const *) b;

  if (first->created != second->created)
    return first->created < second->created ? -1 : 1;
  return strcmp (first->picture->id, second->picture->id);
}

void
rapport_shown_files_give (RapportShownFiles *self, RapportPublicLine *line)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (((Shown *) value)->about, line->id))
      g_ptr_array_add (found, value);
  g_ptr_array_sort (found, compare_shown_cb);
  for (guint i = 0; i < found->len; i++)
    {
      const RapportPublicPicture *picture = ((Shown *) found->pdata[i])->picture;

      g_ptr_array_add (line->pictures,
                       rapport_public_picture_new (picture->id, picture->name, picture->digest));
    }
}

/* (transfer full) (nullable): the file as the client may see it. */
static RapportPublicRecord *
publish_file (RapportLibrary *library, const char *id, const char *client)
{
  g_autoptr (RapportRecord) file = rapport_library_get (library, RAPPORT_TYPE_ATTACHMENT, id);

  if (file == NULL || rapport_record_is_trashed (file) ||
      !g_str_equal (rapport_record_get_client_id (file), client))
    return NULL;
  return rapport_publish (file, client);
}

gboolean
rapport_shown_files_follow (RapportShownFiles *self, RapportLibrary *library, const char *id)
{
  g_autoptr (RapportPublicRecord) copy = publish_file (library, id, self->client);
  g_autoptr (RapportRecord) file = NULL;
  Shown *shown;

  if (copy == NULL || !is_drawn (rapport_public_record_get_text (copy, "mime-type")))
    return g_hash_table_remove (self->by_id, id);
  file = rapport_library_get (library, RAPPORT_TYPE_ATTACHMENT, id);
  shown = g_new0 (Shown, 1);
  shown->about = g_strdup (rapport_record_get_text (file, RAPPORT_ATTACHMENT_ABOUT));
  shown->created = rapport_record_get_integer (file, RAPPORT_RECORD_CREATED);
  shown->picture = rapport_public_picture_new (id, rapport_public_record_get_text (copy, "name"),
                                               rapport_public_record_get_text (copy, "digest"));
  g_hash_table_replace (self->by_id, g_strdup (id), shown);
  return TRUE;
}

/* Bytes. */

GBytes *
rapport_minutes_picture_publish (RapportLibrary *library,
                                 const RapportPublicPicture *picture,
                                 const char *client_id)
{
  g_autoptr (RapportPublicRecord) copy = publish_file (library, picture->id, client_id);
  GVariant *data = copy != NULL ? rapport_public_record_get_value (copy, "data") : NULL;

  /* What became another picture is not the one that was shown. */
  if (data == NULL || g_variant_get_size (data) > RAPPORT_FILE_MAX_BYTES ||
      !g_str_equal (rapport_public_record_get_text (copy, "digest"), picture->digest))
    return NULL;
  return g_variant_get_data_as_bytes (data);
}

GHashTable *
rapport_minutes_pictures_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static void
take_line (RapportLibrary *library,
           RapportPublicMinutes *minutes,
           const RapportPublicLine *line,
           GHashTable *old,
           GHashTable *pictures)
{
  const char *client = rapport_public_record_get_id (minutes->client);

  for (guint i = 0; i < line->pictures->len; i++)
    {
      const RapportPublicPicture *picture = line->pictures->pdata[i];
      GBytes *bytes = g_hash_table_lookup (old, picture->digest);

      bytes = bytes != NULL ? g_bytes_ref (bytes)
                            : rapport_minutes_picture_publish (library, picture, client);
      if (bytes != NULL)
        g_hash_table_replace (pictures, g_strdup (picture->digest), bytes);
    }
}

void
rapport_minutes_pictures_publish (RapportLibrary *library,
                                  RapportPublicMinutes *minutes,
                                  GHashTable *pictures)
{
  g_autoptr (GHashTable) old = rapport_minutes_pictures_table_new ();
  GHashTableIter iter;
  gpointer digest, bytes;

  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &digest, &bytes))
    g_hash_table_replace (old, g_strdup (digest), g_bytes_ref (bytes));
  g_hash_table_remove_all (pictures);
  for (guint i = 0; minutes->client != NULL && i < minutes->items->len; i++)
    {
      const RapportPublicItem *item = minutes->items->pdata[i];

      for (guint line = 0; line < item->lines->len; line++)
        take_line (library, minutes, item->lines->pdata[line], old, pictures);
    }
}
