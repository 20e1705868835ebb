/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-private.h"

#include "rapport-exchange-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WHOLE 1000

RapportImportSource *
rapport_import_source_new (GFile *file, GBytes *bytes)
{
  RapportImportSource *self = g_new0 (RapportImportSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_set_object (&self->file, file);
  if (bytes != NULL)
    {
      self->bytes = g_bytes_ref (bytes);
      self->size = g_bytes_get_size (bytes);
    }
  return self;
}

RapportImportSource *
rapport_import_source_ref (RapportImportSource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_import_source_unref (RapportImportSource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->state);
  g_free (self);
}

/* What tells one state of a file from another: the time alone does not when it
 * is replaced within a tick of the clock. */
static char *
describe (GFileInfo *info)
{
  const char *id = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE);
  const char *etag = g_file_info_get_etag (info);

  return g_strdup_printf ("%s %s %" G_GOFFSET_FORMAT, etag != NULL ? etag : "",
                          id != NULL ? id : "", g_file_info_get_size (info));
}

GInputStream *
rapport_import_source_open (RapportImportSource *self,
                            gboolean again,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *state = NULL;

  g_atomic_int_set (&self->progress, 0);
  if (self->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (self->bytes);
  stream = g_file_read (self->file, cancellable, error);
  if (stream == NULL)
    return NULL;
  /* Pipes have neither; then there is nothing to compare. */
  info = g_file_input_stream_query_info (
    stream,
    G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_ID_FILE,
    cancellable, NULL);
  if (info == NULL)
    return G_INPUT_STREAM (g_steal_pointer (&stream));
  state = describe (info);
  if (again && g_strcmp0 (self->state, state) != 0)
    {
      g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_CHANGED,
                           _ ("The file was changed in the meantime. Open it again."));
      return NULL;
    }
  if (!again)
    {
      g_set_str (&self->state, state);
      self->size = (guint64) MAX (g_file_info_get_size (info), 0);
    }
  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

void
rapport_import_source_set_progress (RapportImportSource *self, double fraction)
{
  g_atomic_int_set (&self->progress, (gint) (CLAMP (fraction, 0, 1) * WHOLE));
}

gboolean
rapport_import_source_is_named_workbook (RapportImportSource *self)
{
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL &&
         (g_ascii_strcasecmp (dot, ".xlsx") == 0 || g_ascii_strcasecmp (dot, ".xlsm") == 0 ||
          g_ascii_strcasecmp (dot, ".ods") == 0);
}
