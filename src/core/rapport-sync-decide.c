/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sync-decide.h"

#include "rapport-conflict.h"
#include "rapport-sync-conflict.h"

#include <string.h>

typedef struct
{
  const RapportSyncSide *side;
  const RapportSyncEntry *entry;
  const RapportDocument *document;
  const RapportRecordInfo *info;
  RapportSyncDecision *decision;
} Work;

RapportRow *
rapport_sync_copy_row (const RapportRecordInfo *info, const RapportRow *row)
{
  RapportRow *copy;

  if (row == NULL)
    return NULL;
  copy = rapport_row_new (info, row->id);
  for (guint i = 0; i < info->n_fields; i++)
    copy->values[i] = row->values[i] != NULL ? g_variant_ref (row->values[i]) : NULL;
  copy->extra = g_strdup (row->extra);
  return copy;
}

const char *
rapport_sync_get_client (const RapportRecordInfo *info, const RapportRow *row)
{
  GVariant *client;

  if (info->client == RAPPORT_CLIENT_SELF)
    return row->id;
  client = info->client >= 0 ? row->values[info->client] : NULL;
  return client != NULL ? g_variant_get_string (client, NULL) : "";
}

void
rapport_sync_decision_free (RapportSyncDecision *self)
{
  g_clear_pointer (&self->row, rapport_row_free);
  g_clear_pointer (&self->fact, rapport_sync_fact_free);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

void
rapport_sync_entry_settle (RapportSyncEntry *self, const RapportSyncFact *fact, RapportRow *row)
{
  g_autofree char *earlier = rapport_sync_known_join (self->known, self->revision);

  g_free (self->known);
  self->known = rapport_sync_known_join (earlier, fact->known);
  g_set_str (&self->revision, fact->revision);
  g_set_str (&self->raw, fact->raw);
  self->place = fact->place;
  g_clear_pointer (&self->served, rapport_row_free);
  g_clear_pointer (&self->row, rapport_row_free);
  self->row = row;
  if (self->info == NULL)
    return;
  self->served = rapport_sync_copy_row (self->info, fact->served);
  self->waiting = row == NULL
                    ? rapport_sync_get_generation (fact->revision) > 0
                    : fact->served == NULL || rapport_sync_get_generation (fact->revision) == 0 ||
                        !rapport_row_equal (self->info, row, fact->served);
}

/* (transfer full): what is kept of a document has no bytes of files. */
static RapportRow *
copy_without_bytes (const RapportRecordInfo *info, const RapportRow *row)
{
  RapportRow *copy = rapport_sync_copy_row (info, row);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].kind == RAPPORT_KIND_BLOB)
      g_clear_pointer (&copy->values[i], g_variant_unref);
  return copy;
}

/* Whether an older version of the program kept it without being able to read it. */
static gboolean
is_unread (const RapportSyncEntry *entry, const RapportDocument *document)
{
  return entry->raw != NULL && document->info != NULL;
}

/* The revision itself, rebased, stands among those that are known: no other has a reason to. */
char *
rapport_sync_know_moved (const char *past, const char *revision)
{
  g_autofree char *mark = rapport_sync_rebase (revision);

  return rapport_sync_known_join (past, mark);
}

/* (transfer full) (nullable): the revision at the place that the record has left, as it is known
 * here, while it has not changed since. */
static char *
get_left (const RapportSyncEntry *entry)
{
  g_autofree char *mark = rapport_sync_rebase (entry->revision);
  g_auto (GStrv) known = g_strsplit (entry->known, " ", -1);

  if (rapport_sync_get_generation (entry->revision) == 0)
    return *entry->revision != '\0' ? g_strdup (entry->revision) : NULL;
  if (!rapport_sync_known_has (entry->known, mark))
    return NULL;
  for (guint i = 0; known[i] != NULL; i++)
    if (rapport_sync_get_generation (known[i]) == 0 && !g_str_equal (known[i], mark))
      return g_strdup (known[i]);
  return NULL;
}

/* Whether what the database has at @revision is the record as it was where it came from. */
static gboolean
document_is_moved (const RapportDocument *document, const char *revision)
{
  return document->moved && !document->deleted && g_str_equal (revision, document->revision) &&
         rapport_sync_get_generation (revision) > 0;
}

/* What a tombstone takes into account where the record has moved is there: who keeps the record as
 * it is here has none of it. */
static const char *
get_past (const RapportDocument *document)
{
  return document->deleted && document->moved ? "" : document->past;
}

/* What is known of the record now: that the database has @served at @revision. */
static RapportSyncFact *
learn (Work *work, const char *revision, const RapportRow *served)
{
  RapportSyncFact *fact =
    rapport_sync_fact_new (work->document->type, work->document->id, work->side->place);

  g_set_str (&fact->revision, revision);
  fact->known = g_str_equal (revision, work->document->revision)
                  ? g_strdup (get_past (work->document))
                  : rapport_sync_known_join (get_past (work->document), work->document->revision);
  if (document_is_moved (work->document, revision))
    {
      char *known = rapport_sync_know_moved (fact->known, revision);

      g_free (fact->known);
      fact->known = known;
    }
  fact->served = served != NULL ? copy_without_bytes (work->info, served) : NULL;
  work->decision->fact = fact;
  return fact;
}

static void
keep_row (Work *work)
{
  work->decision->row = rapport_sync_copy_row (work->info, work->entry->row);
}

/* Whether the document was made of what was agreed on here. */
static gboolean
descends (const RapportSyncEntry *entry, const RapportDocument *document)
{
  const gint64 ours = rapport_sync_get_generation (entry->revision);
  /* What was agreed on before the record was elsewhere is known without its generation. */
  const char *all = get_past (document);
  g_autofree char *known = ours == 0 && all != NULL ? rapport_sync_rebase (all) : g_strdup (all);
  g_auto (GStrv) past = g_strsplit (known != NULL ? known : "", " ", -1);
  const guint n = g_strv_length (past);

  if (n == 0 || *past[0] == '\0')
    return rapport_sync_get_generation (document->revision) > ours &&
           (ours > 0 || *entry->revision == '\0');
  if (g_strv_contains ((const char *const *) past, entry->revision))
    return TRUE;
  /* A colleague who was away for long: the list does not reach back as far. */
  return n >= RAPPORT_SYNC_MAX_KNOWN && rapport_sync_get_generation (past[n - 1]) > ours;
}

/* Whether this copy has sent the document, from what it knows still. */
static gboolean
is_own (const RapportSyncSide *side, const RapportSyncEntry *entry, const RapportDocument *document)
{
  g_autofree char *past = rapport_sync_known_join (entry->known, entry->revision);

  return *side->replica != '\0' && g_strcmp0 (side->replica, document->replica) == 0 &&
         entry->waiting && g_strcmp0 (past, document->past) == 0;
}

static gboolean
is_edited (const Work *work)
{
  const RapportSyncEntry *entry = work->entry;

  return entry->waiting && entry->row != NULL &&
         (entry->served == NULL || !rapport_row_equal (work->info, entry->row, entry->served));
}

static void
add_deletion (Work *work, const char *kind, gboolean by_them)
{
  const char *theirs = work->document->author;
  const char *me = work->side->me;

  if (work->info != &rapport_conflict_info)
    g_ptr_array_add (work->decision->conflicts,
                     rapport_sync_conflict_of_deletion (work->info, work->decision->row, kind,
                                                        by_them ? theirs : me,
                                                        by_them ? me : theirs, work->document->at));
}

/* A tombstone. */

/* Whether the erasure of a record has not been sent, and there the record has moved meanwhile. */
static gboolean
is_unheard (const RapportSyncEntry *entry, const RapportDocument *document)
{
  return entry->waiting && document->moved && !rapport_sync_entry_knows (entry, document->revision);
}

/* What is told goes upon the tombstone. */
static void
learn_of_tombstone (Work *work)
{
  RapportSyncFact *fact = learn (work, work->document->revision, NULL);
  g_autofree char *mark = rapport_sync_mark_tombstone (fact->revision);
  char *known = rapport_sync_known_join (fact->known, mark);

  g_free (fact->known);
  fact->known = known;
}

/* Upon which revision the next document of the record goes; "" for none. */
static const char *
get_left_behind (const RapportDocument *tombstone)
{
  return tombstone->stand_in ? tombstone->revision : "";
}

static void
decide_deleted (Work *work)
{
  const RapportSyncEntry *entry = work->entry;
  const RapportDocument *document = work->document;
  const gboolean was_agreed_on = *entry->revision != '\0';
  gboolean is_old;

  if (document->losing || (entry->row == NULL && !was_agreed_on))
    return;
  /* It was erased here before anybody knew that it would move: whoever has moved it is told. */
  if (entry->row == NULL)
    {
      if (is_unheard (entry, document))
        learn_of_tombstone (work);
      else
        learn (work, get_left_behind (document), NULL);
      return;
    }
  is_old = rapport_sync_entry_knows (entry, document->revision) ||
           rapport_sync_get_generation (document->revision) <=
             rapport_sync_get_generation (entry->revision);
  if (!was_agreed_on && is_old)
    return;
  learn (work, get_left_behind (document), NULL);
  keep_row (work);
  if (is_old || !was_agreed_on || !rapport_document_may_leave (work->info, entry->row))
    return;
  if (is_edited (work) || document->unaware || !descends (entry, document))
    {
      add_deletion (work, document->moved ? "moved" : "deletion", TRUE);
      return;
    }
  g_clear_pointer (&work->decision->row, rapport_row_free);
  work->decision->changes = TRUE;
  work->decision->operation = RAPPORT_OPERATION_ERASE;
}

/* Merging. */

/* Places and orders are settled by themselves: no word hangs on them. */
static gboolean
is_worth_asking (const RapportField *field)
{
  return field->kind != RAPPORT_KIND_POINT && field->kind != RAPPORT_KIND_RECTANGLE &&
         !g_str_equal (field->name, "order");
}

static void
let_stand (Work *work, RapportClash *clash, GVariant *stands)
{
  GVariant **value = &work->decision->row->values[clash->field];

  g_clear_pointer (value, g_variant_unref);
  *value = g_variant_ref (stands);
  g_clear_pointer (&clash->stands, g_variant_unref);
  clash->stands = g_variant_ref (stands);
}

/* Of two audiences the narrower stands. */
static void
narrow_audience (Work *work, RapportClash *clash)
{
  RapportAudience ours, theirs;

  if (clash->ours == NULL || clash->theirs == NULL)
    return;
  ours = rapport_audience_from_word (g_variant_get_string (clash->ours, NULL));
  theirs = rapport_audience_from_word (g_variant_get_string (clash->theirs, NULL));
  let_stand (work, clash,
             rapport_audience_narrower (ours, theirs) == ours ? clash->ours : clash->theirs);
}

static gboolean
has_circle (Work *work, GVariant *client)
{
  return client != NULL && work->side->circles != NULL &&
         g_hash_table_contains (work->side->circles, g_variant_get_string (client, NULL));
}

/* Of two clients the one that only some of the team work with. */
static void
narrow_client (Work *work, RapportClash *clash)
{
  const gboolean ours = has_circle (work, clash->ours);

  if (ours != has_circle (work, clash->theirs))
    let_stand (work, clash, ours ? clash->ours : clash->theirs);
}

static void
add_clashes (Work *work, GArray *clashes)
{
  /* A colleague who works on another machine of one's own is oneself. */
  const char *ours = is_edited (work) ? work->side->me : "";

  for (guint i = 0; i < clashes->len; i++)
    {
      RapportClash *clash = &g_array_index (clashes, RapportClash, i);

      if (clash->field == RAPPORT_RECORD_AUDIENCE)
        narrow_audience (work, clash);
      else if ((int) clash->field == work->info->client)
        narrow_client (work, clash);
      if (work->info != &rapport_conflict_info &&
          is_worth_asking (&work->info->fields[clash->field]))
        g_ptr_array_add (work->decision->conflicts, rapport_sync_conflict_of_edits (
                                                      work->info, work->decision->row, clash, ours,
                                                      work->document->author, work->document->at));
    }
}

/* Who has the newer version can settle these. */
static void
add_extra_clashes (Work *work, const RapportRow *base)
{
  const RapportRow *row = work->decision->row;
  g_autoptr (GPtrArray) clashes =
    rapport_row_find_extra_clashes (base, work->entry->row, work->document->row, row);

  for (guint i = 0; i < clashes->len && work->info != &rapport_conflict_info; i++)
    g_ptr_array_add (work->decision->conflicts,
                     rapport_sync_conflict_of_extra (work->info, row, clashes->pdata[i], "",
                                                     work->document->author, work->document->at));
}

/* Whether @a was changed otherwise than by being put into the trash. */
static gboolean
has_edit (const RapportRecordInfo *info, const RapportRow *base, const RapportRow *a)
{
  g_autoptr (RapportRow) copy = rapport_sync_copy_row (info, a);
  GVariant *trashed = base->values[RAPPORT_RECORD_TRASHED];

  g_clear_pointer (&copy->values[RAPPORT_RECORD_TRASHED], g_variant_unref);
  copy->values[RAPPORT_RECORD_TRASHED] = trashed != NULL ? g_variant_ref (trashed) : NULL;
  return !rapport_row_equal (info, base, copy);
}

/* What one puts into the trash while the other edits it stays out of it. */
static void
settle_trash (Work *work, const RapportRow *base)
{
  const RapportRow *ours = work->entry->row;
  const RapportRow *theirs = work->document->row;
  RapportRow *merged = work->decision->row;
  gboolean by_us, by_them;

  if (base == NULL || base->values[RAPPORT_RECORD_TRASHED] != NULL ||
      work->info == &rapport_conflict_info)
    return;
  by_us = ours->values[RAPPORT_RECORD_TRASHED] != NULL;
  by_them = theirs->values[RAPPORT_RECORD_TRASHED] != NULL;
  if (by_us == by_them || !has_edit (work->info, base, by_us ? theirs : ours))
    return;
  g_clear_pointer (&merged->values[RAPPORT_RECORD_TRASHED], g_variant_unref);
  add_deletion (work, "deletion", by_them);
}

static gboolean
is_same (const RapportRecordInfo *info, const RapportRow *a, const RapportRow *b)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].kind == RAPPORT_KIND_BLOB && a->values[i] != b->values[i])
      return FALSE;
  return rapport_row_equal (info, a, b);
}

static void
merge (Work *work)
{
  const RapportSyncEntry *entry = work->entry;
  const RapportRow *base = descends (entry, work->document) ? entry->served : NULL;
  g_autoptr (GArray) clashes = g_array_new (FALSE, FALSE, sizeof (RapportClash));
  RapportSyncFact *fact = work->decision->fact;

  g_array_set_clear_func (clashes, rapport_clash_clear);
  work->decision->row = rapport_row_merge (work->info, base, entry->row, work->document->row,
                                           work->side->lines, clashes);
  add_clashes (work, clashes);
  add_extra_clashes (work, base);
  settle_trash (work, base);
  fact->sets_extra = g_strcmp0 (work->decision->row->extra, entry->row->extra) != 0;
  fact->extra = g_strdup (work->decision->row->extra);
  work->decision->changes = !is_same (work->info, work->decision->row, entry->row);
  work->decision->operation = RAPPORT_OPERATION_CHANGE;
}

/* A document. */

static void
learn_of_losing (Work *work)
{
  learn (work, work->entry->revision, work->entry->served);
}

static void
create (Work *work)
{
  RapportSyncFact *fact = work->decision->fact;

  work->decision->row = rapport_sync_copy_row (work->info, work->document->row);
  work->decision->changes = TRUE;
  work->decision->operation = RAPPORT_OPERATION_CREATE;
  fact->sets_extra = work->decision->row->extra != NULL;
  fact->extra = g_strdup (work->decision->row->extra);
  /* It was deleted here, and somebody went on with it. */
  if (*work->entry->revision != '\0' && !is_unread (work->entry, work->document))
    add_deletion (work, "deletion", FALSE);
}

/* Whether the record takes the document into account, be it that it has been elsewhere since. */
static gboolean
knows (const RapportSyncEntry *entry, const RapportDocument *document)
{
  g_autofree char *elsewhere = rapport_sync_rebase (document->revision);

  return rapport_sync_entry_knows (entry, document->revision) ||
         rapport_sync_entry_knows (entry, elsewhere) || g_str_equal (entry->revision, elsewhere);
}

/* Whether it is what was erased here at the place that it has left. */
static gboolean
is_erased (const RapportSyncEntry *entry, const RapportDocument *document)
{
  return entry->row == NULL && entry->waiting && document_is_moved (document, document->revision) &&
         rapport_sync_get_generation (entry->revision) == 0 &&
         rapport_sync_known_has (document->past, entry->revision);
}

static void
decide_live (Work *work)
{
  const RapportSyncEntry *entry = work->entry;
  const RapportDocument *document = work->document;
  /* Of what could not be read nothing is here yet, whatever is known of its revisions. */
  const gboolean is_known = !is_unread (entry, document) &&
                            (knows (entry, document) || is_own (work->side, entry, document));

  if (document->losing && (is_known || entry->row == NULL))
    return;
  if (document->losing)
    learn_of_losing (work);
  else if (is_erased (entry, document))
    {
      learn (work, document->revision, NULL);
      return;
    }
  else
    learn (work, document->revision, document->row);
  if (is_known)
    keep_row (work);
  else if (entry->row == NULL)
    create (work);
  else
    merge (work);
}

static void
decide_unknown (Work *work)
{
  RapportSyncFact *fact;

  if (work->document->losing)
    return;
  fact = learn (work, work->document->deleted ? "" : work->document->revision, NULL);
  fact->raw = g_strdup (work->document->deleted ? NULL : work->document->raw);
}

RapportSyncDecision *
rapport_sync_decide_away (const RapportSyncSide *side,
                          const RapportSyncEntry *entry,
                          const RapportDocument *document)
{
  RapportSyncDecision *decision = g_new0 (RapportSyncDecision, 1);
  Work work = { side, entry, document, document->info, decision };

  decision->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  if (entry->row == NULL || entry->info == NULL ||
      rapport_sync_entry_knows (entry, document->revision))
    return decision;
  if (is_edited (&work) || document->unaware)
    {
      /* What the server has lost was not sent, then. */
      learn (&work, entry->revision, document->unaware ? NULL : entry->served);
      keep_row (&work);
      add_deletion (&work, "moved", TRUE);
      return decision;
    }
  learn (&work, "", NULL);
  decision->changes = TRUE;
  decision->operation = RAPPORT_OPERATION_ERASE;
  return decision;
}

static GVariant *
ref_value (GVariant *value)
{
  return value != NULL ? g_variant_ref (value) : NULL;
}

void
rapport_sync_decision_bring_back (RapportSyncDecision *self,
                                  const RapportSyncSide *side,
                                  const RapportSyncEntry *entry,
                                  const RapportDocument *document)
{
  const guint field = (guint) document->info->client;
  Work work = { side, entry, document, document->info, self };
  RapportClash clash = { .field = field,
                         .theirs = ref_value (document->row->values[field]),
                         .stands = ref_value (document->row->values[field]) };

  if (self->fact == NULL)
    {
      learn (&work, document->revision, document->row);
      keep_row (&work);
    }
  clash.ours = g_steal_pointer (&self->row->values[field]);
  self->row->values[field] = ref_value (clash.theirs);
  self->changes = TRUE;
  self->operation = RAPPORT_OPERATION_CHANGE;
  g_ptr_array_add (self->conflicts,
                   rapport_sync_conflict_of_edits (document->info, self->row, &clash, side->me,
                                                   document->author, document->at));
  rapport_clash_clear (&clash);
}

/* Whether the tombstone is one of what this record was. */
static gboolean
is_of_record (const RapportSyncEntry *entry, const char *past)
{
  g_auto (GStrv) revisions = g_strsplit (past, " ", -1);

  for (guint i = 0; revisions[i] != NULL; i++)
    if (*revisions[i] != '\0' && (g_str_equal (revisions[i], entry->revision) ||
                                  rapport_sync_known_has (entry->known, revisions[i])))
      return TRUE;
  return FALSE;
}

/* Whether who erased it knew it as it is. */
static gboolean
is_same_since (const RapportSyncEntry *entry, const char *past)
{
  g_autofree char *left = get_left (entry);

  return left != NULL && rapport_sync_known_has (past, left);
}

gboolean
rapport_sync_would_erase (const RapportSyncEntry *entry, const RapportDocument *document)
{
  g_autofree char *revision = rapport_sync_rebase (document->revision);
  g_autofree char *past = rapport_sync_rebase (document->past);

  return !rapport_sync_entry_knows (entry, revision) && is_same_since (entry, past);
}

RapportSyncDecision *
rapport_sync_decide_erased (const RapportSyncSide *side,
                            const RapportSyncEntry *entry,
                            const RapportDocument *document)
{
  RapportSyncDecision *decision = g_new0 (RapportSyncDecision, 1);
  Work work = { side, entry, document, document->info, decision };
  const gboolean is_there = rapport_sync_get_generation (entry->revision) > 0;
  gboolean edited;

  decision->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  if (entry->row == NULL || entry->info == NULL ||
      rapport_sync_entry_knows (entry, document->revision) || !is_of_record (entry, document->past))
    return decision;
  edited = is_edited (&work);
  if (!edited && is_same_since (entry, document->past))
    {
      learn (&work, is_there ? entry->revision : "", NULL);
      decision->changes = TRUE;
      decision->operation = RAPPORT_OPERATION_ERASE;
      return decision;
    }
  /* Where it is edited no more it is sent once more all the same: that it takes the deletion into
   * account is for everybody to know. */
  learn (&work, entry->revision, edited ? entry->served : NULL);
  keep_row (&work);
  add_deletion (&work, "deletion", TRUE);
  return decision;
}

RapportSyncDecision *
rapport_sync_decide (const RapportSyncSide *side,
                     const RapportSyncEntry *entry,
                     const RapportDocument *document)
{
  RapportSyncDecision *decision = g_new0 (RapportSyncDecision, 1);
  Work work = { side, entry, document, document->info, decision };

  decision->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  /* The same delivery once more. */
  if (*entry->revision != '\0' && !is_unread (entry, document) &&
      g_str_equal (entry->revision, document->revision))
    return decision;
  if (document->info == NULL)
    decide_unknown (&work);
  else if (document->deleted)
    decide_deleted (&work);
  else
    decide_live (&work);
  return decision;
}
