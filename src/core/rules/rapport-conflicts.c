/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-conflicts.h"

#include "rapport-library-private.h"
#include "rapport-member.h"
#include "rapport-onlooker.h"
#include "rapport-transaction.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): what it is about, while that is there. */
static RapportRecord *
get_record (RapportLibrary *library, RapportRecord *conflict)
{
  const RapportRecordInfo *info =
    rapport_record_info_lookup (rapport_record_get_text (conflict, RAPPORT_CONFLICT_TYPE_OF));
  g_autoptr (RapportRecord) record =
    info != NULL ? rapport_library_get_for_info (
                     library, info, rapport_record_get_text (conflict, RAPPORT_CONFLICT_RECORD))
                 : NULL;

  if (record == NULL || rapport_record_is_trashed (record))
    return NULL;
  return g_steal_pointer (&record);
}

/* Whether this version knows what it is about. */
static gboolean
has_field (RapportRecord *about, RapportRecord *conflict)
{
  const char *name = rapport_record_get_text (conflict, RAPPORT_CONFLICT_FIELD);

  return *name == '\0' ||
         rapport_record_info_find_field (rapport_record_get_info (about), name) >= 0;
}

static gboolean
is_open (RapportRecord *conflict)
{
  return rapport_record_get_value (conflict, RAPPORT_CONFLICT_SETTLED) == NULL &&
         !rapport_record_is_trashed (conflict);
}

GPtrArray *
rapport_conflicts_find_open (RapportLibrary *library,
                             const char *client,
                             const char *record,
                             GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONFLICT);
  GPtrArray *conflicts;

  rapport_query_where (query, RAPPORT_CONFLICT_SETTLED, RAPPORT_TEST_EQUAL, NULL);
  if (client != NULL)
    rapport_query_where_text (query, RAPPORT_CONFLICT_CLIENT, client);
  if (record != NULL)
    rapport_query_where_text (query, RAPPORT_CONFLICT_RECORD, record);
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, FALSE);
  rapport_onlooker_narrow (library, query);
  conflicts = rapport_library_find (library, query, error);
  for (guint i = conflicts != NULL ? conflicts->len : 0; i > 0; i--)
    {
      g_autoptr (RapportRecord) about = get_record (library, conflicts->pdata[i - 1]);

      if (about == NULL || !has_field (about, conflicts->pdata[i - 1]))
        g_ptr_array_remove_index (conflicts, i - 1);
    }
  return conflicts;
}

/* Details. */

void
rapport_conflict_details_free (RapportConflictDetails *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->base, g_variant_unref);
  g_clear_pointer (&self->first, g_variant_unref);
  g_clear_pointer (&self->second, g_variant_unref);
  g_clear_pointer (&self->stands, g_variant_unref);
  g_clear_pointer (&self->now, g_variant_unref);
  g_free (self->first_by);
  g_free (self->second_by);
  g_free (self);
}

/* (transfer full) (nullable) */
static GVariant *
read_value (RapportRecord *conflict, guint from, const RapportField *field)
{
  const char *text = rapport_record_get_text (conflict, from);

  return *text != '\0' ? rapport_kind_from_text (field->kind, text, NULL) : NULL;
}

/* (transfer full) */
static char *
get_name (RapportLibrary *library, RapportRecord *conflict, guint field)
{
  const char *id = rapport_record_get_text (conflict, field);
  g_autoptr (RapportRecord) member =
    *id != '\0' ? rapport_library_get (library, RAPPORT_TYPE_MEMBER, id) : NULL;

  return g_strdup (member != NULL ? rapport_record_get_title (member) : "");
}

static gboolean
read_field (RapportConflictDetails *self, RapportRecord *conflict)
{
  const RapportRecordInfo *info = rapport_record_get_info (self->record);
  const char *name = rapport_record_get_text (conflict, RAPPORT_CONFLICT_FIELD);
  const int index = rapport_record_info_find_field (info, name);
  GVariant *now;

  if (*name == '\0')
    return TRUE;
  if (index < 0)
    return FALSE;
  self->index = (guint) index;
  self->field = &info->fields[index];
  self->base = read_value (conflict, RAPPORT_CONFLICT_BASE, self->field);
  self->first = read_value (conflict, RAPPORT_CONFLICT_FIRST, self->field);
  self->second = read_value (conflict, RAPPORT_CONFLICT_SECOND, self->field);
  self->stands = read_value (conflict, RAPPORT_CONFLICT_STANDS, self->field);
  now = rapport_record_get_value (self->record, self->index);
  self->now = now != NULL ? g_variant_ref (now) : NULL;
  return TRUE;
}

RapportConflictDetails *
rapport_conflict_get_details (RapportLibrary *library, RapportConflict *conflict)
{
  RapportRecord *record = RAPPORT_RECORD (conflict);
  g_autoptr (RapportConflictDetails) self = g_new0 (RapportConflictDetails, 1);

  if (!is_open (record) || !rapport_onlooker_may_see (library, record))
    return NULL;
  self->record = get_record (library, record);
  if (self->record == NULL || !read_field (self, record))
    return NULL;
  self->first_by = get_name (library, record, RAPPORT_CONFLICT_FIRST_BY);
  self->second_by = get_name (library, record, RAPPORT_CONFLICT_SECOND_BY);
  return g_steal_pointer (&self);
}

/* Settling. */

/* (transfer full) (nullable): what was chosen, in a text with what came since. */
static GVariant *
work_out (RapportLibrary *library, const RapportConflictDetails *details, GVariant *chosen)
{
  GVariant *result = NULL;

  if (details->field->merge != RAPPORT_MERGE_LINES)
    return chosen != NULL ? g_variant_ref (chosen) : NULL;
  rapport_field_merge (details->field, details->stands, chosen, details->now,
                       rapport_library_get_line_merge (library), &result);
  return result;
}

static void
set_value (RapportTransaction *transaction,
           const RapportConflictDetails *details,
           RapportConflictChoice choice,
           GVariant *own)
{
  RapportLibrary *library = rapport_transaction_get_library (transaction);
  g_autoptr (GVariant) value = NULL;

  if (choice == RAPPORT_CONFLICT_STANDS_AS_IT_IS)
    return;
  if (choice == RAPPORT_CONFLICT_TAKE_OWN)
    value = own != NULL ? g_variant_ref (own) : NULL;
  else
    value = work_out (library, details,
                      choice == RAPPORT_CONFLICT_TAKE_FIRST ? details->first : details->second);
  rapport_transaction_set (transaction, details->record, details->index, value);
}

gboolean
rapport_conflict_settle (RapportLibrary *library,
                         RapportConflict *conflict,
                         RapportConflictChoice choice,
                         GVariant *own,
                         GError **error)
{
  g_autoptr (GVariant) value = own != NULL ? g_variant_ref_sink (own) : NULL;
  g_autoptr (RapportConflictDetails) details = rapport_conflict_get_details (library, conflict);
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportRecord *record = RAPPORT_RECORD (conflict);

  if (details == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("There is nothing to settle any more."));
      return FALSE;
    }
  transaction = rapport_transaction_begin (library, _ ("Settle a conflict"));
  rapport_transaction_set_client (transaction, rapport_record_get_client_id (details->record));
  if (details->field != NULL)
    set_value (transaction, details, choice, value);
  else if (choice == RAPPORT_CONFLICT_TAKE_FIRST)
    rapport_transaction_trash (transaction, details->record);
  rapport_transaction_set_integer (transaction, record, RAPPORT_CONFLICT_SETTLED,
                                   rapport_clock_get_now (rapport_library_get_clock (library)));
  rapport_transaction_set_text (transaction, record, RAPPORT_CONFLICT_SETTLED_BY,
                                rapport_library_get_me (library));
  return rapport_transaction_commit (transaction, error);
}
