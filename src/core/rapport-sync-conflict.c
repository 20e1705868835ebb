/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sync-conflict.h"

#include "rapport-conflict.h"
#include "rapport-id.h"
#include "rapport-sync-decide.h"

static void
set_text (RapportRow *row, guint field, const char *text)
{
  g_clear_pointer (&row->values[field], g_variant_unref);
  if (text != NULL && *text != '\0')
    row->values[field] = g_variant_ref_sink (g_variant_new_string (text));
}

static RapportRow *
conflict_new (const RapportRecordInfo *info,
              const RapportRow *about,
              const char *kind,
              const char *field,
              const char *digest,
              gint64 at)
{
  const char *const parts[] = { about->id, field, digest, NULL };
  g_autofree char *id = rapport_id_from_key (rapport_conflict_info.name, parts);
  g_autofree char *type = rapport_name_to_column (info->name);
  RapportRow *row = rapport_row_new (&rapport_conflict_info, id);

  set_text (row, RAPPORT_RECORD_AUDIENCE, rapport_audience_to_word (RAPPORT_AUDIENCE_TEAM));
  row->values[RAPPORT_RECORD_CREATED] = g_variant_ref_sink (g_variant_new_int64 (at));
  set_text (row, RAPPORT_CONFLICT_RECORD, about->id);
  set_text (row, RAPPORT_CONFLICT_FIELD, field);
  set_text (row, RAPPORT_CONFLICT_VALUES, digest);
  set_text (row, RAPPORT_CONFLICT_KIND, kind);
  set_text (row, RAPPORT_CONFLICT_TYPE_OF, type);
  set_text (row, RAPPORT_CONFLICT_CLIENT, rapport_sync_get_client (info, about));
  return row;
}

/* (transfer full) (nullable) */
static char *
print (RapportKind kind, GVariant *value)
{
  return value != NULL ? rapport_kind_to_text (kind, value) : NULL;
}

/* What two have made of a field, @values with its name. */
static RapportRow *
conflict_of_values (const RapportRecordInfo *info,
                    const RapportRow *row,
                    const RapportExtraClash *values,
                    const char *ours_by,
                    const char *theirs_by,
                    gint64 at)
{
  const gboolean ours_first = g_strcmp0 (values->ours, values->theirs) <= 0;
  const char *first = ours_first ? values->ours : values->theirs;
  const char *second = ours_first ? values->theirs : values->ours;
  g_autofree char *both =
    g_strdup_printf ("%s\n%s", first != NULL ? first : "", second != NULL ? second : "");
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  RapportRow *conflict = conflict_new (info, row, "edit", values->member, digest, at);

  set_text (conflict, RAPPORT_CONFLICT_BASE, values->base);
  set_text (conflict, RAPPORT_CONFLICT_FIRST, first);
  set_text (conflict, RAPPORT_CONFLICT_SECOND, second);
  set_text (conflict, RAPPORT_CONFLICT_STANDS, values->stands);
  set_text (conflict, RAPPORT_CONFLICT_FIRST_BY, ours_first ? ours_by : theirs_by);
  set_text (conflict, RAPPORT_CONFLICT_SECOND_BY, ours_first ? theirs_by : ours_by);
  return conflict;
}

RapportRow *
rapport_sync_conflict_of_edits (const RapportRecordInfo *info,
                                const RapportRow *row,
                                const RapportClash *clash,
                                const char *ours_by,
                                const char *theirs_by,
                                gint64 at)
{
  const RapportKind kind = info->fields[clash->field].kind;
  g_autofree char *field = rapport_name_to_column (info->fields[clash->field].name);
  g_autofree char *base = print (kind, clash->base);
  g_autofree char *ours = print (kind, clash->ours);
  g_autofree char *theirs = print (kind, clash->theirs);
  g_autofree char *stands = print (kind, clash->stands);
  const RapportExtraClash values = { field, base, ours, theirs, stands };

  return conflict_of_values (info, row, &values, ours_by, theirs_by, at);
}

RapportRow *
rapport_sync_conflict_of_extra (const RapportRecordInfo *info,
                                const RapportRow *row,
                                const RapportExtraClash *clash,
                                const char *ours_by,
                                const char *theirs_by,
                                gint64 at)
{
  return conflict_of_values (info, row, clash, ours_by, theirs_by, at);
}

RapportRow *
rapport_sync_conflict_of_deletion (const RapportRecordInfo *info,
                                   const RapportRow *row,
                                   const char *kind,
                                   const char *deleted_by,
                                   const char *edited_by,
                                   gint64 at)
{
  RapportRow *conflict = conflict_new (info, row, kind, "", kind, at);

  set_text (conflict, RAPPORT_CONFLICT_FIRST_BY, deleted_by);
  set_text (conflict, RAPPORT_CONFLICT_SECOND_BY, edited_by);
  return conflict;
}
