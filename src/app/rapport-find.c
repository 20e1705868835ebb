/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-find.h"

struct _RapportFind
{
  GObject parent_instance;

  char *title;
  char *subtitle;
  char *client_id;
  char *view;
  char *action;
  char *opener;
  char *id;
  RapportOffer *offer;
  RapportMark mark;
};

G_DEFINE_FINAL_TYPE (RapportFind, rapport_find, G_TYPE_OBJECT)

static void
rapport_find_finalize (GObject *object)
{
  RapportFind *self = RAPPORT_FIND (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->client_id);
  g_free (self->view);
  g_free (self->action);
  g_free (self->opener);
  g_free (self->id);
  g_clear_pointer (&self->offer, rapport_offer_unref);
  G_OBJECT_CLASS (rapport_find_parent_class)->finalize (object);
}

static void
rapport_find_class_init (RapportFindClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_find_finalize;
}

static void
rapport_find_init (RapportFind *self)
{
}

static RapportFind *
find_new (const char *title, const char *subtitle)
{
  RapportFind *self = g_object_new (RAPPORT_TYPE_FIND, NULL);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  return self;
}

RapportFind *
rapport_find_new_client (const char *name, const char *client_id, RapportMark mark)
{
  RapportFind *self = find_new (name, "");

  self->client_id = g_strdup (client_id);
  self->mark = mark;
  return self;
}

RapportFind *
rapport_find_new_record (const char *title,
                         const char *subtitle,
                         const char *client_id,
                         const char *view)
{
  RapportFind *self = find_new (title, subtitle);

  self->client_id = g_strdup (client_id);
  self->view = g_strdup (view);
  return self;
}

RapportFind *
rapport_find_new_opened (const char *title,
                         const char *subtitle,
                         const char *opener,
                         const char *id)
{
  RapportFind *self = find_new (title, subtitle);

  self->opener = g_strdup (opener);
  self->id = g_strdup (id);
  return self;
}

RapportFind *
rapport_find_new_command (const char *label, const char *action)
{
  RapportFind *self = find_new (label, "");

  self->action = g_strdup (action);
  return self;
}

RapportFind *
rapport_find_new_offer (RapportOffer *offer)
{
  RapportFind *self = find_new (rapport_offer_get_label (offer), rapport_offer_get_place (offer));

  self->offer = rapport_offer_ref (offer);
  return self;
}

const char *
rapport_find_get_title (RapportFind *self)
{
  return self->title;
}

const char *
rapport_find_get_subtitle (RapportFind *self)
{
  return self->subtitle;
}

const char *
rapport_find_get_client_id (RapportFind *self)
{
  return self->client_id;
}

const char *
rapport_find_get_view (RapportFind *self)
{
  return self->view;
}

const char *
rapport_find_get_action (RapportFind *self)
{
  return self->action;
}

const char *
rapport_find_get_opener (RapportFind *self)
{
  return self->opener;
}

const char *
rapport_find_get_id (RapportFind *self)
{
  return self->id;
}

RapportOffer *
rapport_find_get_offer (RapportFind *self)
{
  return self->offer;
}

RapportMark
rapport_find_get_mark (RapportFind *self)
{
  return self->mark;
}
