/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field-merge.h"
#include "rapport-query.h"

G_BEGIN_DECLS

/**
 * RapportDocument:
 * @type: the name of the record type, as a column is named: "work_item"
 * @info: (nullable): its table; %NULL for a type of a newer version of Rapport
 * @id: the id of the record
 * @revision: CouchDB's `_rev`, "" for a document that no server has seen
 * @deleted: a tombstone: the record was erased
 * @schema: the version of the library's schema that wrote it
 * @author: the id of the member who wrote it, "" where that is not known
 * @at: when, by that member's clock; for people, as clocks decide nothing
 * @row: (nullable): the values; %NULL for a tombstone and an unknown type
 *
 * A record as CouchDB keeps it: one document, `_id` being "work_item:ID". The values stand in the
 * member "fields" under their columns' names, set ones only, as JSON has them (rapport-kind.h).
 * What is for the user alone is never in it. Members of "fields" that this version does not know
 * are the row's `extra`, and go out again as they came.
 */
typedef struct
{
  char *type;
  const RapportRecordInfo *info;
  char *id;
  char *revision;
  gboolean deleted;
  gint64 schema;
  char *author;
  gint64 at;
  RapportRow *row;
} RapportDocument;

void rapport_document_free (RapportDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDocument, rapport_document_free)

/* (transfer full): the `_id` of a record. */
char *rapport_document_get_name (const RapportRecordInfo *info, const char *id);

/* Whether the record may leave this machine: it is not for the user alone. */
gboolean rapport_document_may_leave (const RapportRecordInfo *info, const RapportRow *row);

/* (transfer full): as CouchDB takes it. Of a known type; a tombstone needs no row. */
JsonNode *rapport_document_write (const RapportDocument *self);

/**
 * rapport_document_read:
 * @node: what a server sent
 *
 * Returns: (transfer full): the document. %NULL with %G_IO_ERROR_INVALID_DATA where it is none of
 *   Rapport's, or a field holds what it can't: nothing of such a document is taken over
 */
RapportDocument *rapport_document_read (JsonNode *node, GError **error);

/**
 * RapportClash:
 * @field: index of the field
 * @base: (nullable): what both had
 * @ours: (nullable): what one side made of it
 * @theirs: (nullable): what the other made of it
 * @stands: (nullable): what the merged record has; it is for the user to settle
 */
typedef struct
{
  guint field;
  GVariant *base;
  GVariant *ours;
  GVariant *theirs;
  GVariant *stands;
} RapportClash;

/**
 * rapport_row_merge:
 * @base: (nullable): the record as both sides had it; %NULL where that is not known
 * @ours: as it is here
 * @theirs: as it is there, without what is for the user alone
 * @lines: (nullable): see rapport_field_merge()
 * @clashes: (nullable): gets a #RapportClash for each field that could not be merged, which
 *   rapport_clash_clear() clears
 *
 * Brings two edits of one record together, field by field. Whose is whose makes no difference, but
 * that fields for the user alone are always ours. Members that this version does not know are
 * merged one by one, too.
 *
 * Returns: (transfer full)
 */
RapportRow *rapport_row_merge (const RapportRecordInfo *info,
                               const RapportRow *base,
                               const RapportRow *ours,
                               const RapportRow *theirs,
                               RapportLineMerge lines,
                               GArray *clashes);
void rapport_clash_clear (gpointer clash);

/* Whether both say the same, what is for the user alone left out. */
gboolean
rapport_row_equal (const RapportRecordInfo *info, const RapportRow *a, const RapportRow *b);

G_END_DECLS
