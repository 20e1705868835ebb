/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sync-take.h"

#include "rapport-conflict.h"
#include "rapport-library-private.h"
#include "rapport-sync-sets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  RapportLibrary *library;
  const RapportSyncPlace *place;
  RapportSyncSide side;
  GHashTable *entries; /* id → RapportSyncEntry, as it will be */
  GHashTable *places;  /* client → RapportSyncPlace; "" for the workspace's */
  RapportSyncSets *sets;
  RapportSyncTaken taken;
} Work;

/* What is known. */

static gboolean
read_entries (Work *work, const char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) entries =
    rapport_store_get_sync_entries (rapport_library_get_store (work->library), ids, error);

  if (entries == NULL)
    return FALSE;
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      RapportSyncEntry *entry = entries->pdata[i];

      g_hash_table_replace (work->entries, entry->id, entry);
    }
  return TRUE;
}

static gboolean
read_all_entries (Work *work, GPtrArray *documents, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (ids, ((RapportDocument *) documents->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  return read_entries (work, (const char *const *) ids->pdata, error);
}

static gboolean
read_places (Work *work, GError **error)
{
  g_autoptr (GPtrArray) places =
    rapport_store_get_sync_places (rapport_library_get_store (work->library), error);

  if (places == NULL)
    return FALSE;
  g_ptr_array_set_free_func (places, NULL);
  for (guint i = 0; i < places->len; i++)
    {
      RapportSyncPlace *place = places->pdata[i];

      g_hash_table_replace (work->places, place->client, place);
    }
  return TRUE;
}

/* (transfer full) (nullable): a record that lives nowhere else yet. */
static RapportRow *
copy_record (RapportLibrary *library, const RapportRecordInfo *info, const char *id)
{
  g_autoptr (RapportRecord) record = rapport_library_get_for_info (library, info, id);
  RapportRow *row;

  if (record == NULL)
    return NULL;
  row = rapport_row_new (info, id);
  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value =
        info->fields[i].kind != RAPPORT_KIND_BLOB ? rapport_record_get_value (record, i) : NULL;

      row->values[i] = value != NULL ? g_variant_ref (value) : NULL;
    }
  row->extra = g_strdup (rapport_record_get_extra (record));
  return row;
}

static RapportSyncEntry *
get_entry (Work *work, const char *type, const char *id)
{
  RapportSyncEntry *entry = g_hash_table_lookup (work->entries, id);

  if (entry != NULL)
    return entry;
  entry = rapport_sync_entry_new (type, id);
  if (entry->info != NULL)
    entry->row = copy_record (work->library, entry->info, id);
  entry->waiting = entry->row != NULL;
  g_hash_table_replace (work->entries, entry->id, entry);
  return entry;
}

/* Where records of a client live; %NULL where that is nowhere. */
static const RapportSyncPlace *
find_place (Work *work, const char *client)
{
  const RapportSyncPlace *place = g_hash_table_lookup (work->places, client);

  return place != NULL ? place : g_hash_table_lookup (work->places, "");
}

/* (nullable): where the record lives. */
static const RapportSyncPlace *
find_home (Work *work, const RapportSyncEntry *entry)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, work->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((RapportSyncPlace *) value)->key == entry->place)
      return value;
  return NULL;
}

/* What was agreed on at another place. */
static void
rebase (char **revisions)
{
  char *rebased = rapport_sync_rebase (*revisions);

  g_free (*revisions);
  *revisions = rebased;
}

/* Conflicts. */

/* (transfer full): the same conflict, open again; %NULL where it is open. */
static RapportRow *
reopen (const RapportRow *row)
{
  static const guint fields[] = { RAPPORT_CONFLICT_SETTLED, RAPPORT_CONFLICT_SETTLED_BY,
                                  RAPPORT_RECORD_TRASHED };
  RapportRow *open;

  if (row->values[RAPPORT_CONFLICT_SETTLED] == NULL && row->values[RAPPORT_RECORD_TRASHED] == NULL)
    return NULL;
  open = rapport_sync_copy_row (&rapport_conflict_info, row);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_clear_pointer (&open->values[fields[i]], g_variant_unref);
  return open;
}

static gboolean
add_conflict (Work *work,
              const RapportDocument *document,
              const RapportRow *conflict,
              GError **error)
{
  const char *const ids[] = { conflict->id, NULL };
  g_autoptr (RapportRow) row = NULL;
  const RapportSyncPlace *place;
  RapportSyncEntry *entry;
  RapportSyncFact *fact;

  if (!g_hash_table_contains (work->entries, conflict->id) && !read_entries (work, ids, error))
    return FALSE;
  entry = get_entry (work, "conflict", conflict->id);
  row = entry->row != NULL ? reopen (entry->row)
                           : rapport_sync_copy_row (&rapport_conflict_info, conflict);
  if (row == NULL)
    return TRUE;
  /* The database knows no more of it than before. */
  place = find_place (work, rapport_sync_get_client (&rapport_conflict_info, conflict));
  if (entry->place != 0 || place == NULL)
    fact = rapport_sync_fact_new ("conflict", conflict->id,
                                  entry->place != 0 ? entry->place : work->place->key);
  else
    fact = rapport_sync_fact_new ("conflict", conflict->id, place->key);
  g_set_str (&fact->revision, entry->revision);
  fact->served = rapport_sync_copy_row (&rapport_conflict_info, entry->served);
  work->taken.n_clashes++;
  rapport_sync_sets_add_row (work->sets, document, &rapport_conflict_info, entry->row, row, fact);
  rapport_sync_entry_settle (entry, fact, g_steal_pointer (&row));
  return TRUE;
}

/* Documents. */

static void
count (Work *work, const RapportSyncDecision *decision)
{
  if (!decision->changes)
    return;
  if (decision->operation == RAPPORT_OPERATION_CREATE)
    work->taken.n_new++;
  else if (decision->operation == RAPPORT_OPERATION_ERASE)
    work->taken.n_erased++;
  else
    work->taken.n_changed++;
}

/* Whether it is about a record: not a piece of a file, or of a name that no record has. */
static gboolean
is_for_us (const RapportDocument *document)
{
  g_autofree char *name = g_strconcat (document->type, ":", document->id, NULL);

  return rapport_document_is_record (name) && strlen (document->id) <= RAPPORT_ID_LENGTH;
}

/* Does what was decided, which is freed. */
static gboolean
settle (Work *work,
        const RapportDocument *document,
        RapportSyncEntry *entry,
        RapportSyncDecision *made,
        GError **error)
{
  g_autoptr (RapportSyncDecision) decision = made;
  const RapportSyncFact *fact = decision->fact;

  if (fact == NULL)
    return TRUE;
  count (work, decision);
  rapport_sync_sets_add (work->sets, entry->row, document, decision);
  rapport_sync_entry_settle (entry, fact, g_steal_pointer (&decision->row));
  for (guint i = 0; i < decision->conflicts->len; i++)
    if (!add_conflict (work, document, decision->conflicts->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Notes what this place has of a record that lives elsewhere; "" for nothing any more. */
static void
leave (Work *work, const RapportDocument *document, const char *revision)
{
  RapportSyncFact *left = rapport_sync_fact_new (document->type, document->id, work->place->key);

  g_set_str (&left->revision, revision);
  rapport_sync_sets_add_left (work->sets, left);
}

/* Where a record lives that is @row now; @place for one that is gone. */
static const RapportSyncPlace *
find_new_place (Work *work,
                const RapportRecordInfo *info,
                const RapportRow *row,
                const RapportSyncPlace *place)
{
  const RapportSyncPlace *now =
    row != NULL ? find_place (work, rapport_sync_get_client (info, row)) : NULL;

  return now != NULL ? now : place;
}

/* Whether an edit takes the record to where nobody is let in who could bring it, while it stays
 * here for all to read, though it belongs to @place. */
static gboolean
goes_astray (Work *work,
             const RapportSyncPlace *place,
             const RapportDocument *document,
             const RapportSyncEntry *entry,
             const RapportSyncDecision *decision)
{
  const RapportRow *row = decision->fact != NULL ? decision->row : entry->row;

  return entry->row != NULL && row != NULL && !document->losing && *place->address != '\0' &&
         *find_new_place (work, document->info, row, place)->address == '\0';
}

/* The document is only beside what the record is where it lives, or takes it along from here. */
static gboolean
take_along (Work *work,
            const RapportSyncPlace *place,
            RapportDocument *document,
            RapportSyncEntry *entry,
            GError **error)
{
  RapportSyncSide side = work->side;
  RapportSyncDecision *decision;

  if (entry->place == work->place->key)
    {
      rebase (&entry->revision);
      rebase (&entry->known);
    }
  rebase (&document->revision);
  rebase (&document->past);
  /* What the place has counts, and this is beside it. */
  if (entry->row != NULL && rapport_sync_get_generation (entry->revision) > 0)
    document->losing = TRUE;
  side.place = place->key;
  decision = rapport_sync_decide (&side, entry, document);
  if (goes_astray (work, place, document, entry, decision))
    rapport_sync_decision_bring_back (decision, &side, entry, document);
  if (decision->fact != NULL)
    decision->fact->place = find_new_place (work, document->info, decision->row, place)->key;
  /* Of the next place nothing is known yet. */
  if (decision->fact != NULL && decision->fact->place != entry->place)
    rebase (&decision->fact->revision);
  return settle (work, document, entry, decision, error);
}

/* Whether it was erased here, which has not been sent, while somebody went on with it. */
static gboolean
is_overtaken (Work *work, const RapportDocument *document, const RapportSyncEntry *entry)
{
  return entry->place == work->place->key && entry->row == NULL && entry->waiting &&
         !document->losing && !g_str_equal (entry->revision, document->revision) &&
         !rapport_sync_entry_knows (entry, document->revision);
}

/* The edit stands, where one is not let in: nothing is left here to be told of. What it says is not
 * known, so that it comes should one see it again. */
static gboolean
give_up (Work *work, const RapportDocument *document, RapportSyncEntry *entry, GError **error)
{
  RapportSyncDecision *decision = g_new0 (RapportSyncDecision, 1);

  decision->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  decision->fact = rapport_sync_fact_new (document->type, document->id, work->place->key);
  return settle (work, document, entry, decision, error);
}

/* A document of a client that lives at @place by now: somebody didn't know that yet, or the record
 * became that client's before it moved. What it says goes there, and it is to be deleted here. */
static gboolean
take_stray (Work *work,
            const RapportSyncPlace *place,
            RapportDocument *document,
            RapportSyncEntry *entry,
            GError **error)
{
  const gint64 here = work->place->key;
  const gboolean is_open = *place->address != '\0';
  const gboolean lives_here = entry->place == here && entry->row != NULL;

  if (*work->place->address == '\0')
    return TRUE;
  if (lives_here)
    {
      g_autoptr (RapportSyncDecision) decision = rapport_sync_decide (&work->side, entry, document);

      /* It became another client's here, which stands. */
      if (decision->fact == NULL ||
          find_new_place (work, document->info, decision->row, place)->key == here)
        return settle (work, document, entry, g_steal_pointer (&decision), error);
    }
  if (!is_open && is_overtaken (work, document, entry))
    return give_up (work, document, entry, error);
  /* Who is let in does it; but what was edited here meanwhile goes no other way. */
  if (!is_open && !(lives_here && entry->waiting))
    return TRUE;
  if (is_open && !document->losing)
    leave (work, document, document->revision);
  return take_along (work, place, document, entry, error);
}

/* A tombstone, or what this version doesn't know, of a record that lives at another place. */
static gboolean
take_left (Work *work, RapportDocument *document, RapportSyncEntry *entry, GError **error)
{
  RapportSyncSide side = work->side;
  const RapportSyncPlace *home = find_home (work, entry);

  if (!document->deleted || document->losing || (home != NULL && rapport_sync_place_is_held (home)))
    return TRUE;
  rebase (&document->revision);
  rebase (&document->past);
  side.place = entry->place;
  if (home != NULL && rapport_sync_place_is_hidden (home))
    return settle (work, document, entry, rapport_sync_decide_away (&side, entry, document), error);
  leave (work, document, "");
  return document->moved ||
         settle (work, document, entry, rapport_sync_decide_erased (&side, entry, document), error);
}

static gboolean
take_document (Work *work, RapportDocument *document, GError **error)
{
  const gint64 here = work->place->key;
  RapportSyncEntry *entry;

  if (!is_for_us (document))
    return TRUE;
  entry = get_entry (work, document->type, document->id);
  if (document->row != NULL)
    {
      const RapportSyncPlace *place =
        find_place (work, rapport_sync_get_client (document->info, document->row));

      if (place != NULL && place->key != here)
        return take_stray (work, place, document, entry, error);
    }
  else if (entry->place != 0 && entry->place != here)
    return take_left (work, document, entry, error);
  /* It came here from another place. */
  if (entry->place != 0 && entry->place != here)
    {
      rebase (&entry->revision);
      rebase (&entry->known);
    }
  return settle (work, document, entry, rapport_sync_decide (&work->side, entry, document), error);
}

static gboolean
may_take (RapportLibrary *library, GError **error)
{
  if (rapport_library_is_read_only (library))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _ ("This library can only be read."));
      return FALSE;
    }
  if (rapport_library_get_pending (library) > 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING,
                           "changes are on their way to the disk");
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_all (Work *work, GPtrArray *documents, const char *since, GError **error)
{
  RapportSyncPlace *reached = NULL;

  if (!read_places (work, error) || !read_all_entries (work, documents, error))
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!take_document (work, documents->pdata[i], error))
      return FALSE;
  if (since != NULL)
    {
      reached = rapport_sync_place_copy (work->place);
      g_set_str (&reached->since, since);
    }
  rapport_sync_sets_commit (work->sets, reached);
  return TRUE;
}

gboolean
rapport_sync_take (RapportLibrary *library,
                   const RapportSyncPlace *place,
                   GPtrArray *documents,
                   const char *since,
                   RapportSyncTaken *taken,
                   GError **error)
{
  Work work = { .library = library, .place = place };
  gboolean done;

  *taken = (RapportSyncTaken) { 0 };
  if (!may_take (library, error))
    return FALSE;
  work.side = (RapportSyncSide) { place->key, place->replica, rapport_library_get_me (library),
                                  rapport_library_get_line_merge (library), NULL };
  work.entries =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rapport_sync_entry_free);
  work.places =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rapport_sync_place_free);
  work.side.circles = work.places;
  work.sets = rapport_sync_sets_new (library);
  done = take_all (&work, documents, since, error);
  if (done)
    *taken = work.taken;
  rapport_sync_sets_free (work.sets);
  g_hash_table_unref (work.entries);
  g_hash_table_unref (work.places);
  return done;
}
