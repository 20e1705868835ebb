/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-rescue.h"

#include "rapport-backup.h"
#include "rapport-file.h"
#include "rapport-store-sink.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FORMAT 1

void
rapport_rescue_free (RapportRescue *self)
{
  g_free (self->path);
  g_ptr_array_unref (self->sets);
  g_free (self);
}

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "rapport", "rescue", NULL);
}

/* What the names of a library's files begin with. */
static char *
make_prefix (const char *library)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, library, -1);

  return g_strdup_printf ("%.16s-", digest);
}

/* Writing. */

static char *
to_text (const char *library, GPtrArray *sets, gint64 instant)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array = json_array_new ();

  json_object_set_int_member (root, "format", FORMAT);
  json_object_set_string_member (root, "library", library);
  json_object_set_int_member (root, "instant", instant);
  for (guint i = 0; i < sets->len; i++)
    json_array_add_element (array, rapport_change_set_to_json (sets->pdata[i]));
  json_object_set_array_member (root, "sets", array);
  json_node_init_object (node, root);
  return json_to_string (node, FALSE);
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gsize length = strlen (text);
  int number = 0;

  if (fd < 0)
    return rapport_file_set_error (errno, "making a file", error);
  while (length > 0 && number == 0)
    {
      ssize_t n = write (fd, text, length);

      if (n < 0 && errno != EINTR)
        number = errno;
      text += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  if (close (fd) != 0 && number == 0)
    number = errno;
  return number == 0 || rapport_file_set_error (number, "writing", error);
}

static gboolean
replace_text (
  const char *path, const char *library, GPtrArray *sets, gint64 instant, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *text = to_text (library, sets, instant);

  if (write_text (part, text, error) && rapport_file_replace (part, path, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}

gboolean
rapport_rescue_write (const char *library, GPtrArray *sets, gint64 instant, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *prefix = make_prefix (library);
  g_autofree char *name = g_strdup_printf ("%s%" G_GINT64_FORMAT ".json", prefix, instant);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return rapport_file_make_folder (folder, error) &&
         replace_text (path, library, sets, instant, error);
}

/* Reading. */

static gboolean
add_sets (GPtrArray *sets, JsonArray *array, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      RapportChangeSet *set =
        rapport_change_set_from_json (json_array_get_element (array, i), error);

      if (set == NULL)
        return FALSE;
      g_ptr_array_add (sets, set);
    }
  return TRUE;
}

static RapportRescue *
read_rescue (const char *path, GError **error)
{
  g_autoptr (RapportRescue) self = g_new0 (RapportRescue, 1);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;
  JsonNode *sets;

  self->path = g_strdup (path);
  self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_set_unref);
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  node = json_from_string (text, error);
  root = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  sets = root != NULL ? json_object_get_member (root, "sets") : NULL;
  if (sets == NULL || !JSON_NODE_HOLDS_ARRAY (sets) ||
      json_object_get_int_member_with_default (root, "format", 0) != FORMAT)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not a rescue file");
      return NULL;
    }
  self->instant = json_object_get_int_member_with_default (root, "instant", 0);
  return add_sets (self->sets, json_node_get_array (sets), error) ? g_steal_pointer (&self) : NULL;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  gint64 left = (*(RapportRescue *const *) a)->instant;
  gint64 right = (*(RapportRescue *const *) b)->instant;

  return left < right ? -1 : left > right ? 1 : 0;
}

GPtrArray *
rapport_rescue_find (const char *library)
{
  GPtrArray *rescues = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_rescue_free);
  g_autofree char *folder = get_folder ();
  g_autofree char *prefix = make_prefix (library);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      RapportRescue *rescue;

      if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, ".json"))
        continue;
      rescue = read_rescue (path, &error);
      if (rescue != NULL)
        g_ptr_array_add (rescues, rescue);
      else
        rapport_store_log (G_LOG_LEVEL_MESSAGE, "%s can't be read: %s", path, error->message);
    }
  g_ptr_array_sort (rescues, compare_cb);
  return rescues;
}

gboolean
rapport_rescue_remove (RapportRescue *self, GError **error)
{
  return g_unlink (self->path) == 0 || rapport_file_set_error (errno, "removing", error);
}

/* Erasing. */

static void
copy_change (RapportChangeSet *copy, const RapportRecordChange *change)
{
  RapportRecordChange *to =
    rapport_change_set_add_record (copy, change->info, change->id, change->operation);

  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      rapport_record_change_add_field (to, field->field, field->before, field->after);
    }
}

/* (transfer full): @set without what @erased erases; *touched when it is another
 * one. Its label may name what it did. */
static RapportChangeSet *
leave_out (RapportChangeSet *set, RapportChangeSet *erased, gboolean *touched)
{
  RapportChangeHead head = *rapport_change_set_get_head (set);
  g_autoptr (RapportChangeSet) copy = NULL;
  gboolean here = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_find (erased, rapport_change_set_get_change (set, i)->id) != NULL)
      here = TRUE;
  if (!here)
    return rapport_change_set_ref (set);
  *touched = TRUE;
  head.label = "";
  copy = rapport_change_set_new (&head);
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (rapport_change_set_find (erased, change->id) == NULL)
        copy_change (copy, change);
    }
  return g_steal_pointer (&copy);
}

static gboolean
erase_in (RapportRescue *rescue, const char *library, RapportChangeSet *erased, GError **error)
{
  g_autoptr (GPtrArray) sets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_set_unref);
  gboolean touched = FALSE;

  for (guint i = 0; i < rescue->sets->len; i++)
    {
      g_autoptr (RapportChangeSet) set = leave_out (rescue->sets->pdata[i], erased, &touched);

      if (rapport_change_set_get_size (set) > 0)
        g_ptr_array_add (sets, g_steal_pointer (&set));
    }
  if (!touched)
    return TRUE;
  if (sets->len == 0)
    return rapport_rescue_remove (rescue, error);
  return replace_text (rescue->path, library, sets, rescue->instant, error);
}

gboolean
rapport_rescue_erase (const char *library, RapportChangeSet *erased, GError **error)
{
  g_autoptr (GPtrArray) rescues = rapport_rescue_find (library);

  for (guint i = 0; i < rescues->len; i++)
    if (!erase_in (rescues->pdata[i], library, erased, error))
      return FALSE;
  return TRUE;
}

/* Copies. */

static gboolean
write_set (RapportSink *sink, RapportChangeSet *set, GError **error)
{
  gboolean whole = FALSE;

  while (!whole)
    if (!sink->write (sink, set, &whole, error))
      return FALSE;
  return TRUE;
}

gboolean
rapport_rescue_save_copy (const char *library,
                          const char *destination,
                          GPtrArray *sets,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (RapportLibraryLock) lock = NULL;
  RapportSqlite *db;
  RapportSink *sink;
  gboolean written = TRUE;

  if (!rapport_backup_write (library, destination, cancellable, error))
    return FALSE;
  lock = rapport_library_lock_take (destination, error);
  db = lock != NULL ? rapport_sqlite_open (destination, RAPPORT_SQLITE_WRITE, error) : NULL;
  if (db == NULL)
    return FALSE;
  sink = rapport_file_sink_new (db, g_steal_pointer (&lock));
  for (guint i = 0; written && i < sets->len; i++)
    written = write_set (sink, sets->pdata[i], error);
  sink->free (sink);
  return written;
}
