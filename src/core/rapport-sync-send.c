/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to the database. */
#include "rapport-sync-decide.h"
#include "rapport-sync-take.h"

/* (transfer full): what the database has after it took @sent. */
static RapportSyncFact *
make_fact (const RapportSyncPlace *place, const RapportSyncSent *sent)
{
  const RapportDocument *document = sent->document;
  RapportSyncFact *fact = rapport_sync_fact_new (document->type, document->id, place->key);

  if (sent->revision == NULL)
    {
      g_set_str (&fact->revision, document->revision);
      fact->blocked = g_strdup (sent->blocked);
      return fact;
    }
  if (document->stand_in)
    {
      g_set_str (&fact->revision, sent->revision);
      return fact;
    }
  if (document->deleted)
    {
      /* By it the tombstone is known again when it comes back. */
      fact->known = g_strdup (sent->revision);
      return fact;
    }
  g_set_str (&fact->revision, sent->revision);
  fact->known = document->moved ? rapport_sync_know_moved (document->past, sent->revision) : NULL;
  fact->served = rapport_sync_copy_row (document->info, document->row);
  return fact;
}

void
rapport_sync_confirm (RapportLibrary *library, const RapportSyncPlace *place, GPtrArray *sent)
{
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (library));
  g_autofree char *id = rapport_id_new (now);
  const RapportChangeHead head = { .id = id,
                                   .label = "",
                                   .author = rapport_library_get_me (library),
                                   .instant = now,
                                   .kind = RAPPORT_CHANGE_PULL };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  for (guint i = 0; i < sent->len; i++)
    {
      const RapportSyncSent *one = sent->pdata[i];

      if (one->revision != NULL || one->blocked != NULL)
        g_ptr_array_add (note->facts, make_fact (place, one));
    }
  if (note->facts->len == 0)
    {
      rapport_sync_note_free (note);
      return;
    }
  rapport_change_set_set_note (set, note);
  rapport_library_apply (library, set);
}

/* What was there already may stay there, also where a newer version has given it an audience that
 * this one doesn't know. */
static gboolean
may_be_there (const RapportSyncEntry *entry)
{
  if (entry->row == NULL)
    return FALSE;
  return rapport_document_may_leave (entry->info, entry->row) ||
         (entry->served != NULL &&
          rapport_kind_equal (entry->info->fields[RAPPORT_RECORD_AUDIENCE].kind,
                              entry->row->values[RAPPORT_RECORD_AUDIENCE],
                              entry->served->values[RAPPORT_RECORD_AUDIENCE]));
}

static gboolean
is_upon_tombstone (const RapportSyncEntry *entry)
{
  g_autofree char *mark = rapport_sync_mark_tombstone (entry->revision);

  return rapport_sync_known_has (entry->known, mark);
}

/* Whether it says in its new place what was agreed on at the one that it left. */
static gboolean
is_only_moved (const RapportSyncEntry *entry)
{
  return *entry->revision != '\0' && rapport_sync_get_generation (entry->revision) == 0 &&
         entry->served != NULL && rapport_row_equal (entry->info, entry->row, entry->served);
}

RapportDocument *
rapport_sync_make_document (const RapportSyncEntry *entry,
                            const RapportSyncPlace *place,
                            const char *author,
                            gint64 at)
{
  const gboolean lives = entry->info != NULL && may_be_there (entry);
  const gboolean is_there = rapport_sync_get_generation (entry->revision) > 0;
  RapportDocument *document;

  if (entry->info == NULL || (!lives && !is_there))
    return NULL;
  document = rapport_document_new (entry->info, entry->id);
  g_set_str (&document->revision, is_there ? entry->revision : "");
  g_set_str (&document->author, author);
  g_set_str (&document->replica, place->replica);
  g_free (document->past);
  document->past = rapport_sync_known_join (entry->known, entry->revision);
  document->at = at;
  document->deleted = !lives;
  document->stand_in = !lives && is_upon_tombstone (entry);
  if (document->stand_in)
    g_set_str (&document->revision, "");
  if (lives)
    {
      document->row = rapport_sync_copy_row (entry->info, entry->row);
      document->moved = is_only_moved (entry);
      rapport_document_find_blobs (document);
    }
  return document;
}

/* What the database has lost. */

RapportDocument *
rapport_sync_make_missing (const RapportRecordInfo *info, const char *id)
{
  RapportDocument *document = rapport_document_new (info, id);

  document->deleted = TRUE;
  return document;
}
