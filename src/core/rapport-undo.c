/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: the inverse of a logged set, merged with what came since. */
#include "rapport-library-private.h"

#include "rapport-cells.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static GVariant *
merge_cells (GVariant *base, GVariant *ours, GVariant *theirs)
{
  g_autoptr (RapportCells) b = base ? rapport_cells_from_variant (base) : NULL;
  g_autoptr (RapportCells) o =
    ours ? rapport_cells_from_variant (ours) : rapport_cells_new (NULL, 0);
  g_autoptr (RapportCells) t =
    theirs ? rapport_cells_from_variant (theirs) : rapport_cells_new (NULL, 0);
  g_autoptr (RapportCells) merged = rapport_cells_merge (b, o, t);

  return rapport_cells_to_variant (merged);
}

static void
add_elements (GHashTable *elements, GVariant *set)
{
  g_autofree const char **words = set ? g_variant_get_strv (set, NULL) : NULL;

  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    g_hash_table_add (elements, (gpointer) words[i]);
}

/* An element stays when both have it, or when one has added it. */
static GVariant *
merge_set (GVariant *base, GVariant *ours, GVariant *theirs)
{
  g_autoptr (GHashTable) in_base = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) in_ours = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) in_theirs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) result = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GVariant) sorted = NULL;
  GHashTable *sides[2] = { in_ours, in_theirs };

  add_elements (in_base, base);
  add_elements (in_ours, ours);
  add_elements (in_theirs, theirs);
  for (guint side = 0; side < 2; side++)
    {
      GHashTableIter iter;
      const char *word;

      g_hash_table_iter_init (&iter, sides[side]);
      while (g_hash_table_iter_next (&iter, (gpointer *) &word, NULL))
        if (g_hash_table_contains (sides[1 - side], word) || !g_hash_table_contains (in_base, word))
          json_array_add_string_element (result, word);
    }
  json_node_set_array (node, result);
  sorted = rapport_kind_from_json (RAPPORT_KIND_SET, node, NULL);
  return g_steal_pointer (&sorted);
}

static GVariant *
merge_lines (RapportLineMerge merge, GVariant *base, GVariant *ours, GVariant *theirs)
{
  g_autofree char *merged = NULL;

  if (merge == NULL)
    return NULL;
  merged = merge (base ? g_variant_get_string (base, NULL) : "",
                  ours ? g_variant_get_string (ours, NULL) : "",
                  theirs ? g_variant_get_string (theirs, NULL) : "");
  return merged != NULL ? g_variant_new_string (merged) : NULL;
}

gboolean
rapport_library_take_back (RapportLibrary *library,
                           const RapportField *field,
                           const RapportFieldChange *change,
                           GVariant *now,
                           GVariant **result)
{
  if (rapport_kind_equal (field->kind, now, change->after))
    {
      *result = change->before != NULL ? g_variant_ref (change->before) : NULL;
      return TRUE;
    }
  *result = NULL;
  if (field->merge == RAPPORT_MERGE_LINES)
    *result =
      merge_lines (rapport_library_get_line_merge (library), change->after, change->before, now);
  else if (field->kind == RAPPORT_KIND_CELLS)
    *result = merge_cells (change->after, change->before, now);
  else if (field->kind == RAPPORT_KIND_SET)
    *result = merge_set (change->after, change->before, now);
  if (*result != NULL)
    g_variant_take_ref (*result);
  return *result != NULL;
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
