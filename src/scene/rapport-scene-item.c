/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-scene-item.h"

#include <glib/gi18n-lib.h>

RapportSceneItem *
rapport_scene_item_new (RapportSceneKind kind, const char *id)
{
  RapportSceneItem *self = g_atomic_rc_box_new0 (RapportSceneItem);

  self->kind = kind;
  g_strlcpy (self->id, id, sizeof self->id);
  return self;
}

RapportSceneItem *
rapport_scene_item_copy (const RapportSceneItem *self)
{
  RapportSceneItem *copy = (g_atomic_rc_box_dup) (sizeof *self, self);
  char **const texts[] = { &copy->order, &copy->group,        &copy->title,
                           &copy->body,  &copy->status_words, &copy->when,
                           &copy->score, &copy->figure,       &copy->change };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  if (copy->picture != NULL)
    rapport_picture_ref (copy->picture);
  return copy;
}

RapportSceneItem *
rapport_scene_item_ref (RapportSceneItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RapportSceneItem *self = data;

  g_free (self->order);
  g_free (self->group);
  g_free (self->title);
  g_free (self->body);
  g_free (self->status_words);
  g_free (self->when);
  g_free (self->score);
  g_free (self->figure);
  g_free (self->change);
  g_clear_pointer (&self->picture, rapport_picture_unref);
}

void
rapport_scene_item_unref (RapportSceneItem *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static const struct
{
  const char *word;
  const char *label;
  RapportSceneStatus status;
} statuses[] = {
  { "idea", N_ ("Idea"), RAPPORT_SCENE_OPEN },
  { "planned", N_ ("Planned"), RAPPORT_SCENE_PLANNED },
  { "in-work", N_ ("In work"), RAPPORT_SCENE_GOING },
  { "testing", N_ ("Testing"), RAPPORT_SCENE_GOING },
  { "waiting-for-client", N_ ("Waiting for client"), RAPPORT_SCENE_WAITING },
  { "done", N_ ("Done"), RAPPORT_SCENE_DONE },
  { "confirmed", N_ ("Confirmed"), RAPPORT_SCENE_GOOD },
  { "rejected", N_ ("Rejected"), RAPPORT_SCENE_BAD },
  { "dropped", N_ ("Dropped"), RAPPORT_SCENE_OVER },
};

RapportSceneStatus
rapport_scene_status_from_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (word, statuses[i].word) == 0)
      return statuses[i].status;
  return RAPPORT_SCENE_OPEN;
}

const char *
rapport_scene_status_get_label (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (word, statuses[i].word) == 0)
      return statuses[i].label;
  return NULL;
}

gboolean
rapport_scene_item_is_card (const RapportSceneItem *self)
{
  return self->kind >= RAPPORT_SCENE_IDEA;
}

void
rapport_scene_item_route (const RapportSceneItem *self, RapportRoute *route)
{
  rapport_route_find (&self->from_box, self->from_side, &self->to_box, self->to_side, route);
}

char *
rapport_scene_item_describe (const RapportSceneItem *self)
{
  const char *const parts[] = { self->figure,       self->change, self->body,
                                self->status_words, self->when,   self->score };
  g_autoptr (GString) text = g_string_new (self->title);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, ". ");
      g_string_append (text, parts[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
