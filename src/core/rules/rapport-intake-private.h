/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-intake.h"
#include "rapport-records.h"

G_BEGIN_DECLS

#define RAPPORT_INTAKE_NONE G_MAXUINT

/* A client that is there. */
typedef struct
{
  RapportRow *row;
  GArray *contacts; /* of guint */
  char *emails;
  char *phones;
} RapportKnownClient;

struct _RapportIntakeBase
{
  gatomicrefcount ref_count;
  GPtrArray *clients;     /* of RapportKnownClient */
  GPtrArray *contacts;    /* of RapportRow */
  GPtrArray *members;     /* of RapportRow */
  GHashTable *client_ids; /* id to index + 1 */
};

const char *rapport_intake_row_text (const RapportRow *row, guint field);
const RapportKnownClient *rapport_intake_base_get_client (RapportIntakeBase *self, guint index);
const RapportRow *rapport_intake_base_get_contact (RapportIntakeBase *self, guint index);
/* NONE when it is not there. */
guint rapport_intake_base_find_client (RapportIntakeBase *self, const char *id);
/* (nullable): the id of the member of that name. */
const char *rapport_intake_base_find_member (RapportIntakeBase *self, const char *name);

struct _RapportIntakeItem
{
  GObject parent_instance;

  /* One of them; the intake keeps them. */
  const RapportNewClient *client;
  const RapportNewPerson *person;
  RapportIntakeChoice choice;
  char *match_text;
  char *gain;

  /* Who is there already: in the base, or further up in the file. */
  guint match;
  RapportIntakeItem *into;
  RapportDuplicateReason reasons;
  gboolean is_sure;
  guint n_fields; /* that merging fills */

  /* Of a client: for each of its people the contact it is, and whom it is among
   * the people of @into; and whether merging adds anything. */
  GArray *contacts;
  GArray *twins;
  guint n_people_new;
  guint n_people_filled;
  /* Of a person: the client it goes to. */
  guint home;
  char *home_name;

  /* Once it is stored: the record, and those of its people. */
  RapportRecord *record;
  GPtrArray *people;
};

/* Finds out for each of @items, new ones, whom it is the same as, and what
 * follows from that. */
void rapport_intake_match_clients (RapportIntakeBase *base, GPtrArray *items);
void rapport_intake_match_people (RapportIntakeBase *base, GPtrArray *items, const char *client_id);

/* (transfer full) (nullable): @known with what of @more it lacks, parted by
 * commas; %NULL when it lacks nothing. */
char *rapport_intake_join_emails (const char *known, const char *more);
char *rapport_intake_join_phones (const char *known, const char *more);
/* (transfer full) (nullable): the same for notes. */
char *rapport_intake_join_notes (const char *known, const char *more);

G_END_DECLS
