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
  const gsize length = strlen (revision);

  if (length == 0)
    return FALSE;
  for (const char *at = strstr (self->known, revision); at != NULL; at = strstr (at + 1, revision))
    if ((at == self->known || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
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
  g_free (self->raw);
  g_free (self->blocked);
  g_free (self);
}

RapportSyncNote *
rapport_sync_note_new (void)
{
  RapportSyncNote *self = g_new0 (RapportSyncNote, 1);

  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_fact_free);
  return self;
}

void
rapport_sync_note_free (RapportSyncNote *self)
{
  g_ptr_array_unref (self->facts);
  g_clear_pointer (&self->place, rapport_sync_place_free);
  g_free (self);
}
