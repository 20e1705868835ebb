/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static gboolean
write_proc (const char *path, const char *text)
{
  int fd = g_open (path, O_WRONLY);
  gboolean written;

  if (fd < 0)
    return FALSE;
  written = write (fd, text, strlen (text)) >= 0;
  if (!written)
    g_test_message ("%s: %s", path, g_strerror (errno));
  close (fd);
  return written;
}

gboolean
fault_enter_namespace (void)
{
  g_autofree char *uid = g_strdup_printf ("0 %u 1", (guint) getuid ());
  g_autofree char *gid = g_strdup_printf ("0 %u 1", (guint) getgid ());

  if (unshare (CLONE_NEWNS) != 0)
    {
      /* Where the user of outside can't be mapped, no file would be ours. */
      if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
          !write_proc ("/proc/self/setgroups", "deny") || !write_proc ("/proc/self/uid_map", uid) ||
          !write_proc ("/proc/self/gid_map", gid))
        return FALSE;
    }
  return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

gboolean
fault_make_read_only (const char *path)
{
  return mount (path, path, NULL, MS_BIND, NULL) == 0 &&
         mount (NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}
