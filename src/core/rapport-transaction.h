/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/**
 * RapportTransaction:
 *
 * The one door for changes: begin with a label that a user can read, change
 * records, commit. Nothing is seen by anybody before the commit; a
 * transaction that is dropped without it changes nothing. Getters of a record
 * give the old value until then.
 */
typedef struct _RapportTransaction RapportTransaction;

RapportTransaction *rapport_transaction_begin (RapportLibrary *library, const char *label);
void rapport_transaction_free (RapportTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTransaction, rapport_transaction_free)

/* In whose history it stands. Without it: the client of the first record. */
void rapport_transaction_set_client (RapportTransaction *self, const char *client_id);

/* Later commits with the same @entry_id (from rapport_id_new()) are one entry
 * of the log and one step of undo: typing, or a batch. */
void rapport_transaction_set_entry (RapportTransaction *self, const char *entry_id);

/* Undo will not go past this transaction. */
void rapport_transaction_set_barrier (RapportTransaction *self);

RapportLibrary *rapport_transaction_get_library (RapportTransaction *self);

/* What a rule remembers between its calls for the same transaction, under a name of its
 * own; @free_data (nullable) is called for what is there when it ends or is replaced. */
void rapport_transaction_remember (RapportTransaction *self,
                                   const char *name,
                                   gpointer data,
                                   GDestroyNotify free_data);
/* (transfer none) (nullable) */
gpointer rapport_transaction_recall (RapportTransaction *self, const char *name);

/* (transfer full) (nullable): as rapport_library_get(), for a record that this transaction
 * makes, too. */
RapportRecord *rapport_transaction_find (RapportTransaction *self, GType type, const char *id);

/* (transfer none): a new record with its type's defaults, which lives as long
 * as the transaction, or longer if the caller takes a reference. */
RapportRecord *rapport_transaction_create (RapportTransaction *self, GType type);

/* (transfer none): the record of a natural key, made where it is not there,
 * taken out of the trash where it lies there. @parts as in
 * rapport_library_get_by_key(); the key fields of a new one are set. */
RapportRecord *
rapport_transaction_ensure (RapportTransaction *self, GType type, const char *const *parts);

/* @value is ref-sunk, %NULL unsets. Setting what is there already is no change. */
void rapport_transaction_set (RapportTransaction *self,
                              RapportRecord *record,
                              guint field,
                              GVariant *value);
/* For text, markdown, enum, reference, colour, local time. %NULL or "" unsets. */
void rapport_transaction_set_text (RapportTransaction *self,
                                   RapportRecord *record,
                                   guint field,
                                   const char *text);
void rapport_transaction_set_boolean (RapportTransaction *self,
                                      RapportRecord *record,
                                      guint field,
                                      gboolean value);
void rapport_transaction_set_integer (RapportTransaction *self,
                                      RapportRecord *record,
                                      guint field,
                                      gint64 value);
void rapport_transaction_set_day (RapportTransaction *self,
                                  RapportRecord *record,
                                  guint field,
                                  RapportDay day);
void rapport_transaction_set_money (
  RapportTransaction *self, RapportRecord *record, guint field, gint64 minor, const char *currency);

/* (transfer none) (nullable): the value as this transaction would leave it. */
GVariant *rapport_transaction_get (RapportTransaction *self, RapportRecord *record, guint field);
/* The same for text, markdown, enum, reference, colour; "" when unset. */
const char *
rapport_transaction_get_text (RapportTransaction *self, RapportRecord *record, guint field);
gboolean
rapport_transaction_get_boolean (RapportTransaction *self, RapportRecord *record, guint field);
/* Whether the transaction would leave it in the trash. */
gboolean rapport_transaction_is_trashed (RapportTransaction *self, RapportRecord *record);

void rapport_transaction_trash (RapportTransaction *self, RapportRecord *record);
void rapport_transaction_restore (RapportTransaction *self, RapportRecord *record);
/* For ever, log and search included, and conflicts about it; can't be undone. */
void rapport_transaction_erase (RapportTransaction *self, RapportRecord *record);

gboolean rapport_transaction_is_empty (RapportTransaction *self);

/* Applies the changes to the objects, tells the watchers and queues the set
 * for the disk. An empty one does nothing and succeeds. Fails, changing
 * nothing, when the library is read-only, or when a client whose records it
 * changes is in the archive and stays there; deleting and erasing are possible
 * all the same. Commit at most once. */
gboolean rapport_transaction_commit (RapportTransaction *self, GError **error);

/**
 * rapport_transaction_commit_async:
 * @self: (transfer full): that erases nothing
 *
 * The same for thousands of records: the main thread works on it in turns, see
 * rapport_turns_run(), and nobody sees anything of it before all of it is there.
 * What somebody else writes into the same fields meanwhile stays. Cancelled, it
 * changes nothing. Who calls this has built it in turns as well.
 */
void rapport_transaction_commit_async (RapportTransaction *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
rapport_transaction_commit_finish (RapportLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
