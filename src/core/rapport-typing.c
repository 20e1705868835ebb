/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-typing.h"

#include "rapport-conflict.h"
#include "rapport-library-private.h"
#include "rapport-sync-conflict.h"

#include <gio/gio.h>

struct _RapportTyping
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportRecord *record;
  guint field;
  char *label;
  char *entry;
  char *base;    /* what the editor had when it was last alike with the record */
  char *other;   /* who has changed the record meanwhile, or NULL */
  gboolean gone; /* @other has erased it */
  char *text;    /* typed and not yet committed, or NULL */
  guint timeout;
};

G_DEFINE_FINAL_TYPE (RapportTyping, rapport_typing, G_TYPE_OBJECT)

static void
rapport_typing_dispose (GObject *object)
{
  RapportTyping *self = RAPPORT_TYPING (object);
  g_autoptr (GError) error = NULL;

  if (self->library != NULL && !rapport_typing_flush (self, &error))
    g_warning ("what was typed could not be committed: %s", error->message);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->library);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (rapport_typing_parent_class)->dispose (object);
}

static void
rapport_typing_finalize (GObject *object)
{
  RapportTyping *self = RAPPORT_TYPING (object);

  g_free (self->label);
  g_free (self->entry);
  g_free (self->base);
  g_free (self->other);
  g_free (self->text);
  G_OBJECT_CLASS (rapport_typing_parent_class)->finalize (object);
}

static void
rapport_typing_class_init (RapportTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_typing_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_typing_finalize;
}

static void
rapport_typing_init (RapportTyping *self)
{
}

/* A colleague's change came in the middle of it: the editor doesn't have that. */
static void
committed_cb (RapportTyping *self, RapportChangeSet *set)
{
  const RapportChangeHead *head = rapport_change_set_get_head (set);
  const RapportRecordChange *change =
    head->kind == RAPPORT_CHANGE_PULL
      ? rapport_change_set_find (set, rapport_record_get_id (self->record))
      : NULL;

  if (change == NULL)
    return;
  self->gone = change->operation == RAPPORT_OPERATION_ERASE;
  if (self->gone)
    g_set_str (&self->other, head->author);
  for (guint i = 0; i < change->fields->len; i++)
    if (g_array_index (change->fields, RapportFieldChange, i).field == self->field)
      g_set_str (&self->other, head->author);
}

RapportTyping *
rapport_typing_new (RapportLibrary *library, RapportRecord *record, guint field, const char *label)
{
  RapportTyping *self = g_object_new (RAPPORT_TYPE_TYPING, NULL);

  self->library = g_object_ref (library);
  self->record = g_object_ref (record);
  self->field = field;
  self->label = g_strdup (label);
  self->base = g_strdup (rapport_record_get_text (record, field));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  self->entry = rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));
  return self;
}

static void
pause_cb (gpointer user_data)
{
  RapportTyping *self = user_data;
  g_autoptr (GError) error = NULL;

  self->timeout = 0;
  if (!rapport_typing_flush (self, &error))
    g_warning ("what was typed could not be committed: %s", error->message);
}

void
rapport_typing_set_text (RapportTyping *self, const char *text)
{
  g_set_str (&self->text, text);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_once (RAPPORT_TYPING_PAUSE_MS, pause_cb, self);
}

/* Merging. */

/* (transfer full) */
static GVariant *
make_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_variant_ref_sink (g_variant_new_string (valid));
}

static RapportRow *
describe_record (RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  RapportRow *row = rapport_row_new (info, rapport_record_get_id (record));

  if (info->client >= 0)
    row->values[info->client] =
      g_variant_ref_sink (g_variant_new_string (rapport_record_get_client_id (record)));
  return row;
}

/* Both texts are shown to the user. */
static void
add_conflict (RapportTyping *self, RapportTransaction *transaction, const RapportClash *clash)
{
  g_autoptr (RapportRow) about = describe_record (self->record);
  g_autoptr (RapportRow) row = rapport_sync_conflict_of_edits (
    rapport_record_get_info (self->record), about, clash, rapport_library_get_me (self->library),
    self->other, rapport_clock_get_now (rapport_library_get_clock (self->library)));
  const char *const parts[] = {
    g_variant_get_string (row->values[RAPPORT_CONFLICT_RECORD], NULL),
    g_variant_get_string (row->values[RAPPORT_CONFLICT_FIELD], NULL),
    g_variant_get_string (row->values[RAPPORT_CONFLICT_VALUES], NULL),
    NULL,
  };
  RapportRecord *conflict = rapport_transaction_ensure (transaction, RAPPORT_TYPE_CONFLICT, parts);

  for (guint i = RAPPORT_RECORD_N_FIELDS; i < RAPPORT_CONFLICT_N_FIELDS; i++)
    rapport_transaction_set (transaction, conflict, i, row->values[i]);
}

/* What is typed is an edit of what the editor had. */
static void
merge (RapportTyping *self, RapportTransaction *transaction)
{
  const RapportField *field = &rapport_record_get_info (self->record)->fields[self->field];
  g_autoptr (GVariant) base = make_text (self->base);
  g_autoptr (GVariant) ours = make_text (self->text);
  GVariant *theirs = rapport_record_get_value (self->record, self->field);
  g_autoptr (GVariant) merged = NULL;
  RapportClash clash = { self->field, base, ours, theirs, NULL };

  if (!rapport_field_merge (field, base, ours, theirs,
                            rapport_library_get_line_merge (self->library), &merged))
    {
      /* One thing stays as it was typed last. */
      if (field->merge != RAPPORT_MERGE_LINES)
        {
          g_clear_pointer (&merged, g_variant_unref);
          merged = g_variant_ref (ours);
        }
      clash.stands = merged;
      add_conflict (self, transaction, &clash);
    }
  rapport_transaction_set (transaction, self->record, self->field, merged);
}

/* Typing in what a colleague has erased. */

static void
add_row (RapportChangeSet *set, const RapportRecordInfo *info, const RapportRow *row)
{
  RapportRecordChange *change =
    rapport_change_set_add_record (set, info, row->id, RAPPORT_OPERATION_CREATE);

  for (guint i = 0; i < info->n_fields; i++)
    if (row->values[i] != NULL)
      rapport_record_change_add_field (change, i, NULL, row->values[i]);
}

/* (transfer full): the record as the editor had it, with what was typed. */
static RapportRow *
copy_record (RapportTyping *self)
{
  const RapportRecordInfo *info = rapport_record_get_info (self->record);
  RapportRow *row = rapport_row_new (info, rapport_record_get_id (self->record));

  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = info->fields[i].kind != RAPPORT_KIND_BLOB
                          ? rapport_record_get_value (self->record, i)
                          : NULL;

      row->values[i] = value != NULL ? g_variant_ref (value) : NULL;
    }
  g_clear_pointer (&row->values[self->field], g_variant_unref);
  row->values[self->field] = make_text (self->text);
  return row;
}

/* The edit wins, and the deletion is shown. */
static void
revive (RapportTyping *self)
{
  const RapportRecordInfo *info = rapport_record_get_info (self->record);
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));
  const char *me = rapport_library_get_me (self->library);
  g_autofree char *id = rapport_id_new (now);
  const RapportChangeHead head = { .id = id,
                                   .label = self->label,
                                   .author = me,
                                   .client = rapport_record_get_client_id (self->record),
                                   .instant = now };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  g_autoptr (RapportRow) row = copy_record (self);
  g_autoptr (RapportRow) conflict =
    rapport_sync_conflict_of_deletion (info, row, "deletion", self->other, me, now);
  g_autoptr (RapportRecord) known =
    rapport_library_get (self->library, RAPPORT_TYPE_CONFLICT, conflict->id);

  add_row (set, info, row);
  if (known == NULL)
    add_row (set, &rapport_conflict_info, conflict);
  rapport_library_apply (self->library, set);
  g_clear_object (&self->record);
  self->record = rapport_library_get_for_info (self->library, info, row->id);
  self->gone = FALSE;
}

static gboolean
write_text (RapportTyping *self, GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, self->label);

  rapport_transaction_set_entry (transaction, self->entry);
  if (self->other != NULL)
    merge (self, transaction);
  else
    rapport_transaction_set_text (transaction, self->record, self->field, self->text);
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_typing_flush (RapportTyping *self, GError **error)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->text == NULL)
    return TRUE;
  if (self->gone && !rapport_library_is_read_only (self->library))
    revive (self);
  else if (!write_text (self, error))
    return FALSE;
  g_free (self->base);
  self->base = g_steal_pointer (&self->text);
  return TRUE;
}
