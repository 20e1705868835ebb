/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field-merge.h"
#include "rapport-json.h"
#include "rapport-query.h"

G_BEGIN_DECLS

/* The version of the schema that this program writes: the number of the last migration that changed
 * what a record has. */
#define RAPPORT_DOCUMENT_SCHEMA 7

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
 * @replica: the copy that wrote it (#RapportSyncPlace:replica), "" where that is not known: by it
 *   one's own document is known again where the server's answer was lost
 * @past: revisions that it takes into account, as in #RapportSyncEntry:known; "" where that is not
 *   known. It has words of each of them, or has taken them out
 * @moved: of a tombstone: the record was not erased, but lives in another database now, where it
 *   takes @past into account. Of a record that has just come to one: it says what it said in the
 *   database that it left, at the first revision of @past; by that it is told whether somebody who
 *   erased it there knew it as it is
 * @stand_in: of a tombstone: it stands there as a document that is not deleted, has moved and has
 * no fields, as CouchDB takes no tombstone upon another. Whoever knows of it deletes it
 * @losing: it is no winner but another leaf of the server's tree of revisions. What it says is
 *   merged, and the record's revision remains the winner's, which is to come before it
 * @unaware: of a tombstone: it was never made of what is known here of the record, as a server that
 *   was restored has lost that. It is no part of what is written
 * @row: (nullable): the values; %NULL for a tombstone and an unknown type
 * @blobs: (nullable) (element-type RapportDocumentBlob): what the row has of files; see below
 * @raw: (nullable): JSON of all of it, where its type is unknown
 * @conflicts: (nullable): `_conflicts`, the revisions of the other leaves of the server's tree
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
  char *replica;
  char *past;
  gboolean moved;
  gboolean stand_in;
  gboolean losing;
  gboolean unaware;
  RapportRow *row;
  GArray *blobs;
  char *raw;
  GStrv conflicts;
} RapportDocument;

RapportDocument *rapport_document_new (const RapportRecordInfo *info, const char *id);

void rapport_document_free (RapportDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDocument, rapport_document_free)

/* (transfer full): the `_id` of a record. */
char *rapport_document_get_name (const RapportRecordInfo *info, const char *id);

/* Whether a document of this `_id` is a record's: not a piece of a blob, a design document, nor
 * what is said of the database as a whole. */
gboolean rapport_document_is_record (const char *name);

/* Whether the record may leave this machine: it is not for the user alone. */
gboolean rapport_document_may_leave (const RapportRecordInfo *info, const RapportRow *row);

/* (transfer full): as CouchDB takes it. Of a known type; a tombstone needs no row. */
JsonNode *rapport_document_write (const RapportDocument *self);

/**
 * rapport_document_read:
 * @object: what a server sent
 *
 * Returns: (transfer full): the document. %NULL with %G_IO_ERROR_INVALID_DATA where it is none of
 *   Rapport's, or a field holds what it can't: nothing of such a document is taken over
 */
RapportDocument *rapport_document_read (yyjson_val *object, GError **error);

/* The same of a text, and of a tree. */
RapportDocument *rapport_document_parse (const char *text, GError **error);
RapportDocument *rapport_document_read_node (JsonNode *node, GError **error);

/*
 * Blobs. The bytes of a field do not stand in the record's document. There it has
 * {"digest": "SHA-256 in hexadecimal", "size": 123}, and the bytes are in documents
 * "blob:DIGEST:0", "blob:DIGEST:1" and so on, each with at most %RAPPORT_BLOB_PIECE of them as
 * base64 in the member "data". They are sent before the record, are never changed, and are the
 * same for all that have the same digest: a 409 for one means that it is there already. Neither do
 * rows that sync compares hold bytes: such a field goes with the type's field "digest".
 *
 * Where a record has moved to another database, its bytes go along, and are deleted at the one it
 * left once no record that stays there names them; those of one that was erased likewise. Who moves
 * or erases a record notes its digests with the place that it leaves (#RapportSyncFile), in the
 * same transaction. Later, in the session of that place, when the database has been pulled and the
 * record is deleted there:
 *
 * 1. where a record that lives there names the digest, or anything does that this version can't
 *    read, nothing is done for now;
 * 2. each database where a record with this digest lives by now is looked at, and what it lacks of
 *    the pieces is copied there;
 * 3. the pieces are deleted, as tombstones that are signed;
 * 4. the note is taken away.
 *
 * Cut short anywhere it begins anew, and may be done by several. A colleague may have sent a record
 * with the same digest meanwhile, which found its bytes there: whoever sees with the changes that
 * pieces are deleted, and has the bytes of a record that lives there and names them, sends them
 * once more when all changes are taken. Since who sent the record pulls after it, it is one of
 * them.
 */

/* Bytes of a piece; as base64 it has at most 4 MB then. */
#define RAPPORT_BLOB_PIECE (3 * 1000 * 1000)

/* The most that a blob of a document may claim to have. */
#define RAPPORT_BLOB_MAX_SIZE (64 * 1000 * 1000)

/**
 * RapportDocumentBlob:
 * @field: index of the field
 * @digest: SHA-256 of the bytes
 * @size: how many they are
 */
typedef struct
{
  guint field;
  char digest[65];
  gint64 size;
} RapportDocumentBlob;

/* (transfer none): the blobs of a document, read or made; an array without elements where it has
 * none. Before a document is handed to rapport_sync_take(), each field of these gets its bytes in
 * @row as rapport_blob_join() makes them; a field that is left empty is taken without. */
GArray *rapport_document_get_blobs (RapportDocument *self);

/* Fills them from what the row says: its bytes, or, where it was loaded without them, its fields
 * "digest" and "size". */
void rapport_document_find_blobs (RapportDocument *self);

/* How many documents a blob of @size bytes is in: one at least. */
guint rapport_blob_count_pieces (gint64 size);

/* (transfer full): the `_id` of one of them. */
char *rapport_blob_get_name (const char *digest, guint piece);

/* (transfer full): one of them, as CouchDB takes it. */
JsonNode *rapport_blob_write_piece (GBytes *bytes, const char *digest, guint piece);

/**
 * rapport_blob_join:
 * @pieces: (element-type JsonNode): its documents, in their order
 *
 * Returns: (transfer full): the value of the field, not floating. %NULL with
 *   %G_IO_ERROR_INVALID_DATA where bytes are missing or are not those that were kept
 */
GVariant *rapport_blob_join (const RapportDocumentBlob *blob, GPtrArray *pieces, GError **error);

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
 * that fields for the user alone are always ours. A blob is of the side whose "digest" stands.
 * Members that this version does not know are
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

/**
 * RapportExtraClash:
 * @member: its name
 * @base: (nullable): what both had, as JSON
 * @ours: what one side made of it
 * @theirs: what the other made of it
 * @stands: what the merged record has
 *
 * A member that this version does not know, and that both sides have changed.
 */
typedef struct
{
  char *member;
  char *base;
  char *ours;
  char *theirs;
  char *stands;
} RapportExtraClash;

/* (transfer full) (element-type RapportExtraClash): of what rapport_row_merge() has merged, each
 * row's `extra`; @base is nullable. */
GPtrArray *rapport_row_find_extra_clashes (const RapportRow *base,
                                           const RapportRow *ours,
                                           const RapportRow *theirs,
                                           const RapportRow *merged);

/* Whether both say the same, what is for the user alone and blobs left out. */
gboolean
rapport_row_equal (const RapportRecordInfo *info, const RapportRow *a, const RapportRow *b);

G_END_DECLS
