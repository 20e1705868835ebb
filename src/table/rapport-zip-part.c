/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-zip-part.h"

#include "rapport-exchange-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (64 * 1024)

/* The package below, as libarchive asks for it. */
typedef struct
{
  GInputStream *base;
  GCancellable *cancellable;
  GError *error;
  guint8 *piece;
  struct archive *archive;
} Package;

struct _RapportZipPart
{
  GInputStream parent_instance;

  Package package;
  guint64 size;
  guint64 n_read;
  guint64 limit;
};

G_DEFINE_FINAL_TYPE (RapportZipPart, rapport_zip_part, G_TYPE_INPUT_STREAM)

gboolean
rapport_zip_set_damaged (GError **error)
{
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                       _ ("The workbook is damaged or was cut off."));
  return FALSE;
}

gboolean
rapport_zip_set_protected (GError **error)
{
  g_set_error_literal (
    error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_PROTECTED,
    _ ("The file is protected by a password. Save it without one, then import it again."));
  return FALSE;
}

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  Package *self = data;
  gssize n = g_input_stream_read (self->base, self->piece, PIECE, self->cancellable,
                                  self->error == NULL ? &self->error : NULL);

  *buffer = self->piece;
  if (n < 0)
    archive_set_error (archive, EIO, "the file can't be read");
  return n;
}

static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  Package *self = data;
  GSeekable *seekable = G_SEEKABLE (self->base);
  GSeekType type = whence == SEEK_END ? G_SEEK_END : whence == SEEK_CUR ? G_SEEK_CUR : G_SEEK_SET;

  if (!g_seekable_seek (seekable, offset, type, self->cancellable, NULL))
    return ARCHIVE_FATAL;
  return g_seekable_tell (seekable);
}

static void
package_clear (Package *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_clear_pointer (&self->piece, g_free);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

/* The error of the file system, where there is one, says more. */
static gboolean
fail (Package *self, GError **error)
{
  if (self->error == NULL)
    return rapport_zip_set_damaged (error);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static gboolean
package_open (Package *self, GInputStream *base, GCancellable *cancellable, GError **error)
{
  self->base = g_object_ref (base);
  g_set_object (&self->cancellable, cancellable);
  self->piece = g_malloc (PIECE);
  self->archive = archive_read_new ();
  if (!G_IS_SEEKABLE (base) || !g_seekable_can_seek (G_SEEKABLE (base)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("A workbook can't be read from a pipe."));
      return FALSE;
    }
  if (!g_seekable_seek (G_SEEKABLE (base), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  /* Only by its directory: a file that was cut off has none. */
  archive_read_support_format_zip_seekable (self->archive);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_callback_data (self->archive, self);
  return archive_read_open1 (self->archive) == ARCHIVE_OK || fail (self, error);
}

/* Some programs write backslashes. */
static char *
name_of (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  char *copy = g_utf8_make_valid (name != NULL ? name : "", -1);

  return g_strdelimit (copy, "\\", '/');
}

/* The next part. %FALSE with @error unset behind the last. */
static gboolean
package_next (Package *self, struct archive_entry **entry, GError **error)
{
  int status = archive_read_next_header (self->archive, entry);

  if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
    return TRUE;
  if (status != ARCHIVE_EOF)
    fail (self, error);
  return FALSE;
}

GPtrArray *
rapport_zip_list (GInputStream *base, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (Package) package = { 0 };
  g_autoptr (GError) local = NULL;
  struct archive_entry *entry;

  if (!package_open (&package, base, cancellable, error))
    return NULL;
  while (names->len < RAPPORT_ZIP_MAX_PARTS && package_next (&package, &entry, &local))
    g_ptr_array_add (names, name_of (entry));
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static guint64
size_of (GInputStream *base, GCancellable *cancellable)
{
  GSeekable *seekable = G_SEEKABLE (base);
  goffset here = g_seekable_tell (seekable);
  goffset size = 0;

  if (g_seekable_seek (seekable, 0, G_SEEK_END, cancellable, NULL))
    size = g_seekable_tell (seekable);
  g_seekable_seek (seekable, here, G_SEEK_SET, cancellable, NULL);
  return (guint64) MAX (size, 0);
}

static gboolean
find (RapportZipPart *self, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  struct archive_entry *entry;

  for (guint n = 0; n < RAPPORT_ZIP_MAX_PARTS && package_next (&self->package, &entry, &local); n++)
    {
      g_autofree char *found = name_of (entry);
      g_autofree char *folded = g_utf8_casefold (found, -1);

      if (strcmp (folded, wanted) != 0)
        continue;
      if (archive_entry_is_encrypted (entry))
        return rapport_zip_set_protected (error);
      if (archive_entry_size_is_set (entry))
        self->size = (guint64) MAX (archive_entry_size (entry), 0);
      return TRUE;
    }
  if (local == NULL)
    return rapport_zip_set_damaged (error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

RapportZipPart *
rapport_zip_part_open (GInputStream *base,
                       const char *name,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (RapportZipPart) self = g_object_new (RAPPORT_TYPE_ZIP_PART, NULL);
  guint64 packed;

  if (!package_open (&self->package, base, cancellable, error))
    return NULL;
  packed = size_of (base, cancellable);
  self->limit =
    MIN (RAPPORT_ZIP_MAX_BYTES, MAX (RAPPORT_ZIP_FREE_BYTES, packed * RAPPORT_ZIP_MAX_RATIO));
  return find (self, name, error) ? g_steal_pointer (&self) : NULL;
}

double
rapport_zip_part_get_progress (RapportZipPart *self)
{
  return self->size > 0 ? MIN (1, (double) self->n_read / (double) self->size) : 0;
}

static gssize
rapport_zip_part_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  RapportZipPart *self = RAPPORT_ZIP_PART (stream);
  la_ssize_t n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  n = archive_read_data (self->package.archive, buffer, count);
  if (n < 0)
    {
      if (archive_read_has_encrypted_entries (self->package.archive) > 0)
        rapport_zip_set_protected (error);
      else
        fail (&self->package, error);
      return -1;
    }
  self->n_read += (guint64) n;
  if (self->n_read <= self->limit)
    return n;
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("The workbook grows without measure when it is unpacked."));
  return -1;
}

static void
rapport_zip_part_finalize (GObject *object)
{
  RapportZipPart *self = RAPPORT_ZIP_PART (object);

  package_clear (&self->package);
  G_OBJECT_CLASS (rapport_zip_part_parent_class)->finalize (object);
}

static void
rapport_zip_part_class_init (RapportZipPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_zip_part_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = rapport_zip_part_read;
}

static void
rapport_zip_part_init (RapportZipPart *self)
{
}
