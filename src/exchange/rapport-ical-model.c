/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ical-private.h"

#define MOST_REMARKS 50

RapportIcalPerson *
rapport_ical_person_new (const char *name, const char *email, gboolean required)
{
  RapportIcalPerson *self = g_new0 (RapportIcalPerson, 1);

  self->name = g_strdup (name);
  self->email = g_strdup (email);
  self->answer = g_strdup ("");
  self->required = required;
  return self;
}

void
rapport_ical_person_free (RapportIcalPerson *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->email);
  g_free (self->answer);
  g_free (self);
}

RapportIcalEvent *
rapport_ical_event_new (void)
{
  RapportIcalEvent *self = g_new0 (RapportIcalEvent, 1);

  self->status = "";
  self->excluded = g_ptr_array_new_with_free_func (g_free);
  self->added = g_ptr_array_new_with_free_func (g_free);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_ical_person_free);
  return self;
}

void
rapport_ical_event_free (RapportIcalEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->uid);
  g_free (self->title);
  g_free (self->description);
  g_free (self->place);
  g_free (self->start);
  g_free (self->rule);
  g_ptr_array_unref (self->excluded);
  g_ptr_array_unref (self->added);
  g_free (self->instance);
  rapport_ical_person_free (self->organizer);
  g_ptr_array_unref (self->people);
  g_free (self);
}

RapportIcal *
rapport_ical_new (const char *method)
{
  RapportIcal *self = g_new0 (RapportIcal, 1);

  self->method = g_strdup (method);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_ical_event_free);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rapport_ical_free (RapportIcal *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->title);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

void
rapport_ical_take_remark (RapportIcal *self, char *remark)
{
  if (self->remarks->len >= MOST_REMARKS ||
      g_ptr_array_find_with_equal_func (self->remarks, remark, g_str_equal, NULL))
    g_free (remark);
  else
    g_ptr_array_add (self->remarks, remark);
}
