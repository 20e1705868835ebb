/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-query.h"

G_BEGIN_DECLS

/*
 * What this copy of a library knows of the databases it is synced with. It is kept in the library's
 * file, is written in the transaction that writes the records it speaks of, and is no record
 * itself: it never leaves the machine.
 */

/**
 * RapportSyncPlace:
 * @key: its number in this library, from 1; 0 for one that is new
 * @address: URL of the database, without name and password; "" for a client's where one isn't let
 *   in: what is of that client goes nowhere then
 * @user: the name by which one signs in; "" where a token does it
 * @client: id of the client whose records live there; "" for the database of the workspace; with
 *   %RAPPORT_SYNC_LEFT before it where the client has moved back to that: it is emptied, and then
 *   forgotten
 * @identity: what the database says it is, by which one that was deleted and made again is known
 *   (the id in its document "rapport:database"); "" until it has been asked
 * @replica: the random name of this copy, under which the checkpoint stands in the database; it is
 *   kept outside of the file as well, so that a file that was copied is noticed
 * @since: the `seq` up to which everything from there is in this library; "" for nothing yet
 * @round: how many checkpoints were made; the database has the same number with its checkpoint, and
 *   where it hasn't, it was restored from an older copy, or this library was
 *
 * A database that records are synced with. Strings are never %NULL.
 */
typedef struct
{
  gint64 key;
  char *address;
  char *user;
  char *client;
  char *identity;
  char *replica;
  char *since;
  gint64 round;
} RapportSyncPlace;

/* Before the id of a client whose place is given up. */
#define RAPPORT_SYNC_LEFT "~"

/* The identity of the place of a client that has no database here for now because the server was
 * restored, and says otherwise than what was the last that this copy knew: nothing is sent to it,
 * and nothing that comes from elsewhere is about what lives in it. */
#define RAPPORT_SYNC_HELD "held"

RapportSyncPlace *rapport_sync_place_new (void);
RapportSyncPlace *rapport_sync_place_copy (const RapportSyncPlace *self);
void rapport_sync_place_free (RapportSyncPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncPlace, rapport_sync_place_free)

/* Whether it is RAPPORT_SYNC_HELD. */
gboolean rapport_sync_place_is_held (const RapportSyncPlace *self);
/* Whether one is not let in there, which is something else. */
gboolean rapport_sync_place_is_hidden (const RapportSyncPlace *self);

/**
 * RapportSyncEntry:
 * @type: the type as a column is named, "work_item"
 * @info: (nullable): its table; %NULL for a type of a newer version
 * @id: the record
 * @place: key of the place where it lives
 * @revision: CouchDB's `_rev` that was last agreed on; "" where the database has none that is
 * known. One of generation 0 was agreed on at the place that the record has left: @served is as it
 * was there, and the place where it lives now has none that is known
 * @known: the revisions that the record takes into account beside @revision, the newest first,
 * parted by spaces, ten at most: by them an old state that comes back is told from somebody's edit
 * @waiting: it has changed since, and is to be sent; a row that is gone is to be deleted there
 * @served: (nullable): what the database has at @revision; %NULL where that is not known, or there
 *   is nothing. Of a type that is not known always %NULL
 * @raw: (nullable): the document as JSON, where this version does not know its type
 * @blocked: (nullable): why it is not sent, for the user
 * @row: (nullable): as it is on this disk; %NULL where it was erased
 *
 * What is known of one record's place.
 */
typedef struct
{
  char *type;
  const RapportRecordInfo *info;
  char id[37];
  gint64 place;
  char *revision;
  char *known;
  gboolean waiting;
  RapportRow *served;
  char *raw;
  char *blocked;
  RapportRow *row;
} RapportSyncEntry;

RapportSyncEntry *rapport_sync_entry_new (const char *type, const char *id);
void rapport_sync_entry_free (RapportSyncEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncEntry, rapport_sync_entry_free)

/* Whether @revision is one that was agreed on earlier. */
gboolean rapport_sync_entry_knows (const RapportSyncEntry *self, const char *revision);

/* How many revisions a list of them has at most. */
#define RAPPORT_SYNC_MAX_KNOWN 10

/* What stands before the hyphen of a revision: how many edits led to it; 0 for "". */
gint64 rapport_sync_get_generation (const char *revision);

/* (transfer full): what stands among the revisions that are known where @revision, the record's, is
 * a tombstone's: the next document has to go upon it, and can name none. */
char *rapport_sync_mark_tombstone (const char *revision);

/* (transfer full): revisions of one place as they are known at another: with the generation 0, as
 * numbers of two databases can't be compared. What was rebased stays as it is. */
char *rapport_sync_rebase (const char *revisions);

/* Whether @revision is in a list as #RapportSyncEntry:known is one. */
gboolean rapport_sync_known_has (const char *known, const char *revision);

/* (transfer full): both lists as one, without doubles, the greatest generations first, and of one
 * generation what @newer has, as many as may be; either may be %NULL. A single revision is a list,
 * too. */
char *rapport_sync_known_join (const char *older, const char *newer);

/**
 * RapportSyncFact:
 * @type: as in #RapportSyncEntry
 * @id: the record
 * @place: where it lives
 * @revision: what the database has now; "" for nothing (never sent, or a tombstone)
 * @served: (nullable): the record as it is there at @revision; %NULL for nothing, and for an
 * unknown type
 * @known: (nullable): revisions that the record takes into account from now on; those that were
 *   known before and the one that was agreed on last are known as well, in any case
 *   (rapport_sync_known_join())
 * @raw: (nullable): the document of an unknown type
 * @sets_extra: what the row keeps of a newer version becomes @extra, in the same transaction
 * @extra: (nullable): see there
 * @blocked: (nullable): why it can't be sent. Where it is set nothing else of the fact counts: what
 *   is known of the record stays, it only isn't sent until it is changed
 *
 * Something that was learnt from a database about one record. It is written behind the changes of
 * the set that it comes with, in the same transaction: what the row then says otherwise than
 * @served, fields for the user alone and blobs left out, waits to be sent; where both say the same,
 * nothing does. Where neither has the record any more, it is forgotten. A fact about a record that
 * lives at another place by now only says what is to be deleted at the one it left, without
 * @revision nothing at all; and so does one about a place that was forgotten.
 */
typedef struct
{
  char *type;
  char id[37];
  gint64 place;
  char *revision;
  RapportRow *served;
  char *known;
  char *raw;
  gboolean sets_extra;
  char *extra;
  char *blocked;
} RapportSyncFact;

RapportSyncFact *rapport_sync_fact_new (const char *type, const char *id, gint64 place);
void rapport_sync_fact_free (RapportSyncFact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncFact, rapport_sync_fact_free)

/**
 * RapportSyncFile:
 * @key: grows from one to the next
 * @digest: of a blob (rapport-document.h)
 * @size: how many bytes it has
 * @info: (nullable): the type of a record here that has the bytes; %NULL where none has
 * @id: (nullable): that record
 * @field: the field that has them
 * @places: (element-type gint64): keys of the other places where records with this digest live
 *
 * A file whose bytes are too much at a place, or are lacking there.
 */
typedef struct
{
  gint64 key;
  char digest[65];
  gint64 size;
  const RapportRecordInfo *info;
  char *id;
  guint field;
  GArray *places;
} RapportSyncFile;

void rapport_sync_file_free (RapportSyncFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncFile, rapport_sync_file_free)

/**
 * RapportSyncFiles:
 * @RAPPORT_SYNC_FILES_LEFT: whose records have moved away or were erased, and are deleted there,
 * and that no record which lives there names
 * @RAPPORT_SYNC_FILES_GONE: whose pieces somebody has deleted there; its size is -1 unless a
 *   record which lives there names them
 */
typedef enum
{
  RAPPORT_SYNC_FILES_LEFT,
  RAPPORT_SYNC_FILES_GONE,
} RapportSyncFiles;

/**
 * RapportSyncNote:
 * @facts: (element-type RapportSyncFact): never %NULL
 * @place: (nullable): is written as it is but for its client, unless it was forgotten meanwhile;
 *   with key 0 a new one, with which every record of the library that may leave the machine begins
 *   to wait, but for those that live elsewhere. Where it is that of a client, that client's records
 *   move there: they wait to be sent, and what the place that they leave has is to be deleted there
 *   once the new one has it. Where the client has a place already, that one becomes it
 * @forget: key of a place that is forgotten with all that is known of its records; 0 for none
 * @retire: key of a client's place: its records move back to the workspace's in the same way; 0 for
 *   none
 * @left: (element-type RapportSyncFact): what a database has of records that live at another place
 *   now. Only @type, @id, @place and @revision count: what is to be deleted; without @revision it
 *   is deleted there
 * @unblock: what was refused is to be sent once more
 * @server_from: (nullable): places whose addresses begin with this, and a slash, are at @server_to
 *   now; all else that is known of them stays
 * @files_of: key of the place that the next three speak of
 * @files_gone: (element-type utf8): digests of which pieces were deleted there
 * @files_left: (element-type utf8): those of %RAPPORT_SYNC_FILES_LEFT that are dealt with
 * @files_mended: all of %RAPPORT_SYNC_FILES_GONE are
 *
 * What a change set says of sync, beside its changes. A set may consist of it alone: then it has no
 * entry in the log.
 */
typedef struct
{
  GPtrArray *facts;
  GPtrArray *left;
  RapportSyncPlace *place;
  gint64 forget;
  gint64 retire;
  gboolean unblock;
  char *server_from;
  char *server_to;
  gint64 files_of;
  GPtrArray *files_gone;
  GPtrArray *files_left;
  gboolean files_mended;
} RapportSyncNote;

RapportSyncNote *rapport_sync_note_new (void);
void rapport_sync_note_free (RapportSyncNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncNote, rapport_sync_note_free)

/**
 * RapportSyncLeftOver:
 * @RAPPORT_SYNC_LEFT_REFUSED: records that the database refused
 * @RAPPORT_SYNC_LEFT_UNREAD: documents that an older version of the program could not read and kept
 *   as they were, and whose type is known now
 * @RAPPORT_SYNC_LEFT_UNKNOWN: those whose type is not known even now
 * @RAPPORT_SYNC_LEFT_LACKING: records whose files were not there when they came
 *
 * What was not done, and may be possible later.
 */
typedef enum
{
  RAPPORT_SYNC_LEFT_REFUSED,
  RAPPORT_SYNC_LEFT_UNREAD,
  RAPPORT_SYNC_LEFT_UNKNOWN,
  RAPPORT_SYNC_LEFT_LACKING,
} RapportSyncLeftOver;

/**
 * RapportSyncCount:
 * @known: records that live there
 * @waiting: those of them that are to be sent, blocked ones not among them
 * @blocked: those that can't be sent, and wait for the user
 */
typedef struct
{
  gint64 known;
  gint64 waiting;
  gint64 blocked;
} RapportSyncCount;

G_END_DECLS
