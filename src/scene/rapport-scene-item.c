/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-scene-item.h"

#include "rapport-markdown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a text stands for a title, in letters. */
#define NAME_LENGTH 60

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
  char **const texts[] = { &copy->order,        &copy->group, &copy->title, &copy->body,
                           &copy->status_words, &copy->when,  &copy->score, &copy->figure,
                           &copy->change,       &copy->votes };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  if (copy->picture != NULL)
    rapport_picture_ref (copy->picture);
  copy->words = NULL;
  return copy;
}

/* Of what was moved before, the words are still those of the first. */
RapportSceneItem *
rapport_scene_item_move (RapportSceneItem *self, const RapportBox *box)
{
  RapportSceneItem *moved = (g_atomic_rc_box_dup) (sizeof *self, self);

  moved->words = g_atomic_rc_box_acquire (self->words != NULL ? self->words : self);
  moved->box = *box;
  return moved;
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

  if (self->words != NULL)
    {
      rapport_scene_item_unref (self->words);
      return;
    }
  g_free (self->order);
  g_free (self->group);
  g_free (self->title);
  g_free (self->body);
  g_free (self->status_words);
  g_free (self->when);
  g_free (self->score);
  g_free (self->votes);
  g_free (self->figure);
  g_free (self->change);
  g_clear_pointer (&self->picture, rapport_picture_unref);
}

void
rapport_scene_item_unref (RapportSceneItem *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
same_words (const RapportSceneItem *a, const RapportSceneItem *b)
{
  const char *const words[][2] = {
    { a->order, b->order }, { a->group, b->group },   { a->title, b->title },
    { a->body, b->body },   { a->when, b->when },     { a->status_words, b->status_words },
    { a->score, b->score }, { a->figure, b->figure }, { a->change, b->change },
    { a->votes, b->votes },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], words[i][1]) != 0)
      return FALSE;
  return g_str_equal (a->id, b->id) && g_str_equal (a->from, b->from) && g_str_equal (a->to, b->to);
}

static gboolean
same_look (const RapportSceneItem *a, const RapportSceneItem *b)
{
  return memcmp (&a->colour, &b->colour, sizeof a->colour) == 0 && a->locked == b->locked &&
         a->confidential == b->confidential && a->status == b->status && a->column == b->column &&
         a->picture == b->picture && a->from_side == b->from_side && a->to_side == b->to_side &&
         a->from_arrow == b->from_arrow && a->to_arrow == b->to_arrow;
}

gboolean
rapport_scene_item_equal (const RapportSceneItem *a, const RapportSceneItem *b)
{
  return a->kind == b->kind && rapport_box_equal (&a->box, &b->box) && same_look (a, b) &&
         same_words (a, b);
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
rapport_scene_item_get_name (const RapportSceneItem *self)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (self->title != NULL && *self->title != '\0')
    return g_strdup (self->title);
  if (self->body == NULL)
    return g_strdup ("");
  text = rapport_markdown_to_plain (self->body);
  line = g_strndup (text, strcspn (text, "\n"));
  if (g_utf8_strlen (line, -1) <= NAME_LENGTH)
    return g_steal_pointer (&line);
  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (line, NAME_LENGTH) - line),
                          line);
}

char *
rapport_scene_item_describe (const RapportSceneItem *self)
{
  g_autofree char *body = self->body != NULL ? rapport_markdown_to_plain (self->body) : NULL;
  const char *const parts[] = { self->figure, self->change, body,       self->status_words,
                                self->when,   self->score,  self->votes };
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
