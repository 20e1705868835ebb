/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-library-lock.h"

#include "rapport-file.h"
#include "rapport-sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file: a line of 20 digits and a newline, how far the library has come;
 * then a line with who holds it, in words; then, where it was found damaged, a
 * line that says so. */
#define NUMBER_FORMAT "%020" G_GINT64_FORMAT "\n"
#define NUMBER_LENGTH 21
#define DAMAGED       "damaged\n"
#define MAX_ROUNDS    10

struct _RapportLibraryLock
{
  int fd;
  char *path;
  gboolean left;
  gboolean damaged;
  gint64 left_number;
};

char *
rapport_library_lock_get_path (const char *path)
{
  return g_strconcat (path, ".lock", NULL);
}

static gboolean
try_lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

/* Whether the locked file is still the one under the name: its holder removes
 * it before letting go. */
static gboolean
is_current (int fd, const char *path)
{
  struct stat ours, theirs;

  return fstat (fd, &ours) == 0 && stat (path, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
         ours.st_dev == theirs.st_dev;
}

static char *
read_all (int fd)
{
  char buffer[512];
  ssize_t n = pread (fd, buffer, sizeof buffer - 1, 0);

  return g_strndup (buffer, n > 0 ? (gsize) n : 0);
}

/* Who holds it, as the file says, for the user. */
static char *
describe_holder (int fd)
{
  g_autofree char *text = read_all (fd);
  const char *holder = strlen (text) > NUMBER_LENGTH ? text + NUMBER_LENGTH : "";
  g_autofree char *line = g_strndup (holder, strcspn (holder, "\n"));

  if (*line == '\0' || !g_utf8_validate (line, -1, NULL))
    return g_strdup (rapport_store_get_message (RAPPORT_STORE_ERROR_BUSY));
  /* Translators: for example “rapportctl, process 4711 on office-pc”. */
  return g_strdup_printf (_ ("Another program is using the library: %s."), line);
}

static void
write_holder (RapportLibraryLock *self)
{
  const char *name = g_get_prgname ();
  g_autofree char *text = g_strdup_printf (
    NUMBER_FORMAT "%s, process %d on %s\n%s", self->left_number, name != NULL ? name : "rapport",
    (int) getpid (), g_get_host_name (), self->damaged ? DAMAGED : "");

  if (ftruncate (self->fd, 0) != 0 || pwrite (self->fd, text, strlen (text), 0) < 0)
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "the lock file can't be written: %s",
                       g_strerror (errno));
}

static void
read_left (RapportLibraryLock *self)
{
  g_autofree char *text = read_all (self->fd);

  self->left = *text != '\0';
  self->left_number = g_ascii_strtoll (text, NULL, 10);
  self->damaged = g_str_has_suffix (text, "\n" DAMAGED);
}

RapportLibraryLock *
rapport_library_lock_take (const char *path, GError **error)
{
  g_autofree char *lock_path = rapport_library_lock_get_path (path);

  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (RapportLibraryLock) self = g_new0 (RapportLibraryLock, 1);

      self->fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (self->fd < 0)
        {
          rapport_file_set_error (errno, "locking", error);
          return NULL;
        }
      if (!try_lock (self->fd))
        {
          g_autofree char *message = describe_holder (self->fd);

          g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY, message);
          return NULL;
        }
      if (!is_current (self->fd, lock_path))
        continue;
      self->path = g_steal_pointer (&lock_path);
      read_left (self);
      write_holder (self);
      return g_steal_pointer (&self);
    }
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                       rapport_store_get_message (RAPPORT_STORE_ERROR_BUSY));
  return NULL;
}

gint64
rapport_library_lock_get_left_number (RapportLibraryLock *self)
{
  return self->left_number;
}

gboolean
rapport_library_lock_was_left (RapportLibraryLock *self)
{
  return self->left;
}

gboolean
rapport_library_lock_was_damaged (RapportLibraryLock *self)
{
  return self->damaged;
}

void
rapport_library_lock_mark_damaged (RapportLibraryLock *self)
{
  off_t end = lseek (self->fd, 0, SEEK_END);

  /* Only spares the next opening a look: where it can't be written, the damage
   * is found once more. */
  if (end < 0 || pwrite (self->fd, DAMAGED, strlen (DAMAGED), end) < 0)
    rapport_store_log (G_LOG_LEVEL_DEBUG, "the lock file can't be written");
}

void
rapport_library_lock_set_number (RapportLibraryLock *self, gint64 number)
{
  char text[NUMBER_LENGTH + 1];

  g_snprintf (text, sizeof text, NUMBER_FORMAT, number);
  /* Only a help after a crash: where it can't be written, nothing is lost. */
  if (pwrite (self->fd, text, NUMBER_LENGTH, 0) != NUMBER_LENGTH)
    rapport_store_log (G_LOG_LEVEL_DEBUG, "the lock file can't be written");
}

void
rapport_library_lock_abandon (RapportLibraryLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

void
rapport_library_lock_release (RapportLibraryLock *self)
{
  g_unlink (self->path);
  rapport_library_lock_abandon (self);
}

gboolean
rapport_library_lock_is_held (const char *path)
{
  g_autofree char *lock_path = rapport_library_lock_get_path (path);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = g_open (lock_path, O_RDONLY | O_CLOEXEC);
  gboolean held;

  if (fd < 0)
    return FALSE;
  held = fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (fd);
  return held;
}
