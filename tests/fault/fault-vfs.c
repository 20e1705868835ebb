/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

/* A change that has not been synced, with what is needed to take it back. */
typedef struct
{
  sqlite3_int64 offset;
  GBytes *before; /* what stood there, as far as the file went */
  GBytes *after;  /* NULL: the file was cut off at offset */
} Change;

/* A file on the simulated disk; it outlives its handles. */
typedef struct
{
  char *path;
  GPtrArray *changes;
} Disk;

typedef struct
{
  sqlite3_file base;
  Disk *disk; /* NULL for files that are not followed */
  sqlite3_file *real;
} File;

static struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GMutex mutex;
  GHashTable *disks; /* path to Disk */
  Fault fault;
  guint64 at;
  guint64 count;
  gboolean happened;
  char *folder; /* that of the library; backups stand in one below it */
  char *cut_folder;
  guint32 seed;
  gboolean lying;
} state;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_bytes_unref (change->before);
  g_clear_pointer (&change->after, g_bytes_unref);
  g_free (change);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_ptr_array_unref (disk->changes);
  g_free (disk->path);
  g_free (disk);
}

/* The power cut. */

static void
put_bytes (GByteArray *image, gsize offset, const guint8 *bytes, gsize size)
{
  gsize old = image->len;

  if (old < offset + size)
    {
      g_byte_array_set_size (image, (guint) (offset + size));
      if (old < offset)
        memset (image->data + old, 0, offset - old);
    }
  memcpy (image->data + offset, bytes, size);
}

static void
take_back (GByteArray *image, const Change *change)
{
  gsize size, end;
  const guint8 *bytes = g_bytes_get_data (change->before, &size);

  end = (gsize) change->offset + size;
  if (change->after == NULL)
    put_bytes (image, (gsize) change->offset, bytes, size);
  else
    {
      if (size > 0)
        put_bytes (image, (gsize) change->offset, bytes, size);
      /* What was behind the old end had been added by this change. */
      if (size < g_bytes_get_size (change->after) && image->len > end)
        g_byte_array_set_size (image, (guint) end);
    }
}

/* Does a change again, sector by sector as luck has it. */
static void
do_in_part (GByteArray *image, const Change *change, GRand *rand)
{
  double luck = g_rand_double (rand);
  gsize size = 0;
  const guint8 *bytes;

  if (change->after == NULL)
    {
      if (g_rand_boolean (rand) && image->len > change->offset)
        g_byte_array_set_size (image, (guint) change->offset);
      return;
    }
  bytes = g_bytes_get_data (change->after, &size);
  for (gsize at = 0; at < size; at += SECTOR)
    if (g_rand_double (rand) < luck)
      put_bytes (image, (gsize) change->offset + at, bytes + at, MIN (SECTOR, size - at));
}

static void
cut_file (const char *path, GRand *rand)
{
  Disk *disk = g_hash_table_lookup (state.disks, path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *target = g_build_filename (state.cut_folder, name, NULL);
  g_autoptr (GByteArray) image = g_byte_array_new ();
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return;
  g_byte_array_append (image, (const guint8 *) contents, (guint) length);
  g_free (contents);
  for (guint i = disk != NULL ? disk->changes->len : 0; i > 0; i--)
    take_back (image, disk->changes->pdata[i - 1]);
  for (guint i = 0; disk != NULL && i < disk->changes->len; i++)
    if (g_rand_boolean (rand))
      do_in_part (image, disk->changes->pdata[i], rand);
  g_file_set_contents_full (target, (const char *) image->data, image->len,
                            G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

/* All files of the library's folder; of the shared memory nothing is left. */
static void
cut_power (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (state.seed);
  g_autoptr (GDir) dir = g_dir_open (state.folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (state.folder, name, NULL);

      if (!g_str_has_suffix (name, "-shm") && g_file_test (file, G_FILE_TEST_IS_REGULAR))
        cut_file (file, rand);
    }
  _exit (0);
}

/* Called before each change, with the mutex held. */
static int
meet_fault (File *file)
{
  state.count++;
  if (state.fault == FAULT_NONE || state.count < state.at)
    return SQLITE_OK;
  if (state.fault == FAULT_KILL)
    raise (SIGKILL);
  if (state.fault == FAULT_CUT)
    cut_power ();
  state.happened = TRUE;
  return SQLITE_FULL;
}

static GBytes *
read_before (File *file, sqlite3_int64 offset, sqlite3_int64 size)
{
  sqlite3_int64 length = 0;
  guint8 *bytes;

  file->real->pMethods->xFileSize (file->real, &length);
  size = CLAMP (length - offset, 0, size);
  bytes = g_malloc0 ((gsize) size + 1);
  if (size > 0)
    file->real->pMethods->xRead (file->real, bytes, (int) size, offset);
  return g_bytes_new_take (bytes, (gsize) size);
}

static void
remember (File *file, sqlite3_int64 offset, const void *after, sqlite3_int64 size)
{
  Change *change;

  if (state.cut_folder == NULL)
    return;
  change = g_new0 (Change, 1);
  change->offset = offset;
  change->before = read_before (file, offset, after != NULL ? size : G_MAXINT);
  change->after = after != NULL ? g_bytes_new (after, (gsize) size) : NULL;
  g_ptr_array_add (file->disk->changes, change);
}

/* The methods of a file. */

static int
file_close (sqlite3_file *base)
{
  File *file = (File *) base;
  int code = file->real->pMethods->xClose (file->real);

  g_free (file->real);
  return code;
}

static int
file_read (sqlite3_file *base, void *buffer, int size, sqlite3_int64 offset)
{
  File *file = (File *) base;

  return file->real->pMethods->xRead (file->real, buffer, size, offset);
}

static int
file_write (sqlite3_file *base, const void *buffer, int size, sqlite3_int64 offset)
{
  File *file = (File *) base;
  int code = SQLITE_OK;

  if (file->disk != NULL)
    {
      g_mutex_lock (&state.mutex);
      code = meet_fault (file);
      if (code == SQLITE_OK)
        remember (file, offset, buffer, size);
      g_mutex_unlock (&state.mutex);
    }
  return code != SQLITE_OK ? code : file->real->pMethods->xWrite (file->real, buffer, size, offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = (File *) base;
  int code = SQLITE_OK;

  if (file->disk != NULL)
    {
      g_mutex_lock (&state.mutex);
      code = meet_fault (file);
      if (code == SQLITE_OK)
        remember (file, size, NULL, 0);
      g_mutex_unlock (&state.mutex);
    }
  return code != SQLITE_OK ? code : file->real->pMethods->xTruncate (file->real, size);
}

static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = (File *) base;

  if (file->disk != NULL && !state.lying)
    {
      g_mutex_lock (&state.mutex);
      g_ptr_array_set_size (file->disk->changes, 0);
      g_mutex_unlock (&state.mutex);
    }
  /* Nothing is gained by waiting for the real disk. */
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = (File *) base;

  return file->real->pMethods->xFileSize (file->real, size);
}

static int
file_lock (sqlite3_file *base, int lock)
{
  File *file = (File *) base;

  return file->real->pMethods->xLock (file->real, lock);
}

static int
file_unlock (sqlite3_file *base, int lock)
{
  File *file = (File *) base;

  return file->real->pMethods->xUnlock (file->real, lock);
}

static int
file_check_reserved_lock (sqlite3_file *base, int *out)
{
  File *file = (File *) base;

  return file->real->pMethods->xCheckReservedLock (file->real, out);
}

static int
file_control (sqlite3_file *base, int op, void *argument)
{
  File *file = (File *) base;

  /* A hint to make the file longer would be a change that is not counted. */
  if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE)
    return SQLITE_OK;
  return file->real->pMethods->xFileControl (file->real, op, argument);
}

static int
file_sector_size (sqlite3_file *base)
{
  return SECTOR;
}

static int
file_device_characteristics (sqlite3_file *base)
{
  /* The disk promises nothing. */
  return 0;
}

static int
file_shm_map (sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmMap (file->real, page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmLock (file->real, offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *base)
{
  File *file = (File *) base;

  file->real->pMethods->xShmBarrier (file->real);
}

static int
file_shm_unmap (sqlite3_file *base, int remove)
{
  File *file = (File *) base;

  return file->real->pMethods->xShmUnmap (file->real, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_device_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

/* The methods of the VFS. */

static Disk *
get_disk (const char *path)
{
  Disk *disk;

  g_mutex_lock (&state.mutex);
  disk = g_hash_table_lookup (state.disks, path);
  if (disk == NULL)
    {
      disk = g_new0 (Disk, 1);
      disk->path = g_strdup (path);
      disk->changes = g_ptr_array_new_with_free_func (change_free);
      g_hash_table_insert (state.disks, disk->path, disk);
    }
  g_mutex_unlock (&state.mutex);
  return disk;
}

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  const int followed = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  File *file = (File *) base;
  int code;

  memset (file, 0, sizeof *file);
  file->real = g_malloc0 ((gsize) state.real->szOsFile);
  code = state.real->xOpen (state.real, name, file->real, flags, out_flags);
  if (code != SQLITE_OK)
    {
      g_clear_pointer (&file->real, g_free);
      return code;
    }
  if (name != NULL && (flags & followed) != 0)
    file->disk = get_disk (name);
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  g_mutex_lock (&state.mutex);
  g_hash_table_remove (state.disks, name);
  g_mutex_unlock (&state.mutex);
  return state.real->xDelete (state.real, name, sync);
}

void
fault_vfs_install (void)
{
  state.real = sqlite3_vfs_find (NULL);
  state.disks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, disk_free);
  state.vfs = *state.real;
  state.vfs.zName = "fault";
  state.vfs.szOsFile = sizeof (File);
  state.vfs.pNext = NULL;
  state.vfs.xOpen = vfs_open;
  state.vfs.xDelete = vfs_delete;
  sqlite3_vfs_register (&state.vfs, 1);
}

void
fault_vfs_arm (Fault fault, guint64 n)
{
  g_mutex_lock (&state.mutex);
  state.fault = fault;
  state.at = n;
  state.count = 0;
  state.happened = FALSE;
  g_mutex_unlock (&state.mutex);
}

void
fault_vfs_relent (void)
{
  g_mutex_lock (&state.mutex);
  state.fault = FAULT_NONE;
  g_mutex_unlock (&state.mutex);
}

guint64
fault_vfs_get_count (void)
{
  guint64 count;

  g_mutex_lock (&state.mutex);
  count = state.count;
  g_mutex_unlock (&state.mutex);
  return count;
}

gboolean
fault_vfs_has_happened (void)
{
  gboolean happened;

  g_mutex_lock (&state.mutex);
  happened = state.happened;
  g_mutex_unlock (&state.mutex);
  return happened;
}

void
fault_vfs_set_cut_folder (const char *folder, const char *cut_folder, guint32 seed, gboolean lying)
{
  g_set_str (&state.folder, folder);
  g_set_str (&state.cut_folder, cut_folder);
  state.seed = seed;
  state.lying = lying;
}
