/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sync-sets.h"

#include "rapport-member.h"

#include <glib/gi18n-lib.h>

struct _RapportSyncSets
{
  RapportLibrary *library;
  GPtrArray *sets;     /* of RapportChangeSet, in their order */
  GPtrArray *notes;    /* of RapportSyncNote, one for each */
  GPtrArray *left;     /* of RapportSyncFact, see RapportSyncNote */
  GHashTable *current; /* author and client → index of the set */
  GHashTable *there;   /* ids of the records of those sets */
};

RapportSyncSets *
rapport_sync_sets_new (RapportLibrary *library)
{
  RapportSyncSets *self = g_new0 (RapportSyncSets, 1);

  self->library = g_object_ref (library);
  self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_set_unref);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_note_free);
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_fact_free);
  self->current = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->there = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
rapport_sync_sets_free (RapportSyncSets *self)
{
  g_object_unref (self->library);
  g_ptr_array_unref (self->sets);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->left);
  g_hash_table_unref (self->current);
  g_hash_table_unref (self->there);
  g_free (self);
}

/* (transfer full) */
static char *
make_label (RapportLibrary *library, const char *author)
{
  g_autoptr (RapportRecord) member = NULL;

  if (*author != '\0' && g_strcmp0 (author, rapport_library_get_me (library)) == 0)
    return g_strdup (_ ("My changes from another computer"));
  member = rapport_library_get (library, RAPPORT_TYPE_MEMBER, author);
  if (member == NULL)
    return g_strdup (_ ("Changes by a colleague"));
  /* Translators: the name of a colleague, whose changes came over the network. */
  return g_strdup_printf (_ ("Changes by %s"), rapport_record_get_title (member));
}

static guint
begin_set (RapportSyncSets *self, const RapportDocument *document, const char *client)
{
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));
  g_autofree char *id = rapport_id_new (now);
  g_autofree char *label = make_label (self->library, document->author);
  const RapportChangeHead head = { .id = id,
                                   .label = label,
                                   .author = document->author,
                                   .client = client,
                                   .instant = document->at > 0 ? document->at : now,
                                   .kind = RAPPORT_CHANGE_PULL };

  g_ptr_array_add (self->sets, rapport_change_set_new (&head));
  g_ptr_array_add (self->notes, rapport_sync_note_new ());
  return self->sets->len - 1;
}

static guint
find_set (RapportSyncSets *self, const RapportDocument *document, const char *client)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", document->author, client);
  gpointer index;

  if (g_hash_table_lookup_extended (self->current, key, NULL, &index))
    return GPOINTER_TO_UINT (index);
  index = GUINT_TO_POINTER (begin_set (self, document, client));
  g_hash_table_insert (self->current, g_steal_pointer (&key), index);
  return GPOINTER_TO_UINT (index);
}

static void
add_differences (RapportRecordChange *change,
                 const RapportRecordInfo *info,
                 const RapportRow *before,
                 const RapportRow *after)
{
  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *old = before != NULL ? before->values[i] : NULL;
      const gboolean is_blob = info->fields[i].kind == RAPPORT_KIND_BLOB;

      if (is_blob ? old != after->values[i]
                  : !rapport_kind_equal (info->fields[i].kind, old, after->values[i]))
        rapport_record_change_add_field (change, i, old, after->values[i]);
    }
}

static void
add_change (RapportSyncSets *self,
            guint set,
            const RapportRecordInfo *info,
            RapportOperation operation,
            const RapportRow *before,
            const RapportRow *after)
{
  RapportRecordChange *change = rapport_change_set_add_record (
    self->sets->pdata[set], info, after != NULL ? after->id : before->id, operation);

  if (after != NULL)
    add_differences (change, info, before, after);
}

static void
add_fact (RapportSyncSets *self, guint set, RapportSyncFact *fact)
{
  RapportSyncNote *note = self->notes->pdata[set];

  g_ptr_array_add (note->facts, fact);
  g_hash_table_add (self->there, fact->id);
}

/* A record stands in a set once: what comes of it then goes into new ones. */
static void
begin_anew_for (RapportSyncSets *self, const char *id)
{
  if (!g_hash_table_contains (self->there, id))
    return;
  g_hash_table_remove_all (self->current);
  g_hash_table_remove_all (self->there);
}

void
rapport_sync_sets_add (RapportSyncSets *self,
                       const RapportRow *before,
                       const RapportDocument *document,
                       RapportSyncDecision *decision)
{
  const RapportRow *row = decision->row != NULL ? decision->row : before;
  guint set;

  if (decision->fact == NULL)
    return;
  begin_anew_for (self, document->id);
  set = find_set (
    self, document,
    row != NULL && document->info != NULL ? rapport_sync_get_client (document->info, row) : "");
  if (decision->changes)
    add_change (self, set, document->info, decision->operation, before, decision->row);
  add_fact (self, set, g_steal_pointer (&decision->fact));
}

void
rapport_sync_sets_add_row (RapportSyncSets *self,
                           const RapportDocument *document,
                           const RapportRecordInfo *info,
                           const RapportRow *before,
                           const RapportRow *after,
                           RapportSyncFact *fact)
{
  guint set;

  begin_anew_for (self, after->id);
  set = find_set (self, document, rapport_sync_get_client (info, after));
  add_change (self, set, info, before != NULL ? RAPPORT_OPERATION_CHANGE : RAPPORT_OPERATION_CREATE,
              before, after);
  add_fact (self, set, fact);
}

void
rapport_sync_sets_add_left (RapportSyncSets *self, RapportSyncFact *left)
{
  g_ptr_array_add (self->left, left);
}

void
rapport_sync_sets_commit (RapportSyncSets *self, RapportSyncPlace *place)
{
  const RapportDocument nobody = { .author = (char *) rapport_library_get_me (self->library) };

  if ((place != NULL || self->left->len > 0) && self->sets->len == 0)
    begin_set (self, &nobody, "");
  if (self->left->len > 0)
    {
      RapportSyncNote *last = self->notes->pdata[self->notes->len - 1];

      g_ptr_array_unref (last->left);
      last->left = g_ptr_array_ref (self->left);
    }
  for (guint i = 0; i < self->sets->len; i++)
    {
      RapportSyncNote *note = self->notes->pdata[i];

      if (i + 1 == self->sets->len)
        note->place = place;
      rapport_change_set_set_note (self->sets->pdata[i], note);
    }
  /* The sets have their notes now. */
  g_ptr_array_set_free_func (self->notes, NULL);
  for (guint i = 0; i < self->sets->len; i++)
    rapport_library_apply (self->library, self->sets->pdata[i]);
}
