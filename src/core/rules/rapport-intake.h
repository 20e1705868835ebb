/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-duplicates.h"
#include "rapport-newcomer.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/**
 * RapportIntakeBase:
 *
 * The clients, contacts and members that a library holds, as they were at one
 * moment. Immutable, and to be read in any thread.
 */
typedef struct _RapportIntakeBase RapportIntakeBase;

RapportIntakeBase *rapport_intake_base_new (RapportLibrary *library, GError **error);

/* The same in another thread, once all that has been written so far is on the disk. */
void rapport_intake_base_new_async (RapportLibrary *library,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) */
RapportIntakeBase *rapport_intake_base_new_finish (GAsyncResult *result, GError **error);

RapportIntakeBase *rapport_intake_base_ref (RapportIntakeBase *self);
void rapport_intake_base_unref (RapportIntakeBase *self);

/**
 * RapportIntakeChoice:
 * @RAPPORT_INTAKE_SKIP: leave it out
 * @RAPPORT_INTAKE_MERGE: fill what is empty in the one that is there already;
 *   nothing that somebody wrote is overwritten
 * @RAPPORT_INTAKE_ADD: a new record
 *
 * What becomes of a client or a person of a file.
 */
typedef enum
{
  RAPPORT_INTAKE_SKIP,
  RAPPORT_INTAKE_MERGE,
  RAPPORT_INTAKE_ADD,
} RapportIntakeChoice;

/**
 * RapportIntakeItem:
 *
 * A client or a person of a file, and whom it is thought to be the same as.
 * Property `choice` (uint, of #RapportIntakeChoice). Where there is nobody to
 * merge with, MERGE adds.
 */
#define RAPPORT_TYPE_INTAKE_ITEM (rapport_intake_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportIntakeItem, rapport_intake_item, RAPPORT, INTAKE_ITEM, GObject)

const char *rapport_intake_item_get_title (RapportIntakeItem *self);
/* The line of the file that it begins at. */
guint rapport_intake_item_get_line (RapportIntakeItem *self);
/* (transfer full): what the file says of it, in a line: "Samara · example.com";
 * of a person, also the client that it goes to. */
char *rapport_intake_item_describe (RapportIntakeItem *self);
/* Who is there already, and why it is thought so: "Romashka · Same website"; ""
 * where there is nobody. */
const char *rapport_intake_item_get_match (RapportIntakeItem *self);
/* What merging fills: "Website, City, 2 contacts"; "" for nothing. */
const char *rapport_intake_item_get_gain (RapportIntakeItem *self);
RapportIntakeChoice rapport_intake_item_get_choice (RapportIntakeItem *self);
void rapport_intake_item_set_choice (RapportIntakeItem *self, RapportIntakeChoice choice);

/**
 * RapportIntakeCounts:
 * @clients_same: merging would change nothing about them
 * @people_homeless: people whose company is no client
 *
 * What storing would do, or has done.
 */
typedef struct
{
  guint clients_added;
  guint clients_merged;
  guint clients_same;
  guint clients_skipped;
  guint people_added;
  guint people_merged;
  guint people_same;
  guint people_skipped;
  guint people_homeless;
  guint members_added;
} RapportIntakeCounts;

/**
 * RapportIntake:
 *
 * Clients or people from a file of another program on their way into the
 * library: doubles are found among those that are there and among themselves,
 * each gets a choice, and all of it becomes one step that can be undone. May be
 * made in any thread, and then belongs to the main one.
 *
 * By default, who is not there is added, who surely is there is merged, or
 * skipped where that would add nothing, and who perhaps is there is added.
 */
#define RAPPORT_TYPE_INTAKE (rapport_intake_get_type ())
G_DECLARE_FINAL_TYPE (RapportIntake, rapport_intake, RAPPORT, INTAKE, GObject)

/* @clients: (element-type RapportNewClient): not changed any more. */
RapportIntake *rapport_intake_new_for_clients (RapportIntakeBase *base, GPtrArray *clients);

/* @people: (element-type RapportNewPerson): not changed any more.
 * @client_id: (nullable): where all of them go; %NULL takes them to the clients
 * that their companies are. */
RapportIntake *
rapport_intake_new_for_people (RapportIntakeBase *base, GPtrArray *people, const char *client_id);

/* Whether people come in rather than clients. */
gboolean rapport_intake_has_people (RapportIntake *self);

/* (transfer none): of #RapportIntakeItem, in the order of the file. */
GListModel *rapport_intake_get_items (RapportIntake *self);

/* (transfer none) (array zero-terminated=1): account managers that are no members
 * of the team; they become members where that is wanted, and otherwise their
 * clients have no account manager. */
const char *const *rapport_intake_get_unknown_managers (RapportIntake *self);
void rapport_intake_set_adds_managers (RapportIntake *self, gboolean adds);

/* Whether companies of people that are no clients become leads. */
void rapport_intake_set_adds_companies (RapportIntake *self, gboolean adds);

void rapport_intake_count (RapportIntake *self, RapportIntakeCounts *counts);

/* Stores it all as one step, once. Where the file names no account manager at
 * all, new clients are mine. */
gboolean rapport_intake_store (RapportIntake *self,
                               RapportLibrary *library,
                               const char *label,
                               RapportIntakeCounts *counts,
                               GError **error);

/* The same for thousands of them: the main thread works on it in turns. Nothing is
 * seen or written before the last one has been worked out, and what is written in
 * pieces then is revealed by the last. Cancelled, it leaves nothing. The choices are
 * not to be changed meanwhile. */
void rapport_intake_store_async (RapportIntake *self,
                                 RapportLibrary *library,
                                 const char *label,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* How much of it has been worked out: 0 to 1. */
double rapport_intake_get_progress (RapportIntake *self);
gboolean rapport_intake_store_finish (RapportIntake *self,
                                      GAsyncResult *result,
                                      RapportIntakeCounts *counts,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportIntakeBase, rapport_intake_base_unref)

G_END_DECLS
