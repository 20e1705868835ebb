/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sync-state.h"

#include <string.h>

RapportSyncPlace *
rapport_sync_place_new (void)
{
  RapportSyncPlace *self = g_new0 (RapportSyncPlace, 1);

  self->address = g_strdup ("");
  self->user = g_strdup ("");
  self->client = g_strdup ("");
  self->identity = g_strdup ("");
  self->replica = g_strdup ("");
  self->since = g_strdup ("");
  return self;
}

RapportSyncPlace *
rapport_sync_place_copy (const RapportSyncPlace *self)
{
  RapportSyncPlace *copy = g_new0 (RapportSyncPlace, 1);

  copy->key = self->key;
  copy->address = g_strdup (self->address);
  copy->user = g_strdup (self->user);
  copy->client = g_strdup (self->client);
  copy->identity = g_strdup (self->identity);
  copy->replica = g_strdup (self->replica);
  copy->since = g_strdup (self->since);
  copy->round = self->round;
  return copy;
}

gboolean
rapport_sync_place_is_held (const RapportSyncPlace *self)
{
  return *self->address == '\0' && g_str_equal (self->identity, RAPPORT_SYNC_HELD);
}

gboolean
rapport_sync_place_is_hidden (const RapportSyncPlace *self)
{
  return *self->address == '\0' && !rapport_sync_place_is_held (self);
}

void
rapport_sync_place_free (RapportSyncPlace *self)
{
  g_free (self->address);
  g_free (self->user);
  g_free (self->client);
  g_free (self->identity);
  g_free (self->replica);
  g_free (self->since);
  g_free (self);
}

RapportSyncEntry *
rapport_sync_entry_new (const char *type, const char *id)
{
  RapportSyncEntry *self = g_new0 (RapportSyncEntry, 1);

  self->type = g_strdup (type);
  self->info = rapport_record_info_lookup (type);
  g_strlcpy (self->id, id, sizeof self->id);
  self->revision = g_strdup ("");
  self->known = g_strdup ("");
  return self;
}

void
rapport_sync_entry_free (RapportSyncEntry *self)
{
  g_free (self->type);
  g_free (self->revision);
  g_free (self->known);
  g_clear_pointer (&self->served, rapport_row_free);
  g_free (self->raw);
  g_free (self->blocked);
  g_clear_pointer (&self->row, rapport_row_free);
  g_free (self);
}

gboolean
rapport_sync_entry_knows (const RapportSyncEntry *self, const char *revision)
{
  return rapport_sync_known_has (self->known, revision);
}

/* Lists of revisions. */

gint64
rapport_sync_get_generation (const char *revision)
{
  return g_ascii_strtoll (revision, NULL, 10);
}

char *
rapport_sync_rebase (const char *revisions)
{
  g_auto (GStrv) all = g_strsplit (revisions != NULL ? revisions : "", " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      const char *hyphen = strchr (all[i], '-');
      char *rebased = hyphen != NULL ? g_strconcat ("0", hyphen, NULL) : g_strdup (all[i]);

      g_free (all[i]);
      all[i] = rebased;
    }
  return g_strjoinv (" ", all);
}

char *
rapport_sync_mark_tombstone (const char *revision)
{
  return g_strconcat ("0-", revision, NULL);
}

gboolean
rapport_sync_known_has (const char *known, const char *revision)
{
  const gsize length = strlen (revision);

  if (length == 0)
    return FALSE;
  for (const char *at = strstr (known, revision); at != NULL; at = strstr (at + 1, revision))
    if ((at == known || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static int
compare_revisions_cb (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  const gint64 difference = rapport_sync_get_generation (other) - rapport_sync_get_generation (one);

  if (difference != 0)
    return difference > 0 ? 1 : -1;
  /* Of a place that was left only the order tells which is newer. */
  return rapport_sync_get_generation (one) > 0 ? strcmp (other, one) : 0;
}

static void
add_revisions (GPtrArray *all, char **revisions)
{
  for (guint i = 0; revisions[i] != NULL; i++)
    if (*revisions[i] != '\0' &&
        !g_ptr_array_find_with_equal_func (all, revisions[i], g_str_equal, NULL))
      g_ptr_array_add (all, revisions[i]);
}

char *
rapport_sync_known_join (const char *older, const char *newer)
{
  const gboolean none_older = older == NULL || *older == '\0';
  const gboolean none_newer = newer == NULL || *newer == '\0';
  const char *only = none_newer ? older : newer;
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;
  g_autoptr (GPtrArray) all = NULL;

  /* Most records were never agreed on twice. */
  if ((none_older || none_newer) && (only == NULL || strchr (only, ' ') == NULL))
    return g_strdup (only != NULL ? only : "");
  first = g_strsplit (newer != NULL ? newer : "", " ", -1);
  second = g_strsplit (older != NULL ? older : "", " ", -1);
  all = g_ptr_array_new ();
  add_revisions (all, first);
  add_revisions (all, second);
  g_ptr_array_sort (all, compare_revisions_cb);
  g_ptr_array_set_size (all, (int) MIN (all->len, RAPPORT_SYNC_MAX_KNOWN));
  g_ptr_array_add (all, NULL);
  return g_strjoinv (" ", (char **) all->pdata);
}

RapportSyncFact *
rapport_sync_fact_new (const char *type, const char *id, gint64 place)
{
  RapportSyncFact *self = g_new0 (RapportSyncFact, 1);

  self->type = g_strdup (type);
  g_strlcpy (self->id, id, sizeof self->id);
  self->place = place;
  self->revision = g_strdup ("");
  return self;
}

void
rapport_sync_fact_free (RapportSyncFact *self)
{
  g_free (self->type);
  g_free (self->revision);
  g_clear_pointer (&self->served, rapport_row_free);
  g_free (self->known);
  g_free (self->raw);
  g_free (self->extra);
  g_free (self->blocked);
  g_free (self);
}

void
rapport_sync_file_free (RapportSyncFile *self)
{
  g_free (self->id);
  g_array_unref (self->places);
  g_free (self);
}

RapportSyncNote *
rapport_sync_note_new (void)
{
  RapportSyncNote *self = g_new0 (RapportSyncNote, 1);

  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_fact_free);
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_fact_free);
  self->files_gone = g_ptr_array_new_with_free_func (g_free);
  self->files_left = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rapport_sync_note_free (RapportSyncNote *self)
{
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->left);
  g_ptr_array_unref (self->files_gone);
  g_ptr_array_unref (self->files_left);
  g_clear_pointer (&self->place, rapport_sync_place_free);
  g_free (self->server_from);
  g_free (self->server_to);
  g_free (self);
}
