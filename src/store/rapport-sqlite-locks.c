/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sqlite-locks.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdarg.h>

/* Where SQLite locks, as its file formats lay down: the shared memory from the
 * write lock to the one that says that it is in use, and in the database the
 * bytes of which each reader locks all. */
#define SHM_FIRST  120
#define SHM_LAST   128
#define SHARED_AT  0x40000002
#define SHARED_LEN 510

static int
lock_description (int fd, int command, struct flock *lock)
{
  struct flock ours = *lock;
  int result;

  ours.l_pid = 0;
  result = fcntl (fd, command == F_GETLK ? F_OFD_GETLK : F_OFD_SETLK, &ours);
  if (result != 0 && errno == EINVAL)
    return fcntl (fd, command, lock);
  if (command == F_GETLK)
    *lock = ours;
  return result;
}

/* In place of fcntl() in SQLite. All connections of a process have one
 * descriptor of the shared memory in common, so that its locks can belong to
 * that; those on the database are shared between descriptors. */
static int
fcntl_cb (int fd, int command, ...)
{
  const gboolean locks = command == F_SETLK || command == F_GETLK;
  struct flock *lock = NULL;
  va_list arguments;
  int argument = 0;

  va_start (arguments, command);
  if (locks)
    lock = va_arg (arguments, struct flock *);
  else
    argument = va_arg (arguments, int);
  va_end (arguments);
  if (!locks)
    return fcntl (fd, command, argument);
  if (lock->l_whence == SEEK_SET && lock->l_start >= SHM_FIRST && lock->l_start <= SHM_LAST)
    return lock_description (fd, command, lock);
  return fcntl (fd, command, lock);
}

void
rapport_sqlite_locks_install (void)
{
  static gsize installed;
  sqlite3_vfs *vfs;

  if (!g_once_init_enter (&installed))
    return;
  vfs = sqlite3_vfs_find ("unix");
  if (vfs != NULL && vfs->iVersion >= 3 && vfs->xSetSystemCall != NULL)
    vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) fcntl_cb);
  g_once_init_leave (&installed, 1);
}

static gboolean
set_lock (int fd, short type)
{
  struct flock lock = {
    .l_type = type, .l_whence = SEEK_SET, .l_start = SHARED_AT, .l_len = SHARED_LEN
  };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

int
rapport_sqlite_locks_hold (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC);

  /* Not closed where it fails: that would drop the locks of SQLite. */
  if (fd >= 0)
    set_lock (fd, F_RDLCK);
  return fd;
}

void
rapport_sqlite_locks_let_go (int fd)
{
  if (fd >= 0)
    set_lock (fd, F_UNLCK);
}
