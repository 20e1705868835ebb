/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

G_BEGIN_DECLS

/**
 * RapportNewPerson:
 * @line: the line of the file that it begins at
 * @name: never %NULL
 * @organisation: where the person works, by name
 * @site: the website of that company
 * @birthday: as of rapport-people.h; or none
 *
 * A person as a file of another program has it. Strings are "" where the file
 * says nothing; of several addresses or numbers, all, parted by commas.
 */
typedef struct
{
  guint line;
  char *name;
  char *position;
  char *email;
  char *phone;
  char *organisation;
  char *site;
  char *notes;
  RapportDay birthday;
} RapportNewPerson;

/* One of whom nothing is known. */
RapportNewPerson *rapport_new_person_new (void);
void rapport_new_person_free (RapportNewPerson *self);

/**
 * RapportNewClient:
 * @line: the first line of the file that it stands in
 * @name: never empty
 * @status: a word of the base, such as "current", or "" when there is none
 * @manager: the account manager's name
 * @since: or none
 * @people: (element-type RapportNewPerson)
 *
 * A client as a file of another program has it. Strings are "" where the file
 * says nothing.
 */
typedef struct
{
  guint line;
  char *name;
  const char *status;
  char *reason;
  char *site;
  char *city;
  char *industry;
  char *manager;
  RapportDay since;
  char *notes;
  GPtrArray *people;
} RapportNewClient;

/* Takes @name. */
RapportNewClient *rapport_new_client_new (char *name);
void rapport_new_client_free (RapportNewClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportNewPerson, rapport_new_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportNewClient, rapport_new_client_free)

G_END_DECLS
