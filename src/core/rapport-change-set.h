/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"
#include "rapport-id.h"
#include "rapport-sync-state.h"

G_BEGIN_DECLS

/**
 * RapportChangeKind:
 * @RAPPORT_CHANGE_EDIT: what a user did
 * @RAPPORT_CHANGE_UNDO: takes an edit back
 * @RAPPORT_CHANGE_REDO: takes an undo back
 * @RAPPORT_CHANGE_PULL: came from a colleague, or from another machine of one's own; undo
 *   passes it by
 */
typedef enum
{
  RAPPORT_CHANGE_EDIT,
  RAPPORT_CHANGE_UNDO,
  RAPPORT_CHANGE_REDO,
  RAPPORT_CHANGE_PULL,
} RapportChangeKind;

/**
 * RapportOperation:
 * @RAPPORT_OPERATION_CREATE: a new row; the field changes hold every set field
 * @RAPPORT_OPERATION_CHANGE: some fields of a row
 * @RAPPORT_OPERATION_ERASE: the row goes for ever, from log and search as well
 */
typedef enum
{
  RAPPORT_OPERATION_CREATE,
  RAPPORT_OPERATION_CHANGE,
  RAPPORT_OPERATION_ERASE,
} RapportOperation;

typedef struct
{
  guint field;
  GVariant *before;
  GVariant *after;
} RapportFieldChange;

typedef struct
{
  const RapportRecordInfo *info;
  char id[RAPPORT_ID_LENGTH + 1];
  RapportOperation operation;
  GArray *fields; /* of RapportFieldChange */
} RapportRecordChange;

/**
 * RapportChangeSet:
 *
 * What one transaction changed: who, when, why (a label that a user can read),
 * and for each record and field the old and the new value. Immutable once it
 * is committed, so it may be read in any thread.
 */
typedef struct _RapportChangeSet RapportChangeSet;

/* What is known of a set besides its changes. Strings are owned by the set. */
typedef struct
{
  const char *id;     /* also the id of the log entry */
  const char *label;  /* "Mark the week" */
  const char *author; /* id of a member, "" before there is one */
  const char *client; /* id of the client in whose history it stands, or "" */
  gint64 instant;     /* microseconds since 1970 */
  RapportChangeKind kind;
  const char *target; /* the set that an undo or redo takes back, or "" */
  gboolean continues; /* adds to the log entry with the same id, if it is there */
  gboolean barrier;   /* undo does not go past it: something was sent */
} RapportChangeHead;

RapportChangeSet *rapport_change_set_new (const RapportChangeHead *head);
RapportChangeSet *rapport_change_set_ref (RapportChangeSet *self);
void rapport_change_set_unref (RapportChangeSet *self);

/* While it is being built: the change of a record, made where it is not there
 * yet; and one field of it (values are ref-sunk; a second change of the same
 * field keeps the first old value). */
RapportRecordChange *rapport_change_set_add_record (RapportChangeSet *self,
                                                    const RapportRecordInfo *info,
                                                    const char *id,
                                                    RapportOperation operation);
void rapport_record_change_add_field (RapportRecordChange *change,
                                      guint field,
                                      GVariant *before,
                                      GVariant *after);

/* While it is being built: what the head says of scope. %NULL leaves a string
 * as it is. */
void rapport_change_set_set_scope (
  RapportChangeSet *self, const char *id, const char *client, gboolean continues, gboolean barrier);
/* Leaves out changes that change nothing. */
void rapport_change_set_prune (RapportChangeSet *self);
/* The same for one record's change; the ones behind it may move up. */
void rapport_change_set_prune_at (RapportChangeSet *self, guint index);
/* The change of a record in this set, or %NULL. */
RapportRecordChange *rapport_change_set_find (RapportChangeSet *self, const char *id);

const RapportChangeHead *rapport_change_set_get_head (RapportChangeSet *self);
guint rapport_change_set_get_size (RapportChangeSet *self);
const RapportRecordChange *rapport_change_set_get_change (RapportChangeSet *self, guint index);

/* The number under which the library committed it; 0 before. Sets become
 * durable in the order of their numbers. */
guint64 rapport_change_set_get_sequence (RapportChangeSet *self);
void rapport_change_set_set_sequence (RapportChangeSet *self, guint64 sequence);

/* While it is being built: what the set says of sync (transfer full). */
void rapport_change_set_set_note (RapportChangeSet *self, RapportSyncNote *note);
/* (nullable) */
const RapportSyncNote *rapport_change_set_get_note (RapportChangeSet *self);

/* JSON, for handing a set to the process that holds the library; without the note, which
 * is for that process alone. */
JsonNode *rapport_change_set_to_json (RapportChangeSet *self);
RapportChangeSet *rapport_change_set_from_json (JsonNode *node, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChangeSet, rapport_change_set_unref)

G_END_DECLS
