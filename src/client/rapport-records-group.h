/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* An entry of a group's menu: N_() its words, and its action in full. */
typedef struct
{
  const char *label;
  const char *action;
} RapportRecordsEntry;

/**
 * RapportRecordsKind:
 * @title: N_() the heading
 * @add: (nullable): N_() what the add button does
 * @empty: N_() what stands there while there is none
 * @query: (transfer full): which records of an owner, which is a client unless
 *   the kind says otherwise
 * @compare: (nullable): the order, where the query has none that serves
 * @most: so many are shown until the user asks for more; 0 shows all
 * @is_quiet: that there is none is said without a list
 * @is_private: tinted, as what only the team may see
 * @build: adds to a new row what it consists of
 * @fill: makes a row say what the record says; called again on changes
 * @dialog: (nullable): edits a record, or adds one where it is %NULL
 * @action: (nullable): the action with a string that a row activates instead
 * @target: the string
 * @menu: (nullable) (array length=n_menu): what else can be done with them
 *
 * A sort of records that a group shows.
 */
typedef struct
{
  const char *title;
  const char *add;
  const char *empty;
  RapportQuery *(*query) (const char *owner_id);
  int (*compare) (gpointer a, gpointer b, RapportDay today);
  guint most;
  gboolean is_quiet;
  gboolean is_private;
  void (*build) (AdwActionRow *row, RapportLibrary *library, RapportRecord *record);
  void (*fill) (AdwActionRow *row, RapportLibrary *library, RapportRecord *record);
  AdwDialog *(*dialog) (RapportLibrary *library, const char *owner_id, RapportRecord *record);
  const char *action;
  const char *target;
  const RapportRecordsEntry *menu;
  gsize n_menu;
} RapportRecordsKind;

/* Contacts with their roles and influence; the jobs of a contact, which is their
 * owner; the services that are done for the client; claims, open ones first; the
 * latest report. */
extern const RapportRecordsKind rapport_contacts_kind;
extern const RapportRecordsKind rapport_jobs_kind;
extern const RapportRecordsKind rapport_services_kind;
extern const RapportRecordsKind rapport_claims_kind;
extern const RapportRecordsKind rapport_latest_report_kind;

#define RAPPORT_TYPE_RECORDS_GROUP (rapport_records_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportRecordsGroup,
                      rapport_records_group,
                      RAPPORT,
                      RECORDS_GROUP,
                      AdwPreferencesGroup)

/**
 * RapportRecordsGroup:
 *
 * The records of one sort that have an owner, in a boxed list that keeps up with
 * them.
 */
void rapport_records_group_set_up (RapportRecordsGroup *self,
                                   RapportLibrary *library,
                                   const RapportRecordsKind *kind);

/* The id of the owner; %NULL for none. */
void rapport_records_group_set_owner (RapportRecordsGroup *self, const char *owner_id);
/* @client may be %NULL. */
void rapport_records_group_set_client (RapportRecordsGroup *self, RapportClient *client);

/* Opens the dialog for a new one. */
void rapport_records_group_add (RapportRecordsGroup *self);

G_END_DECLS
