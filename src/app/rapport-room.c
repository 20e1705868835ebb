/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-room.h"

struct _RapportRoom
{
  GObject parent_instance;

  char *title;
  char *icon_name;
  char *action;
  guint count;
};

enum
{
  PROP_COUNT = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RapportRoom, rapport_room, G_TYPE_OBJECT)

static void
rapport_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, RAPPORT_ROOM (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rapport_room_finalize (GObject *object)
{
  RapportRoom *self = RAPPORT_ROOM (object);

  g_free (self->title);
  g_free (self->icon_name);
  g_free (self->action);
  G_OBJECT_CLASS (rapport_room_parent_class)->finalize (object);
}

static void
rapport_room_class_init (RapportRoomClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_room_finalize;
  G_OBJECT_CLASS (klass)->get_property = rapport_room_get_property;
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
}

static void
rapport_room_init (RapportRoom *self)
{
}

RapportRoom *
rapport_room_new (const char *title, const char *icon_name, const char *action)
{
  RapportRoom *self = g_object_new (RAPPORT_TYPE_ROOM, NULL);

  self->title = g_strdup (title);
  self->icon_name = g_strdup (icon_name);
  self->action = g_strdup (action);
  return self;
}

const char *
rapport_room_get_title (RapportRoom *self)
{
  return self->title;
}

const char *
rapport_room_get_icon_name (RapportRoom *self)
{
  return self->icon_name;
}

const char *
rapport_room_get_action (RapportRoom *self)
{
  return self->action;
}

void
rapport_room_set_count (RapportRoom *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

guint
rapport_room_get_count (RapportRoom *self)
{
  return self->count;
}
