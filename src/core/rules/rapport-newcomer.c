/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-newcomer.h"

RapportNewPerson *
rapport_new_person_new (void)
{
  RapportNewPerson *self = g_new0 (RapportNewPerson, 1);

  self->name = g_strdup ("");
  self->position = g_strdup ("");
  self->email = g_strdup ("");
  self->phone = g_strdup ("");
  self->organisation = g_strdup ("");
  self->site = g_strdup ("");
  self->notes = g_strdup ("");
  self->birthday = RAPPORT_DAY_NONE;
  return self;
}

void
rapport_new_person_free (RapportNewPerson *self)
{
  g_free (self->name);
  g_free (self->position);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->organisation);
  g_free (self->site);
  g_free (self->notes);
  g_free (self);
}

RapportNewClient *
rapport_new_client_new (char *name)
{
  RapportNewClient *self = g_new0 (RapportNewClient, 1);

  self->name = name;
  self->status = "";
  self->reason = g_strdup ("");
  self->site = g_strdup ("");
  self->city = g_strdup ("");
  self->industry = g_strdup ("");
  self->manager = g_strdup ("");
  self->notes = g_strdup ("");
  self->since = RAPPORT_DAY_NONE;
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_person_free);
  return self;
}

void
rapport_new_client_free (RapportNewClient *self)
{
  g_free (self->name);
  g_free (self->reason);
  g_free (self->site);
  g_free (self->city);
  g_free (self->industry);
  g_free (self->manager);
  g_free (self->notes);
  g_ptr_array_unref (self->people);
  g_free (self);
}
