/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-file.h"

#include "rapport-sqlite.h"
#include "rapport-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static RapportStoreError
code_of_errno (int number)
{
  if (number == ENOSPC || number == EDQUOT)
    return RAPPORT_STORE_ERROR_FULL;
  if (number == EACCES || number == EPERM || number == EROFS)
    return RAPPORT_STORE_ERROR_READ_ONLY;
  return RAPPORT_STORE_ERROR_FAILED;
}

gboolean
rapport_file_set_error (int number, const char *what, GError **error)
{
  RapportStoreError code = code_of_errno (number);

  rapport_store_log (G_LOG_LEVEL_MESSAGE, "%s: %s", what, g_strerror (number));
  g_set_error_literal (error, RAPPORT_STORE_ERROR, (int) code, rapport_store_get_message (code));
  return FALSE;
}

gboolean
rapport_file_has_wal (const char *library)
{
  g_autofree char *wal = g_strconcat (library, "-wal", NULL);
  GStatBuf status;

  return g_stat (wal, &status) == 0 && status.st_size > 0;
}

gboolean
rapport_file_is_writable (const char *library)
{
  g_autofree char *folder = g_path_get_dirname (library);

  return g_access (library, W_OK) == 0 && g_access (folder, W_OK) == 0;
}

gboolean
rapport_file_make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return rapport_file_set_error (errno, "making a folder", error);
}

gboolean
rapport_file_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);
  int number;

  if (fd < 0)
    return rapport_file_set_error (errno, "opening", error);
  number = fsync (fd) == 0 ? 0 : errno;
  close (fd);
  return number == 0 || rapport_file_set_error (number, "syncing", error);
}

gboolean
rapport_file_sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return rapport_file_sync (folder, error);
}

gboolean
rapport_file_rename (const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) != 0)
    return rapport_file_set_error (errno, "renaming", error);
  return rapport_file_sync_folder (to, error);
}

gboolean
rapport_file_replace (const char *from, const char *to, GError **error)
{
  return rapport_file_sync (from, error) && rapport_file_rename (from, to, error);
}

static gboolean
copy_bytes (int from, int to, GError **error)
{
  g_autofree char *buffer = g_malloc (1 << 16);
  ssize_t n;

  while ((n = read (from, buffer, 1 << 16)) != 0)
    {
      const char *at = buffer;

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return rapport_file_set_error (errno, "reading", error);
      while (n > 0)
        {
          ssize_t written = write (to, at, (size_t) n);

          if (written < 0 && errno != EINTR)
            return rapport_file_set_error (errno, "writing", error);
          at += MAX (written, 0);
          n -= MAX (written, 0);
        }
    }
  return TRUE;
}

gboolean
rapport_file_copy (const char *from, const char *to, GError **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  int in = g_open (from, O_RDONLY | O_CLOEXEC);
  int out;
  gboolean copied;

  if (in < 0)
    return rapport_file_set_error (errno, "opening", error);
  out = g_open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0)
    {
      close (in);
      return rapport_file_set_error (errno, "making a file", error);
    }
  copied = copy_bytes (in, out, error);
  close (in);
  if (close (out) != 0 && copied)
    copied = rapport_file_set_error (errno, "writing", error);
  if (copied && rapport_file_replace (part, to, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}
