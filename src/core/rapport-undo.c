/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: the inverse of a logged set, merged with what came since. */
#include "rapport-library-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

gboolean
rapport_library_take_back (RapportLibrary *library,
                           const RapportField *field,
                           const RapportFieldChange *change,
                           GVariant *now,
                           GVariant **result)
{
  /* To take a change back is to edit what it made into what was before. */
  if (rapport_field_merge (field, change->after, change->before, now,
                           rapport_library_get_line_merge (library), result))
    return TRUE;
  g_clear_pointer (result, g_variant_unref);
  return FALSE;
}

static gboolean
decline (GError **error, RapportRecord *record, const RapportField *field)
{
  const char *label = g_dgettext (GETTEXT_PACKAGE, field->label);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               /* Translators: the name of a field, then of a record. */
               _ ("“%s” of “%s” has been changed since, so this can’t be undone."), label,
               rapport_record_get_title (record));
  return FALSE;
}

static gboolean
invert_fields (RapportLibrary *library,
               RapportRecord *record,
               const RapportRecordChange *change,
               RapportRecordChange *inverse,
               GError **error)
{
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);
      const RapportField *info = &change->info->fields[field->field];
      GVariant *now = rapport_record_get_value (record, field->field);
      g_autoptr (GVariant) result = NULL;

      if (!rapport_library_take_back (library, info, field, now, &result))
        return decline (error, record, info);
      if (!rapport_kind_equal (info->kind, now, result))
        rapport_record_change_add_field (inverse, field->field, now, result);
    }
  return TRUE;
}

static gboolean
invert_change (RapportLibrary *library,
               const RapportRecordChange *change,
               RapportChangeSet *inverse,
               GError **error)
{
  g_autoptr (RapportRecord) record =
    rapport_library_get_for_info (library, change->info, change->id);
  RapportRecordChange *back;

  if (record == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The record has been deleted for ever, so this can’t be undone."));
      return FALSE;
    }
  back =
    rapport_change_set_add_record (inverse, change->info, change->id, RAPPORT_OPERATION_CHANGE);
  if (change->operation == RAPPORT_OPERATION_CREATE)
    {
      gint64 now = rapport_clock_get_now (rapport_library_get_clock (library));

      rapport_record_change_add_field (back, RAPPORT_RECORD_TRASHED,
                                       rapport_record_get_value (record, RAPPORT_RECORD_TRASHED),
                                       g_variant_new_int64 (now));
      return TRUE;
    }
  return invert_fields (library, record, change, back, error);
}

static RapportChangeSet *
find_candidate (RapportLibrary *library, const char *client, gboolean redo, GError **error)
{
  RapportChangeSet *set;
  g_autoptr (GError) local_error = NULL;

  if (!rapport_library_flush (library, error))
    return NULL;
  set = rapport_store_undo_candidate (rapport_library_get_store (library),
                                      rapport_library_get_me (library), client, redo, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (set == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         redo ? _ ("There is nothing to redo.") : _ ("There is nothing to undo."));
  return set;
}

char *
rapport_library_get_undo_label (RapportLibrary *self, const char *client, gboolean redo)
{
  g_autoptr (RapportChangeSet) set = find_candidate (self, client, redo, NULL);

  return set != NULL ? g_strdup (rapport_change_set_get_head (set)->label) : NULL;
}

char *
rapport_library_undo (RapportLibrary *self, const char *client, gboolean redo, GError **error)
{
  g_autoptr (RapportChangeSet) set = find_candidate (self, client, redo, error);
  g_autoptr (RapportChangeSet) inverse = NULL;
  g_autofree char *id = NULL;
  gint64 now = rapport_clock_get_now (rapport_library_get_clock (self));
  RapportChangeHead head = { 0 };

  if (set == NULL)
    return NULL;
  if (rapport_library_is_read_only (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _ ("This library can only be read."));
      return NULL;
    }
  id = rapport_id_new (now);
  head = *rapport_change_set_get_head (set);
  head.target = head.id;
  head.id = id;
  head.instant = now;
  head.kind = redo ? RAPPORT_CHANGE_REDO : RAPPORT_CHANGE_UNDO;
  head.continues = FALSE;
  inverse = rapport_change_set_new (&head);
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (!invert_change (self, rapport_change_set_get_change (set, i), inverse, error))
      return NULL;
  rapport_library_apply (self, inverse);
  return g_strdup (head.label);
}
